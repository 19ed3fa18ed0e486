// The parser and the serializer, set up as GitHub and prettier have them.
import type {
  Code,
  Definition,
  Heading,
  Html,
  List,
  Nodes,
  Paragraph,
  PhrasingContent,
  Parents,
  Root,
  RootContent,
  Table,
  ThematicBreak,
} from "mdast";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import type { Info, State } from "mdast-util-to-markdown";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import type { Extension } from "micromark-util-types";
import remarkParse from "remark-parse";
import remarkStringify, { type Options } from "remark-stringify";
import { unified } from "unified";
import { type InlineContext, writeInline, writeReferenceLabel, writeTarget } from "./inline.ts";
import { isNested } from "./phrasing.ts";
import { mathSyntax } from "./math.ts";
import { formatTable } from "./table.ts";

const SYNTAX = [gfmTable(), gfmStrikethrough()];
/** What an author writes in data may hold mathematics; on a page it is left to be text. */
const AUTHORED = [...SYNTAX, mathSyntax];
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
      "mathFlow",
      "setextUnderline",
      "table",
      "thematicBreak",
    ],
  },
};

const BLOCK = { before: "", after: "", breaks: true };

const STRINGIFY: Options = {
  fences: true,
  listItemIndent: "one",
  tightDefinitions: true,
  handlers: {
    paragraph: (node: Paragraph) => writeAsWritten(node.children, BLOCK),
    heading: ({ depth, children }: Heading) =>
      `${"#".repeat(depth)} ${writeInline(children, { before: "", after: "", heading: true })}`.trimEnd(),
    code: writeFence,
    definition: (node: Definition) => `[${writeReferenceLabel(node)}]: ${writeTarget(node)}`,
    html: ({ value }: Html) => value.replace(/(?<![ \t])[ \t]+$/, ""),
    list: writeList,
    // The one of the two which the list around does not use as its bullet.
    thematicBreak: (_node: ThematicBreak, _parent, state) =>
      state.bulletCurrent === "-" || state.bulletCurrent === "." ? "***" : "---",
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

/** Writes a block of code, without the spaces at the ends of its lines, which prettier removes. */
function writeFence({ lang, meta, value }: Code): string {
  const runs = value.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  const info = [lang, meta].filter(Boolean).join(" ").trimEnd();
  return `${fence}${info}\n${value.replace(/(?<![ \t])[ \t]+$/gm, "")}\n${fence}`;
}

/** Writes a list; of lists that follow each other, every other one takes the other marker. */
function writeList(node: List, parent: Parents | undefined, state: State, info: Info): string {
  const siblings: Nodes[] = parent?.children ?? [node];
  let nth = 0;
  for (let index = siblings.indexOf(node) - 1; index >= 0; index--, nth++) {
    const sibling = siblings[index]!;
    if (sibling.type !== "list" || sibling.ordered !== node.ordered) break;
  }
  const { bulletCurrent } = state;
  state.bulletCurrent = (node.ordered ? ".)" : "-*")[nth % 2]!;
  const exit = state.enter("list");
  const value = state.containerFlow(node, info);
  exit();
  state.bulletCurrent = bulletCurrent;
  return value;
}

const reader = (syntax: Extension[]) =>
  unified()
    .data("micromarkExtensions", syntax)
    .data("fromMarkdownExtensions", NODES)
    .use(remarkParse)
    .freeze();

const pageReader = reader(SYNTAX);
const blockReader = reader(AUTHORED);
const inlineReader = reader([...AUTHORED, INLINE_ONLY]);
const writer = unified().use(remarkStringify, STRINGIFY).freeze();

/** Reads Markdown as GitHub does: with tables and strikethrough. */
export function parseMarkdown(source: string): Root {
  return pageReader.parse(source);
}

/** Writes one block the way prettier would leave it. */
export function stringifyBlock(node: RootContent): string {
  return writer.stringify({ type: "root", children: [node] }).replace(/(?<!\n)\n+$/, "");
}

/** Reads and writes one line of inline Markdown, whatever block it would begin elsewhere. */
export const rewriteInline = (source: string, context: { label?: boolean } = {}): string =>
  writeAsWritten(inlineNodes(source), { before: "", after: "", ...context });

/**
 * Writes inline nodes; bold text within bold text stays as somebody wrote it, by whatever slip, where
 * that reads as itself.
 */
function writeAsWritten(nodes: PhrasingContent[], context: InlineContext): string {
  if (isNested(nodes)) {
    const nested = { ...context, nested: true };
    const written = writeInline(nodes, nested);
    if (writeInline(inlineNodes(written), nested) === written) return written;
  }
  return writeInline(nodes, context);
}

/** The nodes of one line of inline Markdown. */
function inlineNodes(source: string): PhrasingContent[] {
  const { children } = inlineReader.parse(
    source
      .replace(/^[ \t\r\n]+|(?<![ \t\r\n])[ \t\r\n]+$/g, "")
      .replace(/(?<![ \t])[ \t]*[\r\n][ \t\r\n]*/g, "\n"),
  );
  const [paragraph] = children;
  return paragraph?.type === "paragraph" ? paragraph.children : [];
}

/** The kinds of marks and links that a line of inline Markdown has, at any depth. */
export function marksIn(source: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (nodes: readonly PhrasingContent[]) => {
    for (const node of nodes) {
      found.add(node.type === "linkReference" ? "link" : node.type);
      if ("children" in node) visit(node.children);
    }
  };
  visit(inlineNodes(source));
  return found;
}

/** Reads and writes blocks: paragraphs, lists, quotes, code, tables. */
export function rewriteBlocks(source: string): string {
  return writer
    .stringify(blockReader.parse(source.replace(/\r\n?/g, "\n")))
    .replace(/(?<!\n)\n+$/, "");
}
