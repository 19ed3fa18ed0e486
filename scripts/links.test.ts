import { existsSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "./commands/generate.ts";
import { lintList } from "./commands/lint.ts";
import { writeSchemas } from "./commands/schemas.ts";
import { writeFiles } from "./testing/files.ts";
import { listFiles, paper, temporaryFolder, TestRepository } from "./testing/repository.ts";

/** A list beside what is not of the list, with a link in it. */
function withLink(name: string, to: string): string {
  const folder = temporaryFolder();
  const list = path.join(folder, "list");
  writeFiles(folder, { "secret.md": "secret", "other/secret.md": "secret" });
  writeFiles(list, listFiles([paper("One", { links: { notes: "notes/secret.md" } })]));
  writeFiles(list, { "notes/secret.md": "" });
  rmSync(path.join(list, name), { recursive: true, force: true });
  symlinkSync(to, path.join(list, name));
  return list;
}

const mend = (name: string) =>
  `${name} is a link, which may lead out of the list's folder; put what it leads to in its place`;

describe("links are not followed", () => {
  it.each([
    ["out of the list", "templates/leak.md", "../../secret.md", "template"],
    ["nowhere", "templates/leak.md", "nowhere.md", "template"],
    ["to a folder", "templates", "../other", "template"],
    ["out of the list", "README.md", "../secret.md", "unreadable-page"],
    ["nowhere", "README.md", "nowhere.md", "unreadable-page"],
    ["to what does not end", "README.md", "/dev/zero", "unreadable-page"],
    ["to a file of the list", "README.md", "notes/secret.md", "unreadable-page"],
    ["to a file of the list", "data/papers.json", "../kept.json", "data"],
  ])("%s from %s", (_, name, to, rule) => {
    const list = withLink(name, to);
    const [finding, ...others] = lintList(list);
    expect([finding!.rule, finding!.message, others]).toEqual([rule, mend(name), []]);
    expect(generate(list, { force: true }).findings).toHaveLength(1);

    // What is staged reads the same.
    const repository = new TestRepository(list);
    repository.git("init", "--quiet");
    repository.git("add", "--all");
    const run = repository.paperlist("lint", "--staged");
    expect(run).toEqual(repository.paperlist("lint"));
    expect(run.out).toContain(mend(name));
    expect(run.out).not.toContain("secret");
  });

  it("from a link of the data", () => {
    const list = withLink("notes", "../other");
    expect(lintList(list).map(({ message }) => message)).toEqual([
      'found no file "notes/secret.md" in the list',
    ]);
  });

  it("by what is written", () => {
    const list = withLink("data/schema", "../../other");
    expect(() => writeSchemas(list)).toThrow(mend("data/schema"));
    expect(readdirSync(path.join(list, "../other"))).toEqual(["secret.md"]);
  });

  it("is said of what is no file, too", () => {
    for (const [name, rule] of [
      ["README.md", "unreadable-page"],
      ["data/papers.json", "data"],
    ] as const) {
      const list = temporaryFolder();
      const { [name]: _, ...files } = listFiles([]);
      writeFiles(list, { ...files, [`${name}/x`]: "" });
      expect(lintList(list)).toMatchObject([
        { rule, message: `found a folder at ${name}, expected a file; move it away` },
      ]);
    }
  });
});

it("a file's name may begin with two dots", () => {
  const list = temporaryFolder();
  const { "templates/README.md": template, ...files } = listFiles([paper("One")]);
  writeFiles(list, { ...files, "templates/..x.md": template });
  expect(generate(list).generated).toMatchObject([{ file: "..x.md", change: "created" }]);
  expect(existsSync(path.join(list, "..x.md"))).toBe(true);
});
