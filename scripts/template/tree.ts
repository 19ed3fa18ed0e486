import type { Heading, List, ListItem, Paragraph, Root, RootContent, Table } from "mdast";
import { cutAtBreaks, opaqueText } from "../markdown/flatten.ts";
import type { TemplateSource } from "./holes.ts";
import type { LineCompiler } from "./line.ts";
import { parseMarkdown, stringifyBlock } from "../markdown/markdown.ts";
import {
  isProse,
  lineNode,
  type LineNode,
  type ListNode,
  type Node,
  type TableNode,
} from "./pattern.ts";
import { codesOf } from "../markdown/symbols.ts";

/** Builds the tree of lines: what stands under a heading, in a list item, in a table. */
export class TreeBuilder {
  constructor(
    private readonly source: TemplateSource,
    private readonly compiler: LineCompiler,
  ) {}

  page(root: Root): Node[] {
    return this.sections(root.children, "");
  }

  /** Blocks in a row, each heading with all that stands under it. */
  private sections(children: readonly RootContent[], prefix: string): Node[] {
    const top: Node[] = [];
    const open: { depth: number; node: LineNode }[] = [];
    for (const child of children) {
      if (child.type === "heading") {
        while (open.length > 0 && open.at(-1)!.depth >= child.depth) open.pop();
      }
      const into = open.at(-1)?.node.body ?? top;
      this.checkNeighbours(into, child);
      const node = this.block(child, prefix);
      into.push(node);
      if (child.type === "heading") open.push({ depth: child.depth, node: node as LineNode });
    }
    return top;
  }

  /**
   * Markdown joins lists that follow one another, as they do as soon as what stands between them
   * is absent.
   */
  private checkNeighbours(before: readonly Node[], child: RootContent): void {
    if (child.type !== "list" && !isProseHole(this.source, child)) return;
    let index = before.length - 1;
    while (index >= 0 && mayBeAbsent(before[index]!)) index--;
    const between = before.slice(index + 1);
    const list = between.some((node) => node.type === "list") || before[index]?.type === "list";
    const prose = between.find((node) => node.type === "line" && isProse(node.line));
    const offset = child.position!.start.offset!;
    if (child.type === "list" && list) {
      this.source.refuse(
        "two lists follow one another, which Markdown reads as one as soon as an entry is absent; put a heading or a paragraph between",
        offset,
      );
    } else if (child.type === "list" ? prose : list) {
      this.source.refuse(
        "prose and a list follow one another, which Markdown reads as one list where the prose is a list itself; put a heading or a paragraph between",
        offset,
      );
    }
  }

  private block(node: RootContent, prefix: string): Node {
    switch (node.type) {
      case "heading":
        return this.heading(node, prefix);
      case "paragraph":
        this.checkTable(node);
        return this.paragraph(`${prefix}p`, node.children);
      case "list":
        return this.list(node, prefix);
      case "table":
        return this.table(node, prefix);
      default:
        return this.opaque(node, prefix);
    }
  }

  private heading(node: Heading, prefix: string): LineNode {
    const line = this.compiler.phrasing(`${prefix}#${node.depth}`, node.children);
    return lineNode(line, `${"#".repeat(node.depth)} `);
  }

  /** A row of a table without its header is a paragraph to Markdown. */
  private checkTable(node: Paragraph): void {
    const [start, end] = [node.position!.start.offset!, node.position!.end.offset!];
    const text = this.source.text.slice(start, end);
    if (!/^\|.*\|$/m.test(text) || this.source.holesIn(text).length === 0) return;
    this.source.refuse(
      "found the row of a table without its header; write a header and a delimiter row such as | --- | --- | above it, with as many cells",
      start,
    );
  }

  /** A paragraph; after a hard break a line of its own begins, which stands under the first. */
  private paragraph(shape: string, children: Parameters<typeof cutAtBreaks>[0]): LineNode {
    const [head, ...rest] = cutAtBreaks(children).map((line, index) =>
      lineNode(this.compiler.phrasing(index > 0 ? `${shape}+` : shape, line)),
    );
    head!.body.push(...rest);
    return head!;
  }

  private opaque(node: RootContent, prefix: string): Node {
    const [start, end] = [node.position!.start.offset!, node.position!.end.offset!];
    const indent = " ".repeat(node.position!.start.column - 1);
    const source = this.source.text.slice(start, end).replaceAll(`\n${indent}`, "\n");
    const text = this.canonical(node, source, prefix);
    const written = parseMarkdown(text).children[0] ?? node;
    const symbols = codesOf(opaqueText(written, text).replace(/\s+/g, " ").trim());
    return lineNode(this.compiler.opaque(`${prefix}:${node.type}`, start, end, symbols, text));
  }

  /** A block as prettier would leave it. */
  private canonical(node: RootContent, source: string, prefix: string): string {
    if (node.type === "html") return source;
    if (node.type === "thematicBreak") return prefix === "" ? "---" : "***";
    return stringifyBlock(node);
  }

  private list(node: List, prefix: string): ListNode {
    const items = node.children.map((item) => this.item(item, prefix + (node.ordered ? "1" : "-")));
    const whole = this.source.text.slice(node.position!.start.offset, node.position!.end.offset);
    const second = node.children[1];
    const number = /^\d+/.exec(second ? this.source.text.slice(second.position!.start.offset) : "");
    return {
      type: "list",
      items,
      start: node.ordered ? (node.start ?? 1) : undefined,
      counts: !number || Number(number[0]) !== node.start,
      marker: node.ordered ? "." : "-",
      // A block in an item stands apart from it, and so the items do from each other.
      spread: /\n[ \t]*\n/.test(whole) || items.some(({ body }) => body.some(standsApart)),
    };
  }

  private item(node: ListItem, shape: string): LineNode {
    const [head, ...rest] = node.children;
    if (head?.type !== "paragraph") {
      this.source.refuse(
        `found a list item that begins with ${head ? `a ${head.type}` : "nothing"}, expected text`,
        node.position!.start.offset!,
      );
      return lineNode(this.compiler.phrasing(shape, []));
    }
    const item = this.paragraph(shape, head.children);
    item.body.push(...this.sections(rest, shape));
    return item;
  }

  private table(node: Table, prefix: string): TableNode {
    const columns = node.children[0]!.children.length;
    const [header, ...rows] = node.children.map((row, index): LineNode => {
      const [start, end] = [row.position!.start.offset!, row.position!.end.offset!];
      if (row.children.length !== columns)
        this.source.refuse(
          `found a row of ${row.children.length} cells in a table of ${columns} columns; give each row as many cells as the header`,
          start,
        );
      const shape = prefix + (index === 0 ? "th" : "tr");
      return lineNode(this.compiler.row(shape, row.children, start, end));
    });
    return { type: "table", align: node.align ?? [], header: header!, rows };
  }
}

const standsApart = (node: Node): boolean =>
  node.type === "table" || (node.type === "line" && !node.line.shape.endsWith("+"));

/** Whether a node may be on no page: any but fixed text and what every list has. */
const mayBeAbsent = (node: Node): boolean =>
  node.type === "list" ||
  (node.type === "line" &&
    node.line.uses.some(({ kind, field }) => kind !== "list" || field.optional));

/** Whether a block is a hole that holds prose. */
const isProseHole = (source: TemplateSource, { type, position }: RootContent): boolean =>
  type === "paragraph" &&
  source.holes.get(source.text.slice(position!.start.offset, position!.end.offset))?.field.type ===
    "prose";
