import { describe, expect, it } from "vitest";
import { pageOf } from "../testing/page.ts";

const kinds = { paper: { venue: "phrase?", alias: "text?" } };
const rooms = { paper: { title: "phrase", room: "phrase" } };
const paper = {
  title: "A",
  venue: "ICLR",
  year: 2024,
  links: { paper: "https://x.org/1", code: "https://x.org/c", project: "https://x.org/p" },
  summary: ["Code is what it is about"],
};
const template = `## Papers

- **{{paper.title}}** {{paper.venue}}, {{paper.year}}. [paper]({{paper.links.paper}}), [code]({{paper.links.code}})
  - Code: [{{paper.links.project}}]({{paper.links.project}})
  - {{paper.summary}}
`;

describe("what is written otherwise than the template has it", () => {
  const { text, read, drift } = pageOf(template, { paper: [paper] }, kinds);
  const own = read(text);

  it.each<[string, string | RegExp, string]>([
    ["the case of a label", "[code]", "[Code]"],
    ["the case of a heading", "## Papers", "## PAPERS"],
    ["the width of a colon", "Code: ", "Code："],
    ["the width of a comma", "ICLR, ", "ICLR，"],
    ["links that touch", "), [", ")["],
    ["links with another separator", "), [", ") / ["],
    ["links with a line break", "), [", ")<br>["],
    ["links on two lines", "), [", "),\n  ["],
    ["no full stop", "2024.", "2024"],
    ["two full stops", "2024.", "2024.."],
    ["a line break at the end", "/c)", "/c)<br>"],
    ["an address alone", /\[(https:.*?)\]\(.*?\)/, "$1"],
    ["an address in angle brackets", /\[(https:.*?)\]\(.*?\)/, "<$1>"],
    ["spaces", "2024. ", "2024."],
    ["a mark that closes as another", "**A**", "**A*"],
    ["a mark behind a space", "**A**", "**A **"],
    ["a mark that closes twice", "**A**", "**A****"],
    ["a link that closes twice", "/c)", "/c))"],
  ])("is read, and told as layout: %s", (_, from, to) => {
    const page = text.replace(from, to);
    expect(page).not.toBe(text);
    expect(read(page)).toEqual(own);
    expect(drift(page)).toHaveLength(1);
    expect(drift(page)[0]).toContain(" format: found ");
  });

  it.each<[string, string, string]>([
    ["another word", "[code]", "[cod]"],
    ["another address", "x.org/c", "x.org/C"],
    ["a sentence that begins as a label does", "Code is what", "code was what"],
    ["no comma between values", "ICLR, ", "ICLR "],
    ["a heading of another level", "## Papers", "# Papers"],
    ["no marks", "**A**", "A"],
  ])("but says what is: %s", (_, from, to) => {
    const page = text.replace(from, to);
    expect(page).not.toBe(text);
    expect(drift(page).filter((found) => !found.includes(" format: "))).not.toEqual([]);
  });

  it("is not read where that could be done in two ways", () => {
    const two = pageOf("- {{paper.room}} ({{paper.title}}) [{{paper.year}}]\n", {}, rooms);
    expect(two.read("- A B 2024\n")).toEqual([{}]);
    expect(two.read("- A（B）[2024]\n")).toEqual([{ room: "A", title: "B", year: "2024" }]);
  });

  it("is no value of what may hold anything", () => {
    const value = { ...paper, summary: ["code：https://x.org/q"] };
    expect(pageOf(template, { paper: [value] }, kinds).refused()).toEqual([
      'field summary: "code：https://x.org/q" would be read back as the line Code: [{{paper.links.project}}]({{paper.links.project}}) of t:4; word it differently',
    ]);
  });
});

describe("a cell", () => {
  const table =
    "| Title | Name | Code |\n| - | - | - |\n| {{paper.title}} | {{paper.alias or N/A}} | [c]({{paper.links.code}}) |\n";
  const page = pageOf(table, { paper: [{ title: "A" }, { title: "B", alias: "b" }] }, kinds);

  it("shows what the template says of an absent value", () => {
    expect(page.text.replace(/ +/g, " ")).toContain("| A | N/A | |\n| B | b | |\n");
    expect(page.drift(page.text)).toEqual([]);
  });

  it.each(["-", "None", "/", "", "N/A"])("is empty with %j", (blank) => {
    expect(page.read(`| Title | Name | Code |\n|-|-|-|\n| A | ${blank} | ${blank} |\n`)).toEqual([
      { title: "A" },
    ]);
  });

  it("that is empty in a row of such says nothing", () => {
    const more = page.text.replace(/(\n\| A)/, "\n|  |  |  |$1");
    expect(page.read(more)).toEqual(page.read(page.text));
    expect(page.drift(more)).toEqual([expect.stringContaining("3:3 format: found")]);
  });

  it("shows nothing in the place of a value that each entry has", () => {
    expect(() => pageOf("- {{paper.title or N/A}}\n", {})).toThrow(
      "{{paper.title or N/A}} is never absent; write {{paper.title}}",
    );
  });
});

describe("values that may be absent among text", () => {
  const { text, read, drift, refused } = pageOf(
    "- **{{paper.title}}** _by {{paper.alias}}_, {{paper.year}} ({{paper.date}}) :star:[code]({{paper.links.code}})\n",
    {
      paper: [
        { title: "A", year: 2024 },
        { title: "B", year: 2024, date: "2024-05" },
        { title: "C", year: 2024, alias: "x", links: { code: "https://a.b" } },
      ],
    },
    kinds,
  );

  it("go with the marks and brackets around them and the separator before", () => {
    expect(text).toBe(
      "- **A**, 2024\n- **B**, 2024 (2024-05)\n- **C** _by x_, 2024 :star:[code](https://a.b)\n",
    );
    expect(refused()).toEqual([]);
    expect(drift(text)).toEqual([]);
    expect(read(text)[2]).toEqual({
      title: "C",
      year: "2024",
      alias: "x",
      "links.code": "https://a.b",
    });
  });
});
