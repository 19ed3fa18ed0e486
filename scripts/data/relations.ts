// What is wrong between records: names that stand twice, references that lead nowhere.
import { folded } from "../pairing/folded.ts";
import type { Finding, Place } from "../finding/finding.ts";
import type { Kind } from "./kinds.ts";
import { fieldValue, type LoadedList, placeOf, type Rec } from "./record.ts";
import { nearest } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";

/** What is wrong between records, each of which may be sound by itself. */
export interface Relation {
  place: Place;
  rule: "repeated-entry" | "reference";
  message: string;
  more: Partial<Finding>;
}

/** Records that say the same as an earlier one of what every record of their kind must say. */
export function repeatedEntries(list: LoadedList): Relation[] {
  const found: Relation[] = [];
  const fields = [...list.kinds.values()].flatMap((kind) => [...kind.fields.values()]);
  const referred = new Set(fields.map((field) => field.ref));
  for (const kind of list.kinds.values()) {
    // What others refer to must be told by its key alone.
    const required = referred.has(kind.name)
      ? [kind.key]
      : [...kind.fields.values()]
          .filter((field) => !field.optional && !field.list)
          .map(({ path }) => path);
    const seen = new Map<string, Rec>();
    for (const record of list.records.get(kind.name) ?? []) {
      const id = identityOf(record, required);
      if (id === undefined) continue;
      const first = seen.get(id);
      if (!first) {
        seen.set(id, record);
        continue;
      }
      const { file, line, column } = placeOf(list, first);
      const entry = keyOf(kind, record)!;
      found.push({
        place: placeOf(list, record),
        rule: "repeated-entry",
        message: `${quote(entry)} stands at ${file}:${line}:${column} already; remove one of them`,
        more: { entry },
      });
    }
  }
  return found;
}

/**
 * References to records that are not there.
 *
 * @param complete whether all records of a kind were read
 */
export function brokenReferences(
  list: LoadedList,
  complete: (kind: string) => boolean,
): Relation[] {
  const found: Relation[] = [];
  for (const kind of list.kinds.values()) {
    for (const field of kind.fields.values()) {
      const target = field.ref === undefined ? undefined : list.kinds.get(field.ref);
      if (!target || !complete(target.name)) continue;
      const keys = new Set<string>();
      const records = list.records.get(target.name) ?? [];
      const named = records.every((record) => {
        const key = keyOf(target, record);
        return key !== undefined && keys.add(key);
      });
      // The record that is meant may be one whose key cannot be read.
      if (named) for (const one of missing(list, kind, field.path, target, keys)) found.push(one);
    }
  }
  return found;
}

/** Each suggestion compares a value with every key: enough for mistypings, not for a lost file. */
const MOST_SUGGESTIONS = 50;

function missing(
  list: LoadedList,
  kind: Kind,
  field: string,
  target: Kind,
  keys: ReadonlySet<string>,
): Relation[] {
  const found: Relation[] = [];
  for (const record of list.records.get(kind.name) ?? []) {
    const value = fieldValue(record, field);
    const several = Array.isArray(value);
    for (const [index, one] of (several ? value : [value]).entries()) {
      if (typeof one !== "string" || keys.has(one)) continue;
      const near = found.length < MOST_SUGGESTIONS ? nearest(one, keys) : undefined;
      const entry = keyOf(kind, record);
      found.push({
        place: placeOf(list, record, field, several ? index : undefined),
        rule: "reference",
        message: `${field}: found ${quote(one)}, which is the ${target.key} of no ${target.name}${near === undefined ? "" : `; did you mean ${quote(near)}?`}`,
        more: { ...(entry === undefined ? {} : { entry }), field },
      });
    }
  }
  return found;
}

/** A record's name, if it is one. */
function keyOf(kind: Kind, record: Rec): string | undefined {
  const value = fieldValue(record, kind.key);
  return typeof value === "string" ? value : undefined;
}

/** What a record says in the fields that every one must have, if it has them. */
function identityOf(record: Rec, required: readonly string[]): string | undefined {
  let joined = "";
  for (const path of required) {
    const value = fieldValue(record, path);
    if (typeof value !== "string") return undefined;
    joined += joined === "" ? value : `\0${value}`;
  }
  return folded(joined);
}
