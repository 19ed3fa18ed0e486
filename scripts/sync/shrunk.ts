// Losses that look like an accident, such as a file cut off.
import type { LoadedList } from "../data/record.ts";
import type { Finding } from "../finding/finding.ts";
import { lineIndex } from "../finding/place.ts";
import { quote } from "../finding/quote.ts";
import type { ListPage } from "../page/pages.ts";
import type { Page } from "../page/render.ts";
import { isMany, type Taken } from "./take.ts";
import { shownRecords } from "./triples.ts";

/**
 * What the data lost in a way that looks like an accident, such as a file that is gone: kinds of
 * which the page would have many entries fewer than it has.
 *
 * @param before how many entries of a kind the page has
 */
export function dataShrunk(
  { kinds }: LoadedList,
  { file, page }: ListPage,
  before: (kind: string) => number,
): Finding[] {
  return [...kinds.keys()].flatMap((kind) => {
    const [was, is] = [before(kind), shownRecords(page, kind).length];
    if (!isMany(was - is, was)) return [];
    return [
      {
        rule: "shrunk",
        severity: "error" as const,
        message: `found ${was} entries of the kind ${kind} on the page, and ${is} in the data; if the others are meant to go, run "paperlist generate --force"`,
        file,
        line: 1,
        column: 1,
      },
    ];
  });
}

/** What a page lost in a way that looks like an accident, which is taken only where it is meant. */
export function pageShrunk(
  file: string,
  text: string,
  base: Page | undefined,
  taken: Taken,
): Finding[] {
  const lost = manyLost(file, taken);
  return lost.length > 0 || !base ? lost : cutOff(file, text, base);
}

function manyLost(file: string, { merge, lost }: Taken): Finding[] {
  const removed = (kind: string) =>
    merge.edits.filter((edit) => edit.kind === kind && edit.change === "removed").length;
  return lost
    .filter(({ kind, of }) => isMany(removed(kind), of))
    .map(({ kind, of }) => ({
      rule: "shrunk",
      severity: "error",
      message: `the page lacks ${removed(kind)} of ${of} entries of the kind ${kind}, which would be removed from the data; if that is meant, run "paperlist sync --force"`,
      file,
      line: 1,
      column: 1,
    }));
}

/** A page that ends within a line of the base's, or before its last entries, without the template's end. */
function cutOff(file: string, text: string, base: Page): Finding[] {
  const end = text.trimEnd().length;
  const start = text.lastIndexOf("\n", end - 1) + 1;
  const last = text.slice(start, end);
  const at = base.text.lastIndexOf(`\n${last}`) + 1;
  const behind = base.lines.filter((line) => line.end > at + last.length);
  const final = behind.at(-1);
  const entry = behind.find(({ node }) => node.line.uses.some(({ kind }) => kind !== "list"));
  if (at === 0 || !entry || final!.node.line.uses.length > 0 || text.includes(final!.text))
    return [];
  return [
    {
      rule: "shrunk",
      severity: "error",
      message: `the page ends here, as where a file was cut off: it lacks ${quote(entry.text)} and all behind it, to ${quote(final!.text)}; bring it back, as "paperlist generate --force" does, or, if that is meant, run "paperlist sync --force"`,
      file,
      ...lineIndex(text).at(start),
    },
  ];
}
