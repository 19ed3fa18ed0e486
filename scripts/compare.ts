import {
  type ActualChunk,
  actualChunks,
  bareText,
  chunkLikeness,
  type ExpectedChunk,
  expectedChunks,
  lineLikeness,
} from "./chunks.ts";
import { differences } from "./difference.ts";
import type { Finding } from "./finding.ts";
import { formatFindings } from "./format.ts";
import { type LoadedList, placeOf } from "./load.ts";
import { type Pairing, pairUp } from "./pair.ts";
import { isRow, type Pattern } from "./pattern.ts";
import { lineIndex } from "./place.ts";
import { quote } from "./quote.ts";
import type { Reading, ReadLine } from "./read.ts";
import { holeValue, type Page, type Shown, writeSegments } from "./render.ts";

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

  /** Missing entries by the text of their further lines, which may still be there. */
  private beheaded = new Map<string, ExpectedChunk>();
  private readonly reported = new Set<ExpectedChunk>();

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
    this.beheaded = beheaded(expected, pairing.missing);
    const carried = carriedAlong(expected, pairing);

    for (const { expected: e, actual: a, exact } of pairing.pairs) {
      if (pairing.moved.has(e) && !carried.has(e)) this.moved(expected, e, actual[a]!, pairing);
      if (exact)
        expected[e]!.lines.forEach((shown, index) =>
          this.same.push([shown, actual[a]!.lines[index]!]),
        );
      else this.entry(expected[e]!, actual[a]!);
    }
    const sections = wholeSections(expected, pairing.missing);
    const told = new Set([...sections.values()].flat());
    for (const e of pairing.missing) {
      if (absorbed.has(e) || told.has(e) || this.reported.has(expected[e]!)) continue;
      this.missing(expected, e, actual, pairing, sections.has(e));
    }
    const unread = (a: number) => !actual[a]!.lines[0]!.line || !actual[a]!.lines[0]!.captures;
    let previous = -2;
    for (const a of pairing.extra) {
      // Blocks in a row that are no part of the page are one finding.
      const goesOn = previous === a - 1 && unread(a) && unread(previous);
      previous = a;
      if (!goesOn)
        this.extra(
          actual[a]!,
          expected,
          [...absorbed].filter(([, at]) => at === a).map(([e]) => e),
        );
    }
    return [
      ...this.found,
      ...formatFindings(file, page, reading, this.same, this.found.length === 0),
    ].sort((x, y) => x.line - y.line || x.column - y.column);
  }

  /** Missing entries whose name stands in a block nearby that does not read. */
  private absorbed(
    expected: ExpectedChunk[],
    actual: ActualChunk[],
    { missing, extra, pairs }: Pairing,
  ): Map<number, number> {
    const broken = [...extra, ...pairs.filter((pair) => !pair.exact).map((pair) => pair.actual)]
      .filter((a) => actual[a]!.lines.some((line) => !line.captures))
      .map((a) => ({ a, text: bareText(actual[a]!.source) }));
    const found = new Map<number, number>();
    if (broken.length === 0 || broken.length * missing.length > 1_000_000) return found;
    for (const e of missing) {
      const shown = expected[e]!.lines[0]!;
      const name = bareText(expected[e]!.name ?? shown.text);
      const holder = name === "" ? undefined : broken.find(({ text }) => text.includes(name));
      if (holder) found.set(e, holder.a);
    }
    // A table whose rows are lost in a block has lost its header there too.
    for (const e of missing) {
      const rows = found.get(e + 1);
      if (rows !== undefined && expected[e]!.lines[0]!.node.line.shape.endsWith("th"))
        found.set(e, rows);
    }
    return found;
  }

  private add(
    rule: string,
    message: string,
    offset: number,
    about: {
      shown?: Shown;
      chunk?: ExpectedChunk;
      path?: string;
      element?: number;
      name?: string;
      field?: string;
    } = {},
  ): void {
    const { list, pattern, file } = this.given;
    const record = about.chunk?.record;
    const static_ =
      about.shown && !about.shown.node.repeat
        ? { file: pattern.file, ...about.shown.node.line.place }
        : undefined;
    const listed =
      about.shown?.node.repeat?.kind === "list" ? about.shown.scope.get("list")?.[0] : undefined;
    const data = record
      ? placeOf(list, record, about.path, about.element)
      : listed
        ? placeOf(
            list,
            listed,
            about.path ?? about.shown!.node.repeat!.fields[0],
            about.shown!.element,
          )
        : (static_ ??
          (about.shown ? { file: pattern.file, ...about.shown.node.line.place } : undefined));
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
    const { pairs, missing, extra, moved } = pairUp(
      expected.lines,
      actual.lines,
      lineLikeness(source),
    );
    // Lines that went along with a first line at another depth are as they should be below it.
    const depth = ({ node }: Shown, read: ReadLine) =>
      read.page.shape.length - node.line.shape.length;
    const shift =
      pairs[0]?.expected === 0 ? depth(expected.lines[0]!, actual.lines[pairs[0].actual]!) : 0;
    for (const { expected: e, actual: a, exact } of pairs) {
      const [shown, read] = [expected.lines[e]!, actual.lines[a]!];
      if (exact && moved.has(e)) {
        this.add(
          "changed",
          `this line stands in another place within its entry; expected it ${e === 0 ? "first" : `after ${quote(expected.lines[e - 1]!.text)}`}; ${MEND}`,
          read.page.start,
          { chunk: expected, shown, ...pathOf(shown) },
        );
      } else if (exact) this.same.push([shown, read]);
      else this.line(shown, read, expected, e > 0 && depth(shown, read) === shift);
    }
    for (const e of missing) this.missingLine(expected, e, actual, pairs);
    for (const a of extra) this.extraLine(actual.lines[a]!, expected);
  }

  private line(shown: Shown, read: ReadLine, chunk: ExpectedChunk, alongHead: boolean): void {
    const { source } = this.given.reading;
    const { line } = shown.node;
    const rule = chunk.record ? "changed" : ruleOf(shown);
    if (read.line !== line || !read.captures) {
      const { offset, path } = firstDifference(shown, read, source);
      const found = source.slice(read.page.start, read.page.end);
      if (found === shown.text) {
        if (chunk.record)
          this.add(
            rule,
            `found ${quote(found)} in another place within its entry; ${MEND}`,
            offset,
            { chunk, shown, ...pathOf(shown) },
          );
        return;
      }
      this.add(
        chunk.record ? "damaged" : rule,
        `found ${quote(found)}, expected ${quote(shown.text)}${line.uses.length > 0 ? ` (the template's line ${line.source})` : ""}; ${MEND}`,
        offset,
        { chunk, shown, ...(path === undefined ? {} : { path }) },
      );
      return;
    }
    if (line.shape !== read.page.shape && !alongHead && line.uses[0]?.field.type !== "prose") {
      this.add(
        rule,
        `found ${describeShape(read.page.shape)}, expected ${describeShape(line.shape)}; ${MEND}`,
        read.page.start,
        { chunk, shown },
      );
    }
    for (const difference of differences(shown, read, holeValue)) {
      this.add(
        rule,
        `${chunk.record ? `field ${difference.path}: ` : ""}${difference.message}; ${MEND}`,
        difference.offset,
        {
          chunk,
          shown,
          ...(chunk.record || line.uses.length > 0 ? { path: difference.path } : {}),
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
          .filter((use) => holeValue(use, shown.scope, shown.element) !== undefined)
          .map((use) => use.field.path),
      ),
    ];
    for (const path of paths.length > 0 ? paths : [undefined]) {
      this.add(
        "changed",
        `${path === undefined ? "this line" : `field ${path}`} is missing: expected the line ${quote(shown.text)} after this one; ${MEND}`,
        after.page.start,
        {
          chunk,
          shown,
          ...(path === undefined ? {} : { path }),
          ...(shown.element === undefined ? {} : { element: shown.element }),
        },
      );
    }
  }

  private extraLine(read: ReadLine, chunk: ExpectedChunk): void {
    const { source } = this.given.reading;
    const text = source.slice(read.page.start, read.page.end);
    const found = quote(text);
    const owner = this.beheaded.get(text);
    if (owner) {
      if (this.reported.has(owner)) return;
      this.reported.add(owner);
      this.add(
        "damaged",
        `the first line of ${nameOf(owner)} is missing: expected ${quote(owner.lines[0]!.text)} before this line; ${MEND}`,
        read.page.start,
        { chunk: owner },
      );
      return;
    }
    if (!read.line || !read.captures || read.line.shape !== read.page.shape) {
      this.add(
        "damaged",
        `found ${found}, which is no line of an entry; ${MEND}`,
        read.page.start,
        { chunk },
      );
      return;
    }
    const paths = [...new Set(read.line.uses.map((use) => use.field.path))];
    for (const path of paths.length > 0 ? paths : [undefined]) {
      this.add(
        "changed",
        `${path === undefined ? "line" : `field ${path}:`} found ${found}, which the data does not have; ${MEND}`,
        read.page.start,
        { chunk, ...(path === undefined ? {} : { path }) },
      );
    }
  }

  private moved(expected: ExpectedChunk[], e: number, actual: ActualChunk, pairing: Pairing): void {
    const chunk = expected[e]!;
    const shown = chunk.lines[0]!;
    const before = previousKept(expected, e, pairing);
    const where = before ? `after ${nameOf(before)}` : "at the top";
    this.add(
      chunk.record ? "moved" : ruleOf(shown),
      `${nameOf(chunk)} stands in another place; expected it ${where}; ${MEND}`,
      actual.lines[0]!.page.start,
      { chunk, shown },
    );
  }

  private missing(
    expected: ExpectedChunk[],
    e: number,
    actual: ActualChunk[],
    pairing: Pairing,
    section: boolean,
  ): void {
    const chunk = expected[e]!;
    const shown = chunk.lines[0]!;
    const offset = this.insertion(e, actual, pairing);
    const before = e > 0 ? ` after ${nameOf(expected[e - 1]!)}` : "";
    this.add(
      chunk.record ? "missing" : section ? "section" : ruleOf(shown),
      `${section ? "the whole section under " : ""}${nameOf(chunk)} is missing: expected ${quote(shown.text)} here${before}; ${MEND}`,
      offset,
      { chunk, shown },
    );
  }

  /** Where a missing chunk belongs: the line after what stands before it. */
  private insertion(e: number, actual: ActualChunk[], { pairs }: Pairing): number {
    const { source } = this.given.reading;
    const before = [...pairs].reverse().find((pair) => pair.expected < e);
    if (!before) return Math.max(0, source.search(/\S/));
    const end = Math.max(...actual[before.actual]!.lines.map((line) => line.page.end));
    const next = source.slice(end).search(/\n\s*\S/);
    return next < 0
      ? source.trimEnd().length
      : end + next + /^\n\s*/.exec(source.slice(end + next))![0].length;
  }

  private extra(actual: ActualChunk, expected: ExpectedChunk[], holds: number[]): void {
    const { source } = this.given.reading;
    const read = actual.lines[0]!;
    const found = quote(source.slice(read.page.start, read.page.end));
    const about = actual.name === undefined ? {} : { name: actual.name };
    const held = holds.map((e) => nameOf(expected[e]!));
    const also =
      held.length > 0
        ? `, and so ${held.slice(0, 3).join(", ")}${held.length > 3 ? ` and ${held.length - 3} more` : ""} cannot be read`
        : "";
    if (!read.line || !read.captures) {
      const rule = read.line && actual.record ? "damaged" : "unknown-block";
      const wanted = read.line
        ? `, expected a line like ${read.line.source}`
        : ", which is no part of the template";
      this.add(rule, `found ${found}${wanted}${also}; ${MEND}`, read.page.start, about);
      return;
    }
    if (!actual.record) {
      this.add(
        ruleOfLine(read),
        `found ${found}, which the data does not have; ${MEND}`,
        read.page.start,
      );
      return;
    }
    const twin = expected.find(
      (chunk) => chunk.record?.kind === actual.record!.kind && chunk.name === actual.name,
    );
    if (twin)
      this.add(
        "repeated",
        `${quote(actual.name!)} stands on the page more often than in the data; ${MEND}`,
        read.page.start,
        { chunk: twin },
      );
    else
      this.add(
        "extra",
        `${quote(actual.name ?? "")} is on the page, but not in the data; ${MEND}`,
        read.page.start,
        about,
      );
  }
}

const MEND = 'run "paperlist generate" to keep the data, or "paperlist sync" to keep the page';

function nameOf({ lines, name }: ExpectedChunk): string {
  if (name !== undefined) return quote(name);
  const shown = lines[0]!;
  return `the ${describeShape(shown.node.line.shape)} ${quote(shown.text)}`;
}

/** The rule that lines of no entry are reported under. */
function ruleOf({ node }: Shown): string {
  return ruleOfShape(
    node.line.shape,
    node.line.uses.some((use) => use.role === "anchor") || /\]\(#/.test(node.line.source),
  );
}

const ruleOfLine = ({ line }: ReadLine): string =>
  ruleOfShape(line!.shape, /\]\(#/.test(line!.source));

const ruleOfShape = (shape: string, contents: boolean): string =>
  shape.includes("#")
    ? "heading"
    : shape.endsWith("th")
      ? "table-header"
      : contents
        ? "contents"
        : "prose";

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
function firstDifference(
  shown: Shown,
  read: ReadLine,
  source: string,
): { offset: number; path?: string } {
  const found = source.slice(read.page.start, read.page.end);
  const { line } = shown.node;
  const row = isRow(line);
  const wanted = row ? `| ${shown.text} |` : shown.text;
  let at = 0;
  // A row's cells are padded.
  const squeezed = row ? found.replace(/ +/g, " ") : found;
  while (at < squeezed.length && squeezed[at] === wanted[at]) at++;
  const path = fieldAt(shown, row ? at - 2 : at);
  const offset = row ? Math.max(0, firstDifferentCell(found, wanted)) : at < found.length ? at : 0;
  return { offset: read.page.start + offset, ...(path === undefined ? {} : { path }) };
}

/** Where the first cell that differs begins. */
function firstDifferentCell(found: string, wanted: string): number {
  const cells = wanted.split("|").map((cell) => cell.trim());
  let offset = 0;
  for (const [index, cell] of found.split("|").entries()) {
    if (cell.trim() !== cells[index]) return offset + /^\s*/.exec(cell)![0].length;
    offset += cell.length + 1;
  }
  return 0;
}

/** The field whose value, or whose link or cell among several, stands at a place of a line. */
function fieldAt(shown: Shown, at: number): string | undefined {
  const { line } = shown.node;
  const paths = [...new Set(line.uses.map((use) => use.field.path))];
  if (paths.length <= 1) return paths[0];
  const spans: { path: string; segment: number; start: number; end: number }[] = [];
  const texts = writeSegments(
    line,
    (use) => (use.anchor ? undefined : holeValue(use, shown.scope, shown.element)),
    (use, segment, start, end) => spans.push({ path: use.field.path, segment, start, end }),
  );
  let offset = 0;
  for (const [segment, text] of texts.entries()) {
    if (text === "" && !isRow(line)) continue;
    const own = spans.filter((span) => span.segment === segment);
    const held = own.find(({ start, end }) => at >= offset + start && at <= offset + end);
    if (held) return held.path;
    offset += text.length + (isRow(line) ? 3 : line.separator.length);
    if (at < offset && texts.length > 1) return own[0]?.path;
  }
  return undefined;
}

/** The nearest chunk before one that stands in its place. */
function previousKept(
  expected: ExpectedChunk[],
  e: number,
  { pairs, moved }: Pairing,
): ExpectedChunk | undefined {
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
    if (
      heading &&
      moved.has(e - 1) &&
      place.get(e)! === place.get(e - 1)! + 1 &&
      !isHeading(expected[e])
    )
      carried.add(e);
  }
  return carried;
}

/** Missing entries, by the text of each of their lines but the first. */
function beheaded(
  expected: ExpectedChunk[],
  missing: readonly number[],
): Map<string, ExpectedChunk> {
  const found = new Map<string, ExpectedChunk>();
  for (const e of missing) {
    for (const { text } of expected[e]!.lines.slice(1))
      if (!found.has(text)) found.set(text, expected[e]!);
  }
  return found;
}

const isHeading = (chunk: ExpectedChunk | undefined): boolean =>
  chunk?.lines[0]!.node.line.plain !== undefined;

/** Missing headings with all that stands under them, if that is missing too and holds no entry. */
function wholeSections(
  expected: ExpectedChunk[],
  missing: readonly number[],
): Map<number, number[]> {
  const lost = new Set(missing);
  const found = new Map<number, number[]>();
  const level = (chunk: ExpectedChunk) =>
    isHeading(chunk) ? chunk.lines[0]!.node.prefix.length : Infinity;
  for (let e = 0; e < expected.length; e++) {
    if (!lost.has(e) || !isHeading(expected[e])) continue;
    let end = e + 1;
    while (end < expected.length && level(expected[end]!) > level(expected[e]!)) end++;
    const under = Array.from({ length: end - e - 1 }, (_, index) => e + 1 + index);
    if (under.length === 0 || under.some((index) => expected[index]!.record || !lost.has(index)))
      continue;
    found.set(e, under);
    e = end - 1;
  }
  return found;
}
