// How a JSON file is laid out (indentation, widths, spaces), so that what is new looks like what is there.
import type { Node } from "jsonc-parser";
import { displayWidth } from "../markdown/table.ts";

/** How a file is laid out, so that what is new looks like what is there. */
export interface Style {
  eol: string;
  unit: string;
  /** A file of one line. */
  compact: boolean;
  /** Lists of texts stand on one line where they fit into this width; 0 where each has its own. */
  fit: number;
}

/** Into which width lists of texts are fitted where a file does not say. */
export const DEFAULT_WIDTH = 80;

/** @param rootOf the whole tree, which only lists of texts ask for */
export function styleOf(text: string, filled: boolean, rootOf: () => Node): Style {
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

/** What stands between the parts of an object that is written on one line. */
interface Spacing {
  /** After the opening brace and before the closing one. */
  edge: string;
  colon: string;
  comma: string;
}

/** Where a value's text ends. */
export const endOf = (node: Node): number => node.offset + node.length;

/** How an object on one line of a file is spaced; undefined for others, and in files of one line. */
export function spacingOf(
  { text, style }: { text: string; style: Style },
  node: Node,
): Spacing | undefined {
  const [first, second] = node.children ?? [];
  if (node.type !== "object" || !first || style.compact) return undefined;
  if (text.slice(node.offset, endOf(node)).includes("\n")) return undefined;
  const [key, value] = first.children!;
  const colon = text.slice(endOf(key!), value!.offset);
  return {
    edge: text.slice(node.offset + 1, first.offset),
    colon,
    comma: second ? text.slice(endOf(first), second.offset) : colon.replace(":", ","),
  };
}

/** Writes a new value on one line, spaced like its neighbours. */
export function onOneLine(value: unknown, spacing: Spacing): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const { edge, colon, comma } = spacing;
  if (Array.isArray(value)) return `[${value.map((item) => onOneLine(item, spacing)).join(comma)}]`;
  const entries = Object.entries(value).map(
    ([key, inner]) => JSON.stringify(key) + colon + onOneLine(inner, spacing),
  );
  return `{${edge}${entries.join(comma)}${edge}}`;
}
