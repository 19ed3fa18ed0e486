/**
 * The one place that starts git: with nothing of a repository's configuration, attributes or hooks
 * that would start another program, and without a network. Look here when git must be asked
 * something new: what it runs is read from objects, never from the working tree, where filters are.
 */
import { execFileSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Why git could not answer, in its own words. */
export class GitError extends Error {
  /** Its exit code and output, where it ended by itself. */
  ended?: { code: number; output: Buffer };
}

/** Large enough for the data of any list. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Settings that hold off what a repository's own would start. */
const SETTINGS = [
  "core.fsmonitor=false",
  `core.hooksPath=${os.devNull}`,
  "log.showSignature=false",
  // A folder that looks like a repository, among the files of another, is none.
  "safe.bareRepository=explicit",
];

const SAFE = [
  "--no-pager",
  "--literal-pathspecs",
  ...SETTINGS.flatMap((setting) => ["-c", setting]),
];

/** What git sets for its hooks, which would speak of another repository or index than the list's. */
const LOCAL =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|CONFIG|GRAFT_FILE|SHALLOW_FILE|NAMESPACE|LITERAL_PATHSPECS|GLOB_PATHSPECS|NOGLOB_PATHSPECS|ICASE_PATHSPECS|EXTERNAL_DIFF|DIFF_OPTS|TRACE.*|INTERNAL_.*)$/;

export function safeEnvironment(): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !LOCAL.test(name)));
  return {
    ...env,
    // A clone that left objects out would fetch them: by any transport, each of which is a program.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_PAGER: "cat",
    LC_ALL: "C",
  };
}

let program: string | undefined;

/** Git's own file: a bare name would be looked for in the list's folder too, by Windows. */
function gitProgram(): string {
  const name = process.platform === "win32" ? "git.exe" : "git";
  program ??= (process.env.PATH ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
  if (program === undefined) throw new GitError("git is not installed");
  return program;
}

/**
 * Runs git in a folder.
 *
 * @param env made by `safeEnvironment`
 * @throws GitError where it does not end with 0
 */
export function runGit(
  cwd: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  input?: Buffer,
): Buffer {
  try {
    return execFileSync(gitProgram(), [...SAFE, ...args], {
      cwd,
      env,
      maxBuffer: MOST_BYTES,
      stdio: [input ? "pipe" : "ignore", "pipe", "pipe"],
      ...(input ? { input } : {}),
    });
  } catch (error) {
    if (error instanceof GitError) throw error;
    const { code, stderr, stdout, status, message } = error as NodeJS.ErrnoException & {
      stderr?: Buffer;
      stdout?: Buffer;
      status?: number | null;
    };
    if (code === "ENOBUFS")
      throw new GitError(
        `git ${args[0]} has more to say than ${MOST_BYTES} bytes, which no list needs; keep large files out of its data`,
      );
    const said = String(stderr ?? "").trim() || String(message);
    const failed = new GitError(said.replace(/^(fatal|error): /, ""));
    if (typeof status === "number") failed.ended = { code: status, output: stdout! };
    throw failed;
  }
}
