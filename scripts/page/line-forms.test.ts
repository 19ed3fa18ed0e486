import { describe, expect, it } from "vitest";
import { pageOf } from "../testing/page.ts";
import { said } from "../testing/template.ts";

const kinds = { paper: { venue: "phrase?", year: "year?" } };

const template = `- **{{paper.title}}**, _{{paper.authors}}_, {{paper.venue}} {{paper.year}}. [code]({{paper.links.code}}), [demo]({{paper.links.demo}})
- **{{paper.title}}**, {{paper.venue}} {{paper.year}}.
- {{paper.title}}
  - {{paper.summary}}
`;

const text = `- **A**, _X, Y_, ICLR 2024. [demo](https://a.b)
- some words
- **B**, CVPR 2023.
  - short
`;

const data = [
  { title: "A", authors: ["X", "Y"], venue: "ICLR", year: 2024, links: { demo: "https://a.b" } },
  { title: "some words" },
  { title: "B", venue: "CVPR", year: 2023, summary: ["short"] },
];

describe("lines of form", () => {
  const page = pageOf(template, { paper: data }, kinds);

  it("write each entry by the first that has the most to say of it, in its place", () => {
    expect(page.text).toBe(text);
    expect(page.refused()).toEqual([]);
    const turned = template.split("\n");
    const other = pageOf(
      [turned[1], turned[0], ...turned.slice(2)].join("\n"),
      { paper: data },
      kinds,
    );
    expect(other.text).toBe(text);
  });

  it("are read by the one that fits", () => {
    expect(page.read(text)).toEqual([
      { title: "A", authors: ["X", "Y"], venue: "ICLR", year: "2024", "links.demo": "https://a.b" },
      { title: "some words" },
      { title: "B", venue: "CVPR", year: "2023", summary: ["short"] },
    ]);
  });

  it("tell a value that came or went as that field's change", () => {
    const edited = text.replace(", _X, Y_", "").replace(" [demo](https://a.b)", "");
    expect(page.drift(edited.replace("**B**", "**B**, _Z_"))).toEqual([
      '1:3 changed: field authors: is missing: expected "X, Y" on this line',
      '1:3 changed: field links.demo: is missing: expected "https://a.b" on this line',
      '3:11 changed: field authors: found "Z", which the data does not have',
    ]);
  });

  it("tell a line that another form would write as layout", () => {
    const same = "- {{paper.title}} ({{paper.year}})\n- **{{paper.title}}** {{paper.year}}\n";
    const one = pageOf(same, { paper: [{ title: "A", year: 2020 }] });
    expect(one.text).toBe("- A (2020)\n");
    expect(one.drift("- **A** 2020\n")).toEqual([
      '1:3 format: found "- **A** 2020", expected "- A (2020)"',
    ]);
  });

  it("leave no value out in silence", () => {
    const lacking = pageOf(template, { paper: [{ title: "A", authors: ["X"] }] }, kinds);
    expect(lacking.refused()).toEqual([
      'field authors: "X" has no place in {{paper.title}}, by which the entry is written, having the values of no line of form that shows it; add what is lacking, or a line of form to t',
    ]);
    const homeless = pageOf(
      "- {{paper.title}} ({{paper.venue}})\n- {{paper.title}}: {{paper.year}}\n",
      { paper: [{ title: "A" }] },
      kinds,
    );
    expect(homeless.refused()).toEqual([
      '"A" has no place on the page made by t, since it has the values of none of the lines of form; add what is lacking',
    ]);
  });
});

it("lines of form that could read one text are refused, as is what stands under any but the last", () => {
  expect(
    [
      "- **{{paper.title}}** {{paper.venue}}\n- **{{paper.title}}** {{paper.authors}}\n",
      "- **{{paper.title}}** {{paper.venue}}\n  - {{paper.summary}}\n- {{paper.title}}\n",
      "| a |\n| - |\n| **{{paper.title}}** |\n| {{paper.title}} |\n",
    ].map((one) => said(one)),
  ).toMatchInlineSnapshot(`
    [
      "2:3: the page can be read in two ways: "**a** a" is the line **{{paper.title}}** {{paper.venue}} or the line **{{paper.title}}** {{paper.authors}}; put different text into one of them",
      "2:5: what stands under an entry stands under the last of its lines of form, {{paper.title}}; move {{paper.summary}} there",
      "fine",
    ]
  `);
});
