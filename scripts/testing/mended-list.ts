// A small list with some of everything, which tests of mends damage and mend.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { generate } from "../commands/generate.ts";
import { TestRepository } from "./repository.ts";

export const template = `# {{list.title}}

{{list.intro}}

## Contents

- [{{paper.year}}](#{{paper.year}})
- [Data](#data)

## {{paper.year}}

- **{{paper.title}}** ({{paper.venue}} {{paper.year}})
  - [paper]({{paper.links.paper}}) | [code]({{paper.links.code}})
  - DOI: {{paper.doi}}
  - {{paper.summary}}

## Data

| Name                                | Task             |
| ----------------------------------- | ---------------- |
| [{{dataset.name}}]({{dataset.url}}) | {{dataset.task}} |

## Upkeep

Write to us.
`;
const kinds = { dataset: { name: "text", url: "url", task: "text?" } };
export const list = { title: "A list", language: "en", intro: ["What it is."], kinds };
export const paper = (title: string, year: number, more = {}) => ({
  ...{ title, venue: "ICML", year, doi: `10.1000/${title}` },
  links: { paper: `https://x.example/${title}`, code: `https://c.example/${title}` },
  summary: [`What ${title} does`, `And how well ${title} does it`],
  ...more,
});
export const papers = [paper("Alpha", 2025), paper("Beta", 2025), paper("Gamma", 2024)];
const datasets = ["One", "Two"].map((name) => ({
  name,
  url: `https://d.example/${name}`,
  task: "qa",
}));

/** Its files, but for the page. */
export const files = {
  "templates/README.md": template,
  "data/list.json": list,
  "data/papers.json": papers,
  "data/datasets.json": datasets,
};

/** The list in a repository of its own, generated and committed, and its page; till all tests are done. */
export function committedList(): { repository: TestRepository; page: string } {
  const repository = new TestRepository(mkdtempSync(path.join(tmpdir(), "mended-")));
  repository.git("init", "--quiet");
  repository.write(files);
  generate(repository.top);
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--message=list");
  afterAll(() => rmSync(repository.top, { recursive: true }));
  return { repository, page: readFileSync(path.join(repository.top, "README.md"), "utf8") };
}
