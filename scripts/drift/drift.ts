// What one comparison knows, and the findings that it collects.
import type { ExpectedChunk } from "./chunks.ts";
import type { BlockChange } from "./structure.ts";
import { type About, entryOf, mendOf } from "./describe.ts";
import type { Finding, Place } from "../finding/finding.ts";
import { type LoadedList, placeOf } from "../data/record.ts";
import type { Pattern } from "../template/pattern.ts";
import { type LineIndex, lineIndex } from "../finding/place.ts";
import type { Places } from "./places.ts";
import type { ReadLine } from "../page/entry.ts";
import type { Reading } from "../page/reading.ts";
import type { Page, RenderedLine } from "../page/render.ts";

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

/** Something that a page says otherwise than it should. */
export interface Difference {
  rule: string;
  /** What was found, and what was expected. */
  message: string;
  /** Where on the page. */
  offset: number;
  about: About;
}

/** The differences found so far between a page and its data. */
export class Drift {
  readonly found: Difference[] = [];
  /** Lines that say the same on both sides, whose layout may still differ. */
  readonly same: [RenderedLine, ReadLine][] = [];
  /** Blocks of prose that say something else, and are told of as a whole. */
  readonly edited: [RenderedLine, ReadLine][] = [];
  /** Link definitions that links of the page use: layout, since links are written with their address. */
  readonly definitions: ReadLine[] = [];
  /** Missing entries, by the text of lines of theirs that may still be there. */
  beheaded = new Map<string, ExpectedChunk>();
  /** Missing entries that are reported already. */
  readonly reported = new Set<ExpectedChunk>();
  /** Where on the page the findings stand. */
  readonly offsets: number[] = [];
  /** Lines of either side that the findings so far are about, by where they stand. */
  readonly told = { expected: new Set<number>(), found: new Set<number>() };
  /** Set where the page gives an entry several places. */
  places: Places | undefined;
  readonly index: LineIndex;

  constructor(readonly given: Comparison) {
    this.index = lineIndex(given.reading.source);
  }

  /** Adds a difference at an offset of the page. */
  add(rule: string, what: string, offset: number, about: About = {}): void {
    this.offsets.push(offset);
    this.tell(about.shown ? [about.shown] : [], about.lines);
    const message = `${what}${this.places?.besides(offset, about) ?? ""}`;
    this.found.push({ rule, message, offset, about });
  }

  /**
   * A difference as lint tells of it.
   *
   * @param broken the line of the same entry that does not read
   */
  finding({ rule, message, offset, about }: Difference, broken?: number): Finding {
    const data = this.dataPlace(about);
    const entry = entryOf(about);
    return {
      rule,
      severity: "error",
      message: `${message}; ${mendOf(rule, about, this.given.pattern.file, broken)}`,
      file: this.given.file,
      ...this.index.at(offset),
      ...(data ? { data } : {}),
      ...(entry === undefined ? {} : { entry }),
      ...(about.path === undefined ? {} : { field: about.path }),
    };
  }

  /** Notes lines that a finding is about, besides where it stands. */
  tell(expected: readonly RenderedLine[], found: readonly ReadLine[] = []): void {
    for (const { start } of expected) this.told.expected.add(start);
    for (const { page } of found) this.told.found.add(page.start);
  }

  /** Whether the findings so far are about a change of blocks. */
  isTold({ found, expected, moved, start, end }: BlockChange): boolean {
    return (
      (moved && this.offsets.length > 0) ||
      this.offsets.some((offset) => start <= offset && offset <= end) ||
      (found.every((line) => this.told.found.has(line.start)) &&
        expected.every((line) => this.told.expected.has(line.start)))
    );
  }

  /** Where the other side of a difference stands: in a record, or in the template. */
  dataPlace({ chunk, shown, path, element }: About): Place | undefined {
    const { list, pattern } = this.given;
    if (chunk?.record) return placeOf(list, chunk.record, path, element);
    if (!shown) return undefined;
    const settings = shown.node.repeat?.kind === "list" ? shown.scope.get("list")?.[0] : undefined;
    if (settings)
      return placeOf(list, settings, path ?? shown.node.repeat!.fields[0], shown.element);
    return { file: pattern.file, ...shown.node.line.place };
  }
}
