import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
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

  it("renames an entry in its excuses too", () => {
    const excuse = { rule: "placeholder-text", entry: "TODO: Nets", reason: "its real title" };
    const repository = start([paper("TODO: Nets"), paper("Beta")], {
      "data/list.json": { title: "A list", excuses: [excuse] },
    });
    edit(repository, "README.md", ["TODO: Nets", "TODO: Dense Nets"]);
    expect(repository.paperlist("sync").code).toBe(0);
    const { excuses } = JSON.parse(read(repository, "data/list.json")) as { excuses: object[] };
    expect(excuses).toEqual([{ ...excuse, entry: "TODO: Dense Nets" }]);
    expect(repository.paperlist("lint").out).not.toContain("TODO");
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
      ".github/CONTRIBUTING.md",
      ".github/docs/index.md",
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
    expect(out.match(/: (added|removed|changed|moved) /g)!.sort()).toEqual([
      ": added ",
      ": changed ",
      ": moved ",
    ]);
    const after = papers(repository);
    expect(after).toHaveLength(before.length + 1);
    expect(after.some(({ title }) => title === "A New Paper: 新论文")).toBe(true);
    expect(after.some(({ title }) => title.startsWith("MoVE-KD-2"))).toBe(true);
    expect(repository.paperlist("lint").out).not.toMatch(/ error /);
  });
});
