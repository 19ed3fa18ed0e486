import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare } from "../drift/compare.ts";
import { lintPage } from "../drift/page.ts";
import { pageLines } from "../markdown/flatten.ts";
import { isProse } from "../template/pattern.ts";
import { readSince } from "./read.ts";
import type { Reading } from "./reading.ts";
import { handDamage } from "../testing/hand-damage.ts";
import { pagesOf } from "../testing/pages.ts";
import { oddKinds, oddTemplates } from "../testing/odd-templates.ts";
import { kindsOf, templates } from "../testing/templates.ts";

const file = "README.md";

/** All that a reading knows of a page, whether a line was read or not. */
const told = ({ lines, entries }: Reading) => ({
  lines: lines.map(({ page, line, captures, shown, values, entry }) => ({
    line: line?.id,
    shape: line && isProse(line) ? "" : page.shape,
    start: page.start,
    end: page.end,
    read: captures !== undefined,
    shown,
    values,
    entry: entry && entries.findIndex((each) => each === entry),
  })),
  entries: entries.map(({ kind, fields }) => ({ kind, fields })),
});

/** Reads damaged pages both ways, and holds what lint finds and what is known of each line alike. */
function agree({ kinds, pattern, pages }: ReturnType<typeof pagesOf>, numRuns: number): void {
  fc.assert(
    fc.property(pages, handDamage, ({ list, page }, damage) => {
      const actual = damage(page.text);
      const part = readSince(pattern, kinds, page, actual);
      const whole = readSince(pattern, kinds, page, actual, { whole: true });
      expect(told(part)).toEqual(told(whole));
      expect(lintPage(list, { file, pattern, page, actual })).toEqual(
        compare({ list, pattern, page, reading: whole, file }),
      );
    }),
    { numRuns },
  );
}

describe("reading a part agrees with reading the whole", () => {
  const all = { project: readFileSync("templates/README.md", "utf8"), ...templates };
  it.each(Object.entries(all))("for the template %s", (name, template) => {
    agree(pagesOf(template, kindsOf[name] ?? {}, 12), 80);
  });

  it.each(Object.entries(oddTemplates))("for a template with %s", (_, template) => {
    agree(pagesOf(template, oddKinds, 6), 8);
  });
});

describe("a page cut into pieces reads as in one", () => {
  const all = { project: readFileSync("templates/README.md", "utf8"), ...templates };
  it.each(Object.entries(all))("for the template %s", (name, template) => {
    fc.assert(
      fc.property(
        pagesOf(template, kindsOf[name] ?? {}, 6).pages,
        handDamage,
        fc.boolean(),
        ({ page }, damage, defined) => {
          const edited = damage(page.text);
          // What a page ends with holds for each of its links.
          const text = defined
            ? `${edited.replace(/\]\([^()\s]*\)/g, "][1]")}\n\n[1]: https://a.org/x\n[b]: u\n`
            : edited;
          const flat = (size: number) =>
            pageLines(text, { size }).map(({ symbols: { codes, starts }, ...at }) => ({
              ...at,
              codes: [...codes],
              starts: [...starts],
            }));
          expect(flat(1)).toEqual(flat(Infinity));
        },
      ),
      { numRuns: 100 },
    );
  });
});
