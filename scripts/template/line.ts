// Compiles one line of a template: its segments, its writing and its automaton.
import type { PhrasingContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { automaton, choice, leaf, optional, type Regex, sequence, star } from "./glushkov.ts";
import type { Hole, TemplateSource } from "./holes.ts";
import { blanksIn, expandUses, literal, literalMark, twoReadings } from "./line-regex.ts";
import { cutLinks, endOf, neededHoles, startOf, textOf } from "./links.ts";
import { cutNote, cutOptional } from "./optional.ts";
import { type Cell, type Line, type LineLeaf, type Part, ranks, type Use } from "./pattern.ts";
import { SPLIT, useOf } from "./link-builder.ts";
import { refuseInHtml, SegmentBuilder } from "./segment.ts";

/** Compiles the lines of a template; one for each file. */
export class LineCompiler {
  /** The lines so far; a line's `id` is its index. */
  readonly lines: Line[] = [];
  /** Makes each line anew, by its id. */
  private readonly again = new Map<number, () => Line>();
  /** Nothing goes from among the text of the lines being compiled. */
  private whole = false;

  /** @param definitions addresses of the template's link definitions, by normalised label */
  constructor(
    private readonly template: TemplateSource,
    private readonly definitions: ReadonlyMap<string, string> = new Map(),
  ) {}

  private add(shape: string, offset: number, end: number, cells: CellDraft[], uses: Use[]): Line {
    const paths = new Set(uses.map((use) => use.path));
    for (const use of uses) {
      if (use.field.list && /^(text|html|code)$/.test(use.role) && paths.size > 1)
        use.join ??= ", ";
    }
    for (const use of uses)
      use.blank = use.absent !== undefined || (cells.length > 1 && use.field.optional);
    const segments = cells.flatMap((cell) => cell.segments);
    this.checkStart(shape, segments, uses);
    this.checkGaps(segments, uses);
    const automatonOf = (form: "regex" | "free") => {
      const regexes = cells.map(({ [form]: regex, own, optional: mayBeEmpty }) =>
        cells.length > 1 && (mayBeEmpty || own.some((use) => uses[use]!.absent !== undefined))
          ? optional(choice([regex, ...blanksIn(regex, own, uses)]))
          : regex,
      );
      const whole = regexes.flatMap((regex, index) =>
        index > 0 ? [literalMark("cell"), regex] : [regex],
      );
      return automaton(expandUses(sequence(whole), uses));
    };
    const free = automatonOf("free");
    const sure = uses.filter((use) => !use.loose);
    const open = sure.length === 1 && segments.length === 1 && segments[0]!.regex.length === 1;
    const line: Line = {
      id: this.lines.length,
      shape,
      offset,
      place: this.template.place(offset),
      source: this.template
        .show(this.template.text.slice(offset, end))
        .replace(/(?<!\s)\s*\n\s*/g, " "),
      uses,
      cells: cells.map(({ regex: _, free: __, own: ___, segments: drafts, ...cell }) => ({
        ...cell,
        segments: drafts.map(({ parts, holes }) => ({
          parts,
          fields: holes.map((hole) => hole.field),
          paths: holes.map((hole) => hole.name),
        })),
      })),
      automaton: twoReadings(free) ? automatonOf("regex") : free,
      rank: uses.length === 0 ? ranks.literal : open ? ranks.open : ranks.particular,
      plain: undefined,
      rivals: [],
    };
    this.lines.push(line);
    return line;
  }

  /** A number that a full stop or parenthesis follows begins a list (CommonMark 5.2). */
  private checkStart(shape: string, [first]: Draft[], uses: Use[]): void {
    const sure = first?.parts.filter(
      (part) => typeof part === "string" || ("use" in part && !uses[part.use]!.loose),
    );
    const [start, next] = sure ?? [];
    if (!/^[-1p]*$/.test(shape) || typeof start === "string" || typeof next !== "string") return;
    const hole = first!.holes[0]!;
    if (!/^[.)](\s|$)/.test(next) || !["year", "integer", "date"].includes(hole.field.type)) return;
    this.template.refuse(
      `the line begins with {{${hole.name}}} and "${next[0]}", which Markdown reads as a numbered list; write "\\${next[0]}"`,
      hole.offset,
    );
  }

  private checkGaps(segments: Draft[], uses: Use[]): void {
    for (const { parts, holes } of segments) {
      parts.forEach((part, index) => {
        const next = parts[index + 1];
        if (!isUse(part) || !isUse(next)) return;
        const [left, right] = [uses[part.use]!.path, uses[next.use]!.path];
        this.template.refuse(
          `holes {{${left}}} and {{${right}}} touch, so nothing tells where one ends; put text between them`,
          holes.find(({ name }) => name === right)!.offset,
        );
      });
    }
  }

  /** Compiles a line anew as one of several of form, which is there with all of its values only. */
  asForm(line: Line): Line {
    this.whole = true;
    const form = { ...this.again.get(line.id)!(), id: line.id };
    this.whole = false;
    this.lines.pop();
    this.lines[line.id] = form;
    return form;
  }

  /** A line of inline content: the children of a heading or paragraph, up to a hard break. */
  phrasing(shape: string, children: PhrasingContent[]): Line {
    this.again.set(this.lines.length, () => this.phrasing(shape, children));
    const uses: Use[] = [];
    const offset = startOf(children[0]);
    const end = endOf(children.at(-1));
    const line = this.add(shape, offset, end, [this.cell(children, uses)], uses);
    if (shape.includes("#"))
      line.plain = this.template.pieces(
        toString(children, { includeImageAlt: false, includeHtml: false }),
      );
    return line;
  }

  /** A table row: each cell empties by itself. */
  row(
    shape: string,
    cells: { children: PhrasingContent[]; position?: unknown }[],
    offset: number,
    end: number,
  ): Line {
    this.again.set(this.lines.length, () => this.row(shape, cells, offset, end));
    const uses: Use[] = [];
    const drafts = cells.map(({ children }) => this.cell(children, uses));
    return this.add(shape, offset, end, drafts, uses);
  }

  /** A block that is compared as it stands: code, a rule, a quotation; only raw HTML has holes. */
  opaque(
    shape: string,
    offset: number,
    end: number,
    symbols: readonly number[],
    text: string,
  ): Line {
    const uses: Use[] = [];
    const html = shape.endsWith(":html");
    const type = shape.split(":").at(-1);
    for (const hole of this.template.holesIn(text)) {
      if (html) refuseInHtml(this.template, hole, text);
      else
        this.template.refuse(
          `hole {{${hole.name}}} stands in a block of type ${type}, where it could not be read back; move it into text, a link, a heading, a list or a table`,
          hole.offset,
        );
    }
    const parts = text.split(SPLIT).flatMap((piece): Part[] => {
      const hole = this.template.holes.get(piece);
      if (hole) return [{ use: uses.push(useOf(hole, "html", false)) - 1 }];
      return piece === "" ? [] : [piece];
    });
    let next = 0;
    const regex = symbols.map((code) =>
      this.template.holes.has(String.fromCharCode(code))
        ? leaf<LineLeaf>({ ranges: [], use: next++ })
        : literal(code),
    );
    const holes = distinct(this.template.holesIn(text));
    const cell = {
      segments: [{ parts, holes, regex }],
      separator: "",
      lead: undefined,
      optional: false,
      own: [],
      regex: sequence(regex),
      free: sequence(regex),
    };
    return this.add(shape, offset, end, [cell], uses);
  }

  private cell(children: PhrasingContent[], uses: Use[]): CellDraft {
    const { segments: cut, separator, lead } = cutLinks(this.template, children);
    const first = uses.length;
    const segments = cut.map((nodes) => this.draft(nodes, uses));
    const naming = segments.filter(({ holes }) => holes.length > 0);
    const between = this.draft(separator, []).regex;
    const [head, ...links] = segments as [Draft, ...Draft[]];
    const before = lead && this.draft(lead, []).regex;
    const whole = (join: typeof joined) => {
      const joint = join(before ? links : segments, between);
      if (!before) return joint;
      const end = sequence([...before, joint]);
      return sequence([...head.regex, head.holes.length > 0 ? optional(end) : end]);
    };
    return {
      segments,
      separator: textOf(this.template, separator),
      lead: lead && textOf(this.template, lead),
      optional: naming.length > 0 && naming.every(mayGo),
      own: uses.flatMap((_, use) => (use < first ? [] : use)),
      regex: whole(joined),
      free: whole(inAnyOrder),
    };
  }

  private draft(children: PhrasingContent[], uses: Use[]): Draft {
    const builder = new SegmentBuilder(this.template, uses, this.definitions);
    const pieces = (this.whole ? cutNote : cutOptional)(this.template, children);
    const regex = pieces.flatMap(({ nodes, mayGo: goes }) =>
      goes ? [builder.optional(nodes)] : builder.walk(nodes, false),
    );
    const fixed = pieces.flatMap(({ nodes, mayGo: goes }) => (goes ? [] : nodes));
    return {
      // What may be absent is one with what it begins.
      regex: pieces[0]?.mayGo ? [sequence(regex.slice(0, 2)), ...regex.slice(2)] : regex,
      parts: builder.parts(startOf(children[0]), endOf(children.at(-1))),
      holes: distinct(neededHoles(this.template, fixed)),
    };
  }
}

interface CellDraft extends Omit<Cell, "segments"> {
  segments: Draft[];
  /** Its uses. */
  own: number[];
  regex: Regex<LineLeaf>;
  /** The same, but for the order of its links. */
  free: Regex<LineLeaf>;
}

interface Draft {
  parts: Part[];
  holes: Hole[];
  regex: Regex<LineLeaf>[];
}

const isUse = (part: Part | undefined): part is { use: number } =>
  typeof part === "object" && "use" in part;

const distinct = (holes: Hole[]): Hole[] => [
  ...new Map(holes.map((hole) => [hole.name, hole])).values(),
];

/** The segments that are there, in order, with the separator between them: at least one. */
function joined(segments: Draft[], separator: Regex<LineLeaf>[]): Regex<LineLeaf> {
  const regexes = segments.map(({ regex }) => sequence(regex));
  const before = (regex: Regex<LineLeaf>) => optional(sequence([regex, ...separator]));
  const after = (regex: Regex<LineLeaf>, index: number) => {
    const both = sequence([...separator, regex]);
    return mayGo(segments[index]!) ? optional(both) : both;
  };
  /** From one segment on, with nothing before it but what is given. */
  const from = (index: number, first: Regex<LineLeaf>[] = []) =>
    sequence([
      ...first,
      regexes[index]!,
      ...regexes.slice(index + 1).map((regex, next) => after(regex, index + 1 + next)),
    ]);
  const sure = segments.findIndex((segment) => !mayGo(segment));
  if (sure >= 0) return from(sure, regexes.slice(0, sure).map(before));
  return segments.length === 1 ? regexes[0]! : choice(regexes.map((_, index) => from(index)));
}

/** The segments that are there, as people write them: in any order, where each may be absent. */
function inAnyOrder(segments: Draft[], separator: Regex<LineLeaf>[]): Regex<LineLeaf> {
  if (segments.length === 1 || !segments.every(mayGo)) return joined(segments, separator);
  const any = choice(segments.map(({ regex }) => sequence(regex)));
  return sequence([any, star(sequence([...separator, any]))]);
}

const mayGo = ({ holes }: Draft): boolean => holes.some(({ field }) => field.optional);
