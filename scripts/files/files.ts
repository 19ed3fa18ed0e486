/**
 * The files of a list, wherever they stand: in a folder, in git's index or one of its trees, in
 * memory. All that reads a list reads it through this. Names are relative to the list's folder,
 * with forward slashes; no symbolic link is followed, and nothing outside is there.
 */
import { isUtf8, transcode } from "node:buffer";
import { isSame } from "./line-ends.ts";

/** What stands under a name. */
export type FileKind = "file" | "folder" | "link" | "other";

export interface NamedFile {
  name: string;
  kind: FileKind;
}

export interface Files {
  /** The folder on disk that these files are; undefined where they stand in none. */
  readonly dir?: string;
  /** What stands under a name: `link` too where a link stands on the way; undefined for nothing. */
  stat(name: string): FileKind | undefined;
  /** What stands in a folder, in no order; nothing where it is none. `""` is the list's own. */
  list(folder: string): NamedFile[];
  /**
   * The bytes of a file; undefined where none stands there.
   *
   * @throws Error where it cannot be read
   */
  read(name: string): Uint8Array | undefined;
}

export interface WritableFiles extends Files {
  /**
   * Puts a file in the place of what stands there, whole or not at all.
   *
   * @throws Error where a link stands on the way, or writing fails; the old file is then as it was
   */
  write(name: string, content: string | Uint8Array): void;
  remove(name: string): void;
}

/** What is said of a link on the way to a file; undefined where there is none. */
export function linkProblem(files: Files, name: string): string | undefined {
  if (files.stat(name) !== "link") return undefined;
  const steps = name.split("/");
  const link = steps
    .map((_, index) => steps.slice(0, index + 1).join("/"))
    .find((part) => files.stat(part) === "link");
  return `${link} is a link, which may lead out of the list's folder; put what it leads to in its place`;
}

/** What is said of a file whose encoding is another one. */
export const NOT_UTF8 = "found bytes that are not UTF-8; save the file as UTF-8";

/** A file's text, and where in it the first byte stands that is not UTF-8, if any. */
export interface Text {
  text: string;
  brokenAt: number | undefined;
}

/** Reads bytes as UTF-8 (RFC 3629). */
export function decode(bytes: Uint8Array): Text {
  if (isUtf8(bytes)) {
    // Twice as fast as to read them as UTF-8.
    const text = transcode(bytes, "utf8", "utf16le").toString("utf16le");
    return { text, brokenAt: undefined };
  }
  const text = Buffer.from(bytes).toString("utf8");
  return { text, brokenAt: text.indexOf("\uFFFD") };
}

/** Reads a file as UTF-8, or says what is wrong with it as a file. */
export function readText(files: Files, name: string): Text | { problem: string } {
  const bytes = files.read(name);
  if (bytes) return decode(bytes);
  return {
    problem:
      linkProblem(files, name) ??
      (files.stat(name) === "folder"
        ? `found a folder at ${name}, expected a file; move it away`
        : `${name} is no file; put a file in its place`),
  };
}

/** The text of a file that may not be there, or not be one. */
export function textOf(files: Files, name: string): string | undefined {
  const bytes = files.read(name);
  return bytes && decode(bytes).text;
}

/** The names of all files under a folder, at any depth. */
export function* filesUnder(files: Files, folder: string): Generator<string> {
  for (const { name, kind } of files.list(folder)) {
    const full = folder === "" ? name : `${folder}/${name}`;
    if (kind === "file") yield full;
    else if (kind === "folder") yield* filesUnder(files, full);
  }
}

/**
 * Writes the files that are not there or hold something else; other line ends are nothing else.
 *
 * @param texts by their names
 * @param check only tells
 * @returns the files that were stale
 */
export function writeStale(
  files: WritableFiles,
  texts: ReadonlyMap<string, string>,
  { check = false } = {},
): string[] {
  const stale = [...texts].filter(([name, text]) => !isSame(textOf(files, name), text));
  for (const [name, text] of check ? [] : stale) files.write(name, text);
  return stale.map(([name]) => name);
}
