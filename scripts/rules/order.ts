import { placeOf } from "../data/record.ts";
import { nearest } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";
import type { Entry, Item } from "./context.ts";
import { defineRule } from "./rule.ts";

export const order = defineRule({
  name: "order",
  description: "Entries out of the order that the settings ask for.",
  details:
    'The settings say which: `{"by": "year", "direction": "descending"}`, or by `date`, whose months count. Entries are held against others of their section; the fewest that must move are reported.',
  severity: "warning",
  fixes: true,
  options: {
    by: { description: "The field that entries are ordered by", preset: "year" },
    direction: {
      description: "The order that is asked for",
      preset: "any",
      values: ["any", "ascending", "descending"],
    },
  },
  *check(context, { by, direction }) {
    if (direction === "any") return;
    const { kinds, records } = context.list;
    if (![...kinds.values()].some(({ fields }) => fields.has(by))) {
      const fields = new Set([...kinds.values()].flatMap((kind) => [...kind.fields.keys()]));
      const near = nearest(by, fields);
      yield {
        at: placeOf(context.list, records.get("list")![0]!, "rules.order"),
        message: `found no field ${quote(by)} to order by${near ? `; did you mean ${quote(near)}?` : ", expected one such as year or date"}`,
      };
      return;
    }
    const sections = new Map<string, Item[]>();
    for (const entry of context.entries) {
      const item = entry.item(by);
      if (!item) continue;
      const key = `${entry.kind.name}\0${context.section(entry)}`;
      const known = sections.get(key);
      if (known) known.push(item);
      else sections.set(key, [item]);
    }
    const sign = direction === "ascending" ? 1 : -1;
    const before = (a: Item, b: Item) => sign * compareDates(a.value, b.value);
    const wrongs = [...sections.values()].filter((items) =>
      items.some((item, index) => index > 0 && before(items[index - 1]!, item) > 0),
    );
    if (wrongs.length === 0) return;
    const orders = fileOrders(context.entries, sections.values(), before);
    for (const items of wrongs) {
      const kept = longestInOrder(items, before);
      for (const [index, item] of items.entries()) {
        if (kept.has(item)) continue;
        const above = items
          .slice(0, index)
          .reverse()
          .find((one) => kept.has(one));
        const wrong = above && before(above, item) > 0;
        const below = items.slice(index + 1).find((one) => kept.has(one));
        const other = wrong ? above : (below ?? above)!;
        const reorder = orders.get(item.entry.record.file);
        yield {
          at: item,
          message: `found ${quote(item.value)} ${wrong ? "after" : "before"} ${quote(other.value)} (${quote(other.entry.name)}), expected ${direction} order by ${by}`,
          ...(reorder ? { order: reorder } : {}),
        };
      }
    }
  },
  examples: {
    good: [
      { papers: [{ year: 2021 }, { year: 2024 }] },
      {
        options: { direction: "descending" },
        papers: [{ year: 2024 }, { year: 2024 }, { year: 2021 }],
      },
    ],
    bad: [
      {
        options: { direction: "descending" },
        papers: [
          { title: "A", year: 2024 },
          { title: "B", year: 2021 },
          { title: "C", year: 2023 },
          { title: "D", year: 2020 },
          { title: "E", year: 2020 },
          { title: "F", year: 2022 },
        ],
        findings: [
          ["/papers/1/year", 'found "2021" before "2023" ("C"), expected descending order by year'],
          ["/papers/5/year", 'found "2022" after "2020" ("E"), expected descending order by year'],
        ],
        fixed: { "/papers/1/title": "C", "/papers/2/title": "F", "/papers/3/title": "B" },
      },
      {
        options: { by: "yaer", direction: "descending" },
        findings: [
          ["/list/rules/order", 'found no field "yaer" to order by; did you mean "year"?'],
        ],
      },
      {
        options: { by: "date", direction: "ascending" },
        papers: [{ date: "2024-05" }, { date: "2024-03-01" }, { date: "2024-06" }],
        findings: [
          [
            "/papers/0/date",
            'found "2024-05" before "2024-03-01" ("Untold Work B"), expected ascending order by date',
          ],
        ],
      },
    ],
  },
});

/** Compares dates as far as both go: 2024 is in no order with 2024-05. */
function compareDates(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  const [mine, yours] = [a.slice(0, length), b.slice(0, length)];
  return mine < yours ? -1 : mine > yours ? 1 : 0;
}

/** The longest run, gaps allowed, that is in order: patience sorting, in n log n. */
function longestInOrder(items: readonly Item[], before: (a: Item, b: Item) => number): Set<Item> {
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, item] of items.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(items[ends[middle]!]!, item) <= 0) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? ends[low - 1] : undefined);
    ends[low] = index;
  }
  const kept = new Set<Item>();
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) kept.add(items[at]!);
  return kept;
}

/** For each file that holds a list of records, the order in which every section is in order. */
function fileOrders(
  entries: readonly Entry[],
  sections: Iterable<readonly Item[]>,
  before: (a: Item, b: Item) => number,
): Map<string, number[]> {
  const orders = new Map<string, number[]>();
  for (const { record } of entries) {
    if (record.pointer === "") continue;
    const order = orders.get(record.file) ?? [];
    order.push(order.length);
    orders.set(record.file, order);
  }
  for (const items of sections) {
    const files = new Set(items.map(({ entry }) => entry.record.file));
    // Records in files of their own stand in the order of the files' names.
    if (files.size !== 1) {
      for (const file of files) orders.delete(file);
      continue;
    }
    const order = orders.get([...files][0]!);
    const sorted = [...items].sort(before);
    if (order)
      items.forEach((item, index) => {
        order[indexOf(item)] = indexOf(sorted[index]!);
      });
  }
  return orders;
}

const indexOf = ({ entry }: Item): number => Number(entry.record.pointer.slice(1));
