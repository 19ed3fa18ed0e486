import { describe, expect, it } from "vitest";
import { loadProblems, paperWith, valueProblems } from "../testing/data.ts";

describe("what is wrong with a value", () => {
  it("of text", () => {
    const values = [
      ...["", " ", "\u3000", " a", "a ", "a\u00a0", "a  b", "a\nb", "a\r\nb", "a\tb", "\ufeffa"],
      ...["a\0b", "a\u007fb", "a\u0085b", "a\u2028b", "a\u2029b", "a\ud800", "\udc00a"],
      ...[3, null, true, ["a"], { a: 1 }],
    ];
    expect(valueProblems("title", values)).toMatchInlineSnapshot(`
      """
        title: found an empty text, expected plain text on one line
      " "
        title: found nothing but white space, expected plain text on one line
      "　"
        title: found nothing but white space, expected plain text on one line
      " a"
        title: found white space at the beginning; write "a"
      "a "
        title: found white space at the end; write "a"
      "a\\u00a0"
        title: found white space at the end; write "a"
      "a  b"
        title: found two spaces in a row; write "a b"
      "a\\nb"
        title: found a line break; write one line, or several values of a list
      "a\\r\\nb"
        title: found the control character \\u000d; remove it
      "a\\tb"
        title: found the control character \\t; remove it
      "\\ufeffa"
        title: found the control character \\ufeff; remove it
      "a\\u0000b"
        title: found the control character \\u0000; remove it
      "a\\u007fb"
        title: found the control character \\u007f; remove it
      "a\\u0085b"
        title: found the control character \\u0085; remove it
      "a\\u2028b"
        title: found the control character \\u2028; remove it
      "a\\u2029b"
        title: found the control character \\u2029; remove it
      "a\\ud800"
        title: found half of a surrogate pair; write the whole character
      "\\udc00a"
        title: found half of a surrogate pair; write the whole character
      3
        title: found 3, expected plain text on one line
      null
        title: found null, expected plain text on one line
      true
        title: found true, expected plain text on one line
      ["a"]
        title: found ["a"], expected plain text on one line
      {"a":1}
        title: found {"a":1}, expected plain text on one line"
    `);
  });

  it("of a year", () => {
    const values = ["2024", "MMXXIV", 24, 1899, 2101, 2024.5, null, true, [2024]];
    expect(valueProblems("year", values)).toMatchInlineSnapshot(`
      ""2024"
        year: found "2024", expected a year as a number, from 1900 to 2100; write 2024 without quotes
      "MMXXIV"
        year: found "MMXXIV", expected a year as a number, from 1900 to 2100
      24
        year: found 24, expected a year as a number, from 1900 to 2100
      1899
        year: found 1899, expected a year as a number, from 1900 to 2100
      2101
        year: found 2101, expected a year as a number, from 1900 to 2100
      2024.5
        year: found 2024.5, expected a year as a number, from 1900 to 2100
      null
        year: found null, expected a year as a number, from 1900 to 2100
      true
        year: found true, expected a year as a number, from 1900 to 2100
      [2024]
        year: found [2024], expected a year as a number, from 1900 to 2100"
    `);
  });

  it("of a DOI", () => {
    const values = [
      ...["https://doi.org/10.1109/X.1", "https://dx.doi.org/10.1109%2FX.1", "doi:10.1109/X.1"],
      ...["DOI: 10.1109/X.1", " 10.1109/a", "10.1109/a ", "10.1/x", "10.1109", "10.1109/", "x", ""],
      ...["10.1109/a b", "10.1109/a\u0000", "11.1109/a", "210.1109/a", 10.1109],
    ];
    expect(valueProblems("doi", values)).toMatchInlineSnapshot(`
      ""https://doi.org/10.1109/X.1"
        doi: found "https://doi.org/10.1109/X.1", expected a DOI such as "10.1109/CVPR46437.2021.00074"; write "10.1109/X.1"
      "https://dx.doi.org/10.1109%2FX.1"
        doi: found "https://dx.doi.org/10.1109%2FX.1", expected a DOI such as "10.1109/CVPR46437.2021.00074"; write "10.1109/X.1"
      "doi:10.1109/X.1"
        doi: found "doi:10.1109/X.1", expected a DOI such as "10.1109/CVPR46437.2021.00074"; write "10.1109/X.1"
      "DOI: 10.1109/X.1"
        doi: found "DOI: 10.1109/X.1", expected a DOI such as "10.1109/CVPR46437.2021.00074"; write "10.1109/X.1"
      " 10.1109/a"
        doi: found " 10.1109/a", expected a DOI such as "10.1109/CVPR46437.2021.00074"; write "10.1109/a"
      "10.1109/a "
        doi: found "10.1109/a ", expected a DOI such as "10.1109/CVPR46437.2021.00074"; write "10.1109/a"
      "10.1/x"
        doi: found "10.1/x", expected a DOI such as "10.1109/CVPR46437.2021.00074"
      "10.1109"
        doi: found "10.1109", expected a DOI such as "10.1109/CVPR46437.2021.00074"
      "10.1109/"
        doi: found "10.1109/", expected a DOI such as "10.1109/CVPR46437.2021.00074"
      "x"
        doi: found "x", expected a DOI such as "10.1109/CVPR46437.2021.00074"
      ""
        doi: found an empty text; leave the field out instead
      "10.1109/a b"
        doi: found "10.1109/a b", expected a DOI such as "10.1109/CVPR46437.2021.00074"
      "10.1109/a\\u0000"
        doi: found the control character \\u0000; remove it
      "11.1109/a"
        doi: found "11.1109/a", expected a DOI such as "10.1109/CVPR46437.2021.00074"
      "210.1109/a"
        doi: found "210.1109/a", expected a DOI such as "10.1109/CVPR46437.2021.00074"
      10.1109
        doi: found 10.1109, expected a DOI such as "10.1109/CVPR46437.2021.00074""
    `);
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
    expect(valueProblems("arxiv", values)).toMatchInlineSnapshot(`
      ""https://arxiv.org/abs/2412.00876"
        arxiv: found "https://arxiv.org/abs/2412.00876", expected an arXiv id such as "2412.00876" or "hep-th/9901001"; write "2412.00876"
      "https://arxiv.org/pdf/2412.00876v2.pdf"
        arxiv: found "https://arxiv.org/pdf/2412.00876v2.pdf", expected an arXiv id such as "2412.00876" or "hep-th/9901001"; write "2412.00876v2"
      "arXiv:2412.00876 [cs.CV]"
        arxiv: found "arXiv:2412.00876 [cs.CV]", expected an arXiv id such as "2412.00876" or "hep-th/9901001"; write "2412.00876"
      "https://arxiv.org/abs/hep-th/9901001"
        arxiv: found "https://arxiv.org/abs/hep-th/9901001", expected an arXiv id such as "2412.00876" or "hep-th/9901001"; write "hep-th/9901001"
      "2412.00876 "
        arxiv: found "2412.00876 ", expected an arXiv id such as "2412.00876" or "hep-th/9901001"; write "2412.00876"
      "2412.876"
        arxiv: found "2412.876", expected an arXiv id such as "2412.00876" or "hep-th/9901001"
      "24120.0876"
        arxiv: found "24120.0876", expected an arXiv id such as "2412.00876" or "hep-th/9901001"
      "2412.008761"
        arxiv: found "2412.008761", expected an arXiv id such as "2412.00876" or "hep-th/9901001"
      "2412.00876v0"
        arxiv: found "2412.00876v0", expected an arXiv id such as "2412.00876" or "hep-th/9901001"
      "hep-th/990100"
        arxiv: found "hep-th/990100", expected an arXiv id such as "2412.00876" or "hep-th/9901001"
      "HEP-TH/9901001"
        arxiv: found "HEP-TH/9901001", expected an arXiv id such as "2412.00876" or "hep-th/9901001"
      2412.00876
        arxiv: found 2412.00876, expected an arXiv id such as "2412.00876" or "hep-th/9901001""
    `);
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
    expect(valueProblems("date", values)).toMatchInlineSnapshot(`
      ""2024-13"
        date: found "2024-13", expected a date: "2024", "2024-05" or "2024-05-31"
      "2024-00"
        date: found "2024-00", expected a date: "2024", "2024-05" or "2024-05-31"
      "2024-02-30"
        date: found "2024-02-30", expected a date: "2024", "2024-05" or "2024-05-31"
      "2023-02-29"
        date: found "2023-02-29", expected a date: "2024", "2024-05" or "2024-05-31"
      "2024-5"
        date: found "2024-5", expected a date: "2024", "2024-05" or "2024-05-31"
      "2024/05"
        date: found "2024/05", expected a date: "2024", "2024-05" or "2024-05-31"
      "24"
        date: found "24", expected a date: "2024", "2024-05" or "2024-05-31"
      2024
        date: found 2024, expected a date: "2024", "2024-05" or "2024-05-31""
    `);
  });

  it("of a list", () => {
    const values = [[], "A, B", null, { a: 1 }, ["A", "B", "A"], ["A", 3], [["A"]], [""], ["a\nb"]];
    expect(valueProblems("tags", values)).toMatchInlineSnapshot(`
      "[]
        tags: found an empty list; leave the field out instead
      "A, B"
        tags: found "A, B", expected a list: ["A, B"]
      null
        tags: found null, expected a list: plain text on one line each; leave the field out instead
      {"a":1}
        tags: found {"a":1}, expected a list: […]
      ["A","B","A"]
        tags: found "A" a second time; remove it
      ["A",3]
        tags: found 3, expected plain text on one line
      [["A"]]
        tags: found ["A"], expected plain text on one line
      [""]
        tags: found an empty text, expected plain text on one line
      ["a\\nb"]
        tags: found a line break; write one line, or several values of a list; for paragraphs, make the field "prose[]?" in the list's kinds"
    `);
  });

  it("of an object", () => {
    expect(valueProblems("links", ["https://a.b", [], null, { links: {} }])).toMatchInlineSnapshot(`
      ""https://a.b"
        links: found "https://a.b", expected an object such as {"paper": …}
      []
        links: found [], expected an object such as {"paper": …}
      null
        links: found null, expected an object such as {"paper": …}
      {"links":{}}
        unknown key "links"; expected one of paper, code, notes, project, demo, data, video, slides, poster, or a field of your own, named in data/list.json: "kinds": {"paper": {"links.links": "text?"}}"
    `);
  });

  it("of domains that only own kinds use", () => {
    const kinds = {
      paper: {
        count: "integer?",
        years: "year[]?",
        word: "word?",
        room: "phrase?",
        note: "prose[]?",
      },
    };
    const paper = paperWith({
      count: "5",
      years: ["2024", 2024, 2024],
      word: "a b",
      room: "Workshop (ICCV)",
      note: ["a\n\n- b", " x", "a\r\nb", "a\n", "\n", "a\u2028"],
    });
    expect(
      loadProblems({
        "data/list.json": { title: "T", kinds },
        "data/papers.json": [paper, paperWith({ title: "B", count: -1, years: 2024 })],
      }),
    ).toMatchInlineSnapshot(`
      [
        "data/papers.json:6:14 schema [A] .count: count: found "5", expected a whole number; write 5 without quotes",
        "data/papers.json:8:7 schema [A] .years: years: found "2024", expected a year as a number, from 1900 to 2100; write 2024 without quotes",
        "data/papers.json:12:13 schema [A] .word: word: found white space, expected one word",
        "data/papers.json:13:13 schema [A] .room: room: found "(" in "Workshop (ICCV)", expected none of ()[]（）【】［］; take it out, or make the field "text" in the list's kinds",
        "data/papers.json:16:7 schema [A] .note: note: found white space at the beginning; write "x"",
        "data/papers.json:17:7 schema [A] .note: note: found the control character \\u000d; remove it",
        "data/papers.json:18:7 schema [A] .note: note: found white space at the end; write "a"",
        "data/papers.json:19:7 schema [A] .note: note: found nothing but white space, expected one block of Markdown: a paragraph, a list, a quotation",
        "data/papers.json:20:7 schema [A] .note: note: found the control character \\u2028; remove it",
        "data/papers.json:27:14 schema [B] .count: count: found -1, expected a whole number",
        "data/papers.json:28:14 schema [B] .years: years: found 2024, expected a list: [2024]",
      ]
    `);
  });
});
