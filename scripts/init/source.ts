// A page as a template could write it: look here for what of a README is evened out before it is read.
import { folded } from "../pairing/folded.ts";
import { textOf } from "./content.ts";
import { checkReadable } from "../markdown/readable.ts";
import { mark } from "../markdown/symbols.ts";
import { type PageLine, pageLines } from "../markdown/flatten.ts";
import { type Block, outline, type Section, sectionsOf } from "./outline.ts";
import { repeatsIn } from "./form.ts";
import { withoutReferences } from "./references.ts";

/** A page that was evened out, its lines and its sections. */
export interface Source {
  text: string;
  lines: readonly PageLine[];
  page: Section;
  /** The marker of its bullet lists. */
  bullet: string;
}

/**
 * Evens out what no template writes: references become links, bullets of several sorts one, rows
 * get as many cells as their header, headings, items and rows in which nothing stands go, and what a list or a table
 * says twice stands once in it and once in a paragraph before it, and so do sections of one name. Nothing is lost by any of this.
 *
 * @throws UnreadablePage where reading the page would take too long
 */
export function evenedOut(page: string): Source {
  checkReadable(page);
  const visible = page.replaceAll("\r\n", "\n").replace(HIDDEN, "");
  const text = withoutReferences(visible);
  const read = pageLines(text);
  const bullet = usualBullet(text, read);
  const even = edited(text, layoutEdits(text, read, bullet));
  const lines = pageLines(even);
  const sections = outline(lines);
  const moves = [...sectionsOf(sections)].flatMap((section) => [
    ...section.blocks.flatMap((block) => repeatEdits(even, block)),
    ...sectionEdits(even, section.sections),
  ]);
  if (moves.length === 0) return { text: even, lines, page: sections, bullet };
  const moved = edited(even, moves);
  const left = pageLines(moved);
  return { text: moved, lines: left, page: outline(left), bullet };
}

/** What stands at a place of a text, and what is to stand there. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

function edited(source: string, edits: Edit[]): string {
  let text = "";
  let at = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    if (edit.start < at) continue;
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}

/** Characters that nobody sees, and that no data may hold. */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g;

/** The marker of an item, before its text and, where it has none, by itself. */
const MARKER_BEFORE = /(?<![^\s>])([-*+]|\d{1,9}[.)])(?:[ \t]+|[ \t]*\n[ \t]*)$/;
const MARKER_AFTER = /^([-*+]|\d{1,9}[.)])/;
/** So far before a text its marker or the line above is looked for. */
const LEAD = 40;

function layoutEdits(source: string, lines: readonly PageLine[], bullet: string): Edit[] {
  const edits: Edit[] = [];
  const columns = new Map<number, number>();
  lines.forEach((line, at) => {
    if (line.shape.endsWith("th")) {
      columns.set(line.block, line.cells!);
      edits.push(...emptyRows(source, line));
    }
    const missing = line.shape.endsWith("tr") ? columns.get(line.block)! - line.cells! : 0;
    // Cells beyond the header's nobody sees (GFM 4.10): they go into the last one.
    if (missing < 0)
      for (const start of cellStarts(line).slice(missing))
        edits.push({ start, end: start, text: "\\" });
    if (missing > 0) {
      const row = source.slice(line.start, line.end);
      edits.push({ ...line, text: `${row.trimEnd().replace(/\|$/, "")}|${" |".repeat(missing)}` });
    }
    if (line.shape.endsWith(":html")) {
      const html = source.slice(line.start, line.end);
      // Right below an item's text, without a blank line, it goes on with that (CommonMark 4.6).
      const lead = /\n[ \t]*$/.exec(source.slice(Math.max(0, line.start - LEAD), line.start))?.[0];
      const above = lead && source[line.start - lead.length - 1];
      const isText = line.shape !== ":html" && above !== undefined && above !== "\n";
      const start = isText ? line.start - lead!.length : line.start;
      const text = (isText ? " " : "") + html.trimStart().replaceAll("\t", "    ");
      if (isText || text !== html) edits.push({ start, end: line.end, text });
    }
    if (line.shape.startsWith("#") && line.symbols.codes.length === 0)
      edits.push({ start: line.start, end: line.end, text: "" });
    if (/^[-1]+$/.test(line.shape)) edits.push(...bracketEdits(source, line));
    if (/^[-1]*(?:p\+?)?$/.test(line.shape)) edits.push(...withoutIndents(source, line));
    if (!/^[-1]+$/.test(line.shape)) return;
    const from = source.lastIndexOf("\n", line.start - 1) + 1;
    const isBare = line.symbols.codes.length === 0;
    const end = (source.indexOf("\n", line.start) + 1 || source.length + 1) - 1;
    const before = Math.max(0, line.start - LEAD);
    const found = isBare
      ? MARKER_AFTER.exec(source.slice(line.start, line.start + LEAD))
      : MARKER_BEFORE.exec(source.slice(before, line.start));
    if (!found) return;
    const next = lines[at + 1];
    const isEmpty = !next?.shape.startsWith(line.shape) || next.shape.length === line.shape.length;
    if (isBare && isEmpty && source.slice(from, end).trimEnd().endsWith(found[1]!)) {
      edits.push({ start: from, end, text: "" });
      return;
    }
    const start = isBare ? line.start : before + found.index;
    const marker = /^\d/.test(found[1]!) ? found[1]!.replace(")", ".") : bullet;
    if (marker !== found[1]) edits.push({ start, end: start + found[1]!.length, text: marker });
  });
  return edits;
}

/** What would be more than text at the beginning of a line that goes on with a paragraph. */
const LEADS = /\n(?: {4}| {0,3}\t)[ \t]*|\n *(?=<|[-+*](?:\s|$)|\d+[.)](?:\s|$))/g;

/** Text without the indentation and the line ends that mean more beside a list or HTML. */
function withoutIndents(source: string, { start, end, shape }: PageLine): Edit[] {
  const from = source.lastIndexOf("\n", start - 1) + 1;
  const text = source.slice(start, end).replace(LEADS, " ");
  const isFirst = shape === "p" && source.slice(from, start).trim() === "";
  const edit = { start: isFirst ? from : start, end, text };
  return text === source.slice(edit.start, end) ? [] : [edit];
}

/** Brackets around a label, `[[code]](url)`, put around its link as others have them. */
function bracketEdits(source: string, { start, end }: PageLine): Edit[] {
  const links = source.slice(start, end).matchAll(/\[\[([^[\]]{1,24})\]\]\(([^()\s<>]+)\)/g);
  return [...links].map(({ 0: link, 1: label, 2: url, index }) => ({
    start: start + index,
    end: start + index + link.length,
    text: `[[${label}](${url})]`,
  }));
}

/** Where the cells of a row begin, but for the first. */
const cellStarts = ({ symbols: { codes, starts } }: PageLine): number[] =>
  [...codes].flatMap((code, at) => (code === mark("cell") ? starts[at]! : []));

/** Rows of a table in which nothing stands. */
function emptyRows(source: string, { end, blockEnd }: PageLine): Edit[] {
  const rows = source.slice(end, blockEnd).matchAll(/\n[ \t|]+(?=\n|$)/g);
  return [...rows].map(({ 0: row, index }) => ({
    start: end + index,
    end: end + index + row.length,
    text: "",
  }));
}

/** The bullet that most items have. */
function usualBullet(source: string, lines: readonly PageLine[]): string {
  const counts: Record<string, number> = { "-": 0, "*": 0, "+": 0 };
  for (const line of lines) {
    if (!line.shape.endsWith("-")) continue;
    const before = /([-*+])[ \t]+$/.exec(source.slice(Math.max(0, line.start - 8), line.start));
    if (before) counts[before[1]!]!++;
  }
  return Object.entries(counts).sort((a, b) => b[1] - a[1])[0]![0];
}

/** Puts what a list or a table says twice before it, for no records may. */
function repeatEdits(source: string, block: Block): Edit[] {
  const edits: Edit[] = [];
  const texts: string[] = [];
  for (const lines of repeatsIn(block)) {
    texts.push(...lines.map((line) => textIn(source, line)));
    const start = source.lastIndexOf("\n", lines[0]!.start - 1);
    const end = source.indexOf("\n", lines.at(-1)!.end);
    edits.push({ start, end: end < 0 ? source.length : end, text: "" });
  }
  return [...asideEdits(block.start, texts), ...edits];
}

/** What stands on a line, as a paragraph would have it. */
function textIn(source: string, { start, end, shape }: PageLine): string {
  const text = source.slice(start, end);
  return shape.endsWith("tr")
    ? text
        .replace(/^\||\|$/g, "")
        .replaceAll("\\|", "|")
        .trim()
    : text;
}

/** What would begin another block than a paragraph. */
const BLOCK_START = /^(\d*)([-+*#>=|~.)])(?!\*)/;

/** Texts as paragraphs, each once. */
function asideEdits(at: number, texts: readonly string[]): Edit[] {
  const copies = new Map<string, number>();
  for (const text of texts) copies.set(text, (copies.get(text) ?? 0) + 1);
  const paragraphs = [...copies].map(([text, count]) =>
    Array<string>(count).fill(text.replace(BLOCK_START, "$1\\$2")).join(" "),
  );
  return paragraphs.length === 0
    ? []
    : [{ start: at, end: at, text: `${paragraphs.join("\n\n")}\n\n` }];
}

/** Puts sections of one name under one heading, for no records may have it twice. */
function sectionEdits(source: string, sections: readonly Section[]): Edit[] {
  const named = new Map<string, Section>();
  return sections.flatMap((section): Edit[] => {
    const { heading, blocks, anchor } = section;
    const isLeaf = section.sections.length === 0 && !anchor && heading !== undefined;
    const isSimple = blocks.every(({ type }) => type === "list" || type === "paragraph");
    if (!isLeaf || !isSimple) return [];
    const name = folded(textOf(heading.symbols));
    const first = named.get(name);
    const place = first?.blocks[0];
    if (first === undefined) named.set(name, section);
    if (!first || !place || first.blocks.some(({ type }) => type !== "list")) return [];
    const lines = blocks.flatMap((block) => block.lines);
    if (lines.some(({ shape }) => shape.includes(":") || /t[hr]/.test(shape))) return [];
    const start = source.lastIndexOf("\n", heading.start - 1) + 1;
    const end = blocks.at(-1)?.end ?? heading.end;
    const text = source.slice(heading.start, heading.end).replace(/^#+\s*/, "");
    const texts = [text, ...lines.map((line) => textIn(source, line))];
    return [{ start, end, text: "" }, ...asideEdits(place.start, texts)];
  });
}
