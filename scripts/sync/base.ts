// What a page and its data both come from. Look here where sync or generate take the wrong side.
import { SETTINGS } from "../data/data-files.ts";
import { type Files, textOf } from "../files/files.ts";
import { isSame } from "../files/line-ends.ts";
import { blobFiles, treeFiles, writeBlobs } from "../git/files.ts";
import {
  checkedOut,
  commitsThatChanged,
  findRepository,
  GitError,
  isShallow,
  type Repository,
  resolveRevision,
} from "../git/git.ts";
import { type Base, blobsOf, isInStep, loadWhole, PARTS, partsOf } from "./whole.ts";
import { isGivenUp } from "./given-up.ts";
import type { ListPage } from "../page/pages.ts";
import { notedPage, type NotedPage, NoteFile, sha256 } from "./last-written.ts";

/** How many commits are looked through for the last one whose page and data agree. */
const LOOK_BACK = 200;

/** And how much they may hold together, in bytes: a list of 1 MB is read some thirty times. */
const MOST_BYTES = 30_000_000;

/** How many templates of before a page may still be made by. */
const FORMER_TEMPLATES = 5;

/** What git calls the sides of a merge that stopped. */
const SIDES = ["HEAD", "MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"];

/** Finds the base of a page. */
export class BaseFinder {
  private repository: Repository | undefined;
  /** What git said: each question is a program to start. */
  private readonly files = new Map<string, Files | undefined>();
  private known: ReadonlyMap<string, Uint8Array> | undefined;
  private readonly loaded = new Map<string, Base | undefined>();
  /** The tree of the revision that the user names. */
  private named: string | undefined;
  private notes: NoteFile | undefined;
  private knownHead: string | undefined;
  /** Why there is no base. */
  reason = "";
  /** There are commits with sound lists, but none whose page and data agree. */
  outOfReach = false;

  /**
   * @param current the list as it is: where the base is the same, it is not read twice
   * @param dir its folder, where its files are those of git's index
   * @throws Error where the user names a revision that is none
   */
  constructor(
    private readonly current: Base,
    private readonly revision?: string,
    dir = current.list.files.dir,
  ) {
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
    if (revision === undefined) return;
    this.named = resolveRevision(this.repository, revision);
    if (this.named === undefined)
      throw new Error(
        `found no revision ${revision} in this repository; name a commit, a branch or a tag with --base`,
      );
  }

  /** The data, templates and pages at a revision, which is no name that a user gave; of none, none. */
  private filesOf(revision: string): Files | undefined {
    if (this.files.has(revision)) return this.files.get(revision);
    const pages = this.current.pages.map(({ file }) => file);
    let files: Files | undefined;
    try {
      files = treeFiles(this.repository!, revision, [...PARTS, ...pages], this.knownBlobs);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
    }
    this.files.set(revision, files);
    return files;
  }

  private get knownBlobs(): ReadonlyMap<string, Uint8Array> {
    return (this.known ??= blobsOf(this.current));
  }

  /** The list at any commit, or tree. */
  private at(revision: string, name: string): Base | undefined {
    const files = this.filesOf(revision);
    if (!files) return undefined;
    if (!this.loaded.has(revision)) this.loaded.set(revision, this.load(files, name));
    return this.loaded.get(revision);
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
   * What a page and the data both come from: the revision that the user names; else what `generate`
   * or `sync` wrote last, where that still holds; else the last commit whose page is what its data
   * makes. Where no such commit is within reach there is none: a wrong base would take edits of the
   * data for those of the page.
   *
   * @throws Error where the revision that the user names has no sound list
   */
  find(file: string): Base | undefined {
    const { revision } = this;
    if (revision === undefined || !this.repository)
      return (this.repository && (this.noted() ?? this.committed(file))) ?? this.settled(file);
    const base = this.at(this.named!, revision);
    if (base) return base;
    throw new Error(`${this.reason}; name another revision with --base`);
  }

  /** The list as it is, where its page shows already what the data make, in another layout. */
  private settled(file: string): Base | undefined {
    const { list, pages } = this.current;
    const own = pages.find((page) => page.file === file);
    return own?.actual !== undefined && isInStep(list, own) ? this.current : undefined;
  }

  private committed(file: string): Base | undefined {
    const head = this.at("HEAD", "the last commit");
    if (!head) {
      this.reason ||= "the repository has no commit yet";
      return undefined;
    }
    if (this.agrees("HEAD", head, file)) return head;
    let size = 0;
    const commits = commitsThatChanged(this.repository!, [...PARTS, file], LOOK_BACK);
    // The last of them left all as it is at HEAD.
    for (const commit of commits.slice(1)) {
      const base = this.at(commit, `commit ${commit.slice(0, 9)}`);
      if (base && this.agrees(commit, base, file)) return base;
      size += this.pageAt(commit, file)?.length ?? 0;
      if (size > MOST_BYTES) break;
    }
    this.outOfReach = true;
    this.reason = `no commit within reach has a ${file} that is what its data make`;
    return undefined;
  }

  /** Whether a page at a revision shows what the data there makes, in whatever layout. */
  private agrees(revision: string, { list, pages }: Base, file: string): boolean {
    const own = pages.find((page) => page.file === file);
    const actual = own && this.pageAt(revision, file);
    return actual !== undefined && isInStep(list, { ...own!, actual });
  }

  private pageAt(revision: string, file: string): string | undefined {
    const files = this.filesOf(revision);
    return files && textOf(files, file);
  }

  /**
   * Whether a page with conflict markers is as git left it, made of pages that are what their data
   * make: nothing on it was written by hand.
   */
  isGitsOwn(file: string, actual: string): boolean {
    if (!this.repository) return false;
    const sides = SIDES.filter((name) => this.filesOf(name) !== undefined);
    // What git wrote into the work tree when the merge stopped (git-merge of 2.34 and later).
    const left = this.pageAt("AUTO_MERGE", file);
    return (
      sides.length > 1 &&
      isSame(left, actual) &&
      sides.every((side) => {
        const base = this.at(side, side);
        return base !== undefined && this.agrees(side, base, file);
      })
    );
  }

  /** A template as it was before, its last versions. */
  *formerTemplates({ pattern }: ListPage): Generator<string> {
    if (!this.repository) return;
    for (const commit of commitsThatChanged(this.repository, [pattern.file], FORMER_TEMPLATES)) {
      const text = this.pageAt(commit, pattern.file);
      if (text !== undefined) yield text;
    }
  }

  /** A hint for where a base may be missing because the clone is cut off. */
  get hint(): string {
    return this.repository && isShallow(this.repository)
      ? "; this clone has no history: fetch it with git fetch --unshallow"
      : "";
  }

  /**
   * What was last generated or synced, while its data and templates are today's; or since the last
   * commit, while the data still have what they had then.
   */
  private noted(): Base | undefined {
    const note = this.notes?.read();
    if (!note) return undefined;
    try {
      const files = blobFiles(this.repository!, Object.entries(note.files), this.knownBlobs);
      const isCurrent = this.isCurrent(files);
      if (!isCurrent && note.head !== this.checkedOut) return undefined;
      const base = this.load(files, "what was last generated");
      if (!base || isCurrent) return base;
      const head = this.at("HEAD", "the last commit");
      return head && isGivenUp(head.list, base.list, this.current.list) ? undefined : base;
    } catch {
      // Nothing refers to these files, so git may have removed some of them.
      return undefined;
    }
  }

  private get checkedOut(): string | undefined {
    return (this.knownHead ??= checkedOut(this.repository!));
  }

  /** A page that stands as it was last generated: nobody has edited it since. */
  asGenerated(file: string, actual: string): NotedPage | undefined {
    const note = this.notes?.read();
    // What was taken from the page may have been given up in the data; and on other commits, a page
    // that is as it was here was made so by hand.
    if (note?.synced !== false) return undefined;
    const page = note.pages?.[file];
    const isIt = page?.sha256 === sha256(actual) && note.head === this.checkedOut;
    return isIt ? page : undefined;
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
      const head = this.checkedOut;
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
