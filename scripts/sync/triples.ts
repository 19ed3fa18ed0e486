// Pairs each entry's three states: base, data, page.
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import { pairAdded, pairEntries, type Side } from "./pair-entries.ts";
import type { Page } from "../page/render.ts";
import type { PageEntry } from "./entry.ts";
import type { MergeInput, State, Triple } from "./types.ts";
import { shownValue, type Value } from "../page/value.ts";

/** The records that a page shows as entries, in its order. */
export function shownRecords(page: Page, kind: string): Rec[] {
  const found = new Set<Rec>();
  for (const { node, scope } of page.lines) {
    const record = node.record === kind ? scope.get(kind)?.[0] : undefined;
    if (record) found.add(record);
  }
  return [...found];
}

const textOf = (value: Value): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** A record as one side of a merge. */
export function sideOf(kind: Kind, rec: Rec, paths: Iterable<string>): Side {
  const fields = new Map<string, string>();
  for (const path of paths) {
    const value = shownValue(kind.fields.get(path)!, fieldValue(rec, path));
    if (value !== undefined && path !== kind.key) fields.set(path, textOf(value));
  }
  const name = fieldValue(rec, kind.key);
  return { name: name === undefined ? undefined : String(name), fields };
}

/** An entry of a page as one side of a merge. */
export function pageSide(
  { name, said: { fields }, damage, source }: PageEntry,
  paths: readonly string[],
): Side {
  const said = paths.flatMap((path): [string, string][] =>
    fields.has(path) ? [[path, textOf(fields.get(path)!)]] : [],
  );
  return { name, fields: new Map(said), ...(damage === undefined ? {} : { source }) };
}

/** Pairs entries, of which some pairs are known: those are not looked at. */
function pairKnown<From, To>(
  [from, fromSide]: [readonly From[], (item: From) => Side],
  [to, toSide]: [readonly To[], (item: To) => Side],
  known: readonly (readonly [From, To])[],
): ReturnType<typeof pairEntries> {
  const [ofFrom, ofTo] = [indices(from), indices(to)];
  const sure = known.flatMap(([a, b]): [number, number][] => {
    const [x, y] = [ofFrom.get(a), ofTo.get(b)];
    return x === undefined || y === undefined ? [] : [[x, y]];
  });
  const [knownFrom, knownTo] = [new Set(sure.map(([x]) => x)), new Set(sure.map(([, y]) => y))];
  const unasked: Side = { name: undefined, fields: new Map() };
  return pairEntries(
    from.map((item, index) => (knownFrom.has(index) ? unasked : fromSide(item))),
    to.map((item, index) => (knownTo.has(index) ? unasked : toSide(item))),
    sure,
  );
}

const indices = <Item>(items: readonly Item[]): Map<Item, number> =>
  new Map(items.map((item, index) => [item, index]));

/** By the name of each record of a kind, what refers to it. */
type Members = ReadonlyMap<string, ReadonlySet<string>>;

function membersBy(
  kinds: ReadonlyMap<string, Kind>,
  kind: Kind,
  entries: (kind: string) => Iterable<{
    name: unknown;
    value: (path: string) => string | readonly string[] | undefined;
  }>,
): Members {
  const found = new Map<string, Set<string>>();
  for (const { name: from, fields } of kinds.values()) {
    const paths = [...fields.values()].filter(({ ref }) => ref === kind.name);
    if (paths.length === 0) continue;
    for (const { name, value } of entries(from))
      for (const target of paths.flatMap(({ path }) => value(path) ?? [])) {
        const members = found.get(target) ?? new Set<string>();
        found.set(target, members.add(`${from} ${String(name)}`));
      }
  }
  return found;
}

/** Pairs what has other names on the two sides, and for the larger part the same members. */
function joinByMembers<From, To>(
  pairing: ReturnType<typeof pairEntries>,
  [from, fromName, ofFrom]: readonly [readonly From[], (item: From) => string, Members],
  [to, toName, ofTo]: readonly [readonly To[], (item: To) => string, Members],
): void {
  const groupOf = new Map<string, number>();
  for (const index of pairing.extra)
    for (const member of ofTo.get(toName(to[index]!)) ?? []) groupOf.set(member, index);
  const joined = new Set<number>();
  pairing.missing = pairing.missing.filter((index) => {
    const members = [...(ofFrom.get(fromName(from[index]!)) ?? [])];
    const votes = new Map<number, number>();
    for (const member of members) {
      const group = groupOf.get(member);
      if (group !== undefined) votes.set(group, (votes.get(group) ?? 0) + 1);
    }
    const [best, count] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [-1, 0];
    if (count * 2 <= members.length || joined.has(best) || count === 0) return true;
    pairing.pairs.set(index, best);
    joined.add(best);
    return false;
  });
  pairing.extra = pairing.extra.filter((index) => !joined.has(index));
}

/** Pairs the entries of a kind in its three states. */
export function pairTriples(input: MergeInput, kind: Kind): Triple[] {
  const { base, ours, view, pattern } = input;
  const bases = base.records.get(kind.name) ?? [];
  const mine = ours.records.get(kind.name) ?? [];
  const theirs = view.entries.get(kind.name)!;
  const all = [...kind.fields.keys()];
  const shown = [...pattern.shownFields.get(kind.name)!];
  const triples: Triple[] = bases.map((rec, id) => ({ id, base: rec }));
  const byBase = new Map(bases.map((rec, id) => [rec, triples[id]!]));

  const full = (rec: Rec) => sideOf(kind, rec, all);
  const own = pairKnown(
    [bases, full],
    [mine, full],
    bases === mine ? bases.map((rec): [Rec, Rec] => [rec, rec]) : [],
  );
  const membersOf = (records: State["records"]) =>
    membersBy(input.kinds, kind, (name) =>
      (records.get(name) ?? []).map((rec) => ({
        name: fieldValue(rec, input.kinds.get(name)!.key),
        value: (path) => fieldValue(rec, path),
      })),
    );
  const nameOf = (rec: Rec) => String(fieldValue(rec, kind.key));
  const ofBase = membersOf(base.records);
  joinByMembers(own, [bases, nameOf, ofBase], [mine, nameOf, membersOf(ours.records)]);
  for (const [b, o] of own.pairs) triples[b]!.ours = mine[o]!;
  const onPage = shownRecords(base.page, kind.name);
  const paths = shown.filter((path) => path !== kind.key);
  const pageSideOf = (entry: PageEntry) => pageSide(entry, paths);
  const read = pairKnown(
    [onPage, (rec) => sideOf(kind, rec, shown)],
    [theirs, pageSideOf],
    theirs.flatMap((entry): [Rec, PageEntry][] => {
      const known = entry.unchanged ?? entry.of;
      return known ? [[known, entry]] : [];
    }),
  );
  const ofTheirs = membersBy(input.kinds, kind, (name) =>
    (view.entries.get(name) ?? []).map((entry) => ({
      name: entry.name,
      value: (path) => entry.said.fields.get(path),
    })),
  );
  joinByMembers(
    read,
    [onPage, nameOf, ofBase],
    [theirs, ({ name }: PageEntry) => String(name), ofTheirs],
  );
  for (const [b, t] of read.pairs) byBase.get(onPage[b]!)!.theirs = theirs[t]!;
  let after = 0;
  for (const triple of onPage.map((rec) => byBase.get(rec)!)) {
    if (triple.theirs) after = triple.theirs.offset;
    else triple.after = after;
  }
  const added = pairAdded(
    own.extra.map((o) => full(mine[o]!)),
    read.extra.map((t) => pageSideOf(theirs[t]!)),
  );
  own.extra.forEach((o, index) => {
    const t = added.get(index);
    triples.push({
      id: triples.length,
      ours: mine[o]!,
      ...(t === undefined ? {} : { theirs: theirs[read.extra[t]!]! }),
    });
  });
  const taken = new Set(added.values());
  read.extra.forEach((t, index) => {
    if (!taken.has(index)) triples.push({ id: triples.length, theirs: theirs[t]! });
  });
  return triples;
}

/** Kinds in an order in which those that others refer to come first. */
export function byReference(kinds: ReadonlyMap<string, Kind>): Kind[] {
  const done = new Set<Kind>();
  const visit = (kind: Kind, above: readonly Kind[]) => {
    if (done.has(kind) || above.includes(kind)) return;
    for (const { ref } of kind.fields.values())
      if (ref !== undefined) visit(kinds.get(ref)!, [...above, kind]);
    done.add(kind);
  };
  for (const kind of kinds.values()) visit(kind, []);
  return [...done];
}
