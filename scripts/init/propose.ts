// From the outline of a page to a template and the kinds of its records.
import { builtinKinds, type KindTable } from "../data/kinds.ts";
import { LAST_CHARACTER } from "../markdown/symbols.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { folded } from "../pairing/folded.ts";
import { addressesOf, textOf } from "./content.ts";
import { type Form, plainItems, plainParagraphs, plainRows } from "./form.ts";
import { kindName } from "./names.ts";
import { type Block, listOf, type Section } from "./outline.ts";

/** A part of a page whose form may turn out not to hold: what of it is not tried again. */
export type Suspect = Block | Section;

/** What is known by now not to hold. */
export interface Refused {
  /** How many forms of a block were given up; a section is given up with one. */
  counts: Map<Suspect, number>;
}

export interface Proposal {
  template: string;
  kinds: Record<string, KindTable>;
  /** Fields of the list itself. */
  title: string;
  /** What made a line of the template (from 1), and the records of a kind. */
  madeLine: (line: number) => Suspect[];
  madeKind: Map<string, Suspect[]>;
}

/** Proposes a template for a page, without the forms that were refused. */
export function propose(
  source: string,
  page: Section,
  refused: Refused,
  taken: ReadonlySet<string> = new Set(),
): Proposal {
  return new Proposer(source, refused, taken).page(page);
}

/** Sections that a template writes once. */
interface Scope {
  sections: Section[];
  /** The kind of the heading that groups around it, if records can refer to it. */
  kind: string | undefined;
  /** The headings around it, from the nearest. */
  headings: string[];
}

/** So many forms of its entries a block may have; one that was refused more often has none. */
export const PLAIN = 1;

class Proposer {
  private readonly chunks: { text: string; suspects: Suspect[] }[] = [];
  private readonly kinds: Record<string, KindTable> = {};
  private readonly madeKind = new Map<string, Suspect[]>();

  constructor(
    private readonly source: string,
    private readonly refused: Refused,
    private readonly taken: ReadonlySet<string>,
  ) {}

  page(page: Section): Proposal {
    const title = page.sections.find(({ depth }) => depth === 1)?.heading;
    this.fixed({ sections: [page], kind: undefined, headings: [] }, title);
    const lines: Suspect[][] = [];
    for (const { text, suspects } of this.chunks) {
      for (let at = text.split("\n").length; at > 0; at--) lines.push(suspects);
      lines.push([]);
    }
    return {
      template: `${this.chunks.map(({ text }) => text).join("\n\n")}\n`,
      kinds: this.kinds,
      title: (title && textOf(title.symbols)) || "README",
      madeLine: (line) => lines[line - 1] ?? [],
      madeKind: this.madeKind,
    };
  }

  private add(text: string, suspects: Suspect[]): void {
    this.chunks.push({ text, suspects });
  }

  private isRefused(suspect: Suspect, most = 1): boolean {
    return (this.refused.counts.get(suspect) ?? 0) >= most;
  }

  /** A stretch of the page as it stands, from the beginning of its line. */
  private verbatim(start: number, end: number): string {
    const from = this.source.lastIndexOf("\n", start - 1) + 1;
    const indent = this.source.slice(from, start);
    return this.source
      .slice(/^\s*$/.test(indent) ? from : start, end)
      .replaceAll("\r\n", "\n")
      .replaceAll("{{", "\\{\\{")
      .replaceAll("}}", "\\}\\}");
  }

  /** A section whose heading and text are the page's own. */
  private fixed(scope: Scope, title?: PageLine): void {
    const [section] = scope.sections as [Section];
    const { heading } = section;
    const headings = heading ? [textOf(heading.symbols), ...scope.headings] : scope.headings;
    if (heading) {
      const isTitle = heading === title && isPlainText(heading) && textOf(heading.symbols) !== "";
      this.add(isTitle ? "# {{list.title}}" : this.verbatim(heading.start, heading.end), [section]);
      if (!isTitle) this.headingMarks(heading);
    }
    if (this.isRefused(section, 3))
      for (const part of section.blocks)
        if (!this.isRefused(part)) this.refused.counts.set(part, PLAIN);
    for (const block of section.blocks) this.block(block, { ...scope, headings });
    this.children(section.sections, { ...scope, headings }, title);
  }

  /** Puts the marks of a heading before it, however the page writes it. */
  private headingMarks({ shape }: PageLine): void {
    const chunk = this.chunks.at(-1)!;
    const text = chunk.text.replace(/^\s*#{1,6}\s+/, "").replace(/\n/g, " ");
    chunk.text = `${"#".repeat(Number(shape[1]))} ${text}`;
  }

  private block(block: Block, scope: Scope): void {
    const form = this.hasEntries([block]) ? this.formOf([block]) : undefined;
    if (form) this.entries(form, [block], scope);
    else if (this.isRefused(block, PLAIN + 1)) this.prose(block);
    else this.add(this.blockText(block), [block]);
  }

  private blockText(block: Block): string {
    if (block.type === "table") return this.tableText(block);
    const text = this.verbatim(block.start, block.end);
    if (block.type !== "list") return text;
    // An item in which nothing stands is no text of a template; lists beside each other are one.
    return text
      .replace(/^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]*\n/gm, "")
      .replace(/^( ?)[*+](?=[ \t])/gm, "$1-");
  }

  /** A table as it stands, each row with as many cells as the header has. */
  private tableText({ lines, start, end }: Block): string {
    const columns = lines[0]!.cells ?? 0;
    const missing = new Map(
      lines.map((line) => [
        this.source.slice(0, line.start).split("\n").length,
        columns - (line.cells ?? columns),
      ]),
    );
    const first = this.source.slice(0, start).split("\n").length;
    return this.verbatim(start, end)
      .split("\n")
      .map((row, at) => {
        const more = missing.get(first + at) ?? 0;
        return more <= 0 ? row : `${row.trimEnd().replace(/\|$/, "")}|${" |".repeat(more)}`;
      })
      .join("\n");
  }

  /** Blocks that the page has, but no template could: as values of the list itself. */
  private prose(block: Block): void {
    const table = (this.kinds["list"] ??= {});
    for (let own = new Set(block.lines.map((line) => line.blockStart)).size; own > 0; own--) {
      const name = `part${Object.keys(table).length + 1}`;
      table[name] = "prose";
      this.madeKind.set("list", [...(this.madeKind.get("list") ?? []), block]);
      this.add(`{{list.${name}}}`, [block]);
    }
  }

  /** Whether blocks hold records, and not a text of the page: they lead somewhere. */
  private hasEntries(blocks: readonly Block[]): boolean {
    const lines = blocks.flatMap((block) => block.lines);
    const links = lines.flatMap(({ symbols }) => addressesOf(symbols));
    const outer = links.filter((link) => !link.startsWith("#"));
    switch (blocks[0]!.type) {
      case "list":
        return outer.length > 0 && outer.length * 2 >= links.length;
      case "table":
        return lines.length > 2 && outer.length * 2 >= links.length;
      default:
        return false;
    }
  }

  /** The first form of these blocks that was not refused. */
  private formOf(blocks: readonly Block[]): Form | undefined {
    const given = Math.max(...blocks.map((block) => this.refused.counts.get(block) ?? 0));
    const items = blocks.flatMap((block) => block.items);
    const forms: (() => Form | undefined)[] =
      blocks[0]!.type === "list"
        ? [() => plainItems(items)]
        : blocks[0]!.type === "table"
          ? [() => plainRows(this.source, joined(blocks))]
          : [() => plainParagraphs(blocks.flatMap(({ lines }) => lines))];
    for (const form of forms.slice(given)) {
      const found = form();
      if (found) return found;
    }
    return undefined;
  }

  private entries(form: Form, blocks: Block[], scope: Scope): void {
    const { kind: around, headings } = scope;
    const own = form.kinds["@"]!;
    const [key] = Object.keys(own) as [string];
    const wanted = kindName(headings);
    const [usual] = Object.keys(builtinKinds[wanted] ?? {});
    // A kind that every list has is named by a field of its own.
    const named = usual === undefined || usual === key || (key === "title" && !own[usual]);
    const kind = this.freeName(named ? wanted : "entry");
    const rename = (field: string) => (field === key && kind === wanted ? (usual ?? key) : field);
    let { template } = form;
    template = template.replace(
      /\{\{@(\w*)\.([\w.-]+)\}\}/g,
      (_, part: string, field: string) =>
        `{{${kind}${part}.${part === "" ? rename(field) : field}}}`,
    );
    for (const [name, fields] of Object.entries(form.kinds)) {
      const full = kind + name.slice(1);
      const table: KindTable = {};
      for (const [field, type] of Object.entries(fields))
        table[name === "@" ? rename(field) : field] = type.replace("@", kind);
      if (name === "@" && around) table[around] = around;
      for (const [field, type] of Object.entries(builtinKinds[full] ?? {}))
        if (table[field] === undefined && !type.endsWith("?")) table[field] = `${type}?`;
      this.kinds[full] = table;
      this.madeKind.set(full, blocks);
    }
    this.add(template, blocks);
  }

  private freeName(wanted: string): string {
    let name = wanted;
    for (let nth = 2; this.kinds[name] || this.taken.has(name); nth++) name = `${wanted}${nth}`;
    return name;
  }

  /**
   * Sections beside each other: those of one form in a row become a group, the largest first. What
   * stands between two groups must surely be there, as a heading over records alone is not.
   */
  private children(sections: readonly Section[], scope: Scope, title?: PageLine): void {
    const runs = this.runsOf(sections);
    const groups: { from: number; to: number }[] = [];
    for (const run of runs.sort((a, b) => b.to - b.from - (a.to - a.from))) {
      const apart = groups.every((other) => {
        const [left, right] = other.from < run.from ? [other, run] : [run, other];
        return sections.slice(left.to, right.from).some((one) => this.isSolid(one));
      });
      if (apart) groups.push(run);
    }
    for (let at = 0; at < sections.length; at++) {
      const group = groups.find(({ from }) => from === at);
      if (!group) this.fixed({ ...scope, sections: [sections[at]!] }, title);
      else {
        this.group(sections.slice(group.from, group.to), scope);
        at = group.to - 1;
      }
    }
  }

  /** Runs of sections that can be written by one heading. */
  private runsOf(sections: readonly Section[]): { from: number; to: number }[] {
    const runs: { from: number; to: number }[] = [];
    for (let from = 0; from < sections.length;) {
      let to = from + 1;
      while (to < sections.length && this.groupable(sections.slice(from, to + 1))) to++;
      // A group begins and ends with sections that have entries.
      if (!isFull(sections[from]!)) to = from + 1;
      while (to > from + 1 && !isFull(sections[to - 1]!)) to--;
      if (to > from + 1) runs.push({ from, to });
      from = to;
    }
    return runs;
  }

  /** Whether a section has text of its own, with which it stands whatever records there are. */
  private isSolid(section: Section): boolean {
    return section.blocks.some((block) => !this.hasEntries([block]) || this.isRefused(block));
  }

  /** Whether sections can be written by one heading with what stands under it. */
  private groupable(sections: readonly Section[]): boolean {
    return this.slotsOf(sections) !== undefined;
  }

  /** What stands under a heading that groups, or undefined where the sections have no one form. */
  private slotsOf(sections: readonly Section[]): Slots | undefined {
    const depth = sections[0]!.depth;
    if (sections.some((section) => section.depth !== depth || this.isRefused(section)))
      return undefined;
    const names = sections.map(({ heading }) => textOf(heading!.symbols));
    if (new Set(names.map(folded)).size < names.length || names.includes("")) return undefined;
    const slots: Slots = { intro: [], entries: [], end: [], children: [] };
    let ends: string | undefined;
    for (const { blocks, sections: children } of sections) {
      const at = blocks.findIndex(({ type }) => type !== "paragraph");
      const intro = at < 0 ? blocks : blocks.slice(0, at);
      if (intro.some(({ lines }) => lines.length > 1)) return undefined;
      slots.intro.push(...intro);
      const [entries, ...rest] = at < 0 ? [] : blocks.slice(at);
      const own = entries && entries.type !== "other" ? entries : undefined;
      if (own && isContents(own)) return undefined;
      if (own) slots.entries.push(own);
      const behind = [...(entries && !own ? [entries] : []), ...rest];
      if (behind.some(({ type }) => type !== "other")) return undefined;
      const text = behind.map(({ start, end }) => this.source.slice(start, end)).join("\n\n");
      if (ends !== undefined && ends !== text) return undefined;
      ends = text;
      if (slots.end.length === 0) slots.end = behind;
      slots.children.push(...children);
    }
    if (slots.entries.length === 0 && slots.children.length === 0) return undefined;
    if (slots.entries.length > 0) {
      const [first] = slots.entries as [Block];
      const same = slots.entries.every(
        (block) =>
          block.type === first.type &&
          listOf(block.lines[0]!) === listOf(first.lines[0]!) &&
          (block.type !== "table" || sameHeader(block, first)),
      );
      if (!same || !this.hasEntries(slots.entries) || !this.formOf(slots.entries)) return undefined;
      if (first.type === "table" && slots.entries.length < sections.length) return undefined;
    }
    if (slots.children.length > 0 && !this.groupable(slots.children)) return undefined;
    return slots;
  }

  private group(sections: readonly Section[], scope: Scope): void {
    const { intro, entries, end, children } = this.slotsOf(sections)!;
    const kind = this.freeName(scope.kind ? "section" : "topic");
    const heads = sections.map(({ heading }) => heading!);
    const table: KindTable = { name: heads.every(isPlainText) ? "text" : "markdown" };
    if (scope.kind) table[scope.kind] = scope.kind;
    if (intro.length > 0) table["intro"] = "markdown[]?";
    this.kinds[kind] = table;
    this.madeKind.set(kind, [...sections]);
    this.add(`${"#".repeat(sections[0]!.depth)} {{${kind}.name}}`, [...sections]);
    if (intro.length > 0) this.add(`{{${kind}.intro}}`, [...sections]);
    const headings = [...heads.map(({ symbols }) => textOf(symbols)), ...scope.headings];
    const inside: Scope = { sections: [...sections], kind, headings };
    if (entries.length > 0) this.entries(this.formOf(entries)!, entries, inside);
    for (const block of end) this.add(this.verbatim(block.start, block.end), [...sections]);
    if (children.length > 0) this.group(children, inside);
  }
}

/** What stands under the headings of a group. */
interface Slots {
  intro: Block[];
  entries: Block[];
  end: Block[];
  children: Section[];
}

/** Whether a block leads only to other places of its page. */
const isContents = ({ lines }: Block): boolean => {
  const links = lines.flatMap(({ symbols }) => addressesOf(symbols));
  return links.length > 0 && links.every((link) => link.startsWith("#"));
};

/** Whether a section has anything that records could be. */
const isFull = ({ blocks, sections }: Section): boolean =>
  sections.length > 0 || blocks.some(({ type }) => type === "list" || type === "table");

const isPlainText = ({ symbols }: PageLine): boolean =>
  symbols.codes.every((code) => code <= LAST_CHARACTER);

const sameHeader = (a: Block, b: Block): boolean =>
  textOf(a.lines[0]!.symbols) === textOf(b.lines[0]!.symbols);

/** Tables of one header as one. */
const joined = (blocks: readonly Block[]): Block => ({
  ...blocks[0]!,
  lines: [blocks[0]!.lines[0]!, ...blocks.flatMap(({ lines }) => lines.slice(1))],
});
