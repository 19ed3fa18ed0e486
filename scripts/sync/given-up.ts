// Whether edits of the data that were noted are still there: what was checked out again is no base.
import { fieldValue, type LoadedList } from "../data/record.ts";

/** Whether nothing of what one list has otherwise than another is left in a third. */
export function isGivenUp(before: LoadedList, after: LoadedList, now: LoadedList): boolean {
  const [was, made, is] = [before, after, now].map(valuesOf) as [Values, Values, Values];
  const changed = [...new Set([...was.keys(), ...made.keys()])].filter(
    (key) => was.get(key) !== made.get(key),
  );
  return changed.length > 0 && changed.every((key) => is.get(key) === was.get(key));
}

type Values = Map<string, string>;

/** All values of a list, by the record and field. */
function valuesOf({ kinds, records }: LoadedList): Values {
  const found: Values = new Map();
  for (const [kind, { key, fields }] of kinds)
    for (const record of records.get(kind) ?? [])
      for (const path of fields.keys()) {
        const value = fieldValue(record, path);
        const name = kind === "list" ? "" : String(fieldValue(record, key));
        if (value !== undefined)
          found.set(JSON.stringify([kind, name, path]), JSON.stringify(value));
      }
  return found;
}
