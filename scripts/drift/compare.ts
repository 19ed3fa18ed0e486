// Where a page and its data have drifted apart. Begin here to read how lint compares.
import { bareText } from "../pairing/folded.ts";
import { type ActualChunk, entriesByName, type ExpectedChunk } from "./chunks.ts";
import { pairChunks } from "./pair-chunks.ts";
import { type About, describeShape, entryOf, nameOf, ruleOf, ruleOfLine } from "./describe.ts";
import { type BlockChange, blockChanges } from "./structure.ts";
import { type PageLine, usedDefinitions } from "../markdown/flatten.ts";
import { type Comparison, Drift } from "./drift.ts";
import { compareEntry } from "./entry.ts";
import type { Finding } from "../finding/finding.ts";
import { formatFindings } from "./format.ts";
import type { Pairing } from "../pairing/pair.ts";
import { quote } from "../finding/quote.ts";
import { Places } from "./places.ts";
import type { Entry, ReadLine } from "../page/entry.ts";
import { meantAs, readAsMeant } from "../page/mistaken-text.ts";
import { unreadMessage } from "./unread.ts";
import { beheaded, carriedAlong, previousKept, wholeSections } from "./sequence.ts";

/** Tells where a page and its data have drifted apart: one finding for each difference. */
export function compare(comparison: Comparison): Finding[] {
  const { page, reading, file } = comparison;
  const drift = driftOf(comparison);
  // Of an entry with a line that does not read, sync takes nothing.
  const broken = new Map(
    drift.found.flatMap(({ rule, offset, about }) => {
      const entry = entryOf(about);
      return rule === "damaged" && entry ? [[entry, drift.index.at(offset).line]] : [];
    }),
  );
  return [
    ...drift.found.map((one) => drift.finding(one, broken.get(entryOf(one.about) ?? ""))),
    ...formatFindings(file, page, reading, drift.same, drift.found.length === 0, drift.definitions),
  ].sort((x, y) => x.line - y.line || x.column - y.column);
}

/** All that a page says otherwise than it should, for whoever tells of it in other words. */
export const driftOf = (comparison: Comparison): Drift => new Comparer(comparison).compare();

/** What stands below a chunk of the page, and whether the data lack it. */
interface Below {
  below: ActualChunk | undefined;
  isNew: boolean;
}

const isRead = ({ captures }: ReadLine): boolean => captures !== undefined;

class Comparer {
  private readonly drift: Drift;
  private entries: ReturnType<typeof entriesByName> | undefined;

  constructor(private readonly given: Comparison) {
    this.drift = new Drift(given);
  }

  compare(): Drift {
    const { list, pattern, page, reading } = this.given;
    const { expected, actual, pairing } = pairChunks(pattern, list.kinds, page, reading);
    const absorbed = this.absorbed(expected, actual, pairing);
    if (expected.some(({ lines }) => lines[0]!.node.spread))
      this.drift.places = new Places(this.given, expected, actual, pairing);
    this.drift.beheaded = beheaded(expected, pairing.missing);
    const carried = carriedAlong(expected, pairing);

    for (const { expected: e, actual: a, exact } of pairing.pairs) {
      if (pairing.moved.has(e) && !carried.has(e)) this.moved(expected, e, actual[a]!, pairing);
      // What stands before the first line after a part that was read is still to be compared.
      if (actual[a]!.untouched && actual[a - 1]?.untouched) continue;
      if (exact)
        expected[e]!.lines.forEach((shown, index) =>
          this.drift.same.push([shown, actual[a]!.lines[index]!]),
        );
      else compareEntry(this.drift, expected[e]!, actual[a]!);
    }
    const sections = wholeSections(expected, pairing.missing);
    const told = new Set([...sections.values()].flat());
    for (const e of pairing.missing) {
      if (absorbed.has(e) || told.has(e) || this.drift.reported.has(expected[e]!)) continue;
      this.missing(expected, e, actual, pairing, sections.has(e));
    }
    const unknown = (a: number) => {
      const { entry, lines } = actual[a]!;
      return !lines[0]!.line || (!lines[0]!.captures && !entry);
    };
    let previous = -2;
    const isUsed = usedDefinitions(reading.source);
    for (const a of pairing.extra) {
      const [first] = actual[a]!.lines as [ReadLine];
      if (isUsed(first.page)) {
        this.drift.definitions.push(first);
        this.drift.tell([], [first]);
        continue;
      }
      // Blocks in a row that are no part of the page are one finding.
      const goesOn = previous === a - 1 && unknown(a) && unknown(previous);
      previous = a;
      if (!goesOn)
        this.extra(
          actual[a]!,
          [...absorbed].filter(([, at]) => at === a).map(([e]) => expected[e]!),
          { below: actual[a + 1], isNew: pairing.extra.includes(a + 1) },
        );
    }
    for (const e of [...told, ...absorbed.keys()]) this.drift.tell(expected[e]!.lines);
    const { same, edited } = this.drift;
    for (const change of blockChanges(page, reading, [...same, ...edited]))
      if (!this.drift.isTold(change)) this.block(change);
    return this.drift;
  }

  /** A block that is not the one that should stand there, though its words may read. */
  private block({ found, expected, next, end }: BlockChange): void {
    const { page, reading } = this.given;
    const [is, should] = [found[0] ?? next.found, expected[0] ?? next.expected];
    const isSetOut = is?.align !== should?.align;
    const told = (line: PageLine | undefined, text: string) =>
      line
        ? `a ${describeShape(line.shape)} ${quote(text.slice(line.start, line.end))}${isSetOut ? ` with its columns aligned ${line.align}` : ""}`
        : "the end of the page";
    const shown = page.lines.find((line) => line.start === should?.start);
    this.drift.add(
      "structure",
      `found ${told(is, reading.source)}, expected ${told(should, page.text)}`,
      is?.start ?? end,
      {
        ...(shown ? { shown } : {}),
        ...(isSetOut && is?.shape === should?.shape ? { is: "unlike" } : {}),
        byHand: true,
      },
    );
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

  private moved(expected: ExpectedChunk[], e: number, actual: ActualChunk, pairing: Pairing): void {
    const chunk = expected[e]!;
    const shown = chunk.lines[0]!;
    const before = previousKept(expected, e, pairing);
    const where = before ? `after ${nameOf(before)}` : "at the top";
    this.drift.add(
      chunk.record ? "moved" : ruleOf(shown),
      `${nameOf(chunk)} stands in another place; expected it ${where}`,
      actual.lines[0]!.page.start,
      {
        chunk,
        shown,
        lines: actual.lines,
        is: "elsewhere",
        byHand: !chunk.record && shown.node.line.uses.length === 0,
        made: !chunk.record && shown.node.line.uses.some(({ kind }) => kind !== "list"),
      },
    );
    this.drift.tell(chunk.lines);
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
    this.drift.add(
      chunk.record ? "missing" : section ? "section" : ruleOf(shown),
      `${section ? "the whole section under " : ""}${nameOf(chunk)} is missing: expected ${quote(shown.text)} here${before}`,
      offset,
      { chunk, shown, is: "missing" },
    );
    this.drift.tell(chunk.lines);
  }

  /** Where a missing chunk belongs: the line after what stands before it. */
  private insertion(e: number, actual: ActualChunk[], { pairs }: Pairing): number {
    const { source } = this.given.reading;
    const before = [...pairs].reverse().find((pair) => pair.expected < e);
    if (!before) return Math.max(0, source.search(/\S/));
    const end = Math.max(...actual[before.actual]!.lines.map((line) => line.page.end));
    const line = source.indexOf("\n", end);
    const next = line < 0 ? -1 : source.slice(line).search(/\S/);
    return next < 0 ? source.trimEnd().length : line + next;
  }

  private extra(actual: ActualChunk, holds: ExpectedChunk[], { below, isNew }: Below): void {
    const { list, page, reading } = this.given;
    const { source } = reading;
    const read = actual.lines[0]!;
    const found = quote(source.slice(read.page.start, read.page.end));
    const about = {
      lines: actual.lines,
      ...(actual.name === undefined ? {} : { name: actual.name }),
    };
    const held = holds.map(nameOf);
    const also =
      held.length > 0
        ? `, and so ${held.slice(0, 3).join(", ")}${held.length > 3 ? ` and ${held.length - 3} more` : ""} cannot be read`
        : "";
    if (!read.line || !read.captures) {
      const rule = read.line && actual.entry ? "damaged" : "unknown-block";
      const { stop, message } = unreadMessage(read, source);
      this.drift.add(rule, `${message}${also}`, stop, about);
      // Beside a first line that does not read, another one may be taken for free text of its entry.
      for (const other of actual.lines.slice(1)) {
        if (rule !== "damaged" || other.page.shape !== read.page.shape) continue;
        const { stop, message } = unreadMessage({ ...other, line: read.line! }, source);
        this.drift.add(rule, message, stop, about);
      }
      return;
    }
    if (!actual.entry) {
      this.drift.add(
        ruleOfLine(read),
        `found ${found}, which the data does not have`,
        read.page.start,
        // One more paragraph of the list's own is a value that it may have; a heading comes with an entry.
        {
          lines: actual.lines,
          byHand:
            !read.line.uses.some(({ kind, field }) => kind === "list" && field.list) &&
            !(read.line.shape.includes("#") && isNew && below?.entry && below.lines.every(isRead)),
          bare: read.line.shape.includes("#") && !below?.entry,
        },
      );
      return;
    }
    // An entry that does not read whole cannot be taken: what keeps it from being read is told.
    const unread = actual.lines.filter((line) => !line.captures);
    for (const line of unread) {
      const { stop, message } = unreadMessage(line, source);
      this.drift.add("damaged", message, stop, about);
    }
    if (unread.length > 0) return;
    this.entries ??= entriesByName(page, list.kinds);
    const twin = this.entries(actual.entry.kind, actual.name);
    const path = read.node?.spread?.path;
    if (twin && path !== undefined)
      this.drift.add(
        "changed",
        `field ${path}: ${quote(actual.name!)} stands under ${quote(actual.entry.said.at ?? "")}, which the data does not have`,
        read.page.start,
        { chunk: twin, path, lines: actual.lines },
      );
    else if (twin)
      this.drift.add(
        "repeated",
        `${quote(actual.name!)} stands on the page more often than in the data`,
        read.page.start,
        { chunk: twin, lines: actual.lines },
      );
    else this.added(actual, actual.entry, about);
  }

  /** A new entry; of one with a line that was meant otherwise than it reads, sync takes nothing. */
  private added({ lines, name = "" }: ActualChunk, { fields }: Entry, about: About): void {
    for (const line of lines) {
      const meant = meantAs(line, this.given.pattern, (path) => fields.has(path));
      if (!meant) continue;
      this.drift.add("damaged", readAsMeant(line, meant), line.page.start, about);
      return;
    }
    const what = `${quote(name)} is on the page, but not in the data`;
    this.drift.add("extra", what, lines[0]!.page.start, about);
  }
}
