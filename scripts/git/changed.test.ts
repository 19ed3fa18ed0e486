import { describe, expect, it } from "vitest";
import { changedLines, readHunks } from "./changed.ts";
import { TestRepository } from "../testing/repository.ts";

describe("the lines that a change touches", () => {
  it("are read from git, within the list's folder, whatever the names", () => {
    const repository = TestRepository.create();
    const numbers = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join("");
    repository.write({ "list/a b.md": numbers(1, 9), 'list/二\t"x".md': "1\n", "other.md": "1\n" });
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=one");
    repository.write({
      "list/a b.md": `new\n${numbers(1, 4)}++ x\n@@ -1 +1 @@\n${numbers(7, 8)}`,
      'list/二\t"x".md': "2\n",
      "other.md": "2\n",
      "list/new.md": "1\n2\n",
    });
    repository.git("add", "--all");
    const lines = changedLines(`${repository.top}/list`, "HEAD");
    expect(Object.fromEntries(lines)).toEqual({
      "a b.md": [
        [1, 1],
        [6, 7],
        [9, 10],
      ],
      '二\t"x".md': [[1, 1]],
      "new.md": [[1, 2]],
    });
    expect(() => changedLines(repository.top, "--output=x")).toThrow(
      "found no revision --output=x",
    );
  });

  it("are none of a file that is taken away, and none without hunks", () => {
    expect(readHunks("")).toEqual(new Map());
    expect(readHunks("--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n")).toEqual(new Map());
  });
});
