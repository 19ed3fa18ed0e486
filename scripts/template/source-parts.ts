import type { PhrasingContent, Text } from "mdast";
import { touchesWord } from "./edges.ts";
import { endOf, SPACES, startOf } from "./links.ts";
import type { Part } from "./pattern.ts";

/** A stretch of source in the form that prettier gives it. */
interface Rewritten {
  end: number;
  text: string;
  /** The use without which it is not there. */
  with?: number;
}

/** Cuts a template's source into the parts of its lines: verbatim, but for what was changed. */
export class SourceParts {
  /** By start offset: a use, or another text. */
  private readonly changed = new Map<number, { end: number; use: number } | Rewritten>();

  constructor(private readonly text: string) {}

  /** Puts a use in the place of a stretch. */
  put(use: number, start: number, end: number): void {
    this.changed.set(start, { end, use });
  }

  /** Lets a stretch be there along with a use only. */
  tie(use: number, start: number, end: number): void {
    this.changed.set(start, { end, text: this.text.slice(start, end), with: use });
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
    const verbatim = (text: string) => {
      // A line end within a paragraph, with no space before it; where the line stands indents it.
      const plain = text.replace(/(?<![ \t])[ \t]*\n[ \t]*/g, "\n");
      const last = parts.at(-1);
      if (typeof last === "string") parts[parts.length - 1] = last + plain;
      else parts.push(plain);
    };
    let cursor = start;
    const changed = [...this.changed].filter(([at]) => at >= start && at < end);
    for (const [at, change] of changed.sort((a, b) => a[0] - b[0])) {
      verbatim(this.text.slice(cursor, at));
      if (!("text" in change)) parts.push({ use: change.use });
      else if (change.with === undefined) verbatim(change.text);
      else parts.push({ text: change.text, with: change.with });
      cursor = change.end;
    }
    verbatim(this.text.slice(cursor, end));
    return parts.filter((part) => part !== "");
  }
}
