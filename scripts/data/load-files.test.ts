import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadList } from "./load.ts";
import { loadProblems, paperWith, problemsOf } from "../testing/data.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { writeFiles } from "../testing/files.ts";

const papers = (text: string): string[] => loadProblems({ "data/papers.json": text });

it("says where JSON does not parse, and what is wrong there", () => {
  const cases = [
    ["a comma too many in an object", '[\n  {"title": "A",}\n]'],
    ["a comma too many in a list", '[\n  {"title": "A"},\n]'],
    ["a missing comma", '[\n  {"title": "A"}\n  {"title": "B"}\n]'],
    ["a missing quote, to the line's end", '[\n  {"title": "A\n}]'],
    ["a missing quote, to the next one", '[\n  {"title": "A, "venue": "V"}\n]'],
    ["no quotes", "[{title: 1}]"],
    ["single quotes", "[{'title': 'A'}]"],
    ["a comment", '[\n  // best\n  {"title": "A"}\n]'],
    ["a block comment", "[/* best */]"],
    ["a file cut short", '[\n  {"title": "A"'],
    ["a file cut short after a colon", '[{"title":\n'],
    ["an empty file", ""],
    ["two values", "[]\n[]"],
    ["a word", '[{"title": True}]'],
    ["a merge conflict", '[\n<<<<<<< HEAD\n{"title": "A"}\n=======\n{}\n>>>>>>> main\n]'],
    ["full-width quotes", "[{“title”: 1}]"],
    ["a full-width comma", '[{"title": "A"，"venue": "V"}]'],
    ["a full-width colon", '[{"title"： "A"}]'],
    ["a space that is none", '[\u00a0{"title": "A"}]'],
    ["a backslash", '[\n  {"title": "A\\\\ \\alpha"}\n]'],
    ["a broken escape", '["A \\u12 B"]'],
    ["a tab in a text", '["A\tB"]'],
    ["a leading zero", '[{"year": 02024}]'],
  ] as const;
  const said = cases.map(([name, text]) => `${name}: ${papers(text).join("\n")}`);
  expect(said.join("\n")).toMatchInlineSnapshot(`
    "a comma too many in an object: data/papers.json:2:17 json: not JSON: expected a key in double quotes here; is there a comma too many?
    a comma too many in a list: data/papers.json:3:1 json: not JSON: expected a value here; is there a comma too many?
    a missing comma: data/papers.json:3:3 json: not JSON: expected a comma here
    a missing quote, to the line's end: data/papers.json:2:13 json: not JSON: expected " at the end of this text
    a missing quote, to the next one: data/papers.json:2:18 json: not JSON: found a word that is no JSON value; put texts in double quotes
    no quotes: data/papers.json:1:3 json: not JSON: found a word that is no JSON value; put texts in double quotes
    single quotes: data/papers.json:1:3 json: not JSON: found a word that is no JSON value; put texts in double quotes
    a comment: data/papers.json:2:3 json: not JSON: found a comment, which JSON does not have; remove it
    a block comment: data/papers.json:1:2 json: not JSON: found a comment, which JSON does not have; remove it
    a file cut short: data/papers.json:2:16 json: not JSON: the file ends too early
    a file cut short after a colon: data/papers.json:2:1 json: not JSON: the file ends too early
    an empty file: data/papers.json:1:1 json: not JSON: the file is empty; write [] where there are no records
    two values: data/papers.json:2:1 json: not JSON: expected the end of the file here
    a word: data/papers.json:1:12 json: not JSON: found a word that is no JSON value; put texts in double quotes
    a merge conflict: data/papers.json:2:1 json: not JSON: found a merge conflict; resolve it
    full-width quotes: data/papers.json:1:3 json: not JSON: found "“", expected "
    a full-width comma: data/papers.json:1:15 json: not JSON: found "，", expected ,
    a full-width colon: data/papers.json:1:10 json: not JSON: found "：", expected :
    a space that is none: data/papers.json:1:2 json: not JSON: found the white space \\u00a0; write a plain space
    a backslash: data/papers.json:2:18 json: not JSON: found a backslash that begins no escape; write \\\\ for a backslash
    a broken escape: data/papers.json:1:5 json: not JSON: found \\u without four hexadecimal digits
    a tab in a text: data/papers.json:1:4 json: not JSON: found a control character; remove it
    a leading zero: data/papers.json:1:12 json: not JSON: expected a comma here"
  `);
});

describe("files", () => {
  it("refuses what is not UTF-8", () => {
    expect(loadProblems({ "data/papers.json": Buffer.from('[\n  {"title": "\xe9"}\n]', "latin1") }))
      .toMatchInlineSnapshot(`
      [
        "data/papers.json:2:14 json: found bytes that are not UTF-8; save the file as UTF-8",
      ]
    `);
    expect(loadProblems({ "data/papers.json": Buffer.from("\ufeff[]", "utf16le") }))
      .toMatchInlineSnapshot(`
      [
        "data/papers.json:1:1 json: found bytes that are not UTF-8; save the file as UTF-8",
      ]
    `);
    expect(papers("\ufeff[]")).toMatchInlineSnapshot(`
      [
        "data/papers.json:1:1 json: found a byte order mark; save the file as UTF-8 without one",
      ]
    `);
    expect(papers(JSON.stringify([paperWith({ title: "\ufffd" })]))).toEqual([]);
  });

  it("refuses keys that stand twice, at the second place", () => {
    expect(
      papers(
        '[\n  {"title": "A", "venue": "V", "year": 2024,\n   "\\u0074itle": "B",\n   "links": {"code": "https://a.b",\n"code": "https://c.d"}}\n]',
      ),
    ).toMatchInlineSnapshot(`
      [
        "data/papers.json:3:4 json: found the key "title" a second time in one object; remove one of them",
        "data/papers.json:5:1 json: found the key "code" a second time in one object; remove one of them",
      ]
    `);
  });

  it.each([
    ["lists", "[".repeat(100_000) + "]".repeat(100_000)],
    ["objects", `[${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}]`],
    ["lists that do not end", "[".repeat(100_000)],
    ["a value beside a repeated key", `[{"a":1,"a":${"[".repeat(200)}${"]".repeat(200)}}]`],
  ])("refuses %s nested too deep", (_, text) => {
    expect(papers(text)).toEqual([
      expect.stringMatching(
        /^data\/papers.json:1:\d+ json: found values that nest too deep to read$/,
      ),
    ]);
    expect(loadProblems({ "data/list.json": text })).toHaveLength(1);
  });

  it("is not misled by brackets in texts", () => {
    expect(papers(JSON.stringify([paperWith({ title: '[{"'.repeat(200) })]))).toEqual([]);
  });

  it("asks for data/list.json", () => {
    const folder = temporaryFolder();
    expect(problemsOf(folder)).toMatchInlineSnapshot(`
      [
        "data/list.json:1:1 data: found no data/list.json, expected the list's title: {"title": "…"}",
      ]
    `);
    writeFiles(folder, { "data/list/a.json": { title: "T" } });
    expect(problemsOf(folder)).toMatchInlineSnapshot(`
      [
        "data/list.json:1:1 data: found no data/list.json, expected the list's title: {"title": "…"}",
      ]
    `);
  });

  it("names files that nobody reads", () => {
    const files = ["paper.json", "xyz.json", "papers.jsonc", "papers.JSON", "List.json"];
    const folders = ["dataset/a.json", "list/a.json", "schema/a.json"];
    const others = [".hidden.json", "notes.txt", "README.md"];
    expect(
      loadProblems(
        Object.fromEntries([...files, ...folders, ...others].map((name) => [`data/${name}`, []])),
      ),
    ).toMatchInlineSnapshot(`
      [
        "data/List.json:1:1 data: no kind of record stands in data/List.json; did you mean data/list.json?",
        "data/dataset:1:1 data: no kind of record stands in data/dataset; did you mean data/datasets/?",
        "data/list:1:1 data: no kind of record stands in data/list; did you mean data/list.json?",
        "data/paper.json:1:1 data: no kind of record stands in data/paper.json; did you mean data/papers.json?",
        "data/papers.JSON:1:1 data: no kind of record stands in data/papers.JSON; did you mean data/papers.json?",
        "data/papers.jsonc:1:1 data: no kind of record stands in data/papers.jsonc; did you mean data/papers.json?",
        "data/xyz.json:1:1 data: no kind of record stands in data/xyz.json; add the kind "xyz" to "kinds" in data/list.json and call it data/xyzs.json, or move it",
      ]
    `);
  });

  it("names files of a collection's folder that nobody reads", () => {
    expect(
      loadProblems({
        "data/papers/a.json": [],
        "data/papers/b.jsonl": [],
        "data/papers/c/d.json": [],
        "data/papers/README.md": "",
        "data/papers/.d.json": "?",
      }),
    ).toMatchInlineSnapshot(`
      [
        "data/papers/b.jsonl:1:1 data: data/papers/b.jsonl is not read; expected a file in data/papers/ whose name ends in .json",
        "data/papers/c:1:1 data: data/papers/c is not read; expected a file in data/papers/ whose name ends in .json",
      ]
    `);
  });

  it("refuses a collection that is both a file and a folder", () => {
    expect(loadProblems({ "data/papers.json": [], "data/papers/a.json": [paperWith({})] }))
      .toMatchInlineSnapshot(`
      [
        "data/papers.json:1:1 data: found both data/papers.json and data/papers/; keep one of them",
      ]
    `);
  });

  it("refuses what is no file", () => {
    expect(loadProblems({ "data/papers/a.json/b": "" })).toMatchInlineSnapshot(`
      [
        "data/papers/a.json:1:1 data: found a folder at data/papers/a.json, expected a file; move it away",
      ]
    `);
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, "data/list.json"), { recursive: true });
    expect(problemsOf(folder)).toMatchInlineSnapshot(`
      [
        "data/list.json:1:1 data: found a folder at data/list.json, expected a file; move it away",
      ]
    `);
  });

  it("refuses links, wherever they lead: out of the folder, nowhere, or to a file of the list", () => {
    const folder = temporaryFolder();
    const outside = temporaryFolder();
    writeFiles(outside, { "papers.json": [paperWith({})], "papers/a.json": [] });
    writeFiles(folder, {
      "data/list.json": { title: "T", kinds: { topic: { name: "text" }, talk: { name: "text" } } },
      "kept.json": [],
    });
    const link = (name: string, to: string) => symlinkSync(to, path.join(folder, name));
    link("data/papers", path.join(outside, "papers"));
    link("data/datasets.json", "nowhere.json");
    link("data/topics.json", "../kept.json");
    link("data/talks.json", "talks.json");
    link("data/others", outside);
    expect(problemsOf(folder)).toMatchInlineSnapshot(`
      [
        "data/papers:1:1 data: data/papers is a link, which may lead out of the list's folder; put what it leads to in its place",
        "data/datasets.json:1:1 data: data/datasets.json is a link, which may lead out of the list's folder; put what it leads to in its place",
        "data/topics.json:1:1 data: data/topics.json is a link, which may lead out of the list's folder; put what it leads to in its place",
        "data/talks.json:1:1 data: data/talks.json is a link, which may lead out of the list's folder; put what it leads to in its place",
      ]
    `);

    const other = temporaryFolder();
    writeFiles(other, { "kept/list.json": { title: "T" }, "kept/secret.json": [] });
    symlinkSync("kept", path.join(other, "data"));
    expect(problemsOf(other)).toMatchInlineSnapshot(`
      [
        "data/list.json:1:1 data: data is a link, which may lead out of the list's folder; put what it leads to in its place",
      ]
    `);

    // The way to the list is the user's own.
    const own = temporaryFolder();
    writeFiles(own, { "list/data/list.json": { title: "T" } });
    symlinkSync("list", path.join(own, "link"));
    expect(problemsOf(path.join(own, "link"))).toEqual([]);
  });

  it("joins the files of a folder in the order of their names", () => {
    const folder = temporaryFolder();
    const named = (title: string) => paperWith({ title });
    writeFiles(folder, {
      "data/list.json": { $schema: "schema/list.schema.json", title: "T" },
      "data/papers/10.json": [named("A"), named("B")],
      "data/papers/9.json": { $schema: "../schema/papers.schema.json", ...named("D") },
      "data/papers/B.json": [named("E")],
      "data/papers/a.json": [],
      "data/papers/b.json": named("F"),
      "data/papers/100.json": [named("C")],
    });
    const { records, findings } = loadList(folder);
    expect(findings).toEqual([]);
    expect(
      records
        .get("paper")!
        .map(({ index, file, element, value }) => [index, file, element, value["title"]]),
    ).toEqual([
      [0, "data/papers/10.json", 0, "A"],
      [1, "data/papers/10.json", 1, "B"],
      [2, "data/papers/100.json", 0, "C"],
      [3, "data/papers/9.json", undefined, "D"],
      [4, "data/papers/B.json", 0, "E"],
      [5, "data/papers/b.json", undefined, "F"],
    ]);
  });

  it("survives a file in the place of the folder data", () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "data"), "");
    expect(problemsOf(folder)).toHaveLength(1);
  });
});
