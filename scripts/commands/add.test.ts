import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addTo, type AddOptions } from "./add.ts";
import { exportList } from "./export.ts";
import { type Files, textOf, type WritableFiles } from "../files/files.ts";
import { memoryFiles } from "../files/memory.ts";
import { labelOf } from "../bibliography/labels.ts";
import { formFiles } from "./forms.ts";
import { loadList } from "../data/load.ts";
import { lintList } from "./lint.ts";
import { generate } from "./generate.ts";
import { nastyText } from "../testing/nasty.ts";

const TEMPLATE = `# {{list.title}}

## {{paper.year}}

- **{{paper.title}}** ({{paper.venue}} {{paper.year}})
  - [论文]({{paper.links.paper}}) ｜ [代码]({{paper.links.code}})
  - DOI: [{{paper.doi}}](https://doi.org/{{paper.doi}})
  - {{paper.summary}}
`;

/** A list with its pages written. */
function listOf(papers: object[] = [], settings: object = {}, template = TEMPLATE): WritableFiles {
  const files = memoryFiles([
    ["data/list.json", JSON.stringify({ title: "列表", ...settings })],
    ["data/papers.json", `${JSON.stringify(papers, null, 2)}\n`],
    ["templates/README.md", template],
  ]);
  expect(generate(files, { force: true }).findings).toEqual([]);
  return files;
}

type Paper = Record<string, unknown>;
const papersIn = (files: Files): Paper[] =>
  JSON.parse(textOf(files, "data/papers.json")!) as Paper[];
const titles = (files: Files) => papersIn(files).map(({ title }) => title);

const paper = (title: string, year: number, more: object = {}) => ({
  title,
  venue: "CVPR",
  year,
  ...more,
});
const bibtex = (title: string, year: number | string, more = "") =>
  `@article{k${year}, title={${title}}, year={${year}}, journal={CVPR}, ${more}}\n`;

const add = (files: WritableFiles, text: string, options: AddOptions = {}) =>
  addTo(files, text, options);

it("adds what Google Scholar says to data and page", async () => {
  const files = listOf([paper("Newer", 2024)]);
  const said = await add(
    files,
    `@inproceedings{he2016deep,
  title={Deep residual learning for image recognition},
  author={He, Kaiming and Sun, Jian},
  booktitle={Proceedings of the IEEE conference on computer vision and pattern recognition},
  year={2016}
}`,
  );
  expect(said).toMatchObject({ refused: [], findings: [] });
  expect(said.added).toEqual(["Deep residual learning for image recognition"]);
  expect(papersIn(files)[1]).toEqual({
    title: "Deep residual learning for image recognition",
    venue: "CVPR",
    year: 2016,
    authors: ["Kaiming He", "Jian Sun"],
  });
  expect(textOf(files, "README.md")).toContain("learning for image recognition** (CVPR 2016)");
  expect(said.patches.map(({ file }) => file)).toEqual(["data/papers.json", "README.md"]);
});

it("writes nothing on a dry run, and shows all that it would write", async () => {
  const files = listOf([paper("Newer", 2024)]);
  const before = ["data/papers.json", "README.md"].map((file) => textOf(files, file));
  const { patches } = await add(files, bibtex("Older", 2016), { dryRun: true });
  expect(["data/papers.json", "README.md"].map((file) => textOf(files, file))).toEqual(before);
  expect(patches.map(({ patch }) => patch).join()).toMatch(
    /^\+ {4}"title": "Older",$[^]*^\+- \*\*Older/m,
  );
});

describe("fills the fields of a list's kinds", () => {
  it.each([
    [
      "an address of its own",
      "url={https://x.example/p}, doi={10.1000/x}",
      { links: { paper: "https://x.example/p" }, doi: "10.1000/x" },
    ],
    ["the address of a DOI, once", "url={https://doi.org/10.1000/x}", { doi: "10.1000/x" }],
    [
      "arXiv",
      "eprint={2412.00876}, archiveprefix={arXiv}",
      { links: { paper: "https://arxiv.org/abs/2412.00876" }, arxiv: "2412.00876" },
    ],
    ["a month", "month=may", { date: "2024-05" }],
  ])("from %s", async (_, more, expected) => {
    const files = listOf();
    await add(files, bibtex("T", 2024, more));
    expect(papersIn(files)).toEqual([{ ...paper("T", 2024), ...expected }]);
  });

  it("with the DOI's address, where no page shows the DOI", async () => {
    const files = listOf(
      [],
      {},
      "# {{list.title}}\n\n- [{{paper.title}}]({{paper.links.paper}})\n",
    );
    await add(files, bibtex("T", 2024, "doi={10.1000/x}"));
    expect(papersIn(files)[0]!["links"]).toEqual({ paper: "https://doi.org/10.1000/x" });
  });

  it("with the list's own tags only", async () => {
    const files = listOf([paper("A", 2020, { tags: ["3D"] })]);
    await add(files, bibtex("T", 2024, "keywords={3D, Computer Science - Vision}"));
    expect(papersIn(files).find(({ title }) => title === "T")!["tags"]).toEqual(["3D"]);
  });

  it("with what is given beside the text, for other kinds too", async () => {
    const files = listOf([], {
      kinds: { tool: { name: "text", url: "url", stars: "integer", tags: "text[]" } },
    });
    const set = new Map([
      ["stars", ["3"]],
      ["tags", ["a", "b"]],
    ]);
    const { refused } = await add(files, '{"title": "T", "URL": "https://x.example"}', {
      kind: "tool",
      set,
    });
    expect(refused).toEqual([]);
    expect(JSON.parse(textOf(files, "data/tools.json")!)).toEqual([
      { name: "T", url: "https://x.example", stars: 3, tags: ["a", "b"] },
    ]);
  });
});

it("says what is missing, and with what option to give it; adds the others", async () => {
  const files = listOf();
  const text = "@misc{a, title={A}}\n@misc{b, title = }\n" + bibtex("C", 2020);
  const { refused } = await add(files, text);
  expect(refused).toEqual([
    expect.stringMatching(/^the entry at line 2 is no BibTeX: /),
    '"a": venue: found nothing, expected plain text on one line; give it with --set venue=…; year: found nothing, expected a year as a number, from 1900 to 2100; give it with --set year=…',
  ]);
  expect(titles(files)).toEqual(["C"]);
  const set = new Map([
    ["venue", ["arXiv"]],
    ["year", ["2021"]],
  ]);
  await add(files, "@misc{a, title={A}}", { set });
  expect(titles(files)).toEqual(["C", "A"]);
});

it("tells of a field or kind that the list does not have", async () => {
  const files = listOf();
  const { refused } = await add(files, bibtex("A", 2020), { set: new Map([["venu", ["x"]]]) });
  expect(refused).toEqual(['"k2020": unknown key "venu"; did you mean "venue"?']);
  await expect(add(files, bibtex("A", 2020), { kind: "papr" })).rejects.toThrow(
    'found no kind "papr", expected one of paper, dataset',
  );
});

it("adds nothing that no page would show, and says what to name instead", async () => {
  const settings = { kinds: { talk: { name: "text" } } };
  const template = "# {{list.title}}\n\n- {{talk.name}}\n";
  await expect(add(listOf([], settings, template), bibtex("X", 2022))).rejects.toThrow(
    "no page shows records of the kind paper; give it a line in templates/, or name a kind that has one: --kind talk",
  );
  const files = listOf([], settings, template);
  expect((await add(files, bibtex("X", 2022), { kind: "talk" })).added).toEqual(["X"]);
});

it.each(["", "hello", "<html>", "@"])("does not take %j for a bibliography", async (text) => {
  await expect(add(listOf(), text)).rejects.toThrow("expected CSL-JSON");
});

describe("puts an entry where the list's order wants it", () => {
  const three = (...years: number[]) => years.map((year, at) => paper(`P${at}`, year));
  const direction = (to: string) => ({ rules: { order: ["warning", { direction: to }] } });
  it.each<[string, object[], object, string[]]>([
    ["newest first", three(2024, 2022, 2020), {}, ["P0", "P1", "X", "P2"]],
    ["oldest first", three(2018, 2020, 2024), {}, ["P0", "P1", "X", "P2"]],
    ["in no order", three(2020, 2024, 2018), {}, ["P0", "P1", "P2", "X"]],
    [
      "by the year, where only some have dates",
      [
        paper("P0", 2020, { date: "2020-05" }),
        paper("P1", 2021),
        paper("P2", 2023, { date: "2023-05" }),
      ],
      {},
      ["P0", "P1", "X", "P2"],
    ],
    ["alone", [], {}, ["X"]],
    ["by the rule", three(2020, 2023), direction("descending"), ["X", "P0", "P1"]],
  ])("%s", async (_, papers, settings, expected) => {
    const files = listOf(papers, settings);
    await add(files, bibtex("X", 2022));
    expect(titles(files)).toEqual(expected);
  });

  it("within its section", async () => {
    const kinds = { kinds: { paper: { topic: "text" } } };
    const template = "# {{list.title}}\n\n## {{paper.topic}}\n\n- {{paper.title}}\n";
    const files = listOf(
      [
        paper("A1", 2024, { topic: "A" }),
        paper("A2", 2020, { topic: "A" }),
        paper("B1", 2023, { topic: "B" }),
        paper("B2", 2019, { topic: "B" }),
      ],
      kinds,
      template,
    );
    await add(files, bibtex("X", 2021), { set: new Map([["topic", ["A"]]]) });
    await add(files, bibtex("Y", 2021), { set: new Map([["topic", ["B"]]]) });
    await add(files, bibtex("Z", 2021), { set: new Map([["topic", ["C"]]]) });
    expect(titles(files)).toEqual(["A1", "X", "A2", "B1", "Y", "B2", "Z"]);
  });

  it.each([
    [2021, "data/papers/2021.json", "Y0, X"],
    [2022, "data/papers/2022.json", "X"],
    [2025, "data/papers/2025.json", "X"],
  ])("in the file of its year, where files are named so: %s", async (year, file, expected) => {
    const files = memoryFiles([
      ["data/list.json", '{"title": "L"}'],
      ...[2021, 2024].map((one, at): [string, string] => [
        `data/papers/${one}.json`,
        JSON.stringify([paper(`Y${at}`, one)]),
      ]),
      ["templates/README.md", TEMPLATE],
    ]);
    generate(files, { force: true });
    await add(files, bibtex("X", year));
    const there = JSON.parse(textOf(files, file)!) as { title: string }[];
    expect(there.map(({ title }) => title).join(", ")).toBe(expected);
    expect(lintList(files)).toEqual([]);
  });

  it("in a file of its own, where each has one", async () => {
    const files = memoryFiles([
      ["data/list.json", '{"title": "L"}'],
      ["data/papers/one.json", JSON.stringify(paper("One", 2020))],
      ["templates/README.md", TEMPLATE],
    ]);
    generate(files, { force: true });
    await add(files, bibtex("A new Work", 2021));
    expect(textOf(files, "data/papers/a-new-work.json")).toContain('"title": "A new Work"');
  });
});

describe("tells what the list has already", () => {
  const here = [
    paper("Learning Dense Grounding for Vision and Language", 2020, {
      doi: "10.1000/x",
      arxiv: "2001.00001",
    }),
  ];
  const place = '"Learning Dense Grounding for Vision and Language" at data/papers.json:2';
  it.each([
    [
      "its title",
      bibtex("Learning dense grounding for vision, and language", 2021),
      `has the same title as ${place}`,
    ],
    [
      "its DOI",
      bibtex("Learning Dense Grounding for Vision and Language Tasks", 2021, "doi={10.1000/X}"),
      `has the same DOI as ${place}`,
    ],
    [
      "its arXiv id",
      bibtex(
        "Dense Grounding for Vision and Language",
        2020,
        "eprint={2001.00001}, archiveprefix={arXiv}",
      ),
      `has the same arXiv id as ${place}`,
    ],
    [
      "likeness",
      bibtex("Learning Dense Grounding for Vision and Speech", 2021),
      'may be the same as "Learning Dense Grounding for Vision and Language"',
    ],
  ])("by %s", async (_, text, why) => {
    const files = listOf(here);
    const { added, refused, patches } = await add(files, text);
    expect({ added, patches }).toEqual({ added: [], patches: [] });
    expect(refused).toEqual([expect.stringContaining(`${why}; add it all the same with --force`)]);
    const forced = await add(files, text, { force: true });
    expect(forced.added).toHaveLength(1);
    expect(papersIn(files)).toHaveLength(2);
  });

  it("also among what is added at once, and in other sections", async () => {
    const files = listOf();
    const { added, refused } = await add(
      files,
      bibtex("Same Title", 2020) + bibtex("Same title", 2019),
    );
    expect([added.length, refused.length]).toEqual([1, 1]);
  });

  it("and adds no entry that the data could not hold twice, whatever is forced", async () => {
    const files = listOf(here);
    const text = bibtex("Learning Dense Grounding for Vision and Language", 2020);
    const { findings, patches } = await add(files, text, { force: true });
    expect(findings.map(({ rule }) => rule)).toEqual(["repeated-entry"]);
    expect([patches, papersIn(files).length]).toEqual([[], 1]);
  });
});

it("lints what it added, and nothing else", async () => {
  const files = listOf([paper("Old", 2030, { arxiv: "2413.00001" })]);
  const { findings } = await add(
    files,
    bibtex("T", 2020, "eprint={2412.00876}, archiveprefix={arXiv}"),
  );
  expect(findings.map(({ rule, entry }) => [rule, entry])).toEqual([["arxiv-id", "T"]]);
});

it("writes nothing where a page was edited by hand", async () => {
  const files = listOf([paper("One", 2020)]);
  files.write("README.md", textOf(files, "README.md")!.replace("One", "Two"));
  const { findings, added } = await add(files, bibtex("T", 2020));
  expect(findings.map(({ rule }) => rule)).toEqual(["no-base"]);
  expect([added, titles(files)]).toEqual([[], ["One"]]);
});

describe("an issue that was made with a form", () => {
  const kind = loadList(listOf()).kinds.get("paper")!;
  const paths = [...kind.fields.keys()];
  /** The body that GitHub makes of what was filled in. */
  const body = (values: Record<string, string>) =>
    paths
      .map((path) => `### ${labelOf(kind, path)}\n\n${values[path] ?? "_No response_"}`)
      .join("\n\n");
  const issue = { issue: true };

  it("has the headings of the form that the list writes", () => {
    const form = formFiles(new Map([["paper", kind]])).get(
      ".github/ISSUE_TEMPLATE/suggest-paper.yml",
    )!;
    for (const path of paths) expect(form).toContain(`label: ${labelOf(kind, path)}\n`);
  });

  it("becomes an entry", async () => {
    const files = listOf();
    const values = {
      title: "标题",
      venue: "CVPR",
      year: "2024",
      "links.code": "https://github.com/a/b",
      authors: "何恺明\r\nJian Sun\n",
      summary: "一\n\n二",
    };
    const said = await add(files, body(values).replaceAll("\n", "\r\n"), issue);
    expect(said.refused).toEqual([]);
    expect(papersIn(files)).toEqual([
      {
        title: "标题",
        venue: "CVPR",
        year: 2024,
        links: { code: "https://github.com/a/b" },
        authors: ["何恺明", "Jian Sun"],
        summary: ["一", "二"],
      },
    ]);
  });

  const attacks = [
    "::set-output name=x::y",
    "%0A::error::x%0D",
    "$(touch /tmp/x) `id` ${{ github.token }}",
    "EOF",
    "<<EOF",
    "\u202egnitset",
    "-->",
    '"; rm -rf / #',
    "##[add-path]/tmp",
    "{{paper.title}}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "x".repeat(65_536),
    "A\n### 年份 / Year\n\n1999",
    "a\u0000b",
  ];
  it.each(attacks.map((attack) => [attack.slice(0, 20), attack]))(
    "that says %j is taken as it stands, or refused",
    async (_, attack) => {
      const files = listOf();
      const values = { title: attack, venue: "CVPR", year: "2024", summary: attack };
      const said = await add(files, body(values), issue).catch((error: Error) => ({
        refused: [error.message],
        added: [],
      }));
      const papers = papersIn(files);
      // Of what no page could hold, nothing is added either.
      if (said.added.length === 0) expect(papers).toEqual([]);
      else expect(papers).toEqual([{ ...paper(attack, 2024), summary: [attack] }]);
    },
  );

  it("of any text is taken as it stands, or refused", async () => {
    await fc.assert(
      fc.asyncProperty(nastyText, nastyText, async (title, summary) => {
        const files = listOf();
        const values = { title, venue: "CVPR", year: "2024", summary };
        const { added } = await add(files, body(values), issue);
        if (added.length > 0)
          expect(papersIn(files)).toEqual([{ ...paper(title, 2024), summary: [summary] }]);
      }),
      { numRuns: 10 },
    );
  });

  it("without a form's headings is refused", async () => {
    await expect(add(listOf(), "Please add https://x.example", issue)).rejects.toThrow(
      'found no heading of a form, expected one such as "### 标题 / Title"',
    );
  });
});

it.each(["bibtex", "csl-json"] as const)("adds what export wrote as %s", async (format) => {
  const papers = [
    paper("On $R^2$ & 50% of {x}", 2024, {
      authors: ["何恺明", "A. B. Li"],
      doi: "10.1000/x_1",
      date: "2024-05",
    }),
    paper("Second: _a_ \\ b", 2023, {
      venue: "arXiv",
      arxiv: "2301.00001",
      links: { paper: "https://arxiv.org/abs/2301.00001" },
    }),
  ];
  const files = listOf();
  await add(files, exportList(listOf(papers), format));
  expect(papersIn(files)).toEqual(papers);
});
