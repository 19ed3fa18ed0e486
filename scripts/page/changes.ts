// Finds the parts of a page that stand as they should, letter by letter, without parsing.
import { increasing } from "../pairing/increasing.ts";
import { isProse, isRow } from "../template/pattern.ts";
import type { Page, RenderedLine } from "./render.ts";

/**
 * Lines of a rendered page that read together: an entry, a table, a heading. In whatever text a
 * unit's first line begins a block of the page, all of the unit reads as it should, since its first
 * line closes what stands before it.
 */
export interface Unit {
  /** Indices into the rendered page's lines. */
  from: number;
  to: number;
  /** Offsets in the rendered page. */
  start: number;
  end: number;
  /** Where it stands letter by letter in another text, in the page's order. */
  place?: number | undefined;
}

/** Cuts a rendered page into units, and finds them in a text that is to be read. */
export function placeUnits(page: Page, source: string): Unit[] {
  const units = unitsOf(page);
  placeAll(page.text, source, units);
  return units;
}

/** Cuts a rendered page where an entry, a table or a line that stands alone begins at the margin. */
function unitsOf({ text, lines }: Page): Unit[] {
  const last = new Map<RenderedLine, number>();
  lines.forEach((shown, index) => last.set(shown.head ?? shown, index));
  const units: Unit[] = [];
  let reach = -1;
  lines.forEach((shown, index) => {
    const { line } = shown.node;
    const start = text.lastIndexOf("\n", shown.start - 1) + 1;
    const inTable = isRow(line) && index > 0 && isRow(lines[index - 1]!.node.line);
    const starts =
      index > reach &&
      !isProse(line) &&
      !line.shape.endsWith("+") &&
      !inTable &&
      /\S/.test(text[start]!) &&
      text.slice(start, shown.start).length <= 12;
    reach = Math.max(reach, last.get(shown.head ?? shown)!);
    if (!starts && units.length > 0) units.at(-1)!.to = index + 1;
    else units.push({ from: index, to: index + 1, start, end: text.length });
  });
  units.forEach((unit, index) => {
    if (index > 0) units[index - 1]!.end = unit.start;
  });
  return units;
}

const lengthOf = ({ start, end }: Unit): number => end - start;

/** Where a unit ends in the text in which it has a place. */
export const placeEnd = (unit: Unit): number => unit.place! + lengthOf(unit);

/** Finds the units that stand verbatim in a text: from its top, from its end, and between them. */
function placeAll(text: string, source: string, units: readonly Unit[]): void {
  const verbatim = (unit: Unit, at: number) =>
    (at === 0 || source[at - 1] === "\n") &&
    source.startsWith(text.slice(unit.start, unit.end), at);
  let first = 0;
  let at = 0;
  for (; first < units.length && verbatim(units[first]!, at); first++) {
    units[first]!.place = at;
    at += lengthOf(units[first]!);
  }
  let last = units.length - 1;
  let end = source.length;
  for (
    ;
    last >= first &&
    end - lengthOf(units[last]!) >= at &&
    verbatim(units[last]!, end - lengthOf(units[last]!));
    last--
  ) {
    end -= lengthOf(units[last]!);
    units[last]!.place = end;
  }
  if (last < first) return;

  // Between them, by first lines that occur once on both sides.
  const starts = lineStarts(source, at, end);
  const firstLine = (from: string, offset: number) =>
    from.slice(offset, (from.indexOf("\n", offset) + 1 || from.length + 1) - 1);
  const ours = once(units.slice(first, last + 1).map((unit) => firstLine(text, unit.start)));
  const theirs = once(starts.map((start) => firstLine(source, start)));
  const sure: [Unit, number][] = [];
  for (const [line, index] of ours) {
    const place = index === undefined ? undefined : theirs.get(line);
    if (place !== undefined) sure.push([units[first + index!]!, starts[place]!]);
  }
  for (const index of increasing(sure.map(([, place]) => place))) {
    const [unit, place] = sure[index]!;
    if (verbatim(unit, place) && place + lengthOf(unit) <= end) unit.place = place;
  }
}

function lineStarts(source: string, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let at = from; at < to; at = source.indexOf("\n", at) + 1) {
    if (source.charCodeAt(at) > 0x20) starts.push(at);
    if (source.indexOf("\n", at) < 0) break;
  }
  return starts;
}

/** Where each text stands that occurs once; undefined for one that occurs more often. */
function once(texts: string[]): Map<string, number | undefined> {
  const found = new Map<string, number | undefined>();
  texts.forEach((text, index) => found.set(text, found.has(text) ? undefined : index));
  return found;
}
