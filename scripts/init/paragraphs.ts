// The last resort for what no template could write as it stands: it moves in as paragraphs, line by line.
import type { PageLine } from "../markdown/flatten.ts";
import { normalizeInline } from "../markdown/canonical.ts";
import { escapeText } from "../markdown/escape.ts";
import { type Part, partsOf } from "./outline.ts";
import type { Source } from "./source.ts";

/** How much of a page becomes paragraphs: what failed, all of it, or all as text without marks and links. */
export const RESORTS = ["failed", "all", "text"] as const;

/** A page on which parts stand as paragraphs, one of each of their lines. */
export function asParagraphs(
  { text, page }: Source,
  failed: ReadonlySet<Part>,
  resort: (typeof RESORTS)[number],
): string {
  if (resort === "text") return joined(text.split("\n").map(bare)).join("\n\n");
  let made = "";
  let at = 0;
  for (const part of partsOf(page)) {
    const lines = "lines" in part ? part.lines : [part.heading!];
    const [first] = lines as [PageLine];
    const isKept = (resort === "failed" && !failed.has(part)) || first.shape === ":definition";
    if (isKept || first.blockStart < at) continue;
    const texts = lines.flatMap((line) => textsOf(text, line));
    made += `${text.slice(at, first.blockStart).trimEnd()}\n\n${texts.join("\n\n")}\n\n`;
    at = lines.at(-1)!.blockEnd;
  }
  return made + text.slice(at);
}

/** What a line says, as paragraphs. */
function textsOf(text: string, { start, end, shape }: PageLine): string[] {
  const lines = text.slice(start, end).split("\n");
  if (shape.includes(":")) return lines.map(bare);
  return [normalizeInline(shape.includes("t") ? withoutBars(lines.join(" ")) : lines.join("\n"))];
}

/** An address among letters. */
const ADDRESS = /(https?:\/\/[\w./?=&#%:+~@!$,;-]*[\w/])/;

/** A line whose marks are text; its addresses are links. */
const bare = (line: string): string =>
  withoutBars(line)
    .split(ADDRESS)
    .map((part, at, { length }) =>
      at % 2 === 1
        ? `<${part}>`
        : escapeText(part, { before: at > 0 ? ">" : "", after: at + 1 < length ? "<" : "" }),
    )
    .join("");

const withoutBars = (line: string): string =>
  line.replace(/^[\s|]+|(?<![\s|])[\s|]+$/g, "").replace(/\s+/g, " ");

/** So long is a paragraph of several lines at most, for a page may have more of them than a template. */
const LONGEST = 5_000;

/** Lines put together, as few as can be. */
function joined(lines: readonly string[]): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const more = `${texts.at(-1) ?? ""} ${line}`.trim();
    if (texts.length > 0 && more.length <= LONGEST) texts[texts.length - 1] = more;
    else texts.push(line);
  }
  return texts;
}
