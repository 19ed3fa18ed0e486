import {
  closeSync,
  fsyncSync,
  openSync,
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
export function replaceFile(root: string, file: string, text: string): void {
  const target = realTarget(root, file);
  const fresh = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    const handle = openSync(fresh, "wx", modeOf(target));
    try {
      const bytes = Buffer.from(text);
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
