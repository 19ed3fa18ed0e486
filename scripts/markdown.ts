import type { Heading, Paragraph, Root, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { type Options, toMarkdown } from "mdast-util-to-markdown";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { escapeText } from "./escape.ts";
import { writeInline } from "./inline.ts";
import { formatTable } from "./table.ts";

const SYNTAX = [gfmTable(), gfmStrikethrough()];
const NODES = [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown()];

/** Every construct that would make a line anything but a paragraph. */
const INLINE_ONLY = {
  disable: {
    null: [
      "blockQuote",
      "codeFenced",
      "codeIndented",
      "definition",
      "headingAtx",
      "htmlFlow",
      "list",
      "setextUnderline",
      "table",
      "thematicBreak",
    ],
  },
};

const BLOCK = { before: "", after: "", breaks: true };

const STRINGIFY: Options = {
  bullet: "-",
  bulletOther: "*",
  fences: true,
  listItemIndent: "one",
  rule: "-",
  handlers: {
    paragraph: (node: Paragraph) => writeInline(node.children, BLOCK),
    heading: ({ depth, children }: Heading) =>
      `${"#".repeat(depth)} ${writeInline(children, { before: "", after: "", heading: true })}`,
    table: ({ children, align }: Table) =>
      formatTable(
        children.map((row) =>
          row.children.map((cell) =>
            writeInline(cell.children, { before: "", after: "", cell: true }),
          ),
        ),
        align ?? [],
      ).join("\n"),
  },
};

/** Reads Markdown as GitHub does: with tables and strikethrough. */
export function parseMarkdown(source: string): Root {
  return fromMarkdown(source, { extensions: SYNTAX, mdastExtensions: NODES });
}

/** Writes one block the way prettier would leave it. */
export function stringifyBlock(node: RootContent): string {
  return toMarkdown({ type: "root", children: [node] }, STRINGIFY).trimEnd();
}

/**
 * The canonical form of one line of inline Markdown:
 * right at the start of a paragraph, a list item or, its `|` escaped, a table cell.
 */
export function normalizeInline(source: string): string {
  if (isPlain(source)) return source;
  const { children } = fromMarkdown(source.trim().replace(/\s*[\r\n]\s*/g, "\n"), {
    extensions: [...SYNTAX, INLINE_ONLY],
    mdastExtensions: NODES,
  });
  const [paragraph] = children;
  return paragraph?.type === "paragraph"
    ? writeInline(paragraph.children, { before: "", after: "" })
    : "";
}

/** The canonical form of a block of prose: paragraphs, lists, quotes, code, tables. */
export function normalizeBlock(source: string): string {
  if (isPlain(source)) return source;
  return toMarkdown(parseMarkdown(source), STRINGIFY).trimEnd();
}

/** Whether the source reads as itself: text that needs no backslash and whose spaces stay. */
function isPlain(source: string): boolean {
  return !/^\s|[\t\r\n]| {2}|\s$/.test(source) && escapeText(source, { before: "", after: "" }) === source;
}
