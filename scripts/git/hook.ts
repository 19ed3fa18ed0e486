import { chmodSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isInside } from "../data/inside.ts";
import { findRepository, git, type Repository } from "./git.ts";

/**
 * The hooks that git runs before it makes a commit: by hand, and for a merge without conflicts.
 *
 * @see https://git-scm.com/docs/githooks
 */
const HOOKS = ["pre-commit", "pre-merge-commit"];

const MARK =
  '# Written by "paperlist install-hook"; "paperlist install-hook --undo" takes it away.';

/** What was done to a hook's file. */
export interface HookChange {
  file: string;
  change: "installed" | "unchanged" | "removed" | "absent";
}

/**
 * Makes git check a list as it is staged, before each commit. A hook of the user's is never
 * touched; several lists of one repository share a hook.
 *
 * @param program the command line's own file, for lists that have no paperlist in `node_modules`
 * @throws Error where a hook is in the way, or git's hooks serve other repositories too
 */
export function installHook(dir: string, program: string): HookChange[] {
  const repository = findRepository(dir);
  const folder = hooksFolder(repository);
  const line = checkLine(repository.prefix);
  const hooks = HOOKS.map((name) => ({
    file: path.join(folder, name),
    lines: linesOf(folder, name),
  }));
  for (const { file, lines } of hooks) {
    if (lines !== undefined) continue;
    throw new Error(
      `found a hook at ${file}, which is left alone; add this line to ${
        /[\\/]\.husky[\\/]_$/.test(folder) ? ".husky/pre-commit" : "it"
      }: ${byHand(repository)}`,
    );
  }
  mkdirSync(folder, { recursive: true });
  return hooks.map(({ file, lines }): HookChange => {
    const all = [...lines!.filter((other) => other !== line), line].sort();
    const change = writeHook(file, script(program, all)) ? "installed" : "unchanged";
    return { file, change };
  });
}

/** Takes a list out of git's hooks again; nothing else is touched. */
export function removeHook(dir: string, program: string): HookChange[] {
  const repository = findRepository(dir);
  const folder = hooksFolder(repository);
  const line = checkLine(repository.prefix);
  return HOOKS.map((name): HookChange => {
    const file = path.join(folder, name);
    const lines = linesOf(folder, name);
    if (!lines?.includes(line)) return { file, change: "absent" };
    const left = lines.filter((other) => other !== line);
    if (left.length === 0) rmSync(file);
    else writeHook(file, script(program, left));
    return { file, change: "removed" };
  });
}

/**
 * Where git looks for hooks: `core.hooksPath`, from the working tree's top, or the folder that all
 * working trees of the repository share.
 */
function hooksFolder(repository: Repository): string {
  const ask = (args: string[]) => git(repository, args).toString();
  const common = path.resolve(
    repository.top,
    ask(["rev-parse", "--git-common-dir"]).replace(/\n$/, ""),
  );
  let told: string[] = [];
  try {
    told = ask([
      "config",
      "--type=path",
      "--show-origin",
      "-z",
      "--get-all",
      "core.hooksPath",
    ]).split("\0");
  } catch {
    // There is none.
  }
  let folder = path.join(common, "hooks");
  for (let i = 0; i + 1 < told.length; i += 2) {
    // Our own calls to git set one on the command line, so that they start nothing.
    if (told[i] !== "command line:") folder = path.resolve(repository.top, told[i + 1]!);
  }
  if (![repository.top, common].some((root) => isInside(root, folder))) {
    throw new Error(
      `core.hooksPath is ${folder}, whose hooks serve other repositories too and are left alone; add this line to its pre-commit: ${byHand(repository)}`,
    );
  }
  return folder;
}

const byHand = ({ prefix }: Repository): string =>
  `npx paperlist lint --staged${prefix === "" ? "" : ` -C ${quoted(prefix)}`}`;

/** The lists that a hook of ours checks; none where there is no hook; undefined for another's. */
function linesOf(folder: string, name: string): string[] | undefined {
  const file = path.join(folder, name);
  try {
    lstatSync(file);
  } catch {
    return [];
  }
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  if (!text.includes(`\n${MARK}\n`)) return undefined;
  return text.split("\n").filter((line) => line.startsWith("check '"));
}

function writeHook(file: string, text: string): boolean {
  let old: string | undefined;
  try {
    old = readFileSync(file, "utf8");
  } catch {
    // There is none.
  }
  if (old === text) return false;
  writeFileSync(file, text, { flag: old === undefined ? "wx" : "w" });
  chmodSync(file, 0o755);
  return true;
}

/** For the shell, as it stands. */
const quoted = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

/** A list's folder, and what its pages match, as git's pathspecs have it. */
const checkLine = (prefix: string): string =>
  `check ${quoted(prefix)} ${quoted(`${prefix.replace(/[\\*?[]/g, "\\$&")}*.md`)} || exit 1`;

/** Git alone says whether the list is concerned; only then is the program started. */
const script = (program: string, lines: readonly string[]): string => `#!/bin/sh
${MARK}

# $1: the list's folder, from the top of the working tree; $2: its pages
check() {
  git diff --cached --quiet --no-ext-diff -- "$1data" "$1templates" "$2" &&
    git diff --cached --quiet --no-ext-diff --no-renames --diff-filter=D -- "./$1" &&
    return 0
  for program in "./$1node_modules/.bin/paperlist" ./node_modules/.bin/paperlist; do
    if [ -x "$program" ]; then
      "$program" lint --staged -C "./$1"
      return
    fi
  done
  if [ -f ${quoted(program)} ]; then
    node ${quoted(program)} lint --staged -C "./$1"
    return
  fi
  echo 'paperlist: found no paperlist in node_modules; run "npm ci", or "npx paperlist install-hook --undo"' >&2
  return 1
}

${lines.join("\n")}
`;
