/**
 * Marks that do not open since their end is missing or another one: `**Title`, `**Title*`,
 * `**Title ** `. Look here for how a line with such a mark is read all the same.
 */
import type { Automaton } from "./glushkov.ts";
import { FORGIVEN, type LineLeaf } from "./pattern.ts";
import { codesOf, type Mark, mark } from "../markdown/symbols.ts";

/** What marks are written as: the characters, and how many of one of them. */
const WRITTEN = new Map<Mark, [characters: string, count: number]>([
  ["strong", ["*", 2]],
  ["emphasis", ["*_", 1]],
  ["delete", ["~", 2]],
]);

/** The codes of what a mark is written as; none where it is not written as itself. */
export const writtenAs = (name: Mark): number[] => codesOf(WRITTEN.get(name)?.[0] ?? "");

/** A mark of a line, by its leaves, and what stands in the place of its end. */
export interface Unclosed {
  name: Mark;
  open: number;
  close: number;
  end: "other" | "missing";
}

/**
 * Lets a line read a mark whose end is another one, or missing: as a copy of what the mark encloses,
 * between the characters that it is written as, of which a value in it holds none.
 *
 * @param apart what no value ends with before an end that is missing
 */
export function addUnclosed(
  grown: Automaton<LineLeaf>,
  { name, open, close, end }: Unclosed,
  apart: readonly number[],
): void {
  const { leaves, follow, last } = grown;
  const [, count] = WRITTEN.get(name)!;
  const own = writtenAs(name);
  const add = (codes: readonly number[]) => addLeaf(grown, { use: FORGIVEN, ranges: pairs(codes) });
  const row = (codes: readonly number[], times: number): number[] => {
    const added = Array.from({ length: times }, () => add(codes));
    added.slice(1).forEach((next, index) => follow[added[index]!]!.push(next));
    return added;
  };
  const inner = new Map<number, number>();
  for (let leaf = open + 1; leaf < close; leaf++) {
    const { use, ranges } = leaves[leaf]!;
    inner.set(leaf, addLeaf(grown, { use, ranges: use < 0 ? ranges : without(ranges, own) }));
  }
  const copies = (next: readonly number[]) => next.flatMap((leaf) => inner.get(leaf) ?? []);
  /** Ends the copy of a leaf, which the mark's own end follows. */
  const ends: number[] = [];
  for (const [leaf, copy] of [...inner]) {
    follow[copy] = copies(follow[leaf]!);
    if (follow[leaf]!.includes(close)) ends.push(copy);
  }
  const opening = row(own, count);
  follow[opening.at(-1)!]!.push(...copies(follow[open]!));
  putBefore(grown, open, opening[0]!);
  const closes = (leaf: number) => {
    follow[leaf]!.push(...follow[close]!);
    last[leaf] = last[close]!;
  };
  if (end === "missing") {
    passOver(grown, ends, close, apart);
    return;
  }
  const closing = row(own, count);
  const space = add(codesOf(" "));
  follow[space]!.push(closing[0]!);
  for (const copy of ends) follow[copy]!.push(space, closing[0]!);
  closes(closing.at(-1)!);
  if (name !== "strong") return;
  // Of two stars and one, Markdown makes a star and an emphasis.
  const [begin, finish] = [add([mark("emphasis")]), add([mark("/emphasis")])];
  follow[opening[0]!]!.push(begin);
  follow[begin]!.push(...copies(follow[open]!));
  for (const copy of ends) follow[copy]!.push(finish);
  closes(finish);
}

/**
 * Lets a line go on behind a leaf from some that stand before it, where what is read there ends with
 * no code that may as well belong to what follows.
 */
export function passOver(
  grown: Automaton<LineLeaf>,
  from: readonly number[],
  leaf: number,
  apart: readonly number[],
): void {
  for (const end of from) {
    const { use, ranges } = grown.leaves[end]!;
    const final = { use, ranges: without(ranges, apart) };
    putBefore(grown, end, addLeaf(grown, final, grown.follow[leaf], grown.last[leaf]));
  }
}

/** Adds a leaf, and says which one it is; what stands before it, putBefore tells. */
export function addLeaf(
  { leaves, follow, last }: Automaton<LineLeaf>,
  leaf: LineLeaf,
  next: readonly number[] = [],
  ends = false,
): number {
  follow.push([...next]);
  last.push(ends);
  return leaves.push(leaf) - 1;
}

/** Lets an added leaf stand wherever another may. */
export function putBefore(
  { first, follow }: Automaton<LineLeaf>,
  leaf: number,
  added: number,
): void {
  for (const next of [first, ...follow]) if (next.includes(leaf)) next.push(added);
}

/** Codes as the ranges of a leaf. */
export const pairs = (codes: readonly number[]): number[] => codes.flatMap((code) => [code, code]);

/** Ranges less some codes. */
const without = (ranges: readonly number[], codes: readonly number[]): number[] =>
  [...codes].reduce(
    (left, code) =>
      left.flatMap((low, index) => {
        const high = left[index + 1]!;
        if (index % 2 === 1) return [];
        if (code < low || code > high) return [low, high];
        return [...(code > low ? [low, code - 1] : []), ...(code < high ? [code + 1, high] : [])];
      }),
    [...ranges],
  );
