import * as z from "zod";
import { placeOf } from "../data/load.ts";
import { quote } from "../finding/quote.ts";
import type { Entry, Item } from "./context.ts";
import { targetKey } from "./address.ts";
import { sameWork } from "./names.ts";
import { defineRule } from "./rule.ts";

const options = z.strictObject({
  /** Whether one work may stand in several sections. */
  across: z.enum(["allowed", "refused"]).default("allowed"),
});

export const duplicateEntry = defineRule({
  name: "duplicate-entry",
  description:
    "The same work twice in one section: by its title, whatever its letter case and punctuation, its DOI or its arXiv id.",
  details: `Many lists file one paper under two topics, so only entries of one section are compared; years are no sections. \`{"across": "refused"}\` compares all. Two works of one title with DOIs of their own in different years are left alone: a conference paper and its journal version. Entries of *different* titles with one DOI are shared-link's.`,
  severity: "warning",
  options,
  *check(context, { across }) {
    const seen = new Map<string, { first: Entry; item: Item }>();
    for (const entry of context.entries) {
      const scope = `${entry.kind.name}\0${across === "allowed" ? context.section(entry) : ""}\0`;
      const title = context.item(entry, entry.kind.key)!;
      const ids = entry.items.filter(({ field }) => field.type === "doi" || field.type === "arxiv");
      let found: { first: Entry; item: Item; by: string } | undefined;
      for (const item of [title, ...ids]) {
        const named = item === title;
        const key =
          scope + (named ? `title:${entry.folded}` : targetKey(item.field.type, item.value));
        if (named && entry.folded === "") continue;
        const known = seen.get(key);
        if (!known) seen.set(key, { first: entry, item });
        else if (
          known.first !== entry &&
          !found &&
          isSame(context.item.bind(context), known.first, entry, named)
        )
          found = { ...known, item, by: named ? "title" : item.field.path };
      }
      if (!found) continue;
      const { file, line } = placeOf(context.list, found.first.record);
      yield {
        at: found.item,
        message: `${quote(entry.name)} has the same ${found.by} as ${quote(found.first.name)} at ${file}:${line}; remove one of them${context.section(entry) === "" ? "" : ", or file them under different sections"}`,
      };
    }
  },
  examples: {
    good: [
      {
        because: "a conference paper and its journal version",
        papers: [
          { title: "Dense Nets", venue: "CVPR", year: 2017, doi: "10.1109/CVPR.2017.243" },
          { title: "Dense Nets", venue: "TPAMI", year: 2022, doi: "10.1109/TPAMI.2019.2918284" },
        ],
      },
      { datasets: [{ name: "VQA" }, { name: "VQA v2" }] },
      {
        because: "one paper under two topics",
        list: { kinds: { paper: { topic: "text" } } },
        template: "# {{list.title}}\n\n## {{paper.topic}}\n\n- {{paper.title}}\n",
        papers: [
          { title: "Dense Nets", topic: "Vision" },
          { title: "Dense Nets", topic: "Language" },
        ],
      },
    ],
    bad: [
      {
        papers: [{ title: "Dense Nets: A Study" }, { title: "Dense nets — a study", year: 2023 }],
        findings: [
          [
            "/papers/1/title",
            '"Dense nets — a study" has the same title as "Dense Nets: A Study" at data/papers.json:2; remove one of them',
          ],
        ],
      },
      {
        because: "the title was changed between two versions",
        papers: [
          { title: "Learning Dense Nets for Vision", arxiv: "2101.00001" },
          { title: "Learning Dense Nets for Vision and Language", arxiv: "2101.00001v2" },
        ],
        findings: [
          [
            "/papers/1/arxiv",
            '"Learning Dense Nets for Vision and Language" has the same arxiv as "Learning Dense Nets for Vision" at data/papers.json:2; remove one of them',
          ],
        ],
      },
    ],
  },
});

/** Whether two entries with one title, or with one id, are one work. */
function isSame(
  item: (entry: Entry, path: string) => Item | undefined,
  first: Entry,
  second: Entry,
  named: boolean,
): boolean {
  if (!named) return sameWork(first, second);
  const value = (entry: Entry, path: string) => item(entry, path)?.value.toLowerCase();
  const [mine, yours] = [value(first, "doi"), value(second, "doi")];
  return (
    mine === undefined ||
    yours === undefined ||
    mine === yours ||
    value(first, "year") === value(second, "year")
  );
}
