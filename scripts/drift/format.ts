// Finds where a page says the right thing in another layout.
import { alikeUntil } from "../finding/alike.ts";
import { count } from "../finding/count.ts";
import type { Finding } from "../finding/finding.ts";
import { lineIndex } from "../finding/place.ts";
import { quote, quoteBoth } from "../finding/quote.ts";
import type { ReadLine } from "../page/entry.ts";
import type { Reading } from "../page/reading.ts";
import type { Page, RenderedLine } from "../page/render.ts";

/**
 * Where a page says the right thing in another layout than the generator's: one finding for each
 * run of lines.
 *
 * @param same lines that say the same on both sides
 * @param whole whether that is every line of the page
 * @param definitions link definitions whose links are read with their address
 */
export function formatFindings(
  file: string,
  page: Page,
  reading: Reading,
  same: readonly [RenderedLine, ReadLine][],
  whole: boolean,
  definitions: readonly ReadLine[] = [],
): Finding[] {
  const [expected, actual] = [page.text, reading.source];
  const found: Finding[] = [];
  const index = lineIndex(actual);
  const add = (message: string, offset: number) =>
    found.push({
      rule: "format",
      severity: "warning",
      message: `${message}; run "paperlist ${whole ? "generate" : "sync"}" to write it anew`,
      file,
      ...index.at(offset),
    });

  const [first] = definitions;
  if (first)
    add(
      `found ${count(definitions.length, "link definition")}, expected the address in the links that use it`,
      first.page.start,
    );
  // One within a line ends it, which other findings tell of then.
  const crlf = whole ? actual.indexOf("\r") : actual.indexOf("\r\n");
  if (reading.byteOrderMark) add("found a byte order mark, expected none", 0);
  if (crlf >= 0)
    add("found carriage returns at the ends of lines, expected line feeds alone", crlf);

  const plain = (text: string) => text.replace(/\r\n?/g, "\n");
  const expectedAt = new Map(page.lines.map((shown, at) => [shown, at]));
  const actualAt = new Map(reading.lines.map((read, at) => [read, at]));
  let before: [number, number] = [-1, -1];
  let [expectedEnd, actualEnd] = [0, 0];
  let lastRow = -1;
  for (const [shown, read] of [...same].sort((a, b) => a[1].page.start - b[1].page.start)) {
    const here: [number, number] = [expectedAt.get(shown)!, actualAt.get(read)!];
    // What stands between two lines is compared only where nothing else does.
    const next = here[0] === before[0] + 1 && here[1] === before[1] + 1;
    const from = next ? expectedEnd : expected.lastIndexOf("\n", shown.start - 1) + 1;
    const start = next ? actualEnd : actual.lastIndexOf("\n", read.page.start - 1) + 1;
    const [wanted, own] = [
      expected.slice(from, shown.end),
      plain(actual.slice(start, read.page.end)),
    ];
    [before, expectedEnd, actualEnd] = [here, shown.end, read.page.end];
    if (wanted === own) continue;
    const offset = Math.min(start + alikeUntil(own, wanted), read.page.end);
    const joins = index.at(offset).line <= lastRow + 1;
    lastRow = index.at(read.page.end).line;
    if (!joins) add(layoutMessage(own, wanted), offset);
  }
  if (whole && found.length === 0 && plain(actual) !== expected) {
    const blank = actual.length - actual.trimEnd().length;
    add(
      blank === 0
        ? "found no line feed at the end of the page, expected one"
        : `found ${quote(actual.slice(-blank))} at the end of the page, expected one line feed`,
      actual.trimEnd().length,
    );
  }
  return found;
}

/** What differs between two layouts of the same line, with what stands before it. */
function layoutMessage(own: string, wanted: string): string {
  const at = alikeUntil(own, wanted);
  const [found, expected] = [lineAround(own, at), lineAround(wanted, at)];
  if (found !== expected && found.trim() !== "" && expected.trim() !== "") {
    const [is, should] = quoteBoth(found, expected);
    return `found ${is}, expected ${should}`;
  }
  const from = own.slice(0, at).trimEnd().length;
  const [gap, most] = [own, wanted].map(
    (text) => /^\s*/.exec(text.slice(from))![0].split("\n").length - 2,
  ) as [number, number];
  if (gap === most)
    return `found ${quote(found)} at the end of a line, expected ${expected === "" ? "nothing" : quote(expected)}`;
  const [next] = own.slice(from).trim().split("\n");
  return `found ${count(gap, "blank line")} before ${quote(next!.trim())}, expected ${most}`;
}

const lineAround = (text: string, at: number): string =>
  text.slice(
    text.lastIndexOf("\n", at - 1) + 1,
    (text.indexOf("\n", at) + 1 || text.length + 1) - 1,
  );
