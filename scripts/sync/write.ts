// Writes a merge into the texts of the data files.
import { slug } from "github-slugger";
import { SETTINGS } from "../data/data-files.ts";
import { JsonDocument } from "../data/json-document.ts";
import { freshJson, type Origins, rewriteJson } from "../data/json-rewrite.ts";
import { collectionOf, type Kind } from "../data/kinds.ts";
import { fieldValue, type LoadedList, type Rec } from "../data/record.ts";
import { increasing } from "../pairing/increasing.ts";
import { sharedGroups } from "./order.ts";
import type { Merge, MergedRecord } from "./types.ts";
import { withFields } from "./values.ts";

/** The data files that a merge changes, with their new text; undefined for one that goes. */
export type Changes = Map<string, string | undefined>;

/** Writes a merge into the texts of the data files, each entry in its own file's way. */
export function changeFiles(list: LoadedList, merge: Merge): Changes {
  const changes: Changes = new Map();
  for (const [name, merged] of merge.records) {
    const kind = list.kinds.get(name)!;
    const records = list.records.get(name) ?? [];
    const same =
      merged.length === records.length &&
      merged.every(({ rec, sets }, index) => rec === records[index] && sets.size === 0);
    if (!same) new KindWriter(list, kind, records, merged, changes).write();
  }
  const renamed = newNames(list, merge);
  const settings = changes.get(SETTINGS) ?? list.documents.get(SETTINGS)?.text;
  if (renamed.size > 0 && settings !== undefined)
    changes.set(SETTINGS, renamedExcuses(new JsonDocument(SETTINGS, settings), renamed));
  for (const [file, text] of changes)
    if (text === list.documents.get(file)?.text) changes.delete(file);
  return changes;
}

/** The text of `data/list.json` where excuses name their entries as these are called now. */
function renamedExcuses(settings: JsonDocument, renamed: ReadonlyMap<string, string>): string {
  const excuses = settings.valueAt(["excuses"]);
  return settings.replaced(
    (Array.isArray(excuses) ? (excuses as { entry?: unknown }[]) : []).flatMap(
      ({ entry }, index) => {
        const name = typeof entry === "string" ? renamed.get(entry) : undefined;
        return name === undefined ? [] : [[["excuses", index, "entry"], name] as const];
      },
    ),
  );
}

/** The new names of entries, by their old ones, which no other entry has. */
function newNames(list: LoadedList, merge: Merge): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const [name, merged] of merge.records) {
    const { key } = list.kinds.get(name)!;
    for (const { rec, sets, value } of merged)
      if (rec && sets.has(key)) renamed.set(nameOf(rec.value, key), nameOf(value, key));
  }
  for (const [name, merged] of merge.records) {
    const { key } = list.kinds.get(name)!;
    for (const { value } of merged) renamed.delete(nameOf(value, key));
  }
  return renamed;
}

const nameOf = (value: Rec["value"], key: string): string =>
  String(fieldValue({ value } as Rec, key));

/** The name of a file that is named after an entry's value. */
const fileOf = ({ value }: Pick<Rec, "value">, field: string): string =>
  `${String(fieldValue({ value } as Rec, field))}.json`;

/** A file's name that any system can have. */
const SAFE = /^data\/[^/]+\/[\p{L}\p{N}_-]{1,80}\.json$/u;

class KindWriter {
  private readonly origins: Origins = new Map();
  /** The files that are begun here and hold several entries. */
  private readonly begun = new Set<string>();

  constructor(
    private readonly list: LoadedList,
    private readonly kind: Kind,
    private readonly records: readonly Rec[],
    private readonly merged: readonly MergedRecord[],
    private readonly changes: Changes,
  ) {}

  write(): void {
    const order = [...this.kind.fields.keys()];
    const files = this.assign();
    const known = [...new Set(this.records.map(({ file }) => file))];
    for (const file of new Set([...known, ...files])) {
      const own = this.merged.filter((_, index) => files[index] === file);
      const edited = this.inPlace(file, own);
      if (edited !== undefined) {
        this.changes.set(file, edited);
        continue;
      }
      const values = own.map((merged) => this.valueOf(merged));
      if (!this.list.documents.has(file)) {
        const alone = file.includes(`/${collectionOf(this.kind.name)}/`) && !this.begun.has(file);
        this.changes.set(file, freshJson(alone ? values[0] : values));
        continue;
      }
      const source = this.list.documents.get(file)!.source();
      if (Array.isArray(source.value))
        this.changes.set(file, rewriteJson(source, values, { origins: this.origins, order }));
      else if (values.length === 0) this.changes.set(file, undefined);
      else this.changes.set(file, rewriteJson(source, values[0], { origins: this.origins, order }));
    }
  }

  /** A file's text where each of its entries stays in its place; of others, nothing is parsed. */
  private inPlace(file: string, own: readonly MergedRecord[]): string | undefined {
    const known = this.list.documents.get(file);
    const there = this.records.filter((rec) => rec.file === file);
    const stays = ({ rec }: MergedRecord, index: number) =>
      rec?.element !== undefined && rec === there[index];
    if (!known || own.length !== there.length || !own.every(stays)) return undefined;
    const order = [...this.kind.fields.keys()];
    const parts: string[] = [];
    let end = 0;
    for (const { rec, sets } of own) {
      if (sets.size === 0) continue;
      const element = known.element(rec!.element!);
      const { offset, indent, text } = element;
      const value = withFields(element.value as Record<string, unknown>, sets, this.kind);
      parts.push(known.text.slice(end, offset), rewriteJson(element, value, { order, indent }));
      end = offset + text.length;
    }
    return parts.join("") + known.text.slice(end);
  }

  /** An entry's new value, tied to where its old one is written. */
  private valueOf({ rec, sets, value }: MergedRecord): unknown {
    if (!rec) return value;
    const source = this.list.documents.get(rec.file)!.source();
    const old = (
      rec.element === undefined ? source.value : (source.value as unknown[])[rec.element]
    ) as Record<string, unknown>;
    const changed = withFields(old, sets, this.kind);
    this.origins.set(changed, { file: source, value: old });
    return changed;
  }

  /**
   * The file of each entry: its own, unless the new order takes it to another; that of a neighbour
   * for a new one, or the next one where files are named after a value, as `2025.json` after `2024.json`.
   */
  private assign(): string[] {
    const files = [...new Set(this.records.map(({ file }) => file))];
    if (files.length === 0) files.push(`data/${collectionOf(this.kind.name)}.json`);
    const place = new Map(files.map((file, index) => [file, index]));
    const there = this.merged.flatMap(({ rec }, index) => (rec ? [index] : []));
    // The larger half of ties counts as growing, so that entries of one file stay together.
    const spread = there.map(
      (index, nth) => place.get(this.merged[index]!.rec!.file)! * (there.length + 1) + nth,
    );
    const alone = new Set(
      this.records.filter(({ element }) => element === undefined).map(({ file }) => file),
    );
    const kept = new Set(increasing(spread).map((nth) => there[nth]!));
    const found: (string | undefined)[] = this.merged.map(({ rec }, index) =>
      rec && (kept.has(index) || alone.has(rec.file)) ? rec.file : undefined,
    );
    const naming = [...this.kind.fields.keys()].find((field) =>
      this.records.every(
        (rec) => rec.element !== undefined && rec.file.endsWith(`/${fileOf(rec, field)}`),
      ),
    );
    const groups = (index: number) => this.merged[index]?.page?.groups ?? [];
    this.merged.forEach((merged, index) => {
      if (found[index] !== undefined) return;
      const before = found[index - 1];
      const next = found.findIndex((file, at) => at > index && file !== undefined);
      const after = next < 0 ? undefined : found[next];
      if (naming !== undefined && this.records.length > 0 && !merged.rec) {
        const file = `data/${collectionOf(this.kind.name)}/${fileOf(merged, naming)}`;
        if ((before ?? "") < file && (after === undefined || file < after) && SAFE.test(file)) {
          this.begun.add(file);
          found[index] = file;
          return;
        }
      }
      const near =
        before !== undefined &&
        (after === undefined ||
          sharedGroups(groups(index), groups(index - 1)) >=
            sharedGroups(groups(index), groups(next)))
          ? before
          : (after ?? files[0]!);
      if (!alone.has(near)) {
        found[index] = near;
        return;
      }
      const file = this.newFile(merged, near);
      alone.add(file);
      found[index] = file;
    });
    return found as string[];
  }

  /** A file of its own, where every entry has one. */
  private newFile({ value }: MergedRecord, near: string): string {
    const folder = near.slice(0, near.lastIndexOf("/") + 1);
    const name =
      slug(String(fieldValue({ value } as Rec, this.kind.key) ?? "")).slice(0, 80) || "entry";
    let file = `${folder}${name}.json`;
    for (let nth = 2; this.list.documents.has(file) || this.changes.has(file); nth++)
      file = `${folder}${name}-${nth}.json`;
    this.changes.set(file, "");
    return file;
  }
}
