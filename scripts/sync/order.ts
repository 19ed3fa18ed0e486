// One order of entries out of three.
import { increasing } from "../pairing/increasing.ts";

/** The orders that a merge makes one of, each as the names of entries. */
interface Orders {
  base: readonly number[];
  ours: readonly number[];
  theirs: readonly number[];
  /** The base as ours orders it, where ours is ordered by other means than theirs. */
  baseOfOurs?: readonly number[];
  /** Ours as theirs orders it. */
  oursAsTheirs?: readonly number[];
  /** The entries that the result has. */
  keep: ReadonlySet<number>;
  /** Which side holds where both moved an entry to different places; ours by default. */
  prefer?: "ours" | "theirs";
  /** The groups of theirs that an entry stands in, from the outermost. */
  groupsOf?: (id: number) => readonly Group[];
}

/** Entries that theirs shows together, whatever stands between them elsewhere. */
export interface Group {
  /** Where theirs has it. */
  start: number;
  /** It stands where its first entry does, not where something else puts it. */
  follows: boolean;
}

/** One order out of three: ours, with what theirs moved or added put where theirs has it. */
export function mergeOrder(orders: Orders): {
  order: number[];
  /** What theirs moved. */
  moved: Set<number>;
  /** What both sides moved to different places. */
  conflicts: Set<number>;
} {
  const { base, ours, theirs, keep, groupsOf = () => [] } = orders;
  const [inBase, inOurs, inTheirs] = [new Set(base), new Set(ours), new Set(theirs)];
  const common = (id: number) => inBase.has(id) && inOurs.has(id) && inTheirs.has(id);
  const theirOrder = theirs.filter(common);
  const settled = same(theirOrder, (orders.oursAsTheirs ?? ours).filter(common));
  const moved = settled ? new Set<number>() : movedBetween(base.filter(common), theirOrder);
  const ownMoves = settled
    ? new Set<number>()
    : movedBetween((orders.baseOfOurs ?? base).filter(common), ours.filter(common));
  const conflicts = clashes(ours.filter(common), theirOrder, moved, ownMoves);
  if (orders.prefer !== "theirs") for (const id of conflicts) moved.delete(id);

  const chain = new Chain(ours.filter((id) => keep.has(id) && !moved.has(id)));
  const wanted = theirs.filter((id) => keep.has(id));
  const settledAfter = following(wanted, (id) => chain.has(id));
  wanted.forEach((id, at) => {
    if (chain.has(id)) return;
    const [before, after] = [wanted[at - 1], settledAfter[at]];
    const near = (other: number) => sharedGroups(groupsOf(id), groupsOf(other));
    if (before !== undefined && (after === undefined || near(before) > near(after)))
      chain.putAfter(before, id);
    else if (after !== undefined) chain.putBefore(after, id);
    else chain.putLast(id);
  });
  const order = chain.toArray();
  // Where theirs alone ordered anew, the result has to be shown as theirs has it.
  const oursIsBase = same(orders.oursAsTheirs ?? ours, base);
  return { order: oursIsBase ? shownAs(wanted, order, groupsOf) : order, moved, conflicts };
}

/** How many groups two entries stand in together. */
export function sharedGroups(a: readonly Group[], b: readonly Group[]): number {
  let depth = 0;
  while (depth < a.length && depth < b.length && a[depth]!.start === b[depth]!.start) depth++;
  return depth;
}

/** For each place, the first entry behind it that passes. */
function following(
  ids: readonly number[],
  passes: (id: number) => boolean,
): (number | undefined)[] {
  const found: (number | undefined)[] = [];
  let next: number | undefined;
  for (let at = ids.length - 1; at >= 0; at--) {
    found[at] = next;
    if (passes(ids[at]!)) next = ids[at];
  }
  return found;
}

/**
 * An order in which grouping the entries shows them as wanted. What would come too early is put
 * right behind the entry that it has to follow.
 */
function shownAs(
  wanted: readonly number[],
  order: readonly number[],
  groupsOf: (id: number) => readonly Group[],
): number[] {
  // That is the one before it in its group; for the first of a group, the first of the one before.
  const leaders = new Map<number, number>();
  let firsts: readonly number[] = [];
  wanted.forEach((id, at) => {
    const groups = groupsOf(id);
    const shared = at === 0 ? 0 : sharedGroups(groups, groupsOf(wanted[at - 1]!));
    const leader = shared < groups.length ? firsts[shared] : wanted[at - 1];
    if (leader !== undefined && groups[shared]?.follows !== false) leaders.set(id, leader);
    firsts = groups.map((_, depth) => (depth < shared ? firsts[depth]! : id));
  });

  const waiting = new Map<number, number[]>();
  const placed = new Set<number>();
  for (const first of order) {
    const open = [first];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const leader = leaders.get(id);
      if (leader === undefined || placed.has(leader)) {
        placed.add(id);
        open.push(...(waiting.get(id) ?? []).reverse());
      } else waiting.set(leader, [...(waiting.get(leader) ?? []), id]);
    }
  }
  return [...placed];
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** The fewest entries that have to be moved to make one order the other. */
function movedBetween(from: readonly number[], to: readonly number[]): Set<number> {
  const place = new Map(from.map((id, index) => [id, index]));
  const kept = new Set(increasing(to.map((id) => place.get(id)!)).map((index) => to[index]!));
  return new Set(to.filter((id) => !kept.has(id)));
}

/** What both sides moved, behind different entries that neither moved. */
function clashes(
  ours: readonly number[],
  theirs: readonly number[],
  moved: ReadonlySet<number>,
  ownMoves: ReadonlySet<number>,
): Set<number> {
  const behind = (order: readonly number[]) => {
    const found = new Map<number, number>();
    let last = -1;
    for (const id of order) {
      if (moved.has(id) || ownMoves.has(id)) found.set(id, last);
      else last = id;
    }
    return found;
  };
  const [mine, other] = [behind(ours), behind(theirs)];
  return new Set([...moved].filter((id) => ownMoves.has(id) && mine.get(id) !== other.get(id)));
}

/** A row of entries into which others are put: a doubly linked list. */
class Chain {
  private readonly next = new Map<number, number>();
  private readonly previous = new Map<number, number>();

  constructor(ids: readonly number[]) {
    this.next.set(END, END);
    this.previous.set(END, END);
    for (const id of ids) this.putLast(id);
  }

  has(id: number): boolean {
    return this.next.has(id);
  }

  putAfter(before: number, id: number): void {
    const after = this.next.get(before)!;
    this.next.set(before, id);
    this.next.set(id, after);
    this.previous.set(id, before);
    this.previous.set(after, id);
  }

  putBefore(after: number, id: number): void {
    this.putAfter(this.previous.get(after)!, id);
  }

  putLast(id: number): void {
    this.putBefore(END, id);
  }

  toArray(): number[] {
    const ids: number[] = [];
    for (let id = this.next.get(END)!; id !== END; id = this.next.get(id)!) ids.push(id);
    return ids;
  }
}

/** Before the first and after the last. */
const END = -1;

/** Records that the data will have in another order, among those that stay. */
export function reordered<Item extends { rec?: { index: number } }>(
  merged: readonly Item[],
): Item[] {
  const there = merged.filter(({ rec }) => rec !== undefined);
  const kept = new Set(increasing(there.map(({ rec }) => rec!.index)));
  return there.filter((_, index) => !kept.has(index));
}
