import fc from "fast-check";
import prettier from "prettier";
import { describe, expect, it } from "vitest";
import { compare } from "../drift/compare.ts";
import { guardPage } from "./guard.ts";
import { makeKinds } from "../data/kinds.ts";
import { readPage } from "./read.ts";
import { render } from "./render.ts";
import { compileTemplate } from "../template/template.ts";
import { joinedRecords, shownOf } from "../testing/joined.ts";
import { listOf } from "../testing/list.ts";
import { records } from "../testing/lists.ts";
import { oddKinds, oddTemplates } from "../testing/odd-templates.ts";

const kinds = makeKinds(oddKinds);

describe.each(Object.entries(oddTemplates))("the laws, for a template with %s", (_, template) => {
  const pattern = compileTemplate("t", template, kinds);
  const valid = records(kinds)
    .map((made) => ({ made, page: render(pattern, kinds, made) }))
    .filter(({ made, page }) => guardPage(listOf(kinds, made), pattern, page).length === 0);

  it("reads back what it wrote, also as prettier leaves it", async () => {
    await fc.assert(
      fc.asyncProperty(valid, async ({ made, page }) => {
        const reading = readPage(pattern, kinds, page.text);
        expect(shownOf(pattern, joinedRecords(pattern, kinds, reading))).toEqual(
          shownOf(pattern, made),
        );
        const list = listOf(kinds, made);
        expect(compare({ list, pattern, page, reading, file: "README.md" })).toEqual([]);
        // What prettier leaves alone of a template it leaves alone of the page.
        const formatted = await prettier.format(page.text, { parser: "markdown" });
        if (await prettier.check(template, { parser: "markdown" }))
          expect(formatted).toBe(page.text);
        const again = readPage(pattern, kinds, formatted);
        expect(again.entries.map(({ fields }) => [...fields])).toEqual(
          reading.entries.map(({ fields }) => [...fields]),
        );
      }),
      { numRuns: 12 },
    );
  });
});
