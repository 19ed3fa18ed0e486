import { readFileSync } from "node:fs";
import fc from "fast-check";
import prettier from "prettier";
import { describe, expect, it } from "vitest";
import { compare } from "../drift/compare.ts";
import { guardPage } from "./guard.ts";
import { makeKinds } from "../data/kinds.ts";
import { readPage, readSince } from "./read.ts";
import { render } from "./render.ts";
import { compileTemplate } from "../template/template.ts";
import { act, acts } from "../testing/edits.ts";
import { joinedRecords, shownOf } from "../testing/joined.ts";
import { listOf } from "../testing/list.ts";
import { records } from "../testing/lists.ts";
import { kindsOf, templates } from "../testing/templates.ts";

const all = { project: readFileSync("templates/README.md", "utf8"), ...templates };

describe.each(Object.entries(all))("the laws, for the template %s", (name, template) => {
  const kinds = makeKinds(kindsOf[name] ?? {});
  const pattern = compileTemplate(`templates/${name}.md`, template, kinds);
  const valid = records(kinds)
    .map((made) => ({ made, page: render(pattern, kinds, made) }))
    // A value that would read as another line is refused by the guard.
    .filter(({ made, page }) => guardPage(listOf(kinds, made), pattern, page).length === 0);

  it("reads back what was written (CreateGet), and writes what was read (GetPut)", () => {
    fc.assert(
      fc.property(valid, ({ made, page }) => {
        const reading = readPage(pattern, kinds, page.text);
        expect(shownOf(pattern, joinedRecords(pattern, kinds, reading))).toEqual(
          shownOf(pattern, made),
        );
        const list = listOf(kinds, made);
        expect(compare({ list, pattern, page, reading, file: "README.md" })).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  it("tells apart whatever the template shows of two lists", () => {
    const { shownFields: shown } = pattern;
    const pair = fc
      .tuple(valid, records(kinds), acts("change", "change", "change", "clear", "retitle"))
      .map(([one, donor, done]) => ({ one, other: act(kinds, one.made, shown, done, donor) }));
    fc.assert(
      fc.property(pair, ({ one: { made, page }, other }) => {
        const text = render(pattern, kinds, other);
        fc.pre(guardPage(listOf(kinds, other), pattern, text).length === 0);
        const [mine, yours] = [made, other].map((each) => shownOf(pattern, each));
        fc.pre(JSON.stringify(mine) !== JSON.stringify(yours));
        const reading = readSince(pattern, kinds, page, text.text, { brief: true });
        const list = listOf(kinds, made);
        const drift = compare({ list, pattern, page, reading, file: "README.md" });
        expect(drift.some(({ severity }) => severity === "error")).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  it("writes what prettier leaves alone", async () => {
    await fc.assert(
      fc.asyncProperty(valid, async ({ page }) => {
        expect(await prettier.format(page.text, { parser: "markdown" })).toBe(page.text);
      }),
      { numRuns: 20 },
    );
  });
});
