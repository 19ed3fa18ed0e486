// What was moved or is missing along with something else, so that it is told once.
import type { ExpectedChunk } from "./chunks.ts";
import type { Pairing } from "../pairing/pair.ts";

/** The nearest chunk before one that stands in its place. */
export function previousKept(
  expected: ExpectedChunk[],
  e: number,
  { pairs, moved }: Pairing,
): ExpectedChunk | undefined {
  const kept = new Set(pairs.map((pair) => pair.expected).filter((index) => !moved.has(index)));
  for (let index = e - 1; index >= 0; index--) if (kept.has(index)) return expected[index];
  return undefined;
}

/** Moved chunks that went along with the chunk before them, under a moved heading. */
export function carriedAlong(expected: ExpectedChunk[], { pairs, moved }: Pairing): Set<number> {
  const carried = new Set<number>();
  const place = new Map(pairs.map((pair) => [pair.expected, pair.actual]));
  for (const e of [...moved].sort((a, b) => a - b)) {
    const heading = isHeading(expected[e - 1]) || carried.has(e - 1);
    if (
      heading &&
      moved.has(e - 1) &&
      place.get(e)! === place.get(e - 1)! + 1 &&
      !isHeading(expected[e])
    )
      carried.add(e);
  }
  return carried;
}

/** Missing entries, by the text of each of their lines but the first. */
export function beheaded(
  expected: ExpectedChunk[],
  missing: readonly number[],
): Map<string, ExpectedChunk> {
  const found = new Map<string, ExpectedChunk>();
  for (const e of missing) {
    for (const { text } of expected[e]!.lines.slice(1))
      if (!found.has(text)) found.set(text, expected[e]!);
  }
  return found;
}

const isHeading = (chunk: ExpectedChunk | undefined): boolean =>
  chunk?.lines[0]!.node.line.plain !== undefined;

/** Missing headings with all that stands under them, if that is missing too and holds no entry. */
export function wholeSections(
  expected: ExpectedChunk[],
  missing: readonly number[],
): Map<number, number[]> {
  const lost = new Set(missing);
  const found = new Map<number, number[]>();
  const level = (chunk: ExpectedChunk) =>
    isHeading(chunk) ? chunk.lines[0]!.node.prefix.length : Infinity;
  for (let e = 0; e < expected.length; e++) {
    if (!lost.has(e) || !isHeading(expected[e])) continue;
    let end = e + 1;
    while (end < expected.length && level(expected[end]!) > level(expected[e]!)) end++;
    const under = Array.from({ length: end - e - 1 }, (_, index) => e + 1 + index);
    if (under.length === 0 || under.some((index) => expected[index]!.record || !lost.has(index)))
      continue;
    found.set(e, under);
    e = end - 1;
  }
  return found;
}
