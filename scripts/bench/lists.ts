// The lists that are timed: made at any size, in git repositories, put back between runs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CleanList, cleanList, filesOf } from "../accuracy/lists.ts";
import { writeFiles } from "../testing/files.ts";

/** The built command line. */
export const CLI = path.resolve("dist/cli.cjs");

/** A list in a git repository of its own, in which no rule finds anything. */
export interface BenchList {
  dir: string;
  made: CleanList;
  readme: string;
  papers: string;
}

export function makeList(size: number): BenchList {
  const made = cleanList(size, 1);
  const dir = mkdtempSync(path.join(tmpdir(), "paperlist-bench-"));
  writeFiles(dir, filesOf(made));
  execFileSync(process.execPath, [CLI, "generate", "-C", dir]);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.org", ...args], {
      cwd: dir,
    });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "list");
  const papers = readFileSync(path.join(dir, "data/papers.json"), "utf8");
  return { dir, made, papers, readme: readFileSync(path.join(dir, "README.md"), "utf8") };
}

/** Puts a list's files as they were, but for those given, and as if no command had run on them since. */
export function restore({ dir, readme, papers }: BenchList, other: Partial<BenchList> = {}): void {
  rmSync(path.join(dir, ".git/paperlist"), { recursive: true, force: true });
  writeFileSync(path.join(dir, "README.md"), other.readme ?? readme);
  writeFileSync(path.join(dir, "data/papers.json"), other.papers ?? papers);
}

/** Puts a list's data as it was, and its page as it is generated from other data. */
export function generated(list: BenchList, other: Partial<BenchList>): void {
  restore(list, other);
  execFileSync(process.execPath, [CLI, "generate", "--force", "-C", list.dir]);
  writeFileSync(path.join(list.dir, "data/papers.json"), list.papers);
}

/** Makes a folder that has a page and nothing else. */
export function pageAlone(dir: string, readme: string): void {
  rmSync(dir, { recursive: true, force: true });
  writeFiles(dir, { "README.md": readme });
}

/** A text with one comma in its middle made another. */
export function edited(text: string): string {
  const at = text.indexOf("，", text.length >> 1);
  return `${text.slice(0, at)}、${text.slice(at + 1)}`;
}
