// Merges one entry's fields between base, data and page.
import { lineIndex } from "../finding/place.ts";
import type { ReadLine } from "../page/entry.ts";
import { describeShape } from "../drift/describe.ts";
import { isOffLevel } from "../page/out-of-place.ts";
import { meantAs, readAsMeant } from "../page/mistaken-text.ts";
import type { Use } from "../template/pattern.ts";
import { bareText } from "../pairing/folded.ts";
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import type { Names } from "./names.ts";
import type { Notes } from "./merge-report.ts";
import type { Misread, PageEntry } from "./entry.ts";
import type { MergedRecord, MergeInput, Triple } from "./types.ts";
import { sameValue, shownValue, type Value } from "../page/value.ts";
import { told } from "./values.ts";

/** What a field is in each state. */
interface Values {
  base: Value | undefined;
  ours: Value | undefined;
  theirs: Value | undefined;
}

/** A shorter value, unlike a year, may stand in a text by chance. */
const SHORTEST_TELLING = 4;

/** Merges the fields of one entry at a time. */
export class FieldMerger {
  constructor(
    private readonly input: MergeInput,
    private readonly names: Names,
    private readonly notes: Notes,
  ) {}

  /** Whether the data has an entry as the base has it. */
  sameData(kind: Kind, a: Rec, b: Rec): boolean {
    return [...kind.fields.keys()].every((path) =>
      sameValue(
        this.names.identified(kind, path, "base", fieldValue(a, path)),
        this.names.identified(kind, path, "ours", fieldValue(b, path)),
      ),
    );
  }

  /** Whether the page shows an entry, or these fields of it, otherwise than the base does. */
  edited(
    kind: Kind,
    triple: Triple,
    paths: Iterable<string> = this.input.pattern.shownFields.get(kind.name)!,
  ): boolean {
    return [...paths].some((path) => {
      const { base, theirs } = this.identified(kind, path, this.values(kind, triple, path));
      return !sameValue(base, theirs);
    });
  }

  /** What the page says of a field; of several values, the one that was edited. */
  theirValue(kind: Kind, { base, theirs }: Omit<Triple, "id">, path: string): Value | undefined {
    const own = theirs!.said.fields.get(path);
    const known = base && shownValue(kind.fields.get(path)!, fieldValue(base, path));
    if (theirs!.lostHeading && theirs!.said.above.has(path)) return known;
    const edited = theirs!.said.torn.get(path)?.find(({ value }) => !sameValue(value, known));
    return edited ? edited.value : own;
  }

  /** Takes the fields that the page shows otherwise than the base. */
  merge(kind: Kind, triple: Triple, merged: MergedRecord): void {
    for (const path of this.input.pattern.shownFields.get(kind.name)!) {
      const values = this.values(kind, triple, path);
      const { base: b, ours: o } = this.identified(kind, path, values);
      this.tornField(kind, triple, path, values.base);
      if (kind.name === "list" && this.maybeUnread(values)) continue;
      if (!triple.ours)
        merged.sets.set(path, this.names.renamed(kind, path, "theirs", values.theirs));
      if (!triple.ours || !this.isEdit(kind, path, values)) continue;
      if (!sameValue(b, o)) {
        const other = this.notes.elsewhere(kind, triple, path);
        this.notes.conflict(
          kind,
          triple,
          `field ${path}: the page says ${told(values.theirs)}, ${other ?? "the data"} ${told(values.ours)}, and before it was ${told(values.base)}; make the two the same`,
          path,
          other !== undefined,
        );
        if (other !== undefined || this.input.prefer !== "readme") continue;
      }
      const after = this.names.renamed(kind, path, "theirs", values.theirs);
      merged.sets.set(path, after);
      this.notes.edit(kind, triple, {
        change: "changed",
        field: path,
        ...(values.ours === undefined ? {} : { before: values.ours }),
        ...(after === undefined ? {} : { after }),
      });
    }
    if (kind.name !== "list") this.contradictions(kind, triple);
  }

  private values(kind: Kind, triple: Triple, path: string): Values {
    const at = (rec: Rec | undefined) =>
      rec && shownValue(kind.fields.get(path)!, fieldValue(rec, path));
    const theirs = this.theirValue(kind, triple, path);
    return { base: at(triple.base), ours: at(triple.ours), theirs };
  }

  /** The same, with names for what they name. */
  private identified(kind: Kind, path: string, values: Values): Values {
    const as = (state: keyof Values) => this.names.identified(kind, path, state, values[state]);
    return { base: as("base"), ours: as("ours"), theirs: as("theirs") };
  }

  /** Whether the page says of a field what neither the base nor the data does. */
  private isEdit(kind: Kind, path: string, values: Values): boolean {
    const { base, ours, theirs } = this.identified(kind, path, values);
    return !sameValue(base, theirs) && !sameValue(ours, theirs);
  }

  /** The first line that may not be an entry's own, and says what nothing else ever said of it. */
  strange(kind: Kind, triple: Triple): Misread | undefined {
    const found = this.newOnes(kind, triple, triple.theirs?.astray)[0];
    if (!found) return undefined;
    const { page, line } = found;
    const [is, should] = [page, line!].map(({ shape }) => describeShape(shape));
    return {
      offset: page.start,
      ...(isOffLevel(found) ? { why: `found a ${is}, expected a ${should}` } : {}),
    };
  }

  /** Those of an entry's lines that say what neither the base nor the data does. */
  private newOnes(kind: Kind, { base, ours }: Triple, lines: readonly ReadLine[] = []): ReadLine[] {
    const said = ({ field }: Use) =>
      [base, ours].flatMap(
        (rec) =>
          (rec && shownValue(kind.fields.get(field.path)!, fieldValue(rec, field.path))) ?? [],
      );
    return lines.filter(({ line, values }) =>
      line!.uses.some((use) => !said(use).includes(String(values.get(use.path)))),
    );
  }

  /** What of an entry reads otherwise than it was meant: nothing is taken from it. */
  misread(kind: Kind, triple: Triple): Misread | undefined {
    const { base, ours, theirs } = triple;
    if (!theirs) return undefined;
    if (base && ours) {
      const hidden = [...this.input.pattern.shownFields.get(kind.name)!].some((path) => {
        const values = this.values(kind, triple, path);
        return this.standsElsewhere(values) && this.isEdit(kind, path, values);
      });
      if (hidden) return { offset: this.input.view.unread[0]!.page.start };
      const swallowed = this.swallowed(kind, base, ours, theirs);
      if (swallowed) return swallowed;
    }
    return this.mistaken(kind, triple, theirs);
  }

  /** The first line of free text that was most likely meant as another line of the template. */
  private mistaken(
    kind: Kind,
    triple: Triple,
    { said: { fields }, free }: PageEntry,
  ): Misread | undefined {
    const { pattern, former = [] } = this.input;
    const lines = [...pattern.lines, ...former];
    for (const read of this.newOnes(kind, triple, free)) {
      const { line, page } = read;
      const [{ field }] = line!.uses as [Use];
      const meant = meantAs(read, { lines }, (path) => fields.has(path));
      if (meant)
        return {
          offset: page.start,
          why: readAsMeant(read, meant),
          unless: `add it to ${field.path} in the data`,
        };
    }
    return undefined;
  }

  /** Whether a value that is no longer shown, or its end, stands on the page where it cannot be read. */
  private standsElsewhere({ base, theirs }: Pick<Values, "base" | "theirs">): boolean {
    const { unread, unreadText } = this.input.view;
    if (unread.length === 0 || base === undefined) return false;
    const left = [theirs ?? []].flat();
    return [base]
      .flat()
      .filter((value) => !left.includes(value))
      .flatMap((value) => [
        value,
        ...left.flatMap((part) => (value.startsWith(part) ? value.slice(part.length) : [])),
      ])
      .some((text) => text.length >= 6 && unreadText.includes(bareText(text)));
  }

  /** Whether what the page no longer shows of the list may stand in a line that does not read. */
  private maybeUnread({ base, theirs }: Pick<Values, "base" | "theirs">): boolean {
    const lost =
      theirs === undefined
        ? base !== undefined
        : base !== undefined && theirs.length < base.length && typeof theirs !== "string";
    return lost && this.input.view.unread.length > 0;
  }

  /**
   * The first field that the page shows no longer, because its line reads as part of another: a
   * label was changed, say, and the rest is taken for a sentence of the summary.
   */
  private swallowed(kind: Kind, base: Rec, ours: Rec, theirs: PageEntry): Misread | undefined {
    const shown = [...this.input.pattern.shownFields.get(kind.name)!];
    const partsOf = (value: Value | undefined) => [value ?? []].flat();
    const known = (rec: Rec, path: string) =>
      partsOf(shownValue(kind.fields.get(path)!, fieldValue(rec, path)));
    for (const path of shown) {
      const left = new Set(partsOf(theirs.said.fields.get(path)));
      // A value that took the place of another says that it is meant.
      if (left.size > 0 && !kind.fields.get(path)!.list) continue;
      for (const value of known(ours, path)) {
        const bare = bareText(value);
        if (left.has(value) || bare.length < SHORTEST_TELLING) continue;
        const into = shown.find((other) => {
          // A value may go as it is to a field like its own.
          const alike = kind.fields.get(other)!.type === kind.fields.get(path)!.type;
          const holds = (part: string) =>
            !(alike && part === value) && bareText(part).includes(bare);
          return (
            other !== path &&
            partsOf(this.theirValue(kind, { base, theirs }, other)).some(holds) &&
            !known(base, other).some(holds)
          );
        });
        if (into === undefined) continue;
        const at = this.input.view.source.indexOf(value, theirs.offset);
        return {
          offset: at < 0 ? theirs.said.places.get(into)! : at,
          why: `this entry's ${path} ${told(value)} reads as part of its ${into}`,
          unless: `take ${path} out of the data too`,
        };
      }
    }
    return undefined;
  }

  private tornField(kind: Kind, triple: Triple, path: string, known: Value | undefined): void {
    const all = triple.theirs!.said.torn.get(path)?.filter(({ value }) => !sameValue(value, known));
    if (!all || all.length < 2) return;
    const lines = all.map(({ offset }) => lineIndex(this.input.view.source).at(offset).line);
    const apart = new Set(lines).size > 1;
    const values = all.map(({ value }, at) => told(value) + (apart ? ` in line ${lines[at]}` : ""));
    this.notes.conflict(
      kind,
      triple,
      `field ${path}: the page says ${values.join(" and ")} of the same entry; write one of them`,
      path,
      true,
    );
  }

  /** Headings that say otherwise than the lines of an entry below. */
  contradictions(kind: Kind, triple: Triple): void {
    for (const [path, value] of triple.theirs!.said.contradicted) {
      this.notes.warning(
        kind,
        triple,
        path,
        `stands under a heading that says ${told(value)}, while its own line says ${told(triple.theirs!.said.fields.get(path))}, which holds; to change field ${path}, change the entry's line`,
      );
    }
  }

  /** Lets references follow entries that have another name by now. */
  follow(kind: Kind, { rec, sets }: MergedRecord): void {
    for (const { path, ref } of kind.fields.values()) {
      if (ref === undefined || !rec || sets.has(path)) continue;
      const own = fieldValue(rec, path);
      const now = this.names.renamed(kind, path, "ours", own);
      if (!sameValue(now, own)) sets.set(path, now);
    }
  }
}
