import { cpSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import prettier from "prettier";
import { beforeAll, describe, expect, it } from "vitest";
import { generate } from "./commands/generate.ts";
import { lintPage } from "./drift/page.ts";
import { loadList } from "./data/load.ts";
import { listPages } from "./page/pages.ts";
import { readPage } from "./page/read.ts";
import type { Reading } from "./page/reading.ts";
import { compileTemplate } from "./template/template.ts";
import { contentOf, filesOf } from "./testing/adopt.ts";
import { temporaryFolder } from "./testing/repository.ts";
import { writeFiles } from "./testing/files.ts";

/** The list six weeks on: topics with prose, years under topics, tables with their own columns. */
const LATER = "../shared/corpus/later.md";
/** Its template, and the kinds that it needs: all that it takes. */
const FIXTURE = "scripts/testing/later";

describe.skipIf(!existsSync(LATER))(`the list of ${LATER}`, () => {
  const { kinds } = loadList(FIXTURE);
  const template = readFileSync(path.join(FIXTURE, "templates/README.md"), "utf8");
  const pattern = compileTemplate("templates/README.md", template, kinds);
  let later: string;
  let reading: Reading;
  let files: Record<string, unknown>;

  beforeAll(() => {
    later = readFileSync(LATER, "utf8");
    reading = readPage(pattern, kinds, later);
    const read = filesOf(reading, kinds);
    const settings = JSON.parse(
      readFileSync(path.join(FIXTURE, "data/list.json"), "utf8"),
    ) as object;
    const [own] = read["data/list.json"] as [object];
    files = { ...read, "data/list.json": { ...settings, ...own } };
  });

  /** A new folder with the list as data, and `later.md` in the place of its page. */
  function listFolder(): string {
    const folder = temporaryFolder();
    cpSync(path.join(FIXTURE, "templates"), path.join(folder, "templates"), { recursive: true });
    writeFiles(folder, { ...files, "README.md": later });
    return folder;
  }

  it("is read line by line, with all of its entries, prose and rows", () => {
    expect(reading.lines.filter(({ line, captures }) => !line || !captures)).toEqual([]);
    const of = (kind: string) =>
      reading.entries.filter((entry) => entry.kind === kind).map(({ fields }) => fields);
    expect(of("list")[0]!.get("title")).toBe("Visual Groundin");
    expect(of("topic").map((topic) => [topic.get("name"), topic.get("intro")?.length])).toEqual([
      ["Visual-Grounding", 13],
      ["3D-Visual-Grounding", 2],
      ["视觉大模型结合模型轻量化技术相关研究成果", undefined],
    ]);
    const papersOf = (topic: string) =>
      of("paper").filter((paper) => paper.get("topic") === topic).length;
    expect(of("topic").map((topic) => papersOf(topic.get("name") as string))).toEqual([1, 1, 15]);
    expect(
      of("paper")
        .map((paper) => paper.get("year"))
        .join(" "),
    ).toBe("2022 2025 2025 2025 2025 2025 2025 2025 2024 2024 2023 2023 2023 2023 2023 2022 2021");
    expect(of("paper").filter((paper) => paper.has("doi"))).toHaveLength(7);
    expect(
      of("benchmark").map((row) => [row.get("name"), row.get("metric"), row.get("label")]),
    ).toEqual([
      ["ScanNet v2", "/", "ScanNet 提示"],
      ["ScanRefer", "Acc@mIoU", "此处"],
      ["SR3D/NR3D", "目标对象选择的准确率", "此处"],
    ]);
    expect(of("dataset")).toHaveLength(15);
    expect(new Set(of("dataset").map((row) => row.get("section")))).toEqual(
      new Set(["视觉大模型+知识蒸馏相关数据集"]),
    );
  });

  it("keeps what is no Markdown although it looks so", () => {
    const prose = reading.entries.flatMap(({ fields }) => fields.get("intro") ?? []);
    expect(prose.filter((block) => block.includes("具体目标或区域。\\*\\*3DVG"))).toHaveLength(1);
    expect(prose.filter((block) => block.includes("<u>然而，"))).toHaveLength(1);
    expect(prose.filter((block) => block.startsWith("1. 传统CNN基础的方法\n2. "))).toHaveLength(1);
  });

  it("differs from its data in layout only", () => {
    const list = loadList(listFolder());
    const found = listPages(list).pages.flatMap((page) => lintPage(list, page));
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(["format"]));
  });

  it("is written with every text and every link, in its order, and then read as the same", async () => {
    const folder = listFolder();
    expect(loadList(folder).findings).toEqual([]);
    expect(generate(folder, { force: true }).findings).toEqual([]);
    const page = readFileSync(path.join(folder, "README.md"), "utf8");
    expect(await prettier.check(page, { parser: "markdown" })).toBe(true);

    const [before, after] = [contentOf(later), contentOf(page)];
    expect(after.texts).toEqual(before.texts);
    // A DOI that stood as plain text is a link now.
    const links = after.links.filter(
      (link) => before.links.includes(link) || !link.startsWith("https://doi.org/"),
    );
    expect(links).toEqual(
      before.links.map((link) => (link.startsWith("#") ? link.toLowerCase() : link)),
    );

    const again = readPage(pattern, kinds, page);
    expect(filesOf(again, kinds)).toEqual(filesOf(reading, kinds));
    expect(generate(folder).generated.map(({ change }) => change)).toEqual(["unchanged"]);
  });
});
