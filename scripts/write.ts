import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { linkProblem, readInside } from "./data/inside.ts";

/**
 * Replaces a file whole or not at all: the text goes to a new file beside it, reaches the disk,
 * and takes the old one's place in one step (POSIX rename).
 *
 * @param root the folder that the file must stand in, with no link on the way
 * @throws Error where there is a link, or writing fails; the old file is then as it was
 */
export function replaceFile(root: string, file: string, text: string | Uint8Array): void {
  const problem = linkProblem(root, file);
  if (problem !== undefined) throw new Error(problem);
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  const fresh = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  removeLeftovers(target);
  try {
    const handle = openSync(fresh, "wx", modeOf(target));
    try {
      const bytes = typeof text === "string" ? Buffer.from(text) : text;
      for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** Removes what programs that were killed while they wrote a file left beside it. */
function removeLeftovers(target: string): void {
  const [folder, name] = [path.dirname(target), path.basename(target)];
  for (const file of readdirSync(folder)) {
    const pid = file.startsWith(`.${name}.`) && /^([0-9]+)\.tmp$/.exec(file.slice(name.length + 2));
    if (pid && !isRunning(Number(pid[1]))) rmSync(path.join(folder, file), { force: true });
  }
}

/** Whether another program of this number is running. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/**
 * Writes the files that are not there or hold something else.
 *
 * @param files their texts by their path in the root
 * @param check only tells
 * @returns the files that were stale
 */
export function writeStale(
  root: string,
  files: ReadonlyMap<string, string>,
  { check = false } = {},
): string[] {
  const stale = [...files].filter(([file, text]) => {
    const read = readInside(root, file);
    return !("text" in read) || read.text !== text;
  });
  for (const [file, text] of check ? [] : stale) replaceFile(root, file, text);
  return stale.map(([file]) => file);
}

function modeOf(file: string): number {
  try {
    return statSync(file).mode & 0o777;
  } catch {
    return 0o666;
  }
}
