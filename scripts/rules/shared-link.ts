import { quote } from "../finding/quote.ts";
import type { Context, Entry, Item } from "./context.ts";
import { folded } from "./fold.ts";
import { listed, sameWork } from "./names.ts";
import { defineRule } from "./rule.ts";

/** What several works may well have in common: a data set, a recording of a session, a deck. */
const COMMON = new Set(["data", "dataset", "datasets", "slides", "video", "poster"]);

export const sharedLink = defineRule({
  name: "shared-link",
  description: "One address, DOI or arXiv id on entries with different titles.",
  details:
    "One finding for each address, at its second entry. An address is the same however it is written: `http` or `https`, with or without `www.`, an arXiv paper's abstract or PDF, a DOI or its address. Entries are compared with others of their kind, titles that are nearly the same are taken for one renamed work, versions that are named for their common repository are left alone, and links to data sets, slides, posters and videos are left alone: works share those.",
  severity: "warning",
  *check(context) {
    /** Groups of the same entries are one finding. */
    const found = new Map<string, { items: Item[]; fields: Set<string>; values: string[] }>();
    for (const items of groupsOf(context)) {
      const works = differing(items);
      if (works.length < 2) continue;
      const second = items.find(({ entry }) => entry === works[1])!;
      const id = items.map(({ entry }) => `${entry.kind.name}/${entry.record.index}`).join();
      const known = found.get(id);
      if (known) {
        known.fields.add(second.field.path);
        known.values.push(second.value);
      } else {
        found.set(id, {
          items: [second, ...items],
          fields: new Set([second.field.path]),
          values: [second.value],
        });
      }
    }
    for (const { items, fields, values } of found.values()) {
      const [second, ...all] = items;
      const others = all.filter(({ entry }) => entry !== second!.entry);
      yield {
        at: second!,
        message: `${[...fields].join(", ")}: found ${values.map(quote).join(", ")}, which ${others.length === 1 ? "is also that of" : `${others.length} other entries also have:`} ${listed(others.map(({ entry }) => quote(entry.name)))}; give each entry its own`,
      };
    }
  },
  examples: {
    good: [
      {
        because: "a data set may be used in many papers",
        papers: [
          { title: "Dense Nets", links: { data: "https://cocodataset.org" } },
          { title: "Sparse Trees", links: { data: "https://cocodataset.org" } },
        ],
      },
      {
        because: "two versions in the repository that they are named for",
        papers: [
          { title: "VITA: Open Models", links: { code: "https://github.com/a/VITA" } },
          { title: "VITA-1.5: Speech and Sight", links: { code: "https://github.com/a/VITA" } },
        ],
      },
      {
        because: "one renamed paper, filed twice",
        papers: [
          { title: "Learning Dense Nets", links: { paper: "https://arxiv.org/abs/2101.00001" } },
          {
            title: "Learning Denser Dense Nets",
            links: { paper: "https://arxiv.org/abs/2101.00001" },
          },
        ],
      },
    ],
    bad: [
      {
        datasets: [
          { name: "VQAv2", url: "https://github.com/a/list" },
          { name: "GQA", url: "https://github.com/a/list" },
          { name: "VizWiz", url: "http://www.github.com/A/list/" },
        ],
        findings: [
          [
            "/datasets/1/url",
            'url: found "https://github.com/a/list", which 2 other entries also have: "VQAv2", "VizWiz"; give each entry its own',
          ],
        ],
      },
      {
        papers: [
          { title: "Dense Nets", links: { paper: "https://arxiv.org/pdf/2101.00001" } },
          {
            title: "Sparse Trees",
            links: { paper: "https://arxiv.org/abs/2101.00001v2" },
            arxiv: "2101.00001",
          },
        ],
        findings: [
          [
            "/papers/1/links/paper",
            'links.paper: found "https://arxiv.org/abs/2101.00001v2", which is also that of "Dense Nets"; give each entry its own',
          ],
        ],
      },
    ],
  },
});

/** The items of several entries of a kind that lead to one thing. */
function* groupsOf(context: Context): Generator<Item[]> {
  const firsts = new Map<string, Item>();
  const groups = new Map<string, Item[]>();
  const add = (key: string, item: Item) => {
    const first = firsts.get(key);
    const known = groups.get(key);
    if (!first) firsts.set(key, item);
    else if (known) known.push(item);
    else if (first.entry !== item.entry) groups.set(key, [first, item]);
  };
  for (const { item, address, role } of context.links)
    if (!COMMON.has(role)) add(address.target, item);
  for (const { item, target } of context.ids) add(target, item);
  for (const items of groups.values()) {
    const byEntry = new Map<Entry, Item>();
    for (const item of items) if (!byEntry.has(item.entry)) byEntry.set(item.entry, item);
    for (const kind of new Set(items.map(({ entry }) => entry.kind)))
      yield [...byEntry.values()].filter(({ entry }) => entry.kind === kind);
  }
}

/** The first of some entries, and the first that is another work. */
function differing(items: readonly Item[]): Entry[] {
  const [{ entry: first }] = items as [Item];
  const family = familyOf(items);
  const isFamily = (entry: Entry) => family !== undefined && entry.folded.includes(family);
  const second = items.find(
    ({ entry }) => !sameWork(first, entry) && !(isFamily(first) && isFamily(entry)),
  );
  return second ? [first, second.entry] : [first];
}

/** The name of a shared repository: works that are named for it may well be versions in it. */
function familyOf(items: readonly Item[]): string | undefined {
  const [{ field, value }] = items as [Item];
  const name =
    field.path.endsWith("code") && /^https?:\/\/[^/]+\/[^/]+\/([^/?#]+)/.exec(value)?.[1];
  const family = name ? folded(name.replace(/\.git$/, "")) : "";
  return family.length >= 3 ? family : undefined;
}
