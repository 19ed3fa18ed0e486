import { type Node, parse, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Place } from "../finding/finding.ts";
import { type LineIndex, lineIndex } from "../finding/place.ts";
import { escapeHidden, quote } from "../finding/quote.ts";

/** Steps into a JSON value, as in a JSON Pointer (RFC 6901). */
export type JsonPath = (string | number)[];

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The JSON Pointer of a path. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** A JSON file: its text, and, only when asked for, where each value stands in it. */
export class JsonFile {
  private lines: LineIndex | undefined;
  private starts: number[] | undefined;
  private readonly trees = new Map<number, Node | undefined>();
  private readonly values = new Map<Node, Map<string, Node>>();

  constructor(
    /** Relative to the list's folder. */
    readonly file: string,
    readonly text: string,
  ) {}

  /** The value that begins at an offset; undefined where the text is not JSON at all. */
  private valueAt(start: number, end?: number): Node | undefined {
    if (!this.trees.has(start)) this.trees.set(start, parseTree(this.text.slice(start, end)));
    return this.trees.get(start);
  }

  /** Where everything stands; undefined where the text is not JSON at all. */
  get tree(): Node | undefined {
    return this.valueAt(0);
  }

  /**
   * An element of the outermost array: where it begins, its tree with offsets from there, and the
   * indentation of the array's elements. Nothing else of the file is parsed.
   */
  element(index: number): { offset: number; tree: Node; indent: string } {
    this.starts ??= elementStarts(this.text);
    const [first, offset] = [this.starts[0]!, this.starts[index]!];
    const lead = this.text.slice(this.text.indexOf("[") + 1, first);
    const indent = lead.includes("\n") ? lead.slice(lead.lastIndexOf("\n") + 1) : "";
    return { offset, tree: this.valueAt(offset, this.starts[index + 1])!, indent };
  }

  /** The place of an offset. */
  at(offset: number): Place {
    this.lines ??= lineIndex(this.text);
    return { file: this.file, ...this.lines.at(offset) };
  }

  /** The place of a value, or of the nearest value around it that is there. */
  place(path: JsonPath, { key = false } = {}): Place {
    const [first, ...rest] = path;
    this.starts ??= elementStarts(this.text);
    const start = typeof first === "number" ? this.starts[first] : undefined;
    // Of a long list, only the element is parsed.
    const steps = start === undefined ? path : rest;
    let node = this.valueAt(
      start ?? 0,
      start === undefined ? undefined : this.starts[Number(first) + 1],
    );
    for (const [depth, step] of steps.entries()) {
      const inner =
        typeof step === "number"
          ? node?.type === "array" && node.children?.[step]
          : node && this.valuesOf(node).get(step);
      if (!inner) break;
      const asked = key && depth === steps.length - 1 && inner.parent?.type === "property";
      node = (asked ? inner.parent : undefined) ?? inner;
    }
    return this.at((start ?? 0) + (node?.offset ?? 0));
  }

  /** An object's values by their keys; of a key that stands twice the last, as JSON.parse does. */
  private valuesOf(node: Node): Map<string, Node> {
    let found = this.values.get(node);
    if (!found) {
      found = new Map();
      for (const { type, children } of node.children ?? [])
        if (type === "property" && children?.[1])
          found.set(String(children[0]!.value), children[1]);
      this.values.set(node, found);
    }
    return found;
  }

  /** Every key that stands twice in one object, at its second place. JSON.parse keeps the last. */
  repeatedKeys(): { key: string; place: Place }[] {
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

  /** Why the text is not JSON, and where: its first mistake, from which others follow. */
  syntaxError(): { message: string; place: Place } {
    const errors: ParseError[] = [];
    parse(this.text, errors, { allowTrailingComma: false, disallowComments: true });
    const [first] = errors;
    if (!first) return { message: "found something else than JSON", place: this.at(0) };
    const code = printParseErrorCode(first.error);
    const offset = first.offset + withinText(code, this.text.slice(first.offset));
    return {
      message:
        (code === "InvalidCharacter" ? undefined : lookalike(this.text.slice(offset))) ??
        spoken[code] ??
        `found something else than JSON here (${code})`,
      place: this.at(offset),
    };
  }
}

/** What stands in the place of JSON more often than other mistakes. */
function lookalike(rest: string): string | undefined {
  if (rest.trim() === "") return "the file ends too early";
  if (/^(<{7}|={7}|>{7}|\|{7})/.test(rest)) return "found a merge conflict; resolve it";
  const [character] = rest as unknown as [string];
  const wide = "“”‘’，：｛｝［］".indexOf(character);
  if (wide >= 0)
    return `found ${quote(character)}, expected ${`""'',:{}[]`[wide]!.replace("'", '"')}`;
  return /\s/.test(character)
    ? `found the white space ${escapeHidden(character)}; write a plain space`
    : undefined;
}

/** Where in a text in quotes its mistake stands. */
function withinText(code: string, text: string): number {
  if (code === "InvalidCharacter") return Math.max(0, text.search(/[\u0000-\u001f]/));
  if (code !== "InvalidEscapeCharacter" && code !== "InvalidUnicode") return 0;
  for (const { 1: wrong, index } of text.matchAll(/\\(?:["\\/bfnrt]|u[0-9a-f]{4})|(\\)/gi))
    if (wrong) return index;
  return 0;
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

/** More than this is no list's data, and more than a program can read without care. */
const DEEPEST = 100;

/** Where values nest too deep, if anywhere. */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfText(text, at);
      if (at < 0) return undefined;
    } else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST) return at;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return undefined;
}

/** Where the elements of a text's outermost array begin, if it is one. */
function elementStarts(text: string): number[] {
  const starts: number[] = [];
  let depth = 0;
  let awaited = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20) continue;
    if (awaited && code !== 0x5d) starts.push(at);
    awaited = false;
    if (code === 0x22) at = endOfText(text, at);
    else if (code === 0x5b || code === 0x7b) {
      // Of an object, nothing is an element.
      if (depth === 0 && code === 0x7b) return starts;
      awaited = ++depth === 1;
    } else if (code === 0x5d || code === 0x7d) depth--;
    else if (code === 0x2c) awaited = depth === 1;
    if (at < 0) break;
  }
  return starts;
}

/** How many keys a value has, with those of all within it; Infinity where it nests too deep. */
export function countKeys(value: unknown, depth = 0): number {
  if (typeof value !== "object" || value === null) return 0;
  if (depth === DEEPEST) return Infinity;
  let count = 0;
  if (Array.isArray(value)) {
    for (const one of value) count += countKeys(one, depth + 1);
    return count;
  }
  for (const key in value)
    count += 1 + countKeys((value as Record<string, unknown>)[key], depth + 1);
  return count;
}

/**
 * Whether a text may have more keys than its value, some of them twice in one object. Never wrong
 * where it says no: a colon and the quotation mark that ends the key stand behind each.
 */
export function mayRepeatKeys(text: string, keys: number): boolean {
  let colons = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) <= 0x20) before--;
    if (text.charCodeAt(before) === 0x22 && !isEscaped(text, before)) colons++;
  }
  return colons !== keys;
}

/** Where a text in quotes ends that begins at an offset, or -1. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
  return slashes % 2 === 1;
}
