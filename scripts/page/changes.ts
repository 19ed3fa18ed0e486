import { increasing } from "../drift/pair.ts";
import { leavesOpen } from "../markdown/pieces.ts";
import { isProse, isRow } from "../template/pattern.ts";
import type { Page, Shown } from "./render.ts";

/** A part of a page that differs from what it should be, with what stands around it. */
export interface Change {
  /** The lines that should be there: indices into the rendered page's lines. */
  from: number;
  to: number;
  /** Where the part stands in the page's source. */
  start: number;
  end: number;
  /** Where what should be there stands in the rendered page. */
  freshStart: number;
  freshEnd: number;
  /** It begins within a list, whose first items stand before it. */
  within: boolean;
}

/** What is left as it should be: a line, and where it stands in the page's source. */
export interface Unchanged {
  shown: Shown;
  /** Its offset in the source less its offset in the rendered page. */
  shift: number;
}

export interface Changes {
  changes: Change[];
  unchanged: Unchanged[];
}

/** Lines of the rendered page that read together: an entry, a table, a heading. */
interface Unit {
  from: number;
  to: number;
  start: number;
  end: number;
  /** The first unit of the list that it is part of; itself, where it is of none. */
  opening: number;
}

/**
 * Finds the parts in which a page differs from what it should be, by comparing texts alone.
 *
 * Each part begins and ends with an unchanged unit, so that reading it alone agrees with reading
 * the whole: what stands before is closed where a unit begins at the margin.
 *
 * @param prose whether the page may hold prose, which takes whole lists: then a part that holds the
 *   beginning of a list holds all of it
 * @returns undefined where the whole page must be read: a part may leave open what takes in the
 *   rest
 */
export function findChanges(page: Page, source: string, prose = true): Changes | undefined {
  // A definition anywhere changes what links mean everywhere.
  if (source.includes("]:") || source.includes("\r")) return undefined;
  const units = unitsOf(page);
  const places = matchUnits(page.text, source, units);
  const changes: Change[] = [];
  let at = 0;
  const add = (first: number, changed: number) => {
    let last = changed;
    const goesOn = ({ opening }: Unit) =>
      prose && opening > first && units[last + 1]?.opening === opening;
    while (last < units.length && (places[last] === undefined || goesOn(units[last]!))) last++;
    const before = changes.at(-1);
    const from = units[first]?.from ?? 0;
    const to = units[last]?.to ?? page.lines.length;
    const start = first < 0 ? 0 : places[first]!;
    const end = last >= units.length ? source.length : places[last]! + lengthOf(units[last]!);
    const freshStart = units[first]?.start ?? 0;
    const freshEnd = units[last]?.end ?? page.text.length;
    if (!before || from >= before.to) {
      const within = first >= 0 && units[first]!.opening < first;
      changes.push({ from, to, start, end, freshStart, freshEnd, within });
    } else if (end > before.end) Object.assign(before, { to, end, freshEnd });
  };
  while (at <= units.length) {
    let next = at;
    while (next < units.length && places[next] === undefined) next++;
    const expectedStart = at === 0 ? 0 : places[at - 1]! + lengthOf(units[at - 1]!);
    const actualStart = next === units.length ? source.length : places[next]!;
    const same =
      next === at &&
      (at === units.length ? expectedStart === source.length : expectedStart === actualStart);
    if (!same) add(at - 1, next);
    at = next + 1;
  }
  if (changes.some(({ start, end }) => end < source.length && leavesOpen(source.slice(start, end))))
    return undefined;
  return { changes, unchanged: unchangedLines(page, units, places, changes) };
}

const lengthOf = ({ start, end }: Unit): number => end - start;

function unchangedLines(
  page: Page,
  units: Unit[],
  places: (number | undefined)[],
  changes: Change[],
): Unchanged[] {
  const unchanged: Unchanged[] = [];
  let change = 0;
  units.forEach((unit, index) => {
    while (change < changes.length && changes[change]!.to <= unit.from) change++;
    if (change < changes.length && changes[change]!.from <= unit.from) return;
    const shift = places[index]! - unit.start;
    for (let line = unit.from; line < unit.to; line++)
      unchanged.push({ shown: page.lines[line]!, shift });
  });
  return unchanged;
}

/** Cuts a rendered page where an entry, a table or a line that stands alone begins at the margin. */
function unitsOf({ text, lines }: Page): Unit[] {
  const last = new Map<Shown, number>();
  lines.forEach((shown, index) => last.set(shown.head ?? shown, index));
  const units: Unit[] = [];
  let reach = -1;
  lines.forEach((shown, index) => {
    const start = text.lastIndexOf("\n", shown.start - 1) + 1;
    const inTable = isRow(shown.node.line) && index > 0 && isRow(lines[index - 1]!.node.line);
    const starts =
      index > reach &&
      !isProse(shown.node.line) &&
      !inTable &&
      /\S/.test(text[start]!) &&
      text.slice(start, shown.start).length <= 12;
    reach = Math.max(reach, last.get(shown.head ?? shown)!);
    if (!starts && units.length > 0) units.at(-1)!.to = index + 1;
    else {
      const bullet = /^[-*+]/.exec(text[start]!)?.[0];
      const before = units.at(-1);
      const joins =
        before && text[before.start] === bullet && !isProse(lines[index - 1]!.node.line);
      const opening = joins && bullet !== undefined ? before.opening : units.length;
      units.push({ from: index, to: index + 1, start, end: text.length, opening });
    }
  });
  units.forEach((unit, index) => {
    if (index > 0) units[index - 1]!.end = unit.start;
  });
  return units;
}

/** Where each unit stands verbatim in the source, in order; undefined for those that do not. */
function matchUnits(text: string, source: string, units: Unit[]): (number | undefined)[] {
  const places: (number | undefined)[] = units.map(() => undefined);
  const verbatim = (unit: Unit, at: number) =>
    source.startsWith(text.slice(unit.start, unit.end), at);
  let first = 0;
  let at = 0;
  for (; first < units.length && verbatim(units[first]!, at); first++) {
    places[first] = at;
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
    places[last] = end;
  }
  if (last < first) return places;

  // Between them, by first lines that occur once on both sides.
  const starts = lineStarts(source, at, end);
  const firstLine = (from: string, offset: number) =>
    from.slice(offset, (from.indexOf("\n", offset) + 1 || from.length + 1) - 1);
  const ours = once(units.slice(first, last + 1).map((unit) => firstLine(text, unit.start)));
  const theirs = once(starts.map((start) => firstLine(source, start)));
  const sure: [number, number][] = [];
  for (const [line, index] of ours) {
    const place = index === undefined ? undefined : theirs.get(line);
    if (place !== undefined) sure.push([first + index!, starts[place]!]);
  }
  for (const index of increasing(sure.map(([, place]) => place))) {
    const [unit, place] = sure[index]!;
    if (verbatim(units[unit]!, place) && place + lengthOf(units[unit]!) <= end)
      places[unit] = place;
  }
  return places;
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
