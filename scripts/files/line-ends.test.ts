import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { writeForms } from "../commands/forms.ts";
import { generate } from "../commands/generate.ts";
import { lintList } from "../commands/lint.ts";
import { writeSchemas } from "../commands/schemas.ts";
import { sync } from "../sync/sync.ts";
import { listFiles, paper, temporaryFolder, TestRepository } from "../testing/repository.ts";

const papers = [paper("One"), paper("Two")];

it("a checkout with other line ends is clean, and keeps them", () => {
  const repository = TestRepository.create().write(listFiles(papers));
  writeSchemas(repository.top);
  writeForms(repository.top);
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--message=one");
  const clone = new TestRepository(path.join(temporaryFolder(), "clone"));
  repository.git("clone", "--quiet", "-c", "core.autocrlf=true", ".", clone.top);
  const { top } = clone;
  const read = (file: string) => readFileSync(path.join(top, file), "utf8");
  expect(read("README.md")).toContain("\r\n");

  expect(lintList(top)).toEqual([]);
  expect(writeSchemas(top, { check: true })).toEqual([]);
  expect(writeForms(top, { check: true })).toEqual([]);
  expect(generate(top).generated).toMatchObject([{ change: "unchanged" }]);
  expect(clone.git("status", "--porcelain")).toBe("");

  const edited = read("data/papers.json").replace('"Two"', '"Deux"');
  writeFileSync(path.join(top, "data/papers.json"), edited);
  expect(generate(top).generated).toMatchObject([{ change: "updated" }]);
  writeFileSync(path.join(top, "README.md"), read("README.md").replace("(ICML", "(ACL"));
  expect(sync(top)).toMatchObject({ findings: [], edits: [{ entry: "One", after: "ACL" }] });
  for (const file of ["README.md", "data/papers.json"])
    expect(read(file).replaceAll("\r\n", "")).not.toContain("\n");
  expect(lintList(top)).toEqual([]);
  expect(clone.git("diff", "--numstat", "--", "README.md")).toBe("2\t2\tREADME.md\n");
});

it("a page in another encoding can be written anew", () => {
  const repository = TestRepository.create().write(listFiles(papers));
  const { top } = repository;
  writeFileSync(path.join(top, "README.md"), "\ufeff# A list\n", "utf16le");
  expect(generate(top).findings).toMatchObject([{ rule: "unreadable-page" }]);
  expect(generate(top, { force: true })).toMatchObject({ findings: [] });
  expect(lintList(top)).toEqual([]);
});
