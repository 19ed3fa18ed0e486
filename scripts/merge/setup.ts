// Registers the merge driver with git, and takes it back.
import path from "node:path";
import { textOf } from "../files/files.ts";
import { folderFiles } from "../files/folder.ts";
import { findRepository, git, GitError, type Repository } from "../git/git.ts";
import { ATTRIBUTES, hasAttributes, withAttributes } from "./attributes.ts";

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
  findRepository(dir);
  const attributes = writeAttributes(dir, pages);
  return [
    { file: ATTRIBUTES, change: attributes ? "written" : "unchanged" },
    configureMerge(dir, program),
  ];
}

/** Whether the list's `.gitattributes` name the driver. */
export const isAsked = (dir: string): boolean =>
  hasAttributes(textOf(folderFiles(dir), ATTRIBUTES));

/** Tells this clone how to run the driver. */
export function configureMerge(dir: string, program: string): SetupChange {
  const repository = findRepository(dir);
  const [node, cli] = [process.execPath, program].map(shellQuoted);
  // Where the program has gone since, lines are merged, with markers.
  const driver = `if test -x ${node} && test -f ${cli}; then ${node} ${cli} merge-driver -- %O %A %B %P; else git merge-file -L ours -L base -L theirs %A %O %B; fi`;
  const name = "paper list by entry (paperlist)";
  const was = `${setting(repository, "name")}\0${setting(repository, "driver")}`;
  git(repository, ["config", "--local", `${SECTION}.name`, name]);
  git(repository, ["config", "--local", `${SECTION}.driver`, driver]);
  return { file: SECTION, change: was === `${name}\0${driver}` ? "unchanged" : "written" };
}

/** Takes back what `installMerge` wrote, and nothing else; what other lists here use stays. */
export function removeMerge(dir: string): SetupChange[] {
  const repository = findRepository(dir);
  const attributes = writeAttributes(dir);
  const configured = setting(repository, "driver") !== "" && !isUsed(repository);
  if (configured) git(repository, ["config", "--local", "--remove-section", SECTION]);
  return [
    { file: ATTRIBUTES, change: attributes ? "removed" : "unchanged" },
    { file: SECTION, change: configured ? "removed" : "unchanged" },
  ];
}

/** Whether the attributes of any list in the repository name the driver. */
function isUsed(repository: Repository): boolean {
  // Git follows no link there either.
  const top = folderFiles(repository.top);
  return git(repository, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
    .toString()
    .split("\0")
    .filter((file) => path.posix.basename(file) === ATTRIBUTES)
    .some((file) => hasAttributes(textOf(top, file)));
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

/** Writes the list's lines into the file, or takes them out; whether anything changed. */
function writeAttributes(dir: string, pages?: readonly string[]): boolean {
  const list = folderFiles(dir);
  const next = withAttributes(list, pages);
  if (next === (textOf(list, ATTRIBUTES) ?? "")) return false;
  // A file that only these lines stood in goes with them.
  if (next === "") list.remove(ATTRIBUTES);
  else list.write(ATTRIBUTES, next);
  return true;
}

const shellQuoted = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replace(/%/g, "%%").replace(/'/g, "'\\''")}'`;
