// Merges what was edited on a page into the data, entry by entry. Begin here to read how sync
// merges.
import { quote } from "../finding/quote.ts";
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import { stillShown } from "./copies.ts";
import { mergeOrder } from "./order.ts";
import { FieldMerger } from "./fields.ts";
import { Names } from "./names.ts";
import { Notes } from "./merge-report.ts";
import type { Misread, PageEntry } from "./entry.ts";
import { hiddenEntries } from "./hidden-entries.ts";
import { byReference, pairTriples, shownRecords } from "./triples.ts";
import type { Merge, MergedRecord, MergeInput, Triple } from "./types.ts";
import { withFields } from "./values.ts";

/** Merges what was edited on a page into the data, entry by entry and field by field. */
export function mergePage(input: MergeInput): Merge {
  return new PageMerger(input).merge();
}

class PageMerger {
  private readonly notes: Notes;
  private readonly names = new Names();
  private readonly fields: FieldMerger;
  /** Entries that the page does not show, though nobody removed them, and where they may stand. */
  private readonly hidden = new Map<Triple, Misread>();
  /** By kind, the names of entries of the page that were not taken. */
  private readonly refused = new Map<string, Set<string>>();

  constructor(private readonly input: MergeInput) {
    this.notes = new Notes(input);
    this.fields = new FieldMerger(input, this.names, this.notes);
  }

  merge(): Merge {
    const { kinds, pattern, ours } = this.input;
    const paired = new Map(
      byReference(kinds)
        .filter(({ name }) => name !== "list" && pattern.shownFields.has(name))
        .map((kind) => [kind, pairTriples(this.input, kind)]),
    );
    // What hides an entry is damage to another one, of any kind.
    for (const [kind, triples] of paired)
      for (const [triple, place] of hiddenEntries(this.input, triples, kind))
        this.hidden.set(triple, place);
    for (const kind of byReference(kinds)) {
      const triples = paired.get(kind);
      if (kind.name === "list") this.list(kind);
      else if (triples) this.kind(kind, triples);
      else
        this.notes.result.records.set(
          kind.name,
          (ours.records.get(kind.name) ?? []).map((rec) => this.unseen(kind, rec)),
        );
    }
    return this.notes.result;
  }

  private asItIs(kind: Kind, rec: Rec): MergedRecord {
    return { kind: kind.name, rec, sets: new Map(), value: rec.value };
  }

  /** A record that this page does not show; what it refers to may have another name. */
  private unseen(kind: Kind, rec: Rec): MergedRecord {
    const merged = this.asItIs(kind, rec);
    this.fields.follow(kind, merged);
    return { ...merged, value: withFields(rec.value, merged.sets, kind) };
  }

  private list(kind: Kind): void {
    const { base, ours, view } = this.input;
    const [b, o] = [base.records.get("list")?.[0], ours.records.get("list")?.[0]];
    if (!o) return;
    const merged = this.asItIs(kind, o);
    this.notes.result.records.set("list", [merged]);
    if (b && this.input.pattern.shownFields.has("list")) {
      const triple: Triple = { id: 0, base: b, ours: o, theirs: view.list };
      // Prose takes in what no longer reads as entries.
      const [among] = this.fields.edited(kind, triple) ? this.hidden.values() : [];
      const damage = view.list.damage ?? among ?? this.fields.misread(kind, triple);
      if (damage) this.notes.damaged(kind, triple, damage);
      else this.fields.merge(kind, triple, merged);
    }
    merged.value = withFields(o.value, merged.sets, kind);
  }

  private kind(kind: Kind, triples: readonly Triple[]): void {
    this.names.note(kind, triples);
    const kept = this.kept(kind, triples);
    const refused = triples.flatMap(({ id, theirs }) => (kept.has(id) ? [] : (theirs?.name ?? [])));
    this.refused.set(kind.name, new Set(refused));
    const { order, moved, conflicts } = this.order(kind, triples, new Set(kept.keys()));
    this.notes.result.records.set(
      kind.name,
      order.map((id) => kept.get(id)!),
    );
    for (const id of moved)
      if (kept.has(id)) this.notes.edit(kind, triples[id]!, { change: "moved" });
    for (const id of conflicts) {
      if (kept.has(id))
        this.notes.conflict(
          kind,
          triples[id]!,
          "was moved on the page and, elsewhere, in the data; put it in one place in both",
        );
    }
  }

  /** The entries that are left, by their numbers. */
  private kept(kind: Kind, triples: readonly Triple[]): Map<number, MergedRecord> {
    const shown = new Set(shownRecords(this.input.base.page, kind.name));
    const kept = new Map<number, MergedRecord>();
    for (const triple of triples) {
      const merged = this.triple(kind, triple, shown);
      if (!merged) continue;
      this.fields.follow(kind, merged);
      merged.value = withFields(merged.rec?.value ?? {}, merged.sets, kind);
      kept.set(triple.id, merged);
      const name = fieldValue({ value: merged.value } as Rec, kind.key);
      this.names.settle(kind, triple.id, String(name ?? ""));
    }
    return kept;
  }

  private order(
    kind: Kind,
    triples: readonly Triple[],
    keep: ReadonlySet<number>,
  ): ReturnType<typeof mergeOrder> {
    const { base, ours, view } = this.input;
    const idOf = new Map<Rec | PageEntry, number>();
    for (const { id, base: b, ours: o, theirs: t } of triples) {
      for (const one of [b, o, t]) if (one) idOf.set(one, id);
    }
    const ids = (items: readonly (Rec | PageEntry)[] = []) =>
      items.map((item) => idOf.get(item)!).filter((id) => id !== undefined);
    const entries = view.entries.get(kind.name)!;
    const copies = view.copies.get(kind.name);
    const groups = new Map(entries.map((entry) => [idOf.get(entry)!, entry.groups]));
    const orderBy = (theirs: readonly number[]) =>
      mergeOrder({
        base: ids(copies ? stillShown(copies) : shownRecords(base.page, kind.name)),
        baseOfOurs: ids(base.records.get(kind.name)),
        ours: ids(ours.records.get(kind.name)),
        oursAsTheirs: ids(shownRecords(ours.page, kind.name)),
        theirs,
        keep,
        prefer: this.input.prefer === "readme" ? "theirs" : "ours",
        groupsOf: (id) => groups.get(id) ?? [],
      });
    const first = orderBy(ids(entries));
    // A damaged entry is a neighbour to others, but is not moved itself.
    const isDamaged = (id: number) => triples[id]!.theirs?.damage !== undefined;
    const stays = (id: number) => isDamaged(id) && first.moved.has(id);
    return [...first.moved].some(stays) ? orderBy(ids(entries).filter((id) => !stays(id))) : first;
  }

  private triple(kind: Kind, triple: Triple, shown: ReadonlySet<Rec>): MergedRecord | undefined {
    const { base, ours, theirs } = triple;
    const { prefer } = this.input;
    const merged: MergedRecord = ours
      ? this.asItIs(kind, ours)
      : { kind: kind.name, sets: new Map(), value: {} };
    if (theirs) merged.page = theirs;
    // A row that lacks other cells than its last ones shows values in the places of others.
    if (
      base &&
      theirs?.short !== undefined &&
      this.fields.edited(kind, triple, theirs.said.fields.keys())
    )
      theirs.damage ??= { offset: theirs.short };
    const strange = this.fields.strange(kind, triple);
    if (theirs && strange) theirs.damage ??= strange;
    const refused = theirs && this.refusedReference(kind, theirs);
    if (refused) theirs.damage ??= refused;
    if (theirs?.damage !== undefined) {
      this.notes.damaged(kind, triple, theirs.damage);
      return ours ? merged : undefined;
    }
    if (base && (theirs?.unchanged || !shown.has(base))) return ours && merged;
    const misread = this.fields.misread(kind, triple);
    if (misread) {
      theirs!.damage = misread;
      this.notes.damaged(kind, triple, misread);
      return ours && merged;
    }
    if (base && !theirs) {
      if (this.hidden.has(triple)) {
        this.notes.damaged(kind, triple, this.hidden.get(triple)!);
        return ours && merged;
      }
      if (!ours) return undefined;
      if (!this.fields.sameData(kind, base, ours)) {
        const other = this.notes.elsewhere(kind, triple);
        this.notes.conflict(
          kind,
          triple,
          `was removed from the page, and changed ${other === undefined ? "in the data" : `at ${other}`}; remove it from both, or put it back on the page`,
          undefined,
          other !== undefined,
        );
        if (other !== undefined || prefer !== "readme") return merged;
      }
      this.notes.edit(kind, triple, { change: "removed" });
      return undefined;
    }
    if (base && !ours) {
      if (!this.fields.edited(kind, triple)) return undefined;
      const other = this.notes.elsewhere(kind, triple);
      this.notes.conflict(
        kind,
        triple,
        other === undefined
          ? "was changed on the page, and removed from the data; put it back into the data, or remove it from the page"
          : `was changed on the page, and removed at ${other}; put it back there, or remove it from this page too`,
        undefined,
        other !== undefined,
      );
      if (other !== undefined || prefer !== "readme") return undefined;
      // What the page does not show comes back as it was.
      for (const path of kind.fields.keys()) {
        const value = fieldValue(base, path);
        if (value !== undefined) merged.sets.set(path, value);
      }
    }
    if (!base && !ours && theirs) return this.added(kind, triple, merged);
    if (theirs) this.fields.merge(kind, triple, merged);
    return merged;
  }

  /** What an entry refers to that is on the page only, and was not taken itself. */
  private refusedReference(kind: Kind, theirs: PageEntry): Misread | undefined {
    for (const { path, ref } of kind.fields.values()) {
      const names = ref === undefined ? undefined : this.refused.get(ref);
      const name =
        names && [theirs.said.fields.get(path) ?? []].flat().find((one) => names.has(one));
      if (name !== undefined)
        return {
          offset: theirs.offset,
          why: `the ${ref} ${quote(name)}, which this entry is about, is not taken`,
        };
    }
    return undefined;
  }

  private added(kind: Kind, triple: Triple, merged: MergedRecord): MergedRecord | undefined {
    const theirs = triple.theirs!;
    if (theirs.name === undefined) {
      this.notes.damaged(kind, triple, theirs);
      return undefined;
    }
    if (theirs.lostHeading && theirs.said.above.size > 0) {
      this.notes.damaged(kind, triple, {
        offset: theirs.offset,
        why: `the heading above this entry does not tell its ${[...theirs.said.above].join(", ")}`,
        unless: "add what the heading names to the data first",
      });
      return undefined;
    }
    for (const path of kind.fields.keys()) {
      const value = this.fields.theirValue(kind, triple, path);
      if (value !== undefined)
        merged.sets.set(path, this.names.renamed(kind, path, "theirs", value));
    }
    this.fields.contradictions(kind, triple);
    this.notes.edit(kind, triple, { change: "added" });
    return merged;
  }
}
