import { describe, expect, it } from "vitest";
import { makeKinds } from "../data/kinds.ts";
import type { Rec } from "../data/record.ts";
import { readSince } from "../page/read.ts";
import type { Reading } from "../page/reading.ts";
import { render } from "../page/render.ts";
import { compileTemplate } from "../template/template.ts";
import type { Finding } from "../finding/finding.ts";
import { compare } from "./compare.ts";
import { listOf } from "../testing/list.ts";

const kinds = makeKinds();

/** What lint finds, `line rule entry field`, where a text stands in place of another in a page. */
function found(
  template: string,
  papers: object[],
  replace: [string, string][],
  say = ({ line, column, rule, entry, field }: Finding) =>
    [`${line}:${column}`, rule, entry, field].filter((word) => word !== undefined).join(" "),
): string[] {
  const record = (kind: string, value: object, index = 0): Rec => ({
    kind,
    index,
    file: `data/${kind}s.json`,
    element: index,
    value: value as Record<string, unknown>,
  });
  const records = new Map([
    ["list", [record("list", { title: "List" })]],
    ["paper", papers.map((paper, index) => record("paper", paper, index))],
  ]);
  const list = listOf(kinds, records);
  const pattern = compileTemplate("t", template, kinds);
  const page = render(pattern, kinds, records);
  const text = replace.reduce((edited, [from, to]) => {
    expect(edited).toContain(from);
    return edited.replace(from, to);
  }, page.text);
  const findings = (reading: Reading) =>
    compare({ list, pattern, page, reading, file: "README.md" }).map((finding) => say(finding));
  const brief = findings(readSince(pattern, kinds, page, text, { brief: true }));
  expect(brief).toEqual(findings(readSince(pattern, kinds, page, text, { whole: true })));
  return brief;
}

const paper = (title: string, links: object = {}, year = 2024) => ({
  title,
  venue: "V",
  year,
  links,
});

describe("a page with one-line entries", () => {
  const template =
    "# {{list.title}}\n\n- [{{paper.title}}]({{paper.links.paper}}), {{paper.year}}. [[code]({{paper.links.code}})] [[video]({{paper.links.video}})]\n";
  const links = { paper: "https://a.b/1", code: "https://a.b/2", video: "https://a.b/3" };
  const papers = [paper("One", links), paper("Two"), paper("Three", links)];
  const one = (from: string, to: string) => found(template, papers, [[from, to]]);

  it("shows what is there", () => {
    expect(one("- Two, 2024.\n", "- Two, 2024.\n")).toEqual([]);
  });

  it("tells of a carriage return within a line once", () => {
    const lost = one("2024. [[code]", "2024.\r\r[[code]");
    expect([lost.length > 0, lost.join().includes("format")]).toEqual([true, false]);
    expect(one("2024.\n", "2024.\r\n")).toEqual(["4:13 format"]);
  });

  it("tells what was moved, not what it was moved past", () => {
    const many = Array.from({ length: 40 }, (_, index) => paper(`Paper ${index}`));
    const lines = (from: number, to: number) =>
      many
        .slice(from, to)
        .map(({ title }) => `- ${title}, 2024.\n`)
        .join("");
    const [moved, past] = [lines(10, 16), lines(16, 35)];
    expect(found(template, many, [[moved + past, past + moved]])).toEqual(
      [10, 11, 12, 13, 14, 15].map((nth) => `${nth + 22}:3 moved Paper ${nth}`),
    );
  });

  it("tells of an entry that stands elsewhere too", () => {
    const many = Array.from({ length: 40 }, (_, index) => paper(`Paper ${index}`));
    const twice: [string, string] = [
      "- Paper 39, 2024.\n",
      "- Paper 39, 2024.\n- Paper 20, 2024.\n",
    ];
    expect(found(template, many, [twice])).toEqual(["43:3 repeated Paper 20"]);
  });

  it("finds each field that was edited, taken out or added", () => {
    expect(one("[One]", "[Other words]")).toEqual(["3:4 changed One title"]);
    expect(one("- Two", "- Quite other words")).toEqual(["4:3 changed Two title"]);
    expect(one("a.b/1", "a.b/9")).toEqual(["3:9 changed One links.paper"]);
    expect(one("[One](https://a.b/1)", "One")).toEqual(["3:3 changed One links.paper"]);
    expect(one("- Two", "- [Two](https://x.y)")).toEqual(["4:9 changed Two links.paper"]);
    expect(one("2024. [[code](https://a.b/2)]", "2024.")).toEqual(["3:3 changed One links.code"]);
    expect(one("Two, 2024.", "Two, 2024. [[code](https://x.y)]")).toEqual([
      "4:22 changed Two links.code",
    ]);
    expect(one("[[video]", "[video]")).toEqual(["3:56 damaged One links.video"]);
  });

  it("finds entries that were cut or doubled", () => {
    expect(one("- Two, 2024.\n", "")).toEqual(["4:1 missing Two"]);
    expect(one("- Two, 2024.\n", "- Two, 2024.\n- Two, 2024.\n")).toEqual(["5:3 repeated Two"]);
  });
});

describe("a page with links in cells", () => {
  const template =
    "| a | b |\n| - | - |\n| **{{paper.title}}**<br>{{paper.year}} | [p]({{paper.links.paper}}) / [c]({{paper.links.code}}) |\n";
  const papers = [
    paper("One", { paper: "https://a.b/1", code: "https://a.b/2" }),
    paper("Two", { code: "https://a.b/3" }),
    paper("Three"),
  ];
  const contents = (from: string, to: string) =>
    found(template, papers, [[from, to]]).filter((line) => !line.includes("format"));

  it("finds each field that was edited, taken out or added", () => {
    expect(contents("a.b/1", "a.b/9")).toEqual(["3:25 changed One links.paper"]);
    expect(contents("[p](https://a.b/1) / ", "")).toEqual(["3:1 changed One links.paper"]);
    expect(contents("[c](https://a.b/3)", "[p](u) / [c](https://a.b/3)")).toEqual([
      "4:25 changed Two links.paper",
    ]);
    expect(contents("2024", "2023")).toEqual(["3:14 changed One year"]);
  });
});

it("says of a line of links only what stands on it", () => {
  const template =
    "- **{{paper.title}}**\n  - [p]({{paper.links.paper}}) | [c]({{paper.links.code}}) | [v]({{paper.links.video}})\n";
  const papers = [paper("One"), paper("Two")];
  expect(found(template, papers, [["- **One**", "- **One**\n  - [c](https://a.b)"]])).toEqual([
    "2:5 changed One links.code",
  ]);
});

it("knows an entry by what it says beside its name, under whatever group it stands", () => {
  const template =
    "# {{list.title}}\n\n## {{paper.year}}\n\n- **{{paper.title}}** ({{paper.venue}})\n";
  const papers = Array.from({ length: 40 }, (_, index) =>
    paper(`Paper ${index}`, {}, 2030 - index),
  );
  expect(found(template, papers, [["**Paper 20**", "**Nothing like it**"]])).toEqual([
    "85:5 changed Paper 20 title",
  ]);
});

it("knows the anchor that each link of a line should have", () => {
  const template =
    "# Top\n\n- [top](#top) [{{paper.year}}](#{{paper.year}}): {{paper.year}}\n\n## {{paper.year}}\n\n- **{{paper.title}}**\n";
  const one = (from: string, to: string) => found(template, [paper("One")], [[from, to]]);
  expect(one("): 2024", "): 2025")).toEqual(["3:30 contents year"]);
  expect(one("(#2024)", "(#2025)")).toEqual(["3:23 contents year"]);
  const titled = "- [{{paper.title}}](#{{paper.title}})\n\n## {{paper.title}}\n";
  expect(found(titled, [paper("Nets")], [["(#nets)", "(#Nets)"]])).toEqual(["1:11 format"]);
});

it("takes a space where none shows for format: beside a line break, at the edges of a link's text", () => {
  const template =
    "- **{{paper.title}}** {{paper.venue}}<br>\n  _{{paper.year}}_ <br> [ the code ](https://a.b) ![x](a.png) [c]({{paper.links.code}})\n  - [{{paper.doi}}](https://doi.org/{{paper.doi}})\n";
  const papers = [{ ...paper("One", { code: "https://a.b/2" }), doi: "10.1000/1" }];
  const all = (...edits: [string, string][]) => found(template, papers, edits);
  expect(all()).toEqual([]);
  expect(all(["V<br>", "V <br>"], ["[10.1000/1]", "[ 10.1000/1 ]"])).toEqual(["1:12 format"]);
  expect(all(["_ <br> [ the code ]", "_<br>[the code]"], ["![x]", "![ x ]"])).toEqual([
    "2:9 format",
  ]);
  expect(all(["[c]", "[c ]"])).toEqual(["2:55 format"]);
});

describe("values are compared as the data holds them", () => {
  const template =
    "| a | b | c |\n| - | - | - |\n| **{{paper.title}}** | {{paper.summary}} | {{paper.summary}} |\n";
  const long = `${"很长的一句话，".repeat(30)}其中`;
  const one = (from: string, to: string, summary = [`${long}十分之一`]) =>
    found(template, [{ ...paper("One"), summary }], [[from, to]]).filter(
      (line) => !line.includes("format"),
    );

  it("to their end, however long they are", () => {
    expect(one(`${long}十`, `${long}九`)).toEqual(["3:13 changed One summary"]);
  });

  it("each time that a line shows them", () => {
    expect(one("一 |\n", "二 |\n")).toEqual(["3:232 changed One summary"]);
  });

  it("whatever form of Markdown they have there", () => {
    expect(one("**One**", "**Two**", ["an *important* remark"])).toEqual(["3:5 changed One title"]);
  });
});

it("tells of each line that keeps an entry of the page from being taken into the data", () => {
  const template = "- **{{paper.title}}**\n  - DOI: {{paper.doi}}\n";
  const more = "- **One**\n- **Two**\n  - DOI 1\n- **Three**\n";
  expect(found(template, [paper("One")], [["- **One**\n", more]])).toEqual([
    "3:8 damaged Two",
    "4:3 extra Three",
  ]);
});

it("does not say that sync keeps the page where a line of the template is missing in an entry", () => {
  const template = "## {{paper.title}}\n\n{{paper.venue}}\n\nThanks.\n";
  const messages = found(template, [paper("One")], [["\nThanks.\n", ""]], (one) => one.message);
  expect(messages).toEqual([
    'this line is missing: expected the line "Thanks." after this one; run "paperlist sync" to write the page anew, or change t:5',
  ]);
});

it("tells of a line of a new entry that sync would not take for what it reads as", () => {
  const template = "- **{{paper.title}}**\n  - DOI: {{paper.doi}}\n  - {{paper.summary}}\n";
  const more = "- **One**\n- **Two**\n  - What it does\n  - DOI 10.1000/c\n";
  expect(found(template, [paper("One")], [["- **One**\n", more]])).toEqual(["4:5 damaged Two"]);
});
