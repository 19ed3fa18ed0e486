// Builds one stretch of a line that is there or not there as one, in both directions.
import type { Link, PhrasingContent } from "mdast";
import { escapeText } from "../markdown/escape.ts";
import { choice, leaf, optional, type Regex, sequence } from "./glushkov.ts";
import type { Hole, TemplateSource } from "./holes.ts";
import { isReadable } from "./html.ts";
import { blanks, literal, literalMark, padded, textRegex, trimmed } from "./line-regex.ts";
import { checkEdges, checkLeft, isBare } from "./edges.ts";
import { endOf, isBreak, looseAddress, SPACES, startOf } from "./links.ts";
import type { LineLeaf, Part } from "./pattern.ts";
import { LinkBuilder, SPLIT } from "./link-builder.ts";
import { SymbolRow } from "../markdown/symbols.ts";

/** What could become a mark together with the values beside it, and is written escaped. */
const MARKS = /[*_~`<$&!|\\\n]/;

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

type Marked = Extract<PhrasingContent, { children: PhrasingContent[] }>;

/** Builds both sides of one segment: its parts for writing, its expression for reading. */
export class SegmentBuilder extends LinkBuilder {
  /** A bracket is open in the text, which a value could close with an address behind it. */
  private bracket = false;
  /** The marks and links that are open. */
  private marks: readonly string[] = [];

  /** The parts of a stretch of source. */
  parts(start: number, end: number): Part[] {
    return this.source.parts(start, end);
  }

  /** Lets a text stand in the place of a value that is absent, and reads it as none. */
  private orAbsent(id: number, regex: Regex<LineLeaf>): Regex<LineLeaf> {
    const own = this.uses[id]!;
    if (own.absent === undefined) return regex;
    own.loose = true;
    this.source.replace(id, escapeText(own.absent, { before: "x ", after: "", cell: true }));
    return choice([regex, ...blanks(id, own.absent)]);
  }

  /** The expression of what is there along with its first value only. */
  optional(nodes: readonly PhrasingContent[]): Regex<LineLeaf> {
    const id = this.uses.length;
    this.source.tie(id, startOf(nodes[0]), endOf(nodes.at(-1)));
    const regex = optional(sequence(this.walk(nodes, false)));
    for (const use of this.uses.slice(id)) use.loose = true;
    return regex;
  }

  /** The expression of what stands within marks or a link. */
  private inside({ type, children }: Marked, label: boolean): Regex<LineLeaf>[] {
    const { marks } = this;
    this.marks = [...marks, type];
    const regex = this.walk(children, label);
    this.marks = marks;
    return regex;
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
        return [literalMark(node.type), ...this.inside(node, label), literalMark(`/${node.type}`)];
      case "inlineCode":
        return [literalMark("inlineCode"), ...this.code(node), literalMark("/inlineCode")];
      case "link": {
        if (looseAddress(this.template, node)) return this.looseLink(node);
        const first = this.uses.length;
        return this.absentLink(node, first, this.link(node, this.inside(node, true)));
      }
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
      const id = this.use(hole, "text", label);
      Object.assign(this.uses[id]!, { bracket: this.bracket, marks: this.marks });
      const next = this.template.holes.get(pieces[index + 3] ?? "");
      // A list shown twice shows the separator of its values.
      if (hole.field.list && next?.name === hole.name) {
        this.uses[id]!.join = pieces[index + 2]!;
        const joint = this.template.text.slice(hole.offset + 1, next.offset);
        if (!MARKS.test(joint)) this.uses[id]!.joint = joint.replace(SPACES, " ");
        this.source.put(id, hole.offset, next.offset + 1);
        index += 2;
      } else {
        this.source.put(id, hole.offset, hole.offset + 1);
      }
      regex.push(this.orAbsent(id, { type: "leaf", leaf: { ranges: [], use: id } }));
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

  /** A link in whose place a text stands where its address is absent. */
  private absentLink(node: Link, first: number, linked: Regex<LineLeaf>[]): Regex<LineLeaf>[] {
    const id = this.uses.findIndex(
      ({ role, absent }, use) => use >= first && role !== "text" && absent !== undefined,
    );
    if (id < 0) return linked;
    const own = this.uses.slice(first);
    if (own.some(({ path }) => path !== this.uses[id]!.path))
      this.refuse(
        this.template.holesIn(node.url)[0]!,
        `stands in a link that shows other values too; let the link's text be fixed`,
      );
    for (const use of own) use.loose = true;
    this.source.tie(id, startOf(node), endOf(node));
    return [this.orAbsent(id, sequence(linked))];
  }

  /** A link of which the text stays where its address is absent. */
  private looseLink(node: Link): Regex<LineLeaf>[] {
    const first = this.uses.length;
    const text = this.inside(node, false);
    const address = this.uses.length;
    const linked = this.link(node, text);
    this.uses[address]!.loose = true;
    for (let id = first; id < address; id++) this.uses[id]!.linkedBy ??= address;
    const from = startOf(node.children[0]);
    const to = endOf(node.children.at(-1));
    this.source.tie(address, startOf(node), from);
    this.source.tie(address, to, endOf(node));
    return [choice([...linked, sequence(text)])];
  }
}
