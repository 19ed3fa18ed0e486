import { fieldValue } from "../data/load.ts";
import { isRow, type Line, type Use } from "../template/pattern.ts";
import type { Scope } from "./render.ts";
import { type Value, writeValue } from "./value.ts";

/** The value of a hole in a scope; a list repeats line by line, so it needs the element. */
export function holeValue(
  use: Pick<Use, "kind" | "field" | "join">,
  scope: Scope,
  element?: number,
): Value | undefined {
  const record = scope.get(use.kind)?.[0];
  const value = record && fieldValue(record, use.field.path);
  if (Array.isArray(value) && use.join === undefined) return value[element ?? 0];
  return value;
}

/**
 * Writes a line of a template with its values.
 *
 * @returns its Markdown, or undefined where a value that it needs is absent
 */
export function writeLine(
  line: Line,
  valueOf: (use: Use) => Value | undefined,
): string | undefined {
  const segments = writeSegments(line, valueOf);
  if (segments.length === 1 && segments[0] !== "") return segments[0];
  const present = isRow(line) ? segments : segments.filter((text) => text !== "");
  return present.length === 0 && line.segments.some(({ parts }) => parts.length > 0)
    ? undefined
    : present.join(line.separator);
}

/**
 * The segments of a line; one that is absent is empty.
 *
 * @param note told where each use's value stands in its segment
 */
export function writeSegments(
  line: Line,
  valueOf: (use: Use) => Value | undefined,
  note?: (use: Use, segment: number, start: number, end: number) => void,
): string[] {
  return line.segments.map(({ parts }, segment) => {
    let text = "";
    for (const part of parts) {
      if (typeof part === "string") {
        text += part;
        continue;
      }
      const use = line.uses[part.use]!;
      const value = valueOf(use);
      if (value === undefined) return "";
      const start = text.length;
      text += writeValue(line, use, value, part.before, part.after);
      note?.(use, segment, start, text.length);
    }
    return text;
  });
}
