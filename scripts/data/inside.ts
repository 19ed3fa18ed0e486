import { type Dirent, lstatSync, readdirSync, type Stats } from "node:fs";
import path from "node:path";
import { readText } from "./read-text.ts";

/** Whether a place is a folder, or within it; links are not looked through. */
export function isInside(folder: string, place: string): boolean {
  const inside = path.relative(folder, place);
  return inside !== ".." && !inside.startsWith(`..${path.sep}`) && !path.isAbsolute(inside);
}

/** Whether something of a list has this name, be it a link. */
export const isThere = (dir: string, name: string): boolean => look(dir, name) !== undefined;

/** Whether a file of a list has this name. */
export const isFile = (dir: string, name: string): boolean =>
  !linkProblem(dir, name) && (look(dir, name)?.isFile() ?? false);

/** Whether a folder of a list has this name. */
export const isFolder = (dir: string, name: string): boolean =>
  !linkProblem(dir, name) && (look(dir, name)?.isDirectory() ?? false);

/**
 * What is said of a link on the way to a file of a list; undefined where there is none. A list is
 * what stands in its folder, in git too: links are not followed, wherever they lead.
 */
export function linkProblem(dir: string, name: string): string | undefined {
  const steps = name.split("/");
  const link = steps
    .map((_, index) => steps.slice(0, index + 1).join("/"))
    .find((part) => look(dir, part)?.isSymbolicLink());
  return link === undefined
    ? undefined
    : `${link} is a link, which may lead out of the list's folder; put what it leads to in its place`;
}

/** Reads a file of a list as UTF-8, or says what is wrong with it as a file. */
export function readInside(
  dir: string,
  name: string,
): ReturnType<typeof readText> | { problem: string } {
  return isFile(dir, name)
    ? readText(path.join(dir, name))
    : { problem: linkProblem(dir, name) ?? `${name} is no file; put a file in its place` };
}

/** What stands in a folder of a list; nothing where it is none. */
export const entriesInside = (dir: string, folder: string): Dirent[] =>
  isFolder(dir, folder) ? readdirSync(path.join(dir, folder), { withFileTypes: true }) : [];

/** The files in a folder of a list and in its folders, without links. */
export const filesUnder = (dir: string, folder: string): string[] =>
  entriesInside(dir, folder).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(dir, name) : entry.isFile() ? [name] : [];
  });

/** What has this name, or undefined where nothing has. */
function look(dir: string, name: string): Stats | undefined {
  try {
    // The list's folder itself may be a link, which its slash looks through.
    return lstatSync(`${dir}/${name}`);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["ENOENT", "ENOTDIR", "ELOOP"].includes(code)) return undefined;
    throw error;
  }
}
