/**
 * The check of a list beyond what stands in its folder: as it is staged, as the pages will be, and
 * since a revision. Look here for what hooks and pull requests are told.
 */
import path from "node:path";
import { type Files, textOf, type WritableFiles } from "../files/files.ts";
import { folderFiles } from "../files/folder.ts";
import type { Finding } from "../finding/finding.ts";
import { shellWord } from "../finding/shell.ts";
import { type Since, sinceBefore } from "../finding/older.ts";
import { generate } from "./generate.ts";
import { changedFiles, treeOf } from "../git/changed.ts";
import { findRepository, type Repository, resolveRevision } from "../git/git.ts";
import { treeFiles } from "../git/files.ts";
import { stagedFiles } from "../git/staged.ts";
import { lintList, lintWhole } from "./lint.ts";
import { nameMends } from "../sync/mends.ts";

interface CheckOptions {
  /** Checks what is staged in git. */
  staged?: boolean;
  /** Checks the pages as they would be written, and whether they would be. */
  generated?: boolean;
  /** Tells only what is new since this revision; of what is staged, since the last commit. */
  since?: string;
}

export interface Checked extends Since {
  /** The files that the findings speak of, as they were checked. */
  sources: ReadonlyMap<string, string>;
}

/**
 * Checks a list.
 *
 * @throws GitError where git is needed and cannot answer
 */
export function checkList(dir: string, options: CheckOptions = {}): Checked {
  if (options.staged) {
    const staged = stagedFiles(dir);
    if (!staged) return { findings: [], older: [], sources: new Map() };
    const { repository, files } = staged;
    const findings = nameMends(lintWhole(files), dir);
    const forgotten = hasErrors(findings) ? notStaged(dir, files) : [];
    const all = forgotten.length > 0 ? forgotten : findings;
    const since = resolveRevision(repository, options.since ?? "HEAD");
    return withSources(files, all, repository, since);
  }
  const files = folderFiles(dir);
  const findings = nameMends(lintWhole(files, options));
  if (options.generated) findings.push(...refusals(files, findings));
  if (options.since === undefined) return withSources(files, findings);
  const repository = findRepository(dir);
  return withSources(files, findings, repository, treeOf(repository, options.since));
}

const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === "error");

function withSources(
  checked: Files,
  findings: readonly Finding[],
  repository?: Repository,
  since?: string,
): Checked {
  const files = new Set(findings.flatMap(({ file, data }) => [file, ...(data ? [data.file] : [])]));
  const sources = new Map<string, string>();
  for (const file of files) {
    const text = textOf(checked, file);
    if (text !== undefined) sources.set(file, text);
  }
  // Where there is no warning, none can be old.
  const asked = repository && since !== undefined && findings.some((one) => !hasErrors([one]));
  const before = asked ? lintBefore(treeFiles(repository, since)) : [];
  return { ...sinceBefore(findings, before), sources };
}

/** What was found before; of a page that had drifted, as it would have been generated. */
function lintBefore(list: Files): Finding[] {
  const findings = lintList(list);
  return hasErrors(findings) ? lintList(list, { generated: true }) : findings;
}

/** Why generate would refuse, where lint has not told it already. */
function refusals(files: WritableFiles, told: readonly Finding[]): Finding[] {
  const known = new Set(told.map((finding) => JSON.stringify(finding)));
  const { findings } = generate(files, { check: true });
  return findings.filter((finding) => !known.has(JSON.stringify(finding)));
}

/** Where the work tree is right and what is staged is not all of it: what is left to be staged. */
function notStaged(dir: string, staged: Files): Finding[] {
  const now = folderFiles(dir);
  if (hasErrors(lintList(now))) return [];
  const files = [...changedFiles(staged, now)].sort();
  if (files.length === 0) return [];
  const names = files.map((file) => shellWord(path.relative(process.cwd(), path.join(dir, file))));
  return [
    {
      rule: "not-staged",
      severity: "error",
      message: `the list is right in the work tree, and not as it is staged; run "git add ${names.join(" ")}"`,
      file: files[0]!,
      line: 1,
      column: 1,
    },
  ];
}
