// Takes each line of a page for a line of the template, at the least cost for the whole.
import type { PageLine } from "../markdown/flatten.ts";
import { isProse, type Line, type Pattern, ranks } from "../template/pattern.ts";
import type { Capture } from "./match.ts";
import { costs, Matcher } from "./matcher.ts";
import type { RenderedLine } from "./render.ts";

/** A line of a page with the line of the template that it is taken for. */
export interface Aligned {
  page: PageLine;
  /** The line of the rendered page in whose place it stands, letter by letter. */
  shown?: RenderedLine;
  /** Absent where the page's line is of no line of the template. */
  line?: Line;
  /** Absent where the line does not read by its template line. */
  captures?: Capture[];
}

/**
 * Takes each line of a page for a line of the template, or for unknown, so that the whole costs
 * least: the Viterbi algorithm over the template's page automaton. Damage to one line does not
 * spread, since the lines around it still read.
 *
 * @param known tells of a line that stands where it should; how the lines before it are taken has
 *   no say in how those behind it are, so a part of a page reads between two of these as in a whole
 * @param mayRead whether a line of the page may be taken for a line of the template
 */
export function align(
  pattern: Pattern,
  lines: readonly PageLine[],
  known: (line: PageLine) => RenderedLine | undefined = () => undefined,
  mayRead: (page: PageLine, line: Line) => boolean = () => true,
): Aligned[] {
  const { page } = pattern;
  const count = page.leaves.length;
  const before: number[][] = page.leaves.map(() => []);
  page.follow.forEach((next, state) => next.forEach((to) => before[to]!.push(state)));
  const over = overLiterals(pattern);
  const isFirst = new Set(page.first);
  const stateOf = new Map(page.leaves.map((id, state) => [id, state]));
  const kept: (RenderedLine | undefined)[] = [];

  let current = new Float64Array(count).fill(Infinity);
  let startCost = 0;
  const came = new Int32Array(lines.length * count);
  const passed = new Uint8Array(lines.length * count);
  const memo = new Matcher(pattern);

  const prose = page.leaves.map((id) => isProse(pattern.lines[id]!));
  /** Lines that read anything: nothing says that what stands elsewhere is meant to be theirs. */
  const open = page.leaves.map((id) => pattern.lines[id]!.rank === ranks.open);
  const shownAt = lines.map((line) => known(line));
  /** Blocks that are no prose, since one of their lines is known. */
  const taken = new Set<number>();
  shownAt.forEach((shown, index) => {
    if (shown && !isProse(shown.node.line)) taken.add(lines[index]!.block);
  });

  for (const [index, line] of lines.entries()) {
    const next = new Float64Array(count).fill(Infinity);
    const row = index * count;
    // Prose takes whole blocks: within one, it neither begins nor ends.
    const opens = line.block !== lines[index - 1]?.block;
    const within = prose.map((is, state) => is && !opens && !passed[row - count + state]);
    const whole = current;
    if (!opens) current = current.map((cost, state) => (within[state] ? Infinity : cost));
    const best = lowest(current, startCost);
    let skipFrom = startCost < Infinity ? -1 : undefined;
    let skipCost = startCost;
    const shown = shownAt[index];
    const place = shown && stateOf.get(shown.node.line.id)!;
    const its = place !== undefined && memo.read(line, place) ? place : undefined;
    for (let state = 0; state < count; state++) {
      if (within[state]) {
        next[state] = whole[state]! + costs.rank[ranks.open]!;
        came[row + state] = state;
        continue;
      }
      let cost = open[state] && state !== its ? Infinity : best.cost + costs.jump;
      let origin = best.state;
      if (skipFrom !== undefined && skipCost + costs.skip < cost) {
        cost = skipCost + costs.skip;
        origin = skipFrom;
      }
      if (isFirst.has(state) && startCost < cost) {
        cost = startCost;
        origin = -1;
      }
      for (const previous of over[state]!) {
        if (current[previous]! + costs.skip < cost) {
          cost = current[previous]! + costs.skip;
          origin = previous;
        }
      }
      for (const previous of before[state]!) {
        if (current[previous]! < cost) {
          cost = current[previous]!;
          origin = previous;
        }
      }
      const reads = !prose[state] || (opens && !taken.has(line.block));
      const may = reads && cost <= best.cost + costs.beam && mayRead(line, memo.line(state));
      if (may) {
        next[state] = cost + memo.cost(line, state);
        came[row + state] = origin;
      }
      if (state !== its && current[state]! + costs.unknown < next[state]!) {
        next[state] = current[state]! + costs.unknown;
        came[row + state] = state;
        passed[row + state] = 1;
      }
      if (current[state]! < skipCost) {
        skipCost = current[state]!;
        skipFrom = state;
      }
    }
    current = next;
    startCost += costs.unknown;
    if (its === undefined || current[its] === Infinity) continue;
    kept[index] = shown;
    current = new Float64Array(count).fill(Infinity);
    current[its] = 0;
    startCost = Infinity;
  }
  const aligned = trace(lines, { count, came, passed }, current, startCost, memo, page.last);
  return aligned.map((read, index) => (kept[index] ? { ...read, shown: kept[index] } : read));
}

/** For each state, those that lead to it past lines of the template's own text, which are lacking. */
function overLiterals({ page, lines }: Pattern): number[][] {
  const over: number[][] = page.leaves.map(() => []);
  const isLiteral = page.leaves.map((id) => lines[id]!.uses.length === 0);
  page.follow.forEach((next, state) => {
    const passed = new Set(next.filter((to) => isLiteral[to]));
    for (const literal of passed)
      for (const to of page.follow[literal]!)
        if (isLiteral[to]) passed.add(to);
        else over[to]!.push(state);
  });
  return over;
}

/** How each state was reached at each line, line after line. */
interface Steps {
  /** Of states. */
  count: number;
  /** The state before, −1 for the page's start. */
  came: Int32Array;
  /** Whether the line was passed over as unknown. */
  passed: Uint8Array;
}

function lowest(costsOf: Float64Array, start: number): { cost: number; state: number } {
  let best = { cost: start, state: -1 };
  costsOf.forEach((cost, state) => {
    if (cost < best.cost) best = { cost, state };
  });
  return best;
}

function trace(
  lines: readonly PageLine[],
  { count, came, passed }: Steps,
  final: Float64Array,
  startCost: number,
  matcher: Matcher,
  ends: readonly boolean[],
): Aligned[] {
  let { state } = lowest(
    final.map((cost, index) => cost + (ends[index] ? 0 : 0.01)),
    startCost,
  );
  const aligned: Aligned[] = [];
  for (let index = lines.length - 1; index >= 0; index--) {
    const page = lines[index]!;
    if (state < 0 || passed[index * count + state]) {
      aligned.push({ page });
      continue;
    }
    const captures = matcher.read(page, state);
    aligned.push({ page, line: matcher.line(state), ...(captures ? { captures } : {}) });
    state = came[index * count + state]!;
  }
  return aligned.reverse();
}
