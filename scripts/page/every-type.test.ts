import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { domains } from "../data/domains.ts";
import { fieldValue } from "../data/record.ts";
import { pagesOf } from "../testing/pages.ts";
import { readPage } from "./read.ts";
import { shownValue } from "./value.ts";

/** Every type that a kind may name, single and listed, required and optional. */
const types = Object.keys(domains).flatMap((name) =>
  ["", "[]", "?", "[]?"].map((more) => name + more),
);

/** Prose stands alone; of other types, each has a label, so that no text reads as another. */
const lineOf = (type: string): string =>
  type.startsWith("prose") ? "{{paper.own}}" : "- own: {{paper.own}}";

describe("every type that a kind may name is written and read back", () => {
  it.each(types)("%s", (type) => {
    const { kinds, pattern, pages } = pagesOf(
      `# {{list.title}}\n\n## {{paper.title}}\n\n${lineOf(type)}\n`,
      { paper: { own: type } },
      2,
    );
    const kind = kinds.get("paper")!;
    const field = kind.fields.get("own")!;
    let shown = 0;
    fc.assert(
      fc.property(pages, ({ list, page }) => {
        const { entries: records } = readPage(pattern, kinds, page.text);
        const read = records.filter((one) => one.kind === "paper");
        const made = list.records.get("paper")!;
        expect(read.map(({ fields }) => fields.get("paper.own") ?? fields.get("own"))).toEqual(
          made.map((record) => shownValue(field, fieldValue(record, "own"))),
        );
        shown += read.length;
      }),
      { numRuns: 15 },
    );
    expect(shown).toBeGreaterThan(0);
  });
});
