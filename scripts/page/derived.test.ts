import { expect, it } from "vitest";
import { said } from "../testing/template.ts";
import { pageFrom } from "../testing/pages.ts";

const kinds = {
  topic: { name: "text" },
  paper: { topic: "topic", venue: "text?", year: "year?" },
  dataset: { topic: "topic", url: "url?" },
};
const topics = [{ name: "A" }, { name: "B" }];

it("writes what follows from the data, and never reads it", () => {
  const template = `共 {{paper.count}} 篇，最新 {{paper.year.newest}} 年

## {{topic.name}} ({{paper.count}})

- **{{paper.title}}** ({{paper.year}})
  - [![stars](https://img.shields.io/github/stars/{{paper.links.code.repo}})]({{paper.links.code}})
`;
  const own = { ...kinds, paper: { topic: "topic", venue: "text?" } };
  const { text, problems, read, lint, sync } = pageFrom(template, own, {
    topic: topics,
    paper: [
      { title: "one", topic: "A", year: 2021, links: { code: "https://github.com/a/b_c.git" } },
      { title: "two", topic: "A", year: 2023 },
      { title: "three", topic: "B", year: 2022 },
    ],
  });
  expect(text).toBe(`共 3 篇，最新 2023 年

## A (2)

- **one** (2021)
  - [![stars](https://img.shields.io/github/stars/a/b_c)](https://github.com/a/b_c.git)
- **two** (2023)

## B (1)

- **three** (2022)
`);
  expect(problems).toEqual([]);
  const stale = text
    .replace("共 3", "共 9")
    .replace("A (2)", "A (7)")
    .replace("stars/a/b", "stars/x/y");
  expect(lint(stale)).toMatchInlineSnapshot(`
    [
      "1:3 found "9", expected "3"; it follows from the data; run "paperlist generate" to write it anew, or edit what it follows from",
      "3:7 found "7", expected "2"; it follows from the data; run "paperlist generate" to write it anew, or edit what it follows from",
      "6:51 field links.code.repo: found "x/y_c", expected "a/b_c"; it follows from the data; run "paperlist generate" to write it anew, or edit what it follows from",
    ]
  `);
  expect(sync(stale)).toMatchInlineSnapshot(`
    [
      "1:3 warning found "9", expected "3"; it follows from the data, and is written anew",
      "3:7 warning found "7", expected "2"; it follows from the data, and is written anew",
      "6:51 warning field links.code.repo: found "x/y_c", expected "a/b_c"; it follows from the data, and is written anew",
    ]
  `);
  expect(lint(text.replaceAll("a/b_c", "x/y"))).toMatchInlineSnapshot(`
    [
      "6:57 field links.code: found "https://github.com/x/y.git", expected "https://github.com/a/b_c.git"; run "paperlist sync" to keep the page, or "paperlist generate --force" to keep the data",
    ]
  `);
  expect(read(stale)).toEqual(read(text));
  expect(read(text)).toContain(
    "paper links.code=https://github.com/a/b_c.git title=one topic=A year=2021",
  );
});

it("shows fields of the record that a field refers to, and reads of them what it refers to only", () => {
  const template =
    "# {{list.title}}\n\n- {{recent.date}}: [**{{recent.paper}}**]({{recent.paper.links.paper}}) ({{recent.paper.venue}})\n\n## {{paper.year}}\n\n- **{{paper.title}}** ({{paper.venue}})\n";
  const own = {
    recent: { date: "date", paper: "paper" },
    paper: { venue: "text" },
  };
  const { text, problems, read, lint, sync } = pageFrom(template, own, {
    recent: [
      { date: "2026-02", paper: "two" },
      { date: "2026-01", paper: "*one" },
    ],
    paper: [
      { title: "*one", venue: "A_b_", year: 2024, links: { paper: "https://a.b/c_(d" } },
      { title: "two", venue: "C", year: 2025 },
    ],
  });
  expect(text).toBe(`# L

- 2026-02: **two** (C)
- 2026-01: [**\\*one**](<https://a.b/c_(d>) (A_b\\_)

## 2024

- **\\*one** (A_b\\_)

## 2025

- **two** (C)
`);
  expect(problems).toEqual([]);
  expect(lint(text.replace("(C)", "(D)"))).toMatchInlineSnapshot(`
    [
      "3:21 field paper.venue: found "D", expected "C"; it follows from the data; run "paperlist generate" to write it anew, or edit what it follows from",
    ]
  `);
  expect(sync(text.replace("(C)", "(D)"))).toMatchInlineSnapshot(`
    [
      "3:21 warning field paper.venue: found "D", expected "C"; it follows from the data, and is written anew",
    ]
  `);
  // An edit of the paper itself is no edit of what follows from it.
  expect(sync(text.replace(/\(C\)\n$/, "(D)\n"))).toEqual(["changed two venue D"]);
  expect(read(text.replace("(C)", "(D)"))).toMatchInlineSnapshot(`
    [
      "list title=L",
      "recent date=2026-02 paper=two",
      "recent date=2026-01 paper=*one",
      "paper title=*one venue=A_b_ year=2024",
      "paper title=two venue=C year=2025",
    ]
  `);
  expect([
    said("- {{recent.date}} {{recent.paper.nothing}}\n", own),
    said("- {{recent.date}} {{recent.paper.tags}}\n", own),
    said("- {{recent.date}} {{recent.paper.links.code.repo}}\n", own),
  ]).toMatchInlineSnapshot(`
    [
      "1:19: unknown field "nothing" of paper in {{recent.paper.nothing}}; expected one of title, venue, year, links.paper, links.code, links.notes, links.project, links.demo, links.data, links.video, links.slides, links.poster, doi, arxiv, authors, date, tags, summary",
      "1:19: {{recent.paper.tags}} is no single value of another record; show {{paper.tags}} where that record stands",
      "1:19: {{recent.paper.links.code.repo}} is no single value of another record; show {{paper.links.code.repo}} where that record stands",
    ]
  `);
});
