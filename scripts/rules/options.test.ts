import fc from "fast-check";
import { expect, it } from "vitest";
import { rules } from "./index.ts";
import { areOptions, type Option, optionsSchema, presetsOf } from "./options.ts";

const tables = rules.flatMap(({ name, options }) =>
  options ? [[name, options as Record<string, Option<unknown>>] as const] : [],
);

it.each(tables)("the quick look at options agrees with zod: %s", (_, table) => {
  const names = [...Object.keys(table), "lmiit", "constructor", "__proto__"];
  const values = Object.values(table).flatMap(({ values = [], preset }) => [...values, preset]);
  const value = fc.oneof(
    fc.constantFrom(...values),
    fc.constantFrom(0, -1, 1, 0.5, 1.5, 2 ** 53, "", "any", null, {}, [], true),
  );
  const given = fc.oneof(value, fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 2 }));
  const schema = optionsSchema(table);
  expect(areOptions(table, presetsOf(table))).toBe(true);
  const found = new Set<boolean>();
  fc.assert(
    fc.property(given, (one) => {
      const sound = schema.safeParse(one).success;
      found.add(sound);
      expect([one, areOptions(table, one)]).toEqual([one, sound]);
    }),
    { numRuns: 500 },
  );
  expect(found.size).toBe(2);
});
