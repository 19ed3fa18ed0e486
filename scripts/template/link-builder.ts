/**
 * The links of a line: where a value stands in an address, alone, percent-encoded or as the anchor of
 * a heading. Look here for what holes in addresses become.
 */
import type { PhrasingContent } from "mdast";
import { choice, type Regex, sequence } from "./glushkov.ts";
import { HOLE, type Hole, type TemplateSource } from "./holes.ts";
import { literalMark, padded, textRegex } from "./line-regex.ts";
import { startOf } from "./links.ts";
import type { LineLeaf, Use } from "./pattern.ts";
import { SourceParts } from "./source-parts.ts";

/** Cuts a text at its holes. */
export const SPLIT = new RegExp(`(${HOLE.source})`, "u");

export const useOf = (hole: Hole, role: Use["role"], label: boolean): Use => ({
  path: hole.name,
  kind: hole.kind,
  field: hole.field,
  role: hole.derive ? "made" : role,
  label,
  bracket: false,
  marks: [],
  derived: false,
  loose: false,
  linkedBy: undefined,
  join: undefined,
  joint: undefined,
  absent: hole.absent,
  blank: false,
  anchor: undefined,
  derive: hole.derive,
  through: hole.through,
});

/** Builds the links of one segment, and what its values are noted in. */
export class LinkBuilder {
  protected readonly source: SourceParts;

  constructor(
    protected readonly template: TemplateSource,
    protected readonly uses: Use[],
    protected readonly definitions: ReadonlyMap<string, string>,
  ) {
    this.source = new SourceParts(template.text);
  }

  protected use(hole: Hole, role: Use["role"], label: boolean): number {
    return this.uses.push(useOf(hole, role, label)) - 1;
  }

  protected refuse(hole: Hole, message: string): void {
    this.template.refuse(`hole {{${hole.name}}} ${message}`, hole.offset);
  }

  protected link(
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

  protected address(
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

  protected anchor(
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
