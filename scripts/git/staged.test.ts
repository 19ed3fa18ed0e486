import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  listFiles,
  paper,
  program,
  TestRepository,
  temporaryFolder,
} from "../testing/repository.ts";

const one = [paper("One"), paper("Two"), paper("Three")];
const bad = [paper("One"), paper("Two", { year: 3024 }), paper("Three")];

/** A repository with a list that is committed. */
function repositoryAt(top: string): TestRepository {
  const repository = new TestRepository(top);
  mkdirSync(top, { recursive: true });
  repository.git("init", "--quiet", "--initial-branch=main");
  repository.write(listFiles(one)).git("add", "--all");
  repository.git("commit", "--quiet", "--message=one");
  repository.git("tag", "start");
  return repository;
}

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

  it("checks the index of the list's own repository, whosever hook asks", () => {
    const outer = repositoryAt(temporaryFolder());
    const inner = repositoryAt(path.join(outer.top, "inner"));
    outer.git("-c", "advice.addEmbeddedRepo=false", "add", "--all");
    outer.git("commit", "--quiet", "--message=one");
    const asked = (hooks: TestRepository, checked: TestRepository) => {
      const hook = path.join(hooks.top, ".git/hooks/pre-commit");
      writeFileSync(hook, `#!/bin/sh\nnode '${program}' lint --staged -C '${checked.top}'\n`);
      chmodSync(hook, 0o755);
      hooks.write({ "notes.txt": "new" }).git("add", "notes.txt");
      hooks.write({ "notes.txt": "newer" });
      const codes = [[], ["--all"], ["notes.txt"]].map((args) => {
        const { code } = hooks.run("git", "commit", "--quiet", "--message=two", ...args);
        hooks.git("reset", "--quiet", "--soft", "start");
        return code;
      });
      hooks.git("reset", "--quiet", "--hard", "start");
      return codes;
    };
    inner.write(listFiles(bad)).git("add", "--all");
    expect(asked(outer, inner)).toEqual([1, 1, 1]);
    inner.git("reset", "--quiet", "--hard", "start");
    expect(asked(outer, inner)).toEqual([0, 0, 0]);
    outer.write(listFiles(bad)).git("add", "--all");
    expect(asked(inner, outer)).toEqual([1, 1, 1]);
  });

  it("says what is to be staged too, where the work tree is right", () => {
    const repository = TestRepository.create().write(listFiles(one));
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=one");
    repository.write(listFiles([...one, paper("Four")])).git("add", "data");
    const { code, out } = repository.paperlist("lint", "--staged");
    expect(code).toBe(1);
    expect(out).toContain('run "git add README.md"');
    expect(out).toMatch(/\n1 error, 0 warnings\n$/);
    repository.git("add", "README.md");
    expect(repository.paperlist("lint", "--staged").code).toBe(0);
    // What is wrong in the work tree too is told as it is.
    repository.write({ "README.md": "# A list\n" }).git("add", "README.md");
    expect(repository.paperlist("lint", "--staged").out).not.toContain("git add");
  });

  it("tells first what the commit brings, and counts the warnings from before", () => {
    const noted = (title: string) =>
      paper(title, { links: { notes: `http://arxiv.org/abs/2401.0000${title.length}` } });
    const repository = TestRepository.create().write(listFiles([noted("One")]));
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=one");
    repository.write(listFiles([noted("One"), noted("Four")])).git("add", "--all");
    const { code, out } = repository.paperlist("lint", "--staged");
    expect(code).toBe(0);
    expect(out).toContain("in Four, links.notes");
    expect(out).not.toContain("in One");
    expect(out).toContain("1 warning (and 1 from before; lint shows them)");
    expect(repository.paperlist("lint", "--since", "HEAD").out).toBe(out);
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
    const { code, err } = repository.paperlistAlone("lint", "--staged");
    expect(code).toBe(2);
    expect(err).toMatch(/^paperlist: Command failed: .*git .*rev-parse/);
  });
});
