import type { Heading, List, ListItem, Root, RootContent, Table } from "mdast";
import { checkPattern } from "./ambiguity.ts";
import { cutAtBreaks, opaqueText } from "./flatten.ts";
import { automaton, leaf, optional, type Regex, sequence, star } from "./glushkov.ts";
import { TemplateSource } from "./holes.ts";
import type { Kind } from "./kinds.ts";
import { LineCompiler } from "./line.ts";
import { parseMarkdown } from "./markdown.ts";
import {
  type LineNode,
  lineNodes,
  type ListNode,
  type Node,
  type Pattern,
  type TableNode,
} from "./pattern.ts";
import { codesOf } from "./symbols.ts";

/**
 * Compiles a template, the only description of a page, into a pattern that is read in both
 * directions.
 *
 * @param file the template's path, for messages
 * @param template its text: Markdown with holes such as `{{paper.title}}`
 * @throws TemplateError where a hole is unknown, could not be read back, or the template could be
 *   read in two ways
 */
export function compileTemplate(
  file: string,
  template: string,
  kinds: ReadonlyMap<string, Kind>,
): Pattern {
  const source = new TemplateSource(file, template, kinds);
  const compiler = new LineCompiler(source);
  const nodes = new TreeBuilder(source, compiler).page(parseMarkdown(source.text));
  source.check();
  const shown = markRepeats(nodes, kinds, source);
  const pattern: Pattern = {
    file,
    nodes,
    lines: compiler.lines,
    page: automaton(pageRegex(nodes)),
    shown,
  };
  checkPattern(pattern, source);
  source.check();
  return pattern;
}

/** Builds the tree of lines: what stands under a heading, in a list item, in a table. */
class TreeBuilder {
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
      this.checkNeighbours(into.at(-1), child);
      const node = this.block(child, prefix);
      into.push(node);
      if (child.type === "heading") open.push({ depth: child.depth, node: node as LineNode });
    }
    return top;
  }

  private checkNeighbours(previous: Node | undefined, child: RootContent): void {
    if (previous?.type === "list" && child.type === "list") {
      this.source.refuse(
        "two lists follow one another, which Markdown reads as one as soon as an entry is absent; put a heading or a paragraph between",
        child.position!.start.offset!,
      );
    }
  }

  private block(node: RootContent, prefix: string): Node {
    switch (node.type) {
      case "heading":
        return this.heading(node, prefix);
      case "paragraph":
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
    return { type: "line", line, body: [], prefix: `${"#".repeat(node.depth)} ` };
  }

  /** A paragraph; after a hard break a line of its own begins, which stands under the first. */
  private paragraph(shape: string, children: Parameters<typeof cutAtBreaks>[0]): LineNode {
    const [head, ...rest] = cutAtBreaks(children).map((line, index): LineNode => ({
      type: "line",
      line: this.compiler.phrasing(index > 0 ? `${shape}+` : shape, line),
      body: [],
      prefix: "",
    }));
    head!.body.push(...rest);
    return head!;
  }

  private opaque(node: RootContent, prefix: string): LineNode {
    const [start, end] = [node.position!.start.offset!, node.position!.end.offset!];
    const indent = " ".repeat(node.position!.start.column - 1);
    const text = this.source.text.slice(start, end).replaceAll(`\n${indent}`, "\n");
    const symbols = codesOf(opaqueText(node, this.source.text).replace(/\s+/g, " ").trim());
    return {
      type: "line",
      line: this.compiler.opaque(`${prefix}:${node.type}`, start, end, symbols, text),
      body: [],
      prefix: "",
    };
  }

  private list(node: List, prefix: string): ListNode {
    const items = node.children.map((item) => this.item(item, prefix + (node.ordered ? "1" : "-")));
    const first = node.children[0]!;
    const text = this.source.text.slice(first.position!.start.offset, first.position!.end.offset);
    const whole = this.source.text.slice(node.position!.start.offset, node.position!.end.offset);
    const second = node.children[1];
    const number = /^\d+/.exec(second ? this.source.text.slice(second.position!.start.offset) : "");
    return {
      type: "list",
      items,
      ...(node.ordered ? { start: node.start ?? 1 } : {}),
      counts: !number || Number(number[0]) !== node.start,
      marker: /^\d*(.)/.exec(text)![1]!,
      spread: /\n[ \t]*\n/.test(whole),
    };
  }

  private item(node: ListItem, shape: string): LineNode {
    const [head, ...rest] = node.children;
    if (head?.type !== "paragraph") {
      this.source.refuse(
        `found a list item that begins with ${head ? `a ${head.type}` : "nothing"}, expected text`,
        node.position!.start.offset!,
      );
      return { type: "line", line: this.compiler.phrasing(shape, []), body: [], prefix: "" };
    }
    const item = this.paragraph(shape, head.children);
    item.body.push(...this.sections(rest, shape));
    return item;
  }

  private table(node: Table, prefix: string): TableNode {
    const [header, ...rows] = node.children.map((row, index): LineNode => {
      const [start, end] = [row.position!.start.offset!, row.position!.end.offset!];
      const shape = prefix + (index === 0 ? "th" : "tr");
      return {
        type: "line",
        line: this.compiler.row(shape, row.children, start, end),
        body: [],
        prefix: "",
      };
    });
    return { type: "table", align: node.align ?? [], header: header!, rows };
  }
}

/** Decides by which fields each line repeats, and which lines start a record. */
function markRepeats(
  nodes: Node[],
  kinds: ReadonlyMap<string, Kind>,
  source: TemplateSource,
): Pattern["shown"] {
  for (const [kind, node] of recordNodes(nodes, kinds)) node.record = kind;
  for (const [node, parents] of lineNodes(nodes)) {
    const bound = new Set(["list", ...parents.flatMap((parent) => parent.record ?? [])]);
    const uses = node.line.uses.filter((use) => use.role !== "anchor");
    const named = [...new Set(uses.map((use) => use.kind))];
    const free = named.filter((kind) => !bound.has(kind));
    if (free.length > 1) {
      source.refuse(
        `a line names fields of ${free.join(" and ")}, so nothing tells by which it repeats; name one kind a line`,
        node.line.offset,
      );
    }
    const kind = free[0] ?? named.find((name) => name !== "list") ?? named[0];
    if (kind === undefined) continue;
    const own = uses.filter((use) => use.kind === kind);
    const list = own.find((use) => use.field.list && use.join === undefined);
    node.repeat = {
      kind,
      fields: [...new Set(own.map((use) => use.field.path))],
      ...(list ? { list: list.field.path } : {}),
    };
  }
  const shown: Pattern["shown"] = new Map();
  const add = (kind: string, path: string) =>
    shown.set(kind, (shown.get(kind) ?? new Set()).add(path));
  for (const [node, parents] of lineNodes(nodes)) {
    const above = [...parents, node];
    for (const use of node.line.uses) {
      const inRecord =
        use.kind === "list" ||
        above.some((parent) => parent.record === use.kind) ||
        groups(node, use.kind);
      if (inRecord) add(use.kind, use.field.path);
    }
    if (!node.record) continue;
    for (const field of kinds.get(node.record)!.fields.values()) {
      if (field.ref !== undefined && parents.some((parent) => parent.record === field.ref))
        add(node.record, field.path);
    }
  }
  return shown;
}

/** Whether a node is a group above the records of a kind. */
const groups = (node: LineNode, kind: string): boolean =>
  [...lineNodes(node.body)].some(([below]) => below.record === kind);

/**
 * A record starts at the line that names its kind's key. Where several do (a contents list, an
 * overview), it is the one that shows the most fields; a link into the page never is.
 */
function recordNodes(nodes: Node[], kinds: ReadonlyMap<string, Kind>): Map<string, LineNode> {
  const best = new Map<string, { node: LineNode; fields: number }>();
  for (const [node, parents] of lineNodes(nodes)) {
    if (node.line.uses.some((use) => use.role === "anchor")) continue;
    for (const kind of new Set(node.line.uses.map((use) => use.kind))) {
      if (kind === "list") continue;
      const key = kinds.get(kind)!.key;
      if (!node.line.uses.some((use) => use.kind === kind && use.field.path === key)) continue;
      const below = [...lineNodes([node])].flatMap(([{ line }]) => line.uses);
      const fields = new Set(
        [...below, ...parents.flatMap(({ line }) => line.uses)]
          .filter((use) => use.kind === kind)
          .map((use) => use.path),
      ).size;
      if (fields > (best.get(kind)?.fields ?? 0)) best.set(kind, { node, fields });
    }
  }
  return new Map([...best].map(([kind, { node }]) => [kind, node]));
}

/** The page as an expression over its lines. */
function pageRegex(nodes: readonly Node[], bound: readonly string[] = ["list"]): Regex<number> {
  return sequence(
    nodes.map((node): Regex<number> => {
      if (node.type === "list") return pageRegex(node.items, bound);
      if (node.type === "table") return pageRegex([node.header, ...node.rows], bound);
      const inside = node.record ? [...bound, node.record] : bound;
      const whole = sequence([leaf(node.line.id), pageRegex(node.body, inside)]);
      const { repeat } = node;
      if (!repeat) return whole;
      if (repeat.list !== undefined || !bound.includes(repeat.kind)) return star(whole);
      const mayBeAbsent = node.line.segments.every((segment) =>
        segment.fields.some((field) => field.optional),
      );
      return mayBeAbsent ? optional(whole) : whole;
    }),
  );
}
