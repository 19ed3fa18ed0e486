import { createTwoFilesPatch } from "diff";
import type { Finding } from "./finding.ts";
import { lintPage } from "./lint.ts";
import { loadList } from "./load.ts";
import { listPages } from "./pages.ts";
import { replaceFile } from "./write.ts";

/** What generating did, or with `check` would do, to one page. */
export interface Generated {
  file: string;
  change: "created" | "updated" | "unchanged";
  /** A unified diff from the old page to the new one. */
  patch: string;
}

/**
 * Writes the pages of a list from its data. Nothing is written where anything is wrong with data
 * or templates, and a page is written only if it reads back as the data.
 *
 * @param check only tells what would change
 * @throws Error where a page cannot be written
 */
export function generate(
  dir: string,
  { check = false } = {},
): { generated: Generated[]; findings: Finding[] } {
  const list = loadList(dir);
  if (list.findings.length > 0) return { generated: [], findings: list.findings };
  const { pages, findings } = listPages(list);
  if (findings.length > 0) return { generated: [], findings };
  const stale = pages.filter(({ page, actual }) => page.text !== actual);
  const unread = stale.flatMap((page) =>
    lintPage(list, { ...page, actual: `${page.page.text}\n` }).filter(
      ({ rule }) => rule !== "format",
    ),
  );
  if (unread.length > 0) {
    return {
      generated: [],
      findings: unread.map((finding) => ({
        ...finding,
        message: `the page would not read back as the data; please report this: ${finding.message}`,
      })),
    };
  }
  const generated = pages.map(({ file, page, actual }): Generated => {
    if (page.text === actual) return { file, change: "unchanged", patch: "" };
    if (!check) replaceFile(dir, file, page.text);
    const patch = createTwoFilesPatch(file, file, actual ?? "", page.text, "", "", { context: 1 });
    return { file, change: actual === undefined ? "created" : "updated", patch };
  });
  return { generated, findings: [] };
}
