// Pairs two rows of things: the same, the same name, then the most alike.
import { grouped } from "./grouped.ts";
import { increasing } from "./increasing.ts";
import { distance } from "fastest-levenshtein";

/** What the two sides of a comparison have in common, as indices into each. */
export interface Pairing {
  /** Pairs by expected index. */
  pairs: { expected: number; actual: number; exact: boolean }[];
  missing: number[];
  extra: number[];
  /** Of the pairs, the expected indices whose place in the order differs. */
  moved: Set<number>;
}

/** How the items of a comparison are told apart. */
export interface Likeness<E, A> {
  /** Equal for items that are the same in every respect. */
  exactKey: [(item: E) => string, (item: A) => string];
  /** Equal for items that are the same thing, possibly edited; undefined for items without a name. */
  nameKey: [(item: E) => string | undefined, (item: A) => string | undefined];
  /** Parts that edited items may still have in common, such as addresses. */
  traits: [(item: E) => string[], (item: A) => string[]];
  /** From 0, nothing alike, to 1; below `enough` two items are not the same thing. */
  similarity: (expected: E, actual: A) => number;
  enough: number;
}

/** How far from one another edited items are still looked for in the gap between two sure pairs. */
const REACH = 4;
/** An item of which more than this many have a trait is not told by it. */
const COMMON = 8;

/**
 * Pairs what should be there with what is there: first what is the same, then what has the same
 * name, then what is most alike. Cost grows with the number of items, not with its square.
 *
 * @param sure pairs known beforehand, as indices, in the same order on both sides, and whether they
 *   are the same in every respect; they stand in their places, and what stands elsewhere has moved
 */
export function pairUp<E, A>(
  expected: readonly E[],
  actual: readonly A[],
  likeness: Likeness<E, A>,
  sure: readonly [expected: number, actual: number, exact?: boolean][] = [],
): Pairing {
  const ofExpected = new Int32Array(expected.length).fill(-1);
  const ofActual = new Int32Array(actual.length).fill(-1);
  const exact = new Set<number>();
  const join = (e: number, a: number) => {
    ofExpected[e] = a;
    ofActual[a] = e;
  };

  for (const [e, a, same = true] of sure) {
    join(e, a);
    if (same) exact.add(e);
  }
  const byKey = (keys: Keys<E, A>, same: boolean) => {
    for (const [e, a] of equalKeys(expected, actual, ofExpected, ofActual, keys)) {
      join(e, a);
      if (same) exact.add(e);
    }
  };
  const isOpen = () => ofExpected.includes(-1) && ofActual.includes(-1);
  if (isOpen()) byKey(likeness.exactKey, true);
  if (isOpen()) byKey(likeness.nameKey, false);

  const candidates = isOpen()
    ? [
        ...byTraits(expected, actual, ofExpected, ofActual, likeness),
        ...byPlace(ofExpected, ofActual),
      ]
    : [];
  candidates
    .map(([e, a]) => ({ e, a, score: likeness.similarity(expected[e]!, actual[a]!) }))
    .filter(({ score }) => score >= likeness.enough)
    .sort((x, y) => y.score - x.score || x.e - y.e || x.a - y.a)
    .forEach(({ e, a }) => {
      if (ofExpected[e]! < 0 && ofActual[a]! < 0) join(e, a);
    });

  const pairs = [...ofExpected.entries()]
    .filter(([, a]) => a >= 0)
    .map(([e, a]) => ({ expected: e, actual: a, exact: exact.has(e) }));
  const between = pairs.filter(standsBetween(sure));
  const kept = new Set(
    increasing(between.map((pair) => pair.actual)).map((index) => between[index]!.expected),
  );
  return {
    pairs,
    missing: [...ofExpected.keys()].filter((e) => ofExpected[e]! < 0),
    extra: [...ofActual.keys()].filter((a) => ofActual[a]! < 0),
    moved: new Set(pairs.map((pair) => pair.expected).filter((e) => !kept.has(e))),
  };
}

/** Whether a pair stands between the same two of the sure pairs on both sides; asked in order. */
function standsBetween(sure: readonly (readonly [number, number, boolean?])[]) {
  let next = 0;
  return ({ expected: e, actual: a }: { expected: number; actual: number }): boolean => {
    while (next < sure.length && sure[next]![0] <= e) next++;
    const [before, after] = [sure[next - 1]?.[1] ?? -1, sure[next]?.[1] ?? Infinity];
    return before <= a && a < after;
  };
}

type Keys<E, A> = [(item: E) => string | undefined, (item: A) => string | undefined];

/**
 * Pairs of unpaired items with the same key. Where a key occurs more than once, items between the
 * same sure pairs go together first, so that one lost among equals does not shift the others.
 */
function equalKeys<E, A>(
  expected: readonly E[],
  actual: readonly A[],
  ofExpected: Int32Array,
  ofActual: Int32Array,
  keys: Keys<E, A>,
): [number, number][] {
  const eKeys = expected.map((item, e) => (ofExpected[e]! < 0 ? keys[0](item) : undefined));
  const aKeys = actual.map((item, a) => (ofActual[a]! < 0 ? keys[1](item) : undefined));
  const where = (list: (string | undefined)[]) =>
    grouped(list.flatMap((key, index) => (key === undefined ? [] : [[key, index] as const])));
  const [ofE, ofA] = [where(eKeys), where(aKeys)];
  const pairs: [number, number][] = [];
  const repeated: string[] = [];
  for (const [key, es] of ofE) {
    const as = ofA.get(key);
    if (!as) continue;
    if (es.length === 1 && as.length === 1) pairs.push([es[0]!, as[0]!]);
    else repeated.push(key);
  }
  if (repeated.length === 0) return pairs;
  const sure = [...pairs, ...[...ofExpected.entries()].filter(([, a]) => a >= 0)].sort(
    (x, y) => x[0] - y[0],
  );
  const kept = increasing(sure.map(([, a]) => a)).map((index) => sure[index]!);
  const gapOf = (side: 0 | 1, index: number) => {
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (kept[middle]![side] < index) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (const key of repeated) {
    const byGap = grouped(ofA.get(key)!.map((a) => [gapOf(1, a), a]));
    const later: number[] = [];
    for (const e of ofE.get(key)!) {
      const a = byGap.get(gapOf(0, e))?.shift();
      if (a === undefined) later.push(e);
      else pairs.push([e, a]);
    }
    const rest = [...byGap.values()].flat().sort((x, y) => x - y);
    later.forEach((e, index) => {
      if (rest[index] !== undefined) pairs.push([e, rest[index]]);
    });
  }
  return pairs;
}

function byTraits<E, A>(
  expected: readonly E[],
  actual: readonly A[],
  ofExpected: Int32Array,
  ofActual: Int32Array,
  { traits }: Likeness<E, A>,
): [number, number][] {
  const having = new Map<string, number[]>();
  actual.forEach((item, a) => {
    if (ofActual[a]! >= 0) return;
    for (const trait of new Set(traits[1](item)))
      having.set(trait, [...(having.get(trait) ?? []).slice(0, COMMON), a]);
  });
  return expected.flatMap((item, e) => {
    if (ofExpected[e]! >= 0) return [];
    const found = [...new Set(traits[0](item))].map((trait) => having.get(trait) ?? []);
    return [...new Set(found.filter((list) => list.length <= COMMON).flat())].map(
      (a): [number, number] => [e, a],
    );
  });
}

/** Unpaired items that stand between the same two pairs, near one another. */
function byPlace(ofExpected: Int32Array, ofActual: Int32Array): [number, number][] {
  const sure = [...ofExpected.entries()].filter(([, a]) => a >= 0);
  const kept = increasing(sure.map(([, a]) => a)).map((index) => sure[index]!);
  const found: [number, number][] = [];
  let [fromE, fromA] = [0, 0];
  for (const [toE, toA] of [...kept, [ofExpected.length, ofActual.length] as [number, number]]) {
    const es = unpaired(ofExpected, fromE, toE);
    const as = unpaired(ofActual, fromA, toA);
    // From the top and from the bottom, so that a gap with one item more on a side still pairs.
    es.forEach((e, index) => {
      const fromEnd = as.length - (es.length - index);
      const near = new Set<number>();
      for (let step = -REACH; step <= REACH; step++) near.add(index + step).add(fromEnd + step);
      for (const at of near) if (as[at] !== undefined) found.push([e, as[at]]);
    });
    [fromE, fromA] = [toE + 1, toA + 1];
  }
  return found;
}

function unpaired(of: Int32Array, from: number, to: number): number[] {
  const found: number[] = [];
  for (let index = from; index < to; index++) if (of[index]! < 0) found.push(index);
  return found;
}

/** How alike two texts are, from 0 to 1; of long texts, their first thousand characters. */
export function textSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const [x, y] = [a.slice(0, 1000), b.slice(0, 1000)];
  return 1 - distance(x, y) / Math.max(x.length, y.length, 1);
}
