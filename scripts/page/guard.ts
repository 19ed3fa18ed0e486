// Which values a page could not show and read back: asked before one is written.
import type { Finding } from "../finding/finding.ts";
import { isPlain } from "../markdown/canonical.ts";
import { fieldValue, type LoadedList, placeOf } from "../data/record.ts";
import { marksIn, parseMarkdown } from "../markdown/markdown.ts";
import { Remembered } from "../markdown/remembered.ts";
import { isBlank } from "../template/line-regex.ts";
import { begins, isInline, openingsOf, reads } from "./rivals.ts";
import {
  bearer,
  isMade,
  isProse,
  isRow,
  type Line,
  type LineNode,
  lineNodes,
  type Pattern,
  type Use,
} from "../template/pattern.ts";
import { quote } from "../finding/quote.ts";
import { misplaced } from "./placed.ts";
import type { Page, RenderedLine } from "./render.ts";
import { holeValue, valuesOn } from "./write-line.ts";

/**
 * Tells which values a page would show in a way that reads back as something else. With none of
 * these, the page holds exactly what its template shows of the data.
 */
export function guardPage(list: LoadedList, pattern: Pattern, page: Page): Finding[] {
  const guard = new Guard(list, pattern);
  for (const shown of page.lines) guard.line(shown);
  return [...misplaced(list, pattern, page), ...guard.found];
}

/** Whether a text is one block other than a heading; of a list, whether it is ordered. */
function blockOf(text: string): { isOne: boolean; list: boolean | undefined } {
  // What a block leaves open takes in the next one.
  const [block, next, ...more] = parseMarkdown(`${text}\n\nx`).children;
  const isOne = block?.type !== "heading" && next?.type === "paragraph" && more.length === 0;
  return { isOne, list: block?.type === "list" ? (block.ordered ?? false) : undefined };
}

const blocks = new Remembered<ReturnType<typeof blockOf>>();

class Guard {
  readonly found: Finding[] = [];
  /** Whether the line before was a list of prose, and of which sort. */
  private previousList: boolean | undefined;
  /** By the ids of their lines. */
  private readonly risks: readonly Risks[];

  constructor(
    private readonly list: LoadedList,
    private readonly pattern: Pattern,
  ) {
    this.risks = pattern.lines.map((line) => risksOf(line, pattern.lines));
  }

  line(shown: RenderedLine): void {
    if (this.risks[shown.node.line.id]!.blank) this.blank(shown);
    if (this.risks[shown.node.line.id]!.marked) this.nested(shown);
    if (this.risks[shown.node.line.id]!.notes) this.notes(shown);
    if (shown.node.forms) this.leftOut(shown, shown.node.forms);
    const { prose, opens, joined, rivals } = this.risks[shown.node.line.id]!;
    const [first] = shown.node.line.uses as [Use];
    const list = prose ? this.prose(shown) : undefined;
    if (list !== undefined && list === this.previousList && shown.element! > 0) {
      this.add(
        shown,
        first,
        "follows another list, with which Markdown joins it; put a paragraph between, or make them one value",
      );
    }
    this.previousList = list;
    for (const path of joined) this.joined(shown, path);
    if (opens && shown.text.startsWith("<") && !isInline(shown.text)) {
      this.add(
        shown,
        first,
        "begins with raw HTML, which Markdown takes for a block of its own; put text before it",
      );
    }
    for (const { rival, openings } of rivals) {
      if (begins(shown.text, openings) && reads(rival, shown.text)) {
        this.add(
          shown,
          first,
          `would be read back as the line ${rival.source} of ${this.pattern.file}:${rival.place.line}; word it differently`,
        );
      }
    }
  }

  /** Checks that a value of prose is one block; tells of a list whether it is ordered. */
  private prose(shown: RenderedLine): boolean | undefined {
    if (isPlain(shown.text)) return undefined;
    const { isOne, list } = blocks.of(shown.text, blockOf);
    const [first] = shown.node.line.uses as [Use];
    if (!isOne) {
      this.add(
        shown,
        first,
        "is not one block of Markdown other than a heading; write each paragraph, list or quotation as a value of its own, and close what it opens",
      );
    }
    return list;
  }

  /** Tells of what says that there is no value, in the place of one. */
  private blank(shown: RenderedLine): void {
    for (const use of shown.node.line.uses) {
      const value =
        use.blank &&
        !isMade(use) &&
        holeValue({ ...use, blank: false }, shown.scope, shown.element);
      if (typeof value !== "string" || !isBlank(value, use)) continue;
      this.add(shown, use, "says here that there is nothing; leave the field out", value);
    }
  }

  /** Tells of a note whose link is absent, and which would be on no page. */
  private notes(shown: RenderedLine): void {
    const valueOf = (use: Use) => holeValue(use, shown.scope, shown.element);
    const there = valuesOn(shown.node.line, valueOf);
    for (const use of shown.node.line.uses) {
      const value = use.loose && !isMade(use) && !there.has(use.path) ? valueOf(use) : undefined;
      if (value !== undefined)
        this.add(
          shown,
          use,
          "stands with a link that the entry does not have; add the link, or leave the field out",
          String(value),
        );
    }
  }

  /** Tells of marks of a value that the template has around it too. */
  private nested(shown: RenderedLine): void {
    for (const use of shown.node.line.uses.filter(isMarked)) {
      for (const value of [holeValue(use, shown.scope, shown.element) ?? []].flat()) {
        const twice = isPlain(value)
          ? undefined
          : use.marks.find((mark) => marksIn(value).has(mark));
        if (twice !== undefined)
          this.add(
            shown,
            use,
            `has ${NAMES[twice] ?? twice}, and stands within ${NAMES[twice] ?? twice} in ${this.pattern.file}:${shown.node.line.place.line}, where Markdown has no place for it; take it out of the value, or out of the template`,
            value,
          );
      }
    }
  }

  /** Tells of what an entry's line of form leaves out, while another one shows it. */
  private leftOut({ node, scope, ...shown }: RenderedLine, forms: readonly LineNode[]): void {
    const below = [...lineNodes(bearer(node).body)].map(([{ line }]) => line);
    const told = new Set([
      ...valuesOn(node.line, (use) => holeValue(use, scope)).keys(),
      ...below.flatMap(({ uses }) => uses.map(({ path }) => path)),
    ]);
    for (const use of forms.flatMap(({ line }) => line.uses)) {
      const value = holeValue({ ...use, join: "" }, scope);
      if (isMade(use) || value === undefined || told.has(use.path)) continue;
      told.add(use.path);
      this.add(
        { node, scope, ...shown },
        use,
        `has no place in ${node.line.source}, by which the entry is written, having the values of no line of form that shows it; add what is lacking, or a line of form to ${this.pattern.file}`,
        [value].flat().join(", "),
      );
    }
  }

  private joined(shown: RenderedLine, path: string): void {
    const use = shown.node.line.uses.find((one) => one.path === path)!;
    const values = shown.scope
      .get(use.kind)
      ?.map((record) => fieldValue(record, use.field.path))[0];
    if (!Array.isArray(values)) return;
    for (const value of values) {
      if (value.includes(use.join!)) {
        this.add(
          shown,
          use,
          `holds ${quote(use.join!)}, with which ${this.pattern.file}:${shown.node.line.place.line} joins the values of this field; write it otherwise, or change the separator in the template`,
          value,
        );
      }
    }
  }

  private add(shown: RenderedLine, use: Use, message: string, value = shown.text): void {
    const record = shown.scope.get(use.kind)![0]!;
    const place = placeOf(this.list, record, use.field.path, shown.element);
    const key = this.list.kinds.get(use.kind)!.key;
    this.found.push({
      rule: "unreadable-value",
      severity: "error",
      message: `field ${use.field.path}: ${quote(value)} ${message}`,
      ...place,
      data: place,
      entry: String(fieldValue(record, key) ?? ""),
      field: use.field.path,
    });
  }
}

/** How the text of a line could read back as something else. */
interface Risks {
  prose: boolean;
  /** What says that there is nothing is no value of its. */
  blank: boolean;
  /** A value stands with an optional link. */
  notes: boolean;
  /** A formatted value stands within marks or a link. */
  marked: boolean;
  /** A value begins its block. */
  opens: boolean;
  /** The holes of lists that are written on one line. */
  joined: string[];
  /** What could read it in its stead, and with what such a text begins. */
  rivals: { rival: Line; openings: string[] }[];
}

const isMarked = ({ field, marks }: Use): boolean => field.type === "markdown" && marks.length > 0;

/** What messages call marks. */
const NAMES: Record<string, string> = {
  strong: "bold text",
  emphasis: "emphasis",
  delete: "text struck through",
  link: "a link",
};

const risksOf = (line: Line, lines: readonly Line[]): Risks => ({
  prose: isProse(line),
  blank: line.uses.some((use) => use.blank),
  notes:
    line.uses.some(({ loose }) => loose) &&
    line.cells.some(({ segments }) =>
      segments.some(({ fields }) => fields.length > 0 && fields.every(({ optional }) => optional)),
    ),
  marked: line.uses.some(isMarked),
  opens: typeof line.cells[0]!.segments[0]!.parts[0] !== "string" && !isRow(line) && !isProse(line),
  joined: line.uses.flatMap(({ join, path }) => (join === undefined ? [] : path)),
  rivals: line.rivals.map((id) => ({ rival: lines[id]!, openings: openingsOf(lines[id]!) })),
});
