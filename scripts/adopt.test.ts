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

it("a README has the shapes that the document names", () => {
  const repository = TestRepository.create();
  const page = [
    ["# L", "## T", "- A Survey (TPAMI 2020)", "### Images"],
    ["- **[ViT]** An Image (ICLR Workshop 2021)\n- Another (CVPR 2022)", "## U", "### Images"],
    ["- **[DETR]** More (of it) (ECCV 2020)"],
  ];
  const readme = `${page.flat().join("\n\n")}\n`;
  repository.write({ "README.md": readme });
  commit(repository);
  const entry = (kind: string) => `{{${kind}.title}} ({{${kind}.venue}} {{${kind}.year}})`;
  const template = [
    ["# {{list.title}}", "## {{topic.name}}", `- ${entry("survey")}`],
    ["### {{paper.group}}", `- **[{{paper.alias}}]** ${entry("paper")}`],
  ];
  const kinds = {
    topic: { name: "text" },
    survey: { title: "text", venue: "phrase", year: "year", topic: "topic" },
    paper: { topic: "topic", group: "text", venue: "phrase", alias: "text?" },
  };
  repository.write({
    "templates/README.md": `${template.flat().join("\n\n")}\n`,
    "data/list.json": JSON.stringify({ title: "L", kinds }),
  });
  expect(repository.paperlist("sync", "--prefer", "readme").code).toBe(0);
  expect(titles(repository)).toEqual(["An Image", "Another", "More (of it)"]);
  expect(read(repository, "README.md")).toBe(readme);
  inStep(repository);
});
