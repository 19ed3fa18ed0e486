// Parses only the parts of a page that differ from what it should be.
import { type PageLine, pageLines } from "../markdown/flatten.ts";
import { checkReadable } from "../markdown/readable.ts";
import { placeEnd, type Unit } from "./changes.ts";
import type { ReadPart } from "./reading.ts";
import type { Page } from "./render.ts";

/** A part of a text that differs from a rendered page, as it reads. */
export interface Part extends ReadPart {
  /** The units that stand where it begins and ends: two before it, and one behind it. */
  units: Unit[];
  /** The first of the units that it takes the place of, and the one behind the last of them. */
  from: number;
  to: number;
}

/**
 * The lines of a text that somebody may have written.
 *
 * @param base where it stands in its page
 * @throws UnreadablePage where reading it would take too long
 */
export function readableLines(source: string, base = 0): PageLine[] {
  checkReadable(source, base);
  return pageLines(source, { base });
}

/**
 * Parses those parts of a text that differ from a rendered page, each so wide that it reads alone
 * as it reads within the whole.
 *
 * A part begins two units before the difference, where all is as it should be and a unit begins.
 * It ends before a unit that stands as it should, begins a block of the page there, and is followed
 * by what should follow it: from there on, all reads as in the rendered page. Where something that
 * was left open takes that unit in, such as a fence, the part is made twice as wide.
 *
 * @param units the rendered page's units with their places in the text
 */
export function changedParts(page: Page, source: string, units: readonly Unit[]): Part[] {
  const parts: Part[] = [];
  const { length } = units;
  const startOf = (index: number) => (index < length ? units[index]!.place : source.length);
  const endOf = (index: number) => (index < 0 ? 0 : placeEnd(units[index]!));
  for (let at = 0; at <= length; at++) {
    if (startOf(at) === endOf(at - 1)) continue;
    const from = Math.max(0, at - 1);
    const around = Math.max(0, at - 2);
    const base = at === 0 ? 0 : units[around]!.place!;
    let wide = 0;
    let lines: PageLine[];
    for (; ; at++) {
      while (at < length && !(startOf(at + 1) === endOf(at) && endOf(at) - base >= wide)) at++;
      const end = at < length ? endOf(at) : source.length;
      lines = readableLines(source.slice(base, end), base);
      if (at === length || begins(page, lines, units[at]!)) break;
      wide = 2 * (end - base);
    }
    parts.push({
      units: units.slice(around, at + 1),
      from,
      to: at,
      lines,
      start: from === around ? 0 : units[from]!.place!,
      end: startOf(at)!,
      wanted: {
        base: units[around]?.start ?? 0,
        from: from === around ? (units[around]?.start ?? 0) : units[from]!.start,
        to: units[at]?.start ?? page.text.length,
      },
    });
  }
  return parts;
}

/** Whether a unit's first line begins a block of the page where the unit stands. */
function begins(page: Page, lines: readonly PageLine[], { from, start, place }: Unit): boolean {
  const shown = page.lines[from]!;
  const at = place! + shown.start - start;
  return lines.some((line) => line.start === at && line.shape === shown.node.line.shape);
}
