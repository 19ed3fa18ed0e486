import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { records } from "../testing/lists.ts";
import { makeKinds } from "./kinds.ts";
import { quickLook, recordSchema } from "./schema.ts";

const kinds = makeKinds({ paper: { pages: "integer?", slug: "word?", about: "prose[]?" } });

/** What stands where a value should: of another type, of another domain, nothing. */
const wrong = fc.oneof(
  fc.constantFrom<unknown>(null, true, {}, [], [[]], "", " ", " a", "a  b", "a\nb", NaN),
  fc.constantFrom<unknown>(1, 1.5, -1, 1899, 2100, 2101, 2 ** 53, Infinity, "2024", ["a", "a"]),
  fc.constantFrom<unknown>("10.1/x", "10.1109/x", "2412.00876", "ftp://a", "http://a", "../a", "a"),
  fc.constantFrom<unknown>({ paper: 1 }, { paper: "http://a" }, { other: "a" }, ["a"], [1], ["b "]),
);

/** A record with one of its values, or one within it, put another way, or under another key. */
function damaged(value: Record<string, unknown>, at: number, key: string, by: unknown): unknown {
  const keys = [...Object.keys(value), key];
  const chosen = keys[at % keys.length]!;
  return { ...value, [chosen]: by };
}

describe("the quick look at a record", () => {
  it.each([...kinds.values()].map((kind) => [kind.name, kind] as const))(
    "agrees with zod: %s",
    (name, kind) => {
      const isSound = quickLook(kind);
      const schema = recordSchema(kind);
      let refused = 0;
      fc.assert(
        fc.property(
          records(kinds),
          fc.nat(20),
          fc.constantFrom("titel", "links", "doi", "constructor", "__proto__", "rules", "excuses"),
          wrong,
          (made, at, key, by) => {
            for (const { value } of made.get(name)!) {
              for (const one of [value, damaged(value, at, key, by), by]) {
                const sound = schema.safeParse(one).success;
                expect([one, isSound(one)]).toEqual([one, sound]);
                if (!sound) refused++;
              }
            }
          },
        ),
        { numRuns: 500 },
      );
      expect(refused).toBeGreaterThan(100);
    },
  );
});
