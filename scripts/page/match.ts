// Reads one line of a page by one line of the template, in linear time.
import type { Automaton } from "../template/glushkov.ts";
import { loosened } from "../template/loose.ts";
import { FORGIVEN, type Line, type LineLeaf } from "../template/pattern.ts";
import { bareAddresses, markOf, showSymbols, type Symbols } from "../markdown/symbols.ts";

/** So much of a literal text is shown. */
const LONGEST_LITERAL = 24;

const ADDRESS = /https?:\/\//;

/** What a line of a page shows at one use of its template line. */
export interface Capture {
  /** Index into the line's uses. */
  use: number;
  /** The characters read; marks are shown as Markdown. */
  text: string;
  /** Where they stand in the page's source. */
  start: number;
  end: number;
}

function accepts({ ranges }: LineLeaf, code: number): boolean {
  for (let index = 0; index < ranges.length; index += 2) {
    if (code >= ranges[index]! && code <= ranges[index + 1]!) return true;
  }
  return false;
}

/**
 * Reads a line of a page by a line of a template, in time linear in its length: all states are
 * followed at once, and never more than the template has.
 *
 * @returns the captures in their order on the line, or undefined where the line does not fit
 */
export function matchLine(line: Line, symbols: Symbols): Capture[] | undefined {
  const captures = capturesBy(line.automaton, symbols);
  return captures && !repeated(line, captures) ? captures : undefined;
}

/**
 * Reads a line that is not written as the template has it, in letter case, width, separators or
 * closing punctuation: see loose.ts.
 */
export function matchLoosely(line: Line, symbols: Symbols): Capture[] | undefined {
  const loose = loosened(line);
  if (!loose) return undefined;
  const bare = bareAddresses(symbols);
  const captures =
    capturesBy(loose, symbols) ?? (bare === symbols ? undefined : capturesBy(loose, bare));
  if (!captures || repeated(line, captures)) return undefined;
  // What stands alone in the place of a link is an address, and no address is text.
  const isSound = ({ use, text }: Capture) => {
    const { field, role } = line.uses[use]!;
    return field.type === "url" ? text.includes("://") : role !== "text" || !ADDRESS.test(text);
  };
  return captures.every(isSound) ? captures : undefined;
}

/** Whether a line of a template reads a line of a page, in whatever way. */
export const readsAs = (line: Line, symbols: Symbols): boolean =>
  (matchLine(line, symbols) ?? matchLoosely(line, symbols)) !== undefined;

/** The first capture of a use that was captured before: links may stand in any order, but once. */
function repeated({ uses }: Line, captures: readonly Capture[]): Capture | undefined {
  const counts = new Map<number, number>();
  return captures.find(({ use }) => {
    const count = (counts.get(use) ?? 0) + 1;
    counts.set(use, count);
    // An address that is its own link's text is read as both.
    return count > (uses[use]!.role === "bare" ? 2 : 1);
  });
}

function capturesBy(own: Automaton<LineLeaf>, symbols: Symbols): Capture[] | undefined {
  const { leaves, last, nullable } = own;
  const { codes } = symbols;
  if (codes.length === 0) return nullable || leaves.length === 0 ? [] : undefined;
  const { states, origins } = run(own, symbols);
  if (states.length < codes.length) return undefined;
  let at = codes.length - 1;
  let thread = states[at]!.findIndex((state) => last[state]);
  if (thread < 0) return undefined;
  const uses = new Array<number>(codes.length);
  for (; at >= 0; at--) {
    uses[at] = leaves[states[at]![thread]!]!.use;
    thread = origins[at]![thread]!;
  }
  return capturesOf(uses, symbols);
}

/** How far a line of a page reads by a line of a template that does not read all of it. */
export interface Stop {
  /** How many symbols read: all of them, where more should follow. */
  count: number;
  /** What may follow these: text of the template's own, and other holes than the last one. */
  texts: string[];
  holes: string[];
  /** The line may end there. */
  ends?: boolean;
  /** The hole whose second value it is that does not read. */
  twice?: string;
}

/** Where a line stops to read, in time linear in its length. */
export function stopAt(line: Line, symbols: Symbols): Stop {
  const second = repeated(line, capturesBy(line.automaton, symbols) ?? []);
  if (second)
    return {
      count: symbols.starts.indexOf(second.start),
      texts: [],
      holes: [],
      twice: `{{${line.uses[second.use]!.path}}}`,
    };
  const { leaves, first, follow, last } = line.automaton;
  const { states } = run(loosened(line) ?? line.automaton, symbols);
  // Words and labels are shown whole.
  const isLetter = (at: number) => /[\p{L}\p{N}]/u.test(String.fromCharCode(symbols.codes[at]!));
  const isOwn = (at: number) => states[at]!.some((state) => leaves[state]?.use === -1);
  const opens = (at: number) => /^[a-z]/.test(markOf(symbols.codes[at]!) ?? "");
  let count = states.length;
  const cut = count > 0 && count < symbols.codes.length && isLetter(count);
  while (cut && count > 0 && isOwn(count - 1) && isLetter(count - 1)) count--;
  while (count > 0 && count < symbols.codes.length && opens(count - 1)) count--;
  // Of what is forgiven, it is only what the template has that goes on.
  const known = (states[count - 1] ?? []).filter((state) => state < leaves.length);
  const strict = known.filter((state) => accepts(leaves[state]!, symbols.codes[count - 1]!));
  const reached = strict.length > 0 ? strict : known;
  const within = new Set(reached.map((state) => leaves[state]!.use));
  const next = count > 0 ? reached.flatMap((state) => follow[state]!) : first;
  // Where a value only goes on, it is what may end it that is lacking.
  const isSame = (leaf: number) => leaves[leaf]!.use >= 0 && within.has(leaves[leaf]!.use);
  const after = next.every(isSame) ? follow.filter((_, leaf) => isSame(leaf)).flat() : next;
  const open = [...new Set(after)].filter((leaf) => !isSame(leaf));
  const holes = open.map((leaf) => leaves[leaf]!.use).filter((use) => use >= 0);
  return {
    count,
    texts: [...new Set(open.flatMap((leaf) => literalFrom(line, leaf) ?? []))],
    holes: [...new Set(holes.map((use) => `{{${line.uses[use]!.path}}}`))],
    ends: reached.some((state) => last[state]),
  };
}

/** The literal text that begins at a leaf, as far as nothing else may follow. */
function literalFrom({ automaton }: Line, start: number): string | undefined {
  const { leaves, follow } = automaton;
  const codes: number[] = [];
  for (let leaf: number | undefined = start; leaf !== undefined && leaves[leaf]!.use === -1;) {
    codes.push(leaves[leaf]!.ranges[0]!);
    const written: number[] = follow[leaf]!.filter((next) => leaves[next]!.use !== FORGIVEN);
    const [only, ...others] = codes.length < LONGEST_LITERAL ? written : [];
    leaf = others.length === 0 ? only : undefined;
  }
  return codes.length === 0 ? undefined : showSymbols(codes);
}

/** The states that each symbol leads to, and which of those before it each came from. */
function run(
  { leaves, first, follow }: Automaton<LineLeaf>,
  { codes }: Symbols,
): { states: number[][]; origins: number[][] } {
  const states: number[][] = [];
  const origins: number[][] = [];
  const mark = new Int32Array(leaves.length).fill(-1);
  for (let at = 0; at < codes.length; at++) {
    const reached: number[] = [];
    const from: number[] = [];
    const before = states[at - 1];
    for (let origin = 0; origin < (before?.length ?? 1); origin++) {
      for (const next of before ? follow[before[origin]!]! : first) {
        if (mark[next] === at || !accepts(leaves[next]!, codes[at]!)) continue;
        mark[next] = at;
        reached.push(next);
        from.push(origin);
      }
    }
    if (reached.length === 0) break;
    states.push(reached);
    origins.push(from);
  }
  return { states, origins };
}

function capturesOf(uses: readonly number[], symbols: Symbols): Capture[] {
  const captures: Capture[] = [];
  let from = 0;
  for (let at = 1; at <= uses.length; at++) {
    if (at < uses.length && uses[at] === uses[from]) continue;
    if (uses[from]! >= 0) {
      captures.push({
        use: uses[from]!,
        text: showSymbols(symbols.codes.slice(from, at)),
        start: symbols.starts[from]!,
        end: symbols.ends[at - 1]!,
      });
    }
    from = at;
  }
  return captures;
}

/** The characters of each line's own text. */
const literalsOf = new WeakMap<Line, number[]>();

/** How much of a line's literal text stands in a row of symbols: 1 all of it, 0 none. */
export function likeness(line: Line, { codes }: Symbols): number {
  let literals = literalsOf.get(line);
  if (!literals) {
    const own = line.automaton.leaves.filter((leaf) => leaf.use === -1);
    literalsOf.set(line, (literals = own.map(({ ranges: [code] }) => code!)));
  }
  const there = new Map<number, boolean>();
  let count = 0;
  for (const code of literals) {
    let is = there.get(code);
    if (is === undefined) there.set(code, (is = codes.includes(code)));
    if (is) count++;
  }
  return literals.length === 0 ? 0 : count / literals.length;
}
