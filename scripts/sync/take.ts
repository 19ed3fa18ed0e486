// Reads a page and merges its edits into the data, in memory.
import type { Base } from "./whole.ts";
import type { Finding } from "../finding/finding.ts";
import { joinCopies } from "./copies.ts";
import { lintPage } from "../drift/page.ts";
import type { LoadedList, Rec } from "../data/record.ts";
import type { ListPage } from "../page/pages.ts";
import type { Line, Pattern } from "../template/pattern.ts";
import { UnreadablePage } from "../markdown/readable.ts";
import { lineIndex } from "../finding/place.ts";
import { readSince } from "../page/read.ts";
import { type Page, render } from "../page/render.ts";
import { notInData } from "./not-in-data.ts";
import { mergePage } from "./merge.ts";
import { shownRecords } from "./triples.ts";
import type { Merge, PageEdit, Preference, Problem, State } from "./types.ts";
import { viewPage } from "./page.ts";

/** All that somebody did to a page since the base. */
export interface Taken {
  merge: Merge;
  conflicts: Finding[];
  /** Entries that do not read whole. */
  damaged: Finding[];
  /** What else cannot go into the data, or went in otherwise than it stands there. */
  rest: (made?: Page) => Rest;
  /** How many entries of a kind the page lost, of how many. */
  lost: { kind: string; lost: number; of: number }[];
  at: (offset: number) => { line: number; column: number };
}

export interface Rest {
  /** What cannot go into the data, as findings. */
  left: Finding[];
  warnings: Finding[];
}

/**
 * Reads a page and merges what was edited on it into the data, in memory.
 *
 * @param text what stands in the page's file
 * @param others what was taken into the list from other pages
 * @param former lines that the template had before, and has no more
 */
export function takePage(
  list: LoadedList,
  own: ListPage,
  text: string,
  base: Base,
  prefer?: Preference,
  others: readonly PageEdit[] = [],
  former: readonly Line[] = [],
): Taken {
  const { kinds } = list;
  const old = base.pages.find(({ file }) => file === own.file);
  const pattern = bestPattern(list, own, old, text, base.list);
  const state = (records: State["records"], known: ListPage | undefined): State => ({
    records,
    page: known?.pattern === pattern ? known.page : render(pattern, kinds, records),
  });
  const [was, is] = [state(base.list.records, old), state(list.records, own)];
  const reading = readSince(pattern, kinds, was.page, text, {
    among: [was.records, is.records],
  });
  const view = joinCopies(viewPage(reading, pattern, kinds), pattern, kinds, was.page);
  const input = { kinds, pattern, former, view, base: was };
  const merge = mergePage({ ...input, ours: is, list, prefer, others });
  const index = lineIndex(reading.source);
  const finding = ({ offset, ...problem }: Problem): Finding => ({
    ...problem,
    file: own.file,
    ...index.at(offset),
  });
  // Against the base alone, everything that was taken is as the page has it; the rest is left.
  const alone =
    base.list === list && merge.conflicts.length === 0
      ? merge
      : mergePage({ ...input, ours: was, list: base.list, prefer: "readme" });
  const restOf = (made?: Page): Rest => {
    const taken = made && alone === merge ? made : render(pattern, kinds, asRecords(alone));
    const left =
      taken.text === text
        ? []
        : notInData({
            list,
            pattern,
            base: was.page,
            taken,
            made,
            text,
            told: merge,
            adopted: !old,
          });
    const of = (severity: Finding["severity"]) => left.filter((one) => one.severity === severity);
    return {
      left: of("error").map(finding),
      warnings: [...merge.warnings, ...of("warning")].map(finding),
    };
  };
  /** Before anything is made of it, the page is asked about twice. */
  let unmade: Rest | undefined;
  const rest = (made?: Page): Rest => (made ? restOf(made) : (unmade ??= restOf()));
  return {
    merge,
    conflicts: merge.conflicts.map(finding),
    damaged: merge.damaged.map(finding),
    rest,
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
    const more =
      '; the page is not read, and may hold edits made by hand; shorten it, or run "paperlist generate --force"';
    return error.finding(file, text, more);
  }
}

/** The template that a page was written by, which may be the base's: by today's, less of it is as it was. */
function bestPattern(
  { kinds }: LoadedList,
  own: ListPage,
  old: ListPage | undefined,
  text: string,
  was: Base["list"],
): Pattern {
  const sources = ({ pattern }: ListPage) =>
    pattern.lines.map(({ shape, source }) => `${shape} ${source}`).join("\n");
  if (!old || sources(old) === sources(own)) return own.pattern;
  const otherwise = (known: ListPage): number =>
    lintPage({ ...was, kinds }, { ...known, actual: text }).length;
  const anew = { ...own, page: render(own.pattern, kinds, was.records) };
  return otherwise(old) < otherwise(anew) ? old.pattern : own.pattern;
}

/** Merged records as records, for rendering. */
export function asRecords({ records }: Merge): Map<string, Rec[]> {
  return new Map(
    [...records].map(([kind, merged]) => [
      kind,
      merged.map(({ rec, value }, index): Rec => ({
        file: "",
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
