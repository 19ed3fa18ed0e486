import { symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { decode, type Files, filesUnder, readText } from "../files/files.ts";
import { folderFiles } from "../files/folder.ts";
import { memoryFiles, overlay } from "../files/memory.ts";
import { lintList } from "../commands/lint.ts";
import { listFiles, paper, TestRepository } from "../testing/repository.ts";
import { blobFiles, indexFiles, treeFiles, writeBlobs } from "./files.ts";
import { findRepository } from "./git.ts";

const texts = {
  "list/data/list.json": '{"title": "T"}',
  "list/data/papers/a.json": "{}",
  "list/data/papers/图.json": "图",
  "list/templates/README.md": "# {{list.title}}",
  "list/README.md": "",
  "list/docs/x.md": "x",
  "outside.md": "no",
};

/** A list's files in each of the ways that they may stand; those of git have a link among them. */
function everywhere(): Map<string, Files> {
  const repository = TestRepository.create().write(texts);
  symlinkSync("docs", path.join(repository.top, "list/linked"));
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--message=one");
  const found = findRepository(path.join(repository.top, "list"));
  const own = Object.entries(texts).flatMap(([name, text]): [string, string][] =>
    name.startsWith("list/") ? [[name.slice("list/".length), text]] : [],
  );
  const all = own.map(([name]) => name);
  return new Map<string, Files>([
    ["a folder", folderFiles(path.join(repository.top, "list"))],
    ["a tree", treeFiles(found, "HEAD", [...all, "linked"])],
    ["the index", indexFiles(found)],
    ["objects", blobFiles(found, writeBlobs(found, all))],
    ["memory", memoryFiles(own)],
    ["an overlay", overlay(memoryFiles(own.slice(2)), own.slice(0, 4))],
  ]);
}

it("reads, lists and tells the same wherever files stand", () => {
  for (const [where, files] of everywhere()) {
    const names = [...filesUnder(files, "")].sort();
    const read = names.map((name) => [`list/${name}`, decode(files.read(name)!).text]);
    expect({ where, read: Object.fromEntries(read) as object }).toEqual({
      where,
      read: { ...texts, "outside.md": undefined },
    });
    expect(
      ["", "data", "data/papers", "README.md", "data/no.json", "no/x"].map((name) =>
        files.stat(name),
      ),
    ).toEqual(["folder", "folder", "folder", "file", undefined, undefined]);
    expect(files.list("data").sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: "list.json", kind: "file" },
      { name: "papers", kind: "folder" },
    ]);
    expect([files.list("README.md"), files.list("no"), files.read("data")]).toEqual([
      [],
      [],
      undefined,
    ]);
  }
});

it("follows no link, and reads nothing outside", () => {
  const all = everywhere();
  for (const where of ["a folder", "a tree", "the index"]) {
    const files = all.get(where)!;
    expect([files.stat("linked"), files.stat("linked/x.md"), files.list("linked")]).toEqual([
      "link",
      "link",
      [],
    ]);
    expect(readText(files, "linked/x.md")).toEqual({
      problem: expect.stringContaining("linked is a link") as string,
    });
  }
  for (const files of all.values())
    expect([files.stat("../outside.md"), files.read("../outside.md")]).toEqual([
      undefined,
      undefined,
    ]);
});

it("replaces files whole in a folder, and nothing through a link", () => {
  const files = all("a folder");
  files.write("data/new/b.json", "b");
  files.write("README.md", "new");
  files.remove("docs/x.md");
  expect(decode(files.read("data/new/b.json")!).text).toBe("b");
  expect(decode(files.read("README.md")!).text).toBe("new");
  expect(files.stat("docs/x.md")).toBe(undefined);
  for (const name of ["linked/x.md", "../outside.md"])
    expect(() => files.write(name, "")).toThrow(/link|outside/);
});

const all = (where: string) => everywhere().get(where) as ReturnType<typeof folderFiles>;

describe("an overlay", () => {
  it("leaves what lies under it as it was", () => {
    const under = memoryFiles([["a/b", "1"]]);
    const over = overlay(under, [
      ["a/b", undefined],
      ["a/c", "2"],
    ]);
    expect([over.stat("a/b"), over.list("a")]).toEqual([undefined, [{ name: "c", kind: "file" }]]);
    expect(decode(under.read("a/b")!).text).toBe("1");
  });
});

it("checks a list that stands on no disk", () => {
  const files = new Map(
    Object.entries(listFiles([paper("One")])).map(([name, content]) => [
      name,
      typeof content === "string" ? content : JSON.stringify(content),
    ]),
  );
  expect(lintList(memoryFiles(files))).toEqual([]);
  files.set("data/papers.json", "[{}]");
  expect(lintList(memoryFiles(files)).map(({ rule }) => rule)).toContain("schema");
});

it("tells a merge that is not settled", () => {
  const repository = TestRepository.create().write({ "README.md": "a" });
  const commit = (text: string) => {
    repository.write({ "README.md": text }).git("add", "--all");
    repository.git("commit", "--quiet", "--allow-empty", "--message=x");
  };
  commit("a");
  repository.git("checkout", "--quiet", "-b", "other");
  commit("b");
  repository.git("checkout", "--quiet", "main");
  commit("c");
  repository.run("git", "merge", "other");
  expect(() => indexFiles(findRepository(repository.top))).toThrow(/README\.md is in conflict/);
});
