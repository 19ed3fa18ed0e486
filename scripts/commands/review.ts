/**
 * The review of a change, such as a pull request: what it does to the pages, what is wrong with it,
 * and the one command that mends that. Look here for which situation is told how.
 */
import { type Checked, checkList } from "./check.ts";
import { textOf } from "../files/files.ts";
import { folderFiles } from "../files/folder.ts";
import { loadList } from "../data/load.ts";
import type { Finding } from "../finding/finding.ts";
import { shellWord } from "../finding/shell.ts";
import { changedFiles, treeOf } from "../git/changed.ts";
import { treeFiles } from "../git/files.ts";
import { findRepository, GitError, type Repository } from "../git/git.ts";
import { pullRequest } from "../git/pull-request.ts";
import { listPages } from "../page/pages.ts";
import type { Review } from "../report/review.ts";
import { sync } from "../sync/sync.ts";

export interface ReviewOptions {
  /** What the change starts from. */
  since?: string;
  /** The branch that the change is to be merged into, where it is a pull request. */
  into?: string;
}

/**
 * Reviews what a change does to a list.
 *
 * @throws GitError where `since` is no revision
 */
export function review(dir: string, { since, into }: ReviewOptions = {}): Review {
  let repository: Repository | undefined;
  let base = since;
  let fork = since;
  let note: string | undefined;
  try {
    repository = findRepository(dir);
    if (since === undefined && into !== undefined) ({ base, fork } = pullRequest(repository, into));
  } catch (error) {
    if (!(error instanceof GitError) || since !== undefined) throw error;
    if (into !== undefined) note = error.message;
  }
  const place = repository?.prefix ? ` -C ${shellWord(repository.prefix.replace(/\/$/, ""))}` : "";
  if (!repository || base === undefined)
    return { ...checkList(dir), pages: [], written: [], ...(note === undefined ? {} : { note }) };

  const tree = treeOf(repository, base);
  const now = folderFiles(dir);
  const before = treeFiles(repository, tree);
  const changed = changedFiles(before, now);
  if (now.stat("data") !== "folder" && changed.size > 0)
    return { ...gone(repository, fork!), changed, pages: [], written: [] };
  const { pages } = listPages(loadList(now));
  const ofData = [...changed].some((file) => /^(?:data|templates)\//.test(file));
  const ofPage = pages.some(({ file }) => changed.has(file));
  // The pages are made anew once this is merged: what counts is the pages that the data will make.
  const generated = ofData && !ofPage;
  const checked = checkList(dir, { generated, since: base });
  const shown = pages.map(({ file, page, actual = "" }) => ({
    file,
    before: textOf(before, file) ?? "",
    after: generated ? page.text : actual,
  }));
  const made: Review = { ...checked, changed, pages: shown, written: [] };
  const isWrong = checked.findings.some(({ severity }) => severity === "error");
  if (isWrong && ofPage)
    return withEdit(dir, made, base, `npx paperlist sync --base ${named(fork!)}${place}`);
  const fixable = checked.findings.some(({ fix }) => fix);
  return fixable && !isWrong ? { ...made, command: `npx paperlist lint --fix${place}` } : made;
}

/** The edit of a page as an edit of the data, or what keeps it from being one. */
function withEdit(dir: string, review: Review, base: string, command: string): Review {
  const { edits, written, findings } = sync(dir, { base, dryRun: true });
  const warnings = review.findings.filter(({ severity }) => severity === "warning");
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return { ...review, findings: [...errors, ...warnings] };
  if (written.length === 0) return review;
  const [first] = edits;
  const edit: Finding = {
    rule: "hand-edit",
    severity: "error",
    message: `the page and the data do not agree: the page is made from the data, and ${edits.length === 0 ? "its layout is not the generator's" : edits.length === 1 ? "one edit of it is not in them" : `${edits.length} edits of it are not in them`}; run "${command}", and commit what it writes`,
    file: first?.file ?? review.findings.find(({ severity }) => severity === "error")!.file,
    line: first?.line ?? 1,
    column: first?.column ?? 1,
  };
  return { ...review, findings: [edit, ...warnings], written, command };
}

/** A list whose data are gone. */
function gone({ prefix }: Repository, fork: string): Checked {
  const mend = `git checkout ${named(fork)} -- ${shellWord(`${prefix}data`)}`;
  const finding: Finding = {
    rule: "data",
    severity: "error",
    message: `found no folder data, which the pages are made from; bring it back with "${mend}"`,
    file: "data/list.json",
    line: 1,
    column: 1,
  };
  return { findings: [finding], older: [], sources: new Map() };
}

/** A revision as a person types it. */
const named = (revision: string): string =>
  /^[0-9a-f]{40,}$/.test(revision) ? revision.slice(0, 12) : shellWord(revision);
