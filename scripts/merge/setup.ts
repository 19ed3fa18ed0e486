import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { findRepository, git, GitError, type Repository } from "../git/git.ts";
import { replaceFile } from "../write.ts";

const ATTRIBUTES = ".gitattributes";
const BEGIN = '# paperlist: merge by entry; "paperlist install-merge --undo" removes these lines';
const END = "# paperlist end";

/** The section of git's configuration that names the driver. */
const SECTION = "merge.paperlist";

/** What was done where. */
export interface SetupChange {
  file: string;
  change: "written" | "removed" | "unchanged";
}

/**
 * Makes git merge a list's data and pages by entry: lines in the list's `.gitattributes`, for all
 * clones, and the driver in this clone's own configuration.
 *
 * @param pages the list's pages, such as `README.md`
 * @param program the command line's own file
 * @throws GitError where the list stands in no repository
 */
export function installMerge(
  dir: string,
  pages: readonly string[],
  program: string,
): SetupChange[] {
  const repository = findRepository(dir);
  const lines = [
    BEGIN,
    "/data/*.json merge=paperlist",
    "/data/*/*.json merge=paperlist",
    "/data/schema/*.json !merge",
    ...pages.map((page) => `${attributePath(page)} merge=paperlist`),
    END,
  ];
  const attributes = writeAttributes(dir, lines);
  const [node, cli] = [process.execPath, program].map(shellQuoted);
  // Where the program has gone since, lines are merged, with markers.
  const driver = `if test -x ${node} && test -f ${cli}; then ${node} ${cli} merge-driver %O %A %B %P; else git merge-file -L ours -L base -L theirs %A %O %B; fi`;
  const name = "paper list by entry (paperlist)";
  const was = `${setting(repository, "name")}\0${setting(repository, "driver")}`;
  git(repository, ["config", "--local", `${SECTION}.name`, name]);
  git(repository, ["config", "--local", `${SECTION}.driver`, driver]);
  return [
    { file: ATTRIBUTES, change: attributes ? "written" : "unchanged" },
    { file: SECTION, change: was === `${name}\0${driver}` ? "unchanged" : "written" },
  ];
}

/** Takes back what `installMerge` wrote, and nothing else; what other lists here use stays. */
export function removeMerge(dir: string): SetupChange[] {
  const repository = findRepository(dir);
  const attributes = writeAttributes(dir, []);
  const configured = setting(repository, "driver") !== "" && !isUsed(repository);
  if (configured) git(repository, ["config", "--local", "--remove-section", SECTION]);
  return [
    { file: ATTRIBUTES, change: attributes ? "removed" : "unchanged" },
    { file: SECTION, change: configured ? "removed" : "unchanged" },
  ];
}

/** Whether the attributes of any list in the repository name the driver. */
function isUsed(repository: Repository): boolean {
  return git(repository, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
    .toString()
    .split("\0")
    .filter((file) => path.posix.basename(file) === ATTRIBUTES)
    .map((file) => path.join(repository.top, file))
    .some((file) => existsSync(file) && readFileSync(file, "utf8").includes(BEGIN));
}

function setting(repository: Repository, key: string): string {
  try {
    return git(repository, ["config", "--local", "--get", `${SECTION}.${key}`])
      .toString()
      .replace(/\n$/, "");
  } catch (error) {
    if (error instanceof GitError) return "";
    throw error;
  }
}

/** Writes the marked lines into the file, in place of those there; whether anything changed. */
function writeAttributes(dir: string, lines: readonly string[]): boolean {
  const file = path.join(dir, ATTRIBUTES);
  const old = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const text = old ?? "";
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const all = text.split(/\r?\n/);
  const [begin, end] = [all.indexOf(BEGIN), all.indexOf(END)];
  let next: string;
  if (begin >= 0 && end > begin) {
    next = [...all.slice(0, begin), ...lines, ...all.slice(end + 1)].join(eol);
  } else if (lines.length > 0) {
    const before = text === "" || text.endsWith("\n") ? text : text + eol;
    next = before + lines.join(eol) + eol;
  } else {
    return false;
  }
  if (next === text) return false;
  // A file that only these lines stood in goes with them.
  if (next === "") rmSync(file);
  else replaceFile(dir, ATTRIBUTES, next);
  return true;
}

/** A file's name as git's attributes match it. */
function attributePath(page: string): string {
  const pattern = `/${page.replace(/[\\*?[]/g, "\\$&")}`;
  return /[\s"]/.test(pattern) ? `"${pattern.replace(/["\\]/g, "\\$&")}"` : pattern;
}

const shellQuoted = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replace(/%/g, "%%").replace(/'/g, "'\\''")}'`;
