import { quote } from "../finding/quote.ts";
import { defineRule } from "./rule.ts";

export const futureDate = defineRule({
  name: "future-date",
  description: "A year or a date that is still more than a year away.",
  details: "A conference of next year may well have accepted its papers.",
  severity: "warning",
  *check(context) {
    const last = context.today.getUTCFullYear() + 1;
    for (const item of context.items("year", "date"))
      if (item.entry.kind.name !== "list" && Number(item.value.slice(0, 4)) > last)
        yield {
          at: item,
          message: `found ${quote(item.value)} in ${item.field.path}, which is years away; expected ${last} at most`,
        };
  },
  examples: {
    good: [{ papers: [{ year: 2027, date: "2027-03" }] }],
    bad: [
      {
        because: "in January 2026",
        papers: [{ year: 2062 }],
        mended: { papers: [{ year: 2026 }] },
        findings: [
          ["/papers/0/year", 'found "2062" in year, which is years away; expected 2027 at most'],
        ],
      },
    ],
  },
});
