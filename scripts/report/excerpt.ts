// A source line as a terminal shows it, cut around the place that is meant.
import { displayWidth } from "../markdown/table.ts";
import { printable } from "./printable.ts";

/** A source line as it is shown, and how many columns stand before the place that is meant. */
interface Excerpt {
  text: string;
  caret: number;
}

/** Code units on either side of the place that are looked at; a line can be very long. */
const REACH = 500;

/** Characters that never join those beside them (UAX #29): few lines hold others. */
const ALONE = /^[\t\x20-\x7e\u2010-\u2027\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]*$/;

/** Made when it is needed: that takes longer than reading a small page. */
let segmenter: Intl.Segmenter | undefined;

/** What is seen as one character each, with its offset. */
export function graphemes(text: string): { segment: string; index: number }[] {
  if (ALONE.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment, index }) => ({ segment, index }));
}

/**
 * One source line, made printable and cut to a width around a place in it. Widths are columns of a
 * terminal: a Chinese character takes two.
 *
 * @param column 1-based, in UTF-16 code units
 */
export function excerpt(line: string, column: number, width: number): Excerpt {
  const at = Math.min(Math.max(column - 1, 0), line.length);
  const from = whole(line, Math.max(0, at - REACH));
  const to = whole(line, Math.min(line.length, at + REACH));
  const cells = graphemes(line.slice(from, to)).map(({ segment, index }) => {
    const text = shown(line, segment, from + index);
    return { text, width: displayWidth(text), start: from + index };
  });
  const place = cells.findLastIndex(({ start }) => start <= at);
  // The end of the line is a place too, after its last character.
  const end = at === line.length ? cells.length : Math.max(place, 0);

  const total = cells.reduce((sum, cell) => sum + cell.width, 0);
  let [first, last] = [0, cells.length];
  if (total > width) {
    // An ellipsis on either side.
    let room = width - 2;
    [first, last] = [end, end];
    const take = (index: number, share: number) => {
      const cell = cells[index];
      if (!cell || cell.width > share) return false;
      room -= cell.width;
      return true;
    };
    for (const half = room / 2; room > half && take(first - 1, room - half);) first--;
    while (take(last, room)) last++;
    while (take(first - 1, room)) first--;
  }
  const text = (a: number, b: number) =>
    cells
      .slice(a, b)
      .map((cell) => cell.text)
      .join("");
  const before = (from > 0 || first > 0 ? "…" : "") + text(first, end);
  const after = text(end, last) + (to < line.length || last < cells.length ? "…" : "");
  return { text: before + after, caret: displayWidth(before) };
}

/** One character as it is shown: a tab is a space; what would be a command to a runner is not. */
const shown = (line: string, segment: string, start: number): string =>
  segment === "\t"
    ? " "
    : line.startsWith("##[", start)
      ? "\\u0023"
      : segment.replace(/\r\n?|\n/g, "") === ""
        ? ""
        : printable(segment);

/** An index that does not stand within a surrogate pair. */
const whole = (line: string, index: number): number =>
  /[\uDC00-\uDFFF]/.test(line[index] ?? "") && /[\uD800-\uDBFF]/.test(line[index - 1] ?? "")
    ? index - 1
    : index;
