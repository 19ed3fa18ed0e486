// From the sections of a page to a template and the kinds of its records: what is written how.
import { builtinKinds, type KindTable } from "../data/kinds.ts";
import { LAST_CHARACTER } from "../markdown/symbols.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { textOf } from "./content.ts";
import { contentsOf, type Group } from "./contents.ts";
import type { Form } from "./form.ts";
import { Groups, type Slots } from "./groups.ts";
import { isForm, Ladder } from "./ladder.ts";
import { inManner } from "./manner.ts";
import { asciiName, kindName } from "./names.ts";
import { ANCHOR, type Block, type Part, type Section, shown } from "./outline.ts";
import type { Source } from "./source.ts";

/** Lines of the template, and the parts of the page that they stand for. */
interface Chunk {
  text: string;
  parts: readonly Part[];
  /** Its first line in the template, from 1, and the one behind its last. */
  from: number;
  to: number;
}

export interface Proposal {
  template: string;
  kinds: Record<string, KindTable>;
  /** The list's title. */
  title: string;
  chunks: readonly Chunk[];
  /** In which chunk a line of the page is written, and of which part it is. */
  places: ReadonlyMap<PageLine, { chunk: Chunk; part: Part }>;
  /** Of fields of the list itself, the part whose text they hold. */
  fields: ReadonlyMap<string, Part>;
}

/**
 * Proposes a template for a page.
 *
 * @param steps how often each part was given up
 * @param options.taken names of kinds that other pages have
 * @param options.typed with a field for each part of an item
 */
export const propose = (
  source: Source,
  steps: ReadonlyMap<Part, number>,
  { taken, typed }: { taken: ReadonlySet<string>; typed: boolean },
): Proposal => new Proposer(source, steps, taken, typed).page();

/** What stands around a section. */
interface Scope {
  /** The kind of the heading that groups around it, if records can refer to it. */
  kind: string | undefined;
  /** The texts of the headings around it, from the nearest. */
  headings: string[];
}

class Proposer {
  private readonly chunks: Chunk[] = [];
  private readonly kinds: Record<string, KindTable> = {};
  private readonly places = new Map<PageLine, { chunk: Chunk; part: Part }>();
  private readonly fields = new Map<string, Part>();
  private readonly ladder: Ladder;
  private readonly groups: Groups;
  /** Lists of headings, which follow the groups once all of these are known. */
  private readonly contents: Chunk[] = [];
  private readonly listed = new Map<Section, Group>();
  private title: PageLine | undefined;
  /** The kind of the group that the last lines belong to. */
  private open: string | undefined;

  constructor(
    private readonly source: Source,
    private readonly steps: ReadonlyMap<Part, number>,
    private readonly taken: ReadonlySet<string>,
    typed: boolean,
  ) {
    this.ladder = new Ladder(source, steps, typed);
    this.groups = new Groups(source, this.ladder, steps);
  }

  page(): Proposal {
    const { page } = this.source;
    this.title = page.sections.find(({ depth }) => depth === 1)?.heading;
    this.fixed(page, { kind: undefined, headings: [] });
    for (const chunk of this.contents) {
      const [block] = chunk.parts as [Block];
      const template = contentsOf(block, this.source, this.listed);
      if (template) chunk.text = inManner(template, [block.lines], this.source.text);
    }
    let line = 1;
    for (const chunk of this.chunks) {
      chunk.from = line;
      chunk.to = line + chunk.text.split("\n").length;
      line = chunk.to + 1;
    }
    return {
      template: `${this.chunks.map(({ text }) => text).join("\n\n")}\n`,
      kinds: this.kinds,
      title: (this.title && textOf(this.title.symbols)) || "README",
      chunks: this.chunks,
      places: this.places,
      fields: this.fields,
    };
  }

  private add(text: string, parts: readonly Part[]): void {
    const chunk = { text, parts, from: 0, to: 0 };
    this.chunks.push(chunk);
    for (const part of parts)
      for (const line of "lines" in part ? part.lines : [part.heading!])
        this.places.set(line, { chunk, part });
  }

  /** A section whose heading and text are the page's own. */
  private fixed(section: Section, scope: Scope): void {
    const { heading, anchor, blocks } = section;
    const headings = heading ? [textOf(heading.symbols), ...scope.headings] : scope.headings;
    if (anchor) {
      // It would else stand under each heading of the group before it.
      if (this.open !== undefined) this.add(`<!-- end of {{${this.open}.name}} -->`, []);
      this.blocks([anchor], scope);
    }
    this.open = undefined;
    if (heading) this.heading(section, heading);
    this.blocks(blocks, { ...scope, headings });
    this.children(section.sections, { ...scope, headings });
  }

  private heading(section: Section, heading: PageLine): void {
    const marks = "#".repeat(section.depth);
    const isTitle =
      heading === this.title && isPlainText(heading) && textOf(heading.symbols) !== "";
    if (isTitle) this.add(`${marks} {{list.title}}`, [section]);
    else if ((this.steps.get(section) ?? 0) < 2)
      this.add(`${marks} ${this.ladder.headingText(heading)}`, [section]);
    else this.add(`${marks} {{list.${this.field("heading", "markdown", section)}}}`, [section]);
  }

  /** A field of the list itself. */
  private field(stem: string, type: string, part: Part): string {
    const table = (this.kinds["list"] ??= {});
    let nth = 1;
    while (table[`${stem}${nth}`]) nth++;
    table[`${stem}${nth}`] = type;
    this.fields.set(`${stem}${nth}`, part);
    return `${stem}${nth}`;
  }

  /** Blocks under a heading that stands once. */
  private blocks(blocks: readonly Block[], scope: Scope): void {
    const modes = this.ladder.modesOf(blocks);
    for (let at = 0; at < blocks.length; at++) {
      const [block, mode] = [blocks[at]!, modes[at]!];
      let to = at + 1;
      // Paragraphs in a row that are records are of one kind.
      if (block.type === "paragraph" && isForm(mode))
        while (blocks[to]?.type === "paragraph" && isForm(modes[to])) to++;
      const own = blocks.slice(at, to);
      if (isForm(mode)) this.entries(this.ladder.formOf(own) ?? mode, own, scope);
      else if (mode === "text" || mode === "contents") this.add(this.ladder.text(block), [block]);
      else if (mode === "value") this.paragraph(block);
      else to = this.prose(blocks, modes, at);
      if (mode === "contents") this.contents.push(this.chunks.at(-1)!);
      at = to - 1;
    }
  }

  /** A paragraph as a value of the list itself. */
  private paragraph(block: Block): void {
    const name = this.field("text", "markdown", block);
    const more = block.lines.length > 1;
    const lines = more ? `\\\n{{list.${this.field("lines", "markdown[]", block)}}}` : "";
    this.add(`{{list.${name}}}${lines}`, [block]);
  }

  /** Blocks as values of the list itself: all in a row, where none says the same. */
  private prose(blocks: readonly Block[], modes: readonly unknown[], at: number): number {
    let to = at + 1;
    while (to < blocks.length && modes[to] === "prose") to++;
    const own = blocks.slice(at, to);
    if (own.length > 1 && this.groups.areValues(own)) {
      this.add(`{{list.${this.field("text", "prose[]", own[0]!)}}}`, own);
    } else {
      for (const block of own)
        for (let left = new Set(block.lines.map((line) => line.block)).size; left > 0; left--)
          this.add(`{{list.${this.field("text", "prose", block)}}}`, [block]);
    }
    return to;
  }

  private entries(form: Form, blocks: readonly Block[], scope: Scope): void {
    const { kind: around, headings } = scope;
    const own = form.kinds["@"]!;
    const [key] = Object.keys(own) as [string];
    const wanted = kindName(headings);
    const [usual] = Object.keys(builtinKinds[wanted] ?? {});
    // A kind that every list has is named by a field of its own.
    const named = usual === undefined || usual === key || !own[usual];
    const kind = this.kindOf(named ? wanted : "item", headings);
    const rename = (field: string) => (field === key && kind === wanted ? (usual ?? key) : field);
    const template = form.template.replace(
      /\{\{@(\w*)\.([\w.-]+)/g,
      (_, part: string, field: string) => `{{${kind}${part}.${part === "" ? rename(field) : field}`,
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
    }
    const lists = blocks.map(({ lines }) => lines);
    this.add(inManner(template, lists, this.source.text), blocks);
  }

  /** The name of a kind: what its records are, or where that is another's, by the nearest heading. */
  private kindOf(wanted: string, [heading = ""]: readonly string[]): string {
    if (this.freeName(wanted) === wanted) return wanted;
    const own = heading.split(/\s+/).length > 3 ? "" : asciiName(heading);
    // As a file, its name gets an s.
    return own === "" || /(?:[sxz]|[cs]h|[^aeiou]y)$/.test(own) || own in builtinKinds
      ? this.freeName(wanted)
      : this.freeName(own);
  }

  private freeName(wanted: string): string {
    let name = wanted;
    for (let nth = 2; this.kinds[name] || this.taken.has(name); nth++) name = `${wanted}${nth}`;
    return name;
  }

  /** Sections beside each other: those of one form in a row become a group. */
  private children(sections: readonly Section[], scope: Scope): void {
    const runs = this.groups.runsOf(sections);
    for (let at = 0; at < sections.length; at++) {
      const run = runs.find(({ from }) => from === at);
      if (!run) this.fixed(sections[at]!, scope);
      else {
        this.open = this.group(sections.slice(run.from, run.to), scope);
        at = run.to - 1;
      }
    }
  }

  /** @returns the kind of its headings */
  private group(sections: readonly Section[], scope: Scope): string {
    const { anchors, intro, content, entries, end, children } = this.groups.slotsOf(
      sections,
    ) as Slots;
    const kind = this.freeName(scope.kind ? "section" : "topic");
    const heads = sections.map(({ heading }) => heading!);
    const table: KindTable = { name: heads.every(isPlainText) ? "text" : "markdown" };
    if (scope.kind) table[scope.kind] = scope.kind;
    this.kinds[kind] = table;
    if (table["name"] === "text") this.listed.set(sections[0]!, { kind, sections });
    const slot = (field: string, type: string, blocks: readonly Block[]) => {
      if (blocks.length === 0) return;
      table[field] = type;
      this.add(`{{${kind}.${field}}}`, blocks);
    };
    if (anchors.length > 0) {
      table["anchor"] = "text";
      const [, open, , , close] = ANCHOR.exec(shown(anchors[0]!.lines[0]!))!;
      this.add(`${open}{{${kind}.anchor}}${close}`, anchors);
    }
    this.add(`${"#".repeat(sections[0]!.depth)} {{${kind}.name}}`, [...sections]);
    slot("intro", "markdown[]?", intro);
    slot("text", "prose[]?", content);
    const headings = [...heads.map(({ symbols }) => textOf(symbols)), ...scope.headings];
    const inside: Scope = { kind, headings };
    if (entries.length > 0) this.entries(this.ladder.formOf(entries)!, entries, inside);
    const [first] = end;
    for (const block of first ?? []) {
      const same = end.map((blocks) => blocks[first!.indexOf(block)]!);
      this.add(this.ladder.text(block), same);
    }
    if (children.length > 0) this.group(children, inside);
    return kind;
  }
}

const isPlainText = ({ symbols }: PageLine): boolean =>
  symbols.codes.every((code) => code <= LAST_CHARACTER);
