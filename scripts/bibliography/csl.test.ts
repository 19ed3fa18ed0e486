import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nastyText } from "../testing/nasty.ts";
import { itemOf, readCsl } from "./csl.ts";
import { line, type Work } from "./work.ts";

describe("items as they are written by", () => {
  const cases: Record<string, [object, Partial<Work>]> = {
    Zotero: [
      [
        {
          id: "http://zotero.org/users/1/items/ABC",
          type: "article",
          title: "Llama <i>open</i> &amp; efficient",
          number: "arXiv:2302.13971",
          publisher: "arXiv",
          URL: "http://arxiv.org/abs/2302.13971",
          issued: { "date-parts": [["2023", 2, "27"]] },
          author: [{ family: "Touvron", given: "Hugo" }, { literal: "The Team" }],
        },
      ],
      {
        title: "Llama open & efficient",
        arxiv: "2302.13971",
        venues: ["arXiv"],
        date: "2023-02-27",
        authors: ["Hugo Touvron", "The Team"],
      },
    ],
    Crossref: [
      {
        status: "ok",
        message: {
          title: ["Learning to See"],
          subtitle: ["A Study"],
          "container-title": ["Lecture Notes in Computer Science", "Computer Vision – ECCV 2016"],
          event: { name: "ECCV", acronym: "ECCV 2016" },
          DOI: "10.1007/978-3-319-46448-0_2",
          URL: "http://dx.doi.org/10.1007/978-3-319-46448-0_2",
          issued: { "date-parts": [[2016]] },
          author: [{ given: "Li", family: "Wei", sequence: "first", affiliation: [] }],
        },
      },
      {
        title: "Learning to See: A Study",
        doi: "10.1007/978-3-319-46448-0_2",
        venues: ["ECCV 2016", "Lecture Notes in Computer Science", "ECCV"],
        date: "2016",
        authors: ["Li Wei"],
      },
    ],
    DataCite: [
      {
        id: "https://doi.org/10.5281/zenodo.1",
        title: "Data",
        DOI: "https://doi.org/10.5281/ZENODO.1",
        publisher: "Zenodo",
        issued: { literal: "2019-03-01" },
        author: [{ family: "何", given: "恺明" }],
      },
      { doi: "10.5281/ZENODO.1", venues: ["Zenodo"], date: "2019-03-01", authors: ["何恺明"] },
    ],
  };

  it.each(Object.keys(cases))("%s", (name) => {
    const [item, expected] = cases[name]!;
    const { works, problems } = readCsl(JSON.stringify(item));
    expect(problems).toEqual([]);
    expect(works[0]).toMatchObject(expected);
  });
});

it.each([
  ["a broken text", "[{"],
  ["a number", "3"],
  ["no works", '["x", null, {"author": 3}]'],
  ["answers in answers", '{"message": {"message": {"message": []}}}'],
  ["open brackets", "[".repeat(1e5)],
  ["brackets", `${"[".repeat(5e4)}${"]".repeat(5e4)}`],
  [
    "wrong types",
    '[{"title": {"a": 1}, "author": {"b": 2}, "issued": [3], "event": [], "keyword": 7}]',
  ],
  [
    "names of objects",
    '{"title": "T", "__proto__": {"DOI": "10.1000/x"}, "author": [[[]], null, 3, {"family": ["F"]}]}',
  ],
])("makes no more than a problem of %s", (_, text) => {
  const { works, problems } = readCsl(text);
  for (const one of problems) expect(one).toMatch(/^found /);
  for (const { doi } of works) expect(doi).toBe("");
});

/** Markup of CSL is none of a value's text. */
const text = nastyText
  .map((one) => line(one.replace(/<\/?b>|&(?:amp|lt|gt|quot|apos);/g, "")))
  .filter((one) => one !== "");

it("is written so that the same works are read", () => {
  const works = fc.record({
    key: fc.constant("k2024x"),
    title: text,
    venues: fc.array(text, { maxLength: 1 }),
    date: fc.constantFrom("", "2024", "2024-05", "2024-12-31"),
    doi: fc.constantFrom("", "10.1109/CVPR46437.2021.00074"),
    arxiv: fc.constantFrom("", "2412.00876", "hep-th/9901001"),
    url: fc.constantFrom("", "https://a.example/x_y?a=1"),
    authors: fc.uniqueArray(fc.oneof(text, fc.constantFrom("Kaiming He", "何恺明", "A. B. Li")), {
      maxLength: 3,
    }),
    keywords: fc.constantFrom<string[]>([], ["a", "b c"]),
    remarks: fc.constant<string[]>([]),
  });
  fc.assert(
    fc.property(works, (work) => {
      const [read] = readCsl(JSON.stringify([itemOf(work)])).works;
      const venues = work.venues.length > 0 || !work.arxiv ? work.venues : ["arXiv"];
      expect(read).toEqual({ ...work, venues });
    }),
  );
});
