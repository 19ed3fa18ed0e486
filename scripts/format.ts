import type { Finding } from "./finding.ts";
import { lineIndex } from "./place.ts";
import { quote } from "./quote.ts";
import type { Reading, ReadLine } from "./read.ts";
import type { Page, Shown } from "./render.ts";

const MEND = 'run "paperlist generate" to write it anew';

/**
 * Where a page says the right thing in another layout than the generator's: one finding for each
 * run of lines.
 *
 * @param same lines that say the same on both sides
 * @param whole whether that is every line of the page
 */
export function formatFindings(file: string, page: Page, reading: Reading, same: readonly [Shown, ReadLine][], whole: boolean): Finding[] {
  const [expected, actual] = [page.text, reading.source];
  const found: Finding[] = [];
  const index = lineIndex(actual);
  const add = (message: string, offset: number) =>
    found.push({ rule: "format", severity: "warning", message: `${message}; ${MEND}`, file, ...index.at(offset) });

  const bom = actual.startsWith("\uFEFF");
  const crlf = actual.indexOf("\r");
  if (bom) add("found a byte order mark, expected none", 0);
  if (crlf >= 0) add("found carriage returns at the ends of lines, expected line feeds alone", crlf);

  const plain = (text: string) => text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
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
    const [wanted, own] = [expected.slice(from, shown.end), plain(actual.slice(start, read.page.end))];
    [before, expectedEnd, actualEnd] = [here, shown.end, read.page.end];
    if (wanted === own) continue;
    const offset = Math.min(start + firstDifference(own, wanted), read.page.end);
    const joins = index.at(offset).line <= lastRow + 1;
    lastRow = index.at(read.page.end).line;
    if (!joins) add(`found ${quote(lastLine(own))}, expected ${quote(lastLine(wanted))}`, offset);
  }
  if (whole && found.length === 0 && plain(actual) !== expected) {
    const at = firstDifference(actual, expected);
    add(`found ${quote(actual.slice(at, at + 40))}, expected ${at >= expected.length ? "the end of the page" : quote(expected.slice(at, at + 40))}`, Math.min(at, Math.max(0, actual.length - 1)));
  }
  return found;
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf("\n", text.length - 2) + 1);

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
