// Whether a page has the blocks that its data make, whatever its lines are taken for: the last word
// on drift. Look here where lint should have told of a heading, an item or a block, and did not.
import { diffArrays } from "diff";
import { type PageLine, pageLines } from "../markdown/flatten.ts";
import { isProse } from "../template/pattern.ts";
import type { ReadLine } from "../page/entry.ts";
import type { Reading, ReadPart } from "../page/reading.ts";
import type { Page, RenderedLine } from "../page/render.ts";

/** Lines of a page that stand in place of others: what is there, and what should be. */
export interface BlockChange {
  found: PageLine[];
  expected: PageLine[];
  /** The line of the page behind it, and the one that should stand there. */
  next: { found: PageLine | undefined; expected: PageLine | undefined };
  /** Offsets of the page that it is about: its lines or, where there is none, those around it. */
  start: number;
  end: number;
  /** All its lines are on either side, though elsewhere. */
  moved: boolean;
}

/** To find the shortest difference takes the square of its length. */
const MOST_CHANGES = 500;

/**
 * Holds the blocks of a page against those that should be there, as mdast with layout folded away:
 * tight or loose, padding, bullets and numbers, and escapes that change nothing.
 *
 * @param same lines that read as the same, however they are written, and what is told of already
 */
export function blockChanges(
  page: Page,
  { parts }: Reading,
  same: readonly (readonly [RenderedLine, ReadLine])[],
): BlockChange[] {
  const pairs = new SamePairs(same);
  const sides = parts.map((part) => sidesOf(part, page.text, pairs));
  const inFound = new Set(sides.flatMap(({ found }) => found.keys));
  for (const { expected } of sides) adopt(expected, inFound);
  const inExpected = new Set(sides.flatMap(({ expected }) => expected.keys));
  const isMoved = (found: string[], expected: string[]) =>
    found.every((key) => inExpected.has(key)) && expected.every((key) => inFound.has(key));
  return sides.flatMap((part) => changesIn(part, isMoved));
}

/** Lines that read as the same, by where they stand on either side. */
class SamePairs {
  private readonly ofFound = new Map<number, RenderedLine>();
  private readonly prose: (readonly [RenderedLine, ReadLine])[];

  constructor(same: readonly (readonly [RenderedLine, ReadLine])[]) {
    for (const [shown, read] of same) this.ofFound.set(read.page.start, shown);
    this.prose = same.filter(([{ node }]) => isProse(node.line));
  }

  /** Leaves of a block of prose that reads as the same its first line, under one name. */
  sideOf(lines: readonly PageLine[], side: "found" | "expected"): Side {
    const keys: string[] = [];
    const kept: PageLine[] = [];
    for (const line of lines) {
      const prose = this.prose.find(([shown, { page }]) => {
        const { start, end } = side === "found" ? page : shown;
        return start <= line.start && line.end <= end;
      });
      const shown = side === "found" ? this.ofFound.get(line.start) : undefined;
      const key = prose
        ? `prose ${prose[0].start}`
        : shown?.node.line.shape === line.shape
          ? nameOf(shown, line)
          : keyOf(line);
      if (prose && keys.at(-1) === key) continue;
      keys.push(key);
      kept.push(line);
    }
    return { keys, kept };
  }
}

/** Names expected lines as those of the page that read as them. */
function adopt({ kept, keys }: Side, names: ReadonlySet<string>): void {
  kept.forEach((line, index) => {
    const name = nameOf(line, line);
    if (names.has(name)) keys[index] = name;
  });
}

/** A line that reads as the same is that, however it is written, but for how it sets out its columns. */
const nameOf = ({ start }: { start: number }, { align = "" }: PageLine): string =>
  `same ${start} ${align}`;

const keyOf = ({ shape, align, symbols }: PageLine): string =>
  `${shape} ${align ?? ""} ${symbols.codes.join()}`;

/** The lines of a side, and what each says and how it stands, as one text. */
interface Side {
  keys: string[];
  kept: PageLine[];
}

/** What stands in a part of the page, and what should. */
function sidesOf({ lines, start, end, wanted }: ReadPart, text: string, pairs: SamePairs) {
  const own = lines.filter((line) => line.start >= start && line.start < end);
  const should = pageLines(text.slice(wanted.base, wanted.to), { base: wanted.base }).filter(
    (line) => line.start >= wanted.from,
  );
  return {
    found: pairs.sideOf(own, "found"),
    expected: pairs.sideOf(should, "expected"),
    start,
    end,
  };
}

function changesIn(
  { found, expected, start, end }: ReturnType<typeof sidesOf>,
  isMoved: (found: string[], expected: string[]) => boolean,
): BlockChange[] {
  const changes: BlockChange[] = [];
  let [f, e] = [0, 0];
  for (const [removed, added, both] of hunks(found.keys, expected.keys)) {
    // As many lines as should be there are each in the place of one.
    const times = removed === added ? removed : 1;
    for (let nth = 0; nth < times; nth++) {
      const [from, to] = [f + removed / times, e + added / times];
      const there = found.kept.slice(f, from);
      changes.push({
        found: there,
        expected: expected.kept.slice(e, to),
        next: { found: found.kept[from], expected: expected.kept[to] },
        start: there[0]?.start ?? found.kept[f - 1]?.start ?? start,
        end: there.at(-1)?.end ?? found.kept[from]?.end ?? end,
        moved: isMoved(found.keys.slice(f, from), expected.keys.slice(e, to)),
      });
      [f, e] = [from, to];
    }
    f += both;
    e += both;
  }
  return changes;
}

/** Runs of what is on one side only and, behind them, of what is on both. */
function hunks(
  found: string[],
  expected: string[],
): [removed: number, added: number, both: number][] {
  const all = diffArrays(found, expected, { maxEditLength: MOST_CHANGES });
  if (!all) {
    let alike = 0;
    while (found[alike] === expected[alike]) alike++;
    return [
      [0, 0, alike],
      [found.length - alike, expected.length - alike, 0],
    ];
  }
  const rows: [number, number, number][] = [[0, 0, 0]];
  for (const { added, removed, count } of all) {
    if ((added || removed) && rows.at(-1)![2] > 0) rows.push([0, 0, 0]);
    rows.at(-1)![removed ? 0 : added ? 1 : 2] += count;
  }
  return rows;
}
