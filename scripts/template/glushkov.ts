/**
 * A regular expression over any alphabet: its leaves are symbols of a line
 * (see line.ts) or whole lines of a page (see pattern.ts).
 */
export type Regex<L> =
  | { type: "leaf"; leaf: L }
  | { type: "sequence"; items: Regex<L>[] }
  | { type: "choice"; items: Regex<L>[] }
  | { type: "repeat"; item: Regex<L>; min: 0 | 1; many: boolean };

export const leaf = <L>(value: L): Regex<L> => ({ type: "leaf", leaf: value });
export const sequence = <L>(items: Regex<L>[]): Regex<L> => ({ type: "sequence", items });
export const choice = <L>(items: Regex<L>[]): Regex<L> => ({ type: "choice", items });
export const optional = <L>(item: Regex<L>): Regex<L> => ({
  type: "repeat",
  item,
  min: 0,
  many: false,
});
export const star = <L>(item: Regex<L>): Regex<L> => ({ type: "repeat", item, min: 0, many: true });
export const plus = <L>(item: Regex<L>): Regex<L> => ({ type: "repeat", item, min: 1, many: true });

/**
 * The position automaton of an expression (Glushkov 1961): a state is a leaf, numbered in reading
 * order, so there are no empty moves and reading costs one step a symbol.
 */
export interface Automaton<L> {
  leaves: L[];
  /** Where reading may start. */
  first: number[];
  /** Whether reading may end after a leaf. */
  last: boolean[];
  /** What may follow each leaf. */
  follow: number[][];
  /** Whether the empty input is accepted. */
  nullable: boolean;
}

/** Builds the position automaton of an expression. */
export function automaton<L>(regex: Regex<L>): Automaton<L> {
  const leaves: L[] = [];
  const follow: Set<number>[] = [];

  interface Part {
    nullable: boolean;
    first: number[];
    last: number[];
  }

  const connect = (from: number[], to: number[]) => {
    for (const state of from) for (const next of to) follow[state]!.add(next);
  };

  const build = (node: Regex<L>): Part => {
    if (node.type === "leaf") {
      const state = leaves.push(node.leaf) - 1;
      follow.push(new Set());
      return { nullable: false, first: [state], last: [state] };
    }
    if (node.type === "repeat") {
      const part = build(node.item);
      if (node.many) connect(part.last, part.first);
      return { ...part, nullable: part.nullable || node.min === 0 };
    }
    const parts = node.items.map(build);
    if (node.type === "choice") {
      return {
        nullable: parts.some((part) => part.nullable),
        first: parts.flatMap((part) => part.first),
        last: parts.flatMap((part) => part.last),
      };
    }
    const whole: Part = { nullable: true, first: [], last: [] };
    for (const part of parts) {
      connect(whole.last, part.first);
      if (whole.nullable) whole.first.push(...part.first);
      whole.last = part.nullable ? [...whole.last, ...part.last] : part.last;
      whole.nullable &&= part.nullable;
    }
    return whole;
  };

  const whole = build(regex);
  const last = leaves.map(() => false);
  for (const state of whole.last) last[state] = true;
  return {
    leaves,
    first: [...new Set(whole.first)],
    last,
    follow: follow.map((next) => [...next].sort((a, b) => a - b)),
    nullable: whole.nullable,
  };
}

/** What two automata have to say of one another: an input that both read. */
export interface Overlap<S> {
  input: S[];
  /** The states passed, one a symbol, in the first and in the second automaton. */
  paths: [number[], number[]];
}

/**
 * The shortest input that both automata read to the end, by breadth-first search over pairs of
 * states; with `differ`, only an input on which some step differs in the caller's eyes, so that
 * an automaton held against itself tells whether it is ambiguous.
 *
 * @param common a symbol that both leaves accept, or undefined where there is none
 * @param differ whether reading one symbol by these two leaves is a different reading
 */
export function overlap<L, S>(
  a: Automaton<L>,
  b: Automaton<L>,
  common: (x: L, y: L) => S | undefined,
  differ?: (x: L, y: L) => boolean,
): Overlap<S> | undefined {
  interface Step {
    x: number;
    y: number;
    differs: boolean;
    symbol: S;
    previous: Step | undefined;
  }
  const seen = new Set<number>();
  let front: Step[] = [];
  const width = b.leaves.length;

  const advance = (previous: Step | undefined, xs: number[], ys: number[], into: Step[]) => {
    for (const x of xs) {
      for (const y of ys) {
        const differs =
          (previous?.differs ?? !differ) ||
          (differ !== undefined && differ(a.leaves[x]!, b.leaves[y]!));
        const id = (x * width + y) * 2 + Number(differs);
        if (seen.has(id)) continue;
        const symbol = common(a.leaves[x]!, b.leaves[y]!);
        if (symbol === undefined) continue;
        seen.add(id);
        into.push({ x, y, differs, symbol, previous });
      }
    }
  };

  advance(undefined, a.first, b.first, front);
  while (front.length > 0) {
    const found = front.find((step) => step.differs && a.last[step.x] && b.last[step.y]);
    if (found) return trace(found);
    const next: Step[] = [];
    for (const step of front) advance(step, a.follow[step.x]!, b.follow[step.y]!, next);
    front = next;
  }
  return undefined;

  function trace(end: Step): Overlap<S> {
    const steps: Step[] = [];
    for (let step: Step | undefined = end; step; step = step.previous) steps.unshift(step);
    return {
      input: steps.map((step) => step.symbol),
      paths: [steps.map((step) => step.x), steps.map((step) => step.y)],
    };
  }
}
