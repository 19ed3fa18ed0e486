// Tables laid out as prettier does, and how wide text is.
import emojiRegex from "emoji-regex";
import { eastAsianWidth } from "get-east-asian-width";

/** How the cells of a column are aligned. */
export type Alignment = "left" | "right" | "center" | null;

const BEYOND_ASCII = /[^\x20-\x7F]/;
const EMOJI = emojiRegex();
const NO_WIDTH = /[\p{Cc}\p{Mn}\p{Me}]/u;
/** A symbol that is drawn as a picture only on request, and never as a person. */
const TEXT_SYMBOL = /^[^\p{Emoji_Presentation}\p{Emoji_Modifier_Base}]$/u;

/** Most texts beyond ASCII: Chinese characters and full-width punctuation, each of two columns. */
const WIDE = /^[\x20-\x7E\u3001\u3002\u300A-\u3011\u4E00-\u9FFF\uFF01-\uFF5E]*$/;

/** The columns a text takes on a terminal, counted as prettier counts them. */
export function displayWidth(text: string): number {
  if (!BEYOND_ASCII.test(text)) return text.length;
  if (WIDE.test(text)) return text.length + text.replace(/[\x20-\x7E]+/g, "").length;
  let width = 0;
  const rest = text.replace(EMOJI, (emoji) => {
    if (TEXT_SYMBOL.test(emoji)) return emoji;
    width += 2;
    return "";
  });
  for (const character of rest) {
    if (!NO_WIDTH.test(character)) width += eastAsianWidth(character.codePointAt(0)!);
  }
  return width;
}

/**
 * The lines of a table as prettier prints it: header, delimiter, body.
 * The first row is the header; cells are Markdown source, already escaped.
 *
 * @param compact where columns are not padded: what stands beside each bar, and the second line
 */
export function formatTable(
  rows: string[][],
  align: Alignment[],
  compact?: { space: string; delimiter: string },
): string[] {
  if (compact) {
    const { space, delimiter } = compact;
    const [header, ...body] = rows.map(
      (row) => `|${space}${row.join(`${space}|${space}`)}${space}|`,
    );
    return [header!, delimiter, ...body];
  }
  const widths: number[] = [];
  const measured = rows.map((row) =>
    row.map((text, column) => {
      const width = displayWidth(text);
      widths[column] = Math.max(widths[column] ?? 3, width);
      return { text, width };
    }),
  );
  const lines = measured.map((row) =>
    join(row.map((cell, column) => pad(cell, widths[column]!, align[column]))),
  );
  const header = rows[0] ?? [];
  lines.splice(1, 0, join(header.map((_, column) => rule(widths[column]!, align[column]))));
  return lines;
}

function join(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function pad(
  { text, width }: { text: string; width: number },
  columnWidth: number,
  align: Alignment | undefined,
): string {
  const spaces = columnWidth - width;
  const before = align === "right" ? spaces : align === "center" ? Math.floor(spaces / 2) : 0;
  return " ".repeat(before) + text + " ".repeat(spaces - before);
}

function rule(width: number, align: Alignment | undefined): string {
  const first = align === "left" || align === "center" ? ":" : "-";
  const last = align === "right" || align === "center" ? ":" : "-";
  return first + "-".repeat(width - 2) + last;
}
