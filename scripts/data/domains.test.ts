import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ZodType } from "./zod.ts";
import { publishedSchema } from "./json-schema.ts";
import { domainSchema } from "./schema.ts";
import { type DomainName, domains, urlProblem } from "./domains.ts";

/** Valid values of each domain. */
const valid: Record<DomainName, fc.Arbitrary<unknown>> = {
  text: fc.stringMatching(/^[!-~一-龥é😀](| ?[!-~一-龥é😀])*$/u),
  word: fc.stringMatching(/^[!-~一-龥é😀]+$/u),
  phrase: fc.stringMatching(/^[!-'*-Z\\^-~一-龥é😀](| ?[!-'*-Z\\^-~一-龥é😀])*$/u),
  markdown: fc.stringMatching(/^[!-~一-龥](| ?[!-~一-龥])*$/u),
  prose: fc.stringMatching(/^[!-~](|[ \n]{0,3}[!-~])*$/),
  url: fc.oneof(
    fc
      .webUrl({ withFragments: true, withQueryParameters: true })
      .filter((url) => !/[()|^`]/.test(url)),
    fc.stringMatching(/^[a-zA-Z0-9_-]+(\/[a-zA-Z0-9_~é-][a-zA-Z0-9._~é-]*){0,3}$/),
    fc.constantFrom("./a", "a/..", "#a", "?a=/../..", "https://a.b/(x)_(y)", "HTTP://A.B", "a/b:c"),
  ),
  doi: fc.stringMatching(/^10\.[0-9]{4,9}(\.[0-9]{1,3})?\/[!-~]{1,20}$/),
  arxiv: fc.oneof(
    fc.stringMatching(/^[0-9]{4}\.[0-9]{4,5}(v[1-9])?$/),
    fc.constantFrom("hep-th/9901001", "math.GT/0309136v2", "cs/0112017", "q-bio/0401001"),
  ),
  year: fc.integer({ min: 1900, max: 2100 }),
  integer: fc.nat(),
  date: fc.oneof(
    fc
      .date({ min: new Date("1000-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    fc.stringMatching(/^[12][0-9]{3}(-(0[1-9]|1[0-2]))?$/),
  ),
};

/** Characters that no value of a domain may hold, wherever they are put. */
const forbidden: Partial<Record<DomainName, string>> = {
  text: "\n\t\0\ud800\u2028\ufeff\u0085\r",
  phrase: "()[]（）【】［］\n\0\ud800",
  word: " \n\t\u3000\u00a0\0\ud800",
  markdown: "\n\t\0\ud800\u2028\r",
  prose: "\t\0\udfff\u2028\r",
  url: ' <>"\\^`{|}\n\t\0()\ud800',
  doi: " \n\0\ud800\u3000",
  arxiv: " \n/:#é",
  date: " \n/:é",
};

const accepts = (schema: ZodType, value: unknown) => schema.safeParse(value).success;

describe.each(Object.keys(domains) as DomainName[])("the domain %s", (name) => {
  const schema = domainSchema(name);
  const editors = publishedSchema(name);

  it("accepts what is valid, as the published schema does", () => {
    fc.assert(
      fc.property(valid[name], (value) => {
        expect([value, accepts(schema, value)]).toEqual([value, true]);
        expect([value, accepts(editors, value)]).toEqual([value, true]);
      }),
      { numRuns: 300 },
    );
  });

  const characters = forbidden[name];
  if (characters === undefined) return;

  it("refuses a value with one character that it may not hold", () => {
    fc.assert(
      fc.property(
        valid[name] as fc.Arbitrary<string>,
        fc.constantFrom(...characters),
        fc.nat(),
        (value, character, place) => {
          const at = place % (value.length + 1);
          // Half of a pair beside the other half is a whole character.
          fc.pre(!/[\ud800-\udfff]/.test(value.slice(Math.max(0, at - 1), at + 1)));
          const broken = value.slice(0, at) + character + value.slice(at);
          expect([broken, accepts(schema, broken)]).toEqual([broken, false]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("never accepts what the published schema refuses, and says what is wrong in a sentence", () => {
    fc.assert(
      fc.property(
        fc.oneof(valid[name] as fc.Arbitrary<string>, fc.string({ unit: "binary", maxLength: 12 })),
        fc.string({ unit: "binary", maxLength: 2 }),
        fc.nat(),
        (value, added, place) => {
          const at = place % (value.length + 1);
          const changed = value.slice(0, at) + added + value.slice(at + (place % 2));
          const result = schema.safeParse(changed);
          if (result.success) expect([changed, accepts(editors, changed)]).toEqual([changed, true]);
          else expect(result.error.issues[0]!.message).toMatch(/^found [^\n]+$/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

it("mends an address until it is one", () => {
  const pieces = fc.constantFrom(
    "a",
    "b.c",
    "/",
    "(",
    ")",
    " ",
    "<",
    "|",
    "?x",
    "é",
    "https://",
    "%20",
  );
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 8 }), (parts) => {
      let url = parts.join("");
      for (let round = 0; round < 4; round++) {
        const mend = /write "(.*)"$/.exec(urlProblem(url) ?? "");
        if (!mend) break;
        expect(mend[1]).not.toBe(url);
        url = mend[1]!;
      }
      expect(urlProblem(url) ?? "").not.toMatch(/write/);
    }),
    { numRuns: 500 },
  );
});
