// What is wrong with a list beside what its pages and rules tell: each with what its message asks
// for. `scripts/mends.test.ts` brings each about and mends it so.

/** Files by their names; null takes one away. */
export type Changes = Record<string, unknown>;

export interface Unsound {
  /** The name of the finding. */
  rule: string;
  /** What is changed in a list that was clean and committed. */
  files: Changes;
  /** What the message asks for, in its words. */
  says: string;
  /** The same, done by hand; where there is none, the commands in the message do it. */
  mended?: Changes;
  /** The command that tells of it: what is no lint finding. */
  by?: string;
  /** What is changed, and generated, before. */
  from?: Changes;
  /** Commands that come between. */
  then?: string[];
}

/**
 * @param files the files of the clean list
 * @param page its page
 */
export function unsoundLists(files: Record<string, unknown>, page: string): Unsound[] {
  const [list, papers, datasets] = ["list", "papers", "datasets"].map(
    (name) => files[`data/${name}.json`],
  ) as [{ kinds: Record<string, object> }, Record<string, unknown>[], Record<string, unknown>[]];
  const template = String(files["templates/README.md"]);
  const first = (more: object) => ({
    "data/papers.json": [{ ...papers[0], ...more }, ...papers.slice(1)],
  });
  const kinds = (more: object) => ({
    "data/list.json": { ...list, kinds: { ...list.kinds, ...more } },
  });
  // The last entry of a year, under the heading of the next.
  const beta = /- \*\*Beta\*\*[^]*?\n\n(?=## )/.exec(page)?.[0] ?? "";
  const late = page.replace(beta, "").replace("## Data", `${beta}## Data`);
  const many = (number: number) =>
    Array.from({ length: number }, (_, index) => ({ ...papers[0], title: `Work ${index}` }));
  const linked = (text: string) =>
    text.replace(/DOI: (\S+)/g, (_, doi: string) => `DOI: [${doi}](https://doi.org/${doi})`);
  const beside = (doi: string) =>
    linked(page).replace(
      "[10.1000/Beta](https://doi.org/10.1000/Beta",
      `[10.1000/one](https://doi.org/${doi}`,
    );
  const whole = { "data/papers.json": papers, "data/datasets.json": datasets };
  return [
    {
      rule: "two-values",
      by: "sync",
      from: { "templates/README.md": linked(template) },
      files: { "README.md": beside("10.1000/two") },
      says: "write one of them",
      mended: { "README.md": beside("10.1000/one") },
    },
    {
      rule: "data",
      files: { "data/notes.json": [] },
      says: 'add the kind "note" to "kinds" in data/list.json',
      mended: kinds({ note: { text: "text" } }),
    },
    {
      rule: "data",
      files: { "data/list.json": null },
      says: 'expected the list\'s title: {"title": "…"}',
      mended: { "data/list.json": list },
    },
    {
      rule: "json",
      files: { "data/papers.json": '[{"title": "A",}]' },
      says: "is there a comma too many?",
      mended: whole,
    },
    {
      rule: "json",
      files: {
        "data/datasets.json": '[{"name": "One", "name": "Two", "url": "https://d.example"}]',
      },
      says: "remove one of them",
      mended: whole,
    },
    {
      rule: "schema",
      files: first({ year: "2o25" }),
      says: "expected a year as a number, from 1900 to 2100",
      mended: whole,
    },
    {
      rule: "schema",
      files: first({ title: " Alpha" }),
      says: 'write "Alpha"',
      mended: whole,
    },
    {
      rule: "schema",
      files: first({ badge: "x" }),
      says: '"kinds": {"paper": {"badge": "text?"}}',
      mended: kinds({ paper: { badge: "text?" } }),
    },
    {
      rule: "schema",
      files: first({ venue: undefined }),
      says: 'add it, or let the field be absent: in data/list.json, "kinds": {"paper": {"venue": "text?"}}',
      mended: {
        ...kinds({ paper: { venue: "text?" } }),
        "templates/README.md": template.replace(
          "({{paper.venue}} {{paper.year}})",
          "({{paper.year}}) {{paper.venue}}",
        ),
      },
    },
    {
      rule: "schema",
      files: kinds({ tool: { name: "txt" } }),
      says: 'did you mean "text"?',
      mended: kinds({ tool: { name: "text" } }),
    },
    {
      rule: "reference",
      files: { ...kinds({ paper: { data: "dataset?" } }), ...first({ data: "Onn" }) },
      says: 'did you mean "One"?',
      mended: first({ data: "One" }),
    },
    {
      rule: "repeated-entry",
      files: { "data/datasets.json": [...datasets, datasets[0]] },
      says: "remove one of them",
      mended: whole,
    },
    {
      rule: "settings",
      files: { "data/list.json": { ...list, rules: { "no-lnk": "off" } } },
      says: 'did you mean "no-link"?',
      mended: { "data/list.json": { ...list, rules: { "no-link": "off" } } },
    },
    {
      rule: "template",
      files: { "templates/README.md": template.replace("dataset.task", "dataset.tsk") },
      says: "did you mean {{dataset.task}}?",
      mended: { "templates/README.md": template },
    },
    {
      rule: "template",
      files: {
        "templates/README.md": template.replace("**{{paper.title}}** (", "{{paper.title}} "),
      },
      says: "put marks such as ** around one of them",
      mended: {
        "templates/README.md": template.replace("**{{paper.title}}** (", "**{{paper.title}}** "),
      },
    },
    {
      rule: "unplaced-entry",
      files: {
        ...kinds({
          area: { name: "text" },
          topic: { name: "text", area: "area" },
          tool: { title: "text", topic: "topic", area: "area" },
        }),
        "data/areas.json": [{ name: "A" }, { name: "B" }],
        "data/topics.json": [{ name: "T", area: "A" }],
        "data/tools.json": [{ title: "x", topic: "T", area: "B" }],
        "templates/README.md": `${template}\n# {{area.name}}\n\n## {{topic.name}}\n\n- {{tool.title}}\n`,
      },
      says: "make them name headings that stand under each other",
      mended: { "data/tools.json": [{ title: "x", topic: "T", area: "A" }] },
    },
    {
      rule: "misplaced",
      by: "sync",
      files: { "README.md": late },
      says: "to change field year, change the entry's line",
      mended: { "README.md": late.replace("**Beta** (ICML 2025)", "**Beta** (ICML 2024)") },
    },
    {
      rule: "missing-page",
      files: { "README.md": null },
      says: 'run "paperlist generate"',
    },
    {
      rule: "unreadable-page",
      files: { "README.md": `${"> ".repeat(100)}x\n` },
      says: 'shorten it, or run "paperlist generate --force"',
    },
    {
      rule: "conflict",
      files: { "README.md": `<<<<<<< HEAD\n${page}=======\nx\n>>>>>>> other\n` },
      says: 'run "paperlist sync", or give the edits up with "paperlist generate --force"',
      mended: { "README.md": page },
    },
    {
      rule: "conflict",
      by: "sync",
      files: {
        "README.md": page.replace("(ICML 2024)", "(ICLR 2024)"),
        "data/papers.json": papers.map((paper) => ({ ...paper, venue: "ECCV" })),
      },
      says: '"paperlist sync --prefer readme" or "--prefer data"',
    },
    {
      rule: "hand-edit",
      by: "generate",
      files: { "README.md": page.replace("(ICML 2024)", "(ICLR 2024)") },
      says: 'run "paperlist sync" to take it into the data, or "paperlist generate --force" to give it up',
    },
    {
      rule: "shrunk",
      by: "generate",
      from: { "data/papers.json": many(15) },
      files: { "data/papers.json": many(9) },
      says: 'if the others are meant to go, run "paperlist generate --force"',
    },
    {
      rule: "no-base",
      by: "sync",
      from: { ".git/HEAD": null },
      files: { "README.md": page.replace("(ICML 2024)", "(ICLR 2024)") },
      says: '"paperlist sync --prefer readme" takes everything from the page, "paperlist generate --force" writes the page anew',
    },
    {
      rule: "unreadable-value",
      by: "generate",
      files: first({ summary: ["DOI: 10.1000/Other"] }),
      says: "word it differently",
      mended: first({ summary: ["Its DOI is 10.1000/Other"] }),
    },
    {
      rule: "not-in-data",
      by: "sync",
      files: { "README.md": page.replace("Write to us.", "Write to me.") },
      says: 'run "paperlist generate --force" to write the page anew, or change templates/README.md:',
    },
    {
      rule: "not-staged",
      by: "lint --staged",
      files: first({ venue: "ECCV" }),
      then: ["paperlist generate", "git add data"],
      says: 'run "git add README.md"',
    },
  ];
}
