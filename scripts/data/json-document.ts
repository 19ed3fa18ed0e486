// A JSON file: its text, where each value stands in it, and the text with values edited in place.
import { getNodeValue, type Node, parseTree } from "jsonc-parser";
import type { Place } from "../finding/finding.ts";
import { type LineIndex, lineIndex } from "../finding/place.ts";
import { define, type JsonPath, parsed } from "./json.ts";
import { endOf, type Style, styleOf } from "./json-layout.ts";
import { endOfText, syntaxMistake } from "./json-mistakes.ts";

/** Values with where and how each is written: what json-rewrite.ts edits. */
export interface JsonSource {
  text: string;
  value: unknown;
  /** For each object and array of `value`, where it is written. */
  nodes: Map<object, Node>;
  style: Style;
}

export class JsonDocument {
  private lines: LineIndex | undefined;
  private starts: number[] | undefined;
  private whole: JsonSource | undefined;
  private readonly trees = new Map<number, Node | undefined>();
  private readonly values = new Map<Node, Map<string, Node>>();

  constructor(
    /** Relative to the list's folder; in messages. */
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
    const { base, node, steps } = this.reach(path);
    const asked = key && steps === path.length && node?.parent?.type === "property";
    return this.at(base + ((asked ? node.parent : node)?.offset ?? 0));
  }

  /** The value at a path, undefined where there is none. */
  valueAt(path: JsonPath): unknown {
    const { node, steps } = this.reach(path);
    return node && steps === path.length ? (getNodeValue(node) as unknown) : undefined;
  }

  /** The text with other values where some stand; of paths that lead nowhere, nothing. */
  replaced(values: Iterable<readonly [JsonPath, unknown]>): string {
    const spans = [...values].flatMap(([path, value]) => {
      const { base, node, steps } = this.reach(path);
      if (!node || steps < path.length) return [];
      return [[base + node.offset, base + endOf(node), JSON.stringify(value)] as const];
    });
    let [made, done] = ["", 0];
    for (const [start, end, text] of spans.sort(([a], [b]) => a - b)) {
      made += this.text.slice(done, start) + text;
      done = end;
    }
    return made + this.text.slice(done);
  }

  /** The text with the elements of its outermost array in another order; what is between them stays. */
  reordered(order: readonly number[]): string {
    const nodes = this.tree?.children ?? [];
    if (order.length !== nodes.length) return this.text;
    let [made, done] = ["", 0];
    for (const [index, node] of nodes.entries()) {
      const moved = nodes[order[index]!]!;
      made += this.text.slice(done, node.offset) + this.text.slice(moved.offset, endOf(moved));
      done = endOf(node);
    }
    return made + this.text.slice(done);
  }

  /**
   * Its values with where each is written.
   *
   * @throws Error where the text is not JSON, with the place
   */
  source(): JsonSource {
    if (this.whole) return this.whole;
    const mark = this.text.startsWith("\uFEFF");
    // A byte order mark is kept, and read as a blank.
    const text = mark ? ` ${this.text.slice(1)}` : this.text;
    if (parsed(text) === undefined) {
      const { message, offset } = syntaxMistake(text);
      const { line, column } = this.at(offset);
      throw new Error(`${this.file}:${line}:${column}: not JSON: ${message}; mend it first`);
    }
    const root = mark ? parseTree(text)! : this.tree!;
    const nodes = new Map<object, Node>();
    const style = styleOf(this.text, (root.children?.length ?? 0) > 0, () => root);
    return (this.whole = { text: this.text, value: valueOf(root, nodes), nodes, style });
  }

  /** One element of the outermost array in the style of the whole file, with where it begins. */
  element(index: number): JsonSource & { offset: number; indent: string } {
    this.starts ??= elementStarts(this.text);
    const [first, offset] = [this.starts[0]!, this.starts[index]!];
    const lead = this.text.slice(this.text.indexOf("[") + 1, first);
    const indent = lead.includes("\n") ? lead.slice(lead.lastIndexOf("\n") + 1) : "";
    const tree = this.treeAt(offset, this.starts[index + 1])!;
    const nodes = new Map<object, Node>();
    const style = styleOf(this.text, true, () => this.tree!);
    const text = this.text.slice(offset, offset + tree.length);
    return { text, value: valueOf(tree, nodes), nodes, style, offset, indent };
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

  /** Where everything stands; undefined where the text is not JSON at all. */
  private get tree(): Node | undefined {
    return this.treeAt(0);
  }

  private treeAt(start: number, end?: number): Node | undefined {
    if (!this.trees.has(start)) this.trees.set(start, parseTree(this.text.slice(start, end)));
    return this.trees.get(start);
  }

  /** Goes along a path as far as it leads: to which node, by how many steps. */
  private reach(path: JsonPath): { base: number; node: Node | undefined; steps: number } {
    this.starts ??= elementStarts(this.text);
    // Of a long list, only the element is parsed.
    const base = path.length === 0 ? undefined : this.starts[Number(path[0])];
    let steps = base === undefined ? 0 : 1;
    let node = this.treeAt(
      base ?? 0,
      base === undefined ? undefined : this.starts[Number(path[0]) + 1],
    );
    for (; steps < path.length; steps++) {
      const step = path[steps]!;
      const inner =
        node?.type === "array"
          ? node.children?.[Number(step)]
          : node && this.valuesOf(node).get(String(step));
      if (!inner) break;
      node = inner;
    }
    return { base: base ?? 0, node, steps };
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
}

/** The value at a node; every object and array is noted. Of a key written twice, the last holds. */
export function valueOf(node: Node, nodes = new Map<object, Node>()): unknown {
  if (node.type === "array") {
    const value = (node.children ?? []).map((child) => valueOf(child, nodes));
    nodes.set(value, node);
    return value;
  }
  if (node.type !== "object") return node.value;
  const value: Record<string, unknown> = {};
  for (const property of node.children ?? []) {
    const [key, child] = property.children!;
    define(value, key!.value as string, valueOf(child!, nodes));
  }
  nodes.set(value, node);
  return value;
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
