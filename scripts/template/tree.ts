// The tree of a template's lines: what stands under what, and repeats with it.
import { count } from "../finding/count.ts";
import type { Heading, List, ListItem, Paragraph, Root, RootContent, Table } from "mdast";
import { cutAtBreaks, headOf, opaqueText } from "../markdown/flatten.ts";
import { HOLE, type TemplateSource } from "./holes.ts";
import { openedIn } from "./html.ts";
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
import { distance, isRepeated, listManner, tableManner } from "./manner.ts";
import { mayGo } from "./presence.ts";
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

  /**
   * Blocks in a row, each heading with all that stands under it: up to the next heading that is not
   * deeper, or to a comment that says where its group ends.
   *
   * @param before the block that stands before the first of them
   */
  private sections(children: readonly RootContent[], prefix: string, before?: RootContent): Node[] {
    const top: Node[] = [];
    let open: { depth: number; node: LineNode }[] = [];
    /** A line of HTML that stands before a heading, and is one with it. */
    let anchor: LineNode | undefined;
    for (let index = 0; index < children.length; index++) {
      const child = children[index]!;
      const end = this.endOf(child, open);
      const distant = before ? distance(this.source, before, child) : 2;
      before = child;
      if (end !== undefined) {
        open = open.slice(0, end);
        continue;
      }
      if (child.type === "heading") {
        while (open.length > 0 && open.at(-1)!.depth >= child.depth) open.pop();
      }
      const into = anchor?.body ?? open.at(-1)?.node.body ?? top;
      anchor = undefined;
      this.checkNeighbours(into, child);
      const node = this.block(child, prefix, distant);
      into.push(node);
      if (child.type === "heading") open.push({ depth: child.depth, node: node as LineNode });
      else if (isAnchor(node, child) && this.isShownBy(node, children[index + 1])) anchor = node;
      const closes = this.closes(children, index);
      if (closes === undefined) continue;
      // A group within tags: all up to the one that closes it.
      (node as LineNode).body = this.sections(children.slice(index + 1, closes + 1), prefix, child);
      index = closes;
      before = children[closes];
    }
    return top;
  }

  /** Whether a heading shows a field of the kind that a line of HTML right before it shows. */
  private isShownBy({ line }: LineNode, next: RootContent | undefined): boolean {
    if (next?.type !== "heading") return false;
    const { start, end } = next.position!;
    const holes = this.source.holesIn(this.source.text.slice(start.offset, end.offset));
    return holes.some(({ kind }) => line.uses.some((use) => use.kind === kind));
  }

  /** Where the tag is closed that a block of HTML with holes leaves open. */
  private closes(children: readonly RootContent[], index: number): number | undefined {
    const html = (node: RootContent) => (node.type === "html" ? openedIn(node.value) : 0);
    const child = children[index]!;
    let depth = html(child);
    if (child.type !== "html" || depth <= 0 || !HOLE.test(child.value)) return undefined;
    for (let at = index + 1; at < children.length; at++) {
      depth += html(children[at]!);
      if (depth <= 0) return at;
    }
    return undefined;
  }

  /** Which of the open headings a comment ends: `<!-- end of {{topic.name}} -->`. */
  private endOf(
    { type, position }: RootContent,
    open: readonly { node: LineNode }[],
  ): number | undefined {
    const text = this.source.text.slice(position!.start.offset, position!.end.offset);
    if (type !== "html" || !END.test(text)) return undefined;
    const [hole] = this.source.holesIn(text);
    if (!hole) return undefined;
    const at = open.findLastIndex(({ node }) =>
      node.line.uses.some(({ path }) => path === hole.name),
    );
    if (at < 0)
      this.source.refuse(
        `found the end of {{${hole.name}}}, but no heading above it shows that; write it under the heading whose group it ends`,
        position!.start.offset!,
      );
    return Math.max(0, at);
  }

  /**
   * Markdown joins lists that follow one another, as they do as soon as what stands between them
   * is absent.
   */
  private checkNeighbours(into: readonly Node[], child: RootContent): void {
    if (child.type !== "list" && !isProseHole(this.source, child)) return;
    const before = withBodies(into);
    let index = before.length - 1;
    while (index >= 0 && mayGo(before[index]!)) index--;
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

  private block(node: RootContent, prefix: string, distant: number): Node {
    switch (node.type) {
      case "heading":
        return this.heading(node, prefix, distant);
      case "paragraph":
        this.checkTable(node);
        return this.paragraph(`${prefix}p`, node.children, distant);
      case "list":
        return this.list(node, prefix, distant);
      case "table":
        return this.table(node, prefix, distant);
      default:
        return this.opaque(node, prefix, distant);
    }
  }

  private heading(node: Heading, prefix: string, distant: number): LineNode {
    const line = this.compiler.phrasing(`${prefix}#${node.depth}`, node.children);
    return lineNode(line, distant, `${"#".repeat(node.depth)} `);
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
  private paragraph(
    shape: string,
    children: Parameters<typeof cutAtBreaks>[0],
    distant = 1,
  ): LineNode {
    const [head, ...rest] = cutAtBreaks(children).map((line, index) =>
      lineNode(this.compiler.phrasing(index > 0 ? `${shape}+` : shape, line), distant),
    );
    head!.body.push(...rest);
    return head!;
  }

  private opaque(node: RootContent, prefix: string, distant: number): Node {
    const [start, end] = [node.position!.start.offset!, node.position!.end.offset!];
    const indent = " ".repeat(node.position!.start.column - 1);
    const source = this.source.text.slice(start, end).replaceAll(`\n${indent}`, "\n");
    const text = this.canonical(node, source, prefix);
    const written = parseMarkdown(text).children[0] ?? node;
    const symbols = codesOf(opaqueText(written).replace(/\s+/g, " ").trim());
    const line = this.compiler.opaque(`${prefix}:${node.type}`, start, end, symbols, text);
    return lineNode(line, distant);
  }

  /** A block as prettier would leave it. */
  private canonical(node: RootContent, source: string, prefix: string): string {
    if (node.type === "html") return source;
    if (node.type === "thematicBreak") return prefix === "" ? "---" : "***";
    return stringifyBlock(node);
  }

  private list(node: List, prefix: string, distant: number): ListNode {
    const own = node.children.filter(
      (item, index) => index === 0 || !isRepeated(this.source, node.children[index - 1]!, item),
    );
    const items = own.map((item) => this.item(item, prefix + (node.ordered ? "1" : "-")));
    return { type: "list", items, distance: distant, ...listManner(this.source, node) };
  }

  private item(node: ListItem, shape: string): LineNode {
    const [head, ...rest] = node.children;
    const text = headOf(node);
    if (!text) {
      this.source.refuse(
        `found a list item that begins with ${head ? `a ${head.type}` : "nothing"}, expected text`,
        node.position!.start.offset!,
      );
      return lineNode(this.compiler.phrasing(shape, []));
    }
    const item = this.paragraph(shape, text);
    item.body.push(...this.sections(rest, shape, head));
    return item;
  }

  private table(node: Table, prefix: string, distant: number): TableNode {
    const columns = node.children[0]!.children.length;
    const [header, ...rows] = node.children.map((row, index): LineNode => {
      const [start, end] = [row.position!.start.offset!, row.position!.end.offset!];
      if (row.children.length !== columns)
        this.source.refuse(
          `found a row of ${count(row.children.length, "cell")} in a table of ${count(columns, "column")}; give each row as many cells as the header`,
          start,
        );
      const shape = prefix + (index === 0 ? "th" : "tr");
      return lineNode(this.compiler.row(shape, row.children, start, end));
    });
    const compact = tableManner(this.source, node);
    return {
      type: "table",
      align: node.align ?? [],
      header: header!,
      rows,
      compact,
      distance: distant,
    };
  }
}

/** Nodes in the order in which they stand, each heading before what stands under it. */
const withBodies = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap((node) => (node.type === "line" ? [node, ...withBodies(node.body)] : [node]));

/** Whether a block is HTML alone, such as `<a name="{{topic.id}}"></a>`. */
const isAnchor = (node: Node, block: RootContent): node is LineNode =>
  node.type === "line" &&
  node.line.uses.length > 0 &&
  (block.type === "html" ||
    (block.type === "paragraph" && block.children.every(({ type }) => type === "html")));

/** What ends a group, with the hole that its heading shows. */
const END = new RegExp(`^<!--\\s*end of ${HOLE.source}\\s*-->$`, "u");

/** Whether a block is a hole that holds prose. */
const isProseHole = (source: TemplateSource, { type, position }: RootContent): boolean =>
  type === "paragraph" &&
  source.holes.get(source.text.slice(position!.start.offset, position!.end.offset))?.field.type ===
    "prose";
