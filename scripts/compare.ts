import { type ActualChunk, actualChunks, chunkLikeness, type ExpectedChunk, expectedChunks, lineLikeness } from "./chunks.ts";
import { differences } from "./difference.ts";
import type { Finding } from "./finding.ts";
import { formatFindings } from "./format.ts";
import { type LoadedList, placeOf } from "./load.ts";
import { type Pairing, pairUp } from "./pair.ts";
import { isRow, type Pattern } from "./pattern.ts";
import { lineIndex } from "./place.ts";
import { quote } from "./quote.ts";
import type { Reading, ReadLine } from "./read.ts";
import { holeValue, type Page, type Shown } from "./render.ts";

/** What a comparison needs to know. */
export interface Comparison {
  list: LoadedList;
  pattern: Pattern;
  /** What the page must be. */
  page: Page;
  /** What the page is. */
  reading: Reading;
  /** The page's file, relative to the list's folder. */
  file: string;
}

/** Tells where a page and its data have drifted apart: one finding for each difference. */
export function compare(comparison: Comparison): Finding[] {
  return new Comparer(comparison).findings();
}

class Comparer {
  private readonly found: Finding[] = [];
  private readonly index: ReturnType<typeof lineIndex>;
  /** Lines that say the same on both sides, whose layout may still differ. */
  private readonly same: [Shown, ReadLine][] = [];

  constructor(private readonly given: Comparison) {
    this.index = lineIndex(given.reading.source);
  }

  findings(): Finding[] {
    const { list, pattern, page, reading, file } = this.given;
    const keyOf = (kind: string) => list.kinds.get(kind)!.key;
    const expected = expectedChunks(page, keyOf);
    const actual = actualChunks(reading, keyOf);
    const pairing = pairUp(expected, actual, chunkLikeness(pattern));
    const absorbed = this.absorbed(expected, actual, pairing);
    const carried = carriedAlong(expected, pairing);

    for (const { expected: e, actual: a, exact } of pairing.pairs) {
      if (pairing.moved.has(e) && !carried.has(e)) this.moved(expected, e, actual[a]!, pairing);
      if (exact) expected[e]!.lines.forEach((shown, index) => this.same.push([shown, actual[a]!.lines[index]!]));
      else this.entry(expected[e]!, actual[a]!);
    }
    const sections = wholeSections(expected, pairing.missing);
    for (const e of pairing.missing) {
      if (!absorbed.has(e) && !sections.has(e)) this.missing(expected, e, actual, pairing);
    }
    for (const a of pairing.extra) this.extra(actual[a]!, expected, [...absorbed].filter(([, at]) => at === a).map(([e]) => e));
    return [...this.found, ...formatFindings(file, page, reading, this.same, this.found.length === 0)].sort(
      (x, y) => x.line - y.line || x.column - y.column,
    );
  }

  /** Missing entries whose name stands in a block nearby that does not read. */
  private absorbed(expected: ExpectedChunk[], actual: ActualChunk[], { missing, extra, pairs }: Pairing): Map<number, number> {
    const bare = (text: string) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
    const broken = [...extra, ...pairs.filter((pair) => !pair.exact).map((pair) => pair.actual)]
      .filter((a) => actual[a]!.lines.some((line) => !line.captures))
      .map((a) => ({ a, text: bare(actual[a]!.source) }));
    const found = new Map<number, number>();
    if (broken.length === 0 || broken.length * missing.length > 1_000_000) return found;
    for (const e of missing) {
      const shown = expected[e]!.lines[0]!;
      const name = bare(expected[e]!.name ?? shown.text);
      const holder = name === "" ? undefined : broken.find(({ text }) => text.includes(name));
      if (holder) found.set(e, holder.a);
    }
    return found;
  }

  private add(rule: string, message: string, offset: number, about: { shown?: Shown; chunk?: ExpectedChunk; path?: string; element?: number; name?: string; field?: string } = {}): void {
    const { list, pattern, file } = this.given;
    const record = about.chunk?.record;
    const static_ = about.shown && !about.shown.node.repeat ? { file: pattern.file, ...about.shown.node.line.place } : undefined;
    const listed = about.shown?.node.repeat?.kind === "list" ? about.shown.scope.get("list")?.[0] : undefined;
    const data =
      record ? placeOf(list, record, about.path, about.element)
      : listed ? placeOf(list, listed, about.path ?? about.shown!.node.repeat!.fields[0], about.shown!.element)
      : static_ ?? (about.shown ? { file: pattern.file, ...about.shown.node.line.place } : undefined);
    const entry = about.chunk?.name ?? about.name;
    const field = about.path ?? about.field;
    this.found.push({
      rule,
      severity: "error",
      message,
      file,
      ...this.index.at(offset),
      ...(data ? { data } : {}),
      ...(entry !== undefined ? { entry } : {}),
      ...(field !== undefined ? { field } : {}),
    });
  }

  private entry(expected: ExpectedChunk, actual: ActualChunk): void {
    const { source } = this.given.reading;
    const { pairs, missing, extra, moved } = pairUp(expected.lines, actual.lines, lineLikeness(source));
    for (const { expected: e, actual: a, exact } of pairs) {
      const [shown, read] = [expected.lines[e]!, actual.lines[a]!];
      if (exact && moved.has(e)) {
        this.add("changed", `this line stands in another place within its entry; expected it ${e === 0 ? "first" : `after ${quote(expected.lines[e - 1]!.text)}`}; ${MEND}`, read.page.start, { chunk: expected, shown, ...pathOf(shown) });
      } else if (exact) this.same.push([shown, read]);
      else this.line(shown, read, expected);
    }
    for (const e of missing) this.missingLine(expected, e, actual, pairs);
    for (const a of extra) this.extraLine(actual.lines[a]!, expected);
  }

  private line(shown: Shown, read: ReadLine, chunk: ExpectedChunk): void {
    const { source } = this.given.reading;
    const { line } = shown.node;
    const rule = chunk.record ? "changed" : ruleOf(shown);
    if (read.line !== line || !read.captures) {
      const { offset, path } = firstDifference(shown, read, source);
      const found = source.slice(read.page.start, read.page.end);
      this.add(
        chunk.record ? "damaged" : rule,
        `found ${quote(found)}, expected ${quote(shown.text)}${line.uses.length > 0 ? ` (the template's line ${line.source})` : ""}; ${MEND}`,
        offset,
        { chunk, shown, ...(path === undefined ? {} : { path }) },
      );
      return;
    }
    if (line.shape !== read.page.shape && line.uses[0]?.field.type !== "prose") {
      this.add(rule, `found ${describeShape(read.page.shape)}, expected ${describeShape(line.shape)}; ${MEND}`, read.page.start, { chunk, shown });
    }
    for (const difference of differences(shown, read, holeValue)) {
      this.add(rule, `${chunk.record ? `field ${difference.path}: ` : ""}${difference.message}; ${MEND}`, difference.offset, {
        chunk,
        shown,
        ...(chunk.record || line.uses.length > 0 ? { path: difference.path } : {}),
        ...(shown.element === undefined ? {} : { element: shown.element }),
      });
    }
  }

  private missingLine(chunk: ExpectedChunk, e: number, actual: ActualChunk, pairs: Pairing["pairs"]): void {
    const shown = chunk.lines[e]!;
    const before = [...pairs].reverse().find((pair) => pair.expected < e);
    const after = before ? actual.lines[before.actual]! : actual.lines[0]!;
    const paths = [...new Set(shown.node.line.uses.filter((use) => holeValue(use, shown.scope, shown.element) !== undefined).map((use) => use.field.path))];
    for (const path of paths.length > 0 ? paths : [undefined]) {
      this.add("changed", `${path === undefined ? "this line" : `field ${path}`} is missing: expected the line ${quote(shown.text)} after this one; ${MEND}`, after.page.start, {
        chunk,
        shown,
        ...(path === undefined ? {} : { path }),
        ...(shown.element === undefined ? {} : { element: shown.element }),
      });
    }
  }

  private extraLine(read: ReadLine, chunk: ExpectedChunk): void {
    const { source } = this.given.reading;
    const found = quote(source.slice(read.page.start, read.page.end));
    if (!read.line || !read.captures) {
      this.add("damaged", `found ${found}, which is no line of an entry; ${MEND}`, read.page.start, { chunk });
      return;
    }
    const paths = [...new Set(read.line.uses.map((use) => use.field.path))];
    for (const path of paths.length > 0 ? paths : [undefined]) {
      this.add("changed", `${path === undefined ? "line" : `field ${path}:`} found ${found}, which the data does not have; ${MEND}`, read.page.start, { chunk, ...(path === undefined ? {} : { path }) });
    }
  }

  private moved(expected: ExpectedChunk[], e: number, actual: ActualChunk, pairing: Pairing): void {
    const chunk = expected[e]!;
    const shown = chunk.lines[0]!;
    const before = previousKept(expected, e, pairing);
    const where = before ? `after ${nameOf(before)}` : "at the top";
    this.add(chunk.record ? "moved" : ruleOf(shown), `${nameOf(chunk)} stands in another place; expected it ${where}; ${MEND}`, actual.lines[0]!.page.start, { chunk, shown });
  }

  private missing(expected: ExpectedChunk[], e: number, actual: ActualChunk[], pairing: Pairing): void {
    const chunk = expected[e]!;
    const shown = chunk.lines[0]!;
    const offset = this.insertion(e, actual, pairing);
    const before = e > 0 ? ` after ${nameOf(expected[e - 1]!)}` : "";
    this.add(chunk.record ? "missing" : ruleOf(shown), `${nameOf(chunk)} is missing: expected ${quote(shown.text)} here${before}; ${MEND}`, offset, { chunk, shown });
  }

  /** Where a missing chunk belongs: the line after what stands before it. */
  private insertion(e: number, actual: ActualChunk[], { pairs }: Pairing): number {
    const { source } = this.given.reading;
    const before = [...pairs].reverse().find((pair) => pair.expected < e);
    if (!before) return 0;
    const end = Math.max(...actual[before.actual]!.lines.map((line) => line.page.end));
    const next = source.indexOf("\n", end);
    return next < 0 || next + 1 >= source.length ? Math.max(0, source.length - 1) : next + 1;
  }

  private extra(actual: ActualChunk, expected: ExpectedChunk[], holds: number[]): void {
    const { source } = this.given.reading;
    const read = actual.lines[0]!;
    const found = quote(source.slice(read.page.start, read.page.end));
    const about = actual.name === undefined ? {} : { name: actual.name };
    const held = holds.map((e) => nameOf(expected[e]!));
    const also = held.length > 0 ? `, and so ${held.slice(0, 3).join(", ")}${held.length > 3 ? ` and ${held.length - 3} more` : ""} cannot be read` : "";
    if (!read.line || !read.captures) {
      const rule = read.line && actual.record ? "damaged" : "unknown-block";
      const wanted = read.line ? `, expected a line like ${read.line.source}` : ", which is no part of the template";
      this.add(rule, `found ${found}${wanted}${also}; ${MEND}`, read.page.start, about);
      return;
    }
    if (!actual.record) {
      this.add(ruleOfLine(read), `found ${found}, which the data does not have; ${MEND}`, read.page.start);
      return;
    }
    const twin = expected.find((chunk) => chunk.record?.kind === actual.record!.kind && chunk.name === actual.name);
    if (twin) this.add("repeated", `${quote(actual.name!)} stands on the page more often than in the data; ${MEND}`, read.page.start, { chunk: twin });
    else this.add("extra", `${quote(actual.name ?? "")} is on the page, but not in the data; ${MEND}`, read.page.start, about);
  }
}

const MEND = 'run "paperlist generate" to write the page anew from the data, or "paperlist sync" to take the page\'s text into the data';

function nameOf({ lines, name }: ExpectedChunk): string {
  if (name !== undefined) return quote(name);
  const shown = lines[0]!;
  return `the ${describeShape(shown.node.line.shape)} ${quote(shown.text)}`;
}

/** The rule that lines of no entry are reported under. */
function ruleOf({ node }: Shown): string {
  return ruleOfShape(node.line.shape, node.line.uses.some((use) => use.role === "anchor") || /\]\(#/.test(node.line.source));
}

const ruleOfLine = ({ line }: ReadLine): string => ruleOfShape(line!.shape, /\]\(#/.test(line!.source));

const ruleOfShape = (shape: string, contents: boolean): string =>
  shape.includes("#") ? "heading" : shape.endsWith("th") ? "table-header" : contents ? "contents" : "prose";

function describeShape(shape: string): string {
  const depth = /^[-1]*/.exec(shape)![0].length;
  const rest = shape.slice(depth).replace("+", "");
  if (rest.startsWith("#")) return `heading of level ${rest.slice(1)}`;
  if (rest === "th") return "table header";
  if (rest === "tr") return "table row";
  if (rest.startsWith(":")) return rest.slice(1);
  if (depth === 0 || rest === "p") return "paragraph";
  return `${shape[depth - 1] === "1" ? "numbered item" : "list item"} of level ${depth}`;
}

const pathOf = (shown: Shown): { path?: string } => {
  const path = shown.node.line.uses[0]?.field.path;
  return path === undefined ? {} : { path };
};

/** Where a line that does not read first differs from what it should be, and in which field. */
function firstDifference(shown: Shown, read: ReadLine, source: string): { offset: number; path?: string } {
  const found = source.slice(read.page.start, read.page.end);
  const wanted = isRow(shown.node.line) ? `| ${shown.text} |` : shown.text;
  let at = 0;
  while (at < found.length && found[at] === wanted[at]) at++;
  const { line } = shown.node;
  const paths = [...new Set(line.uses.map((use) => use.field.path))];
  return { offset: read.page.start + (at < found.length ? at : 0), ...(paths.length === 1 ? { path: paths[0]! } : {}) };
}

/** The nearest chunk before one that stands in its place. */
function previousKept(expected: ExpectedChunk[], e: number, { pairs, moved }: Pairing): ExpectedChunk | undefined {
  const kept = new Set(pairs.map((pair) => pair.expected).filter((index) => !moved.has(index)));
  for (let index = e - 1; index >= 0; index--) if (kept.has(index)) return expected[index];
  return undefined;
}

/** Moved chunks that went along with the chunk before them, under a moved heading. */
function carriedAlong(expected: ExpectedChunk[], { pairs, moved }: Pairing): Set<number> {
  const carried = new Set<number>();
  const place = new Map(pairs.map((pair) => [pair.expected, pair.actual]));
  for (const e of [...moved].sort((a, b) => a - b)) {
    const heading = isHeading(expected[e - 1]) || carried.has(e - 1);
    if (heading && moved.has(e - 1) && place.get(e)! === place.get(e - 1)! + 1 && !isHeading(expected[e])) carried.add(e);
  }
  return carried;
}

const isHeading = (chunk: ExpectedChunk | undefined): boolean => chunk?.lines[0]!.node.line.plain !== undefined;

/** Missing lines of no entry that stand under a missing heading, which is reported for them all. */
function wholeSections(expected: ExpectedChunk[], missing: readonly number[]): Set<number> {
  const lost = new Set(missing);
  const under = new Set<number>();
  for (const e of missing) {
    const chunk = expected[e]!;
    const depth = chunk.lines[0]!.node.prefix.length;
    const previous = e - 1;
    if (chunk.record || !lost.has(previous)) continue;
    if ((isHeading(expected[previous]) && (depth === 0 || depth > expected[previous]!.lines[0]!.node.prefix.length)) || (under.has(previous) && depth === 0)) under.add(e);
  }
  return under;
}
