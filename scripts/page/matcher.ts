// What it costs to take a line of a page for a line of the template. Look here where one is taken for another.
import type { PageLine } from "../markdown/flatten.ts";
import {
  isProse,
  type Line,
  type LineNode,
  lineNodes,
  type Pattern,
  ranks,
} from "../template/pattern.ts";
import { type Capture, likeness, matchLine, matchLoosely, readsAs } from "./match.ts";

/**
 * What a reading costs; the cheapest one is taken. Only their order matters: an unknown line is
 * worse than a damaged one, that worse than one at the wrong depth, and leaving the template's
 * order worse than each, unless several lines gain by it.
 */
export const costs = {
  rank: [0, 0.1, 0.6],
  /** A line in other letter case, width or punctuation: more than a particular one, less than any. */
  loose: 0.3,
  misplaced: [0.8, 1, 2],
  /** A block of prose in the shape of other lines of the template, such as a list of entries. */
  proseLikeEntry: 0.5,
  /** A line that reads anything is taken for it although another of its place reads it too. */
  rivalled: 2,
  damaged: 2.5,
  unlike: 0.4,
  unknown: 3,
  skip: 2,
  jump: 4,
  /** Readings that are worse than the best by more than this are given up. */
  beam: 9,
};

/** Reads lines of a page by lines of the template, each pair once. */
export class Matcher {
  private of: PageLine | undefined;
  private readonly memo = new Map<number, Capture[] | undefined>();
  /** Those of them that are not written as the template has them. */
  private readonly loose = new Set<number>();
  /** For each state the first one whose line reads the same: many lines are one hole. */
  private readonly alike: readonly number[];

  /** How the template's lines are nested, but for those of prose. */
  private readonly shapes: ReadonlySet<string>;

  /** Items under which entries stand: one at another depth would take these along. */
  private readonly groups: ReadonlySet<number>;

  constructor(private readonly pattern: Pattern) {
    const holds = ({ body }: LineNode) => [...lineNodes(body)].some(([{ record }]) => record);
    this.groups = new Set(
      [...lineNodes(pattern.nodes)].flatMap(([node]) =>
        family(node.line.shape) === "item" && holds(node) ? node.line.id : [],
      ),
    );
    this.shapes = new Set(pattern.lines.flatMap((line) => (isProse(line) ? [] : line.shape)));
    const first = new Map<string, number>();
    this.alike = pattern.page.leaves.map((id, state) => {
      const line = pattern.lines[id]!;
      if (line.rank !== ranks.open) return state;
      const roles = line.uses.map(({ role }) => role);
      const nested = this.groups.has(line.id);
      const key = JSON.stringify([line.shape, line.automaton, roles, isProse(line), nested]);
      const known = first.get(key) ?? state;
      first.set(key, known);
      return known;
    });
  }

  line(state: number): Line {
    return this.pattern.lines[this.pattern.page.leaves[state]!]!;
  }

  read(page: PageLine, own: number): Capture[] | undefined {
    const state = this.alike[own]!;
    if (page !== this.of) {
      this.memo.clear();
      this.loose.clear();
      this.of = page;
    }
    if (!this.memo.has(state)) {
      const line = this.line(state);
      const prose = isProse(line) && !page.shape.startsWith("#");
      const fits = this.fits(line, page);
      const strict = prose ? [] : fits ? matchLine(line, page.symbols) : undefined;
      const loose = strict || !fits ? undefined : matchLoosely(line, page.symbols);
      this.memo.set(state, strict ?? loose);
      if (loose) this.loose.add(state);
    }
    return this.memo.get(state);
  }

  /** Whether a line may be taken for another: headings of any depth, items of any depth. */
  private fits(line: Line, page: PageLine): boolean {
    const same = family(line.shape);
    return (
      line.shape === page.shape ||
      (same !== "" && same === family(page.shape) && !this.groups.has(line.id))
    );
  }

  private rivalled(page: PageLine, { rivals }: Line): boolean {
    return rivals.some((id) => {
      const rival = this.pattern.lines[id]!;
      return rival.shape === page.shape && readsAs(rival, page.symbols);
    });
  }

  /** What it costs to take a line of the page for a line of the template. */
  cost(page: PageLine, state: number): number {
    const line = this.line(state);
    if (!this.fits(line, page) && !isProse(line)) return Infinity;
    if (this.read(page, state)) {
      const placed = isProse(line) || line.shape === page.shape;
      return (
        costs.rank[line.rank]! +
        (this.loose.has(this.alike[state]!) ? costs.loose : 0) +
        (isProse(line) && this.shapes.has(page.shape) ? costs.proseLikeEntry : 0) +
        (placed ? 0 : costs.misplaced[line.rank]!) +
        (this.rivalled(page, line) ? costs.rivalled : 0)
      );
    }
    if (line.shape !== page.shape) return Infinity;
    return costs.damaged + costs.unlike * (1 - likeness(line, page.symbols));
  }
}

const family = (shape: string): string =>
  /^#\d$/.test(shape) ? "heading" : /^[-1]+$/.test(shape) ? "item" : "";
