/** What is staged in git: the list's files as they would be committed. */
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Files } from "../files/files.ts";
import { indexFiles } from "./files.ts";
import { findRepository, git, pathInGit, type Repository } from "./git.ts";

/**
 * The list as the index has it.
 *
 * @returns undefined where the commit leaves the list alone
 * @throws GitError where the list stands in no repository, or its index has conflicts
 */
export function stagedFiles(dir: string): { repository: Repository; files: Files } | undefined {
  const repository = findRepository(dir);
  const env = { ...repository.env, GIT_INDEX_FILE: indexFile(repository) };
  const staged = { ...repository, env };
  return concernsList(staged) ? { repository, files: indexFiles(staged) } : undefined;
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
