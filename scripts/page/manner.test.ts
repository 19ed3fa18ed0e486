import { expect, it } from "vitest";
import { pageFrom } from "../testing/pages.ts";

const kinds = {
  topic: { name: "text" },
  paper: { topic: "topic", venue: "text?", year: "year?" },
  dataset: { topic: "topic", url: "url?" },
};
const topics = [{ name: "A" }, { name: "B" }];

it("keeps the manner of a page as the template shows it", () => {
  const template = `# {{list.title}}

* **{{paper.title}}**

    * [p]({{paper.links.paper}})

* **{{paper.title}}**

    * [p]({{paper.links.paper}})


## {{topic.name}}
|Name|Url|
|---|:-:|
|{{dataset.name}}|{{dataset.url}}|

1. {{use.name}}

1. {{use.name}}
`;
  const { text, problems, read } = pageFrom(
    template,
    { ...kinds, use: { name: "text", topic: "topic" } },
    {
      topic: topics,
      paper: [
        { title: "one", topic: "A", links: { paper: "https://a.org/x" } },
        { title: "two", topic: "A" },
      ],
      dataset: [{ name: "COCO", topic: "A", url: "https://a.org/coco" }],
      use: [
        { name: "x", topic: "A" },
        { name: "y", topic: "A" },
        { name: "z", topic: "A" },
      ],
    },
  );
  expect(text).toBe(`# L

* **one**

    * [p](https://a.org/x)

* **two**


## A
|Name|Url|
|---|:-:|
|COCO|https://a.org/coco|

1. x

1. y

1. z


## B
`);
  expect(problems).toEqual([]);
  expect(read(text)).toContain("use name=z topic=A");
});

it("counts the numbers of a list whose template does", () => {
  const page = (template: string) =>
    pageFrom(template, {}, { dataset: [{ name: "a" }, { name: "b" }, { name: "c" }] }).text;
  expect(page("1. {{dataset.name}}\n")).toBe("1. a\n2. b\n3. c\n");
  expect(page("1. {{dataset.name}}\n2. {{dataset.name}}\n")).toBe("1. a\n2. b\n3. c\n");
  expect(page("1) {{dataset.name}}\n1) {{dataset.name}}\n")).toBe("1) a\n1) b\n1) c\n");
});
