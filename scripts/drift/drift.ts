import type { ExpectedChunk } from "./chunks.ts";
import { type About, mendOf } from "./describe.ts";
import type { Finding, Place } from "../finding/finding.ts";
import { type LoadedList, placeOf } from "../data/record.ts";
import type { Pattern } from "../template/pattern.ts";
import { type LineIndex, lineIndex } from "../finding/place.ts";
import type { Reading, ReadLine } from "../page/reading.ts";
import type { Page, Shown } from "../page/render.ts";

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

/** The differences found so far between a page and its data. */
export class Drift {
  readonly found: Finding[] = [];
  /** Lines that say the same on both sides, whose layout may still differ. */
  readonly same: [Shown, ReadLine][] = [];
  /** Missing entries, by the text of lines of theirs that may still be there. */
  beheaded = new Map<string, ExpectedChunk>();
  /** Missing entries that are reported already. */
  readonly reported = new Set<ExpectedChunk>();
  private readonly index: LineIndex;

  constructor(readonly given: Comparison) {
    this.index = lineIndex(given.reading.source);
  }

  /** Adds a difference at an offset of the page. */
  add(rule: string, message: string, offset: number, about: About = {}): void {
    const data = this.dataPlace(about);
    const entry = about.chunk?.name ?? about.name;
    this.found.push({
      rule,
      severity: "error",
      message: `${message}; ${mendOf(rule, about, this.given.pattern.file)}`,
      file: this.given.file,
      ...this.index.at(offset),
      ...(data ? { data } : {}),
      ...(entry === undefined ? {} : { entry }),
      ...(about.path === undefined ? {} : { field: about.path }),
    });
  }

  /** Where the other side of a difference stands: in a record, or in the template. */
  private dataPlace({ chunk, shown, path, element }: About): Place | undefined {
    const { list, pattern } = this.given;
    if (chunk?.record) return placeOf(list, chunk.record, path, element);
    if (!shown) return undefined;
    const settings = shown.node.repeat?.kind === "list" ? shown.scope.get("list")?.[0] : undefined;
    if (settings)
      return placeOf(list, settings, path ?? shown.node.repeat!.fields[0], shown.element);
    return { file: pattern.file, ...shown.node.line.place };
  }
}
