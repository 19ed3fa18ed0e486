// For tests: a list as if it were loaded, without a folder.
import { JsonDocument } from "../data/json-document.ts";
import type { Kind } from "../data/kinds.ts";
import type { LoadedList, Rec } from "../data/record.ts";
import { memoryFiles } from "../files/memory.ts";

/** A list of some records, by kind. */
export const listOf = (
  kinds: Map<string, Kind>,
  records = new Map<string, Rec[]>(),
): LoadedList => ({ files: memoryFiles(), kinds, records, documents: new Map(), findings: [] });

/** A list of some values, by kind, each of which has its place in a file. */
export function listOfData(
  kinds: Map<string, Kind>,
  data: Readonly<Record<string, readonly Record<string, unknown>[]>>,
): LoadedList {
  const list = listOf(kinds);
  for (const [kind, values] of Object.entries(data)) {
    const file = `data/${kind}s.json`;
    list.documents.set(file, new JsonDocument(file, JSON.stringify(values)));
    list.records.set(
      kind,
      values.map((value, index) => ({ kind, index, file, element: index, value })),
    );
  }
  return list;
}
