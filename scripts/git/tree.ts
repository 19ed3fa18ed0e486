/** A list as git has it, at a revision or in the index, laid out in a folder that is taken away again. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { filesAt, git, type Repository } from "./git.ts";

/** The mode of a symbolic link in git's trees. */
const SYMLINK = "120000";

/**
 * Does something with a new folder, which is taken away afterwards.
 *
 * @throws Error where there is no place for such folders
 */
export function withFolder<Made>(act: (folder: string) => Made): Made {
  let folder: string;
  try {
    folder = mkdtempSync(path.join(os.tmpdir(), "paperlist-"));
  } catch {
    throw new Error(
      `found no folder for temporary files at ${os.tmpdir()}; set TMPDIR to one that can be written`,
    );
  }
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Does something with a list as a tree has it: data, templates and the pages that these make in
 * full, all other files empty, since links ask only whether they are there. Symbolic links are not
 * followed, so they may lead anywhere.
 *
 * @param tree a tree, or what names one
 */
export function withTree<Made>(
  repository: Repository,
  tree: string,
  act: (list: string) => Made,
): Made {
  const modes = modesIn(repository, tree);
  const pages = [...modes.keys()].filter((name) => modes.has(`templates/${name}`));
  const contents = filesAt(repository, tree, ["data", "templates", ...pages]);
  return withFolder((folder) => {
    for (const [name, mode] of modes) {
      const place = path.join(folder, name);
      mkdirSync(path.dirname(place), { recursive: true });
      if (mode === SYMLINK) symlinkSync(".", place);
      else writeFileSync(place, contents.get(name) ?? "");
    }
    return act(folder);
  });
}

/** The modes of the files in the list's folder, by their path in it. */
function modesIn(repository: Repository, tree: string): Map<string, string> {
  const { prefix } = repository;
  const args = ["ls-tree", "-r", "-z", "--full-tree", tree];
  const entries = git(repository, prefix === "" ? args : [...args, "--", prefix])
    .toString()
    .split("\0")
    .filter((entry) => entry !== "")
    .map((entry): [string, string] => [
      entry.slice(entry.indexOf("\t") + 1 + prefix.length),
      entry.slice(0, SYMLINK.length),
    ]);
  return new Map(entries);
}
