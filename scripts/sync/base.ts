import { SETTINGS } from "../data/data-files.ts";
import { type Files, filesUnder, textOf } from "../files/files.ts";
import { blobFiles, treeFiles, writeBlobs } from "../git/files.ts";
import {
  commitsThatChanged,
  findRepository,
  GitError,
  isShallow,
  type Repository,
  resolveRevision,
} from "../git/git.ts";
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

const partsOf = (files: Files): string[] => PARTS.flatMap((part) => [...filesUnder(files, part)]);

/** How many commits are looked through for the last one whose page and data agree. */
const LOOK_BACK = 12;

/** What git calls the sides of a merge that stopped. */
const SIDES = ["HEAD", "MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"];

/** Finds the base of a page. */
export class BaseFinder {
  private repository: Repository | undefined;
  /** What git said: each question is a program to start. */
  private readonly resolved = new Map<string, string | undefined>();
  private readonly files = new Map<string, Files>();
  private readonly loaded = new Map<string, Base | undefined>();
  private notes: NoteFile | undefined;
  /** Why there is no base. */
  reason = "";

  /**
   * @param current the list as it is: where the base is the same, it is not read twice
   * @throws Error where the user names a revision that is none
   */
  constructor(
    private readonly current: Base,
    private readonly revision?: string,
  ) {
    const { dir } = current.list.files;
    if (dir === undefined) {
      this.reason = "the list stands in no folder";
      return;
    }
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
  private filesOf(tree: string): Files {
    let files = this.files.get(tree);
    if (!files) {
      const pages = this.current.pages.map(({ file }) => file);
      files = treeFiles(this.repository!, tree, [...PARTS, ...pages]);
      this.files.set(tree, files);
    }
    return files;
  }

  /** The list at any commit, or tree. */
  private at(revision: string, name: string): Base | undefined {
    const tree = this.resolve(revision);
    if (tree === undefined) return undefined;
    if (!this.loaded.has(tree)) this.loaded.set(tree, this.load(this.filesOf(tree), name));
    return this.loaded.get(tree);
  }

  private load(files: Files, name: string): Base | undefined {
    if (files.stat(SETTINGS) !== "file") {
      this.reason = `${name} has no data/list.json`;
      return undefined;
    }
    if (this.isCurrent(files)) return this.current;
    const base = loadWhole(files);
    const [finding] = base.findings;
    if (!finding) return { list: base.list, pages: base.pages };
    this.reason = `the data at ${name} is not sound (${finding.file}:${finding.line}: ${finding.message})`;
    return undefined;
  }

  /** Whether files of a revision are those that the list is read from. */
  private isCurrent(files: Files): boolean {
    const { list, pages } = this.current;
    const used = [...list.documents.keys(), ...pages.map(({ pattern }) => pattern.file)];
    return (
      used.every((file) => files.stat(file) === "file") &&
      partsOf(files).every((file) => {
        const bytes = list.files.read(file);
        return bytes !== undefined && Buffer.compare(bytes, files.read(file)!) === 0;
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
    return page !== undefined && this.pageAt(revision, file) === page;
  }

  /** Whether a page is as the last commit has it; git may check it out with other line ends. */
  private isCommitted(file: string, actual: string): boolean {
    const committed = this.pageAt("HEAD", file);
    return committed === actual || committed === actual.replaceAll("\r\n", "\n");
  }

  private pageAt(revision: string, file: string): string | undefined {
    return textOf(this.filesOf(this.resolve(revision)!), file);
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
      const files = blobFiles(this.repository!, Object.entries(note.files));
      return this.load(files, "what was last generated");
    } catch {
      // Nothing refers to these files, so git may have removed some of them.
      return undefined;
    }
  }

  /** Whether the data are as at the last commit; git may check them out with other line ends. */
  private dataAreCommitted(): boolean {
    const { documents } = this.current.list;
    const committed = this.filesOf(this.resolve("HEAD")!);
    const isData = (name: string) => /^data\/(?!schema\/).*\.json$/.test(name);
    const plain = (text: string | undefined) => text?.replaceAll("\r\n", "\n");
    return (
      [...filesUnder(committed, "data")].filter(isData).every((name) => documents.has(name)) &&
      [...documents].every(([name, { text }]) => plain(text) === plain(textOf(committed, name)))
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
        files: Object.fromEntries(writeBlobs(repository, partsOf(this.current.list.files))),
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
function loadWhole(files: Files): { list: LoadedList } & ReturnType<typeof listPages> {
  const list = loadList(files);
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
