/** What a list asks git: its repository, revisions, and the files there. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { GitError, runGit, safeEnvironment } from "./run.ts";

export { GitError };

/** A list's folder in a repository. */
export interface Repository {
  /** The working tree's top. */
  top: string;
  /** The list's folder below it, with a slash at the end, or "". */
  prefix: string;
  /** The environment in which git finds this repository. */
  env: NodeJS.ProcessEnv;
}

/**
 * The repository that a list's folder stands in.
 *
 * @throws GitError where it stands in none, or git refuses to read it
 */
export function findRepository(dir: string): Repository {
  const env = safeEnvironment();
  const ask = (environment: NodeJS.ProcessEnv) =>
    runGit(dir, environment, ["rev-parse", "--show-toplevel", "--show-prefix"])
      .toString()
      .replace(/\n$/, "")
      .split("\n") as [string, string];
  try {
    const [top, prefix] = ask(env);
    return { top, prefix, env };
  } catch (error) {
    // A repository beside its working tree is known only by what the caller says.
    if (process.env.GIT_DIR === undefined || !(error instanceof GitError)) throw error;
    const told = {
      ...env,
      GIT_DIR: path.resolve(process.env.GIT_DIR),
      GIT_WORK_TREE: path.resolve(process.env.GIT_WORK_TREE ?? "."),
    };
    const [top, prefix] = ask(told);
    return { top, prefix, env: told };
  }
}

export const git = (repository: Repository, args: readonly string[], input?: Buffer): Buffer =>
  runGit(repository.top, repository.env, args, input);

/**
 * The commit that a user's name means, or its tree.
 *
 * @returns undefined where there is none
 */
export function resolveRevision(
  repository: Repository,
  revision: string,
  type: "commit" | "tree" = "tree",
): string | undefined {
  try {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{${type}}`];
    return git(repository, args).toString().trim();
  } catch {
    return undefined;
  }
}

/** The last commits that changed a page, newest first. */
export function commitsThatChanged(repository: Repository, file: string, most: number): string[] {
  try {
    const args = ["rev-list", `--max-count=${most}`, "HEAD", "--", repository.prefix + file];
    return git(repository, args).toString().split("\n").filter(Boolean);
  } catch {
    return [];
  }
}

/** Whether the history was cut off when it was cloned. */
export function isShallow(repository: Repository): boolean {
  try {
    return git(repository, ["rev-parse", "--is-shallow-repository"]).toString().trim() === "true";
  } catch {
    return false;
  }
}

/**
 * The files of a list at a revision, by their path within the list's folder: regular files only,
 * so that no link leads anywhere.
 */
export function filesAt(
  repository: Repository,
  tree: string,
  wanted: readonly string[],
): Map<string, Buffer> {
  const { prefix } = repository;
  const names = git(repository, [
    "ls-tree",
    "-r",
    "-z",
    "--full-tree",
    tree,
    "--",
    ...wanted.map((name) => prefix + name),
  ])
    .toString()
    .split("\0")
    .map((entry) => /^100(?:644|755) blob ([0-9a-f]+)\t(.*)$/s.exec(entry))
    .filter((match) => match !== null)
    .map(([, id, name]) => ({ id: id!, name: name!.slice(prefix.length) }));
  return readBlobs(repository, new Map(names.map(({ id, name }) => [name, id])));
}

/** The contents of objects, by the names that are given to them. */
export function readBlobs(
  repository: Repository,
  ids: ReadonlyMap<string, string>,
): Map<string, Buffer> {
  if (ids.size === 0) return new Map();
  const input = Buffer.from([...ids.values()].map((id) => `${id}\n`).join(""));
  const output = git(repository, ["cat-file", "--batch"], input);
  const files = new Map<string, Buffer>();
  let at = 0;
  for (const [name, id] of ids) {
    const end = output.indexOf(10, at);
    const [, type, size] = output.subarray(at, end).toString().split(" ");
    if (type !== "blob") throw new GitError(`found no object ${id} of ${name} in this repository`);
    files.set(name, output.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return files;
}

/**
 * Writes files as they are now into the object store; nothing refers to them.
 *
 * @param names their paths in the list's folder
 * @returns their objects, by these paths
 */
export function writeBlobs(repository: Repository, names: readonly string[]): Map<string, string> {
  const paths = names.map((name) => `${inC(repository.prefix + name)}\n`).join("");
  const args = ["hash-object", "-w", "--no-filters", "--stdin-paths"];
  const ids = git(repository, args, Buffer.from(paths)).toString().split("\n");
  return new Map(names.map((name, index) => [name, ids[index]!]));
}

/** A path as git reads it between quotes: bytes in octal. */
const inC = (name: string): string =>
  `"${[...Buffer.from(name)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")}"`;

/** Where git keeps a file of this working tree's own, such as its index or a note. */
export const pathInGit = (repository: Repository, name: string): string =>
  path.resolve(
    repository.top,
    git(repository, ["rev-parse", "--git-path", name]).toString().replace(/\n$/, ""),
  );

/** The three-way merge of lines, with markers where both sides changed the same ones. */
export function mergeLines(files: { base: string; ours: string; theirs: string }): {
  text: Buffer;
  clean: boolean;
} {
  const labels = ["-L", "ours", "-L", "base", "-L", "theirs"];
  const names = [files.ours, files.base, files.theirs].map((file) => path.resolve(file));
  const args = ["merge-file", "-p", ...labels, ...names];
  try {
    return {
      text: runGit(path.dirname(path.resolve(files.ours)), safeEnvironment(), args),
      clean: true,
    };
  } catch (error) {
    const { code, output } = (error as GitError).ended ?? { code: 0, output: undefined };
    // Below 128, the exit code is the number of conflicts.
    if (output && code > 0 && code < 128) return { text: output, clean: false };
    return { text: readFileSync(files.ours), clean: false };
  }
}
