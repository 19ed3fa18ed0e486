import { describe, expect, it } from "vitest";
import { paper } from "../testing/repository.ts";
import { changed, edit, inStep, papers, read, start } from "../testing/sync.ts";

const TEMPLATE = `# {{list.title}}

- **{{paper.title}}** ({{paper.venue}} {{paper.year}})
  - [Paper]({{paper.links.paper}}) ｜ [Code]({{paper.links.code}})
  - DOI: {{paper.doi}}
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
  description: `what ${name} holds`,
});

const make = () =>
  start(
    [
      paper("Alpha of Letters", {
        links: { paper: "https://a.org/paper", code: "https://a.org/code" },
        summary: ["begins all"],
      }),
      paper("Beta of Letters", { doi: "10.1000/beta", summary: ["comes next"] }),
      paper("Gamma of Letters", { summary: ["comes last"] }),
    ],
    {
      "templates/README.md": TEMPLATE,
      "data/list.json": { title: "A list", intro: ["Of letters."] },
      "data/datasets.json": [set("Greek"), set("Roman"), set("Runes")],
    },
  );

describe("sync takes nothing where something may only seem to be gone", () => {
  it.each<[string, ...[string | RegExp, string][]]>([
    ["a label with another name", ["[Paper](", "[Article]("]],
    ["a full-width colon", ["DOI: ", "DOI："]],
    ["a full-width parenthesis", [/paper\) ｜.*/, "paper）"]],
    ["another separator", [" ｜ ", "、"]],
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

  it.each<[string, string, ...[string | RegExp, string][]]>([
    ["a link under another label", "data/papers.json", ["[Paper](https://a.org/paper) ｜ ", ""]],
    ["a value that goes to another field", "data/papers.json", [/\[Paper\].*｜ \[Code/, "[Paper"]],
    ["an entry", "data/papers.json", [/- \*\*Beta[\s\S]*?comes next\n/, ""]],
    ["a last cell", "data/datasets.json", [/\| what Roman holds *\|/, "|"]],
    ["a row", "data/datasets.json", [/^.*Roman.*\n/m, ""]],
  ])("but takes what is gone: %s", (_, file, ...changes) => {
    const repository = make();
    edit(repository, "README.md", ...changes);
    expect(repository.paperlist("sync")).toMatchObject({ code: 0 });
    expect(changed(repository, file)).not.toBe("");
    inStep(repository);
  });
});
