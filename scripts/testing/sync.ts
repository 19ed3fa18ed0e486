// A small list in a repository, for tests of sync.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { generate } from "../commands/generate.ts";
import { lintList } from "../commands/lint.ts";
import { sync } from "../sync/sync.ts";
import { listFiles, paper, TestRepository } from "./repository.ts";

export const NOTES = "https://x.org/notes";

/** A repository with a small list, committed in step. */
export function start(
  papers = [
    paper("Alpha"),
    paper("Beta", { links: { notes: NOTES } }),
    paper("Gamma"),
    paper("Delta"),
  ],
  more = {},
) {
  const repository = TestRepository.create();
  repository.write({ ...listFiles(papers), ...more });
  generate(repository.top, { force: true });
  commit(repository);
  return repository;
}

export const commit = (repository: TestRepository, message = "c") => {
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--allow-empty", "-m", message);
};

export const read = (repository: TestRepository, file: string) =>
  readFileSync(path.join(repository.top, file), "utf8");

export const papers = (repository: TestRepository) =>
  JSON.parse(read(repository, "data/papers.json")) as { title: string; [key: string]: unknown }[];

export const titles = (repository: TestRepository) => papers(repository).map(({ title }) => title);

export function edit(
  repository: TestRepository,
  file: string,
  ...changes: [string | RegExp, string][]
) {
  let text = read(repository, file);
  for (const [from, to] of changes) {
    // What stands in place of a text is meant as it is, dollars and all.
    const next = typeof from === "string" ? text.replace(from, () => to) : text.replace(from, to);
    if (next === text) throw new Error(`${file} holds no ${String(from)}`);
    text = next;
  }
  repository.write({ [file]: text });
}

/** Lines that changed, as git counts them: `+added -removed`. */
export const changed = (repository: TestRepository, file: string) =>
  repository.git("diff", "--numstat", "--", file).split("\t").slice(0, 2).join(" ");

/** After a sync, nothing is left to do. */
export function inStep(repository: TestRepository): void {
  const { top } = repository;
  expect(lintList(top).filter(({ severity }) => severity === "error")).toEqual([]);
  const before = read(repository, "data/papers.json");
  expect(generate(top).generated).toMatchObject([{ change: "unchanged" }]);
  expect(sync(top)).toMatchObject({ edits: [], findings: [], written: [] });
  expect(read(repository, "data/papers.json")).toBe(before);
}
