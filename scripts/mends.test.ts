/** The commands that findings of drift name, run as they say: none refuses, and what was found is gone. */
import { renameSync, rmSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "./commands/generate.ts";
import { lintWhole } from "./commands/lint.ts";
import { nameMends } from "./sync/mends.ts";
import { sync } from "./sync/sync.ts";
import {
  append,
  copy,
  cut,
  type Edit,
  insert,
  move,
  onLine,
  replace,
} from "./testing/page-edits.ts";
import { committedList, files, list, paper, papers, template } from "./testing/mended-list.ts";
import { unsoundLists } from "./testing/unsound-lists.ts";
import { plainFindings } from "./report/names.ts";

/** What people do to a page by hand. */
const pageEdits: [string, Edit][] = [
  ["a field", replace("(ICML 2024)", "(ICLR 2024)")],
  ["a title", replace("**Beta**", "**Bet**")],
  ["a link", replace("c.example/Beta", "c.example/other")],
  ["a link less", replace(" | [code](https://c.example/Beta)", "")],
  ["a line less", cut("DOI: 10.1000/Beta")],
  ["a line more", insert("What Beta", "  - More")],
  ["lines in another order", move("And how well Beta", 1, "What Beta does")],
  ["a label before free text", insert("What Beta", "  - DOI is below")],
  ["a line that belongs to another", insert("And how well Beta", "  - DOI: 10.1000/Other")],
  ["an entry less", cut("**Beta**", 5)],
  ["an entry more", insert("- **Gamma", "- **New** (ICML 2024)")],
  ["an entry twice", copy("**Alpha**", 5, "- **Gamma")],
  ["an entry elsewhere", move("**Alpha**", 5, "- **Gamma")],
  ["an entry deeper", onLine("**Beta**", (line) => `  ${line}`)],
  ["a line that cannot be read", replace("(ICML 2024)", "ICML, 2024")],
  ["a new entry that cannot be read", insert("- **Gamma", "- **New** ICML, 2024")],
  ["an entry without its first line", cut("**Beta**")],
  ["a row's cell", onLine("[Two]", (line) => line.replace("qa", "vqa"))],
  ["a row less", cut("[Two]")],
  ["a row more", insert("[Two]", "| [New](https://d.example/New) | qa |")],
  ["a cell less", onLine("[Two]", (line) => line.split("|").toSpliced(1, 1).join("|"))],
  ["a header's cell", replace("| Task", "| What")],
  ["a table's delimiter less", cut("| ----")],
  ["a table split", insert("[Two]", "")],
  ["the title", replace("# A list", "# The list")],
  ["the introduction", replace("What it is.", "What is it?")],
  ["the introduction less", cut("What it is.", 2)],
  ["a fixed line", replace("Write to us.", "Write to me.")],
  ["a fixed line less", cut("Write to us.")],
  ["a fixed line elsewhere", move("[Data](#data)", 1, "[2025]")],
  ["a fixed heading", replace("## Upkeep", "## Keep")],
  ["a fixed heading of another level", replace("## Upkeep", "### Upkeep")],
  ["a fixed heading less", cut("## Upkeep", 2)],
  ["a fixed heading as a paragraph", replace("## Upkeep", "Upkeep")],
  ["a fixed paragraph as an item", replace("Write to us.", "- Write to us.")],
  ["a fixed section less", cut("## Upkeep", 3)],
  ["a group's heading", replace("## 2024", "## 2020")],
  ["a group's heading of another level", replace("## 2024", "### 2024")],
  ["a group's heading in bold", replace("## 2024", "**2024**")],
  ["a group's heading less", cut("## 2024", 2)],
  ["a group's heading twice", insert("- **Beta**", "## 2025", "")],
  ["a line of the contents less", cut("[2024]")],
  ["a line of the contents more", insert("[2024]", "- [2020](#2020)")],
  ["a line of the contents elsewhere", move("[2024]", 1, "- [2025]")],
  ["the text of a line of the contents", replace("[2024]", "[2020]")],
  ["where a line of the contents leads", replace("(#2024)", "(#2020)")],
  ["a group's heading more", insert("- **Beta**", "## 2020", "")],
  ["a group more", insert("## Data", "## 2020", "", "- **New** (ICML 2020)", "")],
  [
    "a link by its definition",
    (page) =>
      `${page.replace("[paper](https://x.example/Beta)", "[paper][b]")}\n[b]: https://x.example/Beta\n`,
  ],
  ["a link definition that nothing uses", append("[b]: https://x.example/Beta\n")],
  [
    "a field of an entry with a line that cannot be read",
    (page) => insert("What Beta", "    - More")(page.replace("c.example/Beta", "c.example/other")),
  ],
  ["a block of code at the end", append("```\ncode\n```\n")],
  ["a heading at the end", append("## More\n")],
  ["a list at the end", append("- [ ] to do\n- [x] done\n")],
  ["an image at the end", append("![x](https://example.org/x.png)\n")],
  ["a quotation between entries", insert("- **Beta**", "> Said", "")],
  ["other bullets", (page) => page.replaceAll("  - ", "  * ")],
  ["no blank line", replace("\n\n## Upkeep", "\n## Upkeep")],
  ["an empty line", replace("\n", "\n\n\n")],
  ["a field and an empty line", (page) => page.replace("(ICML 2024)", "(ICLR 2024)\n\n\n")],
];

/** What people do to data and templates. */
const edits: [string, Record<string, unknown>][] = [
  [
    "a field",
    { "data/papers.json": [paper("Alpha", 2025, { venue: "ICLR" }), ...papers.slice(1)] },
  ],
  ["an entry less", { "data/papers.json": papers.slice(1) }],
  ["an entry more", { "data/papers.json": [...papers, paper("Delta", 2023)] }],
  ["a new order", { "data/papers.json": [...papers].reverse() }],
  ["no row", { "data/datasets.json": [] }],
  ["the title", { "data/list.json": { ...list, title: "The list" } }],
  [
    "a form",
    { "templates/README.md": template.replace("**{{paper.title}}**", "_{{paper.title}}_") },
  ],
  ["a fixed line", { "templates/README.md": template.replace("Write to us.", "Write to me.") }],
  ["a line less", { "templates/README.md": template.replace("  - DOI: {{paper.doi}}\n", "") }],
  ["a section more", { "templates/README.md": `${template}\n## More\n\nText.\n` }],
  ["layout", { "templates/README.md": template.replace(/^( *)- /gm, "$1* ") }],
];

const { repository, page } = committedList();
const { top } = repository;

/** The names of all findings that some case brings about. */
const seen = new Set<string>(unsoundLists(files, "").map(({ rule }) => rule));

/** What lint says of the page. */
const lint = () => nameMends(lintWhole(top)).filter(({ file }) => file === "README.md");

/** Runs a command of a message. */
function run(command: string) {
  const force = command.includes("--force");
  if (command.startsWith("generate")) return generate(top, { force });
  return sync(top, { force, ...(command.includes("--prefer readme") ? { prefer: "readme" } : {}) });
}

/** Brings about a state of the list, again and again. */
function check(name: string, bringAbout: () => void): void {
  bringAbout();
  const found = lint();
  for (const { rule } of found) seen.add(rule);
  const commands = found.map(({ message }) =>
    [...message.matchAll(/"paperlist ([^"]*)"/g)].map(([, one]) => one!),
  );
  expect([name, found.length > 0, commands.every((all) => all.length > 0)]).toEqual([
    name,
    true,
    true,
  ]);
  for (const command of new Set(commands.flat())) {
    bringAbout();
    // What cannot be read is first mended by hand.
    if (found.some(({ message }) => /mend (the line, and|line \d+, then) run/.test(message)))
      continue;
    const errors = run(command).findings.filter(({ severity }) => severity === "error");
    expect([name, command, errors.map(({ message }) => message)]).toEqual([name, command, []]);
    expect([name, command, lint()]).toEqual([name, command, []]);
  }
}

const start = (more: Record<string, unknown> = {}) => {
  // Nothing is noted of what was written before.
  rmSync(path.join(top, ".git/paperlist"), { recursive: true, force: true });
  repository.write({ ...files, ...more });
};

describe("the commands that findings of drift name are not refused, and mend it", () => {
  it.each(pageEdits)("where the page was edited: %s", (name, edit) => {
    check(name, () => start({ "README.md": edit(page) }));
  });

  it.each(edits)("where the data or the template was edited: %s", (name, more) => {
    check(name, () => start({ ...more, "README.md": page }));
    start({ ...more, "README.md": page });
    const others = lint().filter(
      ({ message }) => !message.endsWith('; run "paperlist generate" to write the page anew'),
    );
    expect(others).toEqual([]);
  });

  it("and name no command that the rest of an entry, or a heading, would make refuse", () => {
    const said = (edit: Edit) => {
      start({ "README.md": edit(page) });
      return lint().map(({ rule, severity, message }) => `${rule} ${severity}: ${message}`);
    };
    const of = (name: string) => said(pageEdits.find(([known]) => known === name)![1]);
    expect(of("a link by its definition").join("\n")).toMatch(
      /format warning: found 1 link definition, expected the address in the links that use it; run "paperlist \w+"/,
    );
    expect(of("a link by its definition").join("\n")).not.toContain("error");
    expect(of("a link definition that nothing uses")).toEqual([
      expect.stringContaining("unknown-block error"),
    ]);
    expect(of("a field of an entry with a line that cannot be read").join("\n")).toMatch(
      /changed error: .*; mend line \d+, then run "paperlist sync" to keep/,
    );
    expect(of("a group more").join("\n")).toMatch(
      /"## 2020"|2020.*run "paperlist sync" to keep the page/,
    );
    expect(said(insert("## Data", "## 2020", "")).join("\n")).toContain("write an entry under it");
  });

  it("where nothing tells what was edited", () => {
    renameSync(path.join(top, ".git"), path.join(top, "away"));
    for (const [name, edit] of pageEdits.filter((_, index) => index % 5 === 0))
      check(name, () => start({ "README.md": edit(page) }));
    renameSync(path.join(top, "away"), path.join(top, ".git"));
  });

  it("and each name of a finding is that of a case here, or of unsound-lists", () => {
    expect(Object.keys(plainFindings).filter((name) => !seen.has(name))).toEqual([]);
  });
});
