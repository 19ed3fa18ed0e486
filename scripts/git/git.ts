import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Why git could not answer, in its own words. */
export class GitError extends Error {}

/** A list's folder in a repository. */
export interface Repository {
  /** The working tree's top. */
  top: string;
  /** The list's folder below it, with a slash at the end, or "". */
  prefix: string;
  /** The environment in which git finds this repository. */
  env: NodeJS.ProcessEnv;
}

/** Large enough for the data of any list. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Nothing of the user's settings or of a repository's that would start another program. */
const SAFE = [
  "--no-pager",
  "--literal-pathspecs",
  "-c",
  "core.fsmonitor=false",
  "-c",
  `core.hooksPath=${os.devNull}`,
];

/** What git sets for its hooks, which would speak of another repository or index than the list's. */
const LOCAL =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|CONFIG|GRAFT_FILE|SHALLOW_FILE|NAMESPACE|LITERAL_PATHSPECS|GLOB_PATHSPECS|NOGLOB_PATHSPECS|ICASE_PATHSPECS|EXTERNAL_DIFF|DIFF_OPTS|TRACE.*|INTERNAL_.*)$/;

function safeEnvironment(): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !LOCAL.test(name)));
  return {
    ...env,
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_PAGER: "cat",
    LC_ALL: "C",
  };
}

function run(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[], input?: Buffer): Buffer {
  try {
    return execFileSync("git", [...SAFE, ...args], {
      cwd,
      env,
      maxBuffer: MOST_BYTES,
      stdio: [input ? "pipe" : "ignore", "pipe", "pipe"],
      ...(input ? { input } : {}),
    });
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: Buffer };
    if (code === "ENOENT") throw new GitError("git is not installed");
    if (code === "ENOBUFS")
      throw new GitError(
        `git ${args[0]} has more to say than ${MOST_BYTES} bytes, which no list needs; keep large files out of its data`,
      );
    const said = String(stderr ?? "").trim() || String(message);
    throw new GitError(said.replace(/^(fatal|error): /, ""));
  }
}

/**
 * The repository that a list's folder stands in.
 *
 * @throws GitError where it stands in none, or git refuses to read it
 */
export function findRepository(dir: string): Repository {
  const env = safeEnvironment();
  const ask = (environment: NodeJS.ProcessEnv) =>
    run(dir, environment, ["rev-parse", "--show-toplevel", "--show-prefix"])
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
  run(repository.top, repository.env, args, input);

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
    const args = [
      "log",
      `--max-count=${most}`,
      "--format=%H",
      "HEAD",
      "--",
      repository.prefix + file,
    ];
    return git(repository, args).toString().split("\n").filter(Boolean);
  } catch {
    return [];
  }
}

/** Whether files of a list are in the working tree as they are at the last commit. */
export function isUnchanged(repository: Repository, wanted: readonly string[]): boolean {
  try {
    const paths = wanted.map((name) => repository.prefix + name);
    git(repository, ["diff", "--quiet", "--no-ext-diff", "--no-textconv", "HEAD", "--", ...paths]);
    return true;
  } catch {
    return false;
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
  if (names.length === 0) return new Map();
  const input = Buffer.from(names.map(({ id }) => `${id}\n`).join(""));
  const output = git(repository, ["cat-file", "--batch"], input);
  const files = new Map<string, Buffer>();
  let at = 0;
  for (const { name } of names) {
    const end = output.indexOf(10, at);
    const size = Number(output.subarray(at, end).toString().split(" ")[2]);
    files.set(name, output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return files;
}

/** Where git keeps a file of this working tree's own, such as its index or a note. */
export const pathInGit = (repository: Repository, name: string): string =>
  path.resolve(
    repository.top,
    git(repository, ["rev-parse", "--git-path", name]).toString().replace(/\n$/, ""),
  );

/** Writes the files of a list as they are now into the object store; nothing refers to them. */
export function writeTree(repository: Repository, wanted: readonly string[]): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "paperlist-"));
  try {
    const own = {
      ...repository,
      env: { ...repository.env, GIT_INDEX_FILE: path.join(folder, "index") },
    };
    git(own, ["add", "--force", "--", ...wanted.map((name) => repository.prefix + name)]);
    return git(own, ["write-tree"]).toString().trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The three-way merge of lines, with markers where both sides changed the same ones. */
export function mergeLines(files: { base: string; ours: string; theirs: string }): {
  text: Buffer;
  clean: boolean;
} {
  const labels = ["-L", "ours", "-L", "base", "-L", "theirs"];
  const args = ["merge-file", "-p", ...labels, files.ours, files.base, files.theirs];
  try {
    const text = execFileSync("git", [...SAFE, ...args], {
      env: safeEnvironment(),
      maxBuffer: MOST_BYTES,
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { text, clean: true };
  } catch (error) {
    const { stdout, status } = error as { stdout?: Buffer; status?: number | null };
    // Below 128, the exit code is the number of conflicts.
    if (stdout && typeof status === "number" && status > 0 && status < 128)
      return { text: stdout, clean: false };
    return { text: readFileSync(files.ours), clean: false };
  }
}
