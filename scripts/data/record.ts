// A record as it stands in a data file, the list of all, and the places of both.
import type { Finding, Place } from "../finding/finding.ts";
import type { Files } from "../files/files.ts";
import type { JsonPath } from "./json.ts";
import type { JsonDocument } from "./json-document.ts";
import type { Kind } from "./kinds.ts";

/** A record as it stands in a data file. */
export interface Rec {
  kind: string;
  /** Its place among all records of its kind. */
  index: number;
  /** Relative to the list's folder, with forward slashes. */
  file: string;
  /** Its place in the array that its file holds; undefined where it is all that the file holds. */
  element?: number;
  value: Record<string, unknown>;
}

/** A list's data, and all that is wrong with it. */
export interface LoadedList {
  files: Files;
  kinds: Map<string, Kind>;
  /** By kind, in the list's order. `list` has one record. */
  records: Map<string, Rec[]>;
  /** The data files that were read, by their names. */
  documents: Map<string, JsonDocument>;
  findings: Finding[];
}

/** The steps of each path that was asked for: a list has few fields and many records. */
const knownSteps = new Map<string, string[]>();

function stepsIn(field: string): string[] {
  let steps = knownSteps.get(field);
  if (!steps) knownSteps.set(field, (steps = field.split(".")));
  return steps;
}

/** A field's value: its text or texts, numbers as their digits; undefined where it is absent. */
export function fieldValue({ value }: Rec, field: string): string | string[] | undefined {
  let found: unknown = value;
  for (const step of stepsIn(field)) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.hasOwn(found, step) ? (found as Record<string, unknown>)[step] : undefined;
  }
  if (typeof found === "number") return String(found);
  if (Array.isArray(found) && typeof found[0] === "number") return found.map(String);
  return found as string | string[] | undefined;
}

/** The steps that lead to a record in its file. */
export const stepsTo = (record: Rec): JsonPath =>
  record.element === undefined ? [] : [record.element];

/** Where a record, one of its fields, or one value of a list field stands in the data. */
export function placeOf(list: LoadedList, record: Rec, field?: string, element?: number): Place {
  const steps = [
    ...stepsTo(record),
    ...(field === undefined ? [] : field.split(".")),
    ...(element === undefined ? [] : [element]),
  ];
  return list.documents.get(record.file)?.place(steps) ?? { file: record.file, line: 1, column: 1 };
}
