import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { listFiles, paper, TestRepository, temporaryFolder } from "./testing/repository.ts";
import { writeFiles } from "./testing/files.ts";

const manifest = readFileSync(".pre-commit-hooks.yaml", "utf8");
const packed = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, unknown>;
const one = [paper("One"), paper("Two")];
const bad = [paper("One"), paper("Two", { year: 3024 })];

describe(".pre-commit-hooks.yaml", () => {
  const [hook] = parse(manifest) as Record<string, unknown>[];

  it("starts a command that the package has", () => {
    expect(Object.keys(packed.bin as object)).toContain((hook!.entry as string).split(" ")[0]);
    expect(hook).toMatchObject({ id: "paperlist", language: "node", pass_filenames: false });
  });

  it.each([
    ["data/papers.json", true],
    ["lists/a b/data/papers/x.json", true],
    ["templates/README.md", true],
    ["README.md", true],
    ["src/metadata/x.ts", false],
    ["a.json", false],
  ])("asks for %s: %j", (file, expected) => {
    expect(new RegExp(hook!.files as string).test(file)).toBe(expected);
  });
});

/** A repository of this program as pre-commit finds it, built already. */
function programRepository(): TestRepository {
  const repository = TestRepository.create();
  const { devDependencies: _, scripts: __, ...rest } = packed;
  repository.write({ "package.json": rest, ".pre-commit-hooks.yaml": manifest });
  cpSync("dist", path.join(repository.top, "dist"), { recursive: true });
  repository.git("add", "--all", "--force");
  repository.git("commit", "--quiet", "--message=program");
  return repository;
}

it("npm pack prints the name of the package and nothing else, which pre-commit installs", () => {
  const copy = temporaryFolder();
  for (const file of ["package.json", ".npmrc", "tsconfig.json", "LICENSE"])
    copyFileSync(file, path.join(copy, file));
  for (const folder of ["scripts", ".github"])
    cpSync(folder, path.join(copy, folder), { recursive: true });
  symlinkSync(path.resolve("node_modules"), path.join(copy, "node_modules"));
  const { stdout } = spawnSync("npm", ["pack"], { cwd: copy, encoding: "utf8" });
  expect(stdout.trim()).toBe(`paperlist-${packed.version as string}.tgz`);
  const install = [
    "install",
    "--global",
    "--offline",
    "--prefix",
    copy,
    path.join(copy, stdout.trim()),
  ];
  expect(spawnSync("npm", install, { cwd: copy, encoding: "utf8" }).status).toBe(0);
  const repository = TestRepository.create().write(listFiles(bad));
  repository.git("add", "--all");
  const { code, out } = repository.run(path.join(copy, "bin/paperlist"), "lint", "--staged");
  expect(out).toContain("3024");
  expect(code).toBe(1);
});

const hasPreCommit = spawnSync("pre-commit", ["--version"]).status === 0;

describe.skipIf(!hasPreCommit)("pre-commit", () => {
  it("tries the hook, and runs it before commits: on what is staged, where it concerns a list", () => {
    const home = temporaryFolder();
    const source = programRepository();
    const repository = TestRepository.create();
    repository.env = { ...repository.env, PRE_COMMIT_HOME: home, npm_config_offline: "true" };
    const list = path.join(repository.top, "my lists/一");
    writeFiles(list, listFiles(one));
    repository.write({
      ".pre-commit-config.yaml": JSON.stringify({
        repos: [
          {
            repo: source.top,
            rev: source.git("rev-parse", "HEAD").trim(),
            hooks: [{ id: "paperlist", args: ["-C", "my lists/一"], verbose: true }],
          },
        ],
      }),
    });
    repository.git("add", "--all");
    expect(
      repository.run("pre-commit", "install", "-t", "pre-commit", "-t", "pre-merge-commit").code,
    ).toBe(0);
    const commit = () => repository.run("git", "commit", "--message=next");
    expect(commit()).toMatchObject({ code: 0 });

    // A partly staged edit: what is staged is bad, what lies there is not; then the other way.
    writeFiles(list, listFiles(bad));
    repository.git("add", "--all");
    writeFiles(list, { ...listFiles(one), "data/unknown.json": [] });
    const refused = commit();
    expect(refused.out + refused.err).toContain("3024");
    expect(refused.out + refused.err).not.toContain("unknown.json");
    expect(refused.code).toBe(1);
    writeFiles(list, listFiles([...one, paper("Three")]));
    repository.git("add", path.join(list, "data/papers.json"), path.join(list, "README.md"));
    writeFiles(list, { "data/papers.json": "no JSON" });
    expect(commit()).toMatchObject({ code: 0 });
    expect(existsSync(path.join(list, "data/unknown.json"))).toBe(true);

    repository.write({ "a.txt": "x" }).git("add", "a.txt");
    const skipped = commit();
    expect(skipped.out + skipped.err).toContain("no files to check");
    repository.git("checkout", "--quiet", "--", ".");
    const all = repository.run("pre-commit", "run", "--all-files");
    expect(all.out + all.err).toContain("Passed");
    expect(all.code).toBe(0);

    const tried = ["try-repo", source.top, "paperlist", "--all-files"];
    const root = TestRepository.create().write(listFiles(bad));
    root.env = repository.env;
    root.git("add", "--all");
    const { code, out } = root.run("pre-commit", ...tried);
    expect(out).toContain("3024");
    expect(code).toBe(1);
    root.write(listFiles(one)).git("add", "--all");
    expect(root.run("pre-commit", ...tried)).toMatchObject({ code: 0 });
  });
});
