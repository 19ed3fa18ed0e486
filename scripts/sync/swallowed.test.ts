import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadList } from "../data/load.ts";
import { bareText } from "../pairing/folded.ts";
import { listPages } from "../page/pages.ts";
import { paper } from "../testing/repository.ts";
import { changed, edit, inStep, papers, read, start, titles } from "../testing/sync.ts";
import { tryToTake } from "./take.ts";

const TEMPLATE = `# {{list.title}}

- **{{paper.title}}** ({{paper.venue}} {{paper.year}})
  - [Paper]({{paper.links.paper}}) ｜ [Code]({{paper.links.code}})
  - DOI: {{paper.doi}}
  - Tag: {{paper.tags}}
  - {{paper.summary}}

## Data sets

{{list.intro}}

| Name | Type | Notes |
| --- | --- | --- |
| [{{dataset.name}}]({{dataset.url}}) | {{dataset.type}} | {{dataset.description}} |
`;

const set = (name: string) => ({
  name,
  url: `https://${name.toLowerCase()}.org`,
  type: `type of ${name}`,
  description: `what ${name} holds always`,
});

const make = () =>
  start(
    [
      paper("Alpha of Letters", {
        links: { paper: "https://a.org/paper", code: "https://a.org/code" },
        summary: ["begins all"],
      }),
      paper("Beta of Letters", { doi: "10.1000/beta", summary: ["comes next"] }),
      paper("Gamma of Letters", { tags: ["letters", "first of all"], summary: ["comes last"] }),
    ],
    {
      "templates/README.md": TEMPLATE,
      "data/list.json": { title: "A list", intro: ["Of letters, and of words."] },
      "data/datasets.json": [set("Greek"), set("Roman"), set("Runes")],
    },
  );

describe("sync takes nothing where something may only seem to be gone", () => {
  it.each<[string, ...[string | RegExp, string][]]>([
    ["a label with another name", ["[Paper](", "[Article]("]],
    ["a link without its label", [/\[Paper\]\((.*?)\) ｜.*/, "$1"]],
    ["the first lines of an entry", [/- \*\*Beta.*\n\s+- DOI.*\n/, ""]],
    ["the rest of an entry cut short", [/- \*\*Beta.*\n\s+- DOI.*\n/, "- **Beta of\n"]],
    [
      "an entry half written",
      ["- **Beta", "- A new paper (ICML 2025)\n  - what it does\n- **Beta"],
    ],
    ["a list in an entry", ["  - comes next\n", "  - points\n    - one of them\n  - comes next\n"]],
    ["a line break in prose", ["Of letters, and of words.", "Of letters,  \nand of words."]],
    ["a line break in a cell", ["what Roman holds always", "what Roman\nholds always"]],
    [
      "columns in another order",
      [/\| Type\s+\| Notes\s+\|/, "| Notes | Type |"],
      ["type of Roman | what Roman holds always", "what Roman holds always | type of Roman"],
    ],
    ["a full-width parenthesis", [/paper\) ｜.*/, "paper）"]],
    [
      "an entry inside another",
      ["  - DOI: 10.1000/beta\n", "  - **New of Letters** (ICML 2025)\n  - DOI: 10.1000/beta\n"],
    ],
    ["an entry at the end of a line", [/comes next\n- /, "comes next - "]],
    ["a marker that begins another list", ["  - comes next", "*  - comes next"]],
    ["a row without one of its inner cells", ["type of Roman | what", "type of Roman what"]],
    ["two rows in one", [/(what Greek holds.*)\n/, "$1"]],
    ["a header that is none", [/^\| Name/m, "    | Name"]],
    ["a header in two lines", [/Type\s+\|/, "Type\n|"]],
  ])("%s", (_, ...changes) => {
    const repository = make();
    edit(repository, "README.md", ...changes);
    const page = read(repository, "README.md");
    const { code, out } = repository.paperlist("sync");
    expect(out).toContain("so nothing was taken from it and nothing removed");
    expect(code).toBe(1);
    expect(changed(repository, "data")).toBe("");
    expect(read(repository, "README.md")).toBe(page);
  });

  it("says which field reads as part of which, and where", () => {
    const repository = make();
    edit(repository, "README.md", ["[Paper](", "[Article]("]);
    const { out } = repository.paperlist("sync");
    expect(out).toContain(
      'this entry\'s links.paper "https://a.org/paper" reads as part of its summary',
    );
    expect(out).toMatch(/^ {2}4:15 error/m);
    edit(repository, "data/papers.json", [/"links": \{[^}]*\},\s*/, ""]);
    const sentence = "[Article](https://a.org/paper) ｜ [Code](https://a.org/code)";
    expect(repository.paperlist("sync").out).toContain(
      "or, if that is meant, add it to summary in",
    );
    edit(repository, "data/papers.json", ['"begins all"', `"${sentence}", "begins all"`]);
    expect(repository.paperlist("sync")).toMatchObject({ code: 0 });
    expect(papers(repository)[0]!["summary"]).toEqual([sentence, "begins all"]);
    inStep(repository);
  });

  it("says which entry has its name in the text of which, and takes that where it is meant", () => {
    const repository = make();
    edit(
      repository,
      "README.md",
      [/- \*\*Gamma[^]*comes last/, ""],
      ["comes next", "see Gamma of Letters"],
    );
    const { out } = repository.paperlist("sync");
    expect(out).toContain('"Gamma of Letters" has no line of its own any more, but its name');
    repository.write({ "data/papers.json": papers(repository).slice(0, 2) });
    expect(repository.paperlist("sync")).toMatchObject({ code: 0 });
    expect(papers(repository)[1]!["summary"]).toEqual(["see Gamma of Letters"]);
    inStep(repository);
  });

  it.each<[string, string, ...[string | RegExp, string][]]>([
    ["a link under another label", "data/papers.json", ["[Paper](https://a.org/paper) ｜ ", ""]],
    ["a value that goes to another field", "data/papers.json", [/\[Paper\].*｜ \[Code/, "[Paper"]],
    ["an entry", "data/papers.json", [/- \*\*Beta[\s\S]*?comes next\n/, ""]],
    ["a last cell", "data/datasets.json", [/\| what Roman holds always *\|/, "|"]],
    ["a row", "data/datasets.json", [/^.*Roman.*\n/m, ""]],
  ])("but takes what is gone: %s", (_, file, ...changes) => {
    const repository = make();
    edit(repository, "README.md", ...changes);
    expect(repository.paperlist("sync")).toMatchObject({ code: 0 });
    expect(changed(repository, file)).not.toBe("");
    inStep(repository);
  });
});

/** What a slip of the hand does to a line, or to one and the next. */
const slip = fc
  .tuple(
    fc.nat(),
    fc.nat(),
    fc.nat(3),
    fc.constantFrom(..."()（）[]*：: ，|｜-#\\`x。<>_2", "", "**"),
    fc.nat(4),
  )
  .map(([line, column, cut, put, how]) => (text: string): string => {
    const lines = text.split("\n");
    const at = line % (lines.length - 1);
    const [own, next] = [lines[at]!, lines[at + 1]!];
    const place = column % (own.length + 1);
    const [head, tail] = [own.slice(0, place), own.slice(place)];
    const edited = [
      [head + put + tail.slice(cut), next],
      [own + next],
      [head, tail, next],
      [`${" ".repeat(cut)}${own}`, next],
      [own.trimStart(), next],
    ];
    return lines.toSpliced(at, 2, ...edited[how]!).join("\n");
  });

it("no slip of the hand takes out of the data what still stands on the page", () => {
  const list = loadList(".");
  const [own] = listPages(list).pages;
  const times = (text: string, value: unknown) =>
    bareText(text).split(bareText(String(value))).length;
  fc.assert(
    fc.property(slip, (edit) => {
      const text = edit(own!.page.text);
      const taken = tryToTake(list, own!, text, { list, pages: [own!] });
      for (const { change, kind, entry, field, before, after } of "rule" in taken
        ? []
        : taken.merge.edits) {
        const { optional, list: several } = list.kinds.get(kind)!.fields.get(field ?? "") ?? {};
        // What must be there is not taken out; what was replaced is not there any more.
        const gone = change === "changed" && optional && (after === undefined || several);
        const left = [after ?? []].flat();
        const lost = change === "removed" ? [entry] : gone ? [before ?? []].flat() : [];
        for (const value of lost.filter(
          (one) => !left.some((other) => times(String(other), one) > 1),
        ))
          expect(times(text, value)).toBeLessThan(times(own!.page.text, value));
      }
    }),
    { numRuns: 600 },
  );
});

describe("sync takes no line of the template for a sentence", () => {
  const other = "https://a.org/other";
  it.each([
    `[Paper]（${other}）`,
    `[Paper](${other}`,
    `【Paper】(${other})`,
    `Paper: ${other}`,
    `[Article](${other})`,
    `<a href="${other}">paper</a>`,
    `**[Paper](${other})**`,
    `[![x](https://b.org/x)](${other})`,
    "[Paper]()",
    "Paper",
    `[Paper](${other}).`,
    `[Paper](${other}) ｜ [Paper](${other})`,
    other,
    `<${other}>`,
    "DOI 10.1000/x",
  ])("such as %s, whether it was there before or not", (line) => {
    const repository = make();
    edit(repository, "README.md", [/\[Paper\].*/, line]);
    const { code, out } = repository.paperlist("sync");
    expect(out).toContain(
      "  4:5 error this line reads as the entry's summary, but was most likely",
    );
    expect(code).toBe(1);
    expect(changed(repository, "data/papers.json")).toBe("");

    repository.git("checkout", "--quiet", ".");
    edit(repository, "README.md", ["- **Beta", `- **New** (ICML 2025)\n  - ${line}\n- **Beta`]);
    expect(repository.paperlist("sync").code).toBe(1);
    expect(changed(repository, "data/papers.json")).toBe("");
  });

  it("but sentences with links or such words, and what the data has", () => {
    const repository = make();
    edit(repository, "README.md", ["begins all", "Paper and code begin all, code first"]);
    edit(repository, "README.md", ["comes next", `comes next, see [the paper](${other}) for more`]);
    expect(repository.paperlist("sync").code).toBe(0);
    edit(repository, "data/papers.json", ['"comes last"', '"comes last", "DOI none"']);
    expect(repository.paperlist("generate").code).toBe(0);
    edit(repository, "README.md", ["begin all, code first", "begin all, the paper first"]);
    expect(repository.paperlist("sync").code).toBe(0);
    inStep(repository);
  });
});

it("takes no heading of another level for one of the template's", () => {
  const repository = start([], {
    "data/papers.json": [{ ...paper("A"), topic: "T" }],
    "data/topics.json": [{ name: "T", intro: ["First.", "Last of all."] }],
    "templates/README.md":
      "# {{list.title}}\n\n## {{topic.name}}\n\n{{topic.intro}}\n\n### {{paper.year}}\n\n- **{{paper.title}}**\n",
    "data/list.json": {
      title: "A list",
      kinds: { topic: { name: "text", intro: "prose[]?" }, paper: { topic: "topic" } },
    },
  });
  edit(repository, "README.md", ["Last of", "#### Outlook\n\nLast of"]);
  const { code, out } = repository.paperlist("sync");
  expect(out).toContain("found a heading of level 4, expected a heading of level 2");
  expect(out).toContain('the topic "Outlook", which this entry is about, is not taken');
  expect(code).toBe(1);
  expect(changed(repository, "data/papers.json")).toBe("");
  expect(changed(repository, "data/topics.json")).toBe("");
});

it("a block under a heading that has no lines of its own is no damage to it", () => {
  const repository = start([], {
    "data/papers.json": [{ ...paper("A"), topic: "T" }],
    "data/topics.json": [{ name: "T" }],
    "templates/README.md":
      "# {{list.title}}\n\n## {{topic.name}}\n\n- **{{paper.title}}** {{paper.venue}} {{paper.year}}\n",
    "data/list.json": { title: "A", kinds: { topic: { name: "text" }, paper: { topic: "topic" } } },
  });
  edit(repository, "README.md", [/$/, "\n## U\n\n> A remark.\n\n- **B** ICML 2024\n"]);
  const { code, out } = repository.paperlist("sync");
  expect(out).toContain('found "> A remark.", which is no part of the template');
  expect(code).toBe(1);
  expect(titles(repository)).toEqual(["A", "B"]);
});
