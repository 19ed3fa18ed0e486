// The records that a reading gives, where they stand in several places: each once. For tests of laws.
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import type { Entry } from "../page/entry.ts";
import type { Reading } from "../page/reading.ts";
import type { Value } from "../page/value.ts";
import { lineNodes, type Pattern } from "../template/pattern.ts";

/** Of kinds whose records stand in several places, the field that says in which. */
export const spreadBy = ({ nodes }: Pattern): Map<string, string> =>
  new Map(
    [...lineNodes(nodes)].flatMap(([{ record, spread }]) =>
      spread ? [[record!, spread.path]] : [],
    ),
  );

/** The records of a page, each once: where it stands in several places, all that they say, sorted. */
export function joinedRecords(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  { entries }: Reading,
): Pick<Entry, "kind" | "fields">[] {
  const spread = spreadBy(pattern);
  const known = new Map<string, Map<string, Value>>();
  return entries.flatMap(({ kind, fields }) => {
    const path = spread.get(kind);
    if (path === undefined) return [{ kind, fields }];
    const name = JSON.stringify([kind, fields.get(kinds.get(kind)!.key)]);
    const own = known.get(name) ?? fields;
    const both = [...new Set([own.get(path) ?? [], fields.get(path) ?? []].flat())].sort();
    if (both.length > 0) own.set(path, both);
    if (known.has(name)) return [];
    known.set(name, own);
    return [{ kind, fields }];
  });
}

/** What a page shows of some records: of each kind, their shown fields, as sorted texts. */
export function shownOf(
  pattern: Pattern,
  made: ReadonlyMap<string, readonly Rec[]> | readonly Pick<Entry, "kind" | "fields">[],
): Record<string, string[]> {
  const spread = spreadBy(pattern);
  const shown: Record<string, string[]> = {};
  for (const [kind, paths] of pattern.shownFields) {
    const all: ((path: string) => Value | undefined)[] =
      "get" in made
        ? (made.get(kind) ?? []).map((rec) => (path) => fieldValue(rec, path))
        : made
            .filter((one) => one.kind === kind)
            .map(
              ({ fields }) =>
                (path) =>
                  fields.get(path),
            );
    shown[kind] = all
      .map((valueOf) =>
        JSON.stringify(
          [...paths].sort().flatMap((path) => {
            const value = valueOf(path);
            // The page has them in the order of its headings.
            const sorted =
              typeof value === "object" && path === spread.get(kind) ? value.toSorted() : value;
            return value === undefined ? [] : [[path, sorted]];
          }),
        ),
      )
      .sort();
  }
  return shown;
}
