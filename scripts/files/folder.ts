/** The files of a folder on disk: read without following links, replaced whole. */
import {
  closeSync,
  type Dirent,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import {
  type FileKind,
  type Files,
  linkProblem,
  type NamedFile,
  type WritableFiles,
} from "./files.ts";

/** The files of a folder, which may itself be a link. */
export const folderFiles = (dir: string): WritableFiles => new Folder(path.resolve(dir));

/** The files of a list that may be named by its folder's path. */
export const filesOf = <Given extends Files>(list: string | Given): Given | WritableFiles =>
  typeof list === "string" ? folderFiles(list) : list;

class Folder implements WritableFiles {
  constructor(readonly dir: string) {}

  stat(name: string): FileKind | undefined {
    // The slash looks through a link that the list's folder is.
    if (name === "") return kindOf(lstatSync(`${this.dir}/`));
    let kind: FileKind | undefined;
    for (let end = 0; end < name.length;) {
      end = name.indexOf("/", end + 1);
      if (end < 0) end = name.length;
      const step = name.slice(name.lastIndexOf("/", end - 1) + 1, end);
      if (step === ".." || step === "." || step === "") return undefined;
      kind = look(`${this.dir}/${name.slice(0, end)}`);
      if (kind === undefined || kind === "link") return kind;
    }
    return kind;
  }

  list(folder: string): NamedFile[] {
    if (this.stat(folder) !== "folder") return [];
    return readdirSync(path.join(this.dir, folder), { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      kind: kindOf(entry),
    }));
  }

  read(name: string): Uint8Array | undefined {
    return this.stat(name) === "file" ? readFileSync(path.join(this.dir, name)) : undefined;
  }

  /** The text goes to a new file beside it, reaches the disk, and is renamed (POSIX rename). */
  write(name: string, content: string | Uint8Array): void {
    const problem = linkProblem(this, name);
    if (problem !== undefined) throw new Error(problem);
    const target = path.join(this.dir, name);
    if (!isInside(this.dir, target)) throw new Error(`${name} stands outside ${this.dir}`);
    mkdirSync(path.dirname(target), { recursive: true });
    const fresh = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
    removeLeftovers(target);
    try {
      const handle = openSync(fresh, "wx", modeOf(target));
      try {
        const bytes = typeof content === "string" ? Buffer.from(content) : content;
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

  remove(name: string): void {
    if (this.stat(name) === "file") rmSync(path.join(this.dir, name));
  }
}

/** Whether a place is a folder, or within it; links are not looked through. */
export function isInside(folder: string, place: string): boolean {
  const inside = path.relative(folder, place);
  return inside !== ".." && !inside.startsWith(`..${path.sep}`) && !path.isAbsolute(inside);
}

const kindOf = (entry: Dirent | Stats): FileKind =>
  entry.isFile()
    ? "file"
    : entry.isDirectory()
      ? "folder"
      : entry.isSymbolicLink()
        ? "link"
        : "other";

function look(place: string): FileKind | undefined {
  try {
    return kindOf(lstatSync(place));
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["ENOENT", "ENOTDIR", "ELOOP"].includes(code)) return undefined;
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

function modeOf(file: string): number {
  try {
    return statSync(file).mode & 0o777;
  } catch {
    return 0o666;
  }
}
