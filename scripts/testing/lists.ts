// Random records of given kinds, as generators.
import fc from "fast-check";
import type { Field, Kind } from "../data/kinds.ts";
import type { Rec } from "../data/record.ts";
import { normalizeBlock, normalizeInline } from "../markdown/canonical.ts";
import { nastyMarkdown, nastyText } from "./nasty.ts";

const word = nastyText.map((text) => text.replace(/\s/gu, "")).filter((text) => text !== "");
const url = fc.constantFrom(
  "https://a.org/x",
  "http://b.cn/?q=1&lang=zh#frag",
  "https://en.wikipedia.org/wiki/A_(b)_c",
  "Papers/2025-ICLR-%20x_y*.md",
  "https://例子.中国/论文_一_",
  "./a~b!c'd,e;f=g+h@i:j",
  "https://x.y/?a=&copy=1&amp;b",
);

const phrase = nastyText
  .map((text) =>
    text
      .replace(/[()[\]（）【】［］]/g, "")
      .replace(/ {2,}/g, " ")
      .trim(),
  )
  .filter((text) => text !== "");

/** Values of each domain, as nasty as the schema lets through. */
const domains: Record<string, fc.Arbitrary<unknown>> = {
  text: nastyText,
  word,
  phrase,
  markdown: nastyMarkdown
    .map(normalizeInline)
    .filter((text) => text !== "" && !/ {2}|\n/.test(text)),
  prose: fc.oneof(
    nastyMarkdown.map((text) => normalizeInline(text)).map((text) => normalizeBlock(`x ${text}`)),
    fc.constantFrom("- a\n- b", "1. x\n2. y", "> quoted text", "```js\ncode();\n```", "para one"),
    fc.constantFrom("<!-- a -->", '<div align="center">\nx\n</div>', "<br>x"),
  ),
  url,
  doi: fc.constantFrom(
    "10.1109/CVPR46437.2021.00074",
    "10.1016/S0140-6736(20)30183-5",
    "10.1000/a%b#c?d&e<f>",
  ),
  arxiv: fc.constantFrom("2412.00876", "2312.17648v2", "hep-th/9901001"),
  year: fc.integer({ min: 1990, max: 2026 }),
  integer: fc.nat(),
  date: fc.constantFrom("2024", "2024-05", "2024-05-31"),
};

function value(field: Field): fc.Arbitrary<unknown> {
  const one = domains[field.type]!;
  return field.list
    ? fc
        .uniqueArray(one, { minLength: 1, maxLength: 3, selector: String })
        .filter((list) => list.length > 0)
    : one;
}

/** A record with every required field and any subset of the others. */
function record(kind: Kind): fc.Arbitrary<Record<string, unknown>> {
  const fields = [...kind.fields.values()].filter((field) => field.ref === undefined);
  return fc
    .tuple(
      ...fields.map((field) =>
        field.optional ? fc.option(value(field), { nil: undefined }) : value(field),
      ),
    )
    .map((values) => {
      const made: Record<string, unknown> = {};
      fields.forEach(({ path }, index) => {
        if (values[index] !== undefined) put(made, path, values[index]);
      });
      return made;
    });
}

function put(object: Record<string, unknown>, path: string, content: unknown): void {
  const [first, ...rest] = path.split(".") as [string, ...string[]];
  if (rest.length === 0) object[first] = content;
  else put((object[first] ??= {}) as Record<string, unknown>, rest.join("."), content);
}

const mayRefer = (field: Field): boolean => field.optional && !field.list;

/** The records of a list, by kind; references lead to records that are there. */
export function records(
  kinds: ReadonlyMap<string, Kind>,
  most = 6,
): fc.Arbitrary<Map<string, Rec[]>> {
  const names = [...kinds.keys()];
  return fc
    .tuple(
      ...names.map((name) => {
        const kind = kinds.get(name)!;
        const many = name === "list" ? { minLength: 1, maxLength: 1 } : { maxLength: most };
        return fc.uniqueArray(record(kind), {
          ...many,
          selector: (made) => String(made[kind.key]),
        });
      }),
      fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
    )
    .map((made) => {
      const choices = made.at(-1) as number[];
      const all = new Map<string, Rec[]>();
      names.forEach((name, at) => {
        const values = structuredClone(made[at]) as Record<string, unknown>[];
        all.set(
          name,
          values.map((content, index) => ({
            kind: name,
            index,
            file: `data/${name}s.json`,
            element: index,
            value: content,
          })),
        );
      });
      const references = [...kinds.values()].flatMap((kind) =>
        [...kind.fields.values()].flatMap((field) =>
          field.ref === undefined ? [] : { kind, field },
        ),
      );
      // Where there is nothing to refer to, nothing that has to can be.
      for (const _ of kinds) {
        for (const { kind, field } of references)
          if (!field.optional && all.get(field.ref!)!.length === 0) all.set(kind.name, []);
      }
      for (const { kind, field } of references) {
        const { key } = kinds.get(field.ref!)!;
        const names = all.get(field.ref!)!.map(({ value }) => value[key]);
        all.get(kind.name)!.forEach((rec, index) => {
          // Of several fields that may refer, one does at most.
          const rivals = references.filter((one) => one.kind === kind && mayRefer(one.field));
          const turn = rivals.findIndex((one) => one.field === field);
          if (turn >= 0 && turn !== choices[19 - index]! % rivals.length) return;
          const choice = choices[index]! % (names.length + (field.optional ? 1 : 0));
          const several = names.filter((_, at) => (choices[at % 20]! + choice) % 2 === 0);
          const meant = field.list && several.length > 0 ? several : names[choice];
          if (meant !== undefined) put(rec.value, field.path, field.list ? [meant].flat() : meant);
        });
      }
      return all;
    });
}
