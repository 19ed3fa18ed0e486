// Reads a page backwards through its template, whole or only where it differs.
import { type Aligned, align } from "./align.ts";
import { placeUnits, type Unit } from "./changes.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { mayDefine } from "../markdown/pieces.ts";
import type { Kind } from "../data/kinds.ts";
import { changedParts, readableLines } from "./parts.ts";
import { neededUnits } from "./needed.ts";
import { isProse, type Pattern } from "../template/pattern.ts";
import { Referents } from "./referents.ts";
import type { Page, RenderedLine } from "./render.ts";
import type { Scope } from "./scope.ts";
import { assemble, type Reading } from "./reading.ts";

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
  const { source, byteOrderMark } = decode(text);
  const read = readWhole(pattern, source);
  return {
    source,
    byteOrderMark,
    ...read,
    ...assemble(pattern, kinds, source, read.lines, new Referents([])),
  };
}

/**
 * Reads a page of which it is known what it should be: what stands in its place letter by letter is
 * taken for what it should be. Only those parts are parsed that differ; the values of the other
 * lines are those of the records.
 *
 * @param page a page made by the same pattern
 * @param whole parses all of it, in which a test holds that nothing else is found
 * @param among the records that headings may be about which do not show their keys
 * @param brief leaves out what a comparison can do without
 * @throws UnreadablePage where reading it would take too long
 */
export function readSince(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  page: Page,
  text: string,
  { whole = false, brief = false, among = [] as readonly Scope[] } = {},
): Reading {
  const { source, byteOrderMark } = decode(text);
  const units = placeUnits(page, source);
  const read =
    whole || leansOnDefinitions(page, source)
      ? readWhole(pattern, source, knownLines(page, units))
      : readParts(pattern, page, source, units, brief);
  return {
    source,
    byteOrderMark,
    ...read,
    ...assemble(pattern, kinds, source, read.lines, new Referents(among)),
  };
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
  const source = page.text;
  const placed = placeUnits(page, old);
  const units = placed.map((unit, index): Unit => {
    const before = placed[index - 1];
    const end = before ? before.place! + before.end - before.start : 0;
    return { ...unit, place: unit.place === end ? unit.start : undefined };
  });
  const read = leansOnDefinitions(page, source)
    ? readWhole(pattern, source)
    : readParts(pattern, page, source, units, true);
  return {
    source,
    byteOrderMark: false,
    ...read,
    ...assemble(pattern, kinds, source, read.lines, new Referents([])),
  };
}

function readWhole(
  pattern: Pattern,
  source: string,
  known?: (line: PageLine) => RenderedLine | undefined,
): { lines: Aligned[] } & Pick<Reading, "omitted" | "parts"> {
  const lines = readableLines(source);
  const wanted = { base: 0, from: 0, to: Infinity };
  return {
    lines: align(pattern, lines, known),
    omitted: [],
    parts: [{ lines, start: 0, end: source.length, wanted }],
  };
}

function decode(text: string): Pick<Reading, "source" | "byteOrderMark"> {
  const byteOrderMark = text.startsWith("\uFEFF");
  const source = byteOrderMark ? text.slice(1) : text;
  return { source, byteOrderMark };
}

/** Whether there may be definitions: one of these anywhere changes what links mean everywhere. */
const leansOnDefinitions = ({ text }: Page, source: string): boolean =>
  mayDefine(source) || mayDefine(text);

/** Reads what differs from a rendered page; what stands as it should is left untouched. */
function readParts(
  pattern: Pattern,
  page: Page,
  source: string,
  units: readonly Unit[],
  brief: boolean,
): { lines: (Aligned & { same?: RenderedLine })[] } & Pick<Reading, "omitted" | "parts"> {
  const lines: (Aligned & { same?: RenderedLine })[] = [];
  const omitted: [number, number][] = [];
  const keep = (from: number, to: number) => {
    if (from === to) return;
    let next = units[from]!.from;
    for (const index of brief ? neededUnits(pattern, page, units, from, to) : count(from, to)) {
      const unit = units[index]!;
      if (unit.from > next) omitted.push([next, unit.from]);
      next = unit.to;
      for (const shown of page.lines.slice(unit.from, unit.to))
        lines.push(untouched(shown, unit.place! - unit.start));
    }
  };
  let next = 0;
  const parts = changedParts(page, source, units);
  for (const part of parts) {
    keep(next, part.from);
    for (const read of align(pattern, part.lines, knownLines(page, part.units)))
      if (read.page.start >= part.start && read.page.start < part.end) lines.push(read);
    next = part.to;
  }
  keep(next, units.length);
  return { lines, omitted, parts };
}

const count = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

/** Tells which line of a rendered page a line stands in the place of, letter by letter. */
function knownLines(
  page: Page,
  units: readonly Unit[],
): (line: PageLine) => RenderedLine | undefined {
  const known = new Map<number, RenderedLine>();
  const length = ({ start, end }: RenderedLine) => end - start;
  for (const { from, to, start, place } of units) {
    if (place === undefined) continue;
    for (const shown of page.lines.slice(from, to)) known.set(shown.start - start + place, shown);
  }
  return (line) => {
    const own = known.get(line.start);
    if (own && !isProse(own.node.line))
      return own.node.line.shape === line.shape && length(own) === line.end - line.start
        ? own
        : undefined;
    const block = known.get(line.blockStart);
    return block && isProse(block.node.line) && length(block) === line.blockEnd - line.blockStart
      ? block
      : undefined;
  };
}

const NOTHING = new Uint32Array();

/** A line that stands as it should, without being read. */
function untouched(shown: RenderedLine, shift: number): Aligned & { same: RenderedLine } {
  const { line } = shown.node;
  const [start, end] = [shown.start + shift, shown.end + shift];
  const symbols = { codes: NOTHING, starts: NOTHING, ends: NOTHING };
  return {
    page: { shape: line.shape, symbols, start, end, block: -1, blockStart: start, blockEnd: end },
    line,
    captures: [],
    shown,
    same: shown,
  };
}
