/** What a list asks git: its repository, revisions, and the files there. */
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { GitError, runGit, safeEnvironment } from "./run.ts";

export { GitError };

/** A list's folder in a repository. */
export interface Repository {
  /** The working tree's top. */
  top: string;
  /** The list's folder below it, with a slash at the end, or "". */
  prefix: string;
  /** Git's own folder for this working tree. */
  own: string;
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
  const ask = (environment: NodeJS.ProcessEnv): Repository => {
    const args = ["rev-parse", "--show-cdup", "--show-prefix", "--absolute-git-dir"];
    const [up = "", ...lines] = runGit(dir, environment, args).toString().split("\n");
    const here = realpathSync(dir);
    const top = path.resolve(here, up);
    // Names of folders may have line feeds in them, but for the way up.
    const own = lines.splice(path.relative(top, here).split("\n").length).join("\n").slice(0, -1);
    return { top, prefix: lines.join("\n"), own, env: environment };
  };
  try {
    return ask(env);
  } catch (error) {
    // A repository beside its working tree is known only by what the caller says.
    if (process.env.GIT_DIR === undefined || !(error instanceof GitError)) throw error;
    return ask({
      ...env,
      GIT_DIR: path.resolve(process.env.GIT_DIR),
      GIT_WORK_TREE: path.resolve(process.env.GIT_WORK_TREE ?? "."),
    });
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

/** The commit that is checked out, with its branch; undefined where there is none yet. */
export function checkedOut(repository: Repository): string | undefined {
  try {
    return git(repository, ["rev-parse", "HEAD", "--symbolic-full-name", "HEAD"]).toString().trim();
  } catch {
    return undefined;
  }
}

/** The last commits that changed any of some files or folders of a list, newest first. */
export function commitsThatChanged(
  repository: Repository,
  names: readonly string[],
  most: number,
): string[] {
  try {
    const paths = names.map((name) => repository.prefix + name);
    const args = ["rev-list", `--max-count=${most}`, "HEAD", "--", ...paths];
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
