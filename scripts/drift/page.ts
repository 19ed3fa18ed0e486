// All that is to be said of one page as it stands: that it is missing, cannot be read, or has drifted.
import { compare } from "./compare.ts";
import type { Finding } from "../finding/finding.ts";
import type { LoadedList } from "../data/record.ts";
import { conflictAt } from "../page/conflict.ts";
import type { ListPage } from "../page/pages.ts";
import { UnreadablePage } from "../markdown/readable.ts";
import { lineIndex } from "../finding/place.ts";
import { readSince } from "../page/read.ts";

/** Where one page and the data have drifted apart. */
export function lintPage(list: LoadedList, { file, pattern, page, actual }: ListPage): Finding[] {
  if (actual === page.text) return [];
  if (actual === undefined) {
    return [
      {
        rule: "missing-page",
        severity: "error",
        message: `found no ${file}, expected the page that ${pattern.file} makes; run "paperlist generate"`,
        file,
        line: 1,
        column: 1,
      },
    ];
  }
  const conflict = conflictAt(actual);
  if (conflict !== undefined)
    return [
      {
        rule: "conflict",
        severity: "error",
        message:
          'found conflict markers; settle the data and run "paperlist generate", or settle the lines between the markers and run "paperlist sync"',
        file,
        ...lineIndex(actual).at(conflict),
      },
    ];
  try {
    const reading = readSince(pattern, list.kinds, page, actual, { brief: true });
    return compare({ list, pattern, page, reading, file });
  } catch (error) {
    if (!(error instanceof UnreadablePage)) throw error;
    const more = '; the page is not read; shorten it, or run "paperlist generate --force"';
    return [error.finding(file, actual, more)];
  }
}
