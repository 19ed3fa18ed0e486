// What somebody wrote on a page that sync cannot take: where the page still differs from the one that
// the edits make which it took. Look here where sync holds a page, or puts something back.
import { driftOf } from "../drift/compare.ts";
import { entryOf, mendOf } from "../drift/describe.ts";
import type { Difference } from "../drift/drift.ts";
import { actualKey, expectedKey } from "../drift/likeness.ts";
import type { LoadedList } from "../data/record.ts";
import { isAbout, type LineNode, lineNodes, type Pattern } from "../template/pattern.ts";
import type { ReadLine } from "../page/entry.ts";
import { lineIndex } from "../finding/place.ts";
import { readSince } from "../page/read.ts";
import type { Page, RenderedLine } from "../page/render.ts";
import type { Merge, Problem } from "./types.ts";

/** What a page is held against to see what of it cannot go into the data. */
export interface NotInData {
  list: LoadedList;
  pattern: Pattern;
  /** The page of the base, and the page of the base with the edits that could be taken. */
  base: Page;
  taken: Page;
  /** The page as it will be, where that is known. */
  made?: Page | undefined;
  /** What stands in the page's file. */
  text: string;
  /** What is told of it already. */
  told: Pick<Merge, "conflicts" | "damaged" | "warnings">;
  /** There is no page before this one: all that the template has and the page lacks is new to it. */
  adopted?: boolean;
}

/**
 * What somebody wrote on a page that has no place in the data: lines of the template, lines that
 * are made from entries, blocks that the template does not know. Where nothing that anybody wrote
 * is lost, since a line comes back or goes where it was: a warning.
 */
export function notInData({ list, pattern, adopted, told, ...pages }: NotInData): Problem[] {
  const { base, taken, made } = pages;
  const reading = readSince(pattern, list.kinds, taken, pages.text, { brief: true });
  const drift = driftOf({ list, pattern, page: taken, reading, file: "" });
  const before = made ? [base, made] : [base];
  const texts = new Set(before.flatMap(({ lines }) => lines.map(({ text }) => text)));
  const written = new Set(base.lines.map(expectedKey));
  const wasThere = ({ chunk, shown }: Difference["about"]) =>
    [chunk?.lines[0] ?? shown!, shown!].every((line) => written.has(expectedKey(line)));
  /** Lines of entries. */
  const owned = new Set<LineNode | undefined>(
    [...lineNodes(pattern.nodes)].flatMap(([node, parents]) =>
      [node, ...parents].some(({ record }) => record !== undefined && isAbout(node.line, record))
        ? node
        : [],
    ),
  );
  const isOld = oldLines(before, taken, drift);
  const refused = [...told.conflicts, ...told.damaged];
  const index = lineIndex(reading.source);
  const toldOn = new Set(refused.map(({ offset }) => index.at(offset).line));
  const spoiled = new Set(refused.flatMap(({ entry = [] }) => entry));
  const explained = new Set(told.warnings.flatMap(({ entry = [] }) => entry));
  const isTold = ({ offset, about }: Difference, severity: Problem["severity"]): boolean => {
    const entry = entryOf(about) ?? "";
    if (spoiled.has(entry) || (severity === "warning" && explained.has(entry))) return true;
    const places = [{ start: offset, end: offset }, ...(about.lines ?? []).map(({ page }) => page)];
    return places.some(({ start, end }) => {
      const last = index.at(end).line;
      for (let { line } = index.at(start); line <= last; line++) if (toldOn.has(line)) return true;
      return false;
    });
  };
  /** Whether nobody wrote it since, though it is not what stands there. */
  const isNoEdit = ({ about }: Difference): boolean => {
    const { is, lines = [] } = about;
    if (is === "missing") return !wasThere(about) && !(adopted && isOfTemplate(about));
    if (is !== undefined) return false;
    const isAsBefore = ({ page: { start, end } }: ReadLine) =>
      texts.has(reading.source.slice(start, end));
    if (about.made && lines.every(isAsBefore)) return true;
    // What is left of an entry that is gone stands there only if the data brings it back.
    const isLeft = about.chunk?.record === undefined && lines.some(({ node }) => owned.has(node));
    return lines.length > 0 && isOld(lines, isLeft);
  };
  return drift.found
    .flatMap((difference): Problem[] => {
      const { rule, message, offset, about } = difference;
      const lacks = about.is === "missing" && !wasThere(about);
      const isKept =
        about.made || about.is === "unlike" || (about.is !== undefined && !about.byHand);
      const severity = isKept && !lacks ? "warning" : "error";
      if (isNoEdit(difference) || isTold(difference, severity)) return [];
      const mend = () => {
        if (lacks)
          return `take it out of ${pattern.file}:${about.shown!.node.line.place.line} (what stands once behind the last group follows a comment such as <!-- end of {{topic.name}} -->), or have it written with "paperlist generate --force"`;
        if (about.made) return "it follows from the data, and is written anew";
        if (!isKept) return mendOf(rule, { ...about, byHand: true }, pattern.file);
        return about.is === "unlike" ? "it is written anew" : "it goes back there";
      };
      const data = drift.dataPlace(about);
      const entry = entryOf(about);
      return [
        {
          rule: "not-in-data",
          severity,
          message: `${message}; ${mend()}`,
          offset,
          ...(data ? { data } : {}),
          ...(entry === undefined ? {} : { entry }),
        },
      ];
    })
    .sort((x, y) => x.offset - y.offset);
}

const isOfTemplate = ({ shown }: Difference["about"]): boolean =>
  shown!.node.line.uses.length === 0;

/** Tells lines that stand on the page as they did, or as they will: another copy of one is new. */
function oldLines(
  before: readonly Page[],
  taken: Page,
  { told, found }: ReturnType<typeof driftOf>,
): (lines: readonly ReadLine[], isLeft: boolean) => boolean {
  const away = new Set(told.expected);
  for (const { about } of found)
    if (about.is === "elsewhere") about.chunk?.lines.forEach(({ start }) => away.delete(start));
  const keys = (lines: readonly RenderedLine[]) => countOf(lines.map(expectedKey));
  const known = before.map(({ lines }) => keys(lines));
  const standing = keys(taken.lines.filter(({ start }) => !away.has(start)));
  /** A line may differ in several fields. */
  const asked = new Map<ReadLine, boolean>();
  const isOld = (line: ReadLine, isLeft: boolean) => {
    const key = actualKey(line);
    const stands = standing.get(key) ?? 0;
    if (known.slice(isLeft ? 1 : 0).every((counts) => (counts.get(key) ?? 0) <= stands))
      return false;
    standing.set(key, stands + 1);
    return true;
  };
  return (lines, isLeft) =>
    lines.every((line) => {
      if (!asked.has(line)) asked.set(line, isOld(line, isLeft));
      return asked.get(line)!;
    });
}

function countOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
