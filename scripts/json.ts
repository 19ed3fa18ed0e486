import {
  findNodeAtLocation,
  type Node,
  parse,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import type { Place } from "./finding.ts";
import { type LineIndex, lineIndex } from "./place.ts";

/** Steps into a JSON value, as in a JSON Pointer (RFC 6901). */
export type JsonPath = (string | number)[];

/** The JSON Pointer of a path. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** A JSON file: its text, and, only when asked for, where each value stands in it. */
export class JsonFile {
  private tree: Node | undefined;
  private lines: LineIndex | undefined;

  constructor(
    /** Relative to the list's folder. */
    readonly file: string,
    readonly text: string,
  ) {}

  /** The place of an offset. */
  at(offset: number): Place {
    this.lines ??= lineIndex(this.text);
    return { file: this.file, ...this.lines.at(offset) };
  }

  /** The place of a value, or of the nearest value around it that is there. */
  place(path: JsonPath, { key = false } = {}): Place {
    this.tree ??= parseTree(this.text);
    for (let length = path.length; this.tree && length >= 0; length--) {
      const node = findNodeAtLocation(this.tree, path.slice(0, length));
      if (!node) continue;
      const property =
        key && length === path.length && node.parent?.type === "property" ? node.parent : node;
      return this.at(property.offset);
    }
    return this.at(0);
  }

  /** Every key that stands twice in one object, at its second place. JSON.parse keeps the last. */
  repeatedKeys(): { key: string; place: Place }[] {
    this.tree ??= parseTree(this.text);
    const found: { key: string; place: Place }[] = [];
    const waiting = this.tree ? [this.tree] : [];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      const keys = new Set<string>();
      for (const child of node.children ?? []) {
        waiting.push(child);
        const name = child.type === "property" ? child.children![0]! : undefined;
        if (!name) continue;
        if (keys.has(name.value as string))
          found.push({ key: name.value as string, place: this.at(name.offset) });
        keys.add(name.value as string);
      }
    }
    return found;
  }

  /** Why the text is not JSON, and where. */
  syntaxErrors(): { message: string; place: Place }[] {
    const errors: ParseError[] = [];
    parse(this.text, errors, { allowTrailingComma: false, disallowComments: true });
    const names = errors.map(({ error, offset }) => ({
      message:
        spoken[printParseErrorCode(error)] ??
        `found something else than JSON here (${printParseErrorCode(error)})`,
      place: this.at(offset),
    }));
    return names.length > 0
      ? names.slice(0, 1)
      : [{ message: "found something else than JSON", place: this.at(0) }];
  }
}

const spoken: Record<string, string> = {
  PropertyNameExpected: "expected a key in double quotes here; is there a comma too many?",
  ValueExpected: "expected a value here; is there a comma too many?",
  ColonExpected: "expected a colon here",
  CommaExpected: "expected a comma here",
  CloseBraceExpected: "expected } here",
  CloseBracketExpected: "expected ] here",
  EndOfFileExpected: "expected the end of the file here",
  InvalidCommentToken: "found a comment, which JSON does not have; remove it",
  UnexpectedEndOfString: 'expected " at the end of this text',
  UnexpectedEndOfComment: "found a comment, which JSON does not have; remove it",
  InvalidCharacter: "found a control character; remove it",
  InvalidSymbol: "found a word that is no JSON value; put texts in double quotes",
  InvalidEscapeCharacter: "found a backslash that begins no escape; write \\\\ for a backslash",
  InvalidUnicode: "found \\u without four hexadecimal digits",
  UnexpectedEndOfNumber: "found a number that breaks off",
};

/**
 * Whether some object of the text may have a key twice: its text has more keys than its value.
 * Exact for valid JSON, in one pass over its strings.
 */
export function hasRepeatedKeys(text: string, value: unknown): boolean {
  let written = 0;
  for (let start = text.indexOf('"'); start >= 0;) {
    let end = text.indexOf('"', start + 1);
    while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    if (end < 0) break;
    let next = end + 1;
    while (text.charCodeAt(next) <= 0x20) next++;
    if (text.charCodeAt(next) === 0x3a) written++;
    start = text.indexOf('"', next);
  }
  let kept = 0;
  const waiting = [value];
  while (waiting.length > 0) {
    const current = waiting.pop();
    if (typeof current !== "object" || current === null) continue;
    if (!Array.isArray(current)) kept += Object.keys(current).length;
    for (const child of Object.values(current)) if (typeof child === "object") waiting.push(child);
  }
  return written !== kept;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
  return slashes % 2 === 1;
}
