// A page as the row of its lines, each a row of symbols: what templates are read against.
import type { ListItem, PhrasingContent, Root, RootContent, Table, TableRow } from "mdast";
import { parseMarkdown, stringifyBlock } from "./markdown.ts";
import { cutPage } from "./pieces.ts";
import { Remembered } from "./remembered.ts";
import { SymbolRow, type Symbols } from "./symbols.ts";

/**
 * A line of a page: a heading, a paragraph, the head of a list item, a table row, or a block that
 * is taken as it stands.
 */
export interface PageLine {
  /**
   * Where it stands in the page's tree. The head of an item is `-` or `1` (ordered), of an item
   * within an item `--`; after such a prefix come `p` (paragraph), `#2` (heading of depth 2), `th`
   * and `tr` (table rows), `+` (after a hard line break) or `:` and the type of any other block.
   */
  shape: string;
  symbols: Symbols;
  /** Of a table's row; it may have fewer than its table has columns (GFM 4.10). */
  cells?: number;
  /** Of a table's header: how its columns are aligned. */
  align?: string;
  /** Offsets of its own text in the source. */
  start: number;
  end: number;
  /** Number of the block of the page that it belongs to, and that block's offsets. */
  block: number;
  blockStart: number;
  blockEnd: number;
}

/** Addresses of the page's link definitions, by normalised label. */
export function definitionsOf(root: Root): Map<string, string> {
  const found = new Map<string, string>();
  for (const node of root.children) {
    if (node.type === "definition" && !found.has(node.identifier))
      found.set(node.identifier, node.url);
  }
  return found;
}

/**
 * Tells link definitions of a page (CommonMark 4.7) whose label stands in brackets elsewhere too;
 * the page is looked through once, and only where there is one.
 */
export function usedDefinitions(source: string): (line: PageLine) => boolean {
  const folded = (label: string) => label.replace(/\s+/g, " ").trim().toLowerCase();
  let labels: Set<string> | undefined;
  return ({ shape, start, end }) => {
    if (shape !== ":definition") return false;
    labels ??= new Set(
      [...source.matchAll(/\[([^[\]]+)\](?!:)/g)].map(([, label]) => folded(label!)),
    );
    const [, label] = /^\[([^[\]]+)\]:/.exec(source.slice(start, end)) ?? [];
    return label !== undefined && labels.has(folded(label));
  };
}

/** What an item of a list begins with: text, or HTML such as an image; undefined for another block. */
export const headOf = ({ children: [head] }: ListItem): PhrasingContent[] | undefined =>
  head?.type === "paragraph" ? head.children : head?.type === "html" ? [head] : undefined;

/** The text by which a block without inline content is compared. */
export function opaqueText(node: RootContent): string {
  if (node.type === "code")
    return `${node.lang ?? ""} ${node.meta ?? ""}`.trim().concat(LINE_END, spelled(node.value));
  if (node.type === "html") return node.value;
  if (node.type === "thematicBreak") return "";
  // Others are compared as they would be written, whatever their layout.
  return stringifyBlock(node);
}

/** Stands for a line end in code, where it is no space: a code point that is no character (Unicode 23.7). */
const LINE_END = "\ufdd0";

/** Code, whose blanks are kept apart, as text, in which they are all alike. */
const spelled = (code: string): string =>
  code
    .replace(/\r?\n/g, LINE_END)
    .replace(/ {2,}|\t/g, (blanks) => blanks.replace(/ /g, "\ufdd1").replace(/\t/g, "\ufdd2"));

/** Cuts inline content at its hard breaks. */
export function cutAtBreaks(children: readonly PhrasingContent[]): PhrasingContent[][] {
  const cut: PhrasingContent[][] = [[]];
  for (const child of children) {
    if (child.type === "break") cut.push([]);
    else cut.at(-1)!.push(child);
  }
  return cut.filter((line, index) => index === 0 || line.length > 0);
}

/** The lines of a page, or of a part of it, in its order. */
export function pageLines(source: string, { base = 0, size }: Part = {}): PageLine[] {
  // The parser leaves a byte order mark out, and does not count it.
  if (source.startsWith("\uFEFF")) return pageLines(source.slice(1), { base: base + 1, size });
  const pieces = cutPage(source, size);
  const lines: PageLine[] = [];
  let blocks = 0;
  let marker: string | undefined;
  pieces.forEach(({ start, head, tail }, index) => {
    const end = pieces[index + 1]?.start ?? source.length;
    const piece = known.of(head + source.slice(start, end) + tail, readPiece);
    const own = piece.blocks.filter((block) => block.start < head.length + end - start);
    const goesOn =
      index > 0 && (head !== "" || (marker !== undefined && marker === piece.blocks[0]?.marker));
    if (goesOn) blocks--;
    const read = piece.lines
      .filter((line) => line.start >= head.length && line.start < head.length + end - start)
      .map((line) => moved(line, base + start - head.length, blocks));
    if (goesOn) joinBlock(lines, read, blocks, base + start - head.length + own[0]!.end);
    for (const line of read) lines.push(line);
    blocks += own.length;
    marker = own.at(-1)?.marker;
  });
  return lines;
}

/** A piece of a page as it reads by itself: its lines, and of its blocks where they stand and the bullet. */
interface ReadPiece {
  lines: PageLine[];
  blocks: { start: number; end: number; marker: string | undefined }[];
}

const known = new Remembered<ReadPiece>();

function readPiece(source: string): ReadPiece {
  const root = parseMarkdown(source);
  const blocks = root.children.map((node) => ({
    start: node.position!.start.offset!,
    end: node.position!.end.offset!,
    marker: markerOf(node, source),
  }));
  return { lines: flatten(root, source), blocks };
}

/** A line of a piece in its place in the page. */
function moved(line: PageLine, by: number, blocks: number): PageLine {
  const { symbols, start, end, block, blockStart, blockEnd } = line;
  return {
    ...line,
    symbols: {
      codes: symbols.codes,
      starts: symbols.starts.map((at) => at + by),
      ends: symbols.ends.map((at) => at + by),
    },
    start: start + by,
    end: end + by,
    block: block + blocks,
    blockStart: blockStart + by,
    blockEnd: blockEnd + by,
  };
}

/** A part of a page. */
export interface Part {
  /** Where it stands in the page. */
  base?: number;
  /** How long a piece is at least that is parsed by itself. */
  size?: number | undefined;
}

/** Makes one block of a list that was cut between its items, or a table between its rows. */
function joinBlock(before: PageLine[], after: PageLine[], block: number, blockEnd: number): void {
  const blockStart = before.at(-1)?.block === block ? before.at(-1)!.blockStart : undefined;
  if (blockStart === undefined) return;
  for (let at = before.length - 1; before[at]?.block === block; at--)
    before[at]!.blockEnd = blockEnd;
  for (let at = 0; after[at]?.block === block; at++) after[at]!.blockStart = blockStart;
}

/** The marker of a bullet list, of which another one makes another list. */
const markerOf = (node: RootContent, source: string): string | undefined =>
  node.type === "list" && !node.ordered ? source[node.position!.start.offset!] : undefined;

/** The lines of a piece of a page. */
function flatten(root: Root, source: string): PageLine[] {
  const definitions = definitionsOf(root);
  const lines: PageLine[] = [];
  let block = -1;
  let blockNode: RootContent | undefined;

  const add = (
    shape: string,
    symbols: SymbolRow,
    start: number,
    end: number,
    more: Pick<PageLine, "cells" | "align"> = {},
  ) => {
    lines.push({
      shape,
      symbols: symbols.finish(),
      ...more,
      start,
      end,
      block,
      blockStart: blockNode!.position!.start.offset!,
      blockEnd: blockNode!.position!.end.offset!,
    });
  };
  const row = () => new SymbolRow(source, definitions);

  const phrasing = (shape: string, children: readonly PhrasingContent[], node: RootContent) => {
    cutAtBreaks(children).forEach((line, index) => {
      const symbols = row();
      symbols.phrasing(line);
      const start = line[0]?.position?.start.offset ?? node.position!.start.offset!;
      const end = line.at(-1)?.position?.end.offset ?? node.position!.end.offset!;
      add(shape + (index > 0 ? "+" : ""), symbols, start, end);
    });
  };

  const tableRow = (shape: string, node: TableRow, columns: number, align?: string) => {
    const symbols = row();
    for (let column = 0; column < Math.max(columns, node.children.length); column++) {
      const cell = node.children[column];
      if (column > 0) {
        symbols.trim();
        symbols.mark("cell", cell?.position?.start.offset ?? node.position!.end.offset!);
      }
      if (cell) symbols.phrasing(cell.children);
    }
    // A row of empty cells says nothing.
    if (shape.endsWith("tr") && node.children.every(({ children }) => children.length === 0))
      return;
    add(shape, symbols, node.position!.start.offset!, node.position!.end.offset!, {
      cells: node.children.length,
      ...(align === undefined ? {} : { align }),
    });
  };

  const table = (prefix: string, node: Table) => {
    const columns = node.children[0]!.children.length;
    node.children.forEach((child, index) => {
      if (index > 0) tableRow(`${prefix}tr`, child, columns);
      else
        tableRow(`${prefix}th`, child, columns, node.align!.map((side) => side ?? "-").join(" "));
    });
  };

  const visit = (node: RootContent, prefix: string) => {
    switch (node.type) {
      case "heading":
        phrasing(`${prefix}#${node.depth}`, node.children, node);
        break;
      case "paragraph":
        phrasing(`${prefix}p`, node.children, node);
        break;
      case "list":
        for (const item of node.children) {
          const own = prefix + (node.ordered ? "1" : "-");
          const [head, ...rest] = item.children;
          const text = headOf(item);
          if (text) phrasing(own, text, head!);
          else add(own, row(), item.position!.start.offset!, item.position!.start.offset! + 1);
          for (const child of text ? rest : item.children) visit(child, own);
        }
        break;
      case "table":
        table(prefix, node);
        break;
      default: {
        const symbols = row();
        const [start, end] = [node.position!.start.offset!, node.position!.end.offset!];
        symbols.text(opaqueText(node), start, end);
        add(`${prefix}:${node.type}`, symbols, start, end);
      }
    }
  };

  for (const child of root.children) {
    block++;
    blockNode = child;
    visit(child, "");
  }
  return lines;
}
