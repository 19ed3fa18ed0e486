// Pages as real lists have them move in as they stand, and stay so when an entry is edited.
import { expect, it } from "vitest";
import { generate } from "./commands/generate.ts";
import { lintList } from "./commands/lint.ts";
import { sync } from "./sync/sync.ts";
import { TestRepository } from "./testing/repository.ts";
import { commit, read } from "./testing/sync.ts";

interface Case {
  kinds: Record<string, Record<string, string>>;
  template: string;
  page: string;
  /** A text of the page, and what somebody makes of it. */
  edit: [string, string];
}

const loose = { venue: "text?", year: "year?" };
const rows = (section: number, count: number) =>
  Array.from(
    { length: count },
    (_, row) =>
      `|[Paper ${section} ${row}](https://a.org/${section}/${row})|CVPR 20${10 + (row % 15)}|\n`,
  ).join("");

const cases: Record<string, Case> = {
  "bullets on one line, some without a part in the middle": {
    kinds: { paper: { "links.paper": "url", venue: "phrase?" } },
    template: `# Reading list

* [{{paper.title}}]({{paper.links.paper}}) ({{paper.venue}}) - {{paper.year}}
* [{{paper.title}}]({{paper.links.paper}}) - {{paper.year}}
`,
    page: `# Reading list

* [One](https://a.org/1) (CVPR) - 2020
* [Two](https://a.org/2) - 2021
* [Three](https://a.org/3) (ICML) - 2022
`,
    edit: ["- 2021", "- 2022"],
  },
  "a long table under six headings, with a footer": {
    kinds: {
      topic: { name: "text" },
      paper: { ...loose, topic: "topic", "links.paper": "url", venue: "text" },
    },
    template: `# Tables

## {{topic.name}}
|Title|Venue|
|:--|:-:|
|[{{paper.title}}]({{paper.links.paper}})|{{paper.venue}}|

<!-- end of {{topic.name}} -->

---

Thanks to all.
`,
    page: `# Tables

${[1, 2, 3, 4, 5, 6].map((section) => `## Topic ${section}\n|Title|Venue|\n|:--|:-:|\n${rows(section, 80)}\n`).join("")}---

Thanks to all.
`,
    edit: ["|[Paper 3 70]", "|[Paper 3 seventy]"],
  },
  "three depths with anchors in HTML": {
    kinds: {
      chapter: { name: "text", id: "word" },
      section: { name: "text", chapter: "chapter" },
      part: { name: "text", section: "section" },
      paper: { ...loose, chapter: "chapter?", section: "section?", part: "part?" },
    },
    template: `# Depths

- [{{chapter.name}}](#{{chapter.name}})

<a name="{{chapter.id}}"></a>
## {{chapter.name}}

- **{{paper.title}}**

### {{section.name}}

- **{{paper.title}}**

#### {{part.name}}

- **{{paper.title}}**
`,
    page: `# Depths

- [First](#first)
- [Second](#second)

<a name="ch-1"></a>
## First

- **A**
- **Attention is all you need**

### Inner

- **C**

<a name="ch-2"></a>
## Second

### Other

#### Deep

- **D**
`,
    edit: ["is all you need", "Is All You Need"],
  },
  "numbered loose lists": {
    kinds: { paper: { venue: "phrase" } },
    template: `# Numbers

## {{paper.year}}

1. **{{paper.title}}** ({{paper.venue}})

1. **{{paper.title}}** ({{paper.venue}})
`,
    page: `# Numbers

## 2023

1. **One** (ECCV)

1. **Two** (CVPR)

1. **Three** (CVPR)

## 2022

1. **Four** (ICML)
`,
    edit: ["(ECCV)", "(ICCV)"],
  },
  "topics with data sets in some": {
    kinds: {
      topic: { name: "text" },
      paper: { ...loose, topic: "topic" },
      dataset: { topic: "topic", url: "url?" },
    },
    template: `# Topics

## {{topic.name}}

- **{{paper.title}}**

### Data sets

| Name | Task |
| ---- | ---- |
| {{dataset.name}} | {{dataset.task}} |
`,
    page: `# Topics

## A

- **One**

## B

- **Two**

### Data sets

| Name | Task |
| ---- | ---- |
| COCO | det |
| ImageNet | cls |
`,
    edit: ["| COCO |", "| MS COCO |"],
  },
};

it.each(Object.entries(cases))("%s: move in and stay as they stand", (_, own) => {
  const { kinds, template, page, edit } = own;
  const repository = TestRepository.create();
  repository.write({
    "data/list.json": { title: "L", kinds },
    "templates/README.md": template,
    "README.md": page,
  });
  commit(repository);
  const errors = () =>
    lintList(repository.top).filter(
      ({ severity, file }) => severity === "error" || file === "README.md",
    );
  expect(sync(repository.top, { prefer: "readme" })).toMatchObject({ findings: [] });
  expect(read(repository, "README.md")).toBe(page);
  expect(errors()).toEqual([]);
  commit(repository);
  const edited = page.replace(edit[0], edit[1]);
  expect(edited).not.toBe(page);
  repository.write({ "README.md": edited });
  expect(sync(repository.top, {})).toMatchObject({ findings: [], edits: [{ change: "changed" }] });
  expect(read(repository, "README.md")).toBe(edited);
  expect(errors()).toEqual([]);
  // Taken back in the data, it changes the page as much.
  commit(repository);
  repository.git("checkout", "HEAD~", "--", "data");
  expect(generate(repository.top)).toMatchObject({ findings: [] });
  expect(read(repository, "README.md")).toBe(page);
});
