// What somebody wrote on a page that has no place in the data.
import type { ActualChunk, ExpectedChunk } from "../drift/chunks.ts";
import { actualKey, expectedKey, unpadded } from "../drift/likeness.ts";
import { pairChunks } from "../drift/pair-chunks.ts";
import type { Kind } from "../data/kinds.ts";
import { isMade, type Line, type LineNode, lineNodes, type Pattern } from "../template/pattern.ts";
import { quote, quoteBoth } from "../finding/quote.ts";
import { differences } from "../drift/difference.ts";
import type { ReadLine } from "../page/reading.ts";
import { sameValue, type Value } from "../page/value.ts";
import { valuesOn } from "../page/write-line.ts";
import { readSince } from "../page/read.ts";
import type { Page, RenderedLine } from "../page/render.ts";
import type { Problem } from "./types.ts";
import { isUnread } from "./page.ts";

/** What a page is held against to see what of it cannot go into the data. */
export interface NotInData {
  kinds: ReadonlyMap<string, Kind>;
  pattern: Pattern;
  /** The page of the base, and the page of the base with the edits that could be taken. */
  base: Page;
  taken: Page;
  /** The page as it will be, where that is known. */
  made?: Page | undefined;
  /** What stands in the page's file. */
  text: string;
  /** There is no page before this one: all that the template has and the page lacks is new to it. */
  adopted?: boolean;
}

/**
 * What somebody wrote on a page that has no place in the data: lines of the template, lines that
 * are made from entries, blocks that the template does not know. Where such a line was removed,
 * nothing that anybody wrote is lost when it comes back: a warning.
 */
export function notInData(input: NotInData): Problem[] {
  const { kinds, pattern, base, taken, made, text } = input;
  const reading = readSince(pattern, kinds, taken, text, { brief: true });
  const { expected, actual, pairing } = pairChunks(pattern, kinds, taken, reading);
  const { pairs, missing, extra, moved } = pairing;
  const keysOf = ({ lines }: { lines: readonly RenderedLine[] }) => lines.map(expectedKey);
  const written = new Set(keysOf(base));
  const kept = (made ? [base, made] : [base]).map((page) => countOf(keysOf(page)));
  /** How often what the page should show stands on it. */
  const standing = countOf(keysOf(taken));
  const gone = [...missing, ...pairs.flatMap((pair) => (pair.exact ? [] : pair.expected))];
  for (const key of gone.flatMap((index) => keysOf(expected[index]!)))
    standing.set(key, standing.get(key)! - 1);
  const sourceOf = ({ lines: [line] }: ActualChunk) =>
    reading.source.slice(line!.page.start, line!.page.end);
  /** Whether a line stands on the base's page, so that nobody wrote it since, or will stand there. */
  const isOld = ({ lines }: ActualChunk) =>
    lines.map(actualKey).every((key) => {
      const stands = standing.get(key) ?? 0;
      // Another copy of a line that stands in its place is new.
      if (kept.every((known) => (known.get(key) ?? 0) <= stands)) return false;
      standing.set(key, stands + 1);
      return true;
    });
  const wasThere = ({ lines: [line] }: ExpectedChunk) => written.has(expectedKey(line!));
  const found: Problem[] = [];
  const add = (
    offset: number,
    message: string,
    node?: LineNode,
    severity: Problem["severity"] = "error",
    entry?: string,
  ) =>
    found.push({
      rule: "not-in-data",
      severity,
      message: `${message}; ${mend(pattern, node, severity)}`,
      offset,
      ...(node ? { data: { file: pattern.file, ...node.line.place } } : {}),
      ...(entry === undefined ? {} : { entry }),
    });

  const known = new Set((made ? [base, made] : [base]).flatMap(madeValues));
  /** Tells of edits of what follows from the data; whether a line has no others. */
  const follows = (
    shown: RenderedLine,
    { line, captures = [], page, values }: ReadLine,
  ): boolean => {
    if (line !== shown.node.line || !line.uses.some(isMade)) return false;
    for (const { use: id, value, start } of captures) {
      const use = line.uses[id]!;
      const wanted = taken.valueOf(use, shown);
      if (use.anchor || !isMade(use) || sameValue(value, wanted)) continue;
      if (known.has(madeKey(line, id, value, values))) continue;
      const [is, should] = quoteBoth(String(value), String(wanted ?? ""));
      const message = `found ${is}, expected ${should}, which follows from the data and is written anew`;
      found.push({ rule: "not-in-data", severity: "warning", message, offset: start });
    }
    return differences(shown, { line, captures, page, values }, taken.valueOf).every(
      ({ made: all }) => all,
    );
  };

  /** Tells of a line of the template that an adopted page does not have. */
  const lacks = ({ node, text: line }: RenderedLine, offset: number) => {
    if (node.line.uses.length > 0) return;
    found.push({
      rule: "not-in-data",
      severity: "error",
      message: `the template has ${quote(line)} here, and the page has not; take it out of ${pattern.file}:${node.line.place.line} (what stands once behind the last group follows a comment such as <!-- end of {{topic.name}} -->), or have it written with "paperlist generate --force"`,
      offset,
      data: { file: pattern.file, ...node.line.place },
    });
  };

  for (const { expected: e, actual: a, exact } of pairs) {
    const [wanted, own] = [expected[e]!, actual[a]!];
    const shown = wanted.lines[0]!;
    const { start } = own.lines[0]!.page;
    if (wanted.record) {
      if (moved.has(e))
        add(
          start,
          "this entry stands elsewhere than its data file puts it",
          undefined,
          "warning",
          wanted.name,
        );
      for (const read of exact ? [] : own.lines) {
        const line = wanted.lines.find(
          ({ node, element }) => node === read.node && element === undefined,
        );
        if (line) follows(line, read);
      }
      const there = new Set(own.lines.map(({ line }) => line?.id));
      for (const line of input.adopted && !exact ? wanted.lines : [])
        if (!there.has(line.node.line.id)) lacks(line, own.lines.at(-1)!.page.start);
      // A new entry gets all of the template's lines, whether it was written with them or not.
      if (!exact && wasThere(wanted))
        for (const line of lostLines(wanted, own, wasThere))
          add(
            start,
            `the line ${quote(line.text)} was taken out of this entry`,
            line.node,
            "warning",
          );
    } else if (exact) {
      // Lines made from entries go where the entries are; two sections may have the same ones.
      if (moved.has(e) && shown.node.line.uses.length === 0)
        add(start, `${quote(shown.text)} stands in another place than before`, shown.node);
    } else if (!isOld(own) && !follows(shown, own.lines[0]!)) {
      const found = sourceOf(own);
      const [is, should] = quoteBoth(unpadded(shown.node.line, found), shown.text);
      add(start, `found ${is}, expected ${should}`, shown.node);
    }
  }
  for (const e of missing) {
    const wanted = expected[e]!;
    const there = wasThere(wanted);
    if (wanted.record || (!there && !input.adopted)) continue;
    const before = pairs.findLast((pair) => pair.expected < e);
    const offset = before ? actual[before.actual]!.lines.at(-1)!.page.start : 0;
    if (!there) {
      lacks(wanted.lines[0]!, offset);
      continue;
    }
    add(
      offset,
      `the line ${quote(wanted.lines[0]!.text)} was removed after this one`,
      wanted.lines[0]!.node,
      "warning",
    );
  }
  for (const a of extra) {
    const own = actual[a]!;
    // Entries that do not read whole are told of one by one.
    const damagedEntry = own.record !== undefined && own.lines.some(isUnread);
    const { node } = own.lines[0]!;
    const made = node && node.line.uses.length > 0;
    if (!damagedEntry && !isOld(own))
      add(
        own.lines[0]!.page.start,
        `found ${quote(sourceOf(own))}, which is ${made ? "not in the data" : "no line of the template and of no entry"}`,
        made ? node : undefined,
        "error",
        own.name,
      );
  }
  return found.sort((x, y) => x.offset - y.offset);
}

function countOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** What a page shows that follows from the data. */
const madeValues = ({ lines, valueOf }: Page): string[] =>
  lines.flatMap((shown) => {
    const { line } = shown.node;
    if (!line.uses.some(isMade)) return [];
    const values = valuesOn(line, (use) => valueOf(use, shown));
    return line.uses.map((use, id) => madeKey(line, id, valueOf(use, shown), values));
  });

/** What follows from the data, beside what else its line says. */
const madeKey = (
  { id }: Line,
  use: number,
  made: Value | undefined,
  values: ReadonlyMap<string, Value>,
): string => JSON.stringify([id, use, made, [...values].sort()]);

/** Lines of an entry that are in the template word by word, and were removed from the page. */
function lostLines(
  wanted: ExpectedChunk,
  own: ActualChunk,
  wasThere: (chunk: ExpectedChunk) => boolean,
): RenderedLine[] {
  if (own.lines.some(isUnread)) return [];
  const there = new Set(own.lines.map(({ line }) => line!.id));
  return wanted.lines.filter(
    (shown) =>
      shown.node.line.uses.length === 0 &&
      !there.has(shown.node.line.id) &&
      wasThere({ lines: [shown] }),
  );
}

function mend(
  { file, nodes }: Pattern,
  node: LineNode | undefined,
  severity: Problem["severity"],
): string {
  if (severity === "warning" && !node) return "it goes back there";
  const drop =
    severity === "error"
      ? 'or give the edit up with "paperlist generate --force"'
      : "or it comes back";
  if (!node) return `give it a place in ${file}, ${drop}`;
  const { line, repeat } = node;
  const place = `${file}:${line.place.line}`;
  if (line.uses.length === 0) return `this text stands in ${place}: edit it there, ${drop}`;
  const entries = [...lineNodes(nodes)].some(([{ record }]) => record === repeat?.kind)
    ? "the entries' own lines"
    : `the records of the kind ${repeat?.kind} in the data`;
  return `this line is made from the data by ${place}: edit ${entries}, or the template, ${drop}`;
}
