import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ZodType } from "zod";
import { type DomainName, domains, published, urlProblem } from "./domains.ts";
import { loadProblems, paperWith, valueProblems } from "./testing/data.ts";

describe("what is wrong with a value", () => {
  it("of text", () => {
    const values = [
      ...["", " ", "\u3000", " a", "a ", "a\u00a0", "a  b", "a\nb", "a\r\nb", "a\tb", "\ufeffa"],
      ...["a\0b", "a\u007fb", "a\u0085b", "a\u2028b", "a\u2029b", "a\ud800", "\udc00a"],
      ...[3, null, true, ["a"], { a: 1 }],
    ];
    expect(valueProblems("title", values)).toMatchInlineSnapshot();
  });

  it("of a year", () => {
    const values = ["2024", "MMXXIV", 24, 1899, 2101, 2024.5, null, true, [2024]];
    expect(valueProblems("year", values)).toMatchInlineSnapshot();
  });

  it("of a DOI", () => {
    const values = [
      ...["https://doi.org/10.1109/X.1", "https://dx.doi.org/10.1109%2FX.1", "doi:10.1109/X.1"],
      ...["DOI: 10.1109/X.1", " 10.1109/a", "10.1109/a ", "10.1/x", "10.1109", "10.1109/", "x", ""],
      ...["10.1109/a b", "10.1109/a\u0000", "11.1109/a", 10.1109],
    ];
    expect(valueProblems("doi", values)).toMatchInlineSnapshot();
  });

  it("of an arXiv id", () => {
    const values = [
      ...["https://arxiv.org/abs/2412.00876", "https://arxiv.org/pdf/2412.00876v2.pdf"],
      ...["arXiv:2412.00876 [cs.CV]", "https://arxiv.org/abs/hep-th/9901001", "2412.00876 "],
      ...[
        "2412.876",
        "24120.0876",
        "2412.008761",
        "2412.00876v0",
        "hep-th/990100",
        "HEP-TH/9901001",
      ],
      2412.00876,
    ];
    expect(valueProblems("arxiv", values)).toMatchInlineSnapshot();
  });

  it("of an address", () => {
    const values = [
      ...["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "ftp://a.b/c"],
      ...["file:///etc/passwd", "mailto:a@b.c", "//a.b/c", "/a/b", "https://", "http:a.b"],
      ...["https://a.b:99999/", "https://[::1/", "../x", "a/../../x", "..", "./..", "%2e%2e/x"],
      ...[
        "a/%2E%2e/.%2e/x",
        "..%2fx",
        "%2e%2e/%zz",
        "..%5cx",
        "a b",
        " https://a.b",
        "\thttps://a.b",
      ],
      ...["https://a.b/\u00a0x", "https://a.b/x\ny", "https://a.b/<x>", 'https://a.b/"', "a\\b"],
      ...[
        "https://a.b/x|y",
        "https://a.b/`{}^",
        "https://a.b/(x",
        "https://a.b/x)",
        "https://a.b/)(",
      ],
      ...["https://a.b/\u0001", "https://a.b/\ud800", "", " ", 3],
    ];
    expect(valueProblems("links.paper", values)).toMatchInlineSnapshot();
  });

  it("of a date", () => {
    const values = [
      "2024-13",
      "2024-00",
      "2024-02-30",
      "2023-02-29",
      "2024-5",
      "2024/05",
      "24",
      2024,
    ];
    expect(valueProblems("date", values)).toMatchInlineSnapshot();
  });

  it("of a list", () => {
    const values = [[], "A, B", null, { a: 1 }, ["A", "B", "A"], ["A", 3], [["A"]], [""], ["a\nb"]];
    expect(valueProblems("authors", values)).toMatchInlineSnapshot();
  });

  it("of an object", () => {
    expect(
      valueProblems("links", ["https://a.b", [], null, { links: {} }]),
    ).toMatchInlineSnapshot();
  });

  it("of domains that only own kinds use", () => {
    const kinds = {
      paper: { count: "integer?", years: "year[]?", word: "word?", note: "prose[]?" },
    };
    const paper = paperWith({
      count: "5",
      years: ["2024", 2024, 2024],
      word: "a b",
      note: ["a\n\n- b", " x", "a\r\nb", "a\n", "\n", "a\u2028"],
    });
    expect(
      loadProblems({
        "data/list.json": { title: "T", kinds },
        "data/papers.json": [paper, paperWith({ title: "B", count: -1, years: 2024 })],
      }),
    ).toMatchInlineSnapshot();
  });
});

/** Valid values of each domain. */
const valid: Record<DomainName, fc.Arbitrary<unknown>> = {
  text: fc.stringMatching(/^[!-~一-龥é😀](| ?[!-~一-龥é😀])*$/u),
  word: fc.stringMatching(/^[!-~一-龥é😀]+$/u),
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
  const { schema } = domains[name];
  const editors = published.get(schema) ?? schema;

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
