import GithubSlugger, { slug } from "github-slugger";
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import {
  bearer,
  isAbout,
  type LineNode,
  type ListNode,
  type Node,
  type Pattern,
  type Piece,
  type Repeat,
  type TableNode,
  type Use,
} from "../template/pattern.ts";
import { formatTable } from "../markdown/table.ts";
import { type Scope, Scopes } from "./scope.ts";
import type { Value } from "./value.ts";
import { formOf, holeValue, writeLine, writeCells } from "./write-line.ts";

/** A line of a rendered page: which line of the template, about what, and where it stands. */
export interface Shown {
  node: LineNode;
  scope: Scope;
  /** Which value of the list that repeats the line. */
  element: number | undefined;
  /** The first line of the record that it belongs to: itself, or one above it. */
  head: Shown | undefined;
  /** Its own text, without marker or padding; a row's cells are joined by " | ". */
  text: string;
  /** Offsets in the page; of a row, of the whole row. */
  start: number;
  end: number;
}

export interface Page {
  text: string;
  lines: Shown[];
  /** Groups of records that one entry of the page stands for. */
  merged: (readonly Rec[])[];
  /** What one of its lines shows at a use. */
  valueOf(this: void, use: Use, line: Round): Value | undefined;
}

/** Fills a pattern with records: what the page must be. */
export function render(pattern: Pattern, kinds: ReadonlyMap<string, Kind>, records: Scope): Page {
  return new Renderer(pattern, kinds).page(records);
}

/** One round of a repeating node: the records it is about, and the element of its list. */
interface Round {
  scope: Scope;
  element: number | undefined;
}

class Renderer {
  private text = "";
  private readonly lines: Shown[] = [];
  private readonly merged: (readonly Rec[])[] = [];
  /** The first line of the record that is being written. */
  private head: Shown | undefined;
  /** What stands between the last line and the next one. */
  private gap = "";
  private outline = new Map<string, { slug: string; scope: Scope }[]>();
  private readonly scopes: Scopes;

  constructor(
    private readonly pattern: Pattern,
    private readonly kinds: ReadonlyMap<string, Kind>,
  ) {
    this.scopes = new Scopes(kinds);
  }

  page(records: Scope): Page {
    const anchored = this.pattern.lines.some((line) =>
      line.uses.some((use) => use.role === "anchor"),
    );
    if (anchored) this.headings(this.pattern.nodes, records, new GithubSlugger());
    this.blocks(this.pattern.nodes, records, "", false);
    return {
      text: this.text === "" ? "" : `${this.text}\n`,
      lines: this.lines,
      merged: this.merged,
      valueOf: this.valueOf,
    };
  }

  /** The rounds of a node: one for each distinct value, within its scope, of the fields it names. */
  private rounds(node: LineNode, scope: Scope): Round[] {
    const { repeat, record, lacks } = node;
    if (!repeat) return [{ scope, element: undefined }];
    let records = scope.get(repeat.kind) ?? [];
    if (lacks.length > 0)
      records = records.filter((rec) => lacks.every((path) => fieldValue(rec, path) === undefined));
    if (repeat.list !== undefined) return this.elements(repeat.kind, repeat.list, records, scope);
    if (records.length !== 1) return this.groups(node, repeat, records, scope);
    const own = record === undefined ? scope : this.scopes.narrow(scope, repeat.kind, records);
    return [{ scope: own, element: undefined }];
  }

  private elements(kind: string, list: string, records: readonly Rec[], scope: Scope): Round[] {
    const rounds: Round[] = [];
    for (const record of records) {
      const values = fieldValue(record, list);
      if (!Array.isArray(values)) continue;
      const own = records.length === 1 ? scope : this.scopes.narrow(scope, kind, [record]);
      for (let element = 0; element < values.length; element++)
        rounds.push({ scope: own, element });
    }
    return rounds;
  }

  private groups(
    { record: starts }: LineNode,
    { kind, fields }: Repeat,
    records: readonly Rec[],
    scope: Scope,
  ): Round[] {
    const groups = new Map<string, Rec[]>();
    for (const record of records) {
      let value = "";
      for (const path of fields) value += `${String(fieldValue(record, path) ?? "")}\0`;
      const group = groups.get(value);
      if (group) group.push(record);
      else groups.set(value, [record]);
    }
    const rounds: Round[] = [];
    for (const group of groups.values()) {
      if (starts !== undefined && group.length > 1) this.merged.push(group);
      rounds.push({ scope: this.scopes.narrow(scope, kind, group), element: undefined });
    }
    return rounds;
  }

  private blocks(nodes: readonly Node[], scope: Scope, indent: string, tight: boolean): void {
    for (const node of nodes) {
      if (this.text !== "") this.gap = (tight && node.type === "list" ? "\n" : "\n\n") + indent;
      if (node.type === "list") this.list(node, scope, indent);
      else if (node.type === "table") this.table(node, scope, indent);
      else this.line(node, scope, indent, node.prefix, "\n\n" + indent, tight);
    }
  }

  /** A line in each of its rounds, with what stands under it. */
  private line(
    node: LineNode,
    scope: Scope,
    indent: string,
    prefix: string | (() => string),
    between: string,
    tight: boolean,
  ): void {
    if (bearer(node) !== node) return;
    for (const round of this.rounds(node, scope)) {
      const own = formOf(node, this.valueIn(round));
      const text = own && this.written(own, round);
      if (text === undefined) continue;
      const marker = typeof prefix === "string" ? prefix : prefix();
      this.text += this.gap + marker;
      const inner = typeof prefix === "string" ? indent : indent + " ".repeat(marker.length);
      const start = this.text.length;
      this.text +=
        inner === "" || !text.includes("\n") ? text : text.replaceAll("\n", `\n${inner}`);
      const outer = this.note(own!, round, text, start);
      this.under(node.body, round.scope, inner, tight);
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
  private note(node: LineNode, round: Round, text: string, start: number): Shown | undefined {
    const outer = this.head;
    const { scope, element } = round;
    const end = this.text.length;
    const shown: Shown = { node, scope, element, head: outer, text, start, end };
    if (node.record !== undefined) shown.head = this.head = shown;
    if (shown.head && !isAbout(node.line, shown.head.node.record)) shown.head = undefined;
    this.lines.push(shown);
    return outer;
  }

  private under(body: readonly Node[], scope: Scope, indent: string, tight: boolean): void {
    const breaks = body.filter((node) => node.type === "line" && node.line.shape.endsWith("+"));
    for (const node of breaks) {
      this.gap = `\\\n${indent}`;
      this.line(node as LineNode, scope, indent, "", `\\\n${indent}`, tight);
    }
    this.blocks(breaks.length > 0 ? body.slice(breaks.length) : body, scope, indent, tight);
  }

  private list(node: ListNode, scope: Scope, indent: string): void {
    const between = (node.spread ? "\n\n" : "\n") + indent;
    let number = node.start ?? 0;
    const marker = () => {
      if (node.start === undefined) return `${node.marker} `;
      const own = `${number}${node.marker} `;
      if (node.counts) number++;
      return own;
    };
    for (const item of node.items) {
      this.line(item, scope, indent, marker, between, !node.spread);
    }
  }

  private table(node: TableNode, scope: Scope, indent: string): void {
    const rows: { node: LineNode; round: Round; cells: string[] }[] = [];
    for (const row of [node.header, ...node.rows].filter((one) => bearer(one) === one)) {
      for (const round of this.rounds(row, scope)) {
        const valueOf = this.valueIn(round);
        const own = formOf(row, valueOf);
        if (own) rows.push({ node: own, round, cells: writeCells(own.line, valueOf) });
      }
    }
    this.text += this.gap;
    const formatted = formatTable(
      rows.map(({ cells }) => cells),
      [...node.align],
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
    use.anchor ? this.anchor(use.anchor, scope) : holeValue(use, scope, element);

  private valueIn(round: Round): (use: Use) => Value | undefined {
    return (use) => this.valueOf(use, round);
  }

  /** Notes every heading of the page under its slug, numbered as GitHub does. */
  private headings(nodes: readonly Node[], scope: Scope, slugger: GithubSlugger): void {
    for (const node of nodes) {
      if (node.type !== "line" || !node.line.plain || bearer(node) !== node) continue;
      for (const round of this.rounds(node, scope)) {
        const own = formOf(node, this.valueIn(round)) ?? node;
        const text = plainText(own.line.plain!, round.scope);
        const base = slug(text);
        const known = this.outline.get(base) ?? [];
        known.push({ slug: slugger.slug(text), scope: round.scope });
        this.outline.set(base, known);
        this.headings(node.body, round.scope, slugger);
      }
    }
  }

  /** The slug of the heading that an anchor means: the first about the same records. */
  private anchor(pieces: readonly Piece[], scope: Scope): string {
    const base = slug(plainText(pieces, scope));
    const headings = this.outline.get(base) ?? [];
    const meant = headings.find((heading) => this.overlap(heading.scope, scope)) ?? headings[0];
    return meant?.slug ?? base;
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

function plainText(pieces: readonly Piece[], scope: Scope): string {
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : String(holeValue(piece, scope) ?? "")))
    .join("");
}
