// What lines read as may not be what they were meant to be.
import { type Stop, stopAt } from "./match.ts";
import { isProse, ranks } from "../template/pattern.ts";
import type { ReadLine } from "./entry.ts";

/** Whether a row lacks cells: those behind them stand in their places. */
export const isShortRow = ({ page, line }: ReadLine): boolean =>
  page.cells !== undefined && line !== undefined && page.cells < line.cells.length;

/** Whether a table's header has the template's columns in another order. */
export function isShuffledHeader({ page, line }: ReadLine, source: string): boolean {
  if (!line?.shape.endsWith("th") || !page.shape.endsWith("th")) return false;
  const cells = (row: string) => row.split("|").map((cell) => cell.trim());
  const [wanted, found] = [cells(line.source), cells(source.slice(page.start, page.end))];
  return wanted.join("|") !== found.join("|") && wanted.sort().join("|") === found.sort().join("|");
}

/** By how much deeper a line stands than the template has it. */
const shift = ({ line, page }: ReadLine): number => page.shape.length - (line ?? page).shape.length;

/** Whether a line is a heading of another level than the template has it. */
export const isOffLevel = ({ line, page }: ReadLine): boolean =>
  page.shape.includes("#") && page.shape !== (line ?? page).shape;

/** Whether a line stands deeper than the template has it. */
export const isTooDeep = (line: ReadLine): boolean => shift(line) > 0;

/**
 * Whether a line of an entry stands beside the entry's first line, which stands too deep: it may be
 * that of the entry around it.
 */
export const isBeside = (line: ReadLine, head: ReadLine | undefined): boolean =>
  head !== undefined && isTooDeep(head) && shift(line) < shift(head);

/** Whether a line is read as text that could be anything. */
export const isFreeText = ({ line, captures }: ReadLine): boolean =>
  captures !== undefined && line?.rank === ranks.open && !isProse(line);

/**
 * Whether a line is free text at another depth than the template has it, seen from the first line
 * of its entry: it may be an entry of its own, half written, or a list of another kind.
 */
export function isAstray(line: ReadLine, head: ReadLine | undefined): boolean {
  return isFreeText(line) && shift(line) !== (head ? shift(head) : 0);
}

/**
 * Where a line that does not read stops to do so, as an offset of the page: its start, where nothing
 * of it reads; its end, where more should follow. And what may follow.
 */
export function stopOf({ line, page }: ReadLine): Omit<Stop, "count"> & { offset: number } {
  if (!line) return { offset: page.start, texts: [], holes: [] };
  const { count, ...next } = stopAt(line, page.symbols);
  return { offset: count === 0 ? page.start : (page.symbols.starts[count] ?? page.end), ...next };
}
