import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadList } from "../data/load.ts";
import { bareText } from "../pairing/folded.ts";
import { listPages } from "../page/pages.ts";
import { paper } from "../testing/repository.ts";
import { changed, edit, inStep, papers, read, start } from "../testing/sync.ts";
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
    ["a full-width colon", ["DOI: ", "DOI："]],
    ["a full-width parenthesis", [/paper\) ｜.*/, "paper）"]],
    ["another separator", [" ｜ ", "、"]],
    ["one of several lines", ["Tag: first", "tag: first"]],
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
    expect(repository.paperlist("sync")).toMatchObject({ code: 0 });
    expect(papers(repository)[0]!["summary"]).toEqual([
      "[Article](https://a.org/paper) ｜ [Code](https://a.org/code)",
      "begins all",
    ]);
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
