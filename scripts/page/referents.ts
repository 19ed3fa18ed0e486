// Which record a line is about that shows other fields than the record's name.
import type { Field, Kind } from "../data/kinds.ts";
import { fieldValue } from "../data/record.ts";
import type { LineNode } from "../template/pattern.ts";
import type { Scope } from "./scope.ts";
import { shownValue, type Value } from "./value.ts";

/** Tells which record a line is about, also one that shows other fields of it than its key. */
export class Referents {
  private readonly known = new Map<LineNode, Map<string, string | undefined>>();

  /** @param states the records among which those are that lines show */
  constructor(private readonly states: readonly Scope[]) {}

  /** The key of the record; undefined where none has what the line shows, or several have. */
  keyOf(node: LineNode, values: ReadonlyMap<string, Value>, kind: Kind): Value | undefined {
    const own = values.get(`${kind.name}.${kind.key}`);
    if (own !== undefined) return own;
    let keys = this.known.get(node);
    if (!keys) this.known.set(node, (keys = this.keysAt(node, kind)));
    return keys.get(textOf(node, kind, ({ path }) => values.get(`${kind.name}.${path}`)));
  }

  /** The keys of all records, by what a line shows of them. */
  private keysAt(node: LineNode, kind: Kind): Map<string, string | undefined> {
    const keys = new Map<string, string | undefined>();
    for (const record of this.states.flatMap((state) => state.get(kind.name) ?? [])) {
      const text = textOf(node, kind, (field) => shownValue(field, fieldValue(record, field.path)));
      const key = String(fieldValue(record, kind.key));
      keys.set(text, keys.has(text) && keys.get(text) !== key ? undefined : key);
    }
    return keys;
  }
}

const textOf = (
  { repeat }: LineNode,
  { fields }: Kind,
  valueOf: (field: Field) => Value | undefined,
): string => JSON.stringify(repeat!.fields.map((path) => valueOf(fields.get(path)!) ?? null));
