import { count } from "../finding/count.ts";
import { outline } from "./outline.ts";
import { defineRule } from "./rule.ts";

const times = (found: number): string => count(found, "cell");

export const tableShape = defineRule({
  name: "table-shape",
  description:
    "Rows of a table with more or fewer cells than its header: GitHub drops the cells too many.",
  details:
    "By the [GitHub Flavored Markdown Spec](https://github.github.com/gfm/#tables-extension-), section 4.10. Looked at are tables that stand in data, and a README that differs from the one that the data make, whose rows are right by construction; a value that such a row loses is said as drift. Templates with such rows are refused.",
  severity: "error",
  *check(context) {
    for (const item of context.items("prose")) {
      if (!item.value.includes("|")) continue;
      for (const { columns, rows } of outline(item.value).tables)
        for (const { cells: found, line } of rows)
          if (found !== columns)
            yield {
              at: item,
              message: `line ${line} of this table has ${times(found)}, expected ${columns}`,
            };
    }
    for (const page of context.pages) {
      if (page.actual === undefined || page.actual === page.page.text) continue;
      for (const { columns, rows } of context.outline(page).tables)
        for (const { cells: found, line } of rows)
          if (found !== columns)
            yield {
              at: { file: page.file, line, column: 1 },
              message: `this row has ${times(found)}, expected ${columns}`,
            };
    }
  },
  examples: {
    good: [
      {
        datasets: [{}],
        readme:
          "# Example\n\n| Data set | Notes |\n| --- | --- |\n| A \\| B | `a\\|b` |\n| C | |\n",
      },
    ],
    bad: [
      {
        readme: "# Example\n\n| Data set | Notes |\n| --- | --- |\n| A |\n| B | x | y |\n",
        mended: {
          readme: "# Example\n\n| Data set | Notes |\n| --- | --- |\n| A | |\n| B | x, y |\n",
        },
        findings: [
          ["README.md:5:1", "this row has 1 cell, expected 2"],
          ["README.md:6:1", "this row has 3 cells, expected 2"],
        ],
      },
      {
        list: { kinds: { list: { about: "prose[]?" } }, about: ["| a | b |\n| - | - |\n| 1 |"] },
        mended: {
          list: {
            kinds: { list: { about: "prose[]?" } },
            about: ["| a | b |\n| - | - |\n| 1 | 2 |"],
          },
        },
        findings: [["/list/about/0", "line 3 of this table has 1 cell, expected 2"]],
      },
    ],
  },
});
