import { type Aligned, align } from "./align.ts";
import { type Change, type Changes, findChanges } from "./changes.ts";
import { type PageLine, pageLines } from "../markdown/flatten.ts";
import type { Kind } from "../data/kinds.ts";
import { checkReadable } from "../markdown/pieces.ts";
import { isProse, type Pattern } from "../template/pattern.ts";
import type { Page, Shown } from "./render.ts";
import { assemble, type Reading, type ReadLine, type ReadRecord } from "./reading.ts";

/**
 * Reads a page backwards through its pattern; what does not read is left out, and marked.
 *
 * @throws UnreadablePage where reading it would take too long
 */
export function readPage(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  text: string,
): Reading {
  const byteOrderMark = text.startsWith("\uFEFF");
  const source = byteOrderMark ? text.slice(1) : text;
  const lines = pageLines(source);
  return { source, byteOrderMark, ...assemble(pattern, kinds, source, align(pattern, lines)) };
}

/**
 * Reads all of a page, but parses only those parts that differ from a page that is known; the
 * values of the other lines are those of its records.
 *
 * @param page a page made by the same pattern
 */
export function readSince(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  page: Page,
  text: string,
): Reading {
  const byteOrderMark = text.startsWith("\uFEFF");
  const source = byteOrderMark ? text.slice(1) : text;
  checkReadable(source);
  const found = findChanges(page, source, pattern.lines.some(isProse));
  if (!found) return readPage(pattern, kinds, text);
  const known = found.unchanged.map(({ shown, shift }) => unread(shown, shift));
  const parts = found.changes.flatMap((change) => alignPart(pattern, page, source, change));
  const aligned = [...known, ...parts].sort((a, b) => a.page.start - b.page.start);
  return { source, byteOrderMark, ...assemble(pattern, kinds, source, aligned) };
}

/**
 * Reads only those parts of a page that differ from what it should be; the other lines are given
 * as they should be. Its `records` are those of the parts alone.
 *
 * @param parseWhole parses all of it all the same: a test holds that this changes nothing
 */
export function readChanges(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  page: Page,
  text: string,
  { parseWhole = false } = {},
): Reading {
  const byteOrderMark = text.startsWith("\uFEFF");
  const source = byteOrderMark ? text.slice(1) : text;
  checkReadable(source);
  const found = findChanges(page, source, pattern.lines.some(isProse));
  if (!found) return readPage(pattern, kinds, text);
  return { byteOrderMark, ...readParts(pattern, kinds, page, source, found, parseWhole) };
}

/**
 * Reads a rendered page back where it differs from the page that it takes the place of, to be sure
 * that it says what it should.
 */
export function readFresh(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  page: Page,
  old: string,
): Reading {
  const found = findChanges(page, old, pattern.lines.some(isProse));
  if (!found) return readPage(pattern, kinds, page.text);
  const changes = found.changes.map((change) => ({
    ...change,
    start: change.freshStart,
    end: change.freshEnd,
  }));
  const unchanged = found.unchanged.map(({ shown }) => ({ shown, shift: 0 }));
  return {
    byteOrderMark: false,
    ...readParts(pattern, kinds, page, page.text, { changes, unchanged }, false),
  };
}

function readParts(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  page: Page,
  source: string,
  { changes, unchanged }: Changes,
  parseWhole: boolean,
): Omit<Reading, "byteOrderMark"> {
  const all = parseWhole ? pageLines(source) : undefined;
  const lines: ReadLine[] = unchanged.map(({ shown, shift }) => unread(shown, shift));
  const records: ReadRecord[] = [];
  for (const change of changes) {
    const read = assemble(pattern, kinds, source, alignPart(pattern, page, source, change, all));
    lines.push(...read.lines);
    records.push(...read.records);
  }
  lines.sort((a, b) => a.page.start - b.page.start);
  return { source, lines, records };
}

/** Reads the lines of a part of a page; `all` are those of the whole, where they are known. */
function alignPart(
  pattern: Pattern,
  page: Page,
  source: string,
  { from, to, start, end, within }: Change,
  all?: readonly PageLine[],
): Aligned[] {
  const part =
    all?.filter((line) => line.start >= start && line.start < end) ??
    pageLines(source.slice(start, end), { base: start });
  return align(pattern, part, {
    after: page.lines[from - 1]?.node.line.id,
    before: page.lines[to]?.node.line.id,
    within,
  });
}

const NOTHING = new Uint32Array();

/** A line that stands as it should, without being read. */
function unread(shown: Shown, shift: number): ReadLine {
  const { line } = shown.node;
  const [start, end] = [shown.start + shift, shown.end + shift];
  const symbols = { codes: NOTHING, starts: NOTHING, ends: NOTHING };
  return {
    page: { shape: line.shape, symbols, start, end, block: -1, blockStart: start, blockEnd: end },
    line,
    captures: [],
    node: shown.node,
    values: new Map(),
    same: shown,
  };
}
