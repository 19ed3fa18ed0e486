import { placeOf } from "../data/record.ts";
import { quote } from "../finding/quote.ts";
import { Address, doiLink } from "./address.ts";
import { type Context, type Entry, isNamedByTitle, type Item, roleOf } from "./context.ts";
import { lettersOf } from "./letters.ts";
import { FORGES } from "./hosts.ts";
import { sameWork } from "./names.ts";
import { defineRule } from "./rule.ts";
import { bare, journals, usualName } from "./venues.ts";

/** Shorter titles may well be those of two works. */
const SHORTEST = 12;

export const worksAgree = defineRule({
  name: "works-agree",
  description:
    "One work under two sections whose records do not agree: another title, venue, year, authors or code.",
  details:
    "Works are one by their title, DOI, arXiv id or page on openreview.net. Two of one title with papers of their own, one of them in a journal or both with DOIs, are taken for a conference paper and its journal version. The same work twice in one section is duplicate-entry's.",
  severity: "warning",
  *check(context) {
    const firsts = new Map<string, Entry>();
    const pairs = new Map<Entry, Entry>();
    const compare = (entry: Entry, key: string) => {
      const first = firsts.get(key);
      if (!first) firsts.set(key, entry);
      else if (
        first !== entry &&
        !pairs.has(entry) &&
        sameWork(first, entry) &&
        !isSection(context, first, entry)
      )
        pairs.set(entry, first);
    };
    for (const entry of context.entries)
      if (isNamedByTitle(entry.kind) && entry.letters.length >= SHORTEST)
        compare(entry, entry.letters);
    for (const { item, target } of context.ids)
      if (isNamedByTitle(item.entry.kind)) compare(item.entry, target);
    for (const { item, address, role } of context.links)
      if (isNamedByTitle(item.entry.kind) && (role === "paper" || role === "pdf") && isId(address))
        compare(item.entry, address.target);
    for (const [entry, first] of pairs) {
      if (areVersions(first, entry)) continue;
      const differing = differences(first, entry);
      const [one] = differing;
      if (!one) continue;
      const { file, line } = placeOf(context.list, first.record);
      const shown = differing.map(
        ([mine, yours]) =>
          `${mine.field.path} ${quote(mine.value)} here and ${quote(yours.value)} there`,
      );
      yield {
        at: one[0],
        message: `this work stands at ${file}:${line} too, with ${shown.join(", ")}; make the two agree`,
      };
    }
  },
  examples: {
    good: [
      {
        because: "a conference paper and its journal version, and records that agree",
        list: { kinds: { paper: { topic: "text" } } },
        template: "# {{list.title}}\n\n## {{paper.topic}}\n\n- {{paper.title}}\n",
        papers: [
          {
            title: "Dense Nets for Vision",
            topic: "A",
            venue: "CVPR",
            year: 2017,
            doi: "10.1109/CVPR.2017.243",
          },
          {
            title: "Dense Nets for Vision",
            topic: "B",
            venue: "TPAMI",
            year: 2022,
            doi: "10.1109/TPAMI.2019.2918284",
          },
          { title: "Sparse Trees for Vision", topic: "A", venue: "NIPS" },
          {
            title: "Sparse trees for vision",
            topic: "B",
            venue: "NeurIPS",
            links: { code: "https://github.com/a/b" },
          },
        ],
      },
    ],
    bad: [
      {
        list: { kinds: { paper: { topic: "text" } } },
        template: "# {{list.title}}\n\n## {{paper.topic}}\n\n- {{paper.title}}\n",
        papers: [
          {
            title: "Dense Nets for Vision",
            topic: "A",
            venue: "ICCV",
            year: 2023,
            links: { code: "https://github.com/a/b" },
          },
          {
            title: "Dense Nets for Vision",
            topic: "B",
            venue: "CVPR",
            year: 2024,
            links: { code: "https://github.com/a/c" },
          },
        ],
        mended: {
          papers: [
            {
              title: "Dense Nets for Vision",
              topic: "A",
              venue: "CVPR",
              year: 2024,
              links: { code: "https://github.com/a/c" },
            },
            {
              title: "Dense Nets for Vision",
              topic: "B",
              venue: "CVPR",
              year: 2024,
              links: { code: "https://github.com/a/c" },
            },
          ],
        },
        findings: [
          [
            "/papers/1/venue",
            'this work stands at data/papers.json:2 too, with venue "CVPR" here and "ICCV" there, year "2024" here and "2023" there, links.code "https://github.com/a/c" here and "https://github.com/a/b" there; make the two agree',
          ],
        ],
      },
      {
        because: "one paper, of which one record has an older title",
        list: { kinds: { paper: { topic: "text" } } },
        template: "# {{list.title}}\n\n## {{paper.topic}}\n\n- {{paper.title}}\n",
        papers: [
          { title: "Learning Dense Nets for Vision", topic: "A", arxiv: "2312.00001" },
          { title: "Learning Dense Nets for Vision Now", topic: "B", arxiv: "2312.00001" },
        ],
        mended: {
          papers: [
            { title: "Learning Dense Nets for Vision", topic: "A", arxiv: "2312.00001" },
            { title: "Learning Dense Nets for Vision", topic: "B", arxiv: "2312.00001" },
          ],
        },
        findings: [
          [
            "/papers/1/title",
            'this work stands at data/papers.json:2 too, with title "Learning Dense Nets for Vision Now" here and "Learning Dense Nets for Vision" there; make the two agree',
          ],
        ],
      },
    ],
  },
});

/** Whether an address names one paper, as an id does. */
const isId = (address: Address): boolean =>
  address.arxiv !== undefined ||
  doiLink(address) !== undefined ||
  address.target.startsWith("openreview:");

/** Whether two entries stand in one section of the page. */
const isSection = (context: Context, a: Entry, b: Entry): boolean =>
  a.kind === b.kind && context.section(a) === context.section(b);

/** What each field says, less how it is written. */
const MEANT: Readonly<Record<string, (value: string) => string>> = {
  venue: (value) => usualName(value) ?? bare(value),
  year: (value) => value,
  code: repositoryOf,
};

/** A repository without a branch, a folder or a heading in it; other addresses as they are. */
function repositoryOf(value: string): string {
  const { site, path, target } = new Address(value.includes("://") ? value : `https://${value}`);
  return FORGES.has(site) ? site + path.toLowerCase().split("/", 3).join("/") : target;
}

/** The values of two records of one work that do not agree: of the later one, and of the first. */
function differences(first: Entry, entry: Entry): [mine: Item, yours: Item][] {
  const found: [Item, Item][] = [];
  if (first.letters !== entry.letters)
    found.push([entry.item(entry.kind.key)!, first.item(first.kind.key)!]);
  for (const mine of entry.items) {
    const meant = MEANT[roleOf(mine.field)];
    const yours = meant && mine.element === undefined ? first.item(mine.field.path) : undefined;
    if (meant && yours && meant(mine.value) !== meant(yours.value)) found.push([mine, yours]);
  }
  const [mine, yours] = [entry, first].map(({ items }) =>
    items.filter(({ field }) => /^authors?$/.test(roleOf(field))),
  ) as [Item[], Item[]];
  const at = mine.findIndex(
    ({ value }, index) => lettersOf(value) !== lettersOf(yours[index]?.value ?? ""),
  );
  if (yours.length > 0 && at >= 0 && yours[at]) found.push([mine[at]!, yours[at]]);
  return found;
}

/** Whether two works of one title are a conference paper and its journal version. */
function areVersions(first: Entry, entry: Entry): boolean {
  const of = (one: Entry, path: string) => one.item(path)?.value;
  const [mine, yours] = [of(first, "doi"), of(entry, "doi")];
  if (mine !== undefined && yours !== undefined && mine.toLowerCase() !== yours.toLowerCase())
    return true;
  const venues = [first, entry].map((one) => usualName(of(one, "venue") ?? "") ?? "");
  const papers = [first, entry].map((one) => of(one, "links.paper"));
  return (
    venues.filter((venue) => journals.has(venue)).length === 1 &&
    papers.every((paper) => paper !== undefined) &&
    new Address(papers[0]!).target !== new Address(papers[1]!).target
  );
}
