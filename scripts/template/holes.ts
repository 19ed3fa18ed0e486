// Finds the holes of a template, and puts characters in their place that Markdown takes for
// letters.
import type { Nodes } from "mdast";
import type { Finding } from "../finding/finding.ts";
import type { Field, Kind } from "../data/kinds.ts";
import { type Derive, derives, type Piece } from "./pattern.ts";
import { parseMarkdown } from "../markdown/markdown.ts";
import { nearest } from "../finding/nearest.ts";
import { lineIndex } from "../finding/place.ts";
import { quote } from "../finding/quote.ts";

/** A hole of a template, such as `{{paper.links.code}}`. */
export interface Hole {
  /** `paper.links.code` */
  name: string;
  kind: string;
  field: Field;
  derive: Derive | undefined;
  /** The field that refers to the record whose field it is: `{{recent.paper.links.code}}`. */
  through: Field | undefined;
  /** What it shows where its value is absent: `{{paper.name or N/A}}`. */
  absent: string | undefined;
  /** Where its character stands in the swapped text. */
  offset: number;
}

const FIRST = 0xe000;
/** Braces that a mistyped hole leaves over, be they full-width. */
const STRAY = /(?<!\\)(?:\{\{|\}\})|｛｛|｝｝/g;
/** A hole, or a character that would be taken for one. */
const HOLES = /\{\{([^{}\n]*)\}\}|[\u{E000}-\u{F8FF}]/gu;

/** Matches one character that stands for a hole. */
export const HOLE = /[\u{E000}-\u{F8FF}]/u;

/** A template that is refused: one finding for each thing that is wrong with it. */
export class TemplateError extends Error {
  constructor(readonly findings: Finding[]) {
    super(
      findings
        .map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`)
        .join("\n"),
    );
  }
}

/**
 * A template with one private-use character in place of each hole: braces change Markdown's own
 * rules (`**{{title}}**见` is not bold), a letter does not. All offsets are of this swapped text.
 */
export class TemplateSource {
  readonly text: string;
  readonly holes = new Map<string, Hole>();
  private readonly index: ReturnType<typeof lineIndex>;
  private readonly written: { offset: number; text: string; saved: number }[] = [];
  private readonly problems: { message: string; offset: number }[] = [];

  constructor(
    readonly file: string,
    original: string,
    kinds: ReadonlyMap<string, Kind>,
  ) {
    const source = original.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
    this.index = lineIndex(source);
    const inCode = codeBlocks(source);
    let saved = 0;
    this.text = source.replace(HOLES, (text, inner: string | undefined, at: number) => {
      const offset = at - saved;
      if (inner === undefined) {
        const code = text.charCodeAt(0).toString(16).toUpperCase();
        this.refuse(
          `found the private-use character U+${code}, which a template may not hold; remove it`,
          offset,
        );
        return " ";
      }
      const [name = "", ...rest] = inner.split(" or ").map((part) => part.trim());
      const absent = rest.length > 0 ? rest.join(" or ") : undefined;
      const found = resolve(name, kinds);
      if (typeof found === "string" && inCode(at)) return text;
      const character = String.fromCharCode(FIRST + this.written.length);
      saved += text.length - 1;
      this.written.push({ offset, text, saved });
      if (typeof found === "string") this.refuse(found, offset);
      else this.holes.set(character, { ...found, absent, offset });
      if (typeof found !== "string" && absent !== undefined && !found.field.optional)
        this.refuse(`${text} is never absent; write {{${name}}}`, offset);
      return character;
    });
    const isCode = codeBlocks(this.text);
    for (const { 0: braces, index } of this.text.matchAll(STRAY)) {
      if (isCode(index)) continue;
      const wide = /[｛｝]/.test(braces);
      this.refuse(
        wide
          ? `found full-width braces; write a hole as {{paper.title}}`
          : `found "${braces}", which is no part of a hole; write a hole as {{paper.title}}, on one line, and braces that are text as \\${braces[0]!}\\${braces[1]!}`,
        index,
      );
    }
  }

  /** The holes in a piece of the text. */
  holesIn(text: string): Hole[] {
    return [...text].flatMap((character) => this.holes.get(character) ?? []);
  }

  /** Plain text with holes, cut into its pieces. */
  pieces(text: string): Piece[] {
    return text
      .split(new RegExp(`(${HOLE.source})`, "u"))
      .map((piece) => this.holes.get(piece) ?? piece)
      .filter((piece) => piece !== "");
  }

  /** A piece of the text as the template's author wrote it. */
  show(text: string): string {
    return text.replace(
      new RegExp(HOLE, "gu"),
      (character) => this.written[character.charCodeAt(0) - FIRST]?.text ?? character,
    );
  }

  /** Notes what is wrong, and where. */
  refuse(message: string, offset: number): void {
    this.problems.push({ message, offset });
  }

  /** @throws TemplateError if anything was refused */
  check(): void {
    if (this.problems.length === 0) return;
    throw new TemplateError(
      this.problems.map(({ message, offset }) => ({
        rule: "template",
        severity: "error",
        message,
        file: this.file,
        ...this.place(offset),
      })),
    );
  }

  /** Where an offset of the swapped text stands in the template's file. */
  place(offset: number): { line: number; column: number } {
    const before = this.written.findLast((hole) => hole.offset < offset);
    return this.index.at(offset + (before?.saved ?? 0));
  }
}

/** Tells whether an offset is in a block of code, where braces that name nothing are code. */
function codeBlocks(source: string): (offset: number) => boolean {
  let blocks: Nodes[] | undefined;
  return (offset) => {
    blocks ??= codeIn(parseMarkdown(source));
    return blocks.some(
      ({ position }) => offset >= position!.start.offset! && offset < position!.end.offset!,
    );
  };
}

function codeIn(node: Nodes): Nodes[] {
  if (node.type === "code") return [node];
  return "children" in node ? node.children.flatMap(codeIn) : [];
}

function resolve(
  name: string,
  kinds: ReadonlyMap<string, Kind>,
): Omit<Hole, "offset" | "absent"> | string {
  const [kindName, ...rest] = name.split(".") as [string, ...string[]];
  const path = rest.join(".");
  const kind = kinds.get(kindName);
  const field = kind?.fields.get(path);
  if (kind && field) return { name, kind: kindName, field, derive: undefined, through: undefined };
  const derive = derives.find((one) => one === rest.at(-1));
  const of = derive === "count" && rest.length === 1 ? kind?.key : rest.slice(0, -1).join(".");
  const base = kind?.fields.get(of ?? "");
  if (derive && base && fits(derive, base, rest.length))
    return { name, kind: kindName, field: base, derive, through: undefined };
  for (let at = 1; at < rest.length; at++) {
    const through = kind?.fields.get(rest.slice(0, at).join("."));
    if (through?.ref === undefined || through.list) continue;
    const meant = `${through.ref}.${rest.slice(at).join(".")}`;
    const own = kinds.get(through.ref)!.fields.get(rest.slice(at).join("."));
    const found = resolve(meant, kinds);
    if (typeof found === "string") return found.replaceAll(`{{${meant}}}`, `{{${name}}}`);
    if (!own || own.list)
      return `{{${name}}} is no single value of another record; show {{${meant}}} where that record stands`;
    const field = { ...own, optional: own.optional || through.optional };
    return { name, kind: kindName, field, derive: undefined, through };
  }

  const meant = kind ?? kinds.get(nearest(kindName, kinds.keys()) ?? "");
  if (path === "") {
    const example = `{{${meant ? `${meant.name}.${meant.key}` : "paper.title"}}}`;
    return `{{${name}}} names no field; write a kind of record, a dot and a field, such as ${example}`;
  }
  const near = meant && nearField(meant, path);
  const suggestion = meant && near ? `; did you mean {{${meant.name}.${near}}}?` : "";
  if (kind)
    return `unknown field ${quote(path)} of ${kindName} in {{${name}}}${suggestion || `; expected one of ${[...kind.fields.keys()].join(", ")}`}`;
  return `unknown kind of record ${quote(kindName)} in {{${name}}}${suggestion || `; expected one of ${[...kinds.keys()].join(", ")}`}`;
}

/** Whether something can be made of a field. */
const fits = (derive: Derive, { type, list }: Field, steps: number): boolean =>
  derive === "count"
    ? steps === 1
    : !list &&
      (derive === "repo" ? ["url", "text", "word"] : ["year", "date", "integer"]).includes(type);

/** The field that a mistyped path is most likely meant to be; `code` is `links.code`. */
function nearField({ fields }: Kind, path: string): string | undefined {
  const paths = [...fields.keys()];
  return (
    nearest(path, paths) ??
    paths.find((other) => other.endsWith(`.${path}`) || other.startsWith(`${path}.`))
  );
}
