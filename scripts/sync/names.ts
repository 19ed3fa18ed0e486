// Follows references through a merge in which entries get other names.
import type { Kind } from "../data/kinds.ts";
import { fieldValue } from "../data/record.ts";
import type { Triple } from "./types.ts";
import type { Value } from "../page/value.ts";

/** The entry behind each name in each state of a merge, and the name of each entry at last. */
interface NamesOfKind {
  base: Map<string, number>;
  ours: Map<string, number>;
  theirs: Map<string, number>;
  final: Map<number, string>;
}

/** Follows references through a merge in which entries may get other names. */
export class Names {
  private readonly names = new Map<string, NamesOfKind>();

  /** Notes the entries of a kind, before those that refer to them are merged. */
  note(kind: Kind, triples: readonly Triple[]): void {
    const names: NamesOfKind = {
      base: new Map(),
      ours: new Map(),
      theirs: new Map(),
      final: new Map(),
    };
    for (const { id, base, ours, theirs } of triples) {
      if (base) names.base.set(String(fieldValue(base, kind.key)), id);
      if (ours) names.ours.set(String(fieldValue(ours, kind.key)), id);
      if (theirs?.name !== undefined) names.theirs.set(theirs.name, id);
    }
    this.names.set(kind.name, names);
  }

  /** Notes what an entry is called after the merge. */
  settle(kind: Kind, id: number, name: string): void {
    this.names.get(kind.name)!.final.set(id, name);
  }

  /** The value of a reference as the entry that it means, so that a renamed one is the same. */
  identified(
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
  renamed(
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
}
