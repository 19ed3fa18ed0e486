// Two texts line by line, and the unified diff of them.
import { diffArrays, formatPatch, type StructuredPatchHunk } from "diff";
import { increasing } from "./increasing.ts";

/** A line of both texts, or of the old or the new one only, with its end. */
interface DiffLine {
  sign: " " | "-" | "+";
  line: string;
}

/** As git writes it, without an index line. */
const HEADERS = { includeIndex: false, includeUnderline: false, includeFileHeaders: true };

/** To find the shortest difference takes the square of its length. */
const LONGEST_EXACT = 500;

/**
 * A unified diff of two texts. What they begin and end with alike is not looked at, so that its
 * cost grows with the change.
 *
 * @param context how many lines are shown around a change
 */
export function unifiedDiff(
  [oldFileName, newFileName]: readonly [string, string],
  before: string,
  after: string,
  context: number,
): string {
  const start = commonStart(before, after, context);
  const tail = commonEnd(before, after, start, context);
  const part = (text: string) => text.slice(start, text.length - tail);
  const lines = diffLines(part(before), part(after));
  const hunks = hunksOf(lines, before.slice(0, start).split("\n").length, context);
  const patch = { oldFileName, newFileName, oldHeader: "", newHeader: "", hunks };
  return formatPatch(patch, HEADERS);
}

/**
 * Tells which lines make one text of another: as few as can be where these are not many; else what
 * stands between lines that both have once, in the same order (patience diff, as of Bram Cohen).
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const shortest = shortestDiff(a, b);
  if (shortest) return shortest;
  const parts: DiffLine[][] = [];
  let [fromA, fromB] = [0, 0];
  for (const [toA, toB] of [...anchors(a, b), [a.length, b.length] as const]) {
    const [removed, added] = [a.slice(fromA, toA), b.slice(fromB, toB)];
    const between = shortestDiff(removed, added) ?? [
      ...signed("-", removed),
      ...signed("+", added),
    ];
    parts.push(between, signed(" ", a.slice(toA, toA + 1)));
    [fromA, fromB] = [toA + 1, toB + 1];
  }
  return parts.flat();
}

const linesOf = (text: string): string[] => (text === "" ? [] : text.split(/(?<=\n)/));

const signed = (sign: DiffLine["sign"], lines: readonly string[]): DiffLine[] =>
  lines.map((line) => ({ sign, line }));

function shortestDiff(a: string[], b: string[]): DiffLine[] | undefined {
  return diffArrays(a, b, { maxEditLength: LONGEST_EXACT })?.flatMap(({ value, added, removed }) =>
    signed(added ? "+" : removed ? "-" : " ", value),
  );
}

/** Most lines that each text has once, in an order that both have. */
function anchors(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const inB = onlyPlaces(b);
  const both = [...onlyPlaces(a)].flatMap(([line, index]) => {
    const other = inB.get(line);
    return other === undefined ? [] : [[index, other] as const];
  });
  return increasing(both.map(([, other]) => other)).map((index) => both[index]!);
}

function onlyPlaces(lines: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (places.has(line)) repeated.add(line);
    places.set(line, index);
  }
  for (const line of repeated) places.delete(line);
  return places;
}

/** The changed lines with those around them, as a patch groups them. */
function hunksOf(
  lines: readonly DiffLine[],
  firstLine: number,
  context: number,
): StructuredPatchHunk[] {
  const shown = new Set<number>();
  for (const [index, { sign }] of lines.entries())
    if (sign !== " ") for (let at = index - context; at <= index + context; at++) shown.add(at);
  const hunks: StructuredPatchHunk[] = [];
  let [oldStart, newStart] = [firstLine, firstLine];
  let hunk: StructuredPatchHunk | undefined;
  for (const [index, { sign, line }] of lines.entries()) {
    const [inOld, inNew] = [Number(sign !== "+"), Number(sign !== "-")];
    if (!shown.has(index)) hunk = undefined;
    else {
      if (!hunk) hunks.push((hunk = { oldStart, oldLines: 0, newStart, newLines: 0, lines: [] }));
      hunk.oldLines += inOld;
      hunk.newLines += inNew;
      hunk.lines.push(sign + line.replace(/\n$/, ""));
      if (!line.endsWith("\n")) hunk.lines.push("\\ No newline at end of file");
    }
    oldStart += inOld;
    newStart += inNew;
  }
  return hunks;
}

/** Where the lines begin that are shown before the first difference. */
function commonStart(a: string, b: string, context: number): number {
  let start = 0;
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  start = lineStart(a, start);
  for (let lines = context; lines > 0 && start > 0; lines--) start = lineStart(a, start - 1);
  return start;
}

/** Where the line begins that an offset stands in. */
const lineStart = (text: string, offset: number): number =>
  offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;

/** How much follows the lines that are shown after the last difference. */
function commonEnd(a: string, b: string, start: number, context: number): number {
  const most = Math.min(a.length, b.length) - start;
  let length = 0;
  while (
    length < most &&
    a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)
  )
    length++;
  let end = a.length - length;
  for (let lines = context + 1; lines > 0 && end < a.length; lines--) {
    const next = a.indexOf("\n", end);
    end = next < 0 ? a.length : next + 1;
  }
  return a.length - end;
}
