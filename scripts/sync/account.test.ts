import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { lintPage } from "../drift/page.ts";
import { generate } from "../commands/generate.ts";
import { takePage } from "./take.ts";
import { handDamage } from "../testing/hand-damage.ts";
import { pageFrom, pagesOf } from "../testing/pages.ts";
import { edit, inStep, start } from "../testing/sync.ts";
import { kindsOf, templates } from "../testing/templates.ts";

const file = "README.md";
const all = { project: readFileSync("templates/README.md", "utf8"), ...templates };

/** The law of account: what sync would put back or leave away of a page, it names. */
it.each(Object.entries(all))(
  "where a page has drifted, sync says what becomes of it, for the template %s",
  (name, template) => {
    const { pattern, pages } = pagesOf(template, kindsOf[name] ?? {}, 6);
    fc.assert(
      fc.property(pages, handDamage, ({ list, page }, damage) => {
        const actual = damage(page.text);
        const own = { file, pattern, page, actual };
        const errors = lintPage(list, own).filter(({ severity }) => severity === "error");
        const { merge, conflicts, damaged, rest } = takePage(list, own, actual, {
          list,
          pages: [own],
        });
        const { left, warnings } = rest();
        const told = [merge.edits, conflicts, damaged, left, warnings].flat();
        expect(told.length > 0, `${actual}\n${errors[0]?.message}`).toBe(errors.length > 0);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 30) },
    );
  },
);

const { text, sync: take } = pageFrom(
  "- [{{paper.year}}](#{{paper.year}})\n\n## {{paper.year}}\n\n- **{{paper.title}}**\n  - {{paper.summary}}\n\nThe end.\n",
  {},
  {
    paper: [
      { title: "A", year: 2025, summary: ["first"] },
      { title: "B", year: 2024, summary: ["second"] },
    ],
  },
);

it.each([
  ["a line of the contents that was moved", text.replace(/(- .*\n)(- .*\n)/, "$2$1")],
  ["the depth of a line", text.replace("  - second", "- second")],
  ["a line of the template that was moved", `The end.\n\n${text.replace("The end.\n", "")}`],
  ["what is left of an entry", text.replace("## 2025\n\n- **A**\n", "")],
])("sync tells of %s", (_, edited) => {
  expect(take(edited)).toMatchSnapshot();
});

it("how a table's columns are aligned is no layout", () => {
  const { text, lint, sync } = pageFrom(
    "| Name | URL |\n| --- | :-: |\n| {{dataset.name}} | {{dataset.url}} |\n",
    {},
    { dataset: [{ name: "A", url: "https://a.org/x" }] },
  );
  const edited = text.replace(/:-+:/, "---");
  expect([text.replace(/-+/, "-----"), edited].map(lint)).toMatchInlineSnapshot(`
    [
      [
        "2:6 found "| ----- | :-: |", expected "| --- | :-: |"; run "paperlist generate" to write it anew",
      ],
      [
        "1:1 found a table header "| Name | URL |" with its columns aligned - -, expected a table header "| Name | URL |" with its columns aligned - center; mend the line, or run "paperlist generate --force" to write the page anew, or change templates/README.md:1",
        "2:9 found "| --- | --- |", expected "| --- | :-: |"; run "paperlist sync" to write it anew",
      ],
    ]
  `);
  expect(sync(edited)).toMatchInlineSnapshot(`
    [
      "1:1 warning found a table header "| Name | URL |" with its columns aligned - -, expected a table header "| Name | URL |" with its columns aligned - center; it is written anew",
    ]
  `);
});

it("generate tells of what it puts back", () => {
  const repository = start();
  edit(repository, "README.md", ["  - [notes]", "- [notes]"]);
  expect(generate(repository.top).findings).toMatchObject([
    { severity: "warning", message: expect.stringContaining("written anew") as string },
  ]);
  inStep(repository);
});
