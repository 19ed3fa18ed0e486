import { expect, it } from "vitest";
import { loadProblems, paperWith } from "../testing/data.ts";

const kinds = { topic: { name: "text" }, paper: { topic: "topic?", see: "paper[]?" } };
const list = { title: "T", kinds };
const topics = [{ name: "Pruning" }, { name: "Distillation" }];

it("finds repeated entries beside all other errors", () => {
  const papers = [
    paperWith({ doi: "x" }),
    paperWith({ title: " Ａ", yaer: 1 }),
    paperWith({ title: "a", venue: "v" }),
    paperWith({ year: 2023 }),
    paperWith({ venue: null }),
    paperWith({}),
  ];
  expect(loadProblems({ "data/papers.json": papers })).toMatchInlineSnapshot(`
    [
      "data/papers.json:6:12 schema [A] .doi: doi: found "x", expected a DOI such as "10.1109/CVPR46437.2021.00074"",
      "data/papers.json:8:3 repeated-entry [ Ａ]: " Ａ" stands at data/papers.json:2:3 already; remove one of them",
      "data/papers.json:9:14 schema [ Ａ] .title: title: found white space at the beginning; write "Ａ"",
      "data/papers.json:12:5 schema [ Ａ] .yaer: unknown key "yaer"; did you mean "year"?",
      "data/papers.json:14:3 repeated-entry [a]: "a" stands at data/papers.json:2:3 already; remove one of them",
      "data/papers.json:26:14 schema [A] .venue: venue: found null, expected plain text on one line",
      "data/papers.json:29:3 repeated-entry [A]: "A" stands at data/papers.json:2:3 already; remove one of them",
    ]
  `);
});

it("finds broken references beside all other errors, each at its own value", () => {
  expect(
    loadProblems({
      "data/list.json": list,
      "data/topics.json": topics,
      "data/papers.json": [
        paperWith({ topic: "Prunning", doi: "x" }),
        paperWith({ title: "B", see: ["A", "C", "B"], topic: "Distillation" }),
      ],
    }),
  ).toMatchInlineSnapshot(`
    [
      "data/papers.json:6:14 reference [A] .topic: topic: found "Prunning", which is the name of no topic; did you mean "Pruning"?",
      "data/papers.json:7:12 schema [A] .doi: doi: found "x", expected a DOI such as "10.1109/CVPR46437.2021.00074"",
      "data/papers.json:15:7 reference [B] .see: see: found "C", which is the title of no paper",
    ]
  `);
});

it("calls no reference broken that may be to a record which cannot be read", () => {
  const papers = [paperWith({ topic: "Quantization" })];
  const broken = (data: unknown) =>
    loadProblems({ "data/list.json": list, "data/topics.json": data, "data/papers.json": papers });

  expect(broken(topics)).toEqual([expect.stringContaining(" reference [A] .topic: ")]);
  for (const data of ["[", "\ufeff[]", [{ nmae: "Quantization" }], [...topics, { name: null }]]) {
    const found = broken(data);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((problem) => problem.includes("reference"))).toEqual([]);
  }
});

it("says nothing between records while the list's own kinds are wrong", () => {
  expect(
    loadProblems({
      "data/list.json": { title: "T", kinds: { paper: { part: "integr" } } },
      "data/papers.json": [paperWith({ part: 1 }), paperWith({ part: 2 })],
    }),
  ).toEqual([expect.stringContaining('unknown type "integr"')]);
});

it("suggests for the first mistypings, and names all", () => {
  const papers = Array.from({ length: 120 }, (_, at) =>
    paperWith({ title: `Paper ${at}`, topic: "Prunning" }),
  );
  const found = loadProblems({
    "data/list.json": list,
    "data/topics.json": topics,
    "data/papers.json": papers,
  });
  expect(found).toHaveLength(120);
  expect(found.filter((problem) => problem.includes("did you mean"))).toHaveLength(50);
});
