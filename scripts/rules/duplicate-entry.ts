import { distance } from "fastest-levenshtein";
import { placeOf } from "../data/record.ts";
import { quote } from "../finding/quote.ts";
import type { Context, Entry, Item } from "./context.ts";
import { doiLink } from "./address.ts";
import { nameHash, sameWork } from "./names.ts";
import { placeholderIn } from "./placeholder-text.ts";
import { defineRule } from "./rule.ts";

export const duplicateEntry = defineRule({
  name: "duplicate-entry",
  description:
    "The same work twice in one section: by its title, whatever its letter case and punctuation, its DOI or its arXiv id, in a field or a link; a long title of which a letter or two are wrong.",
  details: `Many lists file one paper under two topics, so only entries of one section are compared; years are no sections. \`{"across": "refused"}\` compares all. Two works of one title with DOIs of their own in different years are left alone: a conference paper and its journal version. Entries of *different* titles with one DOI are shared-link's.`,
  severity: "warning",
  options: {
    across: {
      description: "Whether one work may stand in several sections",
      preset: "allowed",
      values: ["allowed", "refused"],
    },
  },
  *check(context, { across }) {
    const sections = new Map<string, Map<number | string, Entry>>();
    const sectionOf = (entry: Entry) => (across === "allowed" ? context.section(entry) : "");
    const found = new Map<Entry, { first: Entry; item: Item; by: string }>();
    const seenIn = (entry: Entry) => {
      const section = entry.kind.name + sectionOf(entry);
      let seen = sections.get(section);
      if (!seen) sections.set(section, (seen = new Map<number | string, Entry>()));
      return seen;
    };
    // What is asked of one entry comes in a row.
    let last: Entry | undefined;
    let seen = new Map<number | string, Entry>();
    const compare = (item: Item, key: number | string) => {
      const { entry } = item;
      if (entry !== last) seen = seenIn((last = entry));
      const first = seen.get(key);
      if (!first) seen.set(key, entry);
      else if (first !== entry && !found.has(entry)) {
        const named = typeof key === "number";
        if ((named ? isSameName : sameWork)(first, entry))
          found.set(entry, { first, item, by: named ? "title" : nameOf(key) });
      }
    };
    for (const entry of context.entries) {
      const name = entry.item(entry.kind.key);
      if (name && placeholderIn(name) === undefined) compare(name, nameHash(entry, name));
    }
    for (const { item, target } of context.ids) compare(item, target);
    for (const { item, address } of context.links)
      if (address.arxiv ?? doiLink(address)) compare(item, address.target);
    for (const [entry, first] of nearTitles(context, sectionOf))
      if (!found.has(entry))
        found.set(entry, {
          first,
          item: entry.item(entry.kind.key)!,
          by: "title but for a few letters",
        });
    for (const [entry, { first, item, by }] of found) {
      const { file, line } = placeOf(context.list, first.record);
      yield {
        at: item,
        message: `${quote(entry.name)} has the same ${by} as ${quote(first.name)} at ${file}:${line}; remove one of them${context.section(entry) === "" ? "" : ", or file them under different sections"}`,
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
        because: "no name twice is no work twice",
        papers: ["CVPR", "ICML"].map((venue) => ({ title: "N/A", venue })),
      },
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
        papers: [
          { title: "Gradient Alignment for Face Anti-Spoofing" },
          { title: "Gradient Alignments for Face Anti-Spoofing" },
          { title: "Gradient Alignment for Face Anti-Spoofing 2" },
        ],
        findings: [
          [
            "/papers/1/title",
            '"Gradient Alignments for Face Anti-Spoofing" has the same title but for a few letters as "Gradient Alignment for Face Anti-Spoofing" at data/papers.json:2; remove one of them',
          ],
        ],
      },
      {
        because: "lines in Markdown, of which the title is the beginning",
        list: { kinds: { paper: { title: "markdown" } } },
        template: "# {{list.title}}\n\n- {{paper.title}}\n",
        papers: [
          { title: "**Dense Nets: A Study** ICML, 2023. [paper](https://x.example/1)" },
          { title: "[Dense nets - a study](https://x.example/2)<br>[code](https://c.example/2)" },
          { title: "[paper](https://x.example/3) of Anna Doe" },
          { title: "[paper](https://x.example/4) of Anna Doe" },
          { title: "[MMVP](https://github.com/someone/benchmarks-of-vision-and-language)" },
          { title: "[MM-Vet](https://github.com/someone/benchmarks-of-vision-and-language)" },
        ],
        findings: [
          [
            "/papers/1/title",
            '"[Dense nets - a study](https://x.example/2)<br>[code](https://c.example/2)" has the same title as "**Dense Nets: A Study** ICML, 2023. [paper](https://x.example/1)" at data/papers.json:2; remove one of them',
          ],
        ],
      },
      {
        because: "the title was changed between two versions",
        papers: [
          { title: "Learning Dense Nets for Vision", arxiv: "2101.00001" },
          { title: "Learning Dense Nets for Vision and Language", arxiv: "2101.00001v2" },
          {
            title: "Learning Dense Nets",
            links: { paper: "https://arxiv.org/pdf/2101.00001" },
          },
        ],
        findings: [
          [
            "/papers/1/arxiv",
            '"Learning Dense Nets for Vision and Language" has the same arXiv id as "Learning Dense Nets for Vision" at data/papers.json:2; remove one of them',
          ],
          [
            "/papers/2/links/paper",
            '"Learning Dense Nets" has the same arXiv id as "Learning Dense Nets for Vision" at data/papers.json:2; remove one of them',
          ],
        ],
      },
    ],
  },
});

/** A title of so many letters is not that of two works which differ in one letter or two. */
const LONG = 30;
/** Titles that are nearly alike have so many letters in common at the beginning or at the end. */
const SHARED = 14;
/** So many titles that begin or end alike are compared. */
const MOST = 8;

/** Entries whose titles are a letter or two from an earlier one's, with the same digits; linear. */
function* nearTitles(
  { entries }: Context,
  sectionOf: (entry: Entry) => string,
): Generator<[entry: Entry, first: Entry]> {
  const ends = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { letters: title, name } = entry;
    // An address is no part of a title, and may be most of a name.
    const whole = entry.title === name && name.includes("](");
    if (whole || title.length < LONG || title.length > 400) continue;
    const section = `${entry.kind.name} ${sectionOf(entry)} `;
    const lists = [
      `${section}^${title.slice(0, SHARED)}`,
      `${section}$${title.slice(-SHARED)}`,
    ].map((key) => {
      if (!ends.has(key)) ends.set(key, []);
      return ends.get(key)!;
    });
    const twin = lists.flat().find((other) => isNear(title, other.letters));
    if (twin) yield [entry, twin];
    for (const list of lists) if (list.length < MOST) list.push(entry);
  }
}

const isNear = (a: string, b: string): boolean =>
  a !== b &&
  Math.abs(a.length - b.length) <= 2 &&
  a.replace(/[^0-9]+/g, " ") === b.replace(/[^0-9]+/g, " ") &&
  distance(a, b) <= 2;

const nameOf = (key: string): string => (key.startsWith("arxiv:") ? "arXiv id" : "DOI");

/** Whether two entries have one title, and are one work. */
function isSameName(first: Entry, second: Entry): boolean {
  if (first.letters !== second.letters || first.letters === "") return false;
  const values = (path: string) =>
    [first, second].map((entry) => entry.item(path)?.value.toLowerCase());
  const [mine, yours] = values("doi");
  if (mine === undefined || yours === undefined || mine === yours) return true;
  const [year, other] = values("year");
  return year === other;
}
