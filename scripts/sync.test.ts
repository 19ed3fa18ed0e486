import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  listFiles,
  paper,
  temporaryFolder,
  TestRepository,
  writeFiles,
} from "./testing/repository.ts";

const NOTES = "https://x.org/notes";

/** A repository with a small list, committed in step. */
function start(
  papers = [
    paper("Alpha"),
    paper("Beta", { links: { notes: NOTES } }),
    paper("Gamma"),
    paper("Delta"),
  ],
  more = {},
) {
  const repository = TestRepository.create();
  repository.write({ ...listFiles(papers), ...more });
  repository.paperlist("generate", "--force");
  commit(repository);
  return repository;
}

const commit = (repository: TestRepository, message = "c") => {
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--allow-empty", "-m", message);
};

const read = (repository: TestRepository, file: string) =>
  readFileSync(path.join(repository.top, file), "utf8");

const papers = (repository: TestRepository) =>
  JSON.parse(read(repository, "data/papers.json")) as { title: string; [key: string]: unknown }[];

const titles = (repository: TestRepository) => papers(repository).map(({ title }) => title);

function edit(repository: TestRepository, file: string, ...changes: [string | RegExp, string][]) {
  let text = read(repository, file);
  for (const [from, to] of changes) {
    const next = text.replace(from, to);
    if (next === text) throw new Error(`${file} holds no ${String(from)}`);
    text = next;
  }
  repository.write({ [file]: text });
}

/** Lines that changed, as git counts them: `+added -removed`. */
const changed = (repository: TestRepository, file: string) =>
  repository.git("diff", "--numstat", "--", file).split("\t").slice(0, 2).join(" ");

/** After a sync, nothing is left to do. */
function inStep(repository: TestRepository) {
  const lint = repository.paperlist("lint");
  expect(lint.out.replace(/.*readable.*/g, "")).not.toMatch(/ error /);
  const before = repository.git("status", "--porcelain") + read(repository, "data/papers.json");
  expect(repository.paperlist("generate").out).toBe("README.md: unchanged\n");
  expect(repository.paperlist("sync")).toMatchObject({ code: 0 });
  expect(repository.git("status", "--porcelain") + read(repository, "data/papers.json")).toBe(
    before,
  );
}

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

  it("refuses conflicts, with the three values and both places, until told which side holds", () => {
    const make = () => {
      const repository = start();
      edit(
        repository,
        "README.md",
        ["**Beta** (ICML", "**Beta** (NeurIPS"],
        ["**Gamma** (ICML", "**Gamma** (ACL"],
      );
      edit(repository, "data/papers.json", [/("Beta",\s+"venue": )"ICML"/, '$1"CVPR"']);
      return repository;
    };
    const repository = make();
    const status = read(repository, "README.md") + read(repository, "data/papers.json");
    const { code, out } = repository.paperlist("sync", "--dry-run");
    expect(code).toBe(1);
    expect(repository.paperlist("sync").out).toBe(out);
    expect(out).toContain('the page says "NeurIPS", the data "CVPR", and before it was "ICML"');
    expect(out).toContain("data/papers.json:9:14");
    expect(read(repository, "README.md") + read(repository, "data/papers.json")).toBe(status);
    expect(repository.paperlist("sync", "--prefer", "data").code).toBe(0);
    expect(papers(repository)).toMatchObject([{}, { venue: "CVPR" }, { venue: "ACL" }, {}]);
    inStep(repository);
    const other = make();
    expect(other.paperlist("sync", "--prefer", "readme").code).toBe(0);
    expect(papers(other)).toMatchObject([{}, { venue: "NeurIPS" }, { venue: "ACL" }, {}]);
    inStep(other);
  });

  it("refuses an entry removed on one side and edited on the other", () => {
    const gone = start();
    edit(gone, "README.md", ["- **Gamma** (ICML 2024)\n", ""]);
    edit(gone, "data/papers.json", ['"Gamma",', '"Gamma", "doi": "10.1000/x",']);
    expect(gone.paperlist("sync")).toMatchObject({
      code: 1,
      out: expect.stringContaining("was removed from the page, and changed in the data"),
    });
    expect(titles(gone)).toContain("Gamma");
    gone.paperlist("sync", "--prefer", "readme");
    expect(titles(gone)).not.toContain("Gamma");
    const back = start([paper("Alpha", { links: { code: "https://c.org" } }), paper("Beta")]);
    edit(back, "README.md", ["**Alpha** (ICML", "**Alpha** (ACL"]);
    back.write({ "data/papers.json": papers(back).slice(1) });
    expect(back.paperlist("sync")).toMatchObject({
      code: 1,
      out: expect.stringContaining("was changed on the page, and removed from the data"),
    });
    back.paperlist("sync", "--prefer", "readme");
    expect(papers(back).find(({ title }) => title === "Alpha")).toMatchObject({
      venue: "ACL",
      links: { code: "https://c.org" },
    });
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

  it("takes nothing from a damaged entry, removes it neither, and touches no other", () => {
    for (const damage of [
      "- **Beta (ICML 2024)",
      "- *Something else (ICML 2024)",
      "- **Beta** ICML 2024",
      "",
    ]) {
      const repository = start();
      const extra = damage === "" ? "- **Beta** (ICML 2024)\n  - what is this?" : damage;
      edit(
        repository,
        "README.md",
        ["- **Beta** (ICML 2024)", extra],
        ["**Delta** (ICML", "**Delta** (ACL"],
      );
      const page = read(repository, "README.md");
      const { code, out } = repository.paperlist("sync");
      expect(out).toContain("does not read, so nothing was taken from it");
      expect(code).toBe(1);
      expect(papers(repository)).toEqual([
        paper("Alpha"),
        paper("Beta", { links: { notes: NOTES } }),
        paper("Gamma"),
        paper("Delta", { venue: "ACL" }),
      ]);
      expect(read(repository, "README.md")).toBe(page);
      expect(repository.paperlist("generate")).toMatchObject({ code: 1 });
      expect(repository.paperlist("sync", "--force").code).toBe(1);
      expect(read(repository, "README.md")).toContain("**Delta** (ACL 2024)");
      expect(read(repository, "README.md")).not.toContain("what is this");
      expect(repository.paperlist("lint").out).not.toContain("error");
    }
  });

  it("refuses what would not be sound, at its place on the page", () => {
    const template =
      "# {{list.title}}\n\n- **{{paper.title}}** ({{paper.venue}} {{paper.year}})\n  - DOI: {{paper.doi}}\n";
    const repository = start(undefined, { "templates/README.md": template });
    edit(repository, "README.md", [
      "- **Gamma** (ICML 2024)\n",
      "- **Gamma** (ICML 2024)\n  - DOI: 11.1000/x\n",
    ]);
    const { code, out } = repository.paperlist("sync");
    expect(code).toBe(1);
    expect(out).toMatch(/README\.md[\s\S]*6:10[\s\S]*doi: found "11\.1000\/x"/);
    expect(changed(repository, "data/papers.json")).toBe("");
  });

  it("refuses an entry that stands on the page twice", () => {
    const repository = start();
    edit(repository, "README.md", ["- **Delta**", "- **Alpha** (ICML 2024)\n- **Delta**"]);
    const { code, out } = repository.paperlist("sync");
    expect(code).toBe(1);
    expect(out).toContain('"Alpha" stands at data/papers.json');
    expect(changed(repository, "data/papers.json")).toBe("");
  });

  it("does not write over edits of the template's own text, and says which line to edit", () => {
    const template =
      "# {{list.title}}\n\nHello there.\n\n- **{{paper.title}}** ({{paper.venue}} {{paper.year}})\n";
    const repository = start(undefined, { "templates/README.md": template });
    edit(
      repository,
      "README.md",
      ["Hello there.", "Hello everybody."],
      ["**Beta** (ICML", "**Beta** (ACL"],
    );
    for (const command of ["sync", "generate"]) {
      const { code, out } = repository.paperlist(command);
      expect(code).toBe(1);
      expect(out).toContain("templates/README.md:3");
      expect(read(repository, "README.md")).toContain("Hello everybody.");
      expect(papers(repository)[1]).toMatchObject({ venue: "ACL" });
    }
    edit(repository, "templates/README.md", ["Hello there.", "Hello everybody."]);
    expect(repository.paperlist("sync").code).toBe(0);
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
  });

  it("asks what holds where there is no git, no commit, or no such revision", () => {
    const folder = temporaryFolder();
    writeFiles(folder, listFiles([paper("Alpha"), paper("Beta")]));
    const bare = new TestRepository(folder);
    bare.paperlist("generate", "--force");
    edit(bare, "README.md", ["**Beta** (ICML", "**Beta** (ACL"]);
    const { code, out } = bare.paperlist("sync");
    expect(code).toBe(1);
    expect(out).toContain("no git repository");
    expect(out).toContain("--prefer readme");
    bare.git("init", "--quiet");
    expect(bare.paperlist("sync").out).toContain("no commit yet");
    expect(bare.paperlist("sync", "--prefer", "readme").code).toBe(0);
    expect(papers(bare)[1]).toMatchObject({ venue: "ACL" });
    expect(bare.paperlist("sync", "--base", "nowhere").code).toBe(0);
    edit(bare, "README.md", ["ACL", "CVPR"]);
    expect(bare.paperlist("sync", "--base", "nowhere")).toMatchObject({
      code: 2,
      err: expect.stringContaining("found no revision nowhere"),
    });
    expect(bare.paperlist("sync", "--base", "--help").code).toBe(2);
    expect(bare.paperlist("sync", "--prefer", "data").code).toBe(0);
    expect(papers(bare)[1]).toMatchObject({ venue: "ACL" });
    expect(read(bare, "README.md")).toContain("ACL");
  });

  it("works in a folder of a repository, a work tree beside it, and from a hook", () => {
    const repository = TestRepository.create();
    const files = listFiles([paper("Alpha"), paper("Beta")]);
    repository.write(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [`lists/七 /${name}`, content]),
      ),
    );
    repository.paperlist("generate", "--force", "-C", "lists/七 ");
    commit(repository);
    repository.git("worktree", "add", "--quiet", "../beside-" + path.basename(repository.top));
    const beside = new TestRepository(
      path.join(repository.top, "../beside-" + path.basename(repository.top)),
    );
    for (const tree of [repository, beside]) {
      edit(tree, "lists/七 /README.md", ["**Beta** (ICML", "**Beta** (ACL"]);
      tree.env = {
        ...tree.env,
        GIT_DIR: path.join(repository.top, ".git"),
        GIT_INDEX_FILE: "nowhere",
        GIT_EXTERNAL_DIFF: "false",
      };
      expect(tree.paperlist("generate", "-C", "lists/七 ").code).toBe(1);
      expect(tree.paperlist("sync", "-C", "lists/七 ").code).toBe(0);
      expect(read(tree, "lists/七 /data/papers.json")).toContain('"ACL"');
    }
    repository.run("rm", "-rf", beside.top);
  });

  it("reads a page that was last generated before the data moved on as old, not as edited", () => {
    const repository = start();
    edit(repository, "data/papers.json", ['"Alpha"', '"Alpha One"']);
    commit(repository, "data only");
    expect(repository.paperlist("sync").code).toBe(0);
    expect(titles(repository)[0]).toBe("Alpha One");
    expect(read(repository, "README.md")).toContain("Alpha One");
    commit(repository);
    edit(repository, "README.md", ["Alpha One", "Alpha Two"]);
    commit(repository, "page only");
    edit(repository, "data/papers.json", ['"Beta"', '"Beta One"']);
    commit(repository, "data only");
    expect(repository.paperlist("generate").code).toBe(1);
    expect(repository.paperlist("sync").code).toBe(0);
    expect(titles(repository).slice(0, 2)).toEqual(["Alpha Two", "Beta One"]);
    inStep(repository);
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
