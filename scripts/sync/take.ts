import type { Base } from "./base.ts";
import type { Finding } from "../finding/finding.ts";
import type { LoadedList, Rec } from "../data/load.ts";
import type { ListPage } from "../template/pages.ts";
import type { Pattern } from "../template/pattern.ts";
import { UnreadablePage } from "../markdown/pieces.ts";
import { lineIndex } from "../finding/place.ts";
import { readPage, type Reading } from "../page/read.ts";
import { render } from "../page/render.ts";
import { leftOnPage } from "./left.ts";
import { mergePage } from "./merge.ts";
import { shownRecords } from "./triples.ts";
import type { Merge, Preference, Problem, State } from "./types.ts";
import { isUnread, viewPage } from "./page.ts";

/** All that somebody did to a page since the base. */
export interface Taken {
  merge: Merge;
  /** What cannot go into the data, as findings. */
  left: Finding[];
  conflicts: Finding[];
  warnings: Finding[];
  /** How many entries of a kind the page lost, of how many. */
  lost: { kind: string; lost: number; of: number }[];
  at: (offset: number) => { line: number; column: number };
}

/**
 * Reads a page and merges what was edited on it into the data, in memory.
 *
 * @param text what stands in the page's file
 */
export function takePage(
  list: LoadedList,
  own: ListPage,
  text: string,
  base: Base,
  prefer?: Preference,
): Taken {
  const { kinds } = list;
  const old = base.pages.find(({ file }) => file === own.file);
  const { pattern, reading } = readBest(list, [own.pattern, ...(old ? [old.pattern] : [])], text);
  const view = viewPage(reading, pattern, kinds);
  const state = (records: ReadonlyMap<string, readonly Rec[]>): State => ({
    records,
    page: render(pattern, kinds, records),
  });
  const [was, is] = [state(base.list.records), state(list.records)];
  const input = { kinds, pattern, view, base: was };
  const merge = mergePage({ ...input, ours: is, list, prefer });
  // Against the base alone, everything that was taken is as the page has it; the rest is left.
  const alone = mergePage({ ...input, ours: was, list: base.list, prefer: "readme" });
  const taken = state(asRecords(alone)).page;
  const left = leftOnPage({ kinds, pattern, base: was.page, taken, reading });
  const index = lineIndex(reading.source);
  const finding = ({ offset, ...problem }: Problem): Finding => ({
    ...problem,
    file: own.file,
    ...index.at(offset),
  });
  const told = new Set(merge.damaged.map(({ offset }) => offset));
  const explained = new Set([...merge.warnings, ...merge.damaged].map(({ entry }) => entry));
  const [removed, others] = [
    left.filter(
      ({ severity, entry }) =>
        severity === "warning" && (entry === undefined || !explained.has(entry)),
    ),
    left.filter(({ severity, offset }) => severity === "error" && !told.has(offset)),
  ];
  return {
    merge,
    left: [...merge.damaged, ...others].map(finding),
    conflicts: merge.conflicts.map(finding),
    warnings: [...merge.warnings, ...removed].map(finding),
    lost: [...view.entries].map(([kind, entries]) => {
      const of = shownRecords(was.page, kind).length;
      return { kind, of, lost: of - entries.length };
    }),
    at: (offset) => index.at(offset),
  };
}

/** Like `takePage`, for pages that may be too long to read: those are a finding. */
export function tryToTake(...given: Parameters<typeof takePage>): Taken | Finding {
  try {
    return takePage(...given);
  } catch (error) {
    if (!(error instanceof UnreadablePage)) throw error;
    const [, { file }, text] = given;
    return {
      rule: "unreadable-page",
      severity: "error",
      message: `${error.message}; the page is not read, and may hold edits made by hand; shorten it, or run "paperlist generate --force"`,
      file,
      ...lineIndex(text).at(error.offset),
    };
  }
}

/** A page is read by the template that reads more of it: it may be older than the template. */
function readBest(
  { kinds }: LoadedList,
  patterns: readonly Pattern[],
  text: string,
): { pattern: Pattern; reading: Reading } {
  const sources = (pattern: Pattern) =>
    pattern.lines.map(({ shape, source }) => `${shape} ${source}`).join("\n");
  const different = patterns.filter(
    (pattern, index) =>
      patterns.findIndex((other) => sources(other) === sources(pattern)) === index,
  );
  const readings = different.map((pattern) => ({
    pattern,
    reading: readPage(pattern, kinds, text),
  }));
  const unread = ({ reading }: { reading: Reading }) => reading.lines.filter(isUnread).length;
  return readings.reduce((best, next) => (unread(next) < unread(best) ? next : best));
}

/** Merged records as records, for rendering. */
export function asRecords({ records }: Merge): Map<string, Rec[]> {
  return new Map(
    [...records].map(([kind, merged]) => [
      kind,
      merged.map(({ rec, value }, index): Rec => ({
        file: "",
        pointer: "",
        ...rec,
        kind,
        index,
        value,
      })),
    ]),
  );
}

/** Entries that go at once are likelier an accident: a file cut off, a section lost in a merge. */
export const isMany = (lost: number, of: number): boolean =>
  lost >= 50 || (lost >= 5 && lost >= of / 5);
