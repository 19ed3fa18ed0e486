import type { PhrasingContent } from "mdast";
import { choice, leaf, optional, plus, type Regex, sequence, star } from "./glushkov.ts";
import { HOLE, type Hole, type TemplateSource } from "./holes.ts";
import type { LineLeaf, Part, Use } from "./pattern.ts";
import { LAST_CHARACTER, LAST_SYMBOL, type Mark, mark, SymbolRow } from "./symbols.ts";

const SPACE = 0x20;
const SPLIT = new RegExp(`(${HOLE.source})`, "u");

/** How a use's text looks to the automaton; what it must be beyond that, its domain says. */
function valueRegex(use: Use, id: number): Regex<LineLeaf> {
  const set = (...ranges: number[]) => leaf<LineLeaf>({ ranges, use: id });
  const word = plus(set(0, SPACE - 1, SPACE + 1, LAST_CHARACTER));
  // A heading of punctuation alone has an empty slug.
  if (use.role === "anchor") return optional(word);
  if (use.role === "address" || use.role === "encoded") return word;
  if (use.join === undefined) {
    switch (use.field.type) {
      case "year":
      case "integer":
        return plus(set(0x30, 0x39));
      case "word":
      case "url":
      case "doi":
      case "arxiv":
      case "date":
        return word;
      case "markdown":
      case "prose": {
        const end = set(0, SPACE - 1, SPACE + 1, LAST_SYMBOL);
        return sequence([end, optional(sequence([star(set(0, LAST_SYMBOL)), end]))]);
      }
    }
  }
  return sequence([word, star(sequence([set(SPACE, SPACE), word]))]);
}

export const literal = (code: number): Regex<LineLeaf> => leaf({ ranges: [code, code], use: -1 });
export const literalMark = (name: Mark): Regex<LineLeaf> => literal(mark(name));

const touchesWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}\p{Co}]/u.test(character);

export const startOf = (node: PhrasingContent | undefined): number =>
  node?.position?.start.offset ?? 0;
export const endOf = (node: PhrasingContent | undefined): number => node?.position?.end.offset ?? 0;

export function textRegex(text: string): Regex<LineLeaf>[] {
  return [...text.replace(/\s+/g, " ")].flatMap((character) =>
    Array.from({ length: character.length }, (_, index) => literal(character.charCodeAt(index))),
  );
}

/** Builds both sides of one segment: its parts for writing, its expression for reading. */
export class SegmentBuilder {
  /** Stretches of source that are not verbatim, by start offset. */
  private readonly replaced = new Map<number, { end: number; use: number }>();

  constructor(
    private readonly template: TemplateSource,
    private readonly uses: Use[],
  ) {}

  private use(hole: Hole, role: Use["role"], label: boolean): number {
    return (
      this.uses.push({
        path: hole.name,
        kind: hole.kind,
        field: hole.field,
        role,
        label,
        derived: false,
      }) - 1
    );
  }

  private refuse(hole: Hole, message: string): void {
    this.template.refuse(`hole {{${hole.name}}} ${message}`, hole.offset);
  }

  /** The expression of inline content. */
  walk(nodes: readonly PhrasingContent[], label: boolean): Regex<LineLeaf>[] {
    return nodes.flatMap((node) => this.node(node, label));
  }

  private node(node: PhrasingContent, label: boolean): Regex<LineLeaf>[] {
    switch (node.type) {
      case "text":
        return this.text(node.value, label);
      case "strong":
      case "emphasis":
      case "delete":
        this.checkEdges(node);
        return [
          literalMark(node.type),
          ...this.walk(node.children, label),
          literalMark(`/${node.type}`),
        ];
      case "inlineCode":
        return [literalMark("inlineCode"), ...this.code(node), literalMark("/inlineCode")];
      case "link":
        return this.link(node, this.walk(node.children, true));
      case "image":
        return this.link(node, this.text(node.alt ?? "", true));
      default: {
        const row = new SymbolRow(this.template.text);
        row.phrasing([node]);
        for (const hole of this.template.holesIn(
          this.template.text.slice(startOf(node), endOf(node)),
        )) {
          if (node.type === "html")
            this.refuse(
              hole,
              "stands in raw HTML, where it could not be read back; use a Markdown link or image",
            );
          else
            this.refuse(
              hole,
              `stands in a ${node.type}, where it could not be read back; use text or an inline link`,
            );
        }
        return row.codes.map(literal);
      }
    }
  }

  private text(value: string, label: boolean): Regex<LineLeaf>[] {
    const pieces = value.split(SPLIT);
    const regex: Regex<LineLeaf>[] = [];
    for (let index = 0; index < pieces.length; index += 2) {
      regex.push(...textRegex(pieces[index]!));
      const character = pieces[index + 1];
      if (character === undefined) break;
      const hole = this.template.holes.get(character)!;
      const id = this.use(hole, "text", label);
      const next = this.template.holes.get(pieces[index + 3] ?? "");
      // A list shown twice shows the separator of its values.
      if (hole.field.list && next?.name === hole.name) {
        this.uses[id]!.join = pieces[index + 2]!;
        this.replaced.set(hole.offset, { end: next.offset + 1, use: id });
        index += 2;
      } else {
        this.replaced.set(hole.offset, { end: hole.offset + 1, use: id });
      }
      regex.push({ type: "leaf", leaf: { ranges: [], use: id } });
    }
    return regex;
  }

  private code(node: { value: string } & PhrasingContent): Regex<LineLeaf>[] {
    const hole = this.template.holes.get(node.value);
    if (!hole) {
      for (const found of this.template.holesIn(node.value)) {
        this.refuse(found, "must stand alone in its code span");
      }
      return textRegex(node.value);
    }
    const id = this.use(hole, "code", false);
    this.replaced.set(startOf(node), { end: endOf(node), use: id });
    return [{ type: "leaf", leaf: { ranges: [], use: id } }];
  }

  private link(
    node: PhrasingContent & { url: string; title?: string | null | undefined },
    text: Regex<LineLeaf>[],
  ): Regex<LineLeaf>[] {
    const name = node.type as "link" | "image";
    const first = this.uses.length;
    const shownHere = new Set(
      this.uses.filter((use) => use.role === "text").map((use) => use.path),
    );
    const address = this.address(node.url, shownHere, node);
    const title: Regex<LineLeaf>[] = [];
    if (node.title != null) {
      for (const hole of this.template.holesIn(node.title)) {
        this.refuse(hole, "stands in a link's title, which no reader sees; use the link's text");
      }
      title.push(literalMark("title"), ...textRegex(node.title));
    }
    const whole = sequence<LineLeaf>([
      literalMark(name),
      ...text,
      literalMark("address"),
      ...address,
      ...title,
      literalMark(`/${name}`),
    ]);
    const added = this.uses.slice(first);
    // An address that follows from the text may be left out by hand.
    const follows = name === "link" && added.length > 0 && added.every((use) => use.derived);
    return [follows ? choice([whole, sequence(text)]) : whole];
  }

  private address(
    url: string,
    shownHere: ReadonlySet<string>,
    node: PhrasingContent,
  ): Regex<LineLeaf>[] {
    const pieces = url.split(SPLIT);
    const holes = pieces.flatMap((piece) => this.template.holes.get(piece) ?? []);
    if (holes.length === 0) return textRegex(url);
    if (url.startsWith("#")) return this.anchor(pieces, holes, shownHere, node);
    const whole = holes.length === 1 && url.length === 1;
    return pieces.flatMap((piece) => {
      const hole = this.template.holes.get(piece);
      if (!hole) return textRegex(piece);
      if (hole.field.list || hole.field.type === "markdown" || hole.field.type === "prose") {
        this.refuse(hole, "stands in an address, which takes a single plain value");
      }
      const id = this.use(hole, whole ? "address" : "encoded", false);
      this.uses[id]!.derived = shownHere.has(hole.name);
      this.replaced.set(hole.offset, { end: hole.offset + 1, use: id });
      return [{ type: "leaf", leaf: { ranges: [], use: id } }];
    });
  }

  private anchor(
    pieces: string[],
    holes: Hole[],
    shownHere: ReadonlySet<string>,
    node: PhrasingContent,
  ): Regex<LineLeaf>[] {
    for (const hole of holes) {
      if (!shownHere.has(hole.name)) {
        this.refuse(
          hole,
          "stands in the anchor of a link only; show it in the link's text too, from which it is read back",
        );
      }
    }
    const fragment = pieces.join("").slice(1);
    const start = this.template.text.indexOf(fragment, startOf(node));
    const id = this.use(holes[0]!, "anchor", false);
    const own = this.uses[id]!;
    own.derived = true;
    own.anchor = this.template.pieces(fragment);
    this.replaced.set(start, { end: start + fragment.length, use: id });
    return [...textRegex("#"), { type: "leaf", leaf: { ranges: [], use: id } }];
  }

  /** A mark beside a letter would not open or close before or after every value (CommonMark 6.2). */
  private checkEdges(node: PhrasingContent & { children: PhrasingContent[] }): void {
    const [start, end] = [startOf(node), endOf(node)];
    const first = this.template.holes.get(this.template.text[startOf(node.children[0])] ?? "");
    const last = this.template.holes.get(this.template.text[endOf(node.children.at(-1)) - 1] ?? "");
    const hole =
      (first && touchesWord(this.template.text[start - 1]) && first) ||
      (last && touchesWord(this.template.text[end]) && last) ||
      undefined;
    if (hole) {
      this.refuse(
        hole,
        `is marked as ${node.type} right beside a letter, where Markdown does not see the mark for every value; put a space or punctuation between`,
      );
    }
  }

  /** The parts of a stretch of source; uses without an expression of their own get it here. */
  parts(start: number, end: number): Part[] {
    const parts: Part[] = [];
    let cursor = start;
    for (const [at, { end: after, use }] of [...this.replaced].sort((a, b) => a[0] - b[0])) {
      parts.push(this.template.text.slice(cursor, at), { use, before: "", after: "" });
      cursor = after;
    }
    parts.push(this.template.text.slice(cursor, end));
    const verbatim = (part: Part | undefined) => (typeof part === "string" ? part : "");
    return parts
      .map((part, index): Part =>
        typeof part === "string"
          ? part
          : { ...part, before: verbatim(parts[index - 1]), after: verbatim(parts[index + 1]) },
      )
      .filter((part) => part !== "");
  }
}

/** Puts each use's expression in its place, once it is known how a list is written. */
export function expandUses(regex: Regex<LineLeaf>, uses: readonly Use[]): Regex<LineLeaf> {
  switch (regex.type) {
    case "leaf":
      return regex.leaf.ranges.length === 0
        ? valueRegex(uses[regex.leaf.use]!, regex.leaf.use)
        : regex;
    case "repeat":
      return { ...regex, item: expandUses(regex.item, uses) };
    default:
      return { ...regex, items: regex.items.map((item) => expandUses(item, uses)) };
  }
}
