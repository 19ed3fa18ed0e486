import { expect, it } from "vitest";
import { said } from "../testing/template.ts";
import { pageFrom } from "../testing/pages.ts";

const kinds = {
  topic: { name: "text" },
  paper: { topic: "topic", venue: "text?", year: "year?" },
  dataset: { topic: "topic", url: "url?" },
};
const topics = [{ name: "A" }, { name: "B" }];

it("lets the same entries stand right under a chapter, under its sections and their parts", () => {
  const template = `## {{chapter.name}}

- **{{paper.title}}**

### {{section.name}}

- **{{paper.title}}**
- {{part.name}}
  - **{{paper.title}}**
`;
  const { text, problems, read } = pageFrom(
    template,
    {
      chapter: { name: "text" },
      section: { name: "text", chapter: "chapter" },
      part: { name: "text", section: "section" },
      paper: {
        chapter: "chapter?",
        section: "section?",
        part: "part?",
        venue: "text?",
        year: "year?",
      },
    },
    {
      chapter: [{ name: "A" }, { name: "B" }],
      section: [
        { name: "S", chapter: "A" },
        { name: "T", chapter: "B" },
      ],
      part: [{ name: "P", section: "T" }],
      paper: [
        { title: "one", part: "P" },
        { title: "two", chapter: "A" },
        { title: "three", section: "S" },
        { title: "four", chapter: "B" },
        { title: "both", chapter: "A", section: "S" },
        { title: "none" },
      ],
    },
  );
  expect(text).toBe(`## A

- **two**

### S

- **three**

## B

- **four**

### T

- P
  - **one**
`);
  expect(problems).toMatchInlineSnapshot(`
    [
      ""both" has no place on the page made by templates/README.md, since no heading stands for all of its chapter, section; make them name headings that stand under each other, or name one only",
      ""none" has no place on the page made by templates/README.md, since it has no chapter, section, part; name one of these",
    ]
  `);
  expect(read(text)).toMatchInlineSnapshot(`
    [
      "list",
      "chapter name=A",
      "paper chapter=A title=two",
      "section chapter=A name=S",
      "paper section=S title=three",
      "chapter name=B",
      "paper chapter=B title=four",
      "section chapter=B name=T",
      "part name=P section=T",
      "paper part=P title=one",
    ]
  `);
});

it("lets entries stand right under a heading, and others under a field of their own", () => {
  const { text, problems } = pageFrom(
    "## {{topic.name}}\n\n- **{{paper.title}}**\n\n### {{paper.group}}\n\n- **{{paper.title}}**\n",
    {
      topic: { name: "text" },
      paper: { topic: "topic", group: "text?", venue: "text?", year: "year?" },
    },
    {
      topic: [{ name: "A" }],
      paper: [
        { title: "one", topic: "A", group: "g" },
        { title: "two", topic: "A" },
      ],
    },
  );
  expect(text).toBe("## A\n\n- **two**\n\n### g\n\n- **one**\n");
  expect(problems).toEqual([]);
});

it("leaves nothing over nothing: no table without rows, and no heading or contents line over it", () => {
  const template = `# {{list.title}}

## Contents

- [{{topic.name}}](#{{topic.name}})
- [Uses](#uses)

## {{topic.name}}

- **{{paper.title}}**

### Data sets

| Name             |
| ---------------- |
| {{dataset.name}} |

## Uses

- Of all kinds
  - {{use.name}}
`;
  const own = { ...kinds, use: { name: "text" } };
  const paper = [{ title: "one", topic: "A" }];
  const dataset = [{ name: "COCO", topic: "B" }];
  const full = pageFrom(template, own, { topic: topics, paper, dataset, use: [{ name: "x" }] });
  expect(full.text).toContain("- [Uses](#uses)\n");
  expect(full.text).toContain("## Uses\n\n- Of all kinds\n  - x\n");
  const { text, problems, read } = pageFrom(template, own, { topic: topics, paper, dataset });
  expect(text).toBe(
    "# L\n\n## Contents\n\n- [A](#a)\n- [B](#b)\n\n## A\n\n- **one**\n\n## B\n\n### Data sets\n\n| Name |\n| ---- |\n| COCO |\n",
  );
  expect(problems).toEqual([]);
  expect(read(text)).toContain("dataset name=COCO topic=B");
  expect(pageFrom(template, own, {}).text).toBe("# L\n");
});

it("ends a group where a comment says so", () => {
  const template = `## {{topic.name}}

- **{{paper.title}}**

<!-- end of {{topic.name}} -->

Thanks to all.
`;
  const paper = [
    { title: "one", topic: "A" },
    { title: "two", topic: "B" },
  ];
  const { text, problems, read } = pageFrom(template, kinds, { topic: topics, paper });
  expect(text).toBe("## A\n\n- **one**\n\n## B\n\n- **two**\n\nThanks to all.\n");
  expect(problems).toEqual([]);
  expect(read(text)).toContain("paper title=two topic=B");
  expect([
    said("## {{topic.name}}\n\n<!-- end of {{paper.year}} -->\n"),
    said("## {{topic.name}}\n\n- **{{paper.title}}**\n\n<!-- end of {{topic.name}} -->\n\n- x\n"),
  ]).toMatchInlineSnapshot(`
    [
      "3:1: found the end of {{paper.year}}, but no heading above it shows that; write it under the heading whose group it ends",
      "7:1: two lists follow one another, which Markdown reads as one as soon as an entry is absent; put a heading or a paragraph between",
    ]
  `);
});

it("writes an anchor as GitHub does, for the heading of the same kind", () => {
  const template = `- [{{topic.name}}](#{{topic.name}})
  - [{{use.name}}](#{{use.name}})

## {{topic.name}}

### {{use.name}}
`;
  const { text } = pageFrom(
    template,
    { topic: { name: "text" }, use: { name: "text", topic: "topic" } },
    { topic: [{ name: "Others" }], use: [{ name: "Others", topic: "Others" }] },
  );
  expect(text).toContain("- [Others](#others)\n  - [Others](#others-1)\n");
});

it("takes no line at another depth for a group, and no other line along with it", () => {
  const { read } = pageFrom(
    "## {{topic.name}}\n\n- {{group.name}}\n  - [{{work.title}}]({{work.url}})\n",
    {
      topic: { name: "text" },
      group: { name: "text", topic: "topic" },
      work: { title: "text", group: "group", url: "url" },
    },
    {},
  );
  const item = (title: string) => `  - [${title}](https://a.example/${title})\n`;
  const found = read(`## T\n\n- Group one\n${item("A")}  - [B]\n${item("C")}${item("D")}`);
  expect(found.filter((line) => line.startsWith("group"))).toEqual([
    "group name=Group one topic=T",
  ]);
  expect(found).toContain("work group=Group one title=D url=https://a.example/D");
});

it("lets entries stand under each of their topics, and those without one elsewhere", () => {
  const { text, problems, read, lint, sync } = pageFrom(
    "## {{topic.name}}\n\n- **{{paper.title}}**\n\n<!-- end of {{topic.name}} -->\n\n## Others\n\n- **{{paper.title}}**\n",
    { topic: { name: "text" }, paper: { topics: "topic[]?", venue: "text?", year: "year?" } },
    {
      topic: [{ name: "A" }, { name: "B" }],
      paper: [
        { title: "first one", topics: ["A", "B"] },
        { title: "second two" },
        { title: "third three", topics: ["B"] },
      ],
    },
  );
  expect(text).toBe(`## A

- **first one**

## B

- **first one**
- **third three**

## Others

- **second two**
`);
  expect(problems).toEqual([]);
  expect(read(text)).toMatchInlineSnapshot(`
    [
      "list",
      "topic name=A",
      "paper title=first one topics=A,B",
      "topic name=B",
      "paper title=third three topics=B",
      "paper title=second two",
    ]
  `);
  const moved = text
    .replace("\n- **third three**", "")
    .replace("- **second two**", "- **second two**\n- **third three**");
  expect(sync(moved)).toMatchInlineSnapshot(`
    [
      "changed third three topics",
      "moved second two",
    ]
  `);
  const twice = text.replace("## A\n\n", "## A\n\n- **second two**\n");
  expect(lint(twice)).toMatchInlineSnapshot(`
    [
      "3:3 field topics: "second two" stands under "A", which the data does not have; run "paperlist sync" to keep the page, or "paperlist generate --force" to keep the data",
    ]
  `);
  expect(sync(twice)).toMatchInlineSnapshot(`
    [
      "changed second two topics A",
      "4:3 warning "first one" stands in another place; expected it after "A"; it goes back there",
    ]
  `);
});

it("reads a block of prose as it stands, however far in", () => {
  const { text, lint, sync } = pageFrom(
    "# {{list.title}}\n\n## {{paper.title}}\n\n{{paper.notes}}\n",
    { paper: { notes: "prose[]?", venue: "phrase?", year: "year?" } },
    { paper: [{ title: "A", notes: ["- one\n- two"] }] },
  );
  const inner = text.replace("- one\n- two", "  - one\n  - two");
  expect([lint(inner), sync(inner)]).toEqual([
    ['5:1 found "  - one", expected "- one"; run "paperlist generate" to write it anew'],
    [],
  ]);
  const deeper = text.replace("- two", "- two\n  - three");
  expect(lint(deeper)).toHaveLength(1);
  expect(sync(deeper)).toEqual(["changed A notes - one\n- two\n  - three"]);
  const other = text.replace("- two", "- three\n- four");
  expect(lint(other)).toHaveLength(1);
  const apart = text.replace("\n- two", "\n\n- two");
  expect([lint(apart), sync(apart)]).toEqual([
    [
      '6:1 found 1 blank line before "- two", expected 0; run "paperlist generate" to write it anew',
    ],
    [],
  ]);
});
