// A line of a template as a regular expression over symbols.
import {
  type Automaton,
  automaton,
  leaf,
  optional,
  type Overlap,
  overlap,
  plus,
  type Regex,
  sequence,
  star,
} from "./glushkov.ts";
import { FORGIVEN, type Line, type LineLeaf, type Use } from "./pattern.ts";
import { BRACKETS } from "../data/domains.ts";
import { codesOf, LAST_CHARACTER, LAST_SYMBOL, type Mark, mark } from "../markdown/symbols.ts";

const SPACE = 0x20;

const DIGITS = [0x30, 0x39];

/** The ranges of all characters that values of some domains are made of. */
const ALPHABETS = new Map([
  ["year", DIGITS],
  ["integer", DIGITS],
  ["date", [...DIGITS, 0x2d, 0x2d]],
  // Letters, full stop, slash and hyphen: hep-th/9901001v2.
  ["arxiv", [...DIGITS, 0x2d, 0x2f, 0x41, 0x5a, 0x61, 0x7a]],
]);

/** How a use's text looks to the automaton; what it must be beyond that, its domain says. */
function valueRegex(use: Use, id: number): Regex<LineLeaf> {
  const set = (...ranges: number[]) => leaf<LineLeaf>({ ranges, use: id });
  const html = use.role === "html" ? codesOf('<>"') : [];
  const word = plus(set(...allBut([SPACE, ...html])));
  // A heading of punctuation alone has an empty slug.
  if (use.role === "anchor") return optional(word);
  if (use.derive === "count") return plus(set(0x30, 0x39));
  if (use.role === "made") return word;
  const { type } = use.field;
  const alphabet = use.join === undefined ? ALPHABETS.get(type) : undefined;
  if (alphabet) return plus(set(...alphabet));
  if (use.role === "address" || use.role === "encoded") return word;
  if (type === "markdown" || type === "prose") {
    const end = set(0, SPACE - 1, SPACE + 1, LAST_SYMBOL);
    return sequence([end, optional(sequence([star(set(0, LAST_SYMBOL)), end]))]);
  }
  if (use.join === undefined && ["word", "url", "doi"].includes(type)) return word;
  const part = type === "phrase" ? plus(set(...inPhrase(use, html))) : word;
  return sequence([part, star(sequence([set(SPACE, SPACE), part]))]);
}

/** What a word of a phrase holds: no brackets, but for those that a list of phrases is joined by. */
const inPhrase = ({ join = "" }: Use, others: Iterable<number> = []): number[] =>
  allBut([SPACE, ...others, ...codesOf(BRACKETS).filter((code) => !codesOf(join).includes(code))]);

/** The ranges of all characters but some. */
function allBut(codes: readonly number[]): number[] {
  const bounds = [...codes].sort((a, b) => a - b).flatMap((code) => [code - 1, code + 1]);
  const ranges = [0, ...bounds, LAST_CHARACTER];
  // Neighbours leave nothing between them.
  return ranges.filter((_, index) => ranges[index - (index % 2)]! <= ranges[index | 1]!);
}

export const literal = (code: number): Regex<LineLeaf> => leaf({ ranges: [code, code], use: -1 });
export const literalMark = (name: Mark): Regex<LineLeaf> => literal(mark(name));

export function textRegex(text: string): Regex<LineLeaf>[] {
  return [...text.replace(/[ \t\r\n]+/g, " ")].flatMap((character) =>
    Array.from({ length: character.length }, (_, index) => literal(character.charCodeAt(index))),
  );
}

const forgiven = (code: number) => leaf<LineLeaf>({ ranges: [code, code], use: FORGIVEN });

/** Inline content at whose start or end no space shows, be there one or not. */
export function padded(regex: readonly Regex<LineLeaf>[]): Regex<LineLeaf>[] {
  const space = optional(forgiven(SPACE));
  return [space, ...trimmed(regex, true, true), space];
}

/** Leaves out a space at the start or at the end of inline content. */
export const trimmed = (regex: readonly Regex<LineLeaf>[], start: boolean, end: boolean) =>
  regex.filter(
    (item, index) =>
      !isSpace(item) || !((start && index === 0) || (end && index === regex.length - 1)),
  );

const isSpace = (item: Regex<LineLeaf>): boolean =>
  item.type === "leaf" && item.leaf.use === -1 && item.leaf.ranges[0] === SPACE;

/** Puts each use's expression in its place, once it is known how a list is written. */
export function expandUses(regex: Regex<LineLeaf>, uses: readonly Use[]): Regex<LineLeaf> {
  switch (regex.type) {
    case "leaf":
      return regex.leaf.ranges.length === 0
        ? valueRegex(uses[regex.leaf.use]!, regex.leaf.use)
        : regex;
    case "repeat":
      return { ...regex, item: expandUses(regex.item, uses) };
    default:
      return { ...regex, items: regex.items.map((item) => expandUses(item, uses)) };
  }
}

/** Symbols to show first in a witness, for it to be read by a person. */
const preferred = [...codesOf("ab1 x")];

/** A symbol that two leaves accept. */
export function common(x: LineLeaf, y: LineLeaf): number | undefined {
  let lowest: number | undefined;
  for (let i = 0; i < x.ranges.length; i += 2) {
    for (let j = 0; j < y.ranges.length; j += 2) {
      const low = Math.max(x.ranges[i]!, y.ranges[j]!);
      const high = Math.min(x.ranges[i + 1]!, y.ranges[j + 1]!);
      if (low > high) continue;
      const nice = preferred.find((code) => code >= low && code <= high);
      if (nice !== undefined) return nice;
      lowest ??= low;
    }
  }
  return lowest;
}

/** The shortest text that a line reads in two ways, with other values at its holes. */
export function twoReadings(line: Automaton<LineLeaf>): Overlap<number> | undefined {
  if (!read.has(line)) {
    const hasUses = line.leaves.some(({ use }) => use >= 0);
    read.set(
      line,
      hasUses
        ? overlap<LineLeaf, number>(line, line, common, (x, y) => x.use !== y.use)
        : undefined,
    );
  }
  return read.get(line);
}

/** It is asked when a line is made, and when its template is checked. */
const read = new WeakMap<Automaton<LineLeaf>, Overlap<number> | undefined>();

/** A line's automaton, were some of its fields of text phrases. */
export function withPhrases(line: Line, paths: readonly string[]): Automaton<LineLeaf> {
  const leaves = line.automaton.leaves.map((own) => {
    const use = line.uses[own.use];
    return use && paths.includes(use.path) && own.ranges[0] !== SPACE
      ? { ...own, ranges: inPhrase(use) }
      : own;
  });
  return { ...line.automaton, leaves };
}

/** What people write where there is nothing to say. */
const BLANKS = ["-", "–", "—", "/", "N/A", "n/a", "None", "none", "null", "NULL", "无"];

/** Whether a text says that there is nothing. */
export const isBlank = (text: string, { blank, absent }: Pick<Use, "blank" | "absent">): boolean =>
  blank && (text === absent || BLANKS.includes(text));

/** What says that there is nothing, at a use or, where it could be that of several, at none. */
export const blanks = (use: number, own?: string): Regex<LineLeaf>[] =>
  [...new Set([...BLANKS, ...(own === undefined ? [] : [own])])].map((text) =>
    sequence(codesOf(text).map((code) => leaf<LineLeaf>({ ranges: [code, code], use }))),
  );

/** What says in a cell that there is nothing: a value of its only use, or what none of several is. */
export function blanksIn(cell: Regex<LineLeaf>, own: number[], uses: readonly Use[]) {
  if (new Set(own.map((use) => uses[use]!.path)).size === 1) return blanks(own[0]!);
  const read = automaton(expandUses(cell, uses));
  return blanks(FORGIVEN).filter((blank) => !overlap(read, automaton(blank), common));
}
