// How a block of a page may be written, from the best way to the surest: a step down where one fails.
import type { PageLine } from "../markdown/flatten.ts";
import { isContents } from "./contents.ts";
import { type Form, plainItems, plainParagraphs, plainRows } from "./form.ts";
import { type Block, hasEntries, linksOf, listOf, type Part } from "./outline.ts";
import { typedHead } from "./typed.ts";
import type { Source } from "./source.ts";

/**
 * As records; as text of the template; as a value of the list, one line of Markdown; as one of
 * prose, whole blocks; or as a list of the groups' headings.
 */
export type Mode = Form | "text" | "value" | "prose" | "contents";

/** Whether blocks are written as records. */
export const isForm = (mode: Mode | undefined): mode is Form => typeof mode === "object";

/** From this step on a block is text of the template, if that can hold it. */
export const SUREST = 8;
/** So many links away from the page make a paragraph or raw HTML worth having in the data. */
const MANY_LINKS = 3;
/** So many lists or rows of paragraphs under one heading, with others between, are no records. */
const MANY_ROWS = 4;

/** What no template holds. */
const UNWRITABLE = /｛｛|｝｝|[\uE000-\uF8FF]/;

export class Ladder {
  constructor(
    private readonly source: Source,
    private readonly steps: ReadonlyMap<Part, number>,
    /** With a field for each part of an item, where all have the same parts. */
    private readonly typed: boolean,
  ) {}

  private stepOf(blocks: readonly Block[]): number {
    return Math.max(0, ...blocks.map((block) => this.steps.get(block) ?? 0));
  }

  /** How each of the blocks under one heading is written. */
  modesOf(blocks: readonly Block[]): Mode[] {
    const modes = blocks.map((block) => this.modeOf(block));
    const rows = blocks.filter(leads);
    const isRow = (block?: Block) => block?.type === "paragraph" && leads(block);
    const starts = rows.filter(
      (block) => !(isRow(block) && isRow(blocks[blocks.indexOf(block) - 1])),
    );
    const count = rows.reduce((sum, { items }) => sum + Math.max(1, items.length), 0);
    if (starts.length >= MANY_ROWS && starts.length * 3 > count)
      blocks.forEach((block, at) => {
        const isOther = block.type === "other" && this.isOnce(block, blocks);
        if (isForm(modes[at]) || block.type === "paragraph" || isOther) modes[at] = "prose";
      });
    // One paragraph that leads somewhere is no list of records.
    blocks.forEach((block, at) => {
      const isOne = (next: number) => blocks[next]?.type === "paragraph" && isForm(modes[next]);
      if (isOne(at) && !isOne(at - 1) && !isOne(at + 1)) modes[at] = this.modeOf(block, false);
    });
    // Markdown joins lists that follow one another, and prose may be a list.
    const joins = (at: number, step: number): boolean => {
      let next = at + step;
      while (blocks[next] && blocks[next]!.type !== "list" && isForm(modes[next])) next += step;
      return modes[next] === "prose" || blocks[next]?.type === "list";
    };
    for (let more = true; more;) {
      more = false;
      blocks.forEach(({ type }, at) => {
        if (type !== "list" || modes[at] === "prose" || !(joins(at, -1) || joins(at, 1))) return;
        modes[at] = "prose";
        more = true;
      });
    }
    return modes;
  }

  /** Whether a block can be a value beside others, of which no list has one twice. */
  private isOnce({ start, end, lines }: Block, blocks: readonly Block[]): boolean {
    const text = this.source.text.slice(start, end);
    const copies = blocks.filter((one) => this.source.text.slice(one.start, one.end) === text);
    return copies.length === 1 && lines[0]!.shape !== ":definition";
  }

  private modeOf(block: Block, records = true): Mode {
    const forms = records ? this.formsOf([block]) : [];
    const { outer } = linksOf(block.lines);
    const waysOf = (): Mode[] => {
      if (block.lines[0]!.shape === ":definition") return ["text"];
      const text: Mode[] = this.isWritable(block) ? ["text"] : [];
      if (isContents(block)) return ["contents", ...text, "prose"];
      const isLinked = outer >= MANY_LINKS;
      if (block.type === "paragraph")
        return isLinked ? ["value", ...text, "prose"] : [...text, "value", "prose"];
      const isData = hasEntries(block) || (block.type === "other" && isLinked);
      return isData ? ["prose", ...text] : [...text, "prose"];
    };
    const ways = [...forms, ...waysOf().map((way) => () => way)];
    const step = this.stepOf([block]);
    if (step >= SUREST && this.isWritable(block)) return "text";
    return nthOf(ways, step) ?? ways.at(-1)!() ?? "text";
  }

  /** The best form of records that these blocks together have, and was not given up. */
  formOf(blocks: readonly Block[]): Form | undefined {
    return nthOf(this.formsOf(blocks), this.stepOf(blocks));
  }

  private formsOf(blocks: readonly Block[]): (() => Form | undefined)[] {
    const [{ type }] = blocks as [Block];
    if (type === "paragraph")
      return blocks.every(({ lines }) => linksOf(lines).outer > 0)
        ? [() => plainParagraphs(blocks.flatMap(({ lines }) => lines))]
        : [];
    if (!hasEntries(joined(blocks))) return [];
    const items = blocks.flatMap((block) => block.items);
    const { bullet } = this.source;
    const typed = (labelled: boolean) => {
      const head = typedHead(blocks.map((block) => block.items));
      return head && plainItems(items, bullet, head, { labelled });
    };
    return type === "list"
      ? [
          ...(this.typed ? [() => typed(true), () => typed(false)] : []),
          () => plainItems(items, bullet),
        ]
      : [() => plainRows(this.source.text, blocks)];
  }

  /**
   * Whether a block can be text of a template: braces in code and HTML could not be told from holes,
   * and an item begins with text.
   */
  private isWritable({ lines, start, end }: Block): boolean {
    if (lines.some(({ shape, symbols }) => /^[-1]+$/.test(shape) && symbols.codes.length === 0))
      return false;
    const text = this.source.text.slice(start, end);
    return !UNWRITABLE.test(text) && !(/\{\{|\}\}/.test(text) && /[`<]/.test(text));
  }

  /** A block as it stands, as text of a template. */
  text({ type, lines, start, end }: Block): string {
    // Only lists and code are what their indentation says.
    const keeps = type === "list" || lines[0]!.shape === ":code";
    const from = keeps ? this.lineStart(start) : start;
    const text = this.verbatim(from, end);
    // The first line of a page would be front matter.
    return type === "other" && start === 0 && /^---/.test(text) ? text.replace(/^-+/, "***") : text;
  }

  /** A heading without its marks, on one line. */
  headingText({ start, end }: PageLine): string {
    return this.verbatim(start, end)
      .replace(/^\s*#{1,6}\s+/, "")
      .split("\n")
      .map((line) => line.trim())
      .join(" ");
  }

  /** Where the line begins that a block begins, if only white space stands before it there. */
  private lineStart(start: number): number {
    const from = this.source.text.lastIndexOf("\n", start - 1) + 1;
    return this.source.text.slice(from, start).trim() === "" ? from : start;
  }

  private verbatim(start: number, end: number): string {
    return this.source.text.slice(start, end).replaceAll("{{", "\\{\\{").replaceAll("}}", "\\}\\}");
  }
}

/** Whether a block may be one of records, or lead away in a paragraph. */
const leads = ({ type, lines }: Block): boolean =>
  type === "list" || (type === "paragraph" && linksOf(lines).outer > 0);

/** What the ways come to that come to anything, without the first so many. */
function nthOf<Found>(ways: readonly (() => Found | undefined)[], step: number): Found | undefined {
  let left = step;
  for (const way of ways) {
    const found = way();
    if (found !== undefined && left-- <= 0) return found;
  }
  return undefined;
}

/** Lists of one sort, or tables of one header, as one. */
const joined = (blocks: readonly Block[]): Block => {
  const [first] = blocks as [Block];
  if (blocks.length === 1) return first;
  const lines = blocks.flatMap(({ lines: own }, at) =>
    first.type === "table" && at > 0 ? own.slice(1) : own,
  );
  return { ...first, lines, items: blocks.flatMap(({ items }) => items) };
};

/** Whether blocks are of one sort, so that one form could write them. */
export const areAlike = (a: Block, b: Block): boolean =>
  a.type === b.type && listOf(a.lines[0]!) === listOf(b.lines[0]!);
