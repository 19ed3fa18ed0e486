// An entry that stands in several places of a page, once for each of several topics, say: what its
// copies say together. Look here when an edit of one of them is not taken, or taken twice.
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import { folded } from "../pairing/folded.ts";
import { grouped } from "../pairing/grouped.ts";
import type { Page, RenderedLine } from "../page/render.ts";
import { sameValue, shownValue } from "../page/value.ts";
import { bearer, type LineNode, lineNodes, type Pattern } from "../template/pattern.ts";
import { distinct, type Fields, type Said } from "../page/entry.ts";
import type { Copy, PageEntry } from "./entry.ts";
import type { PageView } from "./page.ts";
import { similarity } from "./pair-entries.ts";
import { pageSide, sideOf } from "./triples.ts";

/** Two entries of other names, in one place, are the same one where they are as much alike as this. */
const ENOUGH = 0.65;

/** Joins the copies of each entry into one, for the kinds of which a record has several places. */
export function joinCopies(
  view: PageView,
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  base?: Page,
): PageView {
  const spread = [...lineNodes(pattern.nodes)].flatMap(([node]) => (node.spread ? node : []));
  for (const name of new Set(spread.map(({ record }) => record!))) {
    const kind = kinds.get(name)!;
    const { path } = spread.find(({ record }) => record === name)!.spread!;
    const copies = base ? copiesOn(base, kind, kinds) : [];
    const others = [...pattern.shownFields.get(name)!].filter((field) => field !== path);
    const groups = groupCopies(view.entries.get(name)!, copies, kind, others);
    const joined = new Map<PageEntry, PageEntry>();
    const entries = groups.map((group) => {
      const whole = join(group, kind, path);
      for (const one of group.entries) joined.set(one, whole);
      return whole;
    });
    for (const fresh of view.fresh) fresh.entry = joined.get(fresh.entry) ?? fresh.entry;
    view.entries.set(name, entries);
    if (base) view.copies.set(name, copies);
  }
  return view;
}

/** The copies of a kind's records on a page, in its order. */
function copiesOn({ lines }: Page, kind: Kind, kinds: ReadonlyMap<string, Kind>): Copy[] {
  const latest = new Map<LineNode, RenderedLine>();
  return lines.flatMap((shown): Copy[] => {
    const { node, scope } = shown;
    latest.set(bearer(node), shown);
    if (node.record !== kind.name) return [];
    const above = node.spread && latest.get(bearer(node.spread.above));
    return [
      { rec: scope.get(kind.name)![0]!, at: above && shownBy(above, kinds), offset: undefined },
    ];
  });
}

/** What a line says of those that stand under it: one value of a list, or a record's name. */
function shownBy({ node, scope, element }: RenderedLine, kinds: ReadonlyMap<string, Kind>) {
  const { kind, list } = node.repeat!;
  const value = fieldValue(scope.get(kind)![0]!, list ?? kinds.get(kind)!.key);
  return [value ?? []].flat()[list === undefined ? 0 : element!];
}

/** An entry of the page, in all its places, and the record that it was. */
interface Group {
  rec?: Rec;
  entries: PageEntry[];
}

/** Groups the entries of one kind: by name, and what has a new one with what it takes the place of. */
function groupCopies(
  entries: readonly PageEntry[],
  copies: readonly Copy[],
  kind: Kind,
  paths: readonly string[],
): Group[] {
  const named = new Map(copies.map(({ rec }) => [folded(String(fieldValue(rec, kind.key))), rec]));
  const recs = new Map<PageEntry, Rec>();
  const ofRec = grouped(copies.map((copy) => [copy.rec, copy] as const));
  const ofPlace = grouped(copies.map((copy) => [copy.at, copy] as const));
  const isOpen = ({ offset }: Copy) => offset === undefined;
  const settled = new Set<PageEntry>();
  const take = (entry: PageEntry, copy: Copy | undefined) => {
    if (!copy) return;
    recs.set(entry, copy.rec);
    copy.offset = entry.offset;
    settled.add(entry);
  };
  for (const entry of entries) {
    const rec = entry.name === undefined ? undefined : named.get(folded(entry.name));
    if (!rec) continue;
    recs.set(entry, rec);
    take(
      entry,
      ofRec.get(rec)!.find((copy) => isOpen(copy) && copy.at === entry.said.at),
    );
  }
  // A copy under another heading is one that was moved.
  for (const [entry, rec] of recs)
    if (!settled.has(entry)) take(entry, ofRec.get(rec)!.find(isOpen));
  for (const entry of entries) {
    if (recs.has(entry)) continue;
    const side = pageSide(entry, paths);
    const likely = (ofPlace.get(entry.said.at) ?? [])
      .filter(isOpen)
      .map((copy) => ({ copy, score: similarity(sideOf(kind, copy.rec, paths), side) }))
      .sort((a, b) => b.score - a.score);
    if (likely[0] && likely[0].score >= ENOUGH) take(entry, likely[0].copy);
  }
  const groups = new Map<Rec | string | PageEntry, Group>();
  for (const entry of entries) {
    const rec = recs.get(entry);
    const id = rec ?? entry.name ?? entry;
    const known = groups.get(id);
    if (known) known.entries.push(entry);
    else groups.set(id, { ...(rec ? { rec } : {}), entries: [entry] });
  }
  // Where a copy comes or goes, the others stay in their order.
  const first = ({ entries }: Group) => entries.find((entry) => settled.has(entry)) ?? entries[0]!;
  return [...groups.values()]
    .map((group) => ({
      ...group,
      entries: [first(group), ...group.entries.filter((one) => one !== first(group))],
    }))
    .sort((a, b) => a.entries[0]!.offset - b.entries[0]!.offset);
}

/** The records of a page in the order of the places that they still have. */
export const stillShown = (copies: readonly Copy[]): Rec[] => [
  ...new Set(
    [...copies.filter(({ offset }) => offset !== undefined), ...copies].map(({ rec }) => rec),
  ),
];

/** One entry of all its copies; what one of them says otherwise than the record is the edit. */
function join({ rec, entries }: Group, kind: Kind, path: string): PageEntry {
  const [first] = entries as [PageEntry];
  const before = (field: string) =>
    rec && shownValue(kind.fields.get(field)!, fieldValue(rec, field));
  const isEdit =
    (field: string) =>
    ({ value }: Said): boolean =>
      !sameValue(value, before(field));
  const lostHeading = entries.some((entry) => entry.lostHeading);
  const all = entries.map(({ said }) => said);
  const said: Fields = {
    fields: new Map(first.said.fields),
    places: new Map(first.said.places),
    above: new Set(all.flatMap(({ above }) => [...above])),
    contradicted: new Map(all.flatMap(({ contradicted }) => [...contradicted]).reverse()),
    torn: new Map(),
    lostHeading,
  };
  for (const field of new Set(all.flatMap(({ fields }) => [...fields.keys()]))) {
    if (field === path && said.above.has(path)) continue;
    const values = distinct(
      entries.flatMap(
        ({ said: { torn, fields, places }, offset }) =>
          torn.get(field) ?? [{ value: fields.get(field), offset: places.get(field) ?? offset }],
      ),
    );
    if (values.length < 2) continue;
    said.torn.set(field, values);
    said.places.set(field, values.find(isEdit(field))!.offset);
  }
  const name = said.torn.get(kind.key)?.find(isEdit(kind.key))?.value ?? first.name;
  placeIn(said, entries, path, [before(path) ?? []].flat());
  const { damage, short } =
    entries.find((entry) => entry.damage) ?? entries.find((entry) => entry.short) ?? first;
  const linesOf = (which: "free" | "astray") => entries.flatMap((entry) => entry[which] ?? []);
  return {
    kind: kind.name,
    name: typeof name === "string" ? name : undefined,
    said,
    lostHeading,
    offset: first.offset,
    source: entries.map(({ source }) => source).join("\n"),
    groups: first.groups,
    free: linesOf("free"),
    astray: linesOf("astray"),
    ...(damage ? { damage } : {}),
    ...(short === undefined ? {} : { short }),
    ...(rec ? { of: rec } : {}),
  };
}

/** What an entry's places say of the list that gives it these; its own line, where it shows it, holds. */
function placeIn(
  said: Fields,
  entries: readonly PageEntry[],
  path: string,
  known: readonly string[],
): void {
  const at = new Set(entries.flatMap((entry) => entry.said.at ?? []));
  const now = [
    ...known.filter((value) => at.has(value)),
    ...[...at].filter((value) => !known.includes(value)),
  ];
  said.contradicted.delete(path);
  if (said.above.has(path) || said.lostHeading) {
    said.above.add(path);
    said.fields.set(path, now);
    const isNew = ({ said: { at: one } }: PageEntry) => one !== undefined && !known.includes(one);
    said.places.set(path, (entries.find(isNew) ?? entries[0]!).offset);
    return;
  }
  const own = [said.fields.get(path) ?? []].flat();
  if (own.length !== at.size || own.some((value) => !at.has(value)))
    said.contradicted.set(path, now);
}
