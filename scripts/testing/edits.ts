// Random edits of a list, as generators.
import fc from "fast-check";
import type { Kind } from "../data/kinds.ts";
import type { Rec } from "../data/record.ts";

/** One thing that somebody may do to a list; numbers choose among what is there. */
interface Act {
  what: "remove" | "move" | "change" | "clear" | "retitle" | "add";
  kind: number;
  entry: number;
  to: number;
  field: number;
}

/** A few things that somebody did to a list. */
export const acts = (...allowed: Act["what"][]): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.record({
      what: fc.constantFrom(...allowed),
      kind: fc.nat(99),
      entry: fc.nat(99),
      to: fc.nat(99),
      field: fc.nat(99),
    }),
    { maxLength: 4 },
  );

/**
 * The list after some acts on what a page shows of it; values come from another list of the same
 * kinds.
 */
export function act(
  kinds: ReadonlyMap<string, Kind>,
  records: ReadonlyMap<string, readonly Rec[]>,
  shown: ReadonlyMap<string, ReadonlySet<string>>,
  done: readonly Act[],
  donor: ReadonlyMap<string, readonly Rec[]>,
  mark = "",
): Map<string, Rec[]> {
  const after = new Map([...records].map(([name, list]) => [name, structuredClone(list) as Rec[]]));
  const names = [...shown.keys()].filter((name) => name !== "list" && !isReferredTo(kinds, name));
  for (const { what, kind: k, entry, to, field } of done) {
    const kind = kinds.get(names[k % names.length]!)!;
    const list = after.get(kind.name)!;
    const given = donor.get(kind.name)!;
    if (what === "add") {
      if (given.length === 0 || records.get(kind.name)!.length === 0) continue;
      const value = structuredClone(given[entry % given.length]!.value);
      value[kind.key] = `${mark}${String(value[kind.key])} +`;
      for (const { path, ref } of kind.fields.values()) {
        if (ref !== undefined) put(value, path, records.get(kind.name)![0]!.value[path]);
        else if (!shown.get(kind.name)!.has(path)) put(value, path, undefined);
      }
      if (list.some((rec) => rec.value[kind.key] === value[kind.key])) continue;
      list.splice(to % (list.length + 1), 0, {
        kind: kind.name,
        index: 0,
        file: "",
        value,
      });
      continue;
    }
    if (list.length === 0) continue;
    const at = entry % list.length;
    const { value } = list[at]!;
    if (what === "remove") list.splice(at, 1);
    if (what === "move") list.splice(to % list.length, 0, list.splice(at, 1)[0]!);
    if (what === "retitle") value[kind.key] = `${String(value[kind.key])} anew`;
    const fields = [...kind.fields.values()].filter(
      ({ path, ref, optional }) =>
        path !== kind.key &&
        ref === undefined &&
        shown.get(kind.name)!.has(path) &&
        (what !== "clear" || optional),
    );
    const chosen = fields[field % fields.length];
    if (!chosen) continue;
    if (what === "clear") put(value, chosen.path, undefined);
    if (what === "change" && given.length > 0) {
      const other = get(given[to % given.length]!.value, chosen.path);
      // A line that comes to hold the name of another entry is refused, not taken.
      const names = list.map((rec) => String(rec.value[kind.key])).filter((one) => one.length > 2);
      if (other !== undefined && !names.some((one) => JSON.stringify(other).includes(one)))
        put(value, chosen.path, other);
    }
  }
  return after;
}

const isReferredTo = (kinds: ReadonlyMap<string, Kind>, name: string): boolean =>
  [...kinds.values()].some((kind) => [...kind.fields.values()].some(({ ref }) => ref === name));

export function get(value: Record<string, unknown>, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (inner, step) => (inner as Record<string, unknown> | undefined)?.[step],
      value,
    );
}

export function put(value: Record<string, unknown>, path: string, content: unknown): void {
  const [first, ...rest] = path.split(".") as [string, ...string[]];
  if (rest.length === 0) {
    if (content === undefined) delete value[first];
    else value[first] = content;
    return;
  }
  if (content === undefined && value[first] === undefined) return;
  const inner = (value[first] ??= {}) as Record<string, unknown>;
  put(inner, rest.join("."), content);
  if (Object.keys(inner).length === 0) delete value[first];
}
