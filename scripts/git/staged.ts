import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { filesAt, findRepository, git, pathInGit, type Repository } from "./git.ts";

/**
 * Checks what is staged in git, as it would be committed: a folder with the list as the index has
 * it is made, checked, and taken away. Nothing is done where the commit leaves the list alone.
 *
 * @param check is given the folder
 * @throws GitError where the list stands in no repository, or its index has conflicts
 */
export async function withStaged(
  dir: string,
  check: (folder: string) => Promise<void>,
): Promise<void> {
  const repository = findRepository(dir);
  const index = indexFile(repository);
  const staged = { ...repository, env: { ...repository.env, GIT_INDEX_FILE: index } };
  if (!concernsList(staged)) return;
  const folder = mkdtempSync(path.join(os.tmpdir(), "paperlist-"));
  try {
    const list = path.join(folder, "list");
    mkdirSync(list);
    writeStaged(staged, index, folder, list);
    await check(list);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

/**
 * Writes the list as the index has it: data, templates and the pages that these make in full, all
 * other files empty, since links ask only whether they are there. Symbolic links are not followed,
 * so they may lead anywhere.
 */
function writeStaged(staged: Repository, index: string, folder: string, list: string): void {
  // A copy: writing a tree would touch the index, which the commit may hold.
  const copy = path.join(folder, "index");
  if (existsSync(index)) copyFileSync(index, copy);
  const own = { ...staged, env: { ...staged.env, GIT_INDEX_FILE: copy } };
  const tree = git(own, ["write-tree"]).toString().trim();

  const files = filesIn(own, tree);
  const pages = [...files.keys()].filter((name) => files.has(`templates/${name}`));
  const contents = filesAt(own, tree, ["data", "templates", ...pages]);
  for (const [name, mode] of files) {
    const place = path.join(list, name);
    mkdirSync(path.dirname(place), { recursive: true });
    if (mode === SYMLINK) symlinkSync(".", place);
    else writeFileSync(place, contents.get(name) ?? "");
  }
}

/** The mode of a symbolic link in git's trees. */
const SYMLINK = "120000";

/** The modes of the files in the list's folder, by their path in it. */
function filesIn({ prefix, ...repository }: Repository, tree: string): Map<string, string> {
  const args = ["ls-tree", "-r", "-z", "--full-tree", tree];
  const entries = git({ prefix, ...repository }, prefix === "" ? args : [...args, "--", prefix])
    .toString()
    .split("\0")
    .filter((entry) => entry !== "")
    .map((entry): [string, string] => [
      entry.slice(entry.indexOf("\t") + 1 + prefix.length),
      entry.slice(0, SYMLINK.length),
    ]);
  return new Map(entries);
}
