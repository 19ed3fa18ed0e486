import type { PhrasingContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { automaton, choice, optional, type Regex, sequence } from "./glushkov.ts";
import type { Hole, TemplateSource } from "./holes.ts";
import { expandUses, literal, literalMark, textRegex } from "./line-regex.ts";
import { type Line, type LineLeaf, type Part, ranks, type Use } from "./pattern.ts";
import { endOf, SegmentBuilder, startOf } from "./segment.ts";

/** Compiles the lines of a template; one for each file. */
export class LineCompiler {
  /** The lines so far; a line's `id` is its index. */
  readonly lines: Line[] = [];

  /** @param definitions addresses of the template's link definitions, by normalised label */
  constructor(
    private readonly template: TemplateSource,
    private readonly definitions: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** A line whose segments are given: one, the cells of a row, or links with a separator. */
  private add(
    shape: string,
    offset: number,
    end: number,
    segments: Draft[],
    separator: string,
    uses: Use[],
  ): Line {
    const paths = new Set(uses.map((use) => use.path));
    for (const use of uses) {
      if (use.field.list && use.role === "text" && paths.size > 1) use.join ??= ", ";
    }
    this.checkStart(shape, segments);
    this.checkGaps(segments, uses);
    const cells = shape.startsWith("t");
    const present = segments.map((draft) => sequence(draft.regex));
    const between = cells ? [literalMark("cell")] : textRegex(separator);
    const open = uses.length === 1 && segments.length === 1 && segments[0]!.regex.length === 1;
    const line: Line = {
      id: this.lines.length,
      shape,
      offset,
      place: this.template.place(offset),
      source: this.template.show(this.template.text.slice(offset, end)).replace(/\s*\n\s*/g, " "),
      uses,
      segments: segments.map(({ parts, holes }) => ({
        parts,
        fields: holes.map((hole) => hole.field),
        paths: holes.map((hole) => hole.name),
      })),
      separator,
      automaton: automaton(
        expandUses(
          cells ? joinedCells(present, segments, between) : joined(present, between),
          uses,
        ),
      ),
      rank: uses.length === 0 ? ranks.literal : open ? ranks.open : ranks.particular,
      rivals: [],
    };
    this.lines.push(line);
    return line;
  }

  /** A number that a full stop or parenthesis follows begins a list (CommonMark 5.2). */
  private checkStart(shape: string, [first]: Draft[]): void {
    const [start, next] = first?.parts ?? [];
    if (!/^[-1p]*$/.test(shape) || typeof start === "string" || typeof next !== "string") return;
    if (!/^[.)](\s|$)/.test(next)) return;
    this.template.refuse(
      `the line begins with {{${first!.holes[0]!.name}}} and "${next[0]}", which Markdown reads as a numbered list where the value is a number; write "\\${next[0]}"`,
      first!.holes[0]!.offset,
    );
  }

  private checkGaps(segments: Draft[], uses: Use[]): void {
    for (const { parts, holes } of segments) {
      parts.forEach((part, index) => {
        const next = parts[index + 1];
        if (typeof part === "string" || next === undefined || typeof next === "string") return;
        const [left, right] = [uses[part.use]!.path, uses[next.use]!.path];
        this.template.refuse(
          `holes {{${left}}} and {{${right}}} touch, so nothing tells where one ends; put text between them`,
          holes.find(({ name }) => name === right)!.offset,
        );
      });
    }
  }

  /** A line of inline content: the children of a heading or paragraph, up to a hard break. */
  phrasing(shape: string, children: PhrasingContent[]): Line {
    const uses: Use[] = [];
    const offset = startOf(children[0]);
    const end = endOf(children.at(-1));
    const plain = shape.includes("#")
      ? this.template.pieces(toString(children, { includeImageAlt: false }))
      : undefined;
    const links = this.linksOf(children);
    const drafts = links
      ? links.nodes.map((node) => this.draft([node], uses))
      : [this.draft(children, uses)];
    const line = this.add(shape, offset, end, drafts, links?.separator ?? "", uses);
    if (plain) line.plain = plain;
    return line;
  }

  /** A table row: each cell is a segment that empties by itself. */
  row(
    shape: string,
    cells: { children: PhrasingContent[]; position?: unknown }[],
    offset: number,
    end: number,
  ): Line {
    const uses: Use[] = [];
    const drafts = cells.map((cell) => this.draft(cell.children, uses));
    return this.add(shape, offset, end, drafts, " | ", uses);
  }

  /** A block that holds no holes and is compared as it stands: code, HTML, a rule, a quotation. */
  opaque(
    shape: string,
    offset: number,
    end: number,
    symbols: readonly number[],
    text: string,
  ): Line {
    const inside = shape.endsWith("html")
      ? "raw HTML"
      : `a block of type ${shape.split(":").at(-1)}`;
    for (const hole of this.template.holesIn(text)) {
      this.template.refuse(
        `hole {{${hole.name}}} stands in ${inside}, where it could not be read back; move it into text, a link, a heading, a list or a table`,
        hole.offset,
      );
    }
    const draft: Draft = { parts: [text], holes: [], regex: symbols.map(literal) };
    return this.add(shape, offset, end, [draft], "", []);
  }

  /** The links of a line that holds nothing else but one separator, where some may be absent. */
  private linksOf(
    children: PhrasingContent[],
  ): { nodes: PhrasingContent[]; separator: string } | undefined {
    const nodes = children.filter((_, index) => index % 2 === 0);
    const texts = children.filter((_, index) => index % 2 === 1);
    if (nodes.length < 2 || nodes.some((node) => node.type === "text") || children.length % 2 === 0)
      return;
    const separators = new Set(texts.map((node) => (node.type === "text" ? node.value : "\0")));
    const separator = [...separators][0]!;
    if (separators.size !== 1 || separator === "\0" || this.template.holesIn(separator).length > 0)
      return;
    const holes = nodes.map((node) =>
      this.template.holesIn(this.template.text.slice(startOf(node), endOf(node))),
    );
    if (holes.some((found) => found.length === 0)) return;
    if (!holes.some((found) => found.some((hole) => hole.field.optional))) return;
    return { nodes, separator: this.template.text.slice(endOf(nodes[0]), startOf(nodes[1])) };
  }

  private draft(children: PhrasingContent[], uses: Use[]): Draft {
    const builder = new SegmentBuilder(this.template, uses, this.definitions);
    const regex = builder.walk(children, false);
    const start = startOf(children[0]);
    const end = endOf(children.at(-1));
    return {
      regex,
      parts: builder.parts(start, end),
      holes: distinct(this.template.holesIn(this.template.text.slice(start, end))),
    };
  }
}

interface Draft {
  parts: Part[];
  holes: Hole[];
  regex: Regex<LineLeaf>[];
}

const distinct = (holes: Hole[]): Hole[] => [
  ...new Map(holes.map((hole) => [hole.name, hole])).values(),
];

/** At least one of the segments, in order, with the separator between those that are there. */
function joined(segments: Regex<LineLeaf>[], separator: Regex<LineLeaf>[]): Regex<LineLeaf> {
  if (segments.length === 1) return segments[0]!;
  return choice(
    segments.map((segment, index) =>
      sequence([
        segment,
        ...segments.slice(index + 1).map((next) => optional(sequence([...separator, next]))),
      ]),
    ),
  );
}

/** All cells, each empty where what it shows may be absent. */
function joinedCells(
  cells: Regex<LineLeaf>[],
  drafts: Draft[],
  separator: Regex<LineLeaf>[],
): Regex<LineLeaf> {
  return sequence(
    cells.flatMap((cell, index) => {
      const mayBeEmpty = drafts[index]!.holes.some((hole) => hole.field.optional);
      return [...(index > 0 ? separator : []), mayBeEmpty ? optional(cell) : cell];
    }),
  );
}
