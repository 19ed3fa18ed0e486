import { expect, it } from "vitest";
import { pageFrom } from "../testing/pages.ts";

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
