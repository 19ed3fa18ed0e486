import { nearestOfFew } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";
import { defineRule } from "./rule.ts";

export const unusedExcuse = defineRule({
  name: "unused-excuse",
  description: "An excuse in data/list.json that excuses nothing.",
  severity: "warning",
  *check({ entries, excuses }) {
    const unused = excuses.filter(({ use }) => use !== "some");
    if (unused.length === 0) return;
    const known = new Set(entries.map(({ name }) => name));
    const nearest = nearestOfFew();
    for (const { rule, entry, place, use } of unused) {
      const near = known.has(entry) ? undefined : nearest(entry, known);
      const why =
        use === "off"
          ? `${rule} is off`
          : known.has(entry)
            ? `${rule} finds nothing there`
            : `no entry has this name${near ? `; did you mean ${quote(near)}?` : ""}`;
      yield {
        at: place,
        message: `this excuses ${quote(entry)} from ${rule} for nothing: ${why}${near ? "" : "; remove it"}`,
      };
    }
  },
  examples: {
    good: [
      {
        list: {
          excuses: [{ rule: "placeholder-text", entry: "TODO: Nets", reason: "its real title" }],
        },
        papers: [{ title: "TODO: Nets" }],
      },
    ],
    bad: [
      {
        list: { excuses: [{ rule: "placeholder-text", entry: "Nets", reason: "its real title" }] },
        papers: [{ title: "Nets" }],
        findings: [
          [
            "/list/excuses/0",
            'this excuses "Nets" from placeholder-text for nothing: placeholder-text finds nothing there; remove it',
          ],
        ],
      },
      {
        because: "the name is mistyped",
        list: { excuses: [{ rule: "shared-link", entry: "Dense Net", reason: "one repository" }] },
        papers: [{ title: "Dense Nets" }],
        mended: { list: {} },
        findings: [
          [
            "/list/excuses/0",
            'this excuses "Dense Net" from shared-link for nothing: no entry has this name; did you mean "Dense Nets"?',
          ],
        ],
      },
    ],
  },
});
