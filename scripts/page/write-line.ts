import { fieldValue } from "../data/record.ts";
import { type Cell, isRow, type Line, type Segment, type Use } from "../template/pattern.ts";
import type { TextContext } from "../markdown/escape.ts";
import type { Scope } from "./render.ts";
import { contextIn, type Value, writeValue } from "./value.ts";

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
  segment: Segment,
  valueOf: ValueOf,
  spans?: Written["spans"],
): string {
  let text = "";
  for (const part of piecesOf(line, segment, valueOf)) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const value = valueOf(part.use);
    if (value === undefined) return "";
    const start = text.length;
    text += writeValue(part.use, value, part.context);
    spans?.push({ use: part.use, start, end: text.length });
  }
  return text;
}

/** A stretch of a segment: verbatim, or a use that is there, between what is written. */
type Stretch = string | { use: Use; context: TextContext };

/** The stretches of segments in which nothing comes and goes with a value. */
const fixed = new WeakMap<Segment, Stretch[]>();

function piecesOf(line: Line, segment: Segment, valueOf: ValueOf): Stretch[] {
  let stretches = fixed.get(segment);
  if (stretches) return stretches;
  const { uses } = line;
  let varies = false;
  const isThere = (id: number | undefined) => {
    if (id === undefined) return false;
    varies = true;
    return valueOf(uses[id]!) !== undefined;
  };
  const present = segment.parts.map((part): string | Use => {
    if (typeof part === "string") return part;
    if ("text" in part) return isThere(part.with) ? part.text : "";
    const use = uses[part.use]!;
    return use.loose && !isThere(part.use) ? "" : use;
  });
  const verbatim = (parts: readonly (string | Use)[]) =>
    parts.filter((part) => typeof part === "string").join("");
  const isUse = (part: string | Use) => typeof part !== "string";
  stretches = present.map((part, index): Stretch => {
    if (typeof part === "string") return part;
    const last = present.findLastIndex((other, at) => at < index && isUse(other));
    const next = present.findIndex((other, at) => at > index && isUse(other));
    const before = verbatim(present.slice(last + 1, index));
    const after = verbatim(present.slice(index + 1, next < 0 ? undefined : next));
    return {
      use: part,
      context: contextIn(line, before, after, part.label || isThere(part.linkedBy)),
    };
  });
  if (!varies) fixed.set(segment, stretches);
  return stretches;
}
