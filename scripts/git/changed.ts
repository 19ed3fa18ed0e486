/** What a change touches of a list, told by what its files hold, whatever git's settings say. */
import { filesUnder, readInside } from "../data/inside.ts";
import { pageNames } from "../page/pages.ts";
import { filesAt, GitError, type Repository, resolveRevision } from "./git.ts";

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
 * The data, templates and pages of a list that are new, gone or changed since a tree, but for their
 * line ends, which git may check out otherwise.
 *
 * @param dir where the list stands: its folder, or a copy of it
 */
export function changedFiles(repository: Repository, tree: string, dir: string): Set<string> {
  const pages = pageNames(dir);
  const isPart = (name: string) => !name.startsWith("data/schema/");
  const before = filesAt(repository, tree, ["data", "templates", ...pages]);
  const now = [...filesUnder(dir, "data"), ...filesUnder(dir, "templates"), ...pages];
  const plain = (text: string | undefined) => text?.replaceAll("\r\n", "\n");
  return new Set(
    [...new Set([...before.keys(), ...now])].filter((name) => {
      const read = readInside(dir, name);
      const text = "text" in read ? read.text : undefined;
      return isPart(name) && plain(text) !== plain(before.get(name)?.toString("utf8"));
    }),
  );
}
