import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { listFiles, paper, temporaryFolder, TestRepository } from "../testing/repository.ts";
import { writeFiles } from "../testing/files.ts";
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

describe("sync, where something is in its way", () => {
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

  it.each(["README.md", "templates/README.md"])(
    "takes no %s in another encoding for edits",
    (file) => {
      const repository = start();
      const bytes = Buffer.from(`${read(repository, file)}\nl\xe9zard\n`, "latin1");
      writeFileSync(path.join(repository.top, file), bytes);
      for (const command of ["lint", "sync", "generate"]) {
        const { code, out } = repository.paperlist(command);
        expect([code, out]).toEqual([1, expect.stringContaining("bytes that are not UTF-8")]);
      }
      expect(readFileSync(path.join(repository.top, file)).equals(bytes)).toBe(true);
      expect(changed(repository, "data")).toBe("");
    },
  );

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
    const refused = { code: 2, err: expect.stringContaining("found no revision nowhere") };
    expect(bare.paperlist("sync", "--base", "nowhere")).toMatchObject(refused);
    edit(bare, "README.md", ["ACL", "CVPR"]);
    expect(bare.paperlist("sync", "--base", "nowhere")).toMatchObject(refused);
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

  it("takes nothing from an entry that a line of the template was put into, and keeps the page", () => {
    const template =
      "# {{list.title}}\n\n## Papers\n\n- **{{paper.title}}** ({{paper.venue}} {{paper.year}})\n  - [notes]({{paper.links.notes}})\n\n## The end\n\nThanks.\n";
    const repository = start(undefined, { "templates/README.md": template });
    edit(
      repository,
      "README.md",
      ["\n## The end\n", ""],
      ["- **Beta** (ICML 2024)\n", "- **Beta** (ICML 2024)\n\n## The end\n\n"],
    );
    const page = read(repository, "README.md");
    expect(repository.paperlist("sync").code).toBe(1);
    expect(changed(repository, "data/papers.json")).toBe("");
    expect(read(repository, "README.md")).toBe(page);
  });

  it("tells of a second copy of a line that stands in its place", () => {
    const repository = TestRepository.create();
    for (const file of ["data/list.json", "data/papers.json", "data/datasets.json"])
      repository.write({ [file]: readFileSync(file, "utf8") });
    for (const file of ["templates/README.md", "README.md"])
      repository.write({ [file]: readFileSync(file, "utf8") });
    commit(repository);
    const copy = /^ {2}- \[论文链接\].*257be12f.*$/m.exec(read(repository, "README.md"))![0];
    edit(
      repository,
      "README.md",
      ["(#相关数据集)\n\n", `(#相关数据集)\n\n${copy}\n`],
      [/^(- \*\*Align-KD[^]*?)\n(?=- |\n)([^]*?)^( {2}- 利用未标注.*)$/m, "$1\n$3\n$2$3"],
    );
    const { code, out } = repository.paperlist("sync");
    expect(code).toBe(1);
    expect(out).toContain("which the data does not have");
    expect(read(repository, "README.md")).toContain(`(#相关数据集)\n\n${copy}\n`);
  });
});
