import { placeOf } from "../data/record.ts";
import { nearest } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";
import type { Entry, Item } from "./context.ts";
import { defineRule } from "./rule.ts";
import { Sequence } from "./sequence.ts";

export const order = defineRule({
  name: "order",
  description: "Entries out of the order that the settings ask for.",
  details:
    'The settings say which: `{"by": "year", "direction": "descending"}`, or by `date`, whose months and days count as far as they are known: `2024` may stand anywhere in its year. Entries are held against others of their section; the fewest that must move are reported.',
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
    const sequences = [...sections.values()].map(
      (items) => new Sequence(items, direction === "ascending" ? 1 : -1),
    );
    const wrongs = sequences.filter((sequence) => !sequence.isInOrder);
    if (wrongs.length === 0) return;
    const orders = fileOrders(context.entries, sequences);
    for (const sequence of wrongs) {
      for (const { item, other, above } of sequence.wrong()) {
        const reorder = orders.get(item.entry.record.file);
        yield {
          at: item,
          message: `found ${quote(item.value)} ${above ? "after" : "before"} ${quote(other.value)} (${quote(other.entry.name)}), expected ${direction} order by ${by}`,
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
        mended: { options: { by: "year", direction: "descending" } },
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
      {
        options: { by: "date", direction: "ascending" },
        papers: [{ date: "2024-05" }, { date: "2024" }, { title: "C", date: "2024-03" }],
        findings: [
          [
            "/papers/0/date",
            'found "2024-05" before "2024-03" ("C"), expected ascending order by date',
          ],
        ],
        fixed: { "/papers/1/title": "C", "/papers/2/date": "2024-05" },
      },
      {
        list: { kinds: { paper: { stars: "integer" } } },
        options: { by: "stars", direction: "ascending" },
        papers: [{ stars: 110 }, { title: "B", stars: 9 }, { stars: 10 }],
        findings: [
          ["/papers/0/stars", 'found "110" before "9" ("B"), expected ascending order by stars'],
        ],
        fixed: { "/papers/0/stars": 9, "/papers/1/stars": 10, "/papers/2/stars": 110 },
      },
    ],
  },
});

/** For each file that holds a list of records, the order in which every section is in order. */
function fileOrders(
  entries: readonly Entry[],
  sequences: readonly Sequence[],
): Map<string, number[]> {
  const orders = new Map<string, number[]>();
  for (const { record } of entries) {
    if (record.element === undefined) continue;
    const order = orders.get(record.file) ?? [];
    order.push(order.length);
    orders.set(record.file, order);
  }
  for (const { items, sorted } of sequences) {
    const files = new Set(items.map(({ entry }) => entry.record.file));
    // Records in files of their own stand in the order of the files' names.
    if (files.size !== 1) {
      for (const file of files) orders.delete(file);
      continue;
    }
    const order = orders.get([...files][0]!);
    if (order)
      items.forEach((item, index) => {
        order[indexOf(item)] = indexOf(sorted[index]!);
      });
  }
  return orders;
}

const indexOf = ({ entry }: Item): number => entry.record.element!;
