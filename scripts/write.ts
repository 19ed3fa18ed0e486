import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";

/**
 * Replaces a file whole or not at all: the text goes to a new file beside it, reaches the disk,
 * and takes the old one's place in one step (POSIX rename).
 *
 * @param root the folder that the file must stand in, links resolved
 * @throws Error where the file's real place is outside the folder, or writing fails; the old file
 *   is then as it was
 */
export function replaceFile(root: string, file: string, text: string | Uint8Array): void {
  const target = realTarget(root, file);
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
 * Writes the files that are not there or hold something else, in folders that are made.
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
    try {
      return readFileSync(path.join(root, file), "utf8") !== text;
    } catch {
      return true;
    }
  });
  for (const [file, text] of check ? [] : stale) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    replaceFile(root, file, text);
  }
  return stale.map(([file]) => file);
}

/** The place that a path leads to, which must be within the folder. */
function realTarget(root: string, file: string): string {
  const place = path.join(root, file);
  let target: string;
  try {
    target = realpathSync(place);
  } catch {
    target = path.join(realpathSync(path.dirname(place)), path.basename(place));
  }
  const inside = path.relative(realpathSync(root), target);
  if (inside.startsWith("..") || path.isAbsolute(inside)) {
    throw new Error(`${file} leads to ${target}, outside the list's folder; it is left alone`);
  }
  return target;
}

function modeOf(file: string): number {
  try {
    return statSync(file).mode & 0o777;
  } catch {
    return 0o666;
  }
}
