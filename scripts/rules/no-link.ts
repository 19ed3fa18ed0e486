import { grouped } from "../pairing/grouped.ts";
import type { Entry } from "./context.ts";
import { defineRule, type Problem } from "./rule.ts";

/** Of fewer entries nothing is said of what is usual. */
const FEWEST = 4;
/** How many of a kind's entries lead somewhere, for the others to be missed. */
const MOST = 0.75;

export const noLink = defineRule({
  name: "no-link",
  description: "An entry without any link, DOI or arXiv id, where the others of its kind have one.",
  details:
    "Links in Markdown count, and so do files of the list. A record that others refer to is a heading of theirs, and needs none.",
  severity: "warning",
  *check(context): Generator<Problem> {
    const linked = new Set<Entry>();
    for (const { item } of [...context.allLinks, ...context.ids]) linked.add(item.entry);
    for (const { entry, value } of context.items("markdown", "prose"))
      if (value.includes("://")) linked.add(entry);
    const headings = new Set<string>();
    for (const { items } of context.entries)
      for (const { field, value } of items) if (field.ref) headings.add(`${field.ref} ${value}`);
    const works = context.entries.filter(({ kind, name }) => !headings.has(`${kind.name} ${name}`));
    for (const entries of grouped(works.map((entry) => [entry.kind, entry])).values()) {
      const without = entries.filter((entry) => !linked.has(entry));
      if (entries.length < FEWEST || without.length > (1 - MOST) * entries.length) continue;
      for (const entry of without) {
        const at = entry.item(entry.kind.key);
        if (at)
          yield {
            at,
            message: `found no link in this entry; ${entries.length - without.length} of ${entries.length} have one: add the address of the ${entry.kind.name}, its DOI or its arXiv id`,
          };
      }
    }
  },
  examples: {
    good: [
      { because: "a list without links", papers: [{}, {}, {}, { doi: "10.1000/xyz123" }] },
      {
        because: "an item that others stand under",
        list: { kinds: { paper: { title: "markdown", of: "paper?" } } },
        template: "# {{list.title}}\n\n- {{paper.title}}\n",
        papers: [
          { title: "Detection" },
          ...["a", "b", "c"].map((name) => ({
            title: `[${name}](https://x.example/${name})`,
            of: "Detection",
          })),
        ],
      },
      {
        papers: [
          { doi: "10.1000/abc1" },
          { arxiv: "2312.00001" },
          { links: { code: "https://github.com/a/b" } },
          { summary: ["见[主页](https://x.example.org/)"] },
        ],
      },
    ],
    bad: [
      {
        papers: [
          { doi: "10.1000/abc1" },
          { arxiv: "2312.00001" },
          { links: { code: "https://github.com/a/b" } },
          {},
        ],
        mended: {
          papers: [
            { doi: "10.1000/abc1" },
            { arxiv: "2312.00001" },
            { links: { code: "https://github.com/a/b" } },
            { arxiv: "2312.00002" },
          ],
        },
        findings: [
          [
            "/papers/3/title",
            "found no link in this entry; 3 of 4 have one: add the address of the paper, its DOI or its arXiv id",
          ],
        ],
      },
    ],
  },
});
