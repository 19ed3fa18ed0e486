// Writes one line of a template with its values, and leaves out what is absent.
import { fieldValue } from "../data/record.ts";
import { type TextContext, UNKNOWN } from "../markdown/escape.ts";
import {
  type Cell,
  isMade,
  isRow,
  type Line,
  type LineNode,
  type Segment,
  type Use,
} from "../template/pattern.ts";
import { isBlank } from "../template/line-regex.ts";
import type { Scope } from "./scope.ts";
import { contextIn, shownValue, type Value, writeValue } from "./value.ts";

/** The value of a hole in a scope; a list repeats line by line, so it needs the element. */
export function holeValue(
  use: Pick<Use, "kind" | "field"> & Partial<Use>,
  scope: Scope,
  element?: number,
): Value | undefined {
  const record = scope.get(use.kind)?.[0];
  const value = record && fieldValue(record, use.field.path);
  if (use.blank && typeof value === "string" && isBlank(value, use as Use)) return undefined;
  if (Array.isArray(value) && use.join === undefined) return value[element ?? 0];
  return value;
}

type ValueOf = (use: Use) => Value | undefined;
/** The values of a line's uses, by their indices. */
type Values = readonly (Value | undefined)[];

/** Where a value stands in what was written. */
interface Span {
  use: Use;
  start: number;
  end: number;
}

/** A part of a cell that is there as one, and where each use's value stands in it. */
export interface Written {
  text: string;
  /** What stands before it in its cell: nothing before the first. */
  before: string;
  spans: Span[];
}

/**
 * Writes a line of a template with its values.
 *
 * @returns its Markdown, or undefined where a value that it needs is absent
 */
export function writeLine(line: Line, valueOf: ValueOf): string | undefined {
  if (isRow(line)) return writeCells(line, valueOf).join(" | ");
  const [cell] = line.cells as [Cell];
  const text = writeCell(line, cell, line.uses.map(valueOf));
  return text === "" && cell.segments[0]!.parts.length > 0 ? undefined : text;
}

/** The values that a line shows, by the names of their holes; what is made is none, unless asked for. */
export function valuesOn(line: Line, valueOf: ValueOf, made = false): Map<string, Value> {
  const shown = new Map<string, Value>();
  for (const { parts } of line.cells.flatMap((cell) => cell.segments)) {
    const uses = parts.flatMap((part) =>
      typeof part === "object" && "use" in part ? line.uses[part.use]! : [],
    );
    const held = uses.map((use) => (isMade(use) && !made ? "" : valueOf(use)));
    if (held.some((value, index) => value === undefined && !uses[index]!.loose)) continue;
    uses.forEach((use, index) => {
      const value = isMade(use) && !made ? undefined : shownValue(use.field, held[index]);
      if (value !== undefined && !shown.has(use.path)) shown.set(use.path, value);
    });
  }
  return shown;
}

/**
 * The form by which an entry is written: of those whose values it has, the first of those that show
 * the most of them; the node itself where it is the only one.
 */
export function formOf(node: LineNode, valueOf: ValueOf): LineNode | undefined {
  if (!node.forms) return node;
  let found: LineNode | undefined;
  let most = 0;
  for (const form of node.forms) {
    const shown = valuesOn(form.line, valueOf, true);
    if (shown.size <= most || !hasItsValues(form.line, shown)) continue;
    [found, most] = [form, shown.size];
  }
  return found;
}

/** Whether all is there without which a line would not be, or not be whole. */
function hasItsValues(line: Line, shown: ReadonlyMap<string, Value>): boolean {
  const [{ segments, lead }] = line.cells as [Cell];
  if (isRow(line) || (lead === undefined && segments.length > 1)) return true;
  return segments[0]!.paths.every((path) => shown.has(path));
}

/** The cells of a row; one whose values are absent is empty. */
export function writeCells(line: Line, valueOf: ValueOf): string[] {
  const values = line.uses.map(valueOf);
  return line.cells.map((cell) => writeCell(line, cell, values));
}

/** What is there of a cell, and, where they are asked for, its parts. */
export function writeCell(line: Line, cell: Cell, values: Values, parts?: Written[]): string {
  const { segments, separator, lead } = cell;
  let text = "";
  let links = 0;
  for (let index = 0; index < segments.length; index++) {
    const spans: Span[] | undefined = parts && [];
    const own = writeSegment(line, segments[index]!, values, spans);
    if (own === "") continue;
    if (index > 0) links++;
    const before = text === "" ? "" : links === 1 ? (lead ?? separator) : separator;
    text += before + own;
    parts?.push({ text: own, before, spans: spans! });
  }
  // A text that only leads to links is not there without them.
  if (lead === undefined || links > 0 || segments[0]!.fields.length > 0) return text;
  parts?.splice(0);
  return "";
}

function writeSegment(line: Line, segment: Segment, values: Values, spans?: Span[]): string {
  let text = "";
  for (const part of stretchesOf(line, segment, values)) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const value = values[part.id];
    if (value === undefined) return "";
    const use = line.uses[part.id]!;
    const start = text.length;
    text += writeValue(use, value, part.context);
    spans?.push({ use, start, end: text.length });
  }
  return text;
}

/** A stretch of a segment: verbatim, or a use that is there, between what is written. */
type Stretch = string | { id: number; context: TextContext };

/** The uses with whose values parts of a segment come and go, and its stretches with some of them. */
interface Variants {
  optional: number[];
  known: Map<string, Stretch[]>;
}

const variants = new WeakMap<Segment, Variants>();

function stretchesOf(line: Line, segment: Segment, values: Values): Stretch[] {
  let own = variants.get(segment);
  if (!own)
    variants.set(segment, (own = { optional: optionalUses(line, segment), known: new Map() }));
  let key = "";
  for (const id of own.optional) key += values[id] === undefined ? "-" : "+";
  let stretches = own.known.get(key);
  if (!stretches) {
    const there = new Set(own.optional.filter((_, index) => key[index] === "+"));
    own.known.set(key, (stretches = stretchesWith(line, segment, there)));
  }
  return stretches;
}

function optionalUses({ uses }: Line, { parts }: Segment): number[] {
  const ids = parts.flatMap((part) => {
    if (typeof part === "string") return [];
    if ("text" in part) return part.with ?? part.unless!;
    const { loose, linkedBy } = uses[part.use]!;
    return [...(loose ? [part.use] : []), ...(linkedBy === undefined ? [] : [linkedBy])];
  });
  return [...new Set(ids)];
}

function stretchesWith(line: Line, { parts }: Segment, there: ReadonlySet<number>): Stretch[] {
  const { uses } = line;
  const present = parts.map((part): string | number => {
    if (typeof part === "string") return part;
    if ("text" in part)
      return there.has((part.with ?? part.unless)!) === (part.with !== undefined) ? part.text : "";
    return uses[part.use]!.loose && !there.has(part.use) ? "" : part.use;
  });
  const verbatim = (parts: readonly (string | number)[]) =>
    parts.filter((part) => typeof part === "string").join("");
  const isUse = (part: string | number) => typeof part !== "string";
  return present.map((part, index): Stretch => {
    if (typeof part === "string") return part;
    const last = present.findLastIndex((other, at) => at < index && isUse(other));
    const next = present.findIndex((other, at) => at > index && isUse(other));
    const before = (last < 0 ? "" : UNKNOWN) + verbatim(present.slice(last + 1, index));
    const after = verbatim(present.slice(index + 1, next < 0 ? undefined : next));
    const { label, bracket, linkedBy } = uses[part]!;
    const linked = linkedBy !== undefined && there.has(linkedBy);
    const context = contextIn(line, before, after, { label: label || linked, bracket });
    return { id: part, context };
  });
}
