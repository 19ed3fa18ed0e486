// `sync`: page edits into the data, all pages anew, nothing written where anything is left to
// settle.
import { conflictAt } from "../page/conflict.ts";
import { quote } from "../finding/quote.ts";
import { BaseFinder } from "./base.ts";
import type { Base } from "./whole.ts";
import { textOf, type WritableFiles } from "../files/files.ts";
import { filesOf } from "../files/folder.ts";
import { overlay } from "../files/memory.ts";
import type { Finding } from "../finding/finding.ts";
import { unifiedDiff } from "../pairing/text-diff.ts";
import { takeInForm } from "./former-template.ts";
import { noBase, unsettled } from "./unsettled.ts";
import { unreadable } from "../drift/unreadable.ts";
import { withLineEnd } from "../files/line-ends.ts";
import { loadList } from "../data/load.ts";
import { fieldValue, type LoadedList, type Rec } from "../data/record.ts";
import type { Page } from "../page/render.ts";
import { type ListPage, listPages, renderPages } from "../page/pages.ts";
import type { Merge, PageEdit, Preference } from "./types.ts";
import type { Taken } from "./take.ts";
import { reordered } from "./order.ts";
import { dataShrunk, pageShrunk } from "./shrunk.ts";
import { shownRecords } from "./triples.ts";
import { unsound } from "./unsound.ts";
import { type Changes, changeFiles } from "./write.ts";

export interface SyncOptions {
  /** The revision that both the page and the data come from. */
  base?: string;
  prefer?: Preference;
  /** Only tells what would change. */
  dryRun?: boolean;
  /** Takes many removals at once, and writes pages over what cannot go into the data. */
  force?: boolean;
}

export interface Synced {
  /** Conflicts and whatever else keeps data or pages from being written; warnings too. */
  findings: Finding[];
  edits: PageEdit[];
  /** What was written, or with `dryRun` would be, with a unified diff each. */
  written: { file: string; change: "created" | "updated" | "removed"; patch: string }[];
  /** The pages as the findings speak of them, before they were written anew. */
  sources: ReadonlyMap<string, string>;
}

/**
 * Brings what was edited on the pages into the data: a merge of entries between the base, the data
 * and the page; then writes the pages anew. Nothing is written where anything is in conflict or
 * would not be sound; a page is left as it is where something on it cannot go into the data.
 *
 * @throws Error where the base is no revision, or a file cannot be written
 */
export function sync(from: string | WritableFiles, options: SyncOptions = {}): Synced {
  const files = filesOf(from);
  const list = loadList(files);
  if (list.findings.length > 0) return nothing(list.findings);
  const { pages, findings } = listPages(list);
  if (findings.length > 0) return nothing(findings);
  return new Syncer(files, list, pages, options).run();
}

const nothing = (findings: Finding[]): Synced => ({
  findings,
  edits: [],
  written: [],
  sources: new Map(),
});

class Syncer {
  private readonly finder: BaseFinder;
  private readonly findings: Finding[] = [];
  private readonly edits: PageEdit[] = [];
  private readonly changes: Changes = new Map();
  /** Pages with something on them that would be lost. */
  private readonly held = new Set<string>();
  private blocked = false;

  constructor(
    private readonly files: WritableFiles,
    private list: LoadedList,
    private pages: ListPage[],
    private readonly options: SyncOptions,
  ) {
    this.finder = new BaseFinder({ list, pages }, options.base);
  }

  run(): Synced {
    // What another page does not show of a new entry, a page that shows more may have.
    const shows = ({ pattern }: ListPage) =>
      [...pattern.shownFields.values()].reduce((sum, fields) => sum + fields.size, 0);
    const inTurn = [...this.pages].sort((a, b) => shows(b) - shows(a));
    for (const { file, actual } of inTurn) {
      const own = this.pages.find((page) => page.file === file)!;
      if (actual !== undefined && actual !== own.page.text) this.page(own, actual);
    }
    const written = this.blocked ? [] : this.write();
    return {
      findings: this.findings,
      edits: this.blocked ? [] : this.edits,
      written,
      sources: new Map(this.pages.map(({ file, actual = "" }) => [file, actual])),
    };
  }

  private page(own: ListPage, actual: string): void {
    if (conflictAt(actual) !== undefined) {
      this.block([unsettled(own, this.finder)]);
      return;
    }
    if (actual.trim() === "") {
      const message = 'found an empty page; run "paperlist generate --force" to write it anew';
      this.block([
        { rule: "shrunk", severity: "error", message, file: own.file, line: 1, column: 1 },
      ]);
      return;
    }
    const base = this.base(own);
    if (!base) return;
    const old = base.pages.find(({ file }) => file === own.file)?.page;
    const { prefer, force } = this.options;
    const gone = (kind: string) => (old && !force ? shownRecords(old, kind).length : 0);
    const lost = dataShrunk(this.list, own, gone);
    this.block(lost);
    if (lost.length > 0 || old?.text === actual) return;
    const taken = takeInForm(this.finder, this.list, own, actual, base, prefer, this.edits);
    if ("rule" in taken) {
      this.block([taken]);
      return;
    }
    const broken = unsound(this.list, own, taken);
    this.block(taken.conflicts);
    this.block(broken);
    const accident = force ? [] : pageShrunk(own.file, actual, old, taken);
    if (accident.length > 0) {
      this.block(accident);
      return;
    }
    const settled = taken.conflicts.length + broken.length === 0;
    const made = settled ? this.apply(own, taken) : undefined;
    this.tell(taken.damaged);
    // Of a page that is not taken, nothing tells what would be left.
    if (!made) return;
    const { left, warnings } = taken.rest(made);
    this.tell([...warnings, ...left]);
    if (taken.damaged.length + left.length > 0 && prefer !== "data" && !force)
      this.held.add(own.file);
  }

  private base(own: ListPage): Base | undefined {
    const { prefer } = this.options;
    const base = this.finder.find(own.file);
    if (base) return base;
    // What the data holds is then written over the page.
    if (prefer === "data") return undefined;
    if (prefer === "readme") return { list: this.list, pages: [] };
    this.block([noBase(own, this.finder)]);
    return undefined;
  }

  private block(findings: readonly Finding[]): void {
    this.tell(findings);
    this.blocked ||= findings.length > 0;
  }

  private tell(findings: readonly Finding[]): void {
    // As many arguments as a page may have lines are more than a call can take.
    for (const finding of findings) this.findings.push(finding);
  }

  /**
   * Takes the edits over into the texts of the data, and reads them as they will be.
   *
   * @returns the page that they make; undefined where they would not be sound
   */
  private apply(own: ListPage, taken: Taken): Page | undefined {
    const changes = changeFiles(this.list, taken.merge);
    const edits = taken.merge.edits.map(({ offset, ...edit }): PageEdit => ({
      ...edit,
      file: own.file,
      ...taken.at(offset),
    }));
    edits.push(...reorderedBy(taken, edits, own.file));
    if (changes.size > 0) {
      const list = loadList(overlay(this.list.files, changes));
      const { pages, findings } =
        list.findings.length > 0
          ? { pages: [], findings: list.findings }
          : renderPages(list, this.pages);
      if (findings.length > 0) {
        this.block(onPage(findings, edits));
        return undefined;
      }
      this.list = list;
      this.pages = pages;
    }
    const unmoved = orderedByFiles(this.list, taken.merge);
    for (const edit of edits)
      if (edit.change !== "moved" || !unmoved.has(edit.kind)) this.edits.push(edit);
    for (const [name, text] of changes) this.changes.set(name, text);
    return this.pages.find(({ file }) => file === own.file)!.page;
  }

  private write(): Synced["written"] {
    const pages = this.pages.filter(
      ({ file, page, actual }) => page.text !== actual && !this.held.has(file),
    );
    const broken = unreadable(this.list, pages);
    if (broken.length > 0) {
      this.tell(broken);
      return [];
    }
    const written: Synced["written"] = [];
    const put = (file: string, before: string | undefined, after: string | undefined) => {
      const names = [
        before === undefined ? "/dev/null" : `a/${file}`,
        after === undefined ? "/dev/null" : `b/${file}`,
      ] as const;
      const patch = unifiedDiff(names, before ?? "", after ?? "", 3);
      const change = before === undefined ? "created" : after === undefined ? "removed" : "updated";
      written.push({ file, change, patch });
      if (this.options.dryRun) return;
      if (after === undefined) this.files.remove(file);
      else this.files.write(file, after);
    };
    const changes = [...this.changes].map(([file, text]) => ({
      file,
      text,
      before: textOf(this.files, file),
    }));
    // Cut short, an entry that goes to another file stands in both, not in neither.
    const growth = ({ text = "", before = "" }: (typeof changes)[number]) =>
      text.length - before.length;
    for (const { file, text, before } of changes.sort((a, b) => growth(b) - growth(a)))
      if (text !== before) put(file, before, text);
    for (const { file, page, actual, lineEnd } of pages)
      put(file, actual && withLineEnd(actual, lineEnd), withLineEnd(page.text, lineEnd));
    if (!this.options.dryRun && written.length > 0) this.finder.note(this.pages, true);
    return written;
  }
}

/** What the data will have elsewhere so that the page keeps its order, besides what was moved there. */
function reorderedBy({ merge, at }: Taken, edits: readonly PageEdit[], file: string): PageEdit[] {
  const told = new Set(
    edits.filter(({ change }) => change === "moved").map(({ kind, entry }) => `${kind} ${entry}`),
  );
  return [...merge.records.values()].flatMap((merged) => {
    const kind = merged[0]?.kind;
    // Those that were moved on the page account for the others.
    if (kind === undefined || [...told].some((one) => one.startsWith(`${kind} `))) return [];
    return reordered(merged).flatMap(({ page }) =>
      page?.name === undefined
        ? []
        : { change: "moved" as const, kind, entry: page.name, file, ...at(page.offset) },
    );
  });
}

/** Kinds whose entries the files order otherwise than the page: a file's name gives its place. */
function orderedByFiles({ kinds, records }: LoadedList, merge: Merge): Set<string> {
  const found = new Set<string>();
  for (const [kind, merged] of merge.records) {
    const { key } = kinds.get(kind)!;
    const isOther = (record: Rec, index: number) =>
      fieldValue(record, key) !== fieldValue({ value: merged[index]!.value } as Rec, key);
    if (records.get(kind)!.some(isOther)) found.add(kind);
  }
  return found;
}

/** Findings about data that is not yet written, at the edits on the page that they come from. */
function onPage(findings: readonly Finding[], edits: readonly PageEdit[]): Finding[] {
  const last = new Map<string, PageEdit>();
  const key = (...of: (string | undefined)[]) => JSON.stringify(of);
  for (const edit of edits) last.set(key(edit.entry), edit).set(key(edit.entry, edit.field), edit);
  return findings.map((finding) => {
    const { data: _, ...rest } = finding;
    const edit = last.get(key(rest.entry, rest.field)) ?? last.get(key(rest.entry));
    if (!edit) return finding;
    const { file, line, column } = edit;
    const twin = edits.findLast(
      (one) => one !== edit && one.entry === edit.entry && one.kind === edit.kind,
    );
    const message =
      rest.rule === "repeated-entry" && twin
        ? `${quote(edit.entry)} stands in line ${twin.line} already; remove one of them, and run "paperlist sync" again`
        : `${rest.message} (in the data as it would be)`;
    return { ...rest, message, file, line, column };
  });
}
