import type { Link, PhrasingContent } from "mdast";
import { choice, leaf, type Regex, sequence } from "./glushkov.ts";
import { HOLE, type Hole, type TemplateSource } from "./holes.ts";
import { isReadable } from "./html.ts";
import { literal, literalMark, padded, textRegex, trimmed } from "./line-regex.ts";
import { checkEdges, checkLeft, isBare } from "./edges.ts";
import { endOf, isBreak, looseAddress, SPACES, startOf } from "./links.ts";
import type { LineLeaf, Part, Use } from "./pattern.ts";
import { SourceParts } from "./source-parts.ts";
import { SymbolRow } from "../markdown/symbols.ts";

export const SPLIT = new RegExp(`(${HOLE.source})`, "u");

export const useOf = (hole: Hole, role: Use["role"], label: boolean): Use => ({
  path: hole.name,
  kind: hole.kind,
  field: hole.field,
  role: hole.derive ? "made" : role,
  label,
  derived: false,
  loose: false,
  linkedBy: undefined,
  join: undefined,
  anchor: undefined,
  derive: hole.derive,
});

/** Refuses a hole in raw HTML but where its value is surely text, or that of an attribute. */
export function refuseInHtml(template: TemplateSource, hole: Hole, html: string): void {
  if (/^(markdown|prose)$/.test(hole.field.type))
    template.refuse(
      `hole {{${hole.name}}} stands in raw HTML, which takes a plain value; use text, or a field of another type`,
      hole.offset,
    );
  else if (!isReadable(html))
    template.refuse(
      `hole {{${hole.name}}} stands in raw HTML where it could not be read back; write it between two tags, or in the double quotes of an attribute`,
      hole.offset,
    );
}

/** Builds both sides of one segment: its parts for writing, its expression for reading. */
export class SegmentBuilder {
  private readonly source: SourceParts;
  /** A bracket is open in the text, which a value could close with an address behind it. */
  private bracket = false;

  constructor(
    private readonly template: TemplateSource,
    private readonly uses: Use[],
    private readonly definitions: ReadonlyMap<string, string>,
  ) {
    this.source = new SourceParts(template.text);
  }

  /** The parts of a stretch of source. */
  parts(start: number, end: number): Part[] {
    return this.source.parts(start, end);
  }

  private use(hole: Hole, role: Use["role"], label: boolean): number {
    return this.uses.push(useOf(hole, role, label)) - 1;
  }

  private refuse(hole: Hole, message: string): void {
    this.template.refuse(`hole {{${hole.name}}} ${message}`, hole.offset);
  }

  /** The expression of inline content. */
  walk(nodes: readonly PhrasingContent[], label: boolean): Regex<LineLeaf>[] {
    return nodes.flatMap((node, index) => {
      const own = this.node(node, label);
      return isBreak(node)
        ? padded(own)
        : trimmed(own, isBreak(nodes[index - 1]), isBreak(nodes[index + 1]));
    });
  }

  private node(node: PhrasingContent, label: boolean): Regex<LineLeaf>[] {
    switch (node.type) {
      case "text":
        checkLeft(this.template, node);
        this.source.singleSpaces(node);
        return this.text(node.value.replace(SPACES, " "), label);
      case "strong":
      case "emphasis":
      case "delete":
        checkEdges(this.template, node);
        this.source.usualMarks(node);
        return [
          literalMark(node.type),
          ...this.walk(node.children, label),
          literalMark(`/${node.type}`),
        ];
      case "inlineCode":
        return [literalMark("inlineCode"), ...this.code(node), literalMark("/inlineCode")];
      case "link":
        return looseAddress(this.template, node)
          ? this.looseLink(node)
          : this.link(node, this.walk(node.children, true));
      case "image":
        return this.link(node, this.text(node.alt ?? "", true));
      default: {
        const source = this.template.text.slice(startOf(node), endOf(node));
        for (const hole of this.template.holesIn(source)) {
          if (node.type === "html") refuseInHtml(this.template, hole, source);
          else
            this.refuse(
              hole,
              `stands in a ${node.type}, where it could not be read back; use text or an inline link`,
            );
        }
        const row = new SymbolRow(this.template.text, this.definitions);
        row.phrasing([node]);
        return row.codes.map((code): Regex<LineLeaf> => {
          const hole = this.template.holes.get(String.fromCharCode(code));
          if (!hole) return literal(code);
          const id = this.use(hole, "html", false);
          this.source.put(id, hole.offset, hole.offset + 1);
          return leaf({ ranges: [], use: id });
        });
      }
    }
  }

  private text(value: string, label: boolean): Regex<LineLeaf>[] {
    const pieces = value.split(SPLIT);
    const regex: Regex<LineLeaf>[] = [];
    for (let index = 0; index < pieces.length; index += 2) {
      const bare = this.bareLink(pieces, index);
      if (bare) {
        regex.push(...bare);
        continue;
      }
      regex.push(...textRegex(pieces[index]!));
      this.bracket ||= pieces[index]!.includes("[");
      const character = pieces[index + 1];
      if (character === undefined) break;
      const hole = this.template.holes.get(character)!;
      const id = this.use(hole, "text", label || this.bracket);
      const next = this.template.holes.get(pieces[index + 3] ?? "");
      // A list shown twice shows the separator of its values.
      if (hole.field.list && next?.name === hole.name) {
        this.uses[id]!.join = pieces[index + 2]!;
        this.source.put(id, hole.offset, next.offset + 1);
        index += 2;
      } else {
        this.source.put(id, hole.offset, hole.offset + 1);
      }
      regex.push({ type: "leaf", leaf: { ranges: [], use: id } });
    }
    return regex;
  }

  /** `<{{paper.links.code}}>`: a link that shows its address. */
  private bareLink(pieces: string[], index: number): Regex<LineLeaf>[] | undefined {
    const [before, character = "", after] = pieces.slice(index) as [string, string?, string?];
    const hole = this.template.holes.get(character);
    if (!hole || !isBare(this.template, hole) || !before.endsWith("<")) return undefined;
    pieces[index + 2] = after!.slice(1);
    const id = this.use(hole, "bare", true);
    this.source.put(id, hole.offset - 1, hole.offset + 2);
    const value: Regex<LineLeaf> = { type: "leaf", leaf: { ranges: [], use: id } };
    return [
      ...textRegex(before.slice(0, -1)),
      literalMark("link"),
      value,
      literalMark("address"),
      value,
      literalMark("/link"),
    ];
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
    this.source.put(id, startOf(node), endOf(node));
    return [{ type: "leaf", leaf: { ranges: [], use: id } }];
  }

  private link(
    node: PhrasingContent & { url: string; title?: string | null | undefined },
    text: Regex<LineLeaf>[],
  ): Regex<LineLeaf>[] {
    const name = node.type as "link" | "image";
    if (this.template.text[startOf(node)] === "<") {
      for (const hole of this.template.holesIn(node.url))
        this.refuse(
          hole,
          "stands in an address in angle brackets, where it could not be read back; write [text](address)",
        );
    }
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
      ...padded(text),
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

  /** A link of which the text stays where its address is absent. */
  private looseLink(node: Link): Regex<LineLeaf>[] {
    const first = this.uses.length;
    const text = this.walk(node.children, false);
    const address = this.uses.length;
    const linked = this.link(node, text);
    this.uses[address]!.loose = true;
    for (let id = first; id < address; id++) this.uses[id]!.linkedBy ??= address;
    const from = startOf(node.children[0]);
    const to = endOf(node.children.at(-1));
    const hole = this.template.holesIn(this.template.text.slice(to, endOf(node)))[0]!.offset;
    for (const [start, end] of [
      [startOf(node), from],
      [to, hole],
      [hole + 1, endOf(node)],
    ] as const) {
      this.source.tie(address, start, end);
    }
    return [choice([...linked, sequence(text)])];
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
      this.source.put(id, hole.offset, hole.offset + 1);
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
    this.source.put(id, start, start + fragment.length);
    return [...textRegex("#"), { type: "leaf", leaf: { ranges: [], use: id } }];
  }
}
