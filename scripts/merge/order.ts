import { increasing } from "../drift/pair.ts";

/** The orders that a merge makes one of, each as the names of entries. */
export interface Orders {
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
  /** Which part of theirs an entry stands in: neighbours are looked for there first. */
  groupOf?: (id: number) => string;
}

/** One order out of three: ours, with what theirs moved or added put where theirs has it. */
export function mergeOrder(orders: Orders): {
  order: number[];
  /** What theirs moved. */
  moved: Set<number>;
  /** What both sides moved to different places. */
  conflicts: Set<number>;
} {
  const { base, ours, theirs, keep, groupOf = () => "" } = orders;
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
  theirs.forEach((id, at) => {
    if (!keep.has(id) || chain.has(id)) return;
    const group = groupOf(id);
    const near = (step: 1 | -1, sameGroup: boolean): number | undefined => {
      for (let index = at + step; index >= 0 && index < theirs.length; index += step) {
        if (sameGroup && groupOf(theirs[index]!) !== group) return undefined;
        if (chain.has(theirs[index]!)) return theirs[index]!;
      }
      return undefined;
    };
    for (const sameGroup of [true, false]) {
      const before = near(-1, sameGroup);
      if (before !== undefined) return chain.putAfter(before, id);
      const after = near(1, sameGroup);
      if (after !== undefined) return chain.putBefore(after, id);
    }
    chain.putLast(id);
  });
  return { order: chain.toArray(), moved, conflicts };
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
