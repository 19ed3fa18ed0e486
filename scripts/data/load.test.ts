import { describe, expect, it } from "vitest";
import { loadProblems, paperWith } from "../testing/data.ts";

describe("entries", () => {
  it("refuses repeated ones, whatever their letters' case and width", () => {
    const titles = ["A title", "B", "a TITLE", "Ａ title"];
    expect(
      loadProblems({
        "data/papers.json": [
          ...titles.map((title) => paperWith({ title })),
          paperWith({ title: "A title", year: 2023 }),
        ],
      }),
    ).toMatchInlineSnapshot(`
      [
        "data/papers.json:12:3 repeated-entry [a TITLE]: "a TITLE" stands at data/papers.json:2:3 already; remove one of them",
        "data/papers.json:17:3 repeated-entry [Ａ title]: "Ａ title" stands at data/papers.json:2:3 already; remove one of them",
      ]
    `);
  });

  it("names the nearest record where a reference leads nowhere", () => {
    const kinds = { topic: { name: "text", parent: "topic?" }, paper: { topics: "topic[]?" } };
    expect(
      loadProblems({
        "data/list.json": { title: "T", kinds },
        "data/topics.json": [{ name: "Visual" }, { name: "Language", parent: "Lnguage" }],
        "data/papers.json": [
          paperWith({ topics: ["Visual", "Visaul", "Something else"] }),
          paperWith({ title: "B", topics: ["Language"] }),
        ],
      }),
    ).toMatchInlineSnapshot(`
      [
        "data/papers.json:8:7 reference [A] .topics: topics: found "Visaul", which is the name of no topic; did you mean "Visual"?",
        "data/papers.json:9:7 reference [A] .topics: topics: found "Something else", which is the name of no topic",
        "data/topics.json:7:15 reference [Language] .parent: parent: found "Lnguage", which is the name of no topic; did you mean "Language"?",
      ]
    `);
  });

  it("refuses two records of one name where others refer to it", () => {
    const kinds = { topic: { name: "text", order: "integer" }, paper: { topic: "topic" } };
    expect(
      loadProblems({
        "data/list.json": { title: "T", kinds },
        "data/topics.json": [
          { name: "Visual", order: 1 },
          { name: "Visual", order: 2 },
        ],
      }),
    ).toMatchInlineSnapshot(`
      [
        "data/topics.json:6:3 repeated-entry [Visual]: "Visual" stands at data/topics.json:2:3 already; remove one of them",
      ]
    `);
  });

  it("says everything at once, file by file and in the order of the lines", () => {
    expect(
      loadProblems({
        "data/list.json": { title: " T" },
        "data/datasets.json": [{ name: "N" }, { url: "ftp://a.b", name: "M" }],
        "data/papers.json": [
          paperWith({ year: "2024", titel: "x", links: { paper: "//a.b", cod: "y" }, doi: "x" }),
          {},
          null,
          paperWith({ authors: [] }),
        ],
        "data/paper.json": [],
      }),
    ).toMatchInlineSnapshot(`
      [
        "data/list.json:2:12 schema [ T] .title: title: found white space at the beginning; write "T"",
        "data/papers.json:5:13 schema [A] .year: year: found "2024", expected a year as a number, from 1900 to 2100; write 2024 without quotes",
        "data/papers.json:6:5 schema [A] .titel: unknown key "titel"; did you mean "title"?",
        "data/papers.json:8:16 schema [A] .links.paper: links.paper: found "//a.b", expected an address with its scheme, or a path relative to the list's folder; write "https://a.b"",
        "data/papers.json:9:7 schema [A] .links.cod: unknown key "cod"; did you mean "code"?",
        "data/papers.json:11:12 schema [A] .doi: doi: found "x", expected a DOI such as "10.1109/CVPR46437.2021.00074"",
        "data/papers.json:13:3 schema .title: title: found nothing, expected plain text on one line",
        "data/papers.json:13:3 schema .venue: venue: found nothing, expected plain text on one line; add it, or let the field be absent: in data/list.json, "kinds": {"paper": {"venue": "text?"}}",
        "data/papers.json:13:3 schema .year: year: found nothing, expected a year as a number, from 1900 to 2100; add it, or let the field be absent: in data/list.json, "kinds": {"paper": {"year": "year?"}}",
        "data/papers.json:14:3 schema: found null, expected an object such as {"title": …}",
        "data/papers.json:15:3 repeated-entry [A]: "A" stands at data/papers.json:2:3 already; remove one of them",
        "data/papers.json:19:16 schema [A] .authors: authors: found an empty list; leave the field out instead",
        "data/datasets.json:2:3 schema [N] .url: url: found nothing, expected an http or https address, or a relative path inside the list's folder; add it, or let the field be absent: in data/list.json, "kinds": {"dataset": {"url": "url?"}}",
        "data/datasets.json:6:12 schema [M] .url: url: found the scheme "ftp", expected an http or https address, or a relative path inside the list's folder",
        "data/paper.json:1:1 data: no kind of record stands in data/paper.json; did you mean data/papers.json?",
      ]
    `);
  });
});
