// Writes a JSON file with another value in it: what is equal keeps its text, what is new looks like the rest.
import { type Node, parseTree } from "jsonc-parser";
import { JsonDocument, type JsonSource, valueOf } from "./json-document.ts";
import { DEFAULT_WIDTH, endOf, isScalar, onOneLine, spacingOf } from "./json-layout.ts";
import { displayWidth } from "../markdown/table.ts";

/** From which object or array of which file a new one was made: what is equal keeps its source. */
export type Origins = Map<object, { file: JsonSource; value: object }>;

/** The order that new keys take among those there: paths of fields, such as `links.code`. */
type KeyOrder = readonly string[];

/**
 * A file's text with another value in it: what is equal stays as it is written, key by key and
 * entry by entry, and what is new is laid out like the rest.
 *
 * @param indent the indentation of the line that the text begins on
 */
export function rewriteJson(
  file: JsonSource,
  target: unknown,
  { origins = new Map() as Origins, order = [] as KeyOrder, indent = "" } = {},
): string {
  const root = parseRoot(file);
  const text = new Writer(file, origins, order).value(target, root, indent, "");
  return file.text.slice(0, root.offset) + text + file.text.slice(root.offset + root.length);
}

/** A new file: an array with one entry a line and more. */
export function freshJson(value: unknown): string {
  const file = new JsonDocument("", "[\n  0\n]\n").source();
  return `${new Writer({ ...file, style: { ...file.style, fit: DEFAULT_WIDTH } }, new Map(), []).value(value, undefined, "", "")}\n`;
}

function parseRoot(file: JsonSource): Node {
  const { value, nodes, text } = file;
  if (typeof value === "object" && value !== null) return nodes.get(value)!;
  return parseTree(text)!;
}

/** One entry of an object or array as it is written: what stands before it, and itself. */
interface Item {
  separator?: string | undefined;
  body: string;
}

class Writer {
  constructor(
    private readonly file: JsonSource,
    private readonly origins: Origins,
    private readonly order: KeyOrder,
  ) {}

  /**
   * @param old what stands in its place
   * @param indent the indentation of the line that it begins on
   * @param path the path of keys that leads to it within its entry
   */
  value(target: unknown, old: Node | undefined, indent: string, path: string): string {
    if (typeof target !== "object" || target === null) {
      return old && isScalar(old) && old.value === target
        ? this.source(old)
        : JSON.stringify(target);
    }
    const own = this.file.nodes.get(target);
    if (own && (!old || own === old)) return this.source(own);
    if (!old) {
      const origin = this.origins.get(target);
      if (origin) return this.moved(target, origin, indent, path);
      const node = this.file.nodes.get(target);
      return node ? this.source(node) : this.fresh(target, indent, path);
    }
    if (JSON.stringify(target) === JSON.stringify(valueOf(old))) return this.source(old);
    if (Array.isArray(target)) {
      return old.type === "array"
        ? this.array(target, old, indent, path)
        : this.fresh(target, indent, path);
    }
    return old.type === "object"
      ? this.object(target as Record<string, unknown>, old, indent, path)
      : this.fresh(target, indent, path);
  }

  private source(node: Node): string {
    return this.file.text.slice(node.offset, node.offset + node.length);
  }

  /** A value that stood in another place, here or in another file. */
  private moved(
    target: object,
    { file, value }: { file: JsonSource; value: object },
    indent: string,
    path: string,
  ): string {
    const node = file.nodes.get(value)!;
    const from = indentAt(file.text, node.offset);
    const text =
      target === value
        ? file.text.slice(node.offset, node.offset + node.length)
        : new Writer(file, this.origins, this.order).value(target, node, from, path);
    if (file === this.file) return text;
    const { eol } = this.file.style;
    return text
      .split(/\r?\n/)
      .map((line, index) =>
        index > 0 && line.startsWith(from) ? indent + line.slice(from.length) : line,
      )
      .join(eol);
  }

  private object(target: Record<string, unknown>, old: Node, indent: string, path: string): string {
    const properties = old.children ?? [];
    const { text } = this.file;
    const inner = this.inner(old, indent);
    const items: (Item & { key: string })[] = [];
    properties.forEach((property, index) => {
      const [key, value] = property.children!;
      const name = key!.value as string;
      if (!Object.hasOwn(target, name)) return;
      items.push({
        key: name,
        separator:
          index > 0 ? text.slice(endOf(properties[index - 1]!), property.offset) : undefined,
        body:
          text.slice(property.offset, value!.offset) +
          this.value(target[name], value, inner, join(path, name)),
      });
    });
    const there = new Set(items.map(({ key }) => key));
    const spacing = spacingOf(this.file, old);
    for (const key of Object.keys(target)) {
      if (there.has(key)) continue;
      const body = spacing
        ? JSON.stringify(key) + spacing.colon + onOneLine(target[key], spacing)
        : `${JSON.stringify(key)}${this.file.style.compact ? ":" : ": "}${this.value(target[key], undefined, inner, join(path, key))}`;
      items.splice(this.placeOfKey(items, path, key), 0, { key, body });
    }
    // An order that was changed means something.
    const wanted = Object.keys(target).filter((key) => there.has(key));
    if (wanted.some((key, index) => key !== [...there][index]))
      items.sort((a, b) => wanted.indexOf(a.key) - wanted.indexOf(b.key));
    return this.assemble("{", "}", old, items, indent);
  }

  /** Where a new key goes among those there: after the last one that the order has before it. */
  private placeOfKey(items: readonly { key: string }[], path: string, key: string): number {
    const heads = this.order
      .filter((field) => path === "" || field.startsWith(`${path}.`))
      .map((field) => (path === "" ? field : field.slice(path.length + 1)).split(".")[0]!);
    const rank = heads.indexOf(key);
    if (rank < 0) return items.length;
    const before = items.findLastIndex((item) => {
      const own = heads.indexOf(item.key);
      return own >= 0 && own < rank;
    });
    if (before >= 0) return before + 1;
    const after = items.findIndex((item) => heads.indexOf(item.key) > rank);
    return after >= 0 ? after : items.length;
  }

  private array(target: readonly unknown[], old: Node, indent: string, path: string): string {
    const children = old.children ?? [];
    const { text, style } = this.file;
    if (isList(target) && children.length > 0) {
      // A list keeps its layout unless it outgrows its line, or shrinks.
      const was = this.width(valueOf(old) as unknown[], path, indent);
      const is = this.width(target, path, indent);
      const broken = this.source(old).includes("\n");
      const turns = broken ? is < was : is > Math.max(was, DEFAULT_WIDTH);
      if (turns && style.fit > 0 && is <= style.fit === broken)
        return this.fresh(target, indent, path);
    }
    const inner = this.inner(old, indent);
    const places = new Map<Node, number>(children.map((child, index) => [child, index]));
    const free = new Map<unknown, Node[]>();
    for (const child of children) {
      if (isScalar(child)) free.set(child.value, [...(free.get(child.value) ?? []), child]);
    }
    const spacings = children.map((child) => spacingOf(this.file, child));
    const spacing = spacings.includes(undefined) ? undefined : spacings[0];
    const items = target.map((item): Item => {
      const node = this.nodeOf(item, free, places);
      if (!node && spacing && this.isNew(item)) return { body: onOneLine(item, spacing) };
      const index = node ? places.get(node)! : 0;
      return {
        separator: index > 0 ? text.slice(endOf(children[index - 1]!), node!.offset) : undefined,
        body: this.value(item, node, inner, ""),
      };
    });
    return this.assemble("[", "]", old, items, indent);
  }

  /** Whether a value is written nowhere yet. */
  private isNew(value: unknown): boolean {
    return !this.origins.has(value as object) && !this.file.nodes.has(value as object);
  }

  /** Which of an array's elements a new element is, or was made from. */
  private nodeOf(
    item: unknown,
    free: Map<unknown, Node[]>,
    places: Map<Node, number>,
  ): Node | undefined {
    if (typeof item !== "object" || item === null) return free.get(item)?.shift();
    const origin = this.origins.get(item);
    const node = this.file.nodes.get(origin?.file === this.file ? origin.value : item);
    return node && places.has(node) ? node : undefined;
  }

  private assemble(
    open: string,
    close: string,
    old: Node,
    items: readonly Item[],
    indent: string,
  ): string {
    if (items.length === 0) return open + close;
    const children = old.children ?? [];
    const { text, style } = this.file;
    const { eol, unit, compact } = style;
    const [first, last] = [children[0], children.at(-1)];
    const lead = first
      ? text.slice(old.offset + 1, first.offset)
      : compact
        ? ""
        : eol + indent + unit;
    const tail = last ? text.slice(endOf(last), endOf(old) - 1) : compact ? "" : eol + indent;
    const between =
      children.length > 1
        ? text.slice(endOf(first!), children[1]!.offset)
        : `,${lead.includes("\n") ? lead : compact ? "" : " "}`;
    return (
      open +
      items
        .map(({ separator, body }, index) => (index === 0 ? lead : (separator ?? between)) + body)
        .join("") +
      tail +
      close
    );
  }

  /** The indentation of what stands in an object or array. */
  private inner(old: Node, indent: string): string {
    const first = old.children?.[0];
    if (!first) return indent + this.file.style.unit;
    const lead = this.file.text.slice(old.offset + 1, first.offset);
    return lead.includes("\n") ? lead.slice(lead.lastIndexOf("\n") + 1) : indent;
  }

  /** How wide a list is on one line. */
  private width(target: readonly unknown[], path: string, indent: string): number {
    const key = path === "" ? "" : `${JSON.stringify(path.slice(path.lastIndexOf(".") + 1))}: `;
    return displayWidth(`${indent}${key}${inline(target)},`);
  }

  private fresh(target: object, indent: string, path: string): string {
    const { style } = this.file;
    const { eol, unit, compact } = style;
    if (compact) return JSON.stringify(target);
    const inner = indent + unit;
    const block = (open: string, close: string, bodies: string[]) =>
      bodies.length === 0
        ? open + close
        : `${open}${eol}${bodies.map((body) => inner + body).join(`,${eol}`)}${eol}${indent}${close}`;
    if (Array.isArray(target)) {
      if (isList(target) && this.width(target, path, indent) <= style.fit) return inline(target);
      return block(
        "[",
        "]",
        target.map((item) => this.value(item, undefined, inner, "")),
      );
    }
    return block(
      "{",
      "}",
      Object.entries(target).map(
        ([key, value]) =>
          `${JSON.stringify(key)}: ${this.value(value, undefined, inner, join(path, key))}`,
      ),
    );
  }
}

const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

/** Whether an array holds no objects or arrays. */
const isList = (target: readonly unknown[]): boolean =>
  target.every((item) => typeof item !== "object" || item === null);

const inline = (target: readonly unknown[]): string =>
  `[${target.map((item) => JSON.stringify(item)).join(", ")}]`;

/** The indentation of the line on which something stands. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))![0];
}
