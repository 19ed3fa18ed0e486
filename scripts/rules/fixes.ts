// Fixes put into the texts of the data files: edits of just the places that they name.
import { pathOf } from "../data/json.ts";
import { JsonDocument } from "../data/json-document.ts";
import type { Finding, Fix } from "../finding/finding.ts";

/** A finding with the fix that mends it. */
export type Fixable = Finding & { fix: Fix };

/** Files with fixes in them, and the findings that are mended so. */
export interface Edits {
  texts: Map<string, string>;
  mended: Fixable[];
}

/**
 * Applies to each file the fixes that do not get in each other's way; what is left out is found
 * again afterwards.
 */
export function mendTexts(texts: ReadonlyMap<string, string>, found: readonly Fixable[]): Edits {
  const changed = new Map<string, string>();
  const mended: Fixable[] = [];
  for (const [file, text] of texts) {
    const own = found.filter(({ fix }) => fix.file === file);
    if (own.length === 0) continue;
    const applied = mend(new JsonDocument(file, text), own);
    if (applied.text === text) continue;
    changed.set(file, applied.text);
    mended.push(...applied.mended);
  }
  return { texts: changed, mended };
}

interface Applied {
  text: string;
  mended: Fixable[];
}

/** Of the values of one file all that can be put in their places; else the first of its orders. */
function mend(document: JsonDocument, found: readonly Fixable[]): Applied {
  const values = new Map<string, Fixable>();
  for (const finding of found) {
    const { fix } = finding;
    if (!("pointer" in fix) || values.has(fix.pointer)) continue;
    const now = document.valueAt(pathOf(fix.pointer));
    if (typeof now === "string" && now !== fix.value) values.set(fix.pointer, finding);
  }
  const [first] = found;
  if (first && !found.some(({ fix }) => "pointer" in fix))
    return {
      text: document.reordered("order" in first.fix ? first.fix.order : []),
      mended: [first],
    };
  const edits = [...values].map(
    ([pointer, { fix }]) => [pathOf(pointer), "value" in fix ? fix.value : ""] as const,
  );
  return { text: document.replaced(edits), mended: [...values.values()] };
}
