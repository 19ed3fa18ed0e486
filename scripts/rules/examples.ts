import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Example, Rule } from "./rule.ts";

/** The template of examples that have none of their own. */
const TEMPLATE = `# {{list.title}}

{{list.intro}}

- **{{paper.title}}** ({{paper.venue}} {{paper.year}})
  - [paper]({{paper.links.paper}}), [code]({{paper.links.code}}), [notes]({{paper.links.notes}})
  - DOI: [{{paper.doi}}](https://doi.org/{{paper.doi}})
  - {{paper.summary}}

| Data set                            | Notes                   |
| ----------------------------------- | ----------------------- |
| [{{dataset.name}}]({{dataset.url}}) | {{dataset.description}} |
`;

/** The files of an example's list, by name. What the example leaves out is filled in. */
export function exampleFiles({ name }: Rule, example: Example): Map<string, string> {
  const { list, papers, datasets, options, template = TEMPLATE, readme, files } = example;
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const title = (index: number) => `Untold Work ${String.fromCharCode(65 + index)}`;
  const rules = options ? { rules: { [name]: ["warning", options] } } : {};
  const made = new Map([
    ["data/list.json", json({ title: "Example", ...list, ...rules })],
    ["templates/README.md", template],
  ]);
  if (papers)
    made.set(
      "data/papers.json",
      json(
        papers.map((paper, index) => ({ title: title(index), venue: "XYZ", year: 2024, ...paper })),
      ),
    );
  if (datasets)
    made.set(
      "data/datasets.json",
      json(
        datasets.map((dataset, index) => ({
          name: `Data ${String.fromCharCode(65 + index)}`,
          url: `https://data.example.org/${index}`,
          ...dataset,
        })),
      ),
    );
  for (const [file, text] of Object.entries(files ?? {})) made.set(file, text);
  if (readme !== undefined) made.set("README.md", readme);
  return made;
}

/** Writes files into a folder. */
export function writeFiles(dir: string, files: ReadonlyMap<string, string>): void {
  for (const [file, text] of files) {
    const target = path.join(dir, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
