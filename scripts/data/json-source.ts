import { parseTree, type Node, type ParseError, printParseErrorCode } from "jsonc-parser";
import { lineIndex } from "../finding/place.ts";
import type { JsonFile } from "./json.ts";
import { displayWidth } from "../markdown/table.ts";

/** A JSON file as it stands: its values, where each is written, and how. */
export interface JsonSource {
  text: string;
  value: unknown;
  /** For each object and array of `value`, where it is written. */
  nodes: Map<object, Node>;
  style: Style;
}

/** How a file is laid out, so that what is new looks like what is there. */
interface Style {
  eol: string;
  unit: string;
  /** A file of one line. */
  compact: boolean;
  /** Lists of texts stand on one line where they fit into this width; 0 where each has its own. */
  fit: number;
}

/**
 * Reads a JSON file with the places of its values.
 *
 * @param known its tree, where it has been read before without a mistake
 * @throws Error where the text is not JSON, with line and column
 */
export function readSource(text: string, name = "the file", known?: Node): JsonSource {
  const mark = text.startsWith("\uFEFF") ? 1 : 0;
  const errors: ParseError[] = [];
  // A byte order mark is kept, and read as a blank.
  const root =
    known ??
    parseTree(mark ? ` ${text.slice(1)}` : text, errors, {
      disallowComments: true,
      allowTrailingComma: false,
    });
  if (!root || errors.length > 0) {
    const { line, column } = lineIndex(text).at(errors[0]?.offset ?? 0);
    const problem = errors[0] ? printParseErrorCode(errors[0].error) : "ValueExpected";
    throw new Error(`${name}:${line}:${column}: found no JSON (${problem}); mend it first`);
  }
  const nodes = new Map<object, Node>();
  const style = styleOf(text, (root.children?.length ?? 0) > 0, () => root);
  return { text, value: valueOf(root, nodes), nodes, style };
}

/** Reads one element of a file's outermost array, in the style of the whole file. */
export function readElement(
  file: JsonFile,
  index: number,
): JsonSource & { offset: number; indent: string } {
  const { offset, tree, indent } = file.element(index);
  const text = file.text.slice(offset, offset + tree.length);
  const nodes = new Map<object, Node>();
  const style = styleOf(file.text, true, () => file.tree!);
  return { text, value: valueOf(tree, nodes), nodes, style, offset, indent };
}

/** The value at a node; every object and array is noted. Of a key written twice, the last holds. */
export function valueOf(node: Node, nodes: Map<object, Node>): unknown {
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

/** Sets a key as data, whatever its name: `__proto__` too. */
export function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== "__proto__") {
    target[key] = value;
    return;
  }
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** Into which width lists of texts are fitted where a file does not say. */
export const DEFAULT_WIDTH = 80;

/** @param rootOf the whole tree, which only lists of texts ask for */
function styleOf(text: string, filled: boolean, rootOf: () => Node): Style {
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  const compact = !text.trimEnd().includes("\n") && filled;
  let fit: number | undefined;
  return {
    eol: text.includes("\r\n") ? "\r\n" : "\n",
    unit: unit.startsWith("\t") ? "\t" : unit,
    compact,
    get fit() {
      return (fit ??= compact ? Infinity : fitOf(text, rootOf()));
    },
  };
}

/** Into which width a file's own lists of texts were fitted, or 0. */
function fitOf(text: string, root: Node): number {
  let widest = DEFAULT_WIDTH;
  let narrowestBroken = Infinity;
  const visit = (node: Node): void => {
    if (
      node.type === "array" &&
      (node.children?.length ?? 0) > 0 &&
      node.children!.every(isScalar)
    ) {
      const [start, end] = [node.offset, node.offset + node.length];
      const lineStart = text.lastIndexOf("\n", start) + 1;
      if (!text.slice(start, end).includes("\n")) {
        widest = Math.max(widest, displayWidth(text.slice(lineStart, end)) + 1);
      } else {
        const inline = node.children!.map((child) =>
          text.slice(child.offset, child.offset + child.length),
        );
        const width = displayWidth(`${text.slice(lineStart, start)}[${inline.join(", ")}],`);
        narrowestBroken = Math.min(narrowestBroken, width);
      }
      return;
    }
    node.children?.forEach(visit);
  };
  visit(root);
  if (narrowestBroken <= DEFAULT_WIDTH) return 0;
  return widest > narrowestBroken ? DEFAULT_WIDTH : widest;
}

/** Whether a value holds no others. */
export const isScalar = (node: Node): boolean => node.type !== "array" && node.type !== "object";

/** Whether two JSON values are the same; the order of keys says nothing. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameJson(item, b[index]))
    );
  }
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(x);
  return (
    keys.length === Object.keys(y).length &&
    keys.every((key) => Object.hasOwn(y, key) && sameJson(x[key], y[key]))
  );
}
