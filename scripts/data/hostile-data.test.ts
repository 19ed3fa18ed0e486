import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toJSONSchema } from "zod/mini";
import type { ZodType } from "./zod.ts";
import { makeKinds, referencesTo } from "./kinds.ts";
import { publishedSchema } from "./json-schema.ts";
import { domainSchema } from "./schema.ts";
import { type DomainName, domains } from "./domains.ts";
import { JsonDocument } from "./json-document.ts";
import { loadProblems, paperWith } from "../testing/data.ts";
import { loadList } from "./load.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { writeFiles } from "../testing/files.ts";

const accepts = (schema: ZodType, value: unknown) => schema.safeParse(value).success;
const names = Object.keys(domains) as DomainName[];
const said = (name: DomainName, value: string) =>
  domainSchema(name).safeParse(value).error?.issues[0]?.message;

/** Pieces of every domain's values, and of what stands where they should. */
const pieces = fc.constantFrom(
  ..."ab1 ./-:()[】?#%<\\\n\t\0\u0085\u00a0\u3000\u2028\ufeffé中😀",
  ..."10.1109/ 2412.00876 hep-th/9901001 https:// .. // v2 arXiv: doi: %2e%2e 2024-02 .GT".split(
    " ",
  ),
);
const made = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(""));

describe("the published expressions", () => {
  it.each(["text", "word", "phrase", "markdown", "prose", "doi", "arxiv"] as const)(
    "accept exactly the values of the domain %s",
    (name) => {
      const schema = domainSchema(name);
      const { pattern } = toJSONSchema(publishedSchema(name));
      const compiled = new RegExp(pattern!, "u");
      fc.assert(
        fc.property(made, (value) => {
          expect([value, compiled.test(value)]).toEqual([value, accepts(schema, value)]);
        }),
        { numRuns: 3000 },
      );
    },
  );

  it.each(["url", "date"] as const)(
    "accept every value of the domain %s, and few others",
    (name) => {
      const schema = domainSchema(name);
      const compiled = new RegExp(toJSONSchema(publishedSchema(name)).pattern!, "u");
      fc.assert(
        fc.property(made, (value) => {
          if (accepts(schema, value)) expect([value, compiled.test(value)]).toEqual([value, true]);
        }),
        { numRuns: 3000 },
      );
      const refused = {
        url: ["ftp://a.b", "/a", "//a.b", "https://", "https:///a", "https:a", "a b", "C:/a"],
        date: ["2024-13", "2024-1", "24", "2024-01-32", "2024-01-01x"],
      };
      for (const value of refused[name])
        expect([value, compiled.test(value)]).toEqual([value, false]);
    },
  );

  it("hold for the longest text too", () => {
    for (const length of [10_000, 10_001])
      for (const one of [domainSchema("text"), publishedSchema("text")])
        expect(accepts(one, "a".repeat(length))).toBe(length === 10_000);
  });
});

describe("a mend", () => {
  it.each(names.filter((name) => "pattern" in domains[name]))(
    "of the domain %s is a value of it",
    (name) => {
      fc.assert(
        fc.property(made, (value) => {
          const mend = / write "(.*)"$/s.exec(said(name, value) ?? "")?.[1];
          // RenderedLine escaped or cut, it is not the mend itself.
          if (mend === undefined || /\\u|\\n|…$/.test(mend)) return;
          if (name === "doi" || name === "arxiv" || name === "url")
            expect([value, mend, accepts(domainSchema(name), mend)]).toEqual([value, mend, true]);
          expect(mend).not.toBe(value);
        }),
        { numRuns: 3000 },
      );
    },
  );

  it.each([
    ["arxiv", "cond-mat.mes-hall/0309136"],
    ["arxiv", "math.gt/0309136"],
    ["doi", "https://doi.org/10.1109/a%07"],
    ["url", "/"],
    ["url", "//"],
    ["url", "c:\\a"],
    ["url", "https://a b"],
  ] as const)("is not made up: %s %s", (name, value) => {
    expect(said(name, value)).toMatch(/^found /);
    expect(said(name, value)).not.toContain("write");
  });

  it("of a URL without a host is not its path", () => {
    expect(said("url", "https:///a.b/c")).toBe(
      'found "https:///a.b/c", which is no address: expected a host after "https://"',
    );
  });
});

// Where time grows with the square of the length, these take minutes.
describe("long values", () => {
  it.each(names)("are read in linear time: %s", (name) => {
    for (const piece of ["a", "a-", "1.", "10.1111/", " a", "(", "..", "%2e", "/", "  ", "\\", "é"])
      for (const end of ["", " x", "\n"])
        expect(accepts(domainSchema(name), piece.repeat(300_000) + end)).toBe(false);
  });

  it("may be many: keys, values of a list", () => {
    const keys = Object.fromEntries(Array.from({ length: 15_000 }, (_, at) => [`key${at}`, 1]));
    const tags = Array.from({ length: 100_000 }, (_, at) => `tag ${at}`);
    const found = loadProblems({
      "data/papers.json": [paperWith(keys), paperWith({ title: "B", tags: [...tags, tags[0]] })],
    });
    expect(found).toHaveLength(15_001);
    expect(found.at(-1)).toContain('tags: found "tag 0" a second time; remove it');
  });

  it("are looked at until most of them are wrong", () => {
    const many = Array.from({ length: 60_000 }, () => 1);
    for (const papers of [many, [paperWith({ tags: many })]]) {
      const found = loadProblems({ "data/papers.json": JSON.stringify(papers) });
      expect(found).toHaveLength(20_001);
      expect(found.filter((one) => one.includes("found 20000 things wrong"))).toHaveLength(1);
    }
  });

  it("may be kinds that all refer to each other, up to a number", () => {
    const kinds = (length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, at) => [
          `k${at}`,
          { n: "text", a: `k${(at + 1) % length}?`, b: `k${(at + 2) % length}?` },
        ]),
      );
    const problems = (length: number) =>
      loadProblems({ "data/list.json": { title: "T", kinds: kinds(length) } });
    expect(problems(1_000)).toEqual([]);
    expect(referencesTo(makeKinds(kinds(1_000)), "k0").size).toBe(999);
    expect(problems(1_001)).toEqual([
      "data/list.json:3:12 schema .kinds: kinds: found 1001 kinds, expected 1000 at most",
    ]);
  });
});

it("shows no hidden character of a file's or a key's name in a message", () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    "data/list.json": {
      title: "T",
      kinds: { "a\u202e": { "b\n": "c\u0007" }, paper: { d: "e\u202e" } },
    },
    "data/papers/a\u202e.json": "\ufeff",
    "data/papers/b\u202e\n.json": [
      paperWith({ "f\u0007": 1 }),
      paperWith({ links: { "g\n": "" } }),
    ],
    "data/papers/c\u202e.jsonc": "",
  });
  writeFiles(folder, { "data/datasets\u202e/a.json": [] });
  for (const kinds of [undefined, {}]) {
    if (kinds) writeFiles(folder, { "data/list.json": { title: "T", kinds } });
    const { findings } = loadList(folder);
    expect(findings.length).toBeGreaterThan(3);
    for (const { message } of findings) expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});

it("says how a path is written that stands as one key", () => {
  expect(
    loadProblems({ "data/papers.json": [paperWith({ "links.code": "https://a.b" })] }),
  ).toEqual([
    'data/papers.json:6:5 schema [A] .links.code: unknown key "links.code"; write an object in its place: "links": {"code": …}',
  ]);
});

it("finds the value that counts of a key that stands twice", () => {
  const file = new JsonDocument("x.json", '{"a": 1,\n "a": 2}');
  expect(file.place(["a"])).toEqual({ file: "x.json", line: 2, column: 7 });
});
