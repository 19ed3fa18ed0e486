import { SETTINGS } from "../data/data-files.ts";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  commitsThatChanged,
  filesAt,
  findRepository,
  GitError,
  isShallow,
  readBlobs,
  type Repository,
  resolveRevision,
  writeBlobs,
} from "../git/git.ts";
import { filesUnder, isFile, isInside } from "../data/inside.ts";
import { loadList } from "../data/load.ts";
import type { LoadedList } from "../data/record.ts";
import { type ListPage, listPages } from "../page/pages.ts";
import { type NotedPage, NoteFile, sha256 } from "./note.ts";
import { shownRecords } from "./triples.ts";

/** A list as it was: the common ground of what was edited since on either side. */
export interface Base {
  list: LoadedList;
  pages: ListPage[];
}

/** The folders that make a list's pages. */
const PARTS = ["data", "templates"];

/** Stands for a tree where files were noted without one. */
const NOTED = "noted";

const isPart = (file: string): boolean => PARTS.some((part) => file.startsWith(`${part}/`));

/** How many commits are looked through for the last one whose page and data agree. */
const LOOK_BACK = 12;

/** What git calls the sides of a merge that stopped. */
const SIDES = ["HEAD", "MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"];

/** Finds the base of a page. */
export class BaseFinder {
  private repository: Repository | undefined;
  /** What git said: each question is a program to start. */
  private readonly resolved = new Map<string, string | undefined>();
  private readonly files = new Map<string, ReadonlyMap<string, Buffer>>();
  private readonly loaded = new Map<string, Base | undefined>();
  private notes: NoteFile | undefined;
  /** Why there is no base. */
  reason = "";

  /**
   * @param current the list as it is: where the base is the same, it is not read twice
   * @throws Error where the user names a revision that is none
   */
  constructor(
    private readonly dir: string,
    private readonly current: Base,
    private readonly revision?: string,
  ) {
    try {
      this.repository = findRepository(dir);
      this.notes = new NoteFile(this.repository);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      this.reason = `the list's folder is in no git repository that could be read (${error.message.split("\n")[0]})`;
      return;
    }
    if (revision !== undefined && this.resolve(revision) === undefined)
      throw new Error(
        `found no revision ${revision} in this repository; name a commit, a branch or a tag with --base`,
      );
  }

  private resolve(revision: string, type: "commit" | "tree" = "tree"): string | undefined {
    const asked = `${type} ${revision}`;
    if (!this.resolved.has(asked))
      this.resolved.set(asked, resolveRevision(this.repository!, revision, type));
    return this.resolved.get(asked);
  }

  /** The data, templates and pages of a tree. */
  private filesOf(tree: string): ReadonlyMap<string, Buffer> {
    let files = this.files.get(tree);
    if (!files) {
      const pages = this.current.pages.map(({ file }) => file);
      files = filesAt(this.repository!, tree, [...PARTS, ...pages]);
      this.files.set(tree, files);
    }
    return files;
  }

  /** The list at any commit, or tree. */
  private at(revision: string, name: string): Base | undefined {
    const tree = this.resolve(revision);
    return tree === undefined ? undefined : this.loadedFrom(tree, name);
  }

  private loadedFrom(tree: string, name: string): Base | undefined {
    if (!this.loaded.has(tree)) this.loaded.set(tree, this.load(tree, name));
    return this.loaded.get(tree);
  }

  private load(tree: string, name: string): Base | undefined {
    const files = new Map([...this.filesOf(tree)].filter(([file]) => isPart(file)));
    if (!files.has(SETTINGS)) {
      this.reason = `${name} has no data/list.json`;
      return undefined;
    }
    if (this.isCurrent(files)) return this.current;
    const base = withFiles(files, loadWhole);
    const [finding] = base.findings;
    if (!finding) return { list: base.list, pages: base.pages };
    this.reason = `the data at ${name} is not sound (${finding.file}:${finding.line}: ${finding.message})`;
    return undefined;
  }

  /** Whether files of a revision are those that the list is read from. */
  private isCurrent(files: ReadonlyMap<string, Buffer>): boolean {
    const { list, pages } = this.current;
    const used = [...list.files.keys(), ...pages.map(({ pattern }) => pattern.file)];
    return (
      used.every((file) => files.has(file)) &&
      [...files].every(([file, bytes]) => {
        return isFile(this.dir, file) && readFileSync(path.join(this.dir, file)).equals(bytes);
      })
    );
  }

  /**
   * What a page and the data both come from: the revision that the user names; else the last
   * commit, or, where its page is not what its data makes, the last one before it whose page is;
   * or else what `generate` or `sync` wrote since, unless the page is nearer to what was committed.
   *
   * @param actual the page's text
   * @throws Error where the revision that the user names has no sound list
   */
  find(file: string, actual: string): Base | undefined {
    const { repository, revision } = this;
    if (!repository) return undefined;
    if (revision !== undefined) {
      const base = this.at(revision, revision);
      if (base) return base;
      throw new Error(`${this.reason}; name another revision with --base`);
    }
    const committed = this.committed(file);
    const noted = committed && !this.isCommitted(file, actual) && this.noted();
    if (!noted) return committed;
    const [far, near] = [committed, noted].map((base) => {
      const text = base.pages.find((page) => page.file === file)?.page.text;
      return text === undefined ? Infinity : distance(text, actual);
    }) as [number, number];
    return near <= far ? noted : committed;
  }

  /** The last commit whose page is what its data makes; else the last that changed the page. */
  private committed(file: string): Base | undefined {
    const repository = this.repository!;
    const head = this.at("HEAD", "the last commit");
    if (!head) {
      this.reason ||= "the repository has no commit yet";
      return undefined;
    }
    if (this.agrees("HEAD", head, file)) return head;
    const commits = commitsThatChanged(repository, file, LOOK_BACK);
    for (const commit of commits) {
      const base = this.at(commit, `commit ${commit.slice(0, 9)}`);
      if (base && this.agrees(commit, base, file)) return base;
    }
    return (commits[0] && this.at(commits[0], `commit ${commits[0].slice(0, 9)}`)) || head;
  }

  /** Whether a page at a revision is what the data there makes. */
  private agrees(revision: string, base: Base, file: string): boolean {
    const page = base.pages.find((one) => one.file === file)?.page.text;
    return page !== undefined && this.pageAt(revision, file)?.toString("utf8") === page;
  }

  /** Whether a page is as the last commit has it; git may check it out with other line ends. */
  private isCommitted(file: string, actual: string): boolean {
    const bytes = this.pageAt("HEAD", file);
    return [actual, actual.replaceAll("\r\n", "\n")].some(
      (text) => Buffer.byteLength(text) === bytes?.length && bytes.equals(Buffer.from(text)),
    );
  }

  private pageAt(revision: string, file: string): Buffer | undefined {
    return this.filesOf(this.resolve(revision)!).get(file);
  }

  /**
   * Whether both sides of a merge that stopped had pages that are what their data makes, so that
   * nothing between its conflict markers was written by hand.
   */
  bothSidesAgree(file: string): boolean {
    if (!this.repository) return false;
    const sides = SIDES.filter((name) => this.resolve(name) !== undefined);
    return (
      sides.length > 1 &&
      sides.every((side) => {
        const base = this.at(side, side);
        return base !== undefined && this.agrees(side, base, file);
      })
    );
  }

  /** A hint for where a base may be missing because the clone is cut off. */
  get hint(): string {
    return this.repository && isShallow(this.repository)
      ? "; this clone has no history: fetch it with git fetch --unshallow"
      : "";
  }

  private noted(): Base | undefined {
    const note = this.notes?.read();
    if (!note || note.head !== this.resolve("HEAD", "commit")) return undefined;
    // Data that was taken from the page and then given up: the page alone has it now.
    if (note.synced && this.dataAreCommitted()) return undefined;
    try {
      const ids = new Map(Object.entries(note.files));
      if (!this.files.has(NOTED)) this.files.set(NOTED, readBlobs(this.repository!, ids));
      return this.loadedFrom(NOTED, "what was last generated");
    } catch {
      // Nothing refers to these files, so git may have removed some of them.
      return undefined;
    }
  }

  /** Whether the data are as at the last commit; git may check them out with other line ends. */
  private dataAreCommitted(): boolean {
    const { files } = this.current.list;
    const committed = this.filesOf(this.resolve("HEAD")!);
    const isData = (name: string) => /^data\/(?!schema\/).*\.json$/.test(name);
    const plain = (text: string | undefined) => text?.replaceAll("\r\n", "\n");
    return (
      [...committed.keys()].filter(isData).every((name) => files.has(name)) &&
      [...files].every(([name, { text }]) => {
        return plain(text) === plain(committed.get(name)?.toString("utf8"));
      })
    );
  }

  /** A page that stands as it was last generated: nobody has edited it since. */
  asGenerated(file: string, actual: string): NotedPage | undefined {
    const note = this.notes?.read();
    // What was taken from the page may have been given up in the data.
    const page = note?.synced === false ? note.pages?.[file] : undefined;
    return page?.sha256 === sha256(actual) ? page : undefined;
  }

  /**
   * Notes what the pages were just made from, so that data may change and pages be generated many
   * times before the next commit. It is a help only: where it cannot be written, there is none.
   *
   * @param synced whether edits of a page went into the data
   */
  note(pages: readonly ListPage[], synced: boolean): void {
    const { repository, notes } = this;
    if (!repository || !notes) return;
    try {
      const head = this.resolve("HEAD", "commit");
      if (head === undefined) return;
      const before = notes.read();
      notes.write({
        head,
        files: Object.fromEntries(
          writeBlobs(
            repository,
            PARTS.flatMap((part) => filesUnder(this.dir, part)),
          ),
        ),
        synced: synced || (before?.head === head && before.synced),
        pages: Object.fromEntries(pages.map((own) => [own.file, notedPage(own)])),
      });
    } catch {
      // Without the note, the next base is the last commit.
    }
  }
}

const notedPage = ({ page, pattern }: ListPage): NotedPage => ({
  sha256: sha256(page.text),
  entries: Object.fromEntries(
    [...pattern.shown.keys()].map((kind) => [kind, shownRecords(page, kind).length]),
  ),
});

/** A list with its pages, where it is sound. */
function loadWhole(dir: string): { list: LoadedList } & ReturnType<typeof listPages> {
  const list = loadList(dir);
  if (list.findings.length > 0) return { list, pages: [], findings: list.findings };
  return { list, ...listPages(list) };
}

/** How many lines of two texts are not in both, wherever they stand. */
function distance(a: string, b: string): number {
  const lines = new Map<string, number>();
  for (const line of a.split("\n")) lines.set(line, (lines.get(line) ?? 0) + 1);
  for (const line of b.split("\n")) lines.set(line, (lines.get(line) ?? 0) - 1);
  return [...lines.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}

/** Does something with files that stand nowhere yet, or no longer, in a folder of their own. */
export function withFiles<Made>(
  files: ReadonlyMap<string, string | Buffer>,
  act: (dir: string) => Made,
): Made {
  const dir = mkdtempSync(path.join(os.tmpdir(), "paperlist-"));
  try {
    for (const [name, content] of files) {
      const place = path.join(dir, name);
      if (!isInside(dir, place)) continue;
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, content);
    }
    return act(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
