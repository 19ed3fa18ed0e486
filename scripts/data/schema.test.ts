import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindProblems } from "./kind-problems.ts";
import { makeKinds } from "./kinds.ts";
import { recordCheck } from "./record-check.ts";
import { jsonSchemas } from "./json-schema.ts";
import { rules } from "../rules/index.ts";
import { schemaFiles, writeSchemas } from "../commands/schemas.ts";
import { loadProblems, paperWith } from "../testing/data.ts";
import { records } from "../testing/lists.ts";
import { textOf } from "../files/files.ts";
import { memoryFiles } from "../files/memory.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { writeFiles } from "../testing/files.ts";

describe("a record's keys", () => {
  it.each([
    ["titel", "title"],
    ["Title", "title"],
    ["code", "links.code"],
    ["abstract", undefined],
    ["__proto__", undefined],
    ["constructor", undefined],
    ["toString", undefined],
    ["$schema", undefined],
  ])("refuses %s", (key, meant) => {
    const paper = JSON.stringify(paperWith({ "?": "x" })).replace('"?"', JSON.stringify(key));
    const rest =
      "expected one of title, venue, year, links, doi, arxiv, authors, date, tags, summary";
    expect(loadProblems({ "data/papers.json": `[${paper}]` })).toEqual([
      `data/papers.json:1:39 schema [A] .${key}: unknown key "${key}"; ${meant ? `did you mean "${meant}"?` : rest}${key === "abstract" ? `, or a field of your own, named in data/list.json: "kinds": {"paper": {"abstract": "text?"}}` : ""}`,
    ]);
  });

  it("looks into objects", () => {
    expect(
      loadProblems({
        "data/papers.json":
          '[{"title":"A","venue":"V","year":2024,"links":{"cod":"x","__proto__":"y"}}]',
      }),
    ).toMatchInlineSnapshot(`
      [
        "data/papers.json:1:48 schema [A] .links.cod: unknown key "cod"; did you mean "code"?",
        "data/papers.json:1:58 schema [A] .links.__proto__: unknown key "__proto__"; expected one of paper, code, notes, project, demo, data, video, slides, poster",
      ]
    `);
  });

  it("does not take an inherited value for a field's", () => {
    expect(
      loadProblems({ "data/papers.json": '[{"__proto__":{"title":"A","venue":"V","year":2024}}]' }),
    ).toHaveLength(4);
  });
});

describe("a list's own kinds", () => {
  const problems = (kinds: unknown) =>
    loadProblems({ "data/list.json": JSON.stringify({ title: "T", kinds }, null, 1) });

  it("may add fields, kinds, and references between them", () => {
    const kinds = {
      topic: { name: "text", intro: "prose[]?", parent: "topic?" },
      list: { title: "text", subtitle: "markdown?" },
      paper: { topic: "topic?", "links.blog": "url?", authors: "text[]", stars: "integer?" },
      paperSet: { "id.short": "word", papers: "paper[]" },
    };
    expect(kindProblems(kinds)).toEqual([]);
    expect(
      loadProblems({
        "data/list.json": { title: "T", subtitle: "*S*", kinds },
        "data/topics.json": [{ name: "A" }, { name: "B", parent: "A", intro: ["x\n\n- y"] }],
        "data/papers.json": [
          paperWith({ topic: "B", links: { blog: "a.md" }, authors: ["C"], stars: 3 }),
        ],
        "data/paperSets.json": [{ id: { short: "x" }, papers: ["A"] }],
      }),
    ).toEqual([]);
  });

  it.each([
    ["a text", "x"],
    ["a list", [{ topic: {} }]],
    ["null", null],
    ["a kind that is a text", { topic: "text" }],
    ["a type that is a number", { topic: { name: 3 } }],
    ["a kind's name", { Topic: { name: "text" }, "a b": { name: "text" } }],
    ["a kind that is named like a type", { url: { name: "text" } }],
    ["a field's name", { topic: { name: "text", "a b": "text", "": "text", "a.": "text" } }],
    ["names that every object has", { topic: { name: "text", "constructor.x": "text?" } }],
    ["the list's settings", { list: { rules: "text?" } }],
    ["a field around others", { paper: { links: "url?" } }],
    ["a field within another", { paper: { "title.x": "text?" } }],
    [
      "unknown types",
      { topic: { name: "txt", a: "text?[]", b: "Url", c: "topics", d: "zzzzzzz" } },
    ],
    ["no field", { topic: {} }],
    ["a name that may be absent", { topic: { name: "text?" } }],
    ["several names", { topic: { name: "text[]" } }],
    ["a title that may be absent", { paper: { title: "text?" } }],
  ])("refuses %s", (_, kinds) => {
    expect(problems(kinds).length).toBeGreaterThan(0);
  });

  it("says what is wrong with them", () => {
    expect(
      problems({
        Topic: { name: "text" },
        url: { name: "text" },
        topic: { name: "text?", "a b": "text", a: "txt", b: "text?[]", "constructor.x": "text?" },
        list: { rules: "text?" },
        paper: { links: "url?", "title.x": "text?" },
        set: {},
      }),
    ).toMatchInlineSnapshot(`
      [
        "data/list.json:4:3 schema .kinds.Topic: found the kind "Topic", expected a name of letters and digits that begins with a small letter",
        "data/list.json:7:3 schema .kinds.url: found the kind "url", which is a type of values; choose another name",
        "data/list.json:11:12 schema .kinds.topic.name: kinds.topic.name: the first field of a kind names its records: expected a single value that may not be absent",
        "data/list.json:12:4 schema .kinds.topic.a b: found the field "a b", expected a name such as "topic" or "links.blog"",
        "data/list.json:13:9 schema .kinds.topic.a: kinds.topic.a: unknown type "txt"; did you mean "text"? (with [] for a list, ? for a field that may be absent)",
        "data/list.json:14:9 schema .kinds.topic.b: kinds.topic.b: unknown type "text?[]"; expected one of text, word, phrase, markdown, prose, url, doi, arxiv, year, integer, date, list, paper, dataset, Topic, topic, set (with [] for a list, ? for a field that may be absent)",
        "data/list.json:15:4 schema .kinds.topic.constructor.x: found the field "constructor.x", whose name "constructor" is taken; choose another name",
        "data/list.json:18:4 schema .kinds.list.rules: found the field "rules", whose name "rules" is taken; choose another name",
        "data/list.json:21:4 schema .kinds.paper.links: found the field "links", beside the field "links.paper" within it; choose another name",
        "data/list.json:22:4 schema .kinds.paper.title.x: found the field "title.x", within the field "title", which holds a value itself; choose another name",
        "data/list.json:24:10 schema .kinds.set: kinds.set: the first field of a kind names its records: expected a single value that may not be absent",
      ]
    `);
    expect([...problems("x"), ...problems({ topic: "text" }), ...problems({ topic: { name: 3 } })])
      .toMatchInlineSnapshot(`
      [
        "data/list.json:3:11 schema .kinds: kinds: found "x", expected kinds as {"kind": {"field": "type"}}, such as {"paper": {"topic": "text?"}}",
        "data/list.json:4:12 schema .kinds.topic: kinds.topic: found "text", expected fields as {"field": "type"}, such as {"topic": "text?"}",
        "data/list.json:5:12 schema .kinds.topic.name: kinds.topic.name: found 3, expected a type such as "text?"",
      ]
    `);
  });

  it("refuses the key __proto__", () => {
    const text = '{"title":"T","kinds":{"__proto__":{"name":"text"},"topic":{"__proto__":"text"}}}';
    expect(loadProblems({ "data/list.json": text })).toMatchInlineSnapshot(`
      [
        "data/list.json:1:23 schema .kinds.__proto__: found the kind "__proto__", expected a name of letters and digits that begins with a small letter",
        "data/list.json:1:60 schema .kinds.topic.__proto__: found the field "__proto__", expected a name such as "topic" or "links.blog"",
      ]
    `);
  });

  it("does not call the fields of a broken kind unknown", () => {
    expect(
      loadProblems({
        "data/list.json": {
          title: "T",
          kinds: { topic: { name: "txt" }, paper: { topic: "topic" } },
        },
        "data/topics.json": [{ name: "A" }],
        "data/papers.json": [paperWith({ topic: "A", year: "2024" })],
      }),
    ).toMatchInlineSnapshot(`
      [
        "data/list.json:5:15 schema .kinds.topic.name: kinds.topic.name: unknown type "txt"; did you mean "text"? (with [] for a list, ? for a field that may be absent)",
        "data/papers.json:5:13 schema [A] .year: year: found "2024", expected a year as a number, from 1900 to 2100; write 2024 without quotes",
      ]
    `);
  });
});

describe("the schemas for editors", () => {
  const kinds = makeKinds({
    topic: { name: "text", intro: "prose[]?" },
    paper: { topic: "topic", "links.blog": "url?" },
  });

  it("are in step with the program", () => {
    const made = schemaFiles(".");
    expect([...made.keys()].map((file) => path.basename(file)).sort()).toEqual(
      readdirSync("data/schema").sort(),
    );
    for (const [file, text] of made) expect(readFileSync(file, "utf8")).toBe(text);
    expect(writeSchemas(".", { check: true })).toEqual([]);
  });

  it("are named by the data files that can name them, or mapped by the editor's settings", () => {
    const { "json.schemas": mapped } = JSON.parse(
      readFileSync(".vscode/settings.json", "utf8"),
    ) as { "json.schemas": { fileMatch: string[]; url: string }[] };
    expect(mapped.map(({ url }) => path.normalize(url)).sort()).toEqual(
      [...schemaFiles(".").keys()].sort(),
    );
  });

  it("are mapped anew when kinds come and go, and the rest of the settings stays as it was", () => {
    const list = (kinds: object) => JSON.stringify({ title: "T", kinds });
    const settings = `{
  // mine
  "editor.tabSize": 4,
  "json.schemas": [
    { "fileMatch": ["x.json"], "url": "./x.json" }, // and this
    { "fileMatch": ["data/papers.json", "more.json"], "url": "./data/schema/papers.schema.json" },
    { "fileMatch": ["data/olds.json"], "url": "./data/schema/olds.schema.json" },
  ],
}
`;
    const files = memoryFiles([
      ["data/list.json", list({ talk: { name: "text" } })],
      [".vscode/settings.json", settings],
    ]);
    expect(writeSchemas(files, { check: true })).toContain(".vscode/settings.json");
    writeSchemas(files);
    const text = () => textOf(files, ".vscode/settings.json")!;
    const mapped = () => [...text().matchAll(/"url": "([^"]*)"/g)].map(([, url]) => url);
    const schema = (name: string) => `./data/schema/${name}.schema.json`;
    const kept = ["./x.json", schema("papers")];
    expect(mapped()).toEqual([...kept, ...["list", "datasets", "talks"].map(schema)]);
    for (const one of ["// mine\n", "// and this\n", '"more.json"']) expect(text()).toContain(one);
    expect(writeSchemas(files)).toEqual([]);
    files.write("data/list.json", list({}));
    writeSchemas(files);
    expect(mapped()).toEqual([...kept, ...["list", "datasets"].map(schema)]);
    for (const strange of ["[]", "{", '{"json.schemas": 1}']) {
      files.write(".vscode/settings.json", strange);
      writeSchemas(files);
      expect(text()).toBe(strange);
    }
  });

  it("know every rule, its options and the fields of an excuse", () => {
    const check = new Ajv2020({ strict: false }).compile(
      JSON.parse(schemaFiles(".").get("data/schema/list.schema.json")!) as object,
    );
    const accepts = (settings: Record<string, unknown>) => check({ title: "T", ...settings });
    for (const { name, options, examples } of rules) {
      for (const setting of ["off", "warning", "error", ["error"]])
        expect(accepts({ rules: { [name]: setting } })).toBe(true);
      expect(accepts({ rules: { [name]: ["warning", {}] } })).toBe(options !== undefined);
      for (const example of [...examples.good, ...examples.bad])
        if (example.options)
          expect(accepts({ rules: { [name]: ["warning", example.options] } })).toBe(true);
      for (const wrong of ["warn", ["warning", { unknown: 1 }], ["warning", {}, {}], {}, []])
        expect(accepts({ rules: { [name]: wrong } })).toBe(false);
      const excuse = { rule: name, entry: "A", reason: "its name" };
      expect(accepts({ excuses: [excuse, { ...excuse, field: "title" }] })).toBe(true);
      for (const wrong of [{ reason: " " }, { entry: 1 }, { rule: `${name}x` }, { feild: "title" }])
        expect(accepts({ excuses: [{ ...excuse, ...wrong }] })).toBe(false);
    }
    expect(accepts({ rules: { ordr: "off" } })).toBe(false);
  });

  it("are written where they are stale, and only there", () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "data/list.json": { title: "T", kinds: { topic: { name: "text" } } } });
    const all = ["list", "papers", "datasets", "topics"].map(
      (name) => `data/schema/${name}.schema.json`,
    );
    expect(writeSchemas(folder, { check: true }).sort()).toEqual(all.sort());
    expect(readdirSync(path.join(folder, "data"))).toEqual(["list.json"]);
    writeSchemas(folder);
    expect(writeSchemas(folder)).toEqual([]);
    expect(
      [...schemaFiles(folder)].every(
        ([file, text]) => readFileSync(path.join(folder, file), "utf8") === text,
      ),
    ).toBe(true);
  });

  it("accept every valid list, and refuse mistyped keys and wrong types", () => {
    const ajv = new Ajv2020({ strict: false });
    const schemas = new Map(
      [...jsonSchemas(kinds)].map(([kind, schema]) => [kind, ajv.compile(schema)]),
    );
    fc.assert(
      fc.property(
        records(kinds),
        fc.constantFrom("title", "year", "links", "authors"),
        (made, field) => {
          for (const kind of kinds.values()) {
            const values = made.get(kind.name)!.map(({ value }) => value);
            const check = schemas.get(kind.name)!;
            const problems = recordCheck(kind);
            for (const value of values) {
              if (problems(value).length > 0) return;
              expect([check(value), check.errors]).toEqual([true, null]);
            }
            if (kind.name === "list") continue;
            expect(check(values)).toBe(true);
            if (kind.name !== "paper") continue;
            for (const value of values) {
              const wrong = [
                { ...value, [field]: true },
                { ...value, [`${field}x`]: "x" },
              ];
              for (const one of wrong) {
                expect(check([one])).toBe(false);
                expect(problems(one)).toHaveLength(1);
              }
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
