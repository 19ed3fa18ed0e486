import { expect, it } from "vitest";
import { makeKinds } from "../data/kinds.ts";
import { listOfData } from "../testing/list.ts";
import { render } from "../page/render.ts";
import { said } from "../testing/template.ts";
import { guardPage } from "../page/guard.ts";
import { compileTemplate } from "./template.ts";

const template = "# {{area.name}}\n\n## {{topic.name}}\n\n- {{work.title}}\n";

const kindsWith = (work: Record<string, string>) => ({
  area: { name: "text" },
  topic: { name: "text", area: "area" },
  work: { title: "text", ...work },
});

it("refuses entries under a heading of which nothing says that they belong there", () => {
  const under = (work: Record<string, string>) => said(template, kindsWith(work));
  expect([
    under({ topic: "topic", also: "topic[]?" }),
    under({}),
    under({ topic: "topic?" }),
    under({ topic: "topic", area: "area?" }),
    said(template, {
      area: { name: "text" },
      topic: { name: "text" },
      work: { title: "text", topic: "topic", area: "area?" },
    }),
    under({ topics: "topic[]" }),
    said("## {{work.tags}}\n\n- {{work.title}}\n", kindsWith({ tags: "text[]" })),
    under({ topics: "topic[]?" }),
    said(
      "## {{topic.name}}\n\n### {{work.tags}}\n\n- {{work.title}}\n",
      kindsWith({ topics: "topic[]", tags: "text[]" }),
    ),
    said(
      "## {{work.tags}}\n\n### {{topic.name}}\n\n- {{work.title}}\n",
      kindsWith({ topics: "topic[]", tags: "text[]" }),
    ),
    said(template, {
      area: { name: "text" },
      topic: { name: "text", areas: "area[]" },
      work: { title: "text", topic: "topic" },
    }),
    said(template, {
      area: { name: "text" },
      topic: { name: "text", areas: "area[]" },
      work: { title: "text", topics: "topic[]" },
    }),
    under({ topic: "topic", other: "topic" }),
  ]).toMatchInlineSnapshot(`
    [
      "fine",
      "5:3: the line {{work.title}} stands under {{topic.name}}, but no field of work refers to the kind topic, so each would stand under every topic; add one, such as "topic": "topic", to the kind work in the list's kinds, or move the line out",
      "5:3: the line {{work.title}} stands under {{topic.name}}, but work.topic may be absent, and without it an entry would vanish from the page; make it required in the list's kinds, or let the same line stand outside of that heading too, for entries without it",
      "fine",
      "3:4: the line {{topic.name}} stands under {{area.name}}, but no field of topic refers to the kind area, so each would stand under every area; add one, such as "area": "area", to the kind topic in the list's kinds, or move the line out
    5:3: the line {{work.title}} stands under {{area.name}}, but work.area may be absent, and without it an entry would vanish from the page; make it required in the list's kinds, or let the same line stand outside of that heading too, for entries without it",
      "fine",
      "fine",
      "5:3: the line {{work.title}} stands under {{topic.name}}, but work.topics may be absent, and without it an entry would vanish from the page; make it required in the list's kinds, or let the same line stand outside of that heading too, for entries without it",
      "5:3: the line {{work.title}} stands under {{work.tags}}, of which an entry may have several, as it may of {{topic.name}}, so nothing tells for which of them it is meant; group by one list only, right above the entry",
      "3:5: the line {{topic.name}} stands under {{work.tags}}, of which an entry may have several, so nothing tells for which of them it is meant; group by one list only, right above the entry
    5:3: the line {{work.title}} stands under {{topic.name}}, of which an entry may have several, as it may of {{work.tags}}, so nothing tells for which of them it is meant; group by one list only, right above the entry",
      "5:3: the line {{work.title}} stands under {{topic.name}}, of which an entry may have several, so nothing tells for which of them it is meant; group by one list only, right above the entry",
      "5:3: the line {{work.title}} stands under {{topic.name}}, of which an entry may have several, so nothing tells for which of them it is meant; group by one list only, right above the entry",
      "5:3: the line {{work.title}} stands under {{topic.name}}, but work.topic and work.other all refer to the kind topic, so nothing tells under which one an entry stands; let one of them refer, and make the others text",
    ]
  `);
});

it("takes entries both under a heading and under its subheading, of one kind or of two", () => {
  const both = (outer: string, group: string) =>
    said(
      `## {{topic.name}}\n\n- **{{${outer}.title}}** {{${outer}.year}}\n\n### {{group.name}}\n\n- **{{paper.title}}** {{paper.year}}\n`,
      {
        topic: { name: "text" },
        group: { name: "text", topic: "topic" },
        paper: { topic: "topic", group },
        survey: { title: "text", year: "year", topic: "topic" },
      },
    );
  expect([both("paper", "group?"), both("survey", "group")]).toMatchInlineSnapshot(`
    [
      "fine",
      "fine",
    ]
  `);
});

it("tells of an entry whose references do not stand under each other", () => {
  const kinds = makeKinds(kindsWith({ topic: "topic", area: "area" }));
  const pattern = compileTemplate("templates/README.md", template, kinds);
  const list = listOfData(kinds, {
    area: [{ name: "A" }, { name: "B" }],
    topic: [{ name: "T", area: "A" }],
    work: [
      { title: "x", topic: "T", area: "A" },
      { title: "y", topic: "T", area: "B" },
    ],
  });
  const page = render(pattern, kinds, list.records);
  expect(page.text).toBe("# A\n\n## T\n\n- x\n\n# B\n");
  const found = guardPage(list, pattern, page);
  expect(
    found.map(({ file, line, column, rule, message }) => ({
      at: `${file}:${line}:${column}`,
      rule,
      message,
    })),
  ).toMatchInlineSnapshot(`
    [
      {
        "at": "data/works.json:1:60",
        "message": ""y" has no place on the page made by templates/README.md, since no heading stands for all of its topic, area; make them name headings that stand under each other, or name one only",
        "rule": "unplaced-entry",
      },
    ]
  `);
  // One that is left alone has no place either.
  list.records.set("work", [list.records.get("work")![1]!]);
  expect(guardPage(list, pattern, render(pattern, kinds, list.records))).toHaveLength(1);
});
