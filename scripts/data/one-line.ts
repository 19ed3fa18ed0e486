import type { Node } from "jsonc-parser";
import type { JsonSource } from "./json-source.ts";

/** What stands between the parts of an object that is written on one line. */
export interface Spacing {
  /** After the opening brace and before the closing one. */
  edge: string;
  colon: string;
  comma: string;
}

/** Where a value's text ends. */
export const endOf = (node: Node): number => node.offset + node.length;

/** How an object on one line of a file is spaced; undefined for others, and in files of one line. */
export function spacingOf({ text, style }: JsonSource, node: Node): Spacing | undefined {
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
