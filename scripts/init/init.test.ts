import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "../commands/generate.ts";
import { lintList } from "../commands/lint.ts";
import { pageLines } from "../markdown/flatten.ts";
import { sync } from "../sync/sync.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { lostBetween } from "./content.ts";
import { init } from "./init.ts";
import { reportInit } from "./report.ts";
import { evenedOut } from "./source.ts";

/*
 * A golden page is a folder with a README.md; what init makes of it stands beside it. "vitest -u"
 * writes that anew; look at what changed.
 */
const GOLDEN = "scripts/golden-init";

/** A folder with a page, and what init made of it. */
function moved(page: string) {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "README.md"), page);
  const made = init(folder, []);
  return { folder, made };
}

/** What stands in the first page and not in the second. */
const lost = (before: string, after: string) =>
  lostBetween(evenedOut(before).lines, pageLines(after)).map(({ line }) => line.shape);

describe.each(readdirSync(GOLDEN))("the page %s", (name) => {
  const page = readFileSync(path.join(GOLDEN, name, "README.md"), "utf8");

  it("moves in, stays as it is, and loses nothing when it is generated", async () => {
    const { folder, made } = moved(page);
    const read = (file: string) => readFileSync(path.join(folder, file), "utf8");
    expect(read("README.md")).toBe(page);
    for (const file of ["templates/README.md", "data/list.json"])
      await expect(read(file)).toMatchFileSnapshot(path.resolve(GOLDEN, name, file));
    await expect(reportInit(made, false)).toMatchFileSnapshot(
      path.resolve(GOLDEN, name, "report.txt"),
    );
    expect(generate(folder, { force: true }).findings).toEqual([]);
    expect(lost(page, read("README.md"))).toEqual([]);
    const known = ["local-link", "anchor"];
    const errors = lintList(folder).filter(({ severity }) => severity === "error");
    expect(errors.filter(({ rule }) => !known.includes(rule))).toEqual([]);
  });

  it("moves in the same when it was generated", () => {
    const first = moved(page);
    generate(first.folder, { force: true });
    const generated = readFileSync(path.join(first.folder, "README.md"), "utf8");
    const second = moved(generated);
    generate(second.folder, { force: true });
    expect(readFileSync(path.join(second.folder, "README.md"), "utf8")).toBe(generated);
  });
});

it("takes another form of its entries from the template, by sync", () => {
  const page =
    '# Papers\n\n- "ViT" (ICLR 2021) [paper](https://example.org/vit)\n- "Swin" (ICCV 2021) [paper](https://example.org/swin)\n';
  const { folder } = moved(page);
  const [template, settings] = ["templates/README.md", "data/list.json"].map((file) =>
    path.join(folder, file),
  ) as [string, string];
  expect(readFileSync(template, "utf8")).toContain(
    "- {{paper.title}} ({{paper.venue}} {{paper.year}}) [",
  );
  writeFileSync(
    template,
    '# {{list.title}}\n\n- "{{paper.title}}" ({{paper.venue}} {{paper.year}}) [paper]({{paper.links.paper}})\n',
  );
  const list = JSON.parse(readFileSync(settings, "utf8")) as Record<string, unknown>;
  writeFileSync(settings, JSON.stringify({ ...list, kinds: { paper: { venue: "phrase" } } }));
  rmSync(path.join(folder, "data/papers.json"));
  const { findings } = sync(folder, { prefer: "readme" });
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(JSON.parse(readFileSync(path.join(folder, "data/papers.json"), "utf8"))).toMatchObject([
    { title: "ViT", venue: "ICLR", year: 2021 },
    { title: "Swin", venue: "ICCV", links: { paper: "https://example.org/swin" } },
  ]);
  expect(readFileSync(path.join(folder, "README.md"), "utf8")).toBe(page);
  expect(lintList(folder).filter(({ severity }) => severity === "error")).toEqual([]);
});

it("gives each part of an item a field, also within it, and takes what is otherwise as a whole", () => {
  const page = `# Papers

- **ViT** (ICLR 2021)
  - [论文链接](https://example.org/vit) ｜ [开源项目链接](https://github.com/a/vit)
  - DOI: 10.1000/vit
  - cuts a picture into patches
- **Swin**, _A. Doe, B. Roe_. ICCV 2021.
  - DOI: 10.1000/swin
- **DeiT** (ICML 2021)
  - [论文链接](https://example.org/deit)
- see [here](https://example.org/more) for more
`;
  const { folder, made } = moved(page);
  expect(reportInit(made, false)).toContain("the next generate changes nothing");
  const read = (file: string) => readFileSync(path.join(folder, file), "utf8");
  expect(read("templates/README.md")).toMatchInlineSnapshot(`
    "# {{list.title}}

    - **{{paper.title}}** ({{paper.venue}} {{paper.year}})
    - **{{paper.title}}**, _{{paper.authors}}_. {{paper.venue}} {{paper.year}}.
    - {{paper.title}}
      - [论文链接]({{paper.links.paper}}) ｜ [开源项目链接]({{paper.links.code}})
      - DOI: {{paper.doi}}
      - {{paper.notes}}
    "
  `);
  expect(JSON.parse(read("data/papers.json"))).toMatchInlineSnapshot(`
    [
      {
        "doi": "10.1000/vit",
        "links": {
          "code": "https://github.com/a/vit",
          "paper": "https://example.org/vit",
        },
        "notes": [
          "cuts a picture into patches",
        ],
        "title": "ViT",
        "venue": "ICLR",
        "year": 2021,
      },
      {
        "authors": [
          "A. Doe",
          "B. Roe",
        ],
        "doi": "10.1000/swin",
        "title": "Swin",
        "venue": "ICCV",
        "year": 2021,
      },
      {
        "links": {
          "paper": "https://example.org/deit",
        },
        "title": "DeiT",
        "venue": "ICML",
        "year": 2021,
      },
      {
        "title": "see [here](https://example.org/more) for more",
      },
    ]
  `);
});

it("does not write over data or templates", () => {
  const { folder } = moved("# A\n");
  expect(() => init(folder, [])).toThrow(/does not write over/);
});

it("begins a small list where there is no page", () => {
  const folder = temporaryFolder();
  init(folder, []);
  expect(generate(folder).findings).toEqual([]);
  expect(lintList(folder)).toEqual([]);
});

it.each<[string, string, string]>([
  ["the same number throughout", "1. ", "\n1. "],
  ["blank lines between items", "- ", "\n\n- "],
  ["numbers that count, with blank lines", "1. ", "\n\n2. "],
])("leaves a page byte for byte whose list has %s", (_, first, next) => {
  const page = `# L\n\n${first}[One](https://a.org/1) (A)${next}[Two](https://a.org/2) (B)\n`;
  const { folder, made } = moved(page);
  expect(reportInit(made, false)).toContain("the next generate changes nothing");
  generate(folder, { force: true });
  expect(readFileSync(path.join(folder, "README.md"), "utf8")).toBe(page);
});
