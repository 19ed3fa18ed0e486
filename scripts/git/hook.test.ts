import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { installHook } from "./hook.ts";
import {
  listFiles,
  paper,
  program,
  type Run,
  TestRepository,
  temporaryFolder,
} from "../testing/repository.ts";
import { writeFiles } from "../testing/files.ts";

const one = [paper("One"), paper("Two"), paper("Three")];
const bad = [paper("One"), paper("Two", { year: 3024 }), paper("Three")];
const more = [...one, paper("Four")];

/** A repository with a list that is committed, and a hook that checks it. */
function repositoryWithHook(folder = "."): TestRepository & { list: string } {
  const repository = Object.assign(TestRepository.create(), { list: "" });
  repository.list = path.join(repository.top, folder);
  writeFiles(repository.list, listFiles(one));
  expect(repository.paperlist("install-hook", "-C", repository.list).code).toBe(0);
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--message=one");
  return repository;
}

const commit = (repository: TestRepository, ...args: string[]): Run =>
  repository.run("git", "commit", "--quiet", "--message=next", ...args);

const commits = (repository: TestRepository) =>
  repository.git("log", "--format=%s").trim().split("\n");

describe("the hook", () => {
  it("refuses a bad list, and says why", () => {
    const repository = repositoryWithHook();
    repository.write(listFiles(bad)).git("add", "--all");
    const { code, out, err } = commit(repository);
    expect(code).toBe(1);
    expect(out + err).toContain("3024");
    expect(commits(repository)).toEqual(["one"]);
  });

  it("checks what is staged, not what lies in the work tree", () => {
    const repository = repositoryWithHook();
    repository.write(listFiles(more)).git("add", "--all");
    repository.write({ "data/papers.json": "no JSON", "data/extra.json": [] });
    expect(commit(repository)).toMatchObject({ code: 0 });

    repository.write(listFiles(bad)).git("add", "data");
    repository.write(listFiles(more));
    expect(commit(repository).code).toBe(1);
    expect(readFileSync(path.join(repository.top, "data/papers.json"), "utf8")).toContain("Four");
    expect(repository.git("show", ":data/papers.json")).toContain("3024");
  });

  it("checks the index of a partial commit, and of a commit of all", () => {
    const repository = repositoryWithHook();
    repository.write({ ...listFiles(bad), "notes.txt": "x" }).git("add", "--all");
    expect(commit(repository, "--", "data").code).toBe(1);
    expect(commit(repository, "--", "notes.txt")).toMatchObject({ code: 0 });
    expect(commit(repository, "--all").code).toBe(1);
    repository.write(listFiles(more));
    expect(commit(repository, "--", "data").code).toBe(1);
    expect(commit(repository, "--all")).toMatchObject({ code: 0 });
  });

  it("checks a merge, with conflicts and without", () => {
    const repository = repositoryWithHook();
    const branch = (name: string, papers: typeof one) => {
      repository.git("switch", "--quiet", "--create", name, "main");
      repository.write(listFiles(papers)).git("add", "--all");
      expect(commit(repository)).toMatchObject({ code: 0 });
    };
    branch("first", [paper("New"), ...one]);
    branch("last", [...one, paper("New")]);
    branch("other", [...one, paper("Else")]);

    // Each side is right; both together have one paper twice.
    const merge = (name: string) => repository.run("git", "merge", "--no-edit", "--quiet", name);
    repository.git("switch", "--quiet", "first");
    const { code, out, err } = merge("last");
    expect(code).not.toBe(0);
    expect(out + err).toContain("stands at data/papers.json");
    repository.git("merge", "--abort");
    expect(merge("other")).toMatchObject({ code: 0 });

    repository.git("switch", "--quiet", "other");
    expect(merge("last").code).toBe(1);
    repository.write(listFiles([...bad, paper("Else"), paper("New")])).git("add", "--all");
    expect(commit(repository).code).toBe(1);
    repository.write(listFiles([...one, paper("Else"), paper("New")])).git("add", "--all");
    expect(commit(repository)).toMatchObject({ code: 0 });
  });

  it("checks lists in folders of a larger repository, whatever their names", () => {
    const repository = repositoryWithHook("my lists/视觉 [定位]*'s");
    const other = path.join(repository.top, "other");
    writeFiles(other, listFiles(one));
    repository.paperlist("install-hook", "-C", other);
    repository.write({ "data/papers.json": "of something else", "README.md": "x" });
    repository.git("add", "--all");
    expect(commit(repository)).toMatchObject({ code: 0 });

    for (const list of [repository.list, other]) {
      writeFiles(list, {
        ...listFiles(one),
        "data/papers.json": listFiles(bad)["data/papers.json"],
      });
      repository.git("add", "--all");
      expect(commit(repository).code).toBe(1);
      repository.git("reset", "--quiet", "--hard");
      writeFiles(list, { "README.md": "# A list\n" });
      expect(commit(repository, "--all").code).toBe(1);
      writeFiles(list, listFiles(more));
      repository.git("add", "--all");
      expect(commit(repository)).toMatchObject({ code: 0 });
    }
    repository.paperlist("install-hook", "--undo", "-C", repository.list);
    writeFiles(repository.list, listFiles(one));
    writeFiles(repository.list, { "README.md": "stale\n" });
    expect(commit(repository, "--all")).toMatchObject({ code: 0 });
    writeFiles(other, { "README.md": "stale\n" });
    expect(commit(repository, "--all").code).toBe(1);
  });

  it("sees notes that are taken away, and does not ask for those that stay unread", () => {
    const repository = repositoryWithHook();
    const notes = { links: { notes: "Papers/a%20b.md" } };
    repository.write({ ...listFiles([paper("One", notes)]), "Papers/a b.md": "# One\n" });
    repository.git("add", "--all");
    expect(commit(repository)).toMatchObject({ code: 0, out: "", err: "" });

    repository.git("rm", "--quiet", "--cached", "Papers/a b.md");
    const { code, out, err } = commit(repository);
    expect(out + err).toContain("Papers/a b.md");
    expect(code).toBe(1);
  });

  it("works in a linked working tree", () => {
    const repository = repositoryWithHook("lists");
    const linked = new TestRepository(path.join(temporaryFolder(), "linked"));
    repository.git("worktree", "add", "--quiet", "-b", "linked", linked.top);
    writeFiles(path.join(linked.top, "lists"), listFiles(bad));
    expect(commit(linked, "--all").code).toBe(1);
    writeFiles(path.join(linked.top, "lists"), listFiles(more));
    expect(commit(linked, "--all")).toMatchObject({ code: 0 });
  });

  it("starts no program where a commit leaves the list alone", () => {
    const repository = repositoryWithHook();
    const shim = temporaryFolder();
    const log = path.join(shim, "log");
    writeFileSync(path.join(shim, "node"), `#!/bin/sh\necho "$@" >> '${log}'\n`);
    chmodSync(path.join(shim, "node"), 0o755);
    repository.env = { ...repository.env, PATH: `${shim}:${repository.env.PATH}` };
    repository.write({ "src/a.ts": "x", "Papers/note.txt": "y" }).git("add", "--all");
    expect(commit(repository)).toMatchObject({ code: 0 });
    expect(existsSync(log)).toBe(false);
    repository.git("rm", "--quiet", "Papers/note.txt");
    commit(repository);
    expect(readFileSync(log, "utf8")).toContain("lint --staged -C ./");
  });

  it("prefers the list's own paperlist, and says so where there is none", () => {
    const repository = repositoryWithHook();
    const file = path.join(repository.top, ".git/hooks/pre-commit");
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(program, "/nowhere/cli.cjs"));
    repository.write(listFiles(more)).git("add", "--all");
    const { code, err } = commit(repository);
    expect(code).toBe(1);
    expect(err).toContain('found no paperlist in node_modules; run "npm ci"');
    const own = path.join(repository.top, "node_modules/.bin/paperlist");
    mkdirSync(path.dirname(own), { recursive: true });
    writeFileSync(own, "#!/bin/sh\nexit 0\n");
    chmodSync(own, 0o755);
    expect(commit(repository)).toMatchObject({ code: 0 });
  });
});

describe("install-hook", () => {
  const hook = (repository: TestRepository, name = "pre-commit") =>
    path.join(repository.top, ".git/hooks", name);

  it("says what it did, does it once, and undoes it", () => {
    const repository = TestRepository.create().write(listFiles(one));
    const files = ["pre-commit", "pre-merge-commit"].map((name) => hook(repository, name));
    const said = (change: string) => files.map((file) => `${file}: ${change}\n`).join("");
    expect(repository.paperlist("install-hook").out).toBe(said("installed"));
    expect(repository.paperlist("install-hook").out).toBe(said("unchanged"));
    expect(repository.paperlist("install-hook", "--undo").out).toBe(said("removed"));
    expect(repository.paperlist("install-hook", "--undo").out).toBe(said("absent"));
    expect(files.some((file) => existsSync(file))).toBe(false);
  });

  it.each(["pre-commit", "pre-merge-commit"])("leaves another's %s alone", (name) => {
    const repository = TestRepository.create().write(listFiles(one));
    mkdirSync(path.dirname(hook(repository)), { recursive: true });
    writeFileSync(hook(repository, name), "#!/bin/sh\n");
    for (const args of [["install-hook"], ["install-hook", "--undo"]]) {
      const { code, err } = repository.paperlist(...args);
      expect(code).toBe(args.length === 1 ? 2 : 0);
      if (args.length === 1)
        expect(err).toContain("add this line to it: npx paperlist lint --staged\n");
      expect(readFileSync(hook(repository, name), "utf8")).toBe("#!/bin/sh\n");
    }
    const [other] = ["pre-commit", "pre-merge-commit"].filter((each) => each !== name);
    expect(existsSync(hook(repository, other))).toBe(false);
  });

  it.each(["-C . install-hook", "-C other install-hook", "install-hook --undo"])(
    "keeps what the user wrote around its lines: %s",
    (args) => {
      const repository = TestRepository.create().write(listFiles(one));
      writeFiles(path.join(repository.top, "other"), listFiles(one));
      repository.paperlist("install-hook");
      const text = readFileSync(hook(repository), "utf8");
      const around = `#!/bin/sh\nnpm run a\n${text.slice("#!/bin/sh\n".length)}\ncheck 'b'\nnpm run c`;
      writeFileSync(hook(repository), around.replaceAll(program, "/of another/cli's.cjs"));
      const { code } = repository.paperlist(...args.split(" "));
      const now = readFileSync(hook(repository), "utf8");
      expect(code).toBe(0);
      expect(now).toMatch(/^#!\/bin\/sh\nnpm run a\n[^]*\ncheck 'b'\nnpm run c$/);
      expect(now.includes(`node '${program}' lint`)).toBe(!args.endsWith("--undo"));
      expect(now.match(/^check '.*' \|\| failed=1$/gm) ?? []).toHaveLength(
        { "-C .": 1, "-C other": 2 }[args.replace(" install-hook", "")] ?? 0,
      );
    },
  );

  it("leaves its lines alone where the user wrote into them", () => {
    const repository = TestRepository.create().write(listFiles(one));
    repository.paperlist("install-hook");
    const text = readFileSync(hook(repository), "utf8").replace(
      "    return 0\n",
      "    return 0 # x\n",
    );
    writeFileSync(hook(repository), text);
    for (const args of [["install-hook"], ["install-hook", "--undo"]]) {
      const { code, err } = repository.paperlist(...args);
      expect(code).toBe(2);
      expect(err).toContain("take these lines out by hand");
      expect(readFileSync(hook(repository), "utf8")).toBe(text);
    }
  });

  it("goes where core.hooksPath says, within the repository only", () => {
    const repository = TestRepository.create().write(listFiles(one));
    repository.git("config", "core.hooksPath", "tools/hooks");
    expect(repository.paperlist("install-hook").code).toBe(0);
    expect(existsSync(path.join(repository.top, "tools/hooks/pre-commit"))).toBe(true);
    expect(existsSync(hook(repository))).toBe(false);

    const elsewhere = temporaryFolder();
    repository.git("config", "core.hooksPath", elsewhere);
    const { code, err } = repository.paperlist("install-hook");
    expect(code).toBe(2);
    expect(err).toContain("serve other repositories too");
    expect(existsSync(path.join(elsewhere, "pre-commit"))).toBe(false);
  });

  it("tells husky's users where husky wants the line", () => {
    const repository = TestRepository.create().write(listFiles(one));
    repository.git("config", "core.hooksPath", ".husky/_");
    repository.write({ ".husky/_/pre-commit": "#!/usr/bin/env sh\n" });
    expect(repository.paperlist("install-hook").err).toContain(
      "add this line to .husky/pre-commit: npx paperlist lint --staged\n",
    );
  });

  it("mends its own lines where a full disk cut them off, and is told of no others", () => {
    const repository = TestRepository.create().write(listFiles(one));
    installHook(repository.top, program);
    const whole = readFileSync(hook(repository), "utf8");
    for (const length of [
      30,
      100,
      400,
      whole.indexOf("check '"),
      whole.length - 40,
      whole.length - 3,
    ]) {
      const before = `#!/bin/sh\nnpm run a\n${whole.slice("#!/bin/sh\n".length)}`;
      writeFileSync(hook(repository), before.slice(0, length + "npm run a\n".length));
      expect(installHook(repository.top, program)[0]).toMatchObject({ change: "installed" });
      expect(readFileSync(hook(repository), "utf8")).toBe(before);
    }
    const own = "#!/bin/sh\n# Written by hand\n";
    writeFileSync(hook(repository), own);
    expect(() => installHook(repository.top, program)).toThrow("found a hook at");
    expect(readFileSync(hook(repository), "utf8")).toBe(own);
  });

  it("writes through no link", () => {
    const repository = TestRepository.create().write(listFiles(one));
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, path.dirname(hook(repository)));
    expect(() => installHook(repository.top, program)).toThrow("hooks is a link");
    expect(existsSync(path.join(elsewhere, "pre-commit"))).toBe(false);
  });

  it("checks every list, whatever its folder is called, and names it", () => {
    const repository = TestRepository.create();
    for (const folder of ["a\nb", "c"]) {
      writeFiles(path.join(repository.top, folder), listFiles(one));
      installHook(path.join(repository.top, folder), program);
    }
    repository.git("add", "--all");
    expect(commit(repository)).toMatchObject({ code: 0 });
    for (const folder of ["a\nb", "c"])
      writeFiles(path.join(repository.top, folder), { "README.md": "# A list\n" });
    const { code, err } = commit(repository, "--all");
    expect(code).toBe(1);
    expect(err).toMatch(/^a\\nb\/README\.md$/m);
    expect(err).toMatch(/^c\/README\.md$/m);
    expect(err).toMatch(/"paperlist generate -C c[ "]/);
  });
});
