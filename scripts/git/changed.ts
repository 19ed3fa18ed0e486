/** What a change touches of a list, told by what its files hold, whatever git's settings say. */
import { isSame } from "../files/line-ends.ts";
import { type Files, filesUnder, textOf } from "../files/files.ts";
import { pageNames } from "../page/pages.ts";
import { GitError, type Repository, resolveRevision } from "./git.ts";

/** The tree of a revision that a user names. */
export function treeOf(repository: Repository, revision: string): string {
  const tree = resolveRevision(repository, revision);
  if (tree === undefined)
    throw new GitError(
      `found no revision ${revision} in this repository; name a commit, a branch or a tag, or fetch it`,
    );
  return tree;
}

/**
 * The data, templates and pages of a list that are new, gone or changed, but for their
 * line ends, which git may check out otherwise.
 *
 * @param now the pages that are looked at are those of these templates
 */
export function changedFiles(before: Files, now: Files): Set<string> {
  const parts = [before, now].flatMap((files) => [
    ...filesUnder(files, "data"),
    ...filesUnder(files, "templates"),
  ]);
  return new Set(
    [...parts, ...pageNames(now)].filter(
      (name) =>
        !name.startsWith("data/schema/") && !isSame(textOf(before, name), textOf(now, name)),
    ),
  );
}
