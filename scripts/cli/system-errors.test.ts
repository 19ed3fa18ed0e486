import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { generate } from "../commands/generate.ts";
import { lintWhole } from "../commands/lint.ts";
import { memoryFiles } from "../files/memory.ts";
import { messageOf } from "./system-errors.ts";

const top = mkdtempSync(path.join(tmpdir(), "system-errors-"));
afterAll(() => rmSync(top, { recursive: true }));

const thrown = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe("what the operating system refuses is said in words", () => {
  it.each([
    [
      "a file in a folder's place",
      () => {
        writeFileSync(path.join(top, "one"), "");
        mkdirSync(path.join(top, "one"));
      },
      "expected a folder; move it away",
    ],
    ["nothing", () => readFileSync(path.join(top, "none")), "name another folder with -C DIR"],
  ])("%s", (_, act, said) => {
    const message = messageOf(thrown(act));
    expect(message).toContain(said);
    expect(message).toContain(top);
    expect(message).not.toMatch(/^E[A-Z]+:/);
  });

  it("a folder that cannot be written, by its own name", () => {
    const error = Object.assign(new Error("EACCES: permission denied, open"), {
      code: "EACCES",
      path: "/list/.README.md.123.tmp",
    });
    expect(messageOf(error)).toBe(
      "found no permission for /list, expected a file or folder that you may read and write; give it to yourself with chmod u+rwX, and run this again",
    );
  });
});

describe("files and folders in each other's place", () => {
  const list = {
    "data/list.json": '{ "title": "L" }',
    "data/papers.json": "[]",
    "templates/README.md": "# {{list.title}}\n",
  };
  const said = (files: Record<string, string>) =>
    lintWhole(memoryFiles(Object.entries(files))).findings.map(
      ({ file, severity, message }) => `${file} ${severity}: ${message}`,
    );

  it("data is a file", () => {
    expect(said({ data: "x", "templates/README.md": "# {{list.title}}\n" })).toEqual([
      "data/list.json error: found a file at data, expected a folder with list.json in it; move the file away",
    ]);
  });

  it("a page or data that are folders", () => {
    expect(said({ ...list, "README.md/x": "" })).toEqual([
      "README.md error: found a folder at README.md, expected a file; move it away",
    ]);
    const { "data/papers.json": _, ...rest } = list;
    expect(said({ ...rest, "data/papers.json/x": "" })).toContain(
      "data/papers.json error: found a folder at data/papers.json, expected a file; move it away",
    );
  });

  it("data without anything in it", () => {
    for (const text of ["", "\n"])
      expect(said({ ...list, "data/papers.json": text })).toContain(
        "data/papers.json error: not JSON: the file is empty; write [] where there are no records",
      );
    for (const text of ["{}", "null"])
      expect(said({ ...list, "data/papers.json": text })).toContain(
        `data/papers.json error: found ${text}, expected a list of records: [{"title": "…"}], or [] where there are none`,
      );
    expect(said({ ...list, "data/list.json": "" })).toContain(
      'data/list.json error: not JSON: the file is empty; write {"title": "…"}',
    );
  });

  it("a page whose name differs in case only", () => {
    const files = { ...list, "readme.md": "# L\n" };
    const message =
      "found readme.md, expected README.md, which are one file on Windows and macOS; rename it with git mv readme.md README.md";
    expect(said(files)).toEqual([`readme.md error: ${message}`]);
    expect(generate(memoryFiles(Object.entries(files))).findings.map((one) => one.message)).toEqual(
      [message],
    );
  });
});
