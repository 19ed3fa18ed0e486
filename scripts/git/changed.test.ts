import { rmSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { folderFiles } from "../files/folder.ts";
import { listFiles, paper, TestRepository } from "../testing/repository.ts";
import { changedFiles, treeOf } from "./changed.ts";
import { treeFiles } from "./files.ts";
import { findRepository } from "./git.ts";

it("what a change touches of a list is told within its folder, whatever the names and line ends", () => {
  const repository = TestRepository.create();
  const list = path.join(repository.top, "my list");
  const write = (files: Record<string, unknown>) =>
    repository.write(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`my list/${name}`, text])),
    );
  const files: Record<string, unknown> = {
    ...listFiles([paper("One")]),
    'data/papers/二\t"x".json': {},
  };
  write({ ...files, "notes.md": "x" });
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--message=one");
  const changed = () => {
    const own = findRepository(list);
    return [...changedFiles(treeFiles(own, treeOf(own, "HEAD")), folderFiles(list))].sort();
  };
  expect(changed()).toEqual([]);
  write({ "README.md": (files["README.md"] as string).replaceAll("\n", "\r\n"), "notes.md": "y" });
  write({ "data/schema/paper.schema.json": {} });
  expect(changed()).toEqual([]);
  write({ "README.md": "# Other\n", 'data/papers/二\t"x".json': [], "data/new.json": [] });
  rmSync(path.join(list, "data/papers.json"));
  expect(changed()).toEqual([
    "README.md",
    "data/new.json",
    "data/papers.json",
    'data/papers/二\t"x".json',
  ]);
  expect(() => treeOf(findRepository(list), "--output=x")).toThrow("found no revision --output=x");
});
