// Pairs what should be on a page with what is there, section by section.
import type { Kind } from "../data/kinds.ts";
import { type Pairing, pairUp } from "../pairing/pair.ts";
import type { Pattern } from "../template/pattern.ts";
import type { Reading } from "../page/reading.ts";
import type { Page } from "../page/render.ts";
import { type ActualChunk, actualChunks, type ExpectedChunk, expectedChunks } from "./chunks.ts";
import { chunkLikeness } from "./likeness.ts";

/**
 * Pairs of what surely is the same, since its first line stands where it should; and whether all of
 * it does.
 */
function surePairs(
  expected: readonly ExpectedChunk[],
  actual: readonly ActualChunk[],
): [number, number, boolean][] {
  const heads = new Map(expected.map(({ lines }, index) => [lines[0]!, index]));
  return actual.flatMap(({ lines }, index): [number, number, boolean][] => {
    const at = lines[0]!.shown && heads.get(lines[0]!.shown);
    if (at === undefined) return [];
    const own = expected[at]!.lines;
    const all =
      own.length === lines.length && lines.every(({ shown }, line) => shown === own[line]);
    return [[at, index, all]];
  });
}

/** Pairs what should be on a page with what is there. */
export function pairChunks(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  page: Page,
  reading: Reading,
): { expected: ExpectedChunk[]; actual: ActualChunk[]; pairing: Pairing } {
  const keyOf = (kind: string) => kinds.get(kind)!.key;
  const expected = expectedChunks(page, reading, keyOf);
  const actual = actualChunks(reading, keyOf);
  const sure = surePairs(expected, actual);
  return { expected, actual, pairing: pairUp(expected, actual, chunkLikeness(pattern), sure) };
}
