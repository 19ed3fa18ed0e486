import fc from "fast-check";
import { RelaxNGValidator, XmlDocument } from "libxml2-wasm";
import { expect, it } from "vitest";
import { nastyText } from "../testing/nasty.ts";
import { writeFeed } from "./atom.ts";
import type { Work } from "./work.ts";

/** Of the grammar in RFC 4287, appendix B, what a feed of works may hold; ids are not told twice. */
const person = `<element name="author"><element name="name"><data type="string"/></element></element>`;
const text = (name: string) => `<element name="${name}"><data type="string"/></element>`;
const time = `<element name="updated"><data type="dateTime"><param name="pattern">.*Z</param></data></element>`;
const iri = `<data type="anyURI"><param name="minLength">1</param></data>`;
const link = `<element name="link"><attribute name="rel"><value>alternate</value></attribute><attribute name="href">${iri}</attribute></element>`;
const grammar = `<element name="feed" ns="http://www.w3.org/2005/Atom" xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <interleave>
    ${text("title")} <element name="id">${iri}</element> ${time} ${person}
    <zeroOrMore><element name="entry"><interleave>
      ${text("title")} <element name="id">${iri}</element> ${time} ${text("content")}
      <optional>${link}</optional> <zeroOrMore>${person}</zeroOrMore>
      <zeroOrMore><element name="category"><attribute name="term"/></element></zeroOrMore>
    </interleave></element></zeroOrMore>
  </interleave>
</element>`;
const validator = RelaxNGValidator.fromDoc(XmlDocument.fromString(grammar));
const namespaces = { a: "http://www.w3.org/2005/Atom" };

/** What stands in a feed at a path, once it is found to be an Atom feed. */
function contents(feed: string, ...paths: string[]): string[][] {
  const document = XmlDocument.fromString(feed);
  try {
    validator.validate(document);
    const ids = document.find("//a:id", namespaces).map(({ content }) => content);
    expect(new Set(ids).size).toBe(ids.length);
    return paths.map((path) => document.find(path, namespaces).map(({ content }) => content));
  } finally {
    document.dispose();
  }
}

const today = new Date("2026-01-02T03:04:05Z");
const works: fc.Arbitrary<Work> = fc.record({
  key: fc.constant("k"),
  title: nastyText,
  venues: fc.array(nastyText, { maxLength: 1 }),
  date: fc.constantFrom("", "2024", "2024-05", "2024-12-31"),
  doi: fc.constantFrom("", "10.1000/a%b#c?d&e<f>"),
  arxiv: fc.constantFrom("", "2412.00876", "hep-th/9901001"),
  url: fc.constantFrom("", "https://例子.中国/论文?a=1&b=2", "Papers/a.md"),
  authors: fc.array(nastyText, { maxLength: 2 }),
  keywords: fc.array(nastyText, { maxLength: 2 }),
  remarks: fc.array(nastyText, { maxLength: 2 }),
});

it("is a feed of Atom whatever the works say", () => {
  fc.assert(
    fc.property(nastyText, fc.array(works, { maxLength: 4 }), (title, all) => {
      const feed = writeFeed(title, all, 3, today);
      const [titles, named] = contents(feed, "/a:feed/a:title", "/a:feed/a:entry/a:title");
      expect(titles).toEqual([title]);
      expect(named!.length).toBeLessThanOrEqual(3);
      for (const one of named!) expect(all.map((work) => work.title)).toContain(one);
      // What GitHub's runner takes for a command in a step's output.
      expect(feed).not.toMatch(/^\s*::|##\[/m);
    }),
  );
});

it("has the newest works first, each once, with all that is said of them", () => {
  const work = (date: string, title: string, more: Partial<Work> = {}): Work => ({
    key: title,
    title,
    venues: ["CVPR"],
    date,
    doi: "",
    arxiv: "",
    url: "",
    authors: ["李雷 & Han"],
    keywords: ["a<b"],
    remarks: ["第一\u0001句"],
    ...more,
  });
  const feed = writeFeed(
    "List",
    [
      work("2023", "Old"),
      work("2024-05-31", "New", { arxiv: "2405.00001", url: "https://a.example/?x&y" }),
      work("2024-05-31", "New, again", { arxiv: "2405.00001" }),
      work("", "Never"),
      work("2024", "Some time", { doi: "10.1000/a b" }),
    ],
    50,
    today,
  );
  expect(
    contents(
      feed,
      "//a:entry/a:title",
      "//a:updated",
      "//a:entry/a:id",
      "//@href",
      "//a:entry[1]/a:content",
      "//a:entry[1]/a:author",
      "//@term",
    ),
  ).toEqual([
    ["New", "Some time", "Old"],
    [
      "2024-05-31T00:00:00Z",
      "2024-05-31T00:00:00Z",
      "2024-01-01T00:00:00Z",
      "2023-01-01T00:00:00Z",
    ],
    [
      "https://arxiv.org/abs/2405.00001",
      "https://doi.org/10.1000/a%20b",
      expect.stringMatching(/^urn:sha256:[0-9a-f]{64}$/),
    ],
    ["https://a.example/?x&y", "https://doi.org/10.1000/a%20b"],
    ["CVPR 2024\n第一句"],
    ["李雷 & Han"],
    ["a<b", "a<b", "a<b"],
  ]);
});

it("says when it was made where no work says when it appeared", () => {
  expect(contents(writeFeed("L", [], 5, today), "//a:updated")).toEqual([
    ["2026-01-02T03:04:05.000Z"],
  ]);
});
