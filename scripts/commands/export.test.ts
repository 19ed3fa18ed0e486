import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readBibtex } from "../bibliography/bibtex.ts";
import { readCsl } from "../bibliography/csl.ts";
import { exportList } from "./export.ts";
import { writeFiles } from "../testing/files.ts";
import { temporaryFolder } from "../testing/repository.ts";

function listOf(papers: object[], more: Record<string, unknown> = {}): string {
  const folder = temporaryFolder();
  writeFiles(folder, { "data/list.json": { title: "L" }, "data/papers.json": papers, ...more });
  return folder;
}

const papers = [
  { title: "The Deep: a Study", venue: "CVPR", year: 2016, authors: ["Kaiming He", "Jian Sun"] },
  { title: "Deep, again", venue: "CVPR", year: 2016, authors: ["Kaiming Hé"] },
  { title: "Deep Once More", venue: "CVPR", year: 2016, authors: ["K. He"] },
  { title: "视觉定位", venue: "计算机学报", year: 2020, date: "2020-05", authors: ["何恺明"] },
  { title: "Without Authors", venue: "arXiv", year: 2021, arxiv: "2101.00001v2" },
];

it("gives each entry a key of its own", () => {
  const { works } = readBibtex(exportList(listOf(papers), "bibtex"));
  expect(works.map(({ key }) => key)).toEqual([
    "he2016deep",
    "he2016deep-2",
    "he2016deep-3",
    "entry2020",
    "without2021",
  ]);
  expect(works.map(({ title }) => title)).toEqual(papers.map(({ title }) => title));
  expect(works.at(-1)!.arxiv).toBe("2101.00001");
});

it("exports all kinds, or one", () => {
  const folder = listOf(papers, {
    "data/datasets.json": [{ name: "Data", url: "https://x.example" }],
  });
  const titles = (kind?: string) =>
    readCsl(exportList(folder, "csl-json", kind === undefined ? {} : { kind })).works.map(
      ({ title }) => title,
    );
  expect(titles()).toHaveLength(6);
  expect(titles("dataset")).toEqual(["Data"]);
  expect(() => titles("list")).toThrow('found no kind "list", expected one of paper, dataset');
});

it("exports works, and not what groups or names them", () => {
  const kinds = {
    topic: { name: "text" },
    paper: { topic: "topic" },
    recent: { date: "date", paper: "paper" },
  };
  const folder = listOf([{ title: "Work", venue: "ICML", year: 2024, topic: "Nets" }], {
    "data/list.json": { title: "L", kinds },
    "data/topics.json": [{ name: "Nets" }],
    "data/recents.json": [{ date: "2024-05-01", paper: "Work" }],
  });
  const { works } = readCsl(exportList(folder, "csl-json"));
  expect(works.map(({ title }) => title)).toEqual(["Work"]);
  writeFiles(folder, { "data/papers.json": [], "data/recents.json": [] });
  expect(() => exportList(folder, "bibtex")).toThrow(
    "found no record of paper, dataset; name a kind that has some: --kind topic",
  );
});

it("exports a date where it is of the entry's year, the year else", () => {
  const one = (date: string) =>
    readCsl(exportList(listOf([{ ...papers[3], date }]), "csl-json")).works[0]!.date;
  expect([one("2020-05"), one("2019-12-01")]).toEqual(["2020-05", "2020"]);
});

it("makes a feed of the newest entries", () => {
  const feed = exportList(listOf(papers), "atom", { limit: 2 });
  expect(feed.match(/<title>.*<\/title>/g)).toEqual(
    ["L", "Without Authors", "视觉定位"].map((title) => `<title>${title}</title>`),
  );
});

it("exports nothing of data that is not sound", () => {
  const folder = listOf([{ title: "T" }]);
  expect(() => exportList(folder, "bibtex")).toThrow(/^data\/papers\.json:2: venue: found nothing/);
});

it("is bundled without what its libraries would fetch with", () => {
  const bundles = readdirSync("dist").filter((name) => name.endsWith(".cjs"));
  expect(bundles.length).toBeGreaterThan(3);
  for (const name of bundles)
    expect(readFileSync(`dist/${name}`, "utf8"), name).not.toMatch(
      /require\([`'"](?:child_process|(?:node:)?https?)[`'"]\)|sync-fetch/,
    );
});
