import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { listFiles, paper, TestRepository, temporaryFolder } from "../testing/repository.ts";

const one = [paper("One"), paper("Two"), paper("Three")];
const bad = [paper("One"), paper("Two", { year: 3024 }), paper("Three")];

describe("lint --staged", () => {
  it("is about the whole list where nothing is staged, and where pre-commit asks", () => {
    const repository = TestRepository.create().write(listFiles(bad));
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=bad");
    expect(repository.paperlist("lint", "--staged").code).toBe(1);
    repository.write({ "a.txt": "" }).git("add", "a.txt");
    expect(repository.paperlist("lint", "--staged")).toEqual({ code: 0, out: "", err: "" });
    repository.env = { ...repository.env, PRE_COMMIT: "1" };
    expect(repository.paperlist("lint", "--staged").code).toBe(1);
  });

  it("leaves the index and the work tree as they are", () => {
    const repository = TestRepository.create().write(listFiles(one));
    repository.git("add", "--all");
    repository.write({ "data/new.json": [] }).git("add", "--intent-to-add", "data/new.json");
    const index = () => readFileSync(path.join(repository.top, ".git/index"));
    const before = index();
    expect(repository.paperlist("lint", "--staged")).toEqual({ code: 0, out: "", err: "" });
    expect(index().equals(before)).toBe(true);
    expect(existsSync(path.join(repository.top, ".git/index.lock"))).toBe(false);
  });

  it("says that it needs a repository, and one without conflicts", () => {
    const outside = new TestRepository();
    outside.write(listFiles(one));
    expect(outside.paperlist("lint", "--staged")).toMatchObject({ code: 2 });
    expect(outside.paperlist("lint", "--staged").err).toContain("not a git repository");
  });

  it("reads nothing but data, templates and pages", () => {
    const repository = TestRepository.create();
    repository.write({ ...listFiles(one), "large.bin": "large", "notes/a.md": "a" });
    repository.git("add", "--all");
    for (const file of ["large.bin", "notes/a.md"]) {
      const id = repository.git("rev-parse", `:${file}`).trim();
      const object = path.join(repository.top, ".git/objects", id.slice(0, 2), id.slice(2));
      // Git cannot read it, but sees that it is there.
      rmSync(object);
      mkdirSync(object);
    }
    expect(repository.paperlist("lint", "--staged")).toEqual({ code: 0, out: "", err: "" });
  });

  it("says what git failed at where git says nothing", () => {
    const repository = TestRepository.create().write(listFiles(one));
    const shim = temporaryFolder();
    writeFileSync(path.join(shim, "git"), "#!/bin/sh\nexit 3\n");
    chmodSync(path.join(shim, "git"), 0o755);
    repository.env = { ...repository.env, PATH: `${shim}:${repository.env.PATH}` };
    const { code, err } = repository.paperlist("lint", "--staged");
    expect(code).toBe(2);
    expect(err).toMatch(/^paperlist: Command failed: git .*rev-parse/);
  });
});
