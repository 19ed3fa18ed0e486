import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder, TestRepository } from "../testing/repository.ts";
import { commit, edit, inStep, papers, start, titles } from "../testing/sync.ts";

describe("the base of a sync", () => {
  it("is asked for in a clone that was cut off, where no commit's page is what its data make", () => {
    const repository = start();
    edit(repository, "README.md", ["**Beta** (ICML", "**Beta** (ACL"]);
    commit(repository, "page only");
    const clone = new TestRepository(path.join(temporaryFolder(), "clone"));
    repository.git("clone", "--quiet", "--depth=1", `file://${repository.top}`, clone.top);
    for (const command of ["sync", "generate"]) {
      const { code, out } = clone.paperlist(command);
      expect(out).toContain("git fetch --unshallow");
      expect(code).toBe(1);
    }
    clone.git("fetch", "--quiet", "--unshallow");
    expect(clone.paperlist("sync").code).toBe(0);
    expect(papers(clone)[1]).toMatchObject({ venue: "ACL" });
  });

  it("is the last commit on a detached head", () => {
    const repository = start();
    repository.git("checkout", "--quiet", "--detach");
    edit(repository, "README.md", ["**Beta** (ICML", "**Beta** (ACL"]);
    expect(repository.paperlist("sync").code).toBe(0);
    expect(papers(repository)[1]).toMatchObject({ venue: "ACL" });
    inStep(repository);
  });

  it("may be a pull request's merge base, before the merge and after it", () => {
    const repository = start();
    repository.git("checkout", "--quiet", "-b", "pull-request");
    edit(repository, "README.md", ["**Beta** (ICML", "**Beta** (ACL"]);
    commit(repository, "page only");
    repository.git("checkout", "--quiet", "main");
    edit(repository, "data/papers.json", ['"Delta"', '"Delta Two"']);
    expect(repository.paperlist("generate").code).toBe(0);
    commit(repository, "data and page");
    const base = repository.git("merge-base", "main", "pull-request").trim();
    repository.git("merge", "--quiet", "--no-edit", "pull-request");
    for (const args of [["--base", base], []]) {
      repository.git("checkout", "--quiet", "--force", "main");
      expect(repository.paperlist("sync", ...args).code).toBe(0);
      expect(papers(repository)[1]).toMatchObject({ venue: "ACL" });
      expect(titles(repository)).toEqual(["Alpha", "Beta", "Gamma", "Delta Two"]);
    }
    inStep(repository);
  });

  it("is what was generated since, where the page goes on from it", () => {
    const repository = start();
    edit(repository, "data/papers.json", ['"Alpha"', '"Alpha One"']);
    expect(repository.paperlist("generate").code).toBe(0);
    edit(repository, "README.md", ["Alpha One", "Alpha Uno"], ["**Beta** (ICML", "**Beta** (ACL"]);
    const { code, out } = repository.paperlist("sync");
    expect(out).toContain('title "Alpha One" → "Alpha Uno"');
    expect(code).toBe(0);
    expect(papers(repository)).toMatchObject([{ title: "Alpha Uno" }, { venue: "ACL" }, {}, {}]);
  });
});
