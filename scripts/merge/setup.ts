import path from "node:path";
import { textOf } from "../files/files.ts";
import { folderFiles } from "../files/folder.ts";
import { findRepository, git, GitError, type Repository } from "../git/git.ts";

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
  const driver = `if test -x ${node} && test -f ${cli}; then ${node} ${cli} merge-driver -- %O %A %B %P; else git merge-file -L ours -L base -L theirs %A %O %B; fi`;
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
    .some((file) => attributesIn(repository.top, file).includes(BEGIN));
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
  const old = attributesIn(dir, ATTRIBUTES);
  const eol = old.includes("\r\n") ? "\r\n" : "\n";
  const { kept, place } = withoutOwn(old);
  const before = kept.slice(0, place).join("");
  const open = lines.length > 0 && before !== "" && !before.endsWith("\n") ? eol : "";
  const own = lines.map((line) => line + eol).join("");
  const next = before + open + own + kept.slice(place).join("");
  if (next === old) return false;
  // A file that only these lines stood in goes with them.
  if (next === "") folderFiles(dir).remove(ATTRIBUTES);
  else folderFiles(dir).write(ATTRIBUTES, next);
  return true;
}

/** Git follows no link there either. */
const attributesIn = (dir: string, file: string): string => textOf(folderFiles(dir), file) ?? "";

/**
 * The lines of a file without the marked ones, and where among them these stood. What follows a
 * mark whose end is missing may be anybody's: the mark goes alone.
 */
function withoutOwn(text: string): { kept: string[]; place: number } {
  const kept: string[] = [];
  let place: number | undefined;
  let begin: number | undefined;
  for (const line of text.split(/(?<=\n)/)) {
    const mark = line.replace(/\r?\n$/, "");
    if (mark === BEGIN) {
      begin = kept.length;
    } else if (mark === END && begin !== undefined) {
      kept.length = begin;
      place ??= begin;
      begin = undefined;
    } else {
      kept.push(line);
    }
  }
  return { kept, place: place ?? kept.length };
}

/** A file's name as git's attributes match it. */
function attributePath(page: string): string {
  const pattern = `/${page.replace(/[\\*?[]/g, "\\$&")}`;
  return /[\s"]/.test(pattern) ? `"${pattern.replace(/["\\]/g, "\\$&")}"` : pattern;
}

const shellQuoted = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replace(/%/g, "%%").replace(/'/g, "'\\''")}'`;
