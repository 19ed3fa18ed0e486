/** What is staged: the index that a commit takes, and the list as it has it. */
import { copyFileSync, existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { findRepository, git, pathInGit, type Repository } from "./git.ts";
import { withFolder } from "./tree.ts";

/**
 * The tree of what is staged in git, as it would be committed.
 *
 * @returns undefined where the commit leaves the list alone
 * @throws GitError where the list stands in no repository, or its index has conflicts
 */
export function stagedTree(dir: string): { repository: Repository; tree: string } | undefined {
  const repository = findRepository(dir);
  const index = indexFile(repository);
  const staged = { ...repository, env: { ...repository.env, GIT_INDEX_FILE: index } };
  if (!concernsList(staged)) return undefined;
  return withFolder((folder) => {
    // A copy: writing a tree would touch the index, which the commit may hold.
    const copy = path.join(folder, "index");
    if (existsSync(index)) copyFileSync(index, copy);
    const own = { ...repository, env: { ...repository.env, GIT_INDEX_FILE: copy } };
    return { repository, tree: git(own, ["write-tree"]).toString().trim() };
  });
}

/**
 * The index that is to be committed. A partial commit (`git commit FILE`, `-a`) has one of its own,
 * beside the other, which git names to its hooks, relative to where they start. The hook may be that
 * of another repository, of which the list's is a submodule.
 *
 * @see https://git-scm.com/docs/githooks and GIT_INDEX_FILE in https://git-scm.com/docs/git
 */
function indexFile(repository: Repository): string {
  const told = process.env.GIT_INDEX_FILE;
  const own = pathInGit(repository, "index");
  const folder = realpathSync(path.dirname(own));
  const places = told ? [path.resolve(told), path.resolve(repository.top, told)] : [];
  return (
    places.find((place) => existsSync(place) && realpathSync(path.dirname(place)) === folder) ?? own
  );
}

/**
 * Whether what is staged could change what lint says: data, templates, pages, or a file that is
 * taken away, which a link may lead to. Where nothing is staged, the question is about everything;
 * and pre-commit asks only where its own filter has found something.
 */
function concernsList(staged: Repository): boolean {
  if (process.env.PRE_COMMIT === "1") return true;
  const args = ["diff", "--cached", "--name-status", "-z", "--no-renames", "--ignore-submodules"];
  const [...fields] = git(staged, args).toString().split("\0");
  const changes: { status: string; file: string }[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2)
    changes.push({ status: fields[i]!, file: fields[i + 1]! });
  return (
    changes.length === 0 ||
    changes.some(({ status, file }) => {
      if (!file.startsWith(staged.prefix)) return false;
      const name = file.slice(staged.prefix.length);
      return status === "D" || /^(?:data|templates)\/|^[^/]*\.md$/.test(name);
    })
  );
}
