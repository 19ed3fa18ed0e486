// Merges three versions of a data file, by entry and field.
import { define, isObject, type JsonObject } from "../data/json.ts";
import { type Origins, rewriteJson } from "../data/json-rewrite.ts";
import { JsonDocument, type JsonSource } from "../data/json-document.ts";
import { folded } from "../pairing/folded.ts";
import { pairAdded, pairEntries, type Side } from "../sync/pair-entries.ts";
import { mergeOrder } from "../sync/order.ts";
import { quote } from "../finding/quote.ts";

/** Three versions of a data file made one. */
export interface JsonMerge {
  /** The file with what both sides changed differently as ours has it, and as theirs has it. */
  ours: string;
  theirs: string;
  /** What both sides changed differently, for people; none where the two texts are the same. */
  conflicts: string[];
}

/**
 * Merges three versions of a JSON file, entry by entry and field by field.
 *
 * @param base "" where neither side comes from an older version
 * @throws Error where one of them is not JSON
 */
export function mergeJson(base: string, ours: string, theirs: string): JsonMerge {
  const read = (text: string, name: string) => new JsonDocument(name, text).source();
  const [o, t] = [read(ours, "our version"), read(theirs, "their version")];
  const b = base.trim() === "" ? undefined : read(base, "the version before").value;
  const sides = (["ours", "theirs"] as const).map((prefer) => {
    const merger = new Merger(o, t, prefer);
    const value = merger.value(b, o.value, t.value, []);
    return {
      text: rewriteJson(o, value, { origins: merger.origins, order: keyOrder(t.value) }),
      ...merger,
    };
  });
  const [x, y] = [sides[0]!, sides[1]!];
  // What both moved may end in the same place after all.
  return { ours: x.text, theirs: y.text, conflicts: x.text === y.text ? [] : x.conflicts };
}

const areEntries = (value: unknown): value is JsonObject[] =>
  Array.isArray(value) && value.every(isObject);

class Merger {
  readonly origins: Origins = new Map();
  readonly conflicts: string[] = [];

  constructor(
    private readonly ours: JsonSource,
    theirs: JsonSource,
    private readonly prefer: "ours" | "theirs",
  ) {
    for (const value of theirs.nodes.keys()) this.origins.set(value, { file: theirs, value });
  }

  /** One value out of three; undefined is an absent one. */
  value(b: unknown, o: unknown, t: unknown, path: readonly string[]): unknown {
    if (isSame(o, t) || isSame(b, t)) return o;
    if (isSame(b, o)) return t;
    if (isObject(o) && isObject(t)) {
      const was = isObject(b) ? b : {};
      const side = sideBy(path.length === 0 ? nameKey([o, t]) : undefined);
      const isOther = (now: JsonObject) => pairEntries([side(was)], [side(now)]).pairs.size === 0;
      // Where a file is one record, and one side made another work of it, nothing of both is mixed.
      return path.length === 0 && was === b && (isOther(o) || isOther(t))
        ? this.choose(path, o, t)
        : this.object(was, o, t, path);
    }
    if (areEntries(o) && areEntries(t) && o.length + t.length > 0)
      return this.entries(areEntries(b) ? b : [], o, t, path);
    return this.choose(path, o, t);
  }

  private choose<T>(path: readonly string[], o: T, t: T): T {
    const told = (value: unknown) => (value === undefined ? "nothing" : quote(value));
    const what = isObject(o ?? t) ? "" : `: ours ${told(o)}, theirs ${told(t)}`;
    this.conflicts.push(`${path.join(", ") || "the whole file"}${what}`);
    return this.prefer === "ours" ? o : t;
  }

  private object(b: JsonObject, o: JsonObject, t: JsonObject, path: readonly string[]): JsonObject {
    const merged: JsonObject = {};
    const own = (object: JsonObject, key: string) =>
      Object.hasOwn(object, key) ? object[key] : undefined;
    const [was, mine, theirs] = [b, o, t].map((object) => Object.keys(object)) as Keys;
    // The order of keys may mean something: a kind's first field is its name.
    const [byOurs, byTheirs] = [isReordered(was, mine), isReordered(was, theirs)];
    if (byOurs && byTheirs && isReordered(mine, theirs))
      this.choose([...path, "the order of its fields"], mine, theirs);
    const first = byTheirs && (!byOurs || this.prefer === "theirs") ? theirs : mine;
    for (const key of new Set([...first, ...mine, ...theirs])) {
      const value = this.value(own(b, key), own(o, key), own(t, key), [...path, key]);
      if (value !== undefined) define(merged, key, value);
    }
    if (this.ours.nodes.has(o)) this.origins.set(merged, { file: this.ours, value: o });
    return merged;
  }

  private entries(
    b: JsonObject[],
    o: JsonObject[],
    t: JsonObject[],
    path: readonly string[],
  ): JsonObject[] {
    // What stands within something else, such as an excuse, has no name.
    const key = path.length === 0 ? nameKey([...o, ...t]) : undefined;
    const side = sideBy(key);
    const [was, mine, other] = [b.map(side), o.map(side), t.map(side)];
    const own = pairEntries(was, mine);
    const their = pairEntries(was, other);
    const both = pairAdded(
      own.extra.map((index) => mine[index]!),
      their.extra.map((index) => other[index]!),
    );
    const [idOfOurs, idOfTheirs] = [new Map<number, number>(), new Map<number, number>()];
    for (const [id, index] of own.pairs) idOfOurs.set(index, id);
    for (const [id, index] of their.pairs) idOfTheirs.set(index, id);
    let last = b.length;
    own.extra.forEach((index, nth) => {
      const twin = both.get(nth);
      if (twin !== undefined) idOfTheirs.set(their.extra[twin]!, last);
      idOfOurs.set(index, last++);
    });
    for (const index of their.extra) if (!idOfTheirs.has(index)) idOfTheirs.set(index, last++);
    const [byOurs, byTheirs] = [inverse(idOfOurs), inverse(idOfTheirs)];

    const kept = new Map<number, JsonObject>();
    for (let id = 0; id < last; id++) {
      const [x, y] = [byOurs.get(id), byTheirs.get(id)];
      const three = [
        b[id],
        x === undefined ? undefined : o[x],
        y === undefined ? undefined : t[y],
      ] as const;
      const name =
        (x === undefined ? undefined : mine[x]) ??
        (y === undefined ? undefined : other[y]) ??
        was[id]!;
      const merged = this.value(...three, [...path, quote(name.name ?? `entry ${id + 1}`)]);
      if (merged !== undefined) kept.set(id, merged as JsonObject);
    }
    const { order, conflicts } = mergeOrder({
      base: b.map((_, id) => id),
      ours: o.map((_, index) => idOfOurs.get(index)!),
      theirs: t.map((_, index) => idOfTheirs.get(index)!),
      keep: new Set(kept.keys()),
      prefer: this.prefer,
    });
    for (const id of conflicts) {
      if (kept.has(id))
        this.conflicts.push(`${quote(was[id]!.name ?? "")}: moved to different places`);
    }
    return order.map((id) => kept.get(id)!);
  }
}

/** An entry as it is paired, named by one of its keys. */
const sideBy =
  (key: string | undefined) =>
  (entry: JsonObject): Side => ({
    name: key !== undefined && typeof entry[key] === "string" ? entry[key] : undefined,
    fields: new Map(leaves(entry).filter(([field]) => field !== key)),
  });

type Keys = [string[], string[], string[]];

/** Whether two values are the same, down to the order of their keys. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether the keys that two objects have in common stand in another order. */
function isReordered(a: readonly string[], b: readonly string[]): boolean {
  const [inA, inB] = [new Set(a), new Set(b)];
  return !isSame(
    a.filter((key) => inB.has(key)),
    b.filter((key) => inA.has(key)),
  );
}

const inverse = (map: ReadonlyMap<number, number>): Map<number, number> =>
  new Map([...map].map(([key, value]) => [value, key]));

/** The key that names the entries: the first whose value is a text of its own in nearly all. */
function nameKey(entries: readonly JsonObject[]): string | undefined {
  const keys = new Set(entries.flatMap((entry) => Object.keys(entry)));
  for (const key of keys) {
    const names = entries.map((entry) => entry[key]).filter((value) => typeof value === "string");
    const different = new Set(names.map(folded)).size;
    // Each entry may stand on both sides.
    if (names.length >= entries.length * 0.9 && different * 2 >= names.length * 0.9) return key;
  }
  return undefined;
}

/** The values within an entry, by their paths. */
function leaves(value: JsonObject, prefix = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] =>
    isObject(inner)
      ? leaves(inner, `${prefix}${key}.`)
      : [[prefix + key, typeof inner === "string" ? inner : JSON.stringify(inner)]],
  );
}

/** The order of keys that a file's entries have, for keys that one of them gets. */
function keyOrder(value: unknown): string[] {
  const order: string[] = [];
  for (const entry of areEntries(value) ? value : isObject(value) ? [value] : []) {
    let last = -1;
    for (const [path] of leaves(entry)) {
      const at = order.indexOf(path);
      if (at < 0) order.splice(++last, 0, path);
      else last = Math.max(last, at);
    }
  }
  return order;
}
