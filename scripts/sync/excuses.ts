import { findNodeAtLocation, parseTree } from "jsonc-parser";

/**
 * The text of `data/list.json` where excuses name their entries as these are called now.
 *
 * @param renamed the new names of entries, by their old ones
 */
export function renamedExcuses(text: string, renamed: ReadonlyMap<string, string>): string {
  const excuses = findNodeAtLocation(parseTree(text)!, ["excuses"])?.children ?? [];
  let made = text;
  for (const excuse of [...excuses].reverse()) {
    const entry = findNodeAtLocation(excuse, ["entry"]);
    const name = entry && renamed.get(String(entry.value));
    if (name === undefined) continue;
    const { offset, length } = entry!;
    made = made.slice(0, offset) + JSON.stringify(name) + made.slice(offset + length);
  }
  return made;
}
