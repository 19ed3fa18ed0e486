// What could read a text in the stead of the line that it was written by. Look here when a value is
// refused since it would be read back as another line, or is not though it would.
import { pageLines } from "../markdown/flatten.ts";
import { parseMarkdown } from "../markdown/markdown.ts";
import type { Line } from "../template/pattern.ts";
import { readsAs } from "./match.ts";

/** With what the texts of a line begin, as far as it is sure. */
export function openingsOf({ cells, uses }: Line): string[] {
  const segments = cells.flatMap((cell) => cell.segments);
  return segments.map(({ parts: [first] }) => {
    if (typeof first !== "string") return "";
    // Links may be written as plain text, so only what stands before one is sure.
    const opening = uses.some((use) => use.derived)
      ? first.slice(0, (first.indexOf("[") + 1 || first.length + 1) - 1)
      : first;
    // Nor is what may be written otherwise, and all behind it.
    return bared(opening).split(/[\s,;:.|/·•)\]–—-]/, 1)[0]!;
  });
}

export function begins(text: string, openings: readonly string[]): boolean {
  if (openings.length === 0) return false;
  const start = bared(text);
  return openings.some((opening) => start.startsWith(opening));
}

/** A text without what a line may be read without at its start. */
const bared = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Whether a text that begins with a tag is a paragraph all the same (CommonMark 4.6). */
export const isInline = (text: string): boolean =>
  parseMarkdown(text).children[0]?.type === "paragraph";

export function reads(rival: Line, text: string): boolean {
  const prefix = rival.shape.includes("#") ? "# " : "";
  return pageLines(prefix + text).some((line) => readsAs(rival, line.symbols));
}
