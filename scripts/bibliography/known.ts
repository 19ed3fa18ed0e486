/** What a list has already of the entries that are to be added to it. */
import { quote } from "../finding/quote.ts";
import type { Context, Entry } from "../rules/context.ts";
import { duplicateEntry } from "../rules/duplicate-entry.ts";
import { sameWork } from "../rules/names.ts";

/** A word that more entries have than this tells none of them. */
const COMMON = 8;

/**
 * Why entries should not be added: the list, or what comes before them, has the same work by the
 * rule duplicate-entry, in whatever section, or one of nearly the same title.
 *
 * @param fresh the entries that are to be added, the last ones of their kind
 */
export function knownAlready(context: Context, fresh: ReadonlySet<Entry>): Map<Entry, string> {
  const found = new Map<Entry, string>();
  for (const { at, message } of duplicateEntry.check(context, { across: "refused" }))
    if ("entry" in at && fresh.has(at.entry))
      found.set(at.entry, message.slice(0, message.lastIndexOf("; remove one of them")));
  const byWord = new Map<string, Entry[]>();
  for (const entry of context.entries) {
    const words = new Set(entry.name.toLowerCase().match(/[\p{L}\p{N}+#]{3,}/gu));
    const alike = [...words].flatMap((word) => byWord.get(word) ?? []);
    const twin =
      fresh.has(entry) &&
      alike.find((other) => other.kind === entry.kind && sameWork(entry, other));
    if (twin && !found.has(entry))
      found.set(entry, `${quote(entry.name)} may be the same as ${quote(twin.name)}`);
    for (const word of words) {
      const known = byWord.get(word);
      if (!known) byWord.set(word, [entry]);
      else if (known.length < COMMON) known.push(entry);
    }
  }
  return found;
}
