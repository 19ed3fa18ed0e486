// Compares the lines of one entry with what stands on the page.
import type { ActualChunk, ExpectedChunk } from "./chunks.ts";
import { lineLikeness, unpadded } from "./likeness.ts";
import { describeShape, nameOf, ruleOf } from "./describe.ts";
import { differences } from "./difference.ts";
import type { Drift } from "./drift.ts";
import { type Pairing, pairUp } from "../pairing/pair.ts";
import { isMade, isProse } from "../template/pattern.ts";
import { quote, quoteBoth } from "../finding/quote.ts";
import { fieldValue } from "../data/record.ts";
import { meantAs } from "../page/mistaken-text.ts";
import type { ReadLine } from "../page/entry.ts";
import { isShortRow } from "../page/out-of-place.ts";
import type { RenderedLine } from "../page/render.ts";
import { holeValue } from "../page/write-line.ts";
import { firstDifference } from "./first-difference.ts";

/** Compares the lines of an entry, or the one line of another chunk, with what stands on the page. */
export function compareEntry(drift: Drift, expected: ExpectedChunk, actual: ActualChunk): void {
  new EntryComparer(drift).compare(expected, actual);
}

class EntryComparer {
  constructor(private readonly drift: Drift) {}

  compare(expected: ExpectedChunk, actual: ActualChunk): void {
    const { source } = this.drift.given.reading;
    const { pairs, missing, extra, moved } = pairUp(
      expected.lines,
      actual.lines,
      lineLikeness(source),
    );
    const [head] = pairs[0]?.expected === 0 ? pairs : [];
    const is = head && actual.lines[head.actual]!.page.shape;
    const should = expected.lines[0]!.node.line.shape;
    // Lines that went along with a first line that stands in another place are as they should be below it.
    const isAlong = ({ node: { line } }: RenderedLine, { page }: ReadLine) =>
      is !== undefined && is !== should && page.shape === is + line.shape.slice(should.length);
    for (const { expected: e, actual: a, exact } of pairs) {
      const [shown, read] = [expected.lines[e]!, actual.lines[a]!];
      if (exact && moved.has(e)) {
        this.drift.add(
          "changed",
          `this line stands in another place within its entry; expected it ${e === 0 ? "first" : `after ${quote(expected.lines[e - 1]!.text)}`}`,
          read.page.start,
          { chunk: expected, shown, lines: [read], is: "elsewhere", ...pathOf(shown) },
        );
      } else if (exact) this.drift.same.push([shown, read]);
      else this.line(shown, read, expected, e > 0 && isAlong(shown, read));
    }
    for (const e of missing) this.missingLine(expected, e, actual, pairs);
    for (const a of extra) this.extraLine(actual.lines[a]!, expected);
  }

  private line(
    shown: RenderedLine,
    read: ReadLine,
    chunk: ExpectedChunk,
    alongHead: boolean,
  ): void {
    const { source } = this.drift.given.reading;
    const { line } = shown.node;
    const rule = chunk.record ? "changed" : ruleOf(shown);
    const isForm = read.node !== undefined && shown.node.forms?.includes(read.node);
    const behind = goesOn(shown, read, source);
    if ((read.line !== line && !isForm) || !read.captures) {
      const { offset: first, path } = firstDifference(shown, read, source);
      const offset = behind ?? first;
      const found = source.slice(read.page.start, read.page.end);
      if (found === shown.text) {
        if (chunk.record)
          this.drift.add(rule, `found ${quote(found)} in another place within its entry`, offset, {
            chunk,
            shown,
            lines: [read],
            is: "elsewhere",
            ...pathOf(shown),
          });
        return;
      }
      const [is, should] = quoteBoth(unpadded(line, found), shown.text);
      this.drift.add(
        chunk.record ? "damaged" : rule,
        `found ${is}, expected ${should}${line.uses.length > 0 ? ` (the template's line ${line.source})` : ""}`,
        offset,
        { chunk, shown, lines: [read], byHand: true, ...(path === undefined ? {} : { path }) },
      );
      return;
    }
    if (line.shape !== read.page.shape && !alongHead && !isProse(line)) {
      this.drift.add(
        rule,
        `found ${describeShape(read.page.shape)}, expected ${describeShape(line.shape)}`,
        read.page.start,
        {
          chunk,
          shown,
          lines: [read],
          ...(line.uses.length > 0 ? { is: "unlike" } : {}),
          byHand: true,
          ...(new Set(line.uses.map((use) => use.path)).size === 1 ? pathOf(shown) : {}),
        },
      );
    }
    if (alongHead) this.drift.tell([shown], [read]);
    const found = differences(shown, read, this.drift.given.page.valueOf);
    if (isProse(line)) this.drift[found.length === 0 ? "same" : "edited"].push([shown, read]);
    // Without its last cells, a row still says in which of them what stands.
    if (isShortRow(read) && found.some(({ there }) => there)) {
      this.drift.add(
        "damaged",
        `found ${read.page.cells} of ${line.cells.length} cells, expected ${quote(shown.text)}`,
        read.page.start,
        { chunk, shown, lines: [read] },
      );
      return;
    }
    for (const difference of found) {
      this.drift.add(
        rule,
        `${chunk.record ? `field ${difference.path}: ` : ""}${difference.message}`,
        behind ?? difference.offset,
        {
          chunk,
          shown,
          lines: [read],
          byHand: !chunk.record && line.uses.some(({ kind }) => kind !== "list"),
          made: difference.made,
          path: difference.path,
          ...(shown.element === undefined ? {} : { element: shown.element }),
        },
      );
    }
  }

  private missingLine(
    chunk: ExpectedChunk,
    e: number,
    actual: ActualChunk,
    pairs: Pairing["pairs"],
  ): void {
    const shown = chunk.lines[e]!;
    const before = [...pairs].reverse().find((pair) => pair.expected < e);
    const after = before ? actual.lines[before.actual]! : actual.lines[0]!;
    const paths = [
      ...new Set(
        shown.node.line.uses
          .filter((use) => !isMade(use) && holeValue(use, shown.scope, shown.element) !== undefined)
          .map((use) => use.field.path),
      ),
    ];
    for (const path of paths.length > 0 ? paths : [undefined]) {
      this.drift.add(
        "changed",
        `${path === undefined ? "this line" : `field ${path}`} is missing: expected the line ${quote(shown.text)} after this one`,
        after.page.start,
        {
          chunk,
          shown,
          is: "missing",
          ...(path === undefined ? {} : { path }),
          ...(shown.element === undefined ? {} : { element: shown.element }),
        },
      );
    }
  }

  private extraLine(read: ReadLine, chunk: ExpectedChunk): void {
    const { source } = this.drift.given.reading;
    const text = source.slice(read.page.start, read.page.end);
    const found = quote(text);
    const owner = this.drift.beheaded.get(text);
    if (owner) {
      if (this.drift.reported.has(owner)) return;
      this.drift.reported.add(owner);
      this.drift.add(
        "damaged",
        `the first line of ${nameOf(owner)} is missing: expected ${quote(owner.lines[0]!.text)} before this line`,
        read.page.start,
        { chunk: owner },
      );
      return;
    }
    const placed = read.line && (isProse(read.line) || read.line.shape === read.page.shape);
    if (!read.line || !read.captures || !placed) {
      this.drift.add("damaged", `found ${found}, which is no line of an entry`, read.page.start, {
        chunk,
        lines: [read],
      });
      return;
    }
    const { uses } = read.line;
    const paths = [...new Set(read.captures.map(({ use }) => uses[use]!.field.path))];
    // Sync asks whether it is what it reads as.
    const { record } = chunk;
    const has = (path: string) => record !== undefined && fieldValue(record, path) !== undefined;
    const meant = meantAs(read, this.drift.given.pattern, has) !== undefined;
    for (const path of paths.length > 0 ? paths : [undefined]) {
      this.drift.add(
        "changed",
        `${path === undefined ? "line" : `field ${path}:`} found ${found}, which the data does not have`,
        read.page.start,
        { chunk, lines: [read], byHand: meant, ...(path === undefined ? {} : { path }) },
      );
    }
  }
}

/** Where a line that stands as it should is gone on with on the next one, which joined it. */
function goesOn({ text }: RenderedLine, { page }: ReadLine, source: string): number | undefined {
  const own = source.slice(page.start, page.end);
  const end = own.search(/[\r\n]/);
  if (end < 0 || own.slice(0, end).trimEnd() !== text) return undefined;
  return page.start + end + own.slice(end).search(/\S/);
}

/** The first field that a line shows. */
const pathOf = (shown: RenderedLine): { path?: string } => {
  const path = shown.node.line.uses[0]?.field.path;
  return path === undefined ? {} : { path };
};
