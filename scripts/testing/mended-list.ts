// A small list with some of everything, which tests of mends damage and mend.

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
