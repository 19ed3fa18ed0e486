import { fieldValue } from "../data/record.ts";
import {
  type Cell,
  isRow,
  type Line,
  type Part,
  type Segment,
  type Use,
} from "../template/pattern.ts";
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

type ValueOf = (use: Use) => Value | undefined;

/** A part of a cell that is there as one, and where each use's value stands in it. */
export interface Written {
  text: string;
  /** What stands before it in its cell: nothing before the first. */
  before: string;
  spans: { use: Use; start: number; end: number }[];
}

/**
 * Writes a line of a template with its values.
 *
 * @returns its Markdown, or undefined where a value that it needs is absent
 */
export function writeLine(line: Line, valueOf: ValueOf): string | undefined {
  const cells = writeCells(line, valueOf);
  const absent = !isRow(line) && cells[0] === "" && line.cells[0]!.segments[0]!.parts.length > 0;
  return absent ? undefined : cells.join(" | ");
}

/** The cells of a row, or the one of another line; one whose values are absent is empty. */
export function writeCells(line: Line, valueOf: ValueOf): string[] {
  return line.cells.map((cell) => {
    if (cell.segments.length === 1) return writeSegment(line, cell.segments[0]!, valueOf);
    return writeCell(line, cell, valueOf)
      .map(({ before, text }) => before + text)
      .join("");
  });
}

/** What is there of a cell. */
export function writeCell(line: Line, cell: Cell, valueOf: ValueOf): Written[] {
  const [head, ...links] = cell.segments.map((segment): Written => {
    const spans: Written["spans"] = [];
    return { text: writeSegment(line, segment, valueOf, spans), before: "", spans };
  });
  const there = links.filter(({ text }) => text !== "");
  if (cell.lead !== undefined && there.length === 0 && cell.segments[0]!.fields.length === 0)
    return [];
  const present = head!.text === "" ? there : [head!, ...there];
  return present.map((written, index) => {
    const lead = index === 1 && present[0] === head ? cell.lead : undefined;
    return { ...written, before: index === 0 ? "" : (lead ?? cell.separator) };
  });
}

function writeSegment(
  line: Line,
  { parts }: Segment,
  valueOf: ValueOf,
  spans?: Written["spans"],
): string {
  const { uses } = line;
  const isThere = (id: number | undefined) => id !== undefined && valueOf(uses[id]!) !== undefined;
  /** A verbatim part; undefined for a use that is there. */
  const verbatim = (part: Part): string | undefined => {
    if (typeof part === "string") return part;
    if ("text" in part) return isThere(part.with) ? part.text : "";
    return uses[part.use]!.loose && !isThere(part.use) ? "" : undefined;
  };
  let text = "";
  let before = "";
  for (const [index, part] of parts.entries()) {
    const plain = verbatim(part);
    if (plain !== undefined) {
      text += plain;
      before += plain;
      continue;
    }
    const use = uses[(part as { use: number }).use]!;
    const value = valueOf(use);
    if (value === undefined) return "";
    let after = "";
    for (let next = index + 1; next < parts.length; next++) {
      const following = verbatim(parts[next]!);
      if (following === undefined) break;
      after += following;
    }
    const start = text.length;
    text += writeValue(line, use, value, {
      before,
      after,
      label: use.label || isThere(use.linkedBy),
    });
    before = "";
    spans?.push({ use, start, end: text.length });
  }
  return text;
}
