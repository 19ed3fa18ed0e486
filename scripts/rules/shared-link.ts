import { quote } from "../finding/quote.ts";
import { Address } from "./address.ts";
import { type Context, type Entry, isNamedByTitle, type Item, roleOf } from "./context.ts";
import { listed, sameWork } from "./names.ts";
import { defineRule, type Problem } from "./rule.ts";

/** Fields whose address tells one work from another, of a kind that is named by a title. */
const WORK = new Set(["paper", "pdf", "notes"]);

export const sharedLink = defineRule({
  name: "shared-link",
  description:
    "One paper, DOI, arXiv id or notes file on entries with different titles; one that the page's own text links to.",
  details:
    "One finding for each address, at its second entry. An address is the same however it is written: `http` or `https`, with or without `www.`, an arXiv paper's abstract or PDF, a DOI or its address. Entries are compared with others of their kind, and titles that are nearly the same are taken for one renamed work. Code, project pages, demos and data sets are left alone: works share those. Of kinds that are named otherwise than by a title, only `url` is looked at, and three must share it: two data sets may be in one repository, and from one paper.",
  severity: "warning",
  *check(context) {
    /** Groups of the same entries are one finding. */
    const found = new Map<string, { items: Item[]; fields: Set<string>; values: string[] }>();
    for (const items of groupsOf(context)) {
      const second = items.find(({ entry }) => !sameWork(items[0]!.entry, entry));
      if (!second) continue;
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
    yield* ofThePage(context);
  },
  examples: {
    good: [
      {
        because: "works share code, project pages and data sets",
        papers: [
          {
            title: "Dense Nets",
            links: { data: "https://cocodataset.org", code: "https://github.com/a/nets" },
          },
          {
            title: "Sparse Trees",
            links: { data: "https://cocodataset.org", code: "https://github.com/a/nets" },
          },
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
      {
        because: "two data sets of one paper",
        list: { kinds: { dataset: { "links.paper": "url?" } } },
        datasets: [
          { name: "VQAv2", links: { paper: "https://arxiv.org/abs/1612.00837" } },
          { name: "VizWiz", links: { paper: "https://arxiv.org/abs/1612.00837" } },
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
        mended: {
          datasets: [
            { name: "VQAv2", url: "https://github.com/a/vqa" },
            { name: "GQA", url: "https://github.com/a/gqa" },
          ],
        },
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
        mended: {
          papers: [
            { title: "Dense Nets", links: { paper: "https://arxiv.org/pdf/2101.00001" } },
            { title: "Sparse Trees", arxiv: "2101.00002" },
          ],
        },
        findings: [
          [
            "/papers/1/links/paper",
            'links.paper: found "https://arxiv.org/abs/2101.00001v2", which is also that of "Dense Nets"; give each entry its own',
          ],
        ],
      },
      {
        template:
          "# {{list.title}}\n\nSee [what is new](https://x.example.org/new).\n\n- [{{paper.title}}]({{paper.links.paper}})\n",
        papers: [{ title: "Dense Nets", links: { paper: "https://x.example.org/new" } }],
        mended: {
          papers: [{ title: "Dense Nets", links: { paper: "https://x.example.org/dense" } }],
        },
        findings: [
          [
            "/papers/0/links/paper",
            'links.paper: found "https://x.example.org/new", which the page\'s own text links to (templates/README.md:3:19); give the entry its own',
          ],
        ],
      },
    ],
  },
});

/** Whether a value tells its work from all others. */
function isOwn({ field, entry }: Item): boolean {
  const role = roleOf(field);
  if (entry.kind.name === "list") return false;
  return isNamedByTitle(entry.kind)
    ? field.type !== "url" || WORK.has(role) || role === "url"
    : field.type === "url" && role === "url";
}

/** The items of several entries of a kind that lead to one thing. */
function* groupsOf(context: Context): Generator<Item[]> {
  const groups = new Map<string, Map<Entry, Item>>();
  const add = (target: string, item: Item) => {
    if (!isOwn(item)) return;
    const key = `${item.entry.kind.name} ${target}`;
    const known = groups.get(key);
    if (!known) groups.set(key, new Map([[item.entry, item]]));
    else if (!known.has(item.entry)) known.set(item.entry, item);
  };
  for (const { item, address } of context.links) add(address.target, item);
  for (const { item, target } of context.ids) add(target, item);
  for (const items of groups.values()) {
    const [{ kind }] = [...items.keys()] as [Entry];
    // A data set and the benchmark made of it may well have one repository.
    if (items.size > (isNamedByTitle(kind) ? 1 : 2)) yield [...items.values()];
  }
}

/** Entries that lead where the page's own text does: most likely a line that was copied. */
function* ofThePage(context: Context): Generator<Problem> {
  const own = new Map<string, string>();
  for (const { pattern } of context.pages)
    for (const { url, place } of pattern.links) {
      const { target, relative } = new Address(url);
      if (!relative && !own.has(target))
        own.set(target, `${pattern.file}:${place.line}:${place.column}`);
    }
  if (own.size === 0) return;
  for (const { item, address } of context.links) {
    const place = isOwn(item) ? own.get(address.target) : undefined;
    if (place !== undefined)
      yield {
        at: item,
        message: `${item.field.path}: found ${quote(item.value)}, which the page's own text links to (${place}); give the entry its own`,
      };
  }
}
