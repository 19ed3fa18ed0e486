// The records that a part of a page is about, and narrower scopes of them.
import { type Kind, type Reference, referencesTo } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";

/** The records that a part of the page is about, by kind. */
export interface Scope {
  get(kind: string): readonly Rec[] | undefined;
}

/** Makes scopes with fewer records, and with fewer of the kinds that refer to them. */
export class Scopes {
  private readonly referring = new Map<string, ReadonlyMap<string, readonly Reference[]>>();
  private readonly indices = new WeakMap<readonly Rec[], Map<string, Map<unknown, Rec[]>>>();

  constructor(private readonly kinds: ReadonlyMap<string, Kind>) {}

  narrow(around: Scope, kind: string, records: readonly Rec[]): Scope {
    let references = this.referring.get(kind);
    if (!references) this.referring.set(kind, (references = referencesTo(this.kinds, kind)));
    return new Narrowed(around, kind, records, references, this.pick);
  }

  /** Those of some records that refer to any of others. */
  private readonly pick = (
    from: readonly Rec[],
    { field, to }: Reference,
    targets: readonly Rec[],
  ): readonly Rec[] => {
    const { key } = this.kinds.get(to)!;
    const index = this.indexOf(from, field.path);
    if (targets.length === 1) return index.get(fieldValue(targets[0]!, key)) ?? [];
    const found = new Set(targets.flatMap((target) => index.get(fieldValue(target, key)) ?? []));
    return from.filter((rec) => found.has(rec));
  };

  private indexOf(records: readonly Rec[], path: string): Map<unknown, Rec[]> {
    const known = this.indices.get(records) ?? new Map<string, Map<unknown, Rec[]>>();
    this.indices.set(records, known);
    let index = known.get(path);
    if (index) return index;
    known.set(path, (index = new Map<unknown, Rec[]>()));
    for (const rec of records) {
      for (const value of new Set([fieldValue(rec, path)].flat())) {
        const same = index.get(value);
        if (same) same.push(rec);
        else index.set(value, [rec]);
      }
    }
    return index;
  }
}

class Narrowed implements Scope {
  private known: Map<string, readonly Rec[]> | undefined;

  constructor(
    private readonly around: Scope,
    private readonly kind: string,
    private readonly records: readonly Rec[],
    private readonly references: ReadonlyMap<string, readonly Reference[]>,
    private readonly pick: (
      from: readonly Rec[],
      reference: Reference,
      targets: readonly Rec[],
    ) => readonly Rec[],
  ) {}

  get(kind: string): readonly Rec[] | undefined {
    if (kind === this.kind) return this.records;
    const all = this.around.get(kind);
    const ways = this.references.get(kind);
    if (!ways || !all) return all;
    this.known ??= new Map();
    let left = this.known.get(kind);
    if (!left) {
      const picked = ways.map((way) => this.pick(all, way, this.get(way.to) ?? []));
      const any = new Set(picked.flat());
      left = picked.length === 1 ? picked[0]! : all.filter((record) => any.has(record));
      this.known.set(kind, left);
    }
    return left;
  }
}
