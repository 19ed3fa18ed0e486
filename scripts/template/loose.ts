/**
 * What a line reads beyond what the template writes: other letter case and width, other separators
 * beside links and marks, closing punctuation and marks that are missing or doubled. Look here for what is
 * forgiven; what is read so is told as layout, and written as the template has it.
 */
import { type Automaton, overlap } from "./glushkov.ts";
import { common } from "./line-regex.ts";
import { FORGIVEN, type Line, type LineLeaf, ranks } from "./pattern.ts";
import { codesOf, type Mark, mark, markOf } from "../markdown/symbols.ts";
import {
  addLeaf,
  addUnclosed,
  pairs,
  passOver,
  putBefore,
  type Unclosed,
  writtenAs,
} from "./unclosed.ts";

/** Characters of the template's that are read as each other; beside these, letter case and width. */
const ALIKE = [":：∶", ",，、", ".。．", "|｜¦", "-–—－", '"“”', "'‘’", "·•・", "[【", "]】"].map(
  codesOf,
);

/** What stands between links, or between marked text and what follows it. */
const BETWEEN = [...codesOf(" ,;:.|/·•・-–—、，；：。．｜／"), mark("break")];

/** What ends a part of a line, and may be missing or doubled. */
const CLOSING = codesOf(".。．)）]】］;；!！");

/** Beside these, spaces come and go with the width of the character. */
const SPACED = codesOf(":：,，、;；.。．|｜/／()（）[]【】［］-–—");

const OPENING = codesOf("(（[【［");
const SPACE = 0x20;
const WIDE = 0xfee0;

const AROUND = new Set<Mark | undefined>(
  (["strong", "emphasis", "delete", "link", "image", "inlineCode"] as const).flatMap((name) => [
    name,
    `/${name}` as const,
  ]),
);

/** What one leaf of the template's text may be read as besides itself. */
interface Slack {
  leaves: readonly number[];
  /** It may be missing. */
  skip?: true;
  /** It may be missing behind what does not end as a separator. */
  pass?: true;
  /** What may stand in its place. */
  instead?: readonly number[];
  /** What may stand before or after it as well. */
  before?: readonly number[];
  after?: readonly number[];
  /** What may stand behind it at the end of its line or cell. */
  behind?: readonly number[];
  /** A link that shows its address may be that address alone. */
  bare?: { link: number; value: number };
  /** It is a mark whose end is another one, or missing. */
  unclosed?: Unclosed;
}

const known = new WeakMap<Line, Automaton<LineLeaf> | undefined>();

/**
 * The automaton by which a line is read that it does not read as it is written. Where some leniency
 * would give a text two readings, the line is read without it.
 */
export function loosened(line: Line): Automaton<LineLeaf> | undefined {
  if (!known.has(line)) known.set(line, loosen(line));
  return known.get(line);
}

function loosen({ automaton: strict, uses, shape, rank }: Line): Automaton<LineLeaf> | undefined {
  if (shape.includes(":") || rank === ranks.open) return undefined;
  const folded = { ...strict, leaves: foldedLeaves(strict) };
  const slacks = slacksOf(strict, uses.length > 0, new Set(bareOf(uses)));
  const all = withSlacks(folded, slacks);
  if (isSure(all)) return all;
  if (!isSure(folded)) return undefined;
  const kept: Slack[] = [];
  for (const slack of slacks) if (isSure(withSlacks(folded, [...kept, slack]))) kept.push(slack);
  return withSlacks(folded, kept);
}

const bareOf = (uses: Line["uses"]): number[] =>
  uses.flatMap(({ role }, use) => (role === "bare" ? use : []));

/** Whether each text that is read gives the same values in whatever way it is read. */
const isSure = (one: Automaton<LineLeaf>): boolean =>
  !overlap<LineLeaf, number>(
    one,
    one,
    common,
    (x, y) => Math.max(x.use, -1) !== Math.max(y.use, -1),
  );

/** The code of a leaf of the template's own text. */
const codeOf = ({ use, ranges }: LineLeaf): number | undefined =>
  use === -1 ? ranges[0] : undefined;

/** Leaves that take each character of the template's in any case and width, but for addresses. */
function foldedLeaves({ leaves }: Automaton<LineLeaf>): LineLeaf[] {
  let inAddress = false;
  return leaves.map((own) => {
    const code = codeOf(own);
    const name = code === undefined ? undefined : markOf(code);
    if (name !== undefined) inAddress = name === "address" || name === "html";
    return code === undefined || name !== undefined || inAddress
      ? own
      : { ...own, ranges: pairs(alike(code)) };
  });
}

function alike(code: number): number[] {
  const character = String.fromCharCode(code);
  const cases = [character, character.toLowerCase(), character.toUpperCase()].filter(
    ({ length }) => length === 1,
  );
  const codes = cases.flatMap(codesOf);
  const wide = codes.flatMap((one) => (one > SPACE && one < 0x7f ? [one, one + WIDE] : one));
  const narrow = wide.flatMap((one) => (one > 0xff00 && one < 0xff5f ? [one, one - WIDE] : one));
  return [...new Set([...narrow, ...ALIKE.filter((set) => set.includes(code)).flat()])];
}

/** All that could be forgiven of a line's text, each by itself. */
function slacksOf(
  { leaves, first, last, follow }: Automaton<LineLeaf>,
  hasValues: boolean,
  bare: ReadonlySet<number>,
): Slack[] {
  const before = leaves.map((): number[] => []);
  follow.forEach((next, leaf) => next.forEach((to) => before[to]!.push(leaf)));
  const codes = leaves.map(codeOf);
  const isOneOf = (set: readonly number[], leaf: number) => set.includes(codes[leaf] ?? -1);
  const isMark = (leaf: number) => codes[leaf] !== undefined && AROUND.has(markOf(codes[leaf]));
  const slacks: Slack[] = [];
  const unclosed: Slack[] = [];
  let inAddress = false;
  for (let leaf = 0; leaf < leaves.length; leaf++) {
    const code = codes[leaf];
    const name = code === undefined ? undefined : markOf(code);
    if (name !== undefined) inAddress = name === "address" || name === "html";
    if (inAddress) continue;
    const value =
      name === "link" ? follow[leaf]!.find((to) => bare.has(leaves[to]!.use)) : undefined;
    if (value !== undefined) {
      const [address, end] = [
        codes.indexOf(mark("address"), leaf),
        codes.indexOf(mark("/link"), leaf),
      ];
      slacks.push({ leaves: count(address, end + 1), skip: true, bare: { link: leaf, value } });
      continue;
    }
    const written = name === undefined ? [] : writtenAs(name);
    if (written.length > 0) {
      const close = codes.indexOf(mark(`/${name}` as Mark), leaf);
      for (const end of ["other", "missing"] as const)
        unclosed.push({ leaves: [], unclosed: { name: name!, open: leaf, close, end } });
      unclosed.push({ leaves: [close], after: written });
    }
    if (name === "/link") unclosed.push({ leaves: [leaf], after: codesOf(")") });
    if (last[leaf] || follow[leaf]!.some((next) => codes[next] === mark("cell")))
      slacks.push({ leaves: [leaf], behind: [mark("break"), SPACE] });
    if (code === undefined || name !== undefined) continue;
    let end = leaf;
    while (isOneOf(BETWEEN, end) && follow[end]!.includes(end + 1) && isOneOf(BETWEEN, end + 1))
      end++;
    const run = count(leaf, end + 1);
    const free =
      hasValues &&
      isOneOf(BETWEEN, leaf) &&
      ((!first.includes(leaf) && before[leaf]!.every(isMark)) ||
        (!last[end] && follow[end]!.every(isMark)));
    if (free) {
      slacks.push({ leaves: run, skip: true, instead: BETWEEN, after: BETWEEN });
      leaf = end;
      continue;
    }
    if (hasValues && isOneOf(CLOSING, leaf))
      unclosed.push({ leaves: [leaf], pass: true, after: alike(code) });
    const beside = [...before[leaf]!, ...follow[leaf]!];
    if (code === SPACE && beside.some((other) => isOneOf(SPACED, other)))
      slacks.push({ leaves: [leaf], skip: true });
    if (isOneOf(OPENING, leaf)) slacks.push({ leaves: [leaf], before: [SPACE] });
    else if (isOneOf(SPACED, leaf)) slacks.push({ leaves: [leaf], after: [SPACE] });
  }
  return [...slacks, ...unclosed];
}

const count = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/** An automaton that forgives some of what its leaves could be read as. */
function withSlacks(strict: Automaton<LineLeaf>, slacks: readonly Slack[]): Automaton<LineLeaf> {
  const own = {
    ...strict,
    leaves: [...strict.leaves],
    first: [...strict.first],
    last: [...strict.last],
    follow: strict.follow.map((next) => [...next]),
  };
  const { leaves, follow, last } = own;
  const add = (codes: readonly number[], next: readonly number[], use = FORGIVEN) =>
    addLeaf(own, { use, ranges: pairs(codes) }, next);
  /** Adds what may stand behind a leaf, any number of times, with what follows it there. */
  const addBehind = (leaf: number, codes: readonly number[], next: readonly number[]) => {
    const added = addLeaf(own, { use: FORGIVEN, ranges: pairs(codes) }, next, last[leaf]);
    follow[added]!.push(added);
    follow[leaf]!.push(added);
  };
  const skipped = new Set<number>();
  for (const {
    leaves: some,
    skip,
    pass,
    instead,
    before,
    after,
    behind,
    bare,
    unclosed,
  } of slacks) {
    if (unclosed) addUnclosed(own, unclosed, BETWEEN);
    for (const leaf of some) {
      if (skip) skipped.add(leaf);
      if (instead) {
        const { ranges, use } = leaves[leaf]!;
        leaves[leaf] = { use, ranges: [...ranges, ...pairs(instead)] };
      }
      const next = follow[leaf]!;
      if (after) addBehind(leaf, after, next);
      if (behind) {
        const ends = next.filter((one) => codeOf(leaves[one]!) === mark("cell"));
        addBehind(leaf, behind, ends);
      }
      if (pass) {
        const leads = (one: number) => one !== leaf && follow[one]!.includes(leaf);
        passOver(own, count(0, leaves.length).filter(leads), leaf, BETWEEN);
      }
      if (before) putBefore(own, leaf, add(before, [leaf]));
    }
    if (!bare) continue;
    const { use } = leaves[bare.value]!;
    const scheme = [..."http"].reduceRight(
      (next, character) => [add(codesOf(character), next, use)],
      [bare.value],
    );
    putBefore(own, bare.link, scheme[0]!);
  }
  /** Some leaves, with those behind the ones of them that may be missing. */
  const reach = (next: readonly number[]): number[] => {
    const found = new Set(next);
    for (const leaf of found)
      if (skipped.has(leaf)) for (const behind of follow[leaf]!) found.add(behind);
    return [...found];
  };
  const whole = follow.map(reach);
  const ends = whole.map(
    (next, leaf) => last[leaf]! || next.some((one) => skipped.has(one) && last[one]),
  );
  return { leaves, first: reach(own.first), follow: whole, last: ends, nullable: strict.nullable };
}
