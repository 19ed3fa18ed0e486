/** Follows a text's lines, and tells which surely do not go on with the paragraph before. */
export class Breaks {
  private afterBlank = true;
  /** The column in which the text of the item begins that the paragraph may stand in. */
  private width = 0;
  private ordered = false;
  /** What may be the header of a table; or it surely was. */
  private header = "";
  private table = false;

  /** Whether a line surely begins or ends a paragraph; lines are asked about from first to last. */
  before(line: string, lead: string): boolean {
    const blank = /^[\s>]*$/.test(line);
    const item = this.item(line, lead);
    this.followTable(line, blank || item);
    const heading = /^#{1,6}\s/.test(line);
    const breaks = this.afterBlank || blank || item || this.table || heading;
    this.afterBlank = blank || heading;
    return breaks;
  }

  /** Whether a line begins an item; a marker that is indented too far is text (CommonMark 5.2). */
  private item(line: string, lead: string): boolean {
    const [item, indent = "", number] = /^([ \t]*)(?:[-*+]|(\d+)[.)])[ \t]+\S/.exec(line) ?? [];
    const column = widthOf(indent);
    // A list that begins with another number than one interrupts no paragraph.
    const most =
      number === undefined || Number(number) === 1 ? this.width + 4 : this.ordered ? this.width : 0;
    const begins = item !== undefined && (this.afterBlank || column < most);
    if (begins) this.ordered = number !== undefined;
    if (begins) this.width = widthOf(lead);
    else if (this.afterBlank) this.width = Math.min(this.width, widthOf(lead));
    return begins;
  }

  /** A table ends before a blank line and before another block (GFM, tables). */
  private followTable(line: string, ends: boolean): void {
    const { header } = this;
    this.header = "";
    if (ends || /^[\s<>#`~]/.test(line)) this.table = false;
    else if (this.afterBlank) this.header = line;
    else if (header !== "") {
      const [head, row] = [header, line].map((one) => `|${one.trim().replace(/^\||\|$/g, "")}|\n`);
      this.table = DELIMITER.test(row!) && cells(head!) === cells(row!);
    }
  }
}

/**
 * How many marks a line has; `_` within a word and what a backslash escapes are none. The end of
 * a comment is looked for to the end of its paragraph, so that its beginning counts for more.
 */
export function marksIn(line: string): number {
  let count = 0;
  for (const { 0: mark, index } of line.matchAll(/\\[^]|\*+|_+|~+|`+|[$[]|&(?=[#\w])|<[!?]?/g)) {
    const within =
      mark[0] === "_" &&
      WORD.test(line[index - 1] ?? "") &&
      WORD.test(line[index + mark.length] ?? "");
    if (mark[0] !== "\\" && !within) count += mark[0] === "<" && mark.length > 1 ? 10 : 1;
  }
  return count;
}

const WORD = /[\p{L}\p{N}]/u;

/** How many cells a row has that begins with a bar. */
export const cells = (row: string): number =>
  row
    .replace(/\\[\\|]/g, "")
    .trim()
    .replace(/\|$/, "")
    .split("|").length - 1;

/** The row below a header that makes it one. */
export const DELIMITER = /^\|(?: *:?-+:? *\|)+[ \t]*\n$/;

/** How many columns a line's beginning takes (CommonMark 2.2). */
export function widthOf(prefix: string): number {
  let width = 0;
  for (const character of prefix) width += character === "\t" ? 4 - (width % 4) : 1;
  return width;
}
