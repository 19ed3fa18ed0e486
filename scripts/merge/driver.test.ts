import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { mergeData } from "./driver.ts";
import { listFiles, paper, TestRepository } from "../testing/repository.ts";

const read = ({ top }: TestRepository, file: string) => readFileSync(path.join(top, file), "utf8");

describe("the merge driver", () => {
  it("merges by lines, with markers, a page that is too long or deep to read", () => {
    const repository = TestRepository.create();
    const deep = (end: string) => `${">".repeat(5000)} x\n\n- ${end}\n`;
    repository.write({
      ...listFiles([paper("A")]),
      base: deep("a"),
      ours: deep("b"),
      theirs: deep("c"),
    });
    const { code, err } = repository.paperlistAlone(
      "merge-driver",
      "base",
      "ours",
      "theirs",
      "README.md",
    );
    expect({ code, err }).toEqual({
      code: 1,
      err: "paperlist: conflict in README.md: both sides changed the same lines\n",
    });
    expect(read(repository, "ours")).toMatch(/<{7} ours\n- b\n={7}\n- c\n>{7} theirs\n$/);
  });

  it("merges by lines, byte by byte, what is in another encoding", () => {
    const repository = TestRepository.create();
    const entries = (...titles: string[]) =>
      titles.map((title) => `- **${title}** (ICML 2024)\n`).join("");
    const page = (first: string, last: string) =>
      `# A list\n\n${entries(first, "x", "l\xe9zard", "y", last)}`;
    const versions = { base: page("a", "b"), ours: page("c", "b"), theirs: page("a", "d") };
    repository.write(listFiles([paper("A")]));
    for (const [name, text] of Object.entries(versions))
      writeFileSync(path.join(repository.top, name), text, "latin1");
    expect(
      repository.paperlistAlone("merge-driver", "base", "ours", "theirs", "README.md"),
    ).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(repository.top, "ours"), "latin1")).toBe(page("c", "d"));
  });

  it("merges by lines what is no JSON, and says that it is in conflict", () => {
    const repository = TestRepository.create();
    repository.write({
      base: '[\n  {"a": 1}\n]\n',
      ours: '[\n  {"a": 2},\n]\n',
      theirs: '[\n  {"a": 3}\n]\n',
    });
    const { code, err } = repository.paperlistAlone(
      "merge-driver",
      "base",
      "ours",
      "theirs",
      "data/papers.json",
    );
    expect(code).toBe(1);
    expect(err).toContain("conflict in data/papers.json");
    expect(read(repository, "ours")).toBe(
      '[\n<<<<<<< ours\n  {"a": 2},\n=======\n  {"a": 3}\n>>>>>>> theirs\n]\n',
    );
  });
});

it("mixes nothing of two works, where one replaced the other in its file", () => {
  const text = (record: object) => `${JSON.stringify(record, null, 2)}\n`;
  const old = paper("Alpha Networks", { summary: ["One"] });
  const theirs = text(paper("A survey of other things", { venue: "ACL", year: 2025 }));
  const merged = mergeData(text(old), text({ ...old, doi: "10.1000/a" }), theirs);
  expect(merged.conflicts).toEqual(["the whole file"]);
  expect(merged.text).toContain(">>>>>>> theirs");
  const edited = text({ ...old, venue: "ACL" });
  expect(mergeData(text(old), text({ ...old, doi: "10.1000/a" }), edited).conflicts).toEqual([]);
});
