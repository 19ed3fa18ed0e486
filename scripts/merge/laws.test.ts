import { isDeepStrictEqual } from "node:util";
import { withSortedKeys } from "../testing/sorted-keys.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rewriteJson } from "../data/json-rewrite.ts";
import { JsonDocument } from "../data/json-document.ts";
import { mergeData } from "./driver.ts";
import { mergeJson } from "./json.ts";

/** Whether two values are the same as JSON; the order of keys says nothing. */
const sameJson = (a: unknown, b: unknown) => {
  const [x, y] = [a, b].map((value) => JSON.parse(JSON.stringify(value ?? null)) as unknown);
  return isDeepStrictEqual(x, y);
};

const source = (text: string) => new JsonDocument("f", text).source();

type Entry = Record<string, unknown>;

const WORDS = [
  "Alpha",
  "Beta",
  "Gamma",
  "Delta",
  "Epsilon",
  "Zeta",
  "Eta",
  "Theta",
  "论文",
  '"quoted" \\ back',
];

const entry: fc.Arbitrary<Entry> = fc.record(
  {
    title: fc.constantFrom(...WORDS),
    year: fc.integer({ min: 2000, max: 2004 }),
    links: fc.record({ paper: fc.webUrl(), code: fc.webUrl() }, { requiredKeys: [] }),
    authors: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
    doi: fc.constantFrom("10.1000/a", "10.1000/b"),
  },
  { requiredKeys: ["title", "year"] },
);

const list = fc.uniqueArray(entry, { maxLength: 7, selector: ({ title }) => title });

type Edit = (entries: Entry[]) => Entry[];

/** One edit of a list: of a field, of an entry, of the order. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.nat(9), entry).map(
    ([at, { title: _, ...fields }]): Edit =>
      (entries) =>
        entries.map((one, index) => (index === at ? { title: one.title, ...fields } : one)),
  ),
  fc.tuple(fc.nat(9), fc.integer({ min: 2000, max: 2004 })).map(
    ([at, year]): Edit =>
      (entries) =>
        entries.map((one, index) => (index === at ? { ...one, year } : one)),
  ),
  fc.nat(9).map(
    (at): Edit =>
      (entries) =>
        entries.filter((_, index) => index !== at),
  ),
  fc.tuple(fc.nat(9), entry).map(
    ([at, one]): Edit =>
      (entries) =>
        entries.some(({ title }) => title === one.title)
          ? entries
          : entries.toSpliced(at % (entries.length + 1), 0, one),
  ),
  fc.tuple(fc.nat(9), fc.nat(9)).map(([from, to]): Edit => (entries) => {
    if (entries.length === 0) return entries;
    const left = [...entries];
    const [moved] = left.splice(from % left.length, 1);
    return left.toSpliced(to % (left.length + 1), 0, moved!);
  }),
);

const edits = fc.array(edit, { maxLength: 3 }).map(
  (all): Edit =>
    (entries) =>
      all.reduce((now, one) => one(now), entries),
);

/** Ways in which people's editors write JSON. */
const layout = fc.constantFrom<(value: unknown) => string>(
  (value) => `${JSON.stringify(value, null, 2)}\n`,
  (value) => JSON.stringify(value, null, "\t"),
  (value) => `${JSON.stringify(value, null, 4).replaceAll("\n", "\r\n")}\r\n`,
  (value) => JSON.stringify(value),
  (value) =>
    `${JSON.stringify(value, null, 2).replace(/\[\s+("[^\]]*?")\s+\]/g, (_, inner: string) => `[${inner.replace(/\s*\n\s*/g, " ")}]`)}\n`,
);

const parse = (text: string) => JSON.parse(text) as Entry[];

const sorted = (entries: Entry[]) =>
  entries.map((one) => JSON.stringify(withSortedKeys(one))).sort();

/** A text with conflict markers, settled for one side. */
const settle = (text: string, side: "ours" | "theirs") =>
  text.replace(
    /^<{7} ours\r?\n([\s\S]*?)^={7}\r?\n([\s\S]*?)^>{7} theirs\r?\n/gm,
    side === "ours" ? "$1" : "$2",
  );

describe("rewriting JSON", () => {
  it("writes the new value, and keeps the text of one that is the same", () => {
    fc.assert(
      fc.property(list, edits, layout, (before, change, write) => {
        const text = write(before);
        const after = change(before);
        const rewritten = rewriteJson(source(text), after);
        expect(JSON.parse(rewritten)).toEqual(after);
        expect(rewriteJson(source(text), structuredClone(before))).toBe(text);
        expect(rewritten.includes("\r\n")).toBe(text.includes("\r\n") && rewritten.includes("\n"));
        // Written back, it is as it was but for what came and went.
        expect(sameJson(JSON.parse(rewriteJson(source(rewritten), before)), before)).toBe(true);
      }),
    );
  });

  it("changes one line where one value changes", () => {
    fc.assert(
      fc.property(list, fc.nat(9), layout, (before, at, write) => {
        fc.pre(before.length > 0);
        const file = source(write(before));
        const chosen = (file.value as Entry[])[at % before.length]!;
        const changed = { ...chosen, year: 1999 };
        const target = (file.value as Entry[]).map((one) => (one === chosen ? changed : one));
        const origins = new Map([[changed, { file, value: chosen }]]);
        const [was, is] = [file.text, rewriteJson(file, target, { origins })].map((text) =>
          text.split("\n"),
        );
        expect(is).toHaveLength(was!.length);
        expect(is!.filter((line, index) => line !== was![index])).toHaveLength(1);
      }),
    );
  });

  it("writes one entry anew as it writes it with all the others", () => {
    const set = fc.constantFrom<object>(
      { year: 1999, title: undefined },
      { authors: ["a", "b"], tags: [] },
      { links: { code: "c", more: { x: [1] } } },
      { authors: Array.from({ length: 9 }, (_, nth) => `author ${nth}`) },
    );
    fc.assert(
      fc.property(list, fc.nat(9), layout, set, (before, at, write, fields) => {
        fc.pre(before.length > 0);
        const [index, text] = [at % before.length, write(before)];
        const change = (value: unknown) =>
          JSON.parse(JSON.stringify({ ...(value as object), ...fields })) as object;
        const file = source(text);
        const [values, target] = [file.value as object[], [...(file.value as object[])]];
        const changed = (target[index] = change(values[index]));
        const origins = new Map([[changed, { file, value: values[index]! }]]);
        const { indent, offset, ...element } = new JsonDocument("f", text).element(index);
        expect(
          text.slice(0, offset) +
            rewriteJson(element, change(element.value), { indent }) +
            text.slice(offset + element.text.length),
        ).toBe(rewriteJson(file, target, { origins }));
      }),
    );
  });

  it.each([
    ["at the end", '[\n  {"a": 1}\n]\n', [{ a: 1 }, { a: 2 }], '[\n  {"a": 1},\n  {"a": 2}\n]\n'],
    ["into nothing", "[]\n", [{ a: 1 }], '[\n  {\n    "a": 1\n  }\n]\n'],
    ["nothing left", '[\n  {"a": 1}\n]\n', [], "[]\n"],
    ["a byte order mark", "\uFEFF[\r\n\t1\r\n]", [1, 2], "\uFEFF[\r\n\t1,\r\n\t2\r\n]"],
    [
      "its own spacing",
      '{ "a" : 1 , "b":[1,2] }',
      { a: 1, b: [1, 2, 3], c: "x" },
      '{ "a" : 1 , "b":[1,2,3] , "c":"x" }',
    ],
  ])("writes %s", (_, text, target, expected) => {
    const file = source(text);
    const values = Array.isArray(file.value) ? (file.value as unknown[]) : [];
    const same = Array.isArray(target)
      ? target.map((one) => values.find((value) => sameJson(value, one)) ?? one)
      : target;
    expect(rewriteJson(file, same)).toBe(expected);
  });

  it("puts a new key where the fields' order has it", () => {
    const file = source('{\n  "title": "x",\n  "year": 1,\n  "tags": ["a"]\n}\n');
    const order = ["title", "year", "links.paper", "links.code", "doi", "tags"];
    const written = rewriteJson(
      file,
      { doi: "d", title: "x", year: 1, tags: ["a"], links: { code: "c" } },
      { order },
    );
    expect(Object.keys(JSON.parse(written) as object)).toEqual([
      "title",
      "year",
      "links",
      "doi",
      "tags",
    ]);
  });
});

describe("merging JSON by entry", () => {
  const three = fc.tuple(list, edits, edits, layout).map(([base, mine, other, write]) => ({
    base: write(base),
    ours: write(mine(base)),
    theirs: write(other(base)),
  }));

  it("is the identity with itself and with its base", () => {
    fc.assert(
      fc.property(three, ({ base, ours }) => {
        expect(mergeJson(base, ours, ours)).toEqual({ ours, theirs: ours, conflicts: [] });
        expect(mergeJson(base, ours, base)).toEqual({ ours, theirs: ours, conflicts: [] });
        const { ours: taken, conflicts } = mergeJson(base, base, ours);
        expect(conflicts).toEqual([]);
        expect(parse(taken)).toEqual(parse(ours));
      }),
    );
  });

  it("is symmetric but for order", () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const [one, other] = [mergeJson(base, ours, theirs), mergeJson(base, theirs, ours)];
        const butOrder = (conflicts: string[]) =>
          conflicts.filter((told) => !told.includes("moved")).length;
        expect(butOrder(one.conflicts)).toBe(butOrder(other.conflicts));
        expect(sorted(parse(one.ours))).toEqual(sorted(parse(other.theirs)));
        expect(sorted(parse(one.theirs))).toEqual(sorted(parse(other.ours)));
        if (one.conflicts.length === 0) expect(one.ours).toBe(one.theirs);
        else expect(one.ours).not.toBe(one.theirs);
      }),
    );
  });

  it("loses no edit of either side that does not conflict", () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const merged = mergeJson(base, ours, theirs);
        fc.pre(merged.conflicts.length === 0);
        const byTitle = (text: string) => new Map(parse(text).map((one) => [one.title, one]));
        const [b, o, t, m] = [base, ours, theirs, merged.ours].map(byTitle);
        for (const title of new Set([...o!.keys(), ...t!.keys(), ...b!.keys()])) {
          const [x, y, z, r] = [b, o, t, m].map((side) => side!.get(title));
          if (x === undefined) expect(r).toBeDefined();
          else if (y && z) {
            for (const key of new Set([...Object.keys(y), ...Object.keys(z)])) {
              if (typeof (y[key] ?? z[key]) === "object") continue;
              expect(r![key]).toEqual(sameJson(x[key], y[key]) ? z[key] : y[key]);
            }
          }
        }
      }),
    );
  });

  it("leaves markers that either side settles to sound JSON", () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const { text, conflicts } = mergeData(base, ours, theirs);
        expect(/^<{7} ours/m.test(text)).toBe(conflicts.length > 0);
        const merged = mergeJson(base, ours, theirs);
        if (ours === theirs || base === ours || base === theirs) return;
        expect(parse(settle(text, "ours"))).toEqual(parse(merged.ours));
        expect(parse(settle(text, "theirs"))).toEqual(parse(merged.theirs));
      }),
    );
  });

  it("shows a conflict around the one line that it is about", () => {
    const file = (year: number, venue: string) =>
      `${JSON.stringify(
        [
          { title: "A", venue, year },
          { title: "B", year: 1 },
        ],
        null,
        2,
      )}\n`;
    const { text, conflicts } = mergeData(file(2020, "x"), file(2021, "x"), file(2022, "y"));
    expect(conflicts).toEqual(['"A", year: ours 2021, theirs 2022']);
    expect(text).toBe(
      file(2020, "y").replace(
        '    "year": 2020\n',
        '<<<<<<< ours\n    "year": 2021\n=======\n    "year": 2022\n>>>>>>> theirs\n',
      ),
    );
  });
});
