// Fills a template with records: the page, with each line's place and origin.
import GithubSlugger, { slug } from "github-slugger";
import type { Kind } from "../data/kinds.ts";
import type { Rec } from "../data/record.ts";
import {
  bearer,
  isAbout,
  isProse,
  type LineNode,
  lineNodes,
  type ListNode,
  type Node,
  type Pattern,
  type Piece,
  type TableNode,
  type Use,
} from "../template/pattern.ts";
import { formatTable } from "../markdown/table.ts";
import { Derived } from "./derived.ts";
import { type Round, Rounds } from "./rounds.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";
import { formOf, holeValue, writeLine, writeCells } from "./write-line.ts";

/** A line of a rendered page: which line of the template, about what, and where it stands. */
export interface RenderedLine {
  node: LineNode;
  scope: Scope;
  /** Which value of the list that repeats the line. */
  element: number | undefined;
  /** The first line of the record that it belongs to: itself, or one above it. */
  head: RenderedLine | undefined;
  /** Its own text, without marker or padding; a row's cells are joined by " | ". */
  text: string;
  /** Offsets in the page; of a row, of the whole row. */
  start: number;
  end: number;
}

export interface Page {
  text: string;
  lines: RenderedLine[];
  /** Groups of records that one entry of the page stands for. */
  merged: (readonly Rec[])[];
  /** What one of its lines shows at a use. */
  valueOf(this: void, use: Use, line: Round): Value | undefined;
}

/** Fills a pattern with records: what the page must be. */
export function render(pattern: Pattern, kinds: ReadonlyMap<string, Kind>, records: Scope): Page {
  return new Renderer(pattern, kinds, records).page();
}

/** A hole of a line, or of the text of a heading. */
type Hole = Exclude<Piece, string>;

class Renderer {
  private text = "";
  private readonly lines: RenderedLine[] = [];
  private readonly merged: (readonly Rec[])[] = [];
  /** The first line of the record that is being written. */
  private head: RenderedLine | undefined;
  /** What stands between the last line and the next one. */
  private gap = "";
  private outline = new Map<string, { slug: string; scope: Scope; holes: string }[]>();
  private readonly rounds: Rounds;
  private readonly derived: Derived;

  constructor(
    private readonly pattern: Pattern,
    private readonly kinds: ReadonlyMap<string, Kind>,
    private readonly records: Scope,
  ) {
    this.rounds = new Rounds(kinds);
    this.derived = new Derived(kinds, records);
  }

  page(): Page {
    const { records } = this;
    const leads = ({ leadsTo, line }: LineNode) =>
      leadsTo !== undefined || line.uses.some((use) => use.role === "anchor");
    if ([...lineNodes(this.pattern.nodes)].some(([node]) => leads(node)))
      this.headings(this.pattern.nodes, records, new GithubSlugger());
    this.blocks(this.pattern.nodes, records, "");
    return {
      text: this.text === "" ? "" : `${this.text}\n`,
      lines: this.lines,
      merged: this.merged,
      valueOf: this.valueOf,
    };
  }

  /** Whether nothing of a node is there: of a table without rows, or of what goes with its body. */
  private isGone(node: Node, scope: Scope): boolean {
    if (node.type === "list") return node.items.every((item) => this.isGone(item, scope));
    if (node.type === "table") return node.rows.every((row) => this.isGone(row, scope));
    if (bearer(node) !== node) return true;
    if (node.leadsTo !== undefined && !this.outline.has(node.leadsTo)) return true;
    if (node.goes) return node.body.every((below) => this.isGone(below, scope));
    return !this.rounds.of(node, scope).some((round) => {
      const own = formOf(node, this.valueIn(round));
      return own && writeLine(own.line, this.valueIn(round)) !== undefined;
    });
  }

  private blocks(nodes: readonly Node[], scope: Scope, indent: string): void {
    // Right below a block that is not there, nothing stands.
    let follows = true;
    for (const node of nodes) {
      const { length } = this.lines;
      const distance = follows || node.distance > 1 ? node.distance : 2;
      if (this.text !== "") this.gap = "\n".repeat(distance) + indent;
      if (node.type === "list") this.list(node, scope, indent);
      else if (node.type === "table") this.table(node, scope, indent);
      else {
        const between = "\n".repeat(Math.max(2, node.distance)) + indent;
        this.line(node, scope, indent, node.prefix, between);
      }
      const last = this.lines.at(-1);
      follows = this.lines.length > length && !isProse(last!.node.line);
    }
  }

  /** A line in each of its rounds, with what stands under it. */
  private line(
    node: LineNode,
    scope: Scope,
    indent: string,
    prefix: string | (() => string),
    between: string,
    least = 0,
  ): void {
    if (bearer(node) !== node || (mayStand(node) && this.isGone(node, scope))) return;
    for (const round of this.rounds.of(node, scope)) {
      const own = formOf(node, this.valueIn(round));
      const text = own && this.written(own, round);
      if (text === undefined) continue;
      const marker = typeof prefix === "string" ? prefix : prefix();
      this.text += this.gap + marker;
      const inner =
        typeof prefix === "string" ? indent : indent + " ".repeat(Math.max(marker.length, least));
      const start = this.text.length;
      this.text +=
        inner === "" || !text.includes("\n") ? text : text.replaceAll("\n", `\n${inner}`);
      const outer = this.note(own!, round, text, start);
      this.under(node.body, round.scope, inner);
      this.head = outer;
      this.gap = between;
    }
  }

  private written({ line }: LineNode, round: Round): string | undefined {
    // At the top of a page, three hyphens begin what is called front matter.
    if (this.text === "" && line.shape === ":thematicBreak") return "***";
    return writeLine(line, this.valueIn(round));
  }

  /** Notes a line, and the record that it belongs to; returns the record around it. */
  private note(
    node: LineNode,
    round: Round,
    text: string,
    start: number,
  ): RenderedLine | undefined {
    const outer = this.head;
    const { scope, element } = round;
    const end = this.text.length;
    const shown: RenderedLine = { node, scope, element, head: outer, text, start, end };
    if (node.record !== undefined) {
      shown.head = this.head = shown;
      const records = scope.get(node.record)!;
      if (records.length > 1) this.merged.push(records);
    }
    if (shown.head && !isAbout(node.line, shown.head.node.record)) shown.head = undefined;
    this.lines.push(shown);
    return outer;
  }

  private under(body: readonly Node[], scope: Scope, indent: string): void {
    const breaks = body.filter((node) => node.type === "line" && node.line.shape.endsWith("+"));
    for (const node of breaks) {
      this.gap = `\\\n${indent}`;
      this.line(node as LineNode, scope, indent, "", `\\\n${indent}`);
    }
    this.blocks(breaks.length > 0 ? body.slice(breaks.length) : body, scope, indent);
  }

  private list(node: ListNode, scope: Scope, indent: string): void {
    let number = node.start ?? 0;
    const marker = () => {
      if (node.start === undefined) return node.marker;
      const own = `${number}${node.marker}`;
      if (node.counts) number++;
      return own;
    };
    for (const item of node.items) {
      this.line(item, scope, indent, marker, "\n".repeat(node.between) + indent, node.indent);
    }
  }

  private table(node: TableNode, scope: Scope, indent: string): void {
    const rows: { node: LineNode; round: Round; cells: string[] }[] = [];
    for (const row of [node.header, ...node.rows].filter((one) => bearer(one) === one)) {
      for (const round of this.rounds.of(row, scope)) {
        const valueOf = this.valueIn(round);
        const own = formOf(row, valueOf);
        if (own) rows.push({ node: own, round, cells: writeCells(own.line, valueOf) });
      }
    }
    if (rows.length < 2 && node.rows.length > 0) return;
    this.text += this.gap;
    const formatted = formatTable(
      rows.map(({ cells }) => cells),
      [...node.align],
      node.compact,
    );
    formatted.forEach((text, index) => {
      if (index > 0) this.text += `\n${indent}`;
      const start = this.text.length;
      this.text += text;
      // The second line is the delimiter row.
      const row = index === 1 ? undefined : rows[index === 0 ? 0 : index - 1];
      if (row) this.head = this.note(row.node, row.round, row.cells.join(" | "), start);
    });
    this.gap = `\n\n${indent}`;
  }

  private readonly valueOf = (use: Use, { scope, element }: Round): Value | undefined =>
    use.anchor ? this.anchor(use.anchor, scope) : this.valueOfHole(use, scope, element);

  private valueOfHole(hole: Hole, scope: Scope, element?: number): Value | undefined {
    return hole.derive || hole.through
      ? this.derived.of(hole, scope)
      : holeValue(hole, scope, element);
  }

  private valueIn(round: Round): (use: Use) => Value | undefined {
    return (use) => this.valueOf(use, round);
  }

  /** Notes every heading of the page under its slug, numbered as GitHub does. */
  private headings(nodes: readonly Node[], scope: Scope, slugger: GithubSlugger): void {
    for (const node of nodes) {
      if (node.type !== "line" || !node.line.plain || bearer(node) !== node) continue;
      if (node.goes && this.isGone(node, scope)) continue;
      for (const round of this.rounds.of(node, scope)) {
        const own = formOf(node, this.valueIn(round)) ?? node;
        const text = this.plainText(own.line.plain!, round.scope);
        const base = slug(text);
        const known = this.outline.get(base) ?? [];
        known.push({
          slug: slugger.slug(text),
          scope: round.scope,
          holes: holesOf(own.line.plain!),
        });
        this.outline.set(base, known);
        this.headings(node.body, round.scope, slugger);
      }
    }
  }

  /** The slug of the heading that an anchor means: the first that shows the same of the same records. */
  private anchor(pieces: readonly Piece[], scope: Scope): string {
    const base = slug(this.plainText(pieces, scope));
    const all = this.outline.get(base) ?? [];
    const own = all.filter(({ holes }) => holes === holesOf(pieces));
    const headings = own.length > 0 ? own : all;
    const meant = headings.find((heading) => this.overlap(heading.scope, scope)) ?? headings[0];
    return meant?.slug ?? base;
  }

  private plainText(pieces: readonly Piece[], scope: Scope): string {
    const shown = pieces.map((piece) =>
      typeof piece === "string" ? piece : this.valueOfHole(piece, scope),
    );
    return shown.map((text = "") => String(text)).join("");
  }

  /** Whether two parts of a page are about common records, of each kind that both have any of. */
  private overlap(a: Scope, b: Scope): boolean {
    for (const kind of this.kinds.keys()) {
      const [records = [], others = []] = [a.get(kind), b.get(kind)];
      if (records.length === 0 || others.length === 0) continue;
      const set = new Set(records);
      if (!others.some((record) => set.has(record))) return false;
    }
    return true;
  }
}

const mayStand = ({ goes, leadsTo }: LineNode): boolean => goes || leadsTo !== undefined;

const holesOf = (pieces: readonly Piece[]): string =>
  pieces
    .flatMap((piece) => (typeof piece === "string" ? [] : `${piece.kind}.${piece.field.path}`))
    .join();
