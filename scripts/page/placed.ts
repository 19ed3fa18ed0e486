// Whether each record stands on a page once for each place that the template gives it. Look here
// when an entry is said to have no place, or too many.
import type { Finding } from "../finding/finding.ts";
import { quote } from "../finding/quote.ts";
import { fieldValue, type LoadedList, placeOf, type Rec } from "../data/record.ts";
import { folded } from "../pairing/folded.ts";
import { grouped } from "../pairing/grouped.ts";
import { type LineNode, lineNodes, type Pattern } from "../template/pattern.ts";
import type { Page } from "./render.ts";

/** Tells of records that have not each of their places, or share one with another. */
export function misplaced(list: LoadedList, pattern: Pattern, page: Page): Finding[] {
  const times = new Map<Rec, number>();
  const wanted = new Map<Rec, number>();
  for (const { node, scope } of page.lines) {
    if (node.record === undefined) continue;
    for (const record of scope.get(node.record)!) {
      times.set(record, (times.get(record) ?? 0) + 1);
      if (node.spread)
        wanted.set(record, [fieldValue(record, node.spread.path) ?? []].flat().length);
    }
  }
  const places = grouped(
    [...lineNodes(pattern.nodes)].flatMap(([node]) =>
      node.record === undefined ? [] : [[node.record, node] as const],
    ),
  );
  const found = page.merged.flatMap(([first, ...rest]) =>
    rest.map((record) => sameAs(first!, record, list, pattern)),
  );
  for (const [name, nodes] of places) {
    const records = list.records.get(name) ?? [];
    for (const record of records) {
      const count = times.get(record) ?? 0;
      if (count !== (wanted.get(record) ?? 1))
        found.push(misplacedRecord(record, count, nodes, list, pattern));
    }
    // What stands in several places is told by its name alone.
    const known = new Map<string, Rec>();
    for (const record of nodes.some(({ spread }) => spread) ? records : []) {
      const key = folded(nameOf(record, list));
      const same = known.get(key);
      if (same) found.push(sameAs(same, record, list, pattern));
      else known.set(key, record);
    }
  }
  return found;
}

const nameOf = (record: Rec, { kinds }: LoadedList): string =>
  String(fieldValue(record, kinds.get(record.kind)!.key) ?? "");

function sameAs(first: Rec, record: Rec, list: LoadedList, { file }: Pattern): Finding {
  const [place, other] = [placeOf(list, record), placeOf(list, first)];
  const entry = nameOf(first, list);
  return {
    rule: "repeated-entry",
    severity: "error",
    message: `${quote(entry)} cannot be told from the entry at ${other.file}:${other.line}:${other.column} on the page made by ${file}; remove one of them, or change what the page shows of it`,
    ...place,
    data: place,
    entry,
  };
}

function misplacedRecord(
  record: Rec,
  times: number,
  nodes: readonly LineNode[],
  list: LoadedList,
  pattern: Pattern,
): Finding {
  const fields = [
    ...nodes.flatMap(({ references }) => references.map(({ field }) => field.path)),
    ...nodes.flatMap(({ lacks }) => lacks),
  ];
  const said = [...list.kinds.get(record.kind)!.fields.keys()].filter(
    (path) => fields.includes(path) && fieldValue(record, path) !== undefined,
  );
  const place = placeOf(list, record, said[0] ?? fields[0]);
  const entry = nameOf(record, list);
  const on = `on the page made by ${pattern.file}`;
  const why =
    times > 0
      ? `stands ${times} times ${on}, and should once; change the template or the data`
      : said.length > 0
        ? `has no place ${on}, since no heading stands for all of its ${said.join(", ")}; make them name headings that stand under each other, or name one only`
        : fields.length > 0
          ? `has no place ${on}, since it has no ${[...new Set(fields)].join(", ")}; name one of these`
          : `has no place ${on}, since it has the values of none of the lines of form; add what is lacking`;
  return {
    rule: "unplaced-entry",
    severity: "error",
    message: `${quote(entry)} ${why}`,
    ...place,
    data: place,
    entry,
  };
}
