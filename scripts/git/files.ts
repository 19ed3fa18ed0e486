/** A list's files as git has them, in a tree or in the index: nothing is written to disk for it. */
import { createHash } from "node:crypto";
import type { FileKind, Files, NamedFile } from "../files/files.ts";
import { NameTree } from "../files/memory.ts";
import { git, GitError, type Repository } from "./git.ts";

/**
 * The files of a list at a revision.
 *
 * @param only the files and folders that are looked at; of a large repository, the rest costs time
 * @param known what need not be asked for, by its object
 */
export function treeFiles(
  repository: Repository,
  tree: string,
  only: readonly string[] = [""],
  known?: ReadonlyMap<string, Uint8Array>,
): Files {
  const { prefix } = repository;
  const paths = only.map((name) => prefix + name).filter((path) => path !== "");
  const listed = git(repository, ["ls-tree", "-r", "-z", "--full-tree", tree, "--", ...paths]);
  return new GitFiles(repository, blobsIn(listed, /^(\d+) \S+ (\S+)\t/, prefix), known);
}

/**
 * The files of a list as git's index has them: as they would be committed.
 *
 * @throws GitError where a merge has not been settled
 */
export function indexFiles(repository: Repository): Files {
  const { prefix } = repository;
  const paths = prefix === "" ? [] : [prefix];
  const listed = git(repository, ["ls-files", "--stage", "-z", "--full-name", "--", ...paths]);
  const blobs = blobsIn(listed, /^(\d+) (\S+) 0\t/, prefix, (entry) => {
    const file = entry.slice(entry.indexOf("\t") + 1 + prefix.length);
    throw new GitError(`${file} is in conflict; settle it, and run "git add ${file}"`);
  });
  // What is only intended to be added is listed as an empty file; no commit has it.
  if ([...blobs.values()].some(({ id }) => EMPTY.test(id))) {
    const args = ["diff-files", "--diff-filter=A", "--name-only", "-z", "--", ...paths];
    for (const name of git(repository, args).toString().split("\0"))
      blobs.delete(name.slice(prefix.length));
  }
  return new GitFiles(repository, blobs);
}

/** How git calls the object of an empty file, by SHA-1 and SHA-256. */
const EMPTY = /^(?:e69de29bb2d1d643|473a0f4c3be8a936)/;

/**
 * Files that git has among its objects.
 *
 * @param ids the object of each, by its name
 */
export const blobFiles = (
  repository: Repository,
  ids: Iterable<readonly [string, string]>,
  known?: ReadonlyMap<string, Uint8Array>,
): Files =>
  new GitFiles(
    repository,
    new Map([...ids].map(([name, id]) => [name, { id, mode: "100644" }])),
    known,
  );

/** How git calls the object of a file in most repositories, by SHA-1 (gitformat-pack(5)). */
export const blobId = (bytes: Uint8Array): string =>
  createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");

/** A file in git: its object, and what it is. */
interface Blob {
  id: string;
  mode: string;
}

/** What a command lists, each entry with its name after a tab (NUL between them). */
function blobsIn(
  listed: Buffer,
  form: RegExp,
  prefix: string,
  refuse?: (entry: string) => never,
): Map<string, Blob> {
  const blobs = new Map<string, Blob>();
  for (const entry of listed.toString().split("\0")) {
    const found = form.exec(entry);
    if (found)
      blobs.set(entry.slice(found[0].length + prefix.length), { mode: found[1]!, id: found[2]! });
    else if (entry !== "") refuse?.(entry);
  }
  return blobs;
}

/** What a file's mode in git says that it is: links and submodules lead elsewhere. */
const kindOf = (mode: string): FileKind =>
  mode.startsWith("100") ? "file" : mode === "120000" ? "link" : "other";

class GitFiles implements Files {
  private readonly names = new NameTree();
  /** What was read, by its object. */
  private readonly known: Map<string, Uint8Array>;

  constructor(
    private readonly repository: Repository,
    private readonly blobs: ReadonlyMap<string, Blob>,
    known: ReadonlyMap<string, Uint8Array> = new Map(),
  ) {
    this.known = new Map(known);
    for (const [name, { mode }] of blobs) this.names.add(name, kindOf(mode));
  }

  stat(name: string): FileKind | undefined {
    return name === "" ? "folder" : this.names.stat(name);
  }

  list(folder: string): NamedFile[] {
    return this.names.list(folder);
  }

  read(name: string): Uint8Array | undefined {
    if (this.stat(name) !== "file") return undefined;
    const { id } = this.blobs.get(name)!;
    // Each question is a program to start: all that a list is read from is asked for at once.
    if (!this.known.has(id)) this.fetch([name, ...this.parts()]);
    return this.known.get(id);
  }

  /** Data, templates, and the pages that these make. */
  private *parts(): Generator<string> {
    for (const name of this.blobs.keys())
      if (/^(?:data|templates)\//.test(name) || this.blobs.has(`templates/${name}`))
        if (this.stat(name) === "file") yield name;
  }

  private fetch(names: Iterable<string>): void {
    const asked = [...names].map((name) => this.blobs.get(name)!.id);
    const ids = [...new Set(asked)].filter((id) => !this.known.has(id));
    const input = Buffer.from(ids.map((id) => `${id}\n`).join(""));
    const output = git(this.repository, ["cat-file", "--batch"], input);
    let at = 0;
    for (const id of ids) {
      const end = output.indexOf(10, at);
      const [, type, size] = output.toString("latin1", at, end).split(" ");
      if (type !== "blob") throw new GitError(`found no object ${id} in this repository`);
      this.known.set(id, output.subarray(end + 1, end + 1 + Number(size)));
      at = end + 1 + Number(size) + 1;
    }
  }
}

/**
 * Writes files of a list as they are now into git's objects; nothing refers to them.
 *
 * @returns the object of each, by its name
 */
export function writeBlobs(repository: Repository, names: readonly string[]): Map<string, string> {
  const paths = names.map((name) => `${inC(repository.prefix + name)}\n`).join("");
  const args = ["hash-object", "-w", "--no-filters", "--stdin-paths"];
  const ids = git(repository, args, Buffer.from(paths)).toString().split("\n");
  return new Map(names.map((name, index) => [name, ids[index]!]));
}

/** A path as git reads it between quotes: bytes in octal. */
const inC = (name: string): string =>
  `"${[...Buffer.from(name)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")}"`;
