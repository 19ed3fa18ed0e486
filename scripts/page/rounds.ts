// How often a line of a template stands on a page, and about which records: the one rule of the
// template language. Look here when a line repeats too often, or under the wrong heading.
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import type { LineNode, Repeat } from "../template/pattern.ts";
import { type Scope, Scopes } from "./scope.ts";

/** One round of a repeating node: the records it is about, and the element of its list. */
export interface Round {
  scope: Scope;
  element: number | undefined;
}

/** Repeats lines: once for each distinct value, within a scope, of the fields that they name. */
export class Rounds {
  private readonly scopes: Scopes;

  constructor(kinds: ReadonlyMap<string, Kind>) {
    this.scopes = new Scopes(kinds);
  }

  /** The rounds of a node: one for each distinct value, within its scope, of the fields it names. */
  of(node: LineNode, scope: Scope): Round[] {
    const { repeat, record, lacks } = node;
    if (!repeat) return [{ scope, element: undefined }];
    let records = scope.get(repeat.kind) ?? [];
    if (lacks.length > 0)
      records = records.filter((rec) => lacks.every((path) => fieldValue(rec, path) === undefined));
    if (repeat.list !== undefined) return this.elements(repeat.kind, repeat.list, records, scope);
    if (records.length !== 1) return this.groups(repeat, records, scope);
    const own = record === undefined ? scope : this.scopes.narrow(scope, repeat.kind, records);
    return [{ scope: own, element: undefined }];
  }

  /** One for each value of a list; the element is that of the first record which has it. */
  private elements(kind: string, list: string, records: readonly Rec[], scope: Scope): Round[] {
    const valuesOf = (record: Rec) => [fieldValue(record, list) ?? []].flat();
    // One record may hold a value twice, as two authors of one name.
    if (records.length === 1)
      return valuesOf(records[0]!).map((_, element) => ({ scope, element }));
    const having = new Map<string, { records: Rec[]; element: number }>();
    for (const record of records)
      valuesOf(record).forEach((value, element) => {
        const known = having.get(value);
        if (!known) having.set(value, { records: [record], element });
        else if (known.records.at(-1) !== record) known.records.push(record);
      });
    return [...having.values()].map(({ records: own, element }) => ({
      scope: this.scopes.narrow(scope, kind, own),
      element,
    }));
  }

  private groups({ kind, fields }: Repeat, records: readonly Rec[], scope: Scope): Round[] {
    const groups = new Map<string, Rec[]>();
    for (const record of records) {
      let value = "";
      for (const path of fields) value += `${String(fieldValue(record, path) ?? "")}\0`;
      const group = groups.get(value);
      if (group) group.push(record);
      else groups.set(value, [record]);
    }
    return [...groups.values()].map((group) => ({
      scope: this.scopes.narrow(scope, kind, group),
      element: undefined,
    }));
  }
}
