import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sync } from "./sync.ts";
import { paper, TestRepository } from "../testing/repository.ts";
import {
  NOTES,
  changed,
  commit,
  edit,
  inStep,
  papers,
  read,
  start,
  titles,
} from "../testing/sync.ts";

describe("sync", () => {
  it("takes a changed field as a change of one line", () => {
    const repository = start();
    edit(repository, "README.md", ["**Beta** (ICML", "**Beta** (NeurIPS"]);
    const { code, out } = repository.paperlist("sync");
    expect(out).toContain(
      'README.md:4:13: changed "Beta": venue "ICML" → "NeurIPS" (data/papers.json:9:14)',
    );
    expect(code).toBe(0);
    expect(changed(repository, "data/papers.json")).toBe("1 1");
    inStep(repository);
  });

  it("keeps what the page does not show", () => {
    const hidden = {
      tags: ["x"],
      arxiv: "2412.00876",
      links: { code: "https://c.org", notes: NOTES },
    };
    const repository = start([paper("Alpha", hidden), paper("Beta")]);
    edit(
      repository,
      "README.md",
      ["Alpha", "Alpha Two"],
      [NOTES, `${NOTES}/2`],
      ["**Beta** (ICML 2024)\n", "**Beta** (ICML 2025)\n"],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(papers(repository)).toEqual([
      {
        title: "Alpha Two",
        venue: "ICML",
        year: 2024,
        ...hidden,
        links: { code: "https://c.org", notes: `${NOTES}/2` },
      },
      { title: "Beta", venue: "ICML", year: 2025 },
    ]);
    inStep(repository);
  });

  it("takes entries that were added, after the one they follow", () => {
    const repository = start();
    edit(repository, "README.md", [
      "- **Gamma**",
      "- **New** (ACL 2023)\n  - [notes](https://n.org/)\n- **Gamma**",
    ]);
    expect(repository.paperlist("sync").out).toContain('README.md:6:3: added "New"');
    expect(papers(repository)[2]).toEqual({
      title: "New",
      venue: "ACL",
      year: 2023,
      links: { notes: "https://n.org/" },
    });
    expect(titles(repository)).toEqual(["Alpha", "Beta", "New", "Gamma", "Delta"]);
    expect(changed(repository, "data/papers.json")).toBe("8 0");
    inStep(repository);
  });

  it("takes entries that were removed, moved and retitled", () => {
    const repository = start();
    edit(
      repository,
      "README.md",
      ["- **Alpha** (ICML 2024)\n", ""],
      ["- **Delta** (ICML 2024)\n", ""],
      ["- **Beta**", "- **Delta** (ICML 2024)\n- **Betta**"],
    );
    const { out } = repository.paperlist("sync");
    expect(out).toContain('removed "Alpha"');
    expect(out).toContain('moved "Delta"');
    expect(out).toContain('changed "Betta": title "Beta" → "Betta"');
    expect(titles(repository)).toEqual(["Delta", "Betta", "Gamma"]);
    inStep(repository);
  });

  it("knows an entry again that was both retitled and moved, and keeps what is not shown", () => {
    const repository = start([
      paper("Learning to Ground", { links: { code: "https://c.org" } }),
      ...["B", "C", "D", "E", "F", "G"].map((title) => paper(title)),
    ]);
    edit(
      repository,
      "README.md",
      ["- **Learning to Ground** (ICML 2024)\n", ""],
      ["- **G**", "- **Learning to Ground Phrases** (ICML 2024)\n- **G**"],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(papers(repository)[5]).toEqual(
      paper("Learning to Ground Phrases", { links: { code: "https://c.org" } }),
    );
    inStep(repository);
  });

  it("takes optional fields that were removed or added, and the list's own", () => {
    const repository = start();
    edit(
      repository,
      "README.md",
      [`  - [notes](${NOTES})\n`, ""],
      ["- **Gamma** (ICML 2024)\n", `- **Gamma** (ICML 2024)\n  - [notes](${NOTES}/g)\n`],
      ["# A list", "# The list"],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(papers(repository)[1]).toEqual({ title: "Beta", venue: "ICML", year: 2024 });
    expect(papers(repository)[2]).toMatchObject({ links: { notes: `${NOTES}/g` } });
    expect(changed(repository, "data/list.json")).toBe("1 1");
    inStep(repository);
  });

  it("merges with what was changed in the data meanwhile", () => {
    const repository = start();
    edit(repository, "README.md", ["**Beta** (ICML", "**Beta** (NeurIPS"]);
    edit(
      repository,
      "data/papers.json",
      ['"Alpha"', '"Alpha One"'],
      ['"Gamma"', '"Gamma", "doi": "10.1000/x"'],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(papers(repository)).toMatchObject([
      { title: "Alpha One" },
      { venue: "NeurIPS" },
      { doi: "10.1000/x" },
      {},
    ]);
    inStep(repository);
  });

  it("shows the patch with --dry-run, which git applies, and writes nothing", () => {
    const repository = start();
    edit(repository, "README.md", ["**Beta** (ICML", "**Beta**   (NeurIPS"]);
    const before = repository.git("diff");
    const { out, code } = repository.paperlist("sync", "--dry-run");
    expect(code).toBe(0);
    expect(repository.git("diff")).toBe(before);
    repository.write({ "x.patch": out.slice(out.indexOf("---")) });
    repository.git("apply", "x.patch");
    expect(papers(repository)[1]).toMatchObject({ venue: "NeurIPS" });
    inStep(repository);
  });

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
    expect(out).toMatch(/4:3 warning this entry stands elsewhere.*\n *4 \| - \*\*Betta/);
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

  it("takes from the real list one paper added, one retitled and one moved, in one step", ({
    skip,
  }) => {
    const seed = "../shared/corpus/seed.md";
    if (!existsSync(seed)) return skip(`${seed} is not there`);
    const repository = TestRepository.create();
    for (const name of [
      "data/list.json",
      "data/papers.json",
      "data/datasets.json",
      "templates/README.md",
      "README.md",
    ])
      repository.write({ [name]: readFileSync(name, "utf8") });
    repository.paperlist("generate", "--force");
    commit(repository);
    // The list's owner pastes the old page back, with three edits.
    let page = readFileSync(seed, "utf8");
    const entries = page.split(/(?=^- \*\*|^## )/m);
    const section = entries.findIndex((entry) => entry.startsWith("## 2023"));
    const moved = entries.splice(section + 3, 1)[0]!;
    entries.splice(section + 1, 0, moved.trimEnd() + "\n");
    entries.splice(
      section + 1,
      0,
      "- **A New Paper: 新论文** (ACL 2023)\n\n  - [论文链接](https://new.org/paper)\n  - 一句话\n",
    );
    page = entries
      .join("")
      .replace(
        "**MoVE-KD: Knowledge Distillation for VLMs",
        "**MoVE-KD-2: Knowledge Distilled for VLMs",
      );
    const before = papers(repository);
    repository.write({ "README.md": page });
    const { out } = repository.paperlist("sync");
    expect(out.match(/: (added|removed|changed|moved) /g)).toEqual(
      [": added ", ": moved ", ": changed "].sort(() => 0) &&
        expect.arrayContaining([": added ", ": moved ", ": changed "]),
    );
    const after = papers(repository);
    expect(after).toHaveLength(before.length + 1);
    expect(after.some(({ title }) => title === "A New Paper: 新论文")).toBe(true);
    expect(after.some(({ title }) => title.startsWith("MoVE-KD-2"))).toBe(true);
    expect(repository.paperlist("lint").out).not.toMatch(/ error /);
  });
});
