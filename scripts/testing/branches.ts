// For tests of merging: what people do on branches of a list.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { generate } from "../commands/generate.ts";
import type { TestRepository } from "./repository.ts";

/** The records of a list, as its data file has them. */
export type Papers = Record<string, unknown>[];

export const read = ({ top }: TestRepository, file: string) =>
  readFileSync(path.join(top, file), "utf8");
export const papers = (repository: TestRepository) =>
  JSON.parse(read(repository, "data/papers.json")) as Papers;

export const commit = (repository: TestRepository, message: string) => {
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "-m", message);
};

/** What somebody does on a branch: to the data, after which the page is generated, or to the page. */
export interface Branch {
  data?: (entries: Papers) => unknown[];
  page?: (text: string) => string;
}

/** Does it, on a branch of its own that begins at the branch `start`. */
export function work(repository: TestRepository, branch: string, { data, page }: Branch): void {
  repository.git("checkout", "--quiet", "-B", branch, "start");
  if (data) {
    repository.write({ "data/papers.json": data(papers(repository)) });
    expect(generate(repository.top).findings).toEqual([]);
  }
  if (page) repository.write({ "README.md": page(read(repository, "README.md")) });
  commit(repository, branch);
}

export const at = (title: string, more: object) => (entries: Papers) =>
  entries.map((one) => (one.title === title ? { ...one, ...more } : one));
export const without = (title: string) => (entries: Papers) =>
  entries.filter((one) => one.title !== title);
export const after = (title: string, added: object) => (entries: Papers) => {
  const place = entries.findIndex((one) => one.title === title);
  return entries.toSpliced(place + 1, 0, { ...added });
};
