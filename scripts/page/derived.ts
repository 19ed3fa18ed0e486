// What a page shows that the data do not hold, but that follows from them. It is written and never
// read; what is stale is written anew.
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import type { Use } from "../template/pattern.ts";
import type { Value } from "./value.ts";
import type { Scope } from "./scope.ts";

/** `owner/name` of a repository's address. */
const REPOSITORY =
  /^https?:\/\/(?:www\.)?(?:github|gitlab)\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?(?:[/?#]|$)/;

type Asked = Pick<Use, "kind" | "field"> & Partial<Pick<Use, "derive" | "through">>;

/** What follows from the records of a list. */
export class Derived {
  /** By kind, the records by their keys. */
  private readonly named = new Map<string, Map<unknown, Rec>>();

  constructor(
    private readonly kinds: ReadonlyMap<string, Kind>,
    private readonly records: Scope,
  ) {}

  /** What a use shows that is no value of its record; undefined where nothing can be made. */
  of({ kind, field, derive, through }: Asked, scope: Scope): Value | undefined {
    const records = scope.get(kind) ?? [];
    if (through) {
      const key = records[0] && fieldValue(records[0], through.path);
      const meant = key === undefined ? undefined : this.byKey(through.ref!).get(key);
      return meant && fieldValue(meant, field.path);
    }
    if (derive === "count") return String(records.length);
    const values = records.map((record) => fieldValue(record, field.path));
    if (derive === "repo") return REPOSITORY.exec(String(values[0] ?? ""))?.[1];
    const known = values.flatMap((value) => value ?? []);
    return known.length === 0 ? undefined : known.reduce((a, b) => (a < b ? b : a));
  }

  private byKey(kind: string): ReadonlyMap<unknown, Rec> {
    let known = this.named.get(kind);
    if (known) return known;
    const { key } = this.kinds.get(kind)!;
    known = new Map((this.records.get(kind) ?? []).map((rec) => [fieldValue(rec, key), rec]));
    this.named.set(kind, known);
    return known;
  }
}
