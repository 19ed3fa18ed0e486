// Lists that were read as one value each, since the template shows them without their separator.
import { quote } from "../finding/quote.ts";
import type { Entry, Item } from "./context.ts";
import { defineRule, type Problem } from "./rule.ts";

/** What stands between values where people write them on one line. */
const SEPARATORS = [", ", "、", "; ", "；", " / "];

export const joinedValues = defineRule({
  name: "joined-values",
  description: "A list field whose entries hold all their values in one, with separators between.",
  details:
    "Told once for a field, where most entries hold one value and the same separator, and some of them several: one name with a comma is left alone.",
  severity: "warning",
  *check(context): Generator<Problem> {
    const fields = new Map<string, Map<Entry, Item[]>>();
    for (const entry of context.entries)
      for (const item of entry.items) {
        if (!item.field.list || item.field.type !== "text") continue;
        const path = `${entry.kind.name}.${item.field.path}`;
        const known = fields.get(path) ?? new Map<Entry, Item[]>();
        fields.set(path, known.set(entry, [...(known.get(entry) ?? []), item]));
      }
    for (const [path, entries] of fields)
      for (const separator of SEPARATORS) {
        const joined = [...entries.values()].flatMap((items) =>
          items.length === 1 && items[0]!.value.includes(separator) ? items : [],
        );
        const longest = Math.max(0, ...joined.map(({ value }) => value.split(separator).length));
        if (joined.length < 2 || joined.length * 2 <= entries.size || longest < 3) continue;
        const hole = `{{${path}}}`;
        yield {
          at: joined[0]!,
          message: `found several values in one, ${quote(joined[0]!.value)}, and so in ${joined.length} of ${entries.size} entries; show the field twice in the template, with what separates its values (${hole}${separator}${hole}), and run "paperlist sync --prefer readme"`,
        };
        break;
      }
  },
  examples: {
    good: [
      { papers: [{ authors: ["Jane Doe", "Wei Li"] }, { authors: ["Bo An"] }] },
      {
        because: "a name with a comma is one name",
        papers: [{ authors: ["Doe, Jane"] }, { authors: ["Li, Wei"] }],
      },
    ],
    bad: [
      {
        papers: [{ authors: ["Jane Doe, Wei Li"] }, { authors: ["Bo An, Xu Yi, Li Wu"] }],
        mended: {
          papers: [{ authors: ["Jane Doe", "Wei Li"] }, { authors: ["Bo An", "Xu Yi", "Li Wu"] }],
        },
        findings: [
          [
            "/papers/0/authors/0",
            'found several values in one, "Jane Doe, Wei Li", and so in 2 of 2 entries; show the field twice in the template, with what separates its values ({{paper.authors}}, {{paper.authors}}), and run "paperlist sync --prefer readme"',
          ],
        ],
      },
    ],
  },
});
