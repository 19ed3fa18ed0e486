// Whether edits of the data that were noted are still there: what was checked out again is no base.
import { fieldValue, type LoadedList, type Rec } from "../data/record.ts";

/** Whether nothing of what one list has otherwise than another is left in a third. */
export function isGivenUp(before: LoadedList, after: LoadedList, now: LoadedList): boolean {
  const [old, fresh] = [textsOf(before), textsOf(after)];
  const edited = new Set(
    [...old.keys(), ...fresh.keys()].filter((name) => old.get(name) !== fresh.get(name)),
  );
  const [was, made, is] = [before, after, now].map((list) => valuesOf(list, edited)) as [
    Values,
    Values,
    Values,
  ];
  const changed = [...new Set([...was.keys(), ...made.keys()])].filter(
    (key) => was.get(key) !== made.get(key),
  );
  return changed.length > 0 && changed.every((key) => is.get(key) === was.get(key));
}

type Values = Map<string, string>;

/** All records, each with what it is named by. */
function* named({ kinds, records }: LoadedList): Generator<[name: string, record: Rec]> {
  for (const [kind, { key }] of kinds)
    for (const record of records.get(kind) ?? [])
      yield [`${kind} ${kind === "list" ? "" : String(fieldValue(record, key))}`, record];
}

/** The records of each name, as text. */
function textsOf(list: LoadedList): Values {
  const found: Values = new Map();
  for (const [name, { value }] of named(list))
    found.set(name, (found.get(name) ?? "") + JSON.stringify(value));
  return found;
}

/** The values of the records of some names, by name and field. */
function valuesOf(list: LoadedList, names: ReadonlySet<string>): Values {
  const found: Values = new Map();
  for (const [name, record] of named(list))
    if (names.has(name))
      for (const path of list.kinds.get(record.kind)!.fields.keys()) {
        const value = fieldValue(record, path);
        if (value !== undefined) found.set(JSON.stringify([name, path]), JSON.stringify(value));
      }
  return found;
}
