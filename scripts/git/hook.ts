/** The hooks in which git checks lists before a commit: our lines in them, and what others wrote. */
import { chmodSync, lstatSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { folderFiles, isInside } from "../files/folder.ts";
import { quote } from "../finding/quote.ts";
import { shellWord } from "../finding/shell.ts";
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

/** A hook's file: our part of it, and what others wrote around it. */
interface HookFile {
  before: string;
  /** The lists that it checks. */
  checks: string[];
  after: string;
}

/**
 * Makes git check a list as it is staged, before each commit. What others wrote is never touched;
 * several lists of one repository share a hook.
 *
 * @param program the command line's own file, for lists that have no paperlist in `node_modules`
 * @throws Error where a hook is in the way, or git's hooks serve other repositories too
 */
export function installHook(dir: string, program: string): HookChange[] {
  const repository = findRepository(dir);
  const { root, folder } = hooksFolder(repository);
  const check = checkLine(repository.prefix);
  const hooks = hooksIn(folder, program);
  for (const { file, hook } of hooks) {
    if (hook !== undefined) continue;
    throw new Error(
      `found a hook at ${file}, which is left alone; add this line to ${
        /[\\/]\.husky[\\/]_$/.test(folder) ? ".husky/pre-commit" : "it"
      }: ${byHand(repository)}`,
    );
  }
  return hooks.map(({ file, hook }): HookChange => {
    const { before, checks, after } = hook!;
    const all = [...checks.filter((other) => other !== check), check].sort();
    const text = before + ownPart(program, all) + after;
    return { file, change: writeHook(root, file, text) ? "installed" : "unchanged" };
  });
}

/**
 * Takes a list out of git's hooks again; nothing else is touched.
 *
 * @throws Error where somebody wrote into our part of a hook
 */
export function removeHook(dir: string, program: string): HookChange[] {
  const repository = findRepository(dir);
  const check = checkLine(repository.prefix);
  const { root, folder } = hooksFolder(repository);
  return hooksIn(folder, program).map(({ file, hook }): HookChange => {
    if (!hook?.checks.includes(check)) return { file, change: "absent" };
    const { before, checks, after } = hook;
    const left = checks.filter((other) => other !== check);
    const text = before + (left.length === 0 ? "" : ownPart(program, left)) + after;
    if (text === SHELL) rmSync(file);
    else writeHook(root, file, text);
    return { file, change: "removed" };
  });
}

/**
 * Where git looks for hooks: `core.hooksPath`, from the working tree's top, or the folder that all
 * working trees of the repository share.
 */
function hooksFolder(repository: Repository): { root: string; folder: string } {
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
  const root = [repository.top, common].find((one) => isInside(one, folder));
  if (root === undefined) {
    throw new Error(
      `core.hooksPath is ${folder}, whose hooks serve other repositories too and are left alone; add this line to its pre-commit: ${byHand(repository)}`,
    );
  }
  return { root, folder };
}

const byHand = ({ prefix }: Repository): string =>
  `npx paperlist lint --staged${prefix === "" ? "" : ` -C ${shellWord(prefix)}`}`;

const hooksIn = (folder: string, program: string) =>
  HOOKS.map((name) => path.join(folder, name)).map((file) => ({
    file,
    hook: readHook(file, program),
  }));

/** A hook as it stands; empty where there is none; undefined where it has no part of ours. */
function readHook(file: string, program: string): HookFile | undefined {
  try {
    lstatSync(file);
  } catch {
    return { before: SHELL, checks: [], after: "" };
  }
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const last = text.lastIndexOf("\n") + 1;
  const begin = text.indexOf(`\n${MARK}\n`) + 1 || last;
  const rest = text.slice(begin);
  if (begin === last && !(rest.length > 1 && MARK.startsWith(rest))) return undefined;
  // The program may have stood elsewhere when the hook was written.
  const written = /^ {4}node (.*) lint --staged /m.exec(rest)?.[1] ?? quoted(program);
  const own = head(written);
  const checks = [...rest.slice(own.length).matchAll(CHECK)].map(([line]) => line);
  const whole = own + checks.join("") + TAIL;
  // A disk that was full once cut files off within our lines; nobody's follow then.
  const torn = whole.startsWith(rest) || (rest.startsWith(own) && CUT.test(rest));
  if (!torn && !rest.startsWith(whole))
    throw new Error(
      `found changes in the lines that paperlist wrote into ${file}, from ${quote(MARK)} on; take these lines out by hand, and run "paperlist install-hook" again`,
    );
  return { before: text.slice(0, begin), checks, after: torn ? "" : rest.slice(whole.length) };
}

function writeHook(root: string, file: string, text: string): boolean {
  let old: string | undefined;
  try {
    old = readFileSync(file, "utf8");
  } catch {
    // There is none.
  }
  if (old === text) return false;
  folderFiles(root).write(path.relative(root, file).split(path.sep).join("/"), text);
  chmodSync(file, 0o755);
  return true;
}

/** For the shell, as it stands. */
const quoted = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

/** A list's folder, and what its pages match, as git's pathspecs have it. */
const checkLine = (prefix: string): string =>
  `check ${quoted(prefix)} ${quoted(`${prefix.replace(/[\\*?[]/g, "\\$&")}*.md`)} || failed=1\n`;

/** Such lines, from where ours end. */
const CHECK = /check (?:[^'\n]*'[^']*')+ \|\| failed=1\n/gy;

/** The last line, where it is one of them that was cut off. */
const CUT = /\ncheck '[^\n]*$/;

/** How our part ends: every list has been checked then. */
const TAIL = '[ -z "$failed" ] || exit 1\n';

const ownPart = (program: string, checks: readonly string[]): string =>
  head(quoted(program)) + checks.join("") + TAIL;

/** How a hook begins. */
const SHELL = "#!/bin/sh\n";

/**
 * Our part of a hook, before the lists that it checks. Git alone says whether a list is concerned;
 * only then is the program started.
 *
 * @param program quoted for the shell
 */
const head = (program: string): string => `${MARK}

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
  if [ -f ${program} ]; then
    node ${program} lint --staged -C "./$1"
    return
  fi
  echo 'paperlist: found no paperlist in node_modules; run "npm ci", or "npx paperlist install-hook --undo"' >&2
  return 1
}
failed=
`;
