import { readFileSync } from "node:fs";
import type { Code } from "mdast";
import { expect, it } from "vitest";
import { parseMarkdown } from "./markdown/markdown.ts";
import { TestRepository } from "./testing/repository.ts";
import { commit, edit, inStep, read, titles } from "./testing/sync.ts";

const DOCUMENT = ".github/docs/adopt.md";

/** The document's blocks of code, by what stands behind their language. */
const blocks = new Map(
  parseMarkdown(readFileSync(DOCUMENT, "utf8"))
    .children.filter((node): node is Code => node.type === "code")
    .map(({ meta, value }) => [meta!, `${value}\n`]),
);

it("a README becomes data as its document says, and stays as it was", () => {
  const repository = TestRepository.create();
  const write = (...names: string[]) =>
    repository.write(Object.fromEntries(names.map((name) => [name, blocks.get(name)!])));
  write("README.md");
  repository.write({ "CONTRIBUTING.md": "" });
  commit(repository);
  write("templates/README.md", "data/list.json");
  const half = repository.paperlist("sync", "--prefer", "readme");
  expect(half.code).toBe(1);
  expect(half.out).toContain(blocks.get("sync")!.trimEnd());
  expect(half.out).toContain("\n1 error, 0 warnings");
  expect(titles(repository)).toEqual(["A Survey on Token Reduction", "DynamicViT", "EViT"]);
  expect(read(repository, "README.md")).toBe(blocks.get("README.md"));
  edit(repository, "README.md", [
    "**ToMe** (Daniel Bolya, ICLR 2023)",
    "**ToMe**, _Daniel Bolya_, ICLR 2023",
  ]);
  const mended = read(repository, "README.md");
  expect(repository.paperlist("sync", "--prefer", "readme").code).toBe(0);
  expect(titles(repository)).toHaveLength(4);
  expect(read(repository, "README.md")).toBe(mended);
  commit(repository);
  inStep(repository);
});
