/** Files that stand on no disk: a list in memory, or others' files with changes laid over them. */
import type { FileKind, Files, NamedFile, WritableFiles } from "./files.ts";

/** Files in memory, by their names. */
export const memoryFiles = (
  contents: Iterable<readonly [string, string | Uint8Array]> = [],
): WritableFiles => new Overlay(nothing, contents);

/** Other files with changes over them, which these never see; undefined takes a file away. */
export const overlay = (
  base: Files,
  changes: Iterable<readonly [string, string | Uint8Array | undefined]>,
): WritableFiles => new Overlay(base, changes);

const nothing: Files = { stat: () => undefined, list: () => [], read: () => undefined };

class Overlay implements WritableFiles {
  private readonly names = new NameTree();
  private readonly changes = new Map<string, string | Uint8Array | undefined>();

  constructor(
    private readonly base: Files,
    changes: Iterable<readonly [string, string | Uint8Array | undefined]>,
  ) {
    for (const [name, content] of changes) {
      if (content === undefined) this.remove(name);
      else this.write(name, content);
    }
  }

  stat(name: string): FileKind | undefined {
    if (name === "") return "folder";
    return this.names.stat(name) ?? (this.changes.has(name) ? undefined : this.base.stat(name));
  }

  list(folder: string): NamedFile[] {
    const own = this.names.list(folder);
    const named = new Set(own.map(({ name }) => name));
    const prefix = folder === "" ? "" : `${folder}/`;
    const there = this.base
      .list(folder)
      .filter(({ name }) => !named.has(name) && !this.changes.has(prefix + name));
    return [...there, ...own];
  }

  read(name: string): Uint8Array | undefined {
    if (!this.changes.has(name)) return this.base.read(name);
    const content = this.changes.get(name);
    return typeof content === "string" ? Buffer.from(content) : content;
  }

  write(name: string, content: string | Uint8Array): void {
    this.changes.set(name, content);
    this.names.add(name, "file");
  }

  remove(name: string): void {
    this.changes.set(name, undefined);
    this.names.remove(name);
  }
}

/** Names of files as folders hold them; a folder is there with what stands in it. */
export class NameTree {
  private readonly folders = new Map<string, Map<string, FileKind>>();

  add(name: string, kind: FileKind): void {
    const [folder, own] = split(name);
    let names = this.folders.get(folder);
    if (!names) {
      names = new Map<string, FileKind>();
      this.folders.set(folder, names);
      if (folder !== "") this.add(folder, "folder");
    }
    names.set(own, kind);
  }

  remove(name: string): void {
    const [folder, own] = split(name);
    this.folders.get(folder)?.delete(own);
  }

  stat(name: string): FileKind | undefined {
    const [folder, own] = split(name);
    const kind = this.folders.get(folder)?.get(own);
    if (kind !== undefined || folder === "") return kind;
    return this.stat(folder) === "link" ? "link" : undefined;
  }

  list(folder: string): NamedFile[] {
    return [...(this.folders.get(folder) ?? [])].map(([name, kind]) => ({ name, kind }));
  }
}

/** A name's folder, and what it is called there. */
function split(name: string): [string, string] {
  const slash = name.lastIndexOf("/");
  return [name.slice(0, Math.max(slash, 0)), name.slice(slash + 1)];
}
