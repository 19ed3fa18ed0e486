// What writing a page anew would lose: asked by generate and sync before they write.
import { conflictAt } from "../page/conflict.ts";
import type { BaseFinder } from "./base.ts";
import type { Finding } from "../finding/finding.ts";
import type { LoadedList } from "../data/record.ts";
import type { ListPage } from "../page/pages.ts";
import { takeInForm } from "./former-template.ts";
import { noBase, unsettled } from "./unsettled.ts";
import { shownRecords } from "./triples.ts";
import { dataShrunk } from "./shrunk.ts";
import type { Taken } from "./take.ts";
import type { Edit } from "./types.ts";

/** The most edits that are listed one by one. */
const MOST = 50;

/**
 * What would be lost by writing pages anew: edits made by hand that neither the data nor the base
 * accounts for, and many entries gone at once. A page that is what the base makes holds none.
 */
export function handEdits(
  list: LoadedList,
  stale: readonly ListPage[],
  finder: BaseFinder,
): Finding[] {
  return stale.flatMap((own) => {
    if (own.actual === undefined || own.actual.trim() === "") return [];
    if (conflictAt(own.actual) !== undefined)
      return finder.isGitsOwn(own.file, own.actual) ? [] : [unsettled(own, finder)];
    const made = finder.asGenerated(own.file, own.actual);
    if (made) return dataShrunk(list, own, (kind) => made.entries[kind] ?? 0);
    const base = finder.find(own.file);
    if (!base && finder.outOfReach) return [noBase(own, finder)];
    const old = base?.pages.find(({ file }) => file === own.file);
    if (old?.page.text === own.actual)
      return dataShrunk(list, own, (kind) => shownRecords(old.page, kind).length);
    const taken = takeInForm(finder, list, own, own.actual, base ?? { list, pages: [] });
    if ("rule" in taken) return [taken];
    const found = lost(own, taken, base !== undefined);
    const first = base ? undefined : found.find(({ severity }) => severity === "error");
    if (first) return [{ ...noBase(own, finder), line: first.line, column: first.column }];
    const shown = found.slice(0, MOST);
    if (found.length > MOST)
      shown.push({
        ...found[MOST]!,
        message: `and ${found.length - MOST} more edits from here on; ${MEND}`,
      });
    const { lost: fewer } = taken;
    const before = (kind: string) => {
      const gone = fewer.find((one) => one.kind === kind);
      return gone ? gone.of - gone.lost : 0;
    };
    return [...shown, ...dataShrunk(list, own, before)];
  });
}

const MEND =
  'run "paperlist sync" to take it into the data, or "paperlist generate --force" to give it up';

/**
 * What a page says otherwise than the base: what would go into the data, the rest, and what comes
 * back. Without a base, what only the data have was more likely added than taken out of the page.
 */
function lost(own: ListPage, taken: Taken, based: boolean): Finding[] {
  const { merge, conflicts, damaged, rest } = taken;
  const { left, warnings } = rest();
  const held = merge.edits.filter(({ change }) => based || change !== "removed");
  const all = inOrder(edits(own, taken, held), [...conflicts, ...damaged, ...left]);
  return based ? [...all, ...warnings] : all;
}

function inOrder(edits: readonly Finding[], others: readonly Finding[]): Finding[] {
  const told = others.map((finding) => ({
    ...finding,
    rule: "hand-edit",
    message: `would be lost: ${withWaysOut(finding.message)}`,
  }));
  return [...edits, ...told].sort((x, y) => x.line - y.line || x.column - y.column);
}

/** What would go into the data. */
function edits(own: ListPage, { at }: Taken, made: readonly Edit[]): Finding[] {
  return made.map(({ offset, change, entry, field, before, after, data }): Finding => {
    const value = (one: typeof before) =>
      one === undefined
        ? "nothing"
        : JSON.stringify(typeof one === "string" ? one : one.join(" | "));
    const what =
      change === "changed"
        ? `field ${field}: the page says ${value(after)}, the data ${value(before)}`
        : {
            added: "this entry is on the page only",
            removed: "this entry was removed from the page",
            moved: "this entry was moved on the page",
          }[change];
    return {
      rule: "hand-edit",
      severity: "error",
      message: `${what}, and would be lost; ${MEND}`,
      file: own.file,
      ...at(offset),
      entry,
      ...(field === undefined ? {} : { field }),
      ...(data ? { data } : {}),
    };
  });
}

/** A message that names both ways out: to take the page's edits, and to give them up. */
const withWaysOut = (message: string): string =>
  message +
  (message.includes('"paperlist sync') ? "" : '; "paperlist sync" takes what else was edited') +
  (message.includes("--force") ? "" : '; "paperlist generate --force" writes over it');
