// Where on a line that does not read it begins to be another than it should be.
import { alikeUntil } from "../finding/alike.ts";
import { isMade, isRow } from "../template/pattern.ts";
import type { ReadLine } from "../page/entry.ts";
import type { RenderedLine } from "../page/render.ts";
import { holeValue, writeCell, type Written } from "../page/write-line.ts";

/** Where a line that does not read first differs from what it should be, and in which field. */
export function firstDifference(
  shown: RenderedLine,
  read: ReadLine,
  source: string,
): { offset: number; path?: string } {
  const found = source.slice(read.page.start, read.page.end);
  const { line } = shown.node;
  const row = isRow(line);
  const wanted = row ? `| ${shown.text} |` : shown.text;
  // A row's cells are padded.
  const at = alikeUntil(row ? found.replace(/ +/g, " ") : found, wanted);
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
function fieldAt(shown: RenderedLine, at: number): string | undefined {
  const { line } = shown.node;
  const paths = [...new Set(line.uses.map((use) => use.field.path))];
  if (paths.length <= 1) return paths[0];
  const values = line.uses.map((use) =>
    isMade(use) ? undefined : holeValue(use, shown.scope, shown.element),
  );
  let end = 0;
  /** The field of the part before, to which what stands between the two belongs. */
  let before: string | undefined;
  for (const [index, cell] of line.cells.entries()) {
    if (index > 0) end += " | ".length;
    const several = line.cells.length > 1 || cell.segments.length > 1;
    const parts: Written[] = [];
    writeCell(line, cell, values, parts);
    for (const written of parts) {
      const start = end + written.before.length;
      end = start + written.text.length;
      const held = written.spans.find((span) => at >= start + span.start && at <= start + span.end);
      if (held) return held.use.field.path;
      const own = written.spans[0]?.use.field.path;
      if (at < start) return before ?? own;
      if (at < end && several) return own;
      before = own;
    }
  }
  return undefined;
}
