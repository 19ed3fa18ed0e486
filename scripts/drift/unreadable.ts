// The last check before a page is written: whether it reads back as the data that it is made from.
import type { LoadedList } from "../data/record.ts";
import type { Finding } from "../finding/finding.ts";
import { UnreadablePage } from "../markdown/readable.ts";
import type { ListPage } from "../page/pages.ts";
import { readFresh } from "../page/read.ts";
import { compare } from "./compare.ts";

/** What pages would not read back as the data that they are made from, or could not be read at all. */
export function unreadable(list: LoadedList, pages: readonly ListPage[]): Finding[] {
  return pages.flatMap(({ file, pattern, page, actual }): Finding[] => {
    try {
      const reading = readFresh(pattern, list.kinds, page, actual ?? "");
      return compare({ list, pattern, page, reading, file }).map((finding) => ({
        ...finding,
        message: `the page would not read back as the data; please report this: ${finding.message}`,
      }));
    } catch (error) {
      if (!(error instanceof UnreadablePage)) throw error;
      const more = ", on the page that is to be written; shorten what the data says there";
      return [error.finding(file, page.text, more)];
    }
  });
}
