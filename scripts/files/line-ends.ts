/** Line ends, which git may check out otherwise than they were committed (core.autocrlf). */

export type LineEnd = "\r\n" | "\n";

/** A text in which line feeds alone end the lines. */
export const plainLines = (text: string): string => text.replaceAll("\r\n", "\n");

/** How all lines of a text end; with a line feed where they differ. */
export const lineEndOf = (text: string): LineEnd =>
  text.includes("\r\n") && !/(?<!\r)\n/.test(text) ? "\r\n" : "\n";

/** A text of plain lines with the line ends of another, in whose place it goes. */
export const withLineEnd = (text: string, end: LineEnd = "\n"): string =>
  end === "\n" ? text : text.replaceAll("\n", end);

/** Whether two texts differ in their line ends at most. */
export const isSame = (a: string | undefined, b: string | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && plainLines(a) === plainLines(b));
