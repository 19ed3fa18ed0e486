import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSince } from "../page/read.ts";
import { handDamage } from "../testing/hand-damage.ts";
import { pagesOf } from "../testing/pages.ts";
import { kindsOf, templates } from "../testing/templates.ts";
import { PlacedEntry } from "./entry.ts";
import { type PageView, viewPage } from "./page.ts";

/** All that is asked of each entry; of those that one view knows to be unchanged, what differs. */
const told = ({ entries, unreadText }: PageView, known: PageView) => ({
  unreadText,
  entries: [...entries].map(([kind, own]) => [
    kind,
    own.map((entry, index) => {
      const { name, offset, groups, damage, lostHeading, source } = entry;
      const { fields, above, contradicted, torn } = entry.said;
      const asked = { name, fields: new Map([...fields].sort()), offset, groups, damage };
      const rest = { ...asked, lostHeading, contradicted, torn };
      if ((known.entries.get(kind)![index] as PlacedEntry).was)
        return damage === undefined ? rest : { ...rest, source };
      return { ...rest, above, source };
    }),
  ]),
});

describe("an entry that stands as it should is seen as it reads", () => {
  const named = { project: readFileSync("templates/README.md", "utf8"), ...templates };
  it.each(Object.entries(named))("for the template %s", (name, template) => {
    const { kinds, pattern, pages } = pagesOf(template, kindsOf[name] ?? {}, 12);
    fc.assert(
      fc.property(pages, handDamage, ({ page }, damage) => {
        const text = damage(page.text);
        const view = (whole: boolean) =>
          viewPage(readSince(pattern, kinds, page, text, { whole }), pattern, kinds);
        const [part, whole] = [view(false), view(true)];
        expect(told(part, part)).toEqual(told(whole, part));
      }),
      { numRuns: 60 },
    );
  });
});
