// `generate`: writes the pages from data and templates, unless that would lose hand edits.
import { BaseFinder } from "../sync/base.ts";
import { unifiedDiff } from "../pairing/text-diff.ts";
import type { Finding } from "../finding/finding.ts";
import { unreadable } from "../drift/unreadable.ts";
import { handEdits } from "../sync/hand-edits.ts";
import type { WritableFiles } from "../files/files.ts";
import { filesOf } from "../files/folder.ts";
import { withLineEnd } from "../files/line-ends.ts";
import { loadList } from "../data/load.ts";
import { listPages } from "../page/pages.ts";

/** What generating did, or with `check` would do, to one page. */
export interface Generated {
  file: string;
  change: "created" | "updated" | "unchanged";
  /** A unified diff from the old page to the new one. */
  patch: string;
}

/**
 * Writes the pages of a list from its data. Nothing is written where anything is wrong with data
 * or templates, or where a page holds edits made by hand; and a page is written only if it reads
 * back as the data.
 *
 * @param from the list's files, or the path of its folder
 * @param check only tells what would change
 * @param force writes over edits made by hand
 * @throws Error where a page cannot be written
 */
export function generate(
  from: string | WritableFiles,
  { check = false, force = false } = {},
): { generated: Generated[]; findings: Finding[] } {
  const files = filesOf(from);
  const list = loadList(files);
  if (list.findings.length > 0) return { generated: [], findings: list.findings };
  const { pages, findings } = listPages(list, { anew: force });
  if (findings.length > 0) return { generated: [], findings };
  const stale = pages.filter(({ page, actual }) => page.text !== actual);
  const unread = unreadable(list, stale);
  if (unread.length > 0) return { generated: [], findings: unread };
  const finder = stale.length === 0 ? undefined : new BaseFinder({ list, pages });
  const lost = finder && !force ? handEdits(list, stale, finder) : [];
  if (lost.some(({ severity }) => severity === "error")) return { generated: [], findings: lost };
  const generated = pages.map(({ file, page, actual, lineEnd }): Generated => {
    if (page.text === actual) return { file, change: "unchanged", patch: "" };
    if (!check) files.write(file, withLineEnd(page.text, lineEnd));
    const patch = unifiedDiff([file, file], actual ?? "", page.text, 1);
    return { file, change: actual === undefined ? "created" : "updated", patch };
  });
  if (!check) finder?.note(pages, false);
  return { generated, findings: lost };
}
