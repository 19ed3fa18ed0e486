/**
 * Templates of different make, for the laws to hold on: what each shows once is how real lists
 * write their entries.
 */
export const templates: Record<string, string> = {
  bullets: `# {{list.title}}

- [**{{paper.alias}}**] [{{paper.title}}]({{paper.url}}), _{{paper.authors}}_, {{paper.venue}} {{paper.year}}.
`,
  table: `# {{list.title}}

{{list.intro}}

## Papers

| Year           | Title               | Venue           | Links                                                  | Notes             |
| -------------- | ------------------- | --------------- | ------------------------------------------------------ | ----------------- |
| {{paper.year}} | **{{paper.title}}** | {{paper.venue}} | [paper]({{paper.links.paper}})                         | {{paper.summary}} |

Fin.
`,
  badges: `# {{list.title}}

## {{paper.year}}

- **{{paper.title}}** (\`{{paper.venue}}\`)\\
  [![stars](https://img.shields.io/github/stars/{{paper.repo}}?style=social)](https://github.com/{{paper.repo}})
  - arXiv: [{{paper.arxiv}}](https://arxiv.org/abs/{{paper.arxiv}})
  - {{paper.tags}}, {{paper.tags}}
`,
  english: `# {{list.title}}

> A curated list.

{{list.intro}}

## Contents

- [Datasets](#datasets)
- [{{paper.year}}](#{{paper.year}})
  - [{{paper.title}}](#{{paper.title}})

## Datasets

1. **{{dataset.name}}**: {{dataset.description}}

## {{paper.year}}

### {{paper.title}}

_{{paper.venue}}_ by {{paper.authors}}, {{paper.authors}}

[paper]({{paper.links.paper}}), [code]({{paper.links.code}}), [video]({{paper.links.video}})

{{paper.summary}}

---

<details>
<summary>License</summary>

CC0

</details>
`,
  topics: `# {{list.title}}

- [{{topic.name}}](#{{topic.name}})
  - [{{paper.year}}](#{{paper.year}})

## {{topic.name}}

{{topic.intro}}

### {{paper.year}}

- {{paper.title}} ({{paper.venue}} {{paper.year}})

  [论文]({{paper.links.paper}}) ｜ [代码]({{paper.links.code}})

  - DOI：[{{paper.doi}}](https://doi.org/{{paper.doi}})
  - 日期：{{paper.date}}
  - {{paper.summary}}
`,
  depths: `# {{list.title}}

- {{paper.title}} ({{paper.year}})
  - [论文]({{paper.links.paper}})

## {{chapter.name}}

- {{paper.title}} ({{paper.year}})
  - [论文]({{paper.links.paper}})

### {{section.name}}

- {{paper.title}} ({{paper.year}})
  - [论文]({{paper.links.paper}})
- **{{part.name}}**
  - {{paper.title}} ({{paper.year}})
    - [论文]({{paper.links.paper}})
`,
  places: `# {{list.title}}

- [{{topic.name}}](#{{topic.name}}) ({{paper.count}})

## {{topic.name}}

- **{{paper.title}}**, {{paper.venue}} _{{paper.year}}_
  - [code]({{paper.links.code}})

# Data sets

## {{dataset.tags}}

| Name             | Type             |
| ---------------- | ---------------- |
| {{dataset.name}} | {{dataset.type}} |
`,
};

/** The kinds that a template needs beyond the built-in ones. */
export const kindsOf: Record<string, Record<string, Record<string, string>>> = {
  bullets: { paper: { url: "url", authors: "text[]", alias: "text?" } },
  table: { paper: { summary: "markdown?" } },
  badges: { paper: { repo: "word" } },
  english: { dataset: { description: "markdown" }, paper: { authors: "text[]" } },
  topics: {
    topic: { name: "text", intro: "prose[]?" },
    paper: { topic: "topic", venue: "phrase" },
  },
  places: {
    topic: { name: "text" },
    paper: { topics: "topic[]" },
    dataset: { tags: "text[]" },
  },
  depths: {
    chapter: { name: "text" },
    section: { name: "text", chapter: "chapter" },
    part: { name: "text", section: "section" },
    paper: { chapter: "chapter?", section: "section?", part: "part?", venue: "text?" },
  },
};
