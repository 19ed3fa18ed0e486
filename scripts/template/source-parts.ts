// A template's source cut at its holes, verbatim but for what is made canonical.
import type { PhrasingContent, Text } from "mdast";
import { touchesWord } from "./edges.ts";
import { endOf, SPACES, startOf } from "./links.ts";
import type { Part } from "./pattern.ts";

/** A stretch of source in the form that prettier gives it. */
interface Rewritten {
  end: number;
  text: string;
}

/** Cuts a template's source into the parts of its lines: verbatim, but for what was changed. */
export class SourceParts {
  /** By start offset: a use, or another text. */
  private readonly changed = new Map<number, { end: number; use: number } | Rewritten>();

  /** Stretches that are there along with a use only, the inner ones last. */
  private readonly ties: { use: number; start: number; end: number }[] = [];
  /** What stands in the stead of a use. */
  private readonly instead = new Map<number, string>();

  constructor(private readonly text: string) {}

  /** Puts a use in the place of a stretch. */
  put(use: number, start: number, end: number): void {
    this.changed.set(start, { end, use });
  }

  /** Lets a stretch be there along with a use only. */
  tie(use: number, start: number, end: number): void {
    this.ties.push({ use, start, end });
  }

  /** Lets a text stand in the place of a use that is absent. */
  replace(use: number, text: string): void {
    this.instead.set(use, text);
  }

  /** Spaces in a row are one, as they are read. */
  singleSpaces(node: Text): void {
    const [start, end] = [startOf(node), endOf(node)];
    for (const { index, 0: spaces } of this.text.slice(start, end).matchAll(SPACES))
      this.changed.set(start + index, { end: start + index + spaces.length, text: " " });
  }

  /** Writes marks as prettier does: `_a_`, but `*a*` beside a letter or within another. */
  usualMarks(node: PhrasingContent & { children: PhrasingContent[] }): void {
    const [start, end] = [startOf(node), endOf(node)];
    const { text } = this;
    const size = startOf(node.children[0]) - start;
    const beside = touchesWord(text[start - 1]) || touchesWord(text[end]);
    const mark = { strong: "**", delete: "~~", emphasis: beside ? "*" : "_" }[
      node.type as "strong"
    ];
    if (text.slice(start, start + size) === mark) return;
    this.changed.set(start, { end: start + size, text: mark });
    this.changed.set(end - size, { end, text: mark });
  }

  /** The parts of a stretch of source. */
  parts(start: number, end: number): Part[] {
    const parts: Part[] = [];
    const verbatim = (text: string, at: number) => {
      const tie = this.ties.findLast((one) => one.start <= at && at < one.end);
      // A line end within a paragraph, with no space before it; where the line stands indents it.
      const plain = text.replace(/(?<![ \t])[ \t]*\n[ \t]*/g, "\n");
      const last = parts.at(-1);
      if (tie) parts.push({ text: plain, with: tie.use });
      else if (typeof last === "string") parts[parts.length - 1] = last + plain;
      else parts.push(plain);
    };
    const source = (from: number, to: number) => {
      const bounds = this.ties.flatMap((tie) => [tie.start, tie.end]);
      const cuts = [from, ...bounds.filter((at) => at > from && at < to), to];
      cuts.sort((a, b) => a - b);
      cuts
        .slice(1)
        .forEach((cut, index) => verbatim(this.text.slice(cuts[index], cut), cuts[index]!));
    };
    let cursor = start;
    const changed = [...this.changed].filter(([at]) => at >= start && at < end);
    for (const [at, change] of changed.sort((a, b) => a[0] - b[0])) {
      source(cursor, at);
      cursor = change.end;
      if ("text" in change) {
        verbatim(change.text, at);
        continue;
      }
      const { use } = change;
      parts.push({ use });
      if (this.instead.has(use)) parts.push({ text: this.instead.get(use)!, unless: use });
    }
    source(cursor, end);
    return parts.filter(
      (part) => part !== "" && (typeof part === "string" || !("text" in part) || part.text !== ""),
    );
  }
}
