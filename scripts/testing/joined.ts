import type { Kind } from "../data/kinds.ts";
import type { Reading, ReadRecord } from "../page/reading.ts";
import type { Value } from "../page/value.ts";
import { lineNodes, type Pattern } from "../template/pattern.ts";

/** The records of a page, each one once: where it stands in several places, all that they say. */
export function joinedRecords(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  { records }: Reading,
): Pick<ReadRecord, "kind" | "fields">[] {
  const spread = new Map(
    [...lineNodes(pattern.nodes)].flatMap(([node]) =>
      node.spread ? [[node.record!, node.spread.path]] : [],
    ),
  );
  const known = new Map<string, Map<string, Value>>();
  return records.flatMap(({ kind, fields }) => {
    const path = spread.get(kind);
    if (path === undefined) return [{ kind, fields }];
    const name = JSON.stringify([kind, fields.get(kinds.get(kind)!.key)]);
    const own = known.get(name);
    const both = [...new Set([own?.get(path) ?? [], fields.get(path) ?? []].flat())];
    if (own) {
      own.set(path, both);
      return [];
    }
    known.set(name, fields);
    return [{ kind, fields }];
  });
}
