import { describe, expect, it } from "vitest";
import { sync } from "./sync.ts";
import { paper } from "../testing/repository.ts";
import { changed, commit, edit, inStep, papers, read, start, titles } from "../testing/sync.ts";

describe("sync of lists of other shapes", () => {
  it("lets the entry's own line hold against its heading, and says so", () => {
    const template =
      "# {{list.title}}\n\n## {{paper.year}}\n\n- **{{paper.title}}** ({{paper.venue}} {{paper.year}})\n";
    const repository = start(
      [paper("A", { year: 2025 }), paper("B", { year: 2025 }), paper("C"), paper("D")],
      { "templates/README.md": template },
    );
    edit(
      repository,
      "README.md",
      ["- **D** (ICML 2024)\n", ""],
      ["- **B**", "- **D** (ICML 2024)\n- **B**"],
    );
    const { code, out } = repository.paperlist("sync");
    expect(code).toBe(0);
    expect(out).toContain(
      'stands under a heading that says "2025", while its own line says "2024", which holds',
    );
    expect(papers(repository).find(({ title }) => title === "D")).toMatchObject({ year: 2024 });
    inStep(repository);
    edit(
      repository,
      "README.md",
      ["- **C** (ICML 2024)\n", ""],
      ["- **B**", "- **C** (ICML 2025)\n- **B**"],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(titles(repository).filter((title) => title !== "D")).toEqual(["A", "C", "B"]);
    inStep(repository);
  });

  describe("under headings", () => {
    const template =
      "# {{list.title}}\n\n{{list.intro}}\n\n## {{paper.year}}\n\n- **{{paper.title}}** ({{paper.venue}})\n";
    const make = () =>
      start(
        [
          paper("A", { year: 2025 }),
          paper("B", { year: 2025, links: { code: "https://c.org" } }),
          paper("C"),
          paper("D", { year: 2023 }),
        ],
        {
          "templates/README.md": template,
          "data/list.json": { title: "A list", language: "en", intro: ["First.", "Second."] },
        },
      );

    it("takes entries that were moved to another one, with what it says of them", () => {
      for (const [from, to] of [
        ["- **C** (ICML)\n", ""],
        ["## 2024\n\n- **C** (ICML)\n\n", ""],
      ] as const) {
        const repository = make();
        edit(repository, "README.md", [from, to], ["- **B**", "- **C** (ICML)\n- **B**"]);
        expect(repository.paperlist("sync").code).toBe(0);
        expect(papers(repository)).toEqual([
          paper("A", { year: 2025 }),
          paper("C", { year: 2025 }),
          paper("B", { year: 2025, links: { code: "https://c.org" } }),
          paper("D", { year: 2023 }),
        ]);
        inStep(repository);
      }
    });

    it("takes a heading that was changed, for all that stands under it", () => {
      const repository = make();
      edit(repository, "README.md", ["## 2025", "## 2026"]);
      expect(repository.paperlist("sync").code).toBe(0);
      expect(papers(repository).map(({ year }) => year)).toEqual([2026, 2026, 2024, 2023]);
      expect(changed(repository, "data/papers.json")).toBe("2 2");
      inStep(repository);
    });

    it("takes whole sections that came, went or changed places", () => {
      const repository = make();
      edit(
        repository,
        "README.md",
        ["## 2025", "## 2026\n\n- **N** (ACL)\n\n## 2025"],
        ["\n## 2023\n\n- **D** (ICML)\n", ""],
      );
      expect(repository.paperlist("sync").code).toBe(0);
      expect(titles(repository)).toEqual(["N", "A", "B", "C"]);
      inStep(repository);
      commit(repository);
      edit(
        repository,
        "README.md",
        ["## 2024\n\n- **C** (ICML)\n", ""],
        ["## 2025", "## 2024\n\n- **C** (ICML)\n\n## 2025"],
      );
      expect(repository.paperlist("sync").code).toBe(0);
      expect(titles(repository)).toEqual(["N", "C", "A", "B"]);
      inStep(repository);
    });

    it("takes the prose of the list", () => {
      const repository = make();
      edit(repository, "README.md", ["First.\n", "Now *this*.\n\nAnd that.\n"]);
      expect(repository.paperlist("sync").code).toBe(0);
      expect(JSON.parse(read(repository, "data/list.json"))).toMatchObject({
        intro: ["Now _this_.", "And that.", "Second."],
      });
      expect(changed(repository, "data/papers.json")).toBe("");
      inStep(repository);
    });

    it("refuses what is no year, at the heading, and writes nothing", () => {
      const repository = make();
      edit(repository, "README.md", ["## 2025", "## 20255"], ["**D**", "**Delta**"]);
      const { code, out } = repository.paperlist("sync");
      expect(code).toBe(1);
      expect(out).toMatch(/README\.md\n {2}7:4 error year: found 20255, expected a year/);
      expect(repository.git("status", "--porcelain")).toBe(" M README.md\n");
    });
  });

  it("takes rows of a table, and kinds of the list's own", () => {
    const repository = start([], {
      "data/list.json": {
        title: "Tools",
        language: "en",
        kinds: { tool: { name: "text", stars: "integer?", url: "url", note: "markdown?" } },
      },
      "data/tools.json": ["One", "Two", "Three"].map((name, index) => ({
        name,
        stars: index,
        url: `https://x.org/${name}`,
        note: `about ${name}`,
      })),
      "templates/README.md":
        "# {{list.title}}\n\n| Name | Stars |\n| --- | --- |\n| [{{tool.name}}]({{tool.url}}) | {{tool.stars}} |\n",
    });
    edit(
      repository,
      "README.md",
      [/\| \[One\].*\n/, ""],
      [/(\| \[Two\].*\| )1/, "$142"],
      [/(\| \[Three\].*\n)/, "$1| [Four](https://x.org/4) |  |\n"],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(JSON.parse(read(repository, "data/tools.json"))).toEqual([
      { name: "Two", stars: 42, url: "https://x.org/Two", note: "about Two" },
      { name: "Three", stars: 2, url: "https://x.org/Three", note: "about Three" },
      { name: "Four", url: "https://x.org/4" },
    ]);
    expect(repository.paperlist("lint").code).toBe(0);
  });

  it("keeps a file for each entry, and does not claim to move what file names order", () => {
    const repository = start([], {
      "data/papers/1-alpha.json": paper("Alpha"),
      "data/papers/2-beta.json": paper("Beta"),
      "data/papers/3-gamma.json": paper("Gamma"),
    });
    repository.git("rm", "--quiet", "--cached", "data/papers.json");
    repository.run("rm", "data/papers.json");
    expect(repository.paperlist("generate").code).toBe(0);
    commit(repository);
    edit(
      repository,
      "README.md",
      ["- **Gamma** (ICML 2024)\n", ""],
      ["- **Alpha** (ICML 2024)\n", ""],
      [
        "- **Beta** (ICML 2024)\n",
        "- **Gamma** (ICML 2024)\n- **Betta** (ICML 2024)\n- **1/2: 新** (ACL 2023)\n",
      ],
    );
    const { code, out } = repository.paperlist("sync");
    expect(code).toBe(0);
    expect(out).not.toContain(": moved");
    expect(out).toContain("data/papers/1-alpha.json: removed (");
    expect(out).toContain("data/papers/2-beta.json: updated (");
    expect(out).toContain("data/papers/12-新.json: created (");
    expect(out).toMatch(/4:3 warning "Betta" stands in another place.*\n *4 \| - \*\*Betta/);
    expect(repository.git("status", "--porcelain", "--untracked-files", "data")).toBe(
      ' D data/papers/1-alpha.json\n M data/papers/2-beta.json\n?? "data/papers/12-\\346\\226\\260.json"\n',
    );
    expect(repository.paperlist("lint").code).toBe(0);
    expect(repository.paperlist("sync").out).toContain("nothing to sync");
  });

  it("puts a new entry into its neighbour's file, where data is a folder", () => {
    const repository = start([]);
    const file = (year: number, ...names: string[]) => names.map((name) => paper(name, { year }));
    repository.git("rm", "--quiet", "data/papers.json");
    repository.write({
      "templates/README.md":
        "# {{list.title}}\n\n## {{paper.year}}\n\n- **{{paper.title}}** ({{paper.venue}})\n",
      "data/papers/1.json": file(2025, "A", "B"),
      "data/papers/2.json": file(2024, "C", "D"),
    });
    expect(repository.paperlist("generate", "--force").code).toBe(0);
    commit(repository);
    edit(
      repository,
      "README.md",
      ["- **C**", "- **Before C** (ACL)\n- **C**"],
      ["- **B** (ICML)\n", "- **B** (ICML)\n- **After B** (ACL)\n"],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    const names = (name: string) =>
      (JSON.parse(read(repository, name)) as { title: string; year: number }[]).map(
        ({ title, year }) => `${title} ${year}`,
      );
    expect(names("data/papers/1.json")).toEqual(["A 2025", "B 2025", "After B 2025"]);
    expect(names("data/papers/2.json")).toEqual(["Before C 2024", "C 2024", "D 2024"]);
    commit(repository);
    // Cut short, an entry that goes to another file stands in both, not in neither.
    edit(
      repository,
      "README.md",
      ["- **A** (ICML)\n", ""],
      ["- **D** (ICML)\n", "- **D** (ICML)\n- **A** (ICML)\n"],
    );
    expect(sync(repository.top).written.map(({ file }) => file)).toEqual([
      "data/papers/2.json",
      "data/papers/1.json",
    ]);
    expect(names("data/papers/2.json")).toEqual(["Before C 2024", "C 2024", "D 2024", "A 2024"]);
  });
});

it.each([
  "> A quotation.",
  "```\ncode\n```",
  "- a\n- b",
  "| a | b |\n| - | - |\n| 1 | 2 |",
  "$$\na_b\n$$",
])("takes any block into the prose of a kind: %j", (block) => {
  const repository = start([], {
    "data/papers.json": [{ ...paper("A"), topic: "T" }],
    "templates/README.md":
      "# {{list.title}}\n\n## {{topic.name}}\n\n{{topic.intro}}\n\n### {{paper.year}}\n\n- **{{paper.title}}**\n",
    "data/list.json": {
      title: "A list",
      kinds: { topic: { name: "text", intro: "prose[]?" }, paper: { topic: "topic" } },
    },
    "data/topics.json": [{ name: "T", intro: ["First.", "Last."] }],
  });
  edit(repository, "README.md", ["First.\n", `First.\n\n${block}\n`]);
  expect(repository.paperlist("lint").out).toContain("which the data does not have");
  expect(repository.paperlist("sync").code).toBe(0);
  const [topic] = JSON.parse(read(repository, "data/topics.json")) as { intro: string[] }[];
  expect(topic!.intro).toEqual(["First.", expect.stringContaining(block.slice(0, 3)), "Last."]);
  inStep(repository);
});
