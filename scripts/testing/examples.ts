// The lists of the rules' examples, filled in.
import type { Example, Rule } from "../rules/rule.ts";

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
export function exampleFiles({ name }: Rule, example: Example): Map<string, unknown> {
  const { list, papers, datasets, options, template = TEMPLATE, readme, files } = example;
  const title = (index: number) => `Untold Work ${String.fromCharCode(65 + index)}`;
  const rules = options ? { rules: { [name]: ["warning", options] } } : {};
  const made = new Map<string, unknown>([
    ["data/list.json", { title: "Example", ...list, ...rules }],
    ["templates/README.md", template],
  ]);
  if (papers)
    made.set(
      "data/papers.json",
      papers.map((paper, index) => ({ title: title(index), venue: "XYZ", year: 2024, ...paper })),
    );
  if (datasets)
    made.set(
      "data/datasets.json",
      datasets.map((dataset, index) => ({
        name: `Data ${String.fromCharCode(65 + index)}`,
        url: `https://data.example.org/${index}`,
        ...dataset,
      })),
    );
  for (const [file, text] of Object.entries(files ?? {})) made.set(file, text);
  if (readme !== undefined) made.set("README.md", readme);
  return made;
}
