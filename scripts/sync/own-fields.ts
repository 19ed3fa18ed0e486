// The fields of an entry, from its own lines and from the headings above it.
import type { Kind } from "../data/kinds.ts";
import type { ReadLine, ReadRecord } from "../page/reading.ts";
import { isShortRow } from "../page/out-of-place.ts";
import { sameValue } from "../page/value.ts";
import { isMade, type Use } from "../template/pattern.ts";
import type { PageEntry, Said } from "./entry.ts";

/** Where a line shows the value of a hole. */
export const placeOfUse = ({ line, captures, page }: ReadLine, use: Use): number =>
  captures?.find((capture) => line!.uses[capture.use] === use)?.start ?? page.start;

/** Takes what an entry's own line shows. */
export function takeLine(entry: PageEntry, line: ReadLine, kind: Kind): void {
  if (isShortRow(line)) entry.short ??= line.page.start;
  const seen = new Set<string>();
  for (const use of line.line?.uses ?? []) {
    const value = line.values.get(use.path);
    const { path, list } = use.field;
    if (use.kind !== kind.name || value === undefined || seen.has(path)) continue;
    seen.add(path);
    if (list && typeof value === "string") {
      entry.fields.set(path, [...((entry.fields.get(path) as string[]) ?? []), value]);
    } else if (!entry.fields.has(path)) entry.fields.set(path, value);
    else tear(entry, path, { value, offset: placeOfUse(line, use) });
    if (!entry.places.has(path)) entry.places.set(path, placeOfUse(line, use));
  }
  for (const { use: id, value, start } of line.captures ?? []) {
    const use = line.line!.uses[id]!;
    const first = line.values.get(use.path);
    if (use.kind !== kind.name || isMade(use) || first === undefined) continue;
    if (!sameValue(first, value)) tear(entry, use.field.path, { value, offset: start });
  }
  const name = entry.fields.get(kind.key);
  if (typeof name === "string") entry.name = name;
}

function tear(entry: PageEntry, path: string, said: Said): void {
  const first = { value: entry.fields.get(path), offset: entry.places.get(path) ?? entry.offset };
  const all = distinct([...(entry.torn.get(path) ?? [first]), said]);
  if (all.length > 1) entry.torn.set(path, all);
}

/** The first place of each value. */
export const distinct = (all: readonly Said[]): Said[] =>
  all.filter(({ value }, at) => all.findIndex((one) => sameValue(one.value, value)) === at);

/** Adds what only the headings above an entry say; keeps what they say otherwise. */
export function takeHeadings(entry: PageEntry, record: ReadRecord): void {
  const ownPaths = new Set(
    record.lines.flatMap((line) =>
      (line.line?.uses ?? []).filter((use) => line.values.has(use.path)).map((use) => use.path),
    ),
  );
  for (const [path, value] of record.fields) {
    if (ownPaths.has(`${record.kind}.${path}`)) continue;
    entry.fields.set(path, value);
    entry.above.add(path);
  }
  for (const [path, { value, offset }] of entry.headings) {
    if (entry.above.has(path)) entry.places.set(path, offset);
    else if (!sameValue(entry.fields.get(path), value)) entry.contradicted.set(path, value);
  }
}
