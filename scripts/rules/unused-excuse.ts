import { defineRule } from "./rule.ts";

/** What it finds is made by runRules, which knows what every excuse excused. */
export const unusedExcuse = defineRule({
  name: "unused-excuse",
  description: "An excuse in data/list.json that excuses nothing.",
  severity: "warning",
  check: () => [],
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
