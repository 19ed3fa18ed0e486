/** Where a list stands in its repository, for the files there that are one list's among several. */
import { folderFiles } from "../files/folder.ts";
import { findRepository, GitError } from "./git.ts";

/**
 * The repository's top, and the list's folder in it, `.` where it is the same. A list in no
 * repository will be at the top of one.
 */
export function placeOf(dir: string): { top: string; folder: string } {
  try {
    const { top, prefix } = findRepository(dir);
    return { top, folder: prefix.replace(/\/$/, "") || "." };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return { top: folderFiles(dir).dir!, folder: "." };
  }
}

/** The name of a file that each list of a repository has one of: `check.yml`, `check-lists-mine.yml`. */
export const suffixed = (name: string, folder: string): string =>
  folder === "."
    ? name
    : name.replace(/(?=\.yml$)/, `-${folder.replace(/[^\p{L}\p{N}_.-]+/gu, "-")}`);
