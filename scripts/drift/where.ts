import { isRow } from "../template/pattern.ts";
import type { ReadLine } from "../page/read.ts";
import type { Shown } from "../page/render.ts";
import { holeValue, writeSegments } from "../page/write-line.ts";

/** Where a line that does not read first differs from what it should be, and in which field. */
export function firstDifference(
  shown: Shown,
  read: ReadLine,
  source: string,
): { offset: number; path?: string } {
  const found = source.slice(read.page.start, read.page.end);
  const { line } = shown.node;
  const row = isRow(line);
  const wanted = row ? `| ${shown.text} |` : shown.text;
  let at = 0;
  // A row's cells are padded.
  const squeezed = row ? found.replace(/ +/g, " ") : found;
  while (at < squeezed.length && squeezed[at] === wanted[at]) at++;
  const path = fieldAt(shown, row ? at - 2 : at);
  const offset = row ? Math.max(0, firstDifferentCell(found, wanted)) : at < found.length ? at : 0;
  return { offset: read.page.start + offset, ...(path === undefined ? {} : { path }) };
}

/** Where the first cell that differs begins. */
function firstDifferentCell(found: string, wanted: string): number {
  const cells = wanted.split("|").map((cell) => cell.trim());
  let offset = 0;
  for (const [index, cell] of found.split("|").entries()) {
    if (cell.trim() !== cells[index]) return offset + /^\s*/.exec(cell)![0].length;
    offset += cell.length + 1;
  }
  return 0;
}

/** The field whose value, or whose link or cell among several, stands at a place of a line. */
function fieldAt(shown: Shown, at: number): string | undefined {
  const { line } = shown.node;
  const paths = [...new Set(line.uses.map((use) => use.field.path))];
  if (paths.length <= 1) return paths[0];
  const spans: { path: string; segment: number; start: number; end: number }[] = [];
  const texts = writeSegments(
    line,
    (use) => (use.anchor ? undefined : holeValue(use, shown.scope, shown.element)),
    (use, segment, start, end) => spans.push({ path: use.field.path, segment, start, end }),
  );
  let offset = 0;
  for (const [segment, text] of texts.entries()) {
    if (text === "" && !isRow(line)) continue;
    const own = spans.filter((span) => span.segment === segment);
    const held = own.find(({ start, end }) => at >= offset + start && at <= offset + end);
    if (held) return held.path;
    offset += text.length + (isRow(line) ? 3 : line.separator.length);
    if (at < offset && texts.length > 1) return own[0]?.path;
  }
  return undefined;
}
