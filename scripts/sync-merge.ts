import type { Finding, Place } from "./finding.ts";
import type { Field, Kind } from "./kinds.ts";
import { fieldValue, type LoadedList, placeOf, type Rec } from "./load.ts";
import { normalizeBlock, normalizeInline } from "./markdown.ts";
import { pairAdded, pairEntries, type Side } from "./merge-entries.ts";
import { mergeOrder } from "./merge-order.ts";
import type { Pattern } from "./pattern.ts";
import { quote } from "./quote.ts";
import type { Page } from "./render.ts";
import type { PageEntry, PageView } from "./sync-page.ts";
import type { Value } from "./value.ts";

/** Which side holds where both changed the same. */
export type Preference = "readme" | "data" | undefined;

/** The data at some time, and the page that it makes. */
export interface State {
  records: ReadonlyMap<string, readonly Rec[]>;
  page: Page;
}

/** Something that a page says otherwise than the data, and that goes into the data. */
export interface Edit {
  change: "added" | "removed" | "changed" | "moved";
  kind: string;
  /** The entry, by the name that the page gives it. */
  entry: string;
  field?: string;
  before?: Value;
  after?: Value;
  /** Where it stands on the page. */
  offset: number;
  data?: Place;
}

/** A record as the merge leaves it. */
export interface MergedRecord {
  kind: string;
  /** The record that it was; absent where it is new. */
  rec?: Rec;
  /** Fields to set; undefined removes one. */
  sets: Map<string, Value | undefined>;
  /** Its values with the fields set. */
  value: Record<string, unknown>;
  page?: PageEntry;
}

/** Something that cannot be settled by itself, at an offset of the page. */
export type Problem = Omit<Finding, "file" | "line" | "column"> & { offset: number };

export interface Merge {
  /** By kind, in the order that the data should have. */
  records: Map<string, MergedRecord[]>;
  edits: Edit[];
  conflicts: Problem[];
  /** Entries that the page shows, but not whole: nothing was taken from them. */
  damaged: Problem[];
  warnings: Problem[];
}

export interface MergeInput {
  kinds: ReadonlyMap<string, Kind>;
  pattern: Pattern;
  base: State;
  ours: State;
  /** For places in the data. */
  list: LoadedList;
  view: PageView;
  prefer?: Preference;
}

/** Merges what was edited on a page into the data, entry by entry and field by field. */
export function mergePage(input: MergeInput): Merge {
  return new PageMerger(input).merge();
}

/** A value as a page shows it: of one form where Markdown has several; an empty list is nothing. */
function shownValue(field: Field, value: Value | undefined): Value | undefined {
  if (value === undefined || value.length === 0) return undefined;
  const normal =
    field.type === "markdown"
      ? normalizeInline
      : field.type === "prose"
        ? normalizeBlock
        : undefined;
  if (!normal) return value;
  return typeof value === "string" ? normal(value) : value.map(normal);
}

const equal = (a: Value | undefined, b: Value | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));

const told = (value: Value | undefined): string =>
  value === undefined ? "nothing" : quote(typeof value === "string" ? value : value.join(" | "));

/** A record with some fields set, and those of no value removed. */
export function withFields(
  value: Record<string, unknown>,
  sets: ReadonlyMap<string, Value | undefined>,
  kind: Kind,
): Record<string, unknown> {
  let changed = value;
  for (const [path, set] of sets)
    changed = withField(changed, path.split("."), typed(kind, path, set));
  return changed;
}

function withField(
  value: Record<string, unknown>,
  steps: string[],
  set: unknown,
): Record<string, unknown> {
  const [first, ...rest] = steps as [string, ...string[]];
  const inner = Object.hasOwn(value, first) ? value[first] : undefined;
  const isObject = typeof inner === "object" && inner !== null && !Array.isArray(inner);
  const next =
    rest.length === 0
      ? set
      : withField(isObject ? (inner as Record<string, unknown>) : {}, rest, set);
  const empty = next === undefined || (rest.length > 0 && Object.keys(next as object).length === 0);
  if (!empty) return { ...value, [first]: next };
  const { [first]: _, ...others } = value;
  return others;
}

/** A value as the data writes it: years are numbers there. */
function typed(kind: Kind, path: string, value: Value | undefined): unknown {
  const type = kind.fields.get(path)?.type;
  const one = (text: string) =>
    (type === "year" || type === "integer") && /^(0|[1-9][0-9]{0,14})$/.test(text)
      ? Number(text)
      : text;
  return value === undefined ? undefined : typeof value === "string" ? one(value) : value.map(one);
}

/** The records that a page shows as entries, in its order. */
export function shownRecords(page: Page, kind: string): Rec[] {
  const found = new Set<Rec>();
  for (const { node, scope } of page.lines) {
    const record = node.record === kind ? scope.get(kind)?.[0] : undefined;
    if (record) found.add(record);
  }
  return [...found];
}

/** One entry in the three states of a merge. */
interface Triple {
  id: number;
  base?: Rec;
  ours?: Rec;
  theirs?: PageEntry;
}

class PageMerger {
  private readonly result: Merge = {
    records: new Map(),
    edits: [],
    conflicts: [],
    damaged: [],
    warnings: [],
  };
  /** For each kind that is referred to: the entry behind each name in each state, and its name at last. */
  private readonly names = new Map<
    string,
    {
      base: Map<string, number>;
      ours: Map<string, number>;
      theirs: Map<string, number>;
      final: Map<number, string>;
    }
  >();

  constructor(private readonly input: MergeInput) {}

  merge(): Merge {
    const { kinds, pattern, ours } = this.input;
    for (const kind of byReference(kinds)) {
      if (kind.name === "list") this.list(kind);
      else if (pattern.shown.has(kind.name)) this.kind(kind);
      else
        this.result.records.set(
          kind.name,
          (ours.records.get(kind.name) ?? []).map((rec) => this.kept(kind, rec)),
        );
    }
    return this.result;
  }

  private kept(kind: Kind, rec: Rec): MergedRecord {
    return { kind: kind.name, rec, sets: new Map(), value: rec.value };
  }

  private list(kind: Kind): void {
    const { base, ours, view } = this.input;
    const [b, o] = [base.records.get("list")?.[0], ours.records.get("list")?.[0]];
    if (!o) return;
    const merged = this.kept(kind, o);
    this.result.records.set("list", [merged]);
    if (b && this.input.pattern.shown.has("list"))
      this.fields(kind, { id: 0, base: b, ours: o, theirs: view.list }, merged);
    merged.value = withFields(o.value, merged.sets, kind);
  }

  private side(kind: Kind, rec: Rec, paths: Iterable<string>): Side {
    const fields = new Map<string, string>();
    for (const path of paths) {
      const value = shownValue(kind.fields.get(path)!, fieldValue(rec, path));
      if (value !== undefined && path !== kind.key) fields.set(path, textOf(value));
    }
    const name = fieldValue(rec, kind.key);
    return { name: name === undefined ? undefined : String(name), fields };
  }

  /** Pairs the entries of a kind in its three states. */
  private triples(kind: Kind): Triple[] {
    const { base, ours, view, pattern } = this.input;
    const bases = base.records.get(kind.name) ?? [];
    const mine = ours.records.get(kind.name) ?? [];
    const theirs = view.entries.get(kind.name)!;
    const all = [...kind.fields.keys()];
    const shown = [...pattern.shown.get(kind.name)!];
    const triples: Triple[] = bases.map((rec, id) => ({ id, base: rec }));
    const byBase = new Map(bases.map((rec, id) => [rec, triples[id]!]));

    const own = pairEntries(
      bases.map((rec) => this.side(kind, rec, all)),
      mine.map((rec) => this.side(kind, rec, all)),
    );
    for (const [b, o] of own.pairs) triples[b]!.ours = mine[o]!;
    const onPage = shownRecords(base.page, kind.name);
    const pageSide = ({ name, fields, damage, source }: PageEntry): Side => ({
      name,
      fields: new Map(
        [...fields]
          .filter(([path]) => path !== kind.key)
          .map(([path, value]) => [path, textOf(value)]),
      ),
      ...(damage === undefined ? {} : { source }),
    });
    const read = pairEntries(
      onPage.map((rec) => this.side(kind, rec, shown)),
      theirs.map(pageSide),
    );
    for (const [b, t] of read.pairs) byBase.get(onPage[b]!)!.theirs = theirs[t]!;
    const added = pairAdded(
      own.extra.map((o) => this.side(kind, mine[o]!, all)),
      read.extra.map((t) => pageSide(theirs[t]!)),
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

  private kind(kind: Kind): void {
    const { base, ours, view } = this.input;
    const triples = this.triples(kind);
    this.noteNames(kind, triples);
    const shown = new Set(shownRecords(base.page, kind.name));
    const kept = new Map<number, MergedRecord>();
    const protectedBy = this.gaps(triples, kind, shown);
    for (const triple of triples) {
      const merged = this.triple(kind, triple, shown, protectedBy);
      if (!merged) continue;
      merged.value = withFields(merged.rec?.value ?? {}, merged.sets, kind);
      kept.set(triple.id, merged);
      const name = fieldValue({ value: merged.value } as Rec, kind.key);
      this.names.get(kind.name)!.final.set(triple.id, String(name ?? ""));
    }
    const idOf = new Map<Rec | PageEntry, number>();
    for (const { id, base: b, ours: o, theirs: t } of triples) {
      for (const one of [b, o, t]) if (one) idOf.set(one, id);
    }
    const ids = (items: readonly (Rec | PageEntry)[] = []) =>
      items.map((item) => idOf.get(item)!).filter((id) => id !== undefined);
    const entries = view.entries.get(kind.name)!;
    const groups = new Map(entries.map((entry) => [idOf.get(entry)!, entry.group]));
    const byId = new Map(triples.map((triple) => [triple.id, triple]));
    const orderOf = (theirs: readonly number[]) =>
      mergeOrder({
        base: ids(shownRecords(base.page, kind.name)),
        baseOfOurs: ids(base.records.get(kind.name)),
        ours: ids(ours.records.get(kind.name)),
        oursAsTheirs: ids(shownRecords(ours.page, kind.name)),
        theirs,
        keep: new Set(kept.keys()),
        prefer: this.input.prefer === "readme" ? "theirs" : "ours",
        groupOf: (id) => groups.get(id) ?? "",
      });
    const isDamaged = (id: number) => byId.get(id)!.theirs?.damage !== undefined;
    let merged = orderOf(ids(entries));
    // A damaged entry is a neighbour to others, but is not moved itself.
    if ([...merged.moved].some(isDamaged)) {
      const { moved } = merged;
      merged = orderOf(ids(entries).filter((id) => !isDamaged(id) || !moved.has(id)));
    }
    const { order, moved, conflicts } = merged;
    this.result.records.set(
      kind.name,
      order.map((id) => kept.get(id)!),
    );
    for (const id of moved) if (kept.has(id)) this.edit(kind, byId.get(id)!, { change: "moved" });
    for (const id of conflicts) {
      if (kept.has(id))
        this.conflict(
          kind,
          byId.get(id)!,
          "was moved on the page and, elsewhere, in the data; put it in one place in both",
        );
    }
  }

  private noteNames(kind: Kind, triples: readonly Triple[]): void {
    const names = {
      base: new Map<string, number>(),
      ours: new Map<string, number>(),
      theirs: new Map<string, number>(),
      final: new Map<number, string>(),
    };
    for (const { id, base, ours, theirs } of triples) {
      if (base) names.base.set(String(fieldValue(base, kind.key)), id);
      if (ours) names.ours.set(String(fieldValue(ours, kind.key)), id);
      if (theirs?.name !== undefined) names.theirs.set(theirs.name, id);
    }
    this.names.set(kind.name, names);
  }

  /** Base entries not on the page that may hide in a line that does not read. */
  private gaps(
    triples: readonly Triple[],
    kind: Kind,
    shown: ReadonlySet<Rec>,
  ): Map<Triple, number> {
    const { view, base } = this.input;
    const found = new Map<Triple, number>();
    if (view.unread.length === 0) return found;
    const byBase = new Map(triples.map((triple) => [triple.base, triple]));
    const row = shownRecords(base.page, kind.name).map((rec) => byBase.get(rec)!);
    const starts = view.unread.map(({ page }) => page.start);
    let after = -1;
    row.forEach((triple, index) => {
      if (triple.theirs) after = triple.theirs.offset;
      if (triple.theirs || !shown.has(triple.base!)) return;
      const next = row.slice(index).find(({ theirs }) => theirs && theirs.offset > after);
      const before = next?.theirs?.offset ?? Infinity;
      const between = starts.find((start) => start > after && start < before);
      if (between !== undefined) found.set(triple, between);
      else if (this.standsUnread(kind, triple.base!)) found.set(triple, starts[0]!);
    });
    return found;
  }

  private standsUnread(kind: Kind, rec: Rec): boolean {
    const { view, pattern } = this.input;
    return [...pattern.shown.get(kind.name)!]
      .flatMap((path) => fieldValue(rec, path) ?? [])
      .map((text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, ""))
      .some((text) => text.length >= 8 && view.unreadText.includes(text));
  }

  private triple(
    kind: Kind,
    triple: Triple,
    shown: ReadonlySet<Rec>,
    hidden: ReadonlyMap<Triple, number>,
  ): MergedRecord | undefined {
    const { base, ours, theirs } = triple;
    const { prefer } = this.input;
    const merged: MergedRecord = ours
      ? this.kept(kind, ours)
      : { kind: kind.name, sets: new Map(), value: {} };
    if (theirs) merged.page = theirs;
    if (theirs?.damage !== undefined) {
      this.damaged(kind, triple, theirs.damage);
      return ours ? merged : undefined;
    }
    if (base && !shown.has(base)) return ours && merged;
    if (base && !theirs) {
      if (hidden.has(triple)) {
        this.damaged(kind, triple, hidden.get(triple)!);
        return ours && merged;
      }
      if (!ours) return undefined;
      if (!this.sameData(kind, base, ours)) {
        const holds = prefer ?? "data";
        this.conflict(
          kind,
          triple,
          "was removed from the page, and changed in the data; remove it from both, or put it back on the page",
        );
        if (holds === "data") return merged;
      }
      this.edit(kind, triple, { change: "removed" });
      return undefined;
    }
    if (base && !ours) {
      if (!this.edited(kind, triple)) return undefined;
      this.conflict(
        kind,
        triple,
        "was changed on the page, and removed from the data; put it back into the data, or remove it from the page",
      );
      if (prefer !== "readme") return undefined;
      // What the page does not show comes back as it was.
      for (const path of kind.fields.keys()) {
        const value = fieldValue(base, path);
        if (value !== undefined) merged.sets.set(path, value);
      }
    }
    if (!base && !ours && theirs) return this.added(kind, triple, merged);
    if (theirs) this.fields(kind, triple, merged);
    return merged;
  }

  private added(kind: Kind, triple: Triple, merged: MergedRecord): MergedRecord | undefined {
    const theirs = triple.theirs!;
    if (theirs.name === undefined || (theirs.lostHeading && theirs.above.size > 0)) {
      this.damaged(kind, triple, theirs.offset);
      return undefined;
    }
    for (const path of kind.fields.keys()) {
      const value = this.theirValue(kind, triple, path);
      if (value !== undefined) merged.sets.set(path, this.renamed(kind, path, "theirs", value));
    }
    this.contradictions(kind, triple);
    this.edit(kind, triple, { change: "added" });
    return merged;
  }

  private sameData(kind: Kind, a: Rec, b: Rec): boolean {
    return [...kind.fields.keys()].every((path) =>
      equal(
        this.identified(kind, path, "base", fieldValue(a, path)),
        this.identified(kind, path, "ours", fieldValue(b, path)),
      ),
    );
  }

  /** Whether the page shows an entry otherwise than the base does. */
  private edited(kind: Kind, triple: Triple): boolean {
    return [...this.input.pattern.shown.get(kind.name)!].some(
      (path) =>
        !equal(
          this.identified(
            kind,
            path,
            "base",
            shownValue(kind.fields.get(path)!, fieldValue(triple.base!, path)),
          ),
          this.identified(kind, path, "theirs", this.theirValue(kind, triple, path)),
        ),
    );
  }

  /** What the page says of a field; of several values, the one that was edited. */
  private theirValue(kind: Kind, { base, theirs }: Triple, path: string): Value | undefined {
    const own = theirs!.fields.get(path);
    const known = base && shownValue(kind.fields.get(path)!, fieldValue(base, path));
    if (theirs!.lostHeading && theirs!.above.has(path)) return known;
    const edited = theirs!.torn.get(path)?.filter((value) => !equal(value, known));
    return edited && edited.length > 0 ? edited[0] : own;
  }

  private fields(kind: Kind, triple: Triple, merged: MergedRecord): void {
    const { base, ours } = triple;
    for (const path of this.input.pattern.shown.get(kind.name)!) {
      const field = kind.fields.get(path)!;
      const at = (rec: Rec | undefined) => rec && shownValue(field, fieldValue(rec, path));
      const values = {
        base: at(base),
        ours: at(ours),
        theirs: this.theirValue(kind, triple, path),
      };
      this.tornField(kind, triple, path, values.base);
      const [b, o, t] = (["base", "ours", "theirs"] as const).map((state) =>
        this.identified(kind, path, state, values[state]),
      );
      if (kind.name === "list" && this.maybeUnread(values)) continue;
      if (equal(b, t) || equal(o, t) || !ours) {
        // An entry that it refers to may have another name by now.
        const now = ours
          ? this.renamed(kind, path, "ours", values.ours)
          : this.renamed(kind, path, "theirs", values.theirs);
        if (!equal(now, values.ours)) merged.sets.set(path, now);
        continue;
      }
      if (!equal(b, o)) {
        this.conflict(
          kind,
          triple,
          `field ${path}: the page says ${told(values.theirs)}, the data ${told(values.ours)}, and before it was ${told(values.base)}; make the two the same`,
          path,
        );
        if (this.input.prefer !== "readme") continue;
      }
      const after = this.renamed(kind, path, "theirs", values.theirs);
      merged.sets.set(path, after);
      this.edit(kind, triple, {
        change: "changed",
        field: path,
        ...(values.ours === undefined ? {} : { before: values.ours }),
        ...(after === undefined ? {} : { after }),
      });
    }
    if (kind.name !== "list") this.contradictions(kind, triple);
  }

  /** Whether what the page no longer shows of the list may stand in a line that does not read. */
  private maybeUnread({
    base,
    theirs,
  }: {
    base: Value | undefined;
    theirs: Value | undefined;
  }): boolean {
    const lost =
      theirs === undefined
        ? base !== undefined
        : base !== undefined && theirs.length < base.length && typeof theirs !== "string";
    return lost && this.input.view.unread.length > 0;
  }

  private tornField(kind: Kind, triple: Triple, path: string, known: Value | undefined): void {
    const values = triple.theirs!.torn.get(path)?.filter((value) => !equal(value, known));
    if (!values || values.length < 2) return;
    this.conflict(
      kind,
      triple,
      `field ${path}: the page says ${values.map(told).join(" and ")} of the same entry; write one of them`,
      path,
      true,
    );
  }

  /** Headings that say otherwise than the lines of an entry below. */
  private contradictions(kind: Kind, triple: Triple): void {
    for (const [path, value] of triple.theirs!.contradicted) {
      this.result.warnings.push({
        ...this.about(kind, triple, path),
        rule: "misplaced",
        severity: "warning",
        message: `stands under a heading that says ${told(value)}, while its own line says ${told(triple.theirs!.fields.get(path))}, which holds; to change field ${path}, change the entry's line`,
      });
    }
  }

  /** The value of a reference as the entry that it means, so that a renamed one is the same. */
  private identified(
    kind: Kind,
    path: string,
    state: "base" | "ours" | "theirs",
    value: Value | undefined,
  ): Value | undefined {
    const ref = kind.fields.get(path)?.ref;
    const names = ref === undefined ? undefined : this.names.get(ref)?.[state];
    if (!names || value === undefined) return value;
    const one = (name: string) => (names.has(name) ? `\0${names.get(name)}` : name);
    return typeof value === "string" ? one(value) : value.map(one);
  }

  /** The value of a reference with the name that its entry has at last. */
  private renamed(
    kind: Kind,
    path: string,
    state: "ours" | "theirs",
    value: Value | undefined,
  ): Value | undefined {
    const ref = kind.fields.get(path)?.ref;
    const names = ref === undefined ? undefined : this.names.get(ref);
    if (!names || value === undefined) return value;
    const one = (name: string) => names.final.get(names[state].get(name) ?? -1) ?? name;
    return typeof value === "string" ? one(value) : value.map(one);
  }

  private about(
    kind: Kind,
    { base, ours, theirs }: Triple,
    path?: string,
  ): Pick<Problem, "offset" | "entry" | "data"> {
    const rec = ours ?? base;
    const name = theirs?.name ?? (rec && fieldValue(rec, kind.key));
    return {
      offset: (path === undefined ? undefined : theirs?.places.get(path)) ?? theirs?.offset ?? 0,
      ...(name === undefined || kind.name === "list" ? {} : { entry: String(name) }),
      ...(ours ? { data: placeOf(this.input.list, ours, path) } : {}),
    };
  }

  private edit(
    kind: Kind,
    triple: Triple,
    edit: Omit<Edit, "kind" | "entry" | "offset" | "data">,
  ): void {
    const { entry = kind.name, ...place } = this.about(kind, triple, edit.field);
    this.result.edits.push({ kind: kind.name, entry, ...place, ...edit });
  }

  private conflict(
    kind: Kind,
    triple: Triple,
    message: string,
    path?: string,
    certain = false,
  ): void {
    if (this.input.prefer !== undefined && !certain) return;
    const mend = certain
      ? ""
      : ', or say which holds: "paperlist sync --prefer readme" or "--prefer data"';
    this.result.conflicts.push({
      ...this.about(kind, triple, path),
      rule: certain ? "two-values" : "conflict",
      severity: "error",
      message: message + mend,
      ...(path === undefined ? {} : { field: path }),
    });
  }

  private damaged(kind: Kind, triple: Triple, offset: number): void {
    this.result.damaged.push({
      ...this.about(kind, triple),
      offset,
      rule: "damaged",
      severity: "error",
      message: `a line of this entry does not read, so nothing was taken from it and nothing removed; mend the line as the template ${this.input.pattern.file} has it, and run "paperlist sync" again`,
    });
  }
}

const textOf = (value: Value): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** Kinds in an order in which those that others refer to come first. */
function byReference(kinds: ReadonlyMap<string, Kind>): Kind[] {
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
