import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { faults } from "../accuracy/faults.ts";
import { cleanList } from "../accuracy/lists.ts";
import { mendList } from "./fix.ts";
import { generate } from "./generate.ts";
import { mendTexts } from "../rules/fixes.ts";
import { lintList } from "./lint.ts";
import { writeFiles } from "../testing/files.ts";

const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

function folder(files: Record<string, string>): string {
  const dir = mkdtempSync(path.join(tmpdir(), "fix-"));
  dirs.push(dir);
  writeFiles(dir, files);
  return dir;
}

const read = (dir: string, file: string) => readFileSync(path.join(dir, file), "utf8");
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const TEMPLATE = `# {{list.title}}

- **{{paper.title}}** ({{paper.venue}} {{paper.year}})
  - [paper]({{paper.links.paper}}), [code]({{paper.links.code}})
  - {{paper.summary}}
`;

/** Spaced as no formatter would have it. */
const PAPERS = `[
  { "title": "A",   "venue": "XYZ", "year": 2021,
    "links": { "paper": "http://arxiv.org/pdf/2101.00001v2" , "code":"https://github.com/a/b" } },

  { "title": "B", "venue": "XYZ", "year": 2023, "summary": ["引号 \\"x\\" 在此,而后"]   }
]
`;

function small(rules: Record<string, unknown> = {}): string {
  return folder({
    "data/list.json": json({ title: "L", rules }),
    "data/papers.json": PAPERS,
    "templates/README.md": TEMPLATE,
  });
}

describe("mendList", () => {
  it("edits just the values that it mends, and writes the pages", () => {
    const dir = small({ "arxiv-form": ["warning", { form: "abs" }] });
    const { mended, files, findings } = mendList(dir);
    expect(findings).toEqual([]);
    expect(read(dir, "data/papers.json")).toBe(
      PAPERS.replace(
        "http://arxiv.org/pdf/2101.00001v2",
        "https://arxiv.org/abs/2101.00001",
      ).replace("此,而", "此，而"),
    );
    expect(mended.map(({ rule }) => rule).sort()).toEqual(["arxiv-form", "punctuation"]);
    expect(files.sort()).toEqual(["README.md", "data/papers.json"]);
    expect(read(dir, "README.md")).toContain("https://arxiv.org/abs/2101.00001");
    expect(lintList(dir)).toEqual([]);
  });

  it("moves records with all that belongs to them", () => {
    const dir = small({ order: ["warning", { direction: "descending" }], "arxiv-form": "off" });
    mendList(dir, { only: ["order"] });
    const papers = read(dir, "data/papers.json");
    const titles = (JSON.parse(papers) as { title: string }[]).map(({ title }) => title);
    expect(titles).toEqual(["B", "A"]);
    expect(papers).toContain('{ "title": "A",   "venue": "XYZ", "year": 2021,\n    "links"');
    expect(lintList(dir).map(({ rule }) => rule)).not.toContain("order");
  });

  it("leaves out a fix that would make two entries one, and makes the others", () => {
    const paper = (title: string, url: string) => ({ title, topic: "T", links: { paper: url } });
    const dir = folder({
      "data/list.json": json({
        title: "L",
        kinds: {
          topic: { name: "text" },
          paper: { "links.paper": "url", venue: "text?", year: "year?", topic: "topic" },
        },
      }),
      "data/topics.json": json([{ name: "T" }]),
      "data/papers.json": json([
        paper("A quiet elephant", "http://arxiv.org/abs/2404.01775v1"),
        paper("A Quiet Elephant", "http://arxiv.org/abs/2404.01775"),
        paper("Another paper", "http://arxiv.org/abs/2404.01776"),
        ...Array.from({ length: 20 }, (_, at) =>
          paper(`Work ${at}`, `http://arxiv.org/abs/2405.${10_001 + at}`),
        ),
      ]),
      "templates/README.md":
        "# {{list.title}}\n\n## {{topic.name}}\n\n- [{{paper.title}}]({{paper.links.paper}})\n",
    });
    const { mended, left, files } = mendList(dir);
    expect(mended).toHaveLength(22);
    expect(files).toContain("data/papers.json");
    const papers = JSON.parse(read(dir, "data/papers.json")) as { links: { paper: string } }[];
    expect(papers.filter(({ links }) => links.paper.startsWith("http:"))).toHaveLength(1);
    expect(left.map(({ entry, message }) => [entry, message])).toEqual([
      [
        "A Quiet Elephant",
        'found http in "http://arxiv.org/abs/2404.01775", expected "https://arxiv.org/abs/2404.01775"; not mended, for then "A Quiet Elephant" stands at data/papers.json:2:3 already; remove one of them',
      ],
    ]);
    // What is left is told by lint as what it is.
    expect(lintList(dir).map(({ rule }) => rule)).toEqual(["duplicate-entry", "arxiv-form"]);
  });

  it("leaves a list alone whose page holds edits made by hand", () => {
    const dir = small();
    generate(dir);
    writeFileSync(
      path.join(dir, "README.md"),
      `${read(dir, "README.md")}- **C** (XYZ 2020)
`,
    );
    const { mended, files, findings } = mendList(dir);
    expect({ mended, files }).toEqual({ mended: [], files: [] });
    expect(findings.length).toBeGreaterThan(0);
    expect(read(dir, "data/papers.json")).toBe(PAPERS);
  });

  it("leaves data alone that cannot be read", () => {
    const dir = small();
    writeFileSync(path.join(dir, "data/papers.json"), "[{]");
    expect(mendList(dir).findings.length).toBeGreaterThan(0);
    expect(read(dir, "data/papers.json")).toBe("[{]");
  });

  it("mends any faults at once, leaves none that it can mend, adds none, and then changes nothing", () => {
    fc.assert(
      fc.property(
        fc.subarray(faults, { minLength: 1, maxLength: 8 }),
        fc.integer(),
        (chosen, seed) => {
          const list = cleanList(60, seed);
          chosen.forEach((fault, index) => fault.seed(list, 4 + index * 5, 6 + index * 5));
          const dir = folder({
            "data/list.json": json(list.list),
            "data/papers.json": json(list.papers),
            "data/datasets.json": json(list.datasets),
            "templates/README.md": list.template,
            ...Object.fromEntries(list.files),
          });
          const about = ({
            rule,
            entry,
            field,
          }: {
            rule: string;
            entry?: string;
            field?: string;
          }) => JSON.stringify([rule, field, entry === undefined]);
          const { findings: refused } = generate(dir);
          if (refused.length > 0) return;
          const before = lintList(dir);
          const { mended } = mendList(dir);
          const after = lintList(dir);
          expect(after.filter(({ fix }) => fix)).toEqual([]);
          expect(after.length).toBeLessThanOrEqual(before.length);
          expect(mended.length).toBeGreaterThanOrEqual(
            before.filter(({ fix }) => fix && "pointer" in fix).length / 2,
          );
          const known = new Set(before.map(about));
          expect(after.filter((finding) => !known.has(about(finding)))).toEqual([]);
          const papers = read(dir, "data/papers.json");
          expect(mendList(dir)).toMatchObject({ mended: [], files: [], findings: [] });
          expect(read(dir, "data/papers.json")).toBe(papers);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("mendTexts", () => {
  const finding = (fix: { pointer: string; value: string }) => ({
    ...{ rule: "x", severity: "warning" as const, message: "", file: "a.json", line: 1, column: 1 },
    fix: { file: "a.json", ...fix },
  });

  it("takes the first of two fixes of one value, and numbers as keys of objects", () => {
    const text = '{"0": {"a~/b": "x"}, "list": ["y"]}';
    const { texts, mended } = mendTexts(new Map([["a.json", text]]), [
      finding({ pointer: "/0/a~0~1b", value: 'one "two"' }),
      finding({ pointer: "/0/a~0~1b", value: "later" }),
      finding({ pointer: "/list/0", value: "z" }),
      finding({ pointer: "/list/9", value: "nowhere" }),
    ]);
    expect(texts.get("a.json")).toBe('{"0": {"a~/b": "one \\"two\\""}, "list": ["z"]}');
    expect(mended.length).toBe(2);
  });
});
