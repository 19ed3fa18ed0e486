// What a sync did, for a person.
import { patchSize } from "./patch-size.ts";
import type { Synced, SyncOptions } from "../sync/sync.ts";
import type { PageEdit } from "../sync/types.ts";

/** What a sync did, or would do, for a person: one line for each edit, and what was written. */
export function reportSync(
  { edits, written, findings }: Synced,
  { dryRun = false }: SyncOptions,
): string {
  const lines = edits.map(
    (edit) => `${edit.file}:${edit.line}:${edit.column}: ${edit.change} ${told(edit)}\n`,
  );
  if (dryRun) return lines.join("") + written.map(({ patch }) => patch).join("");
  const files = written.map(
    ({ file, change, patch }) => `${file}: ${change} ${patchSize(patch)}\n`,
  );
  if (written.length === 0 && findings.length === 0)
    return "nothing to sync: the pages and the data agree\n";
  return [...lines, ...files].join("");
}

function told({ kind, entry, field, before, after, data }: PageEdit): string {
  const value = (one: typeof before) =>
    one === undefined ? "nothing" : JSON.stringify(typeof one === "string" ? one : one.join(" | "));
  const name = kind === "list" ? "the list" : JSON.stringify(entry);
  const what = field === undefined ? name : `${name}: ${field} ${value(before)} → ${value(after)}`;
  return data ? `${what} (${data.file}:${data.line}:${data.column})` : what;
}
