import { cpSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { lintPage } from "./drift/page.ts";
import { loadList } from "./data/load.ts";
import { listPages } from "./page/pages.ts";
import { contentOf } from "./testing/adopt.ts";
import { temporaryFolder } from "./testing/repository.ts";
import { writeFiles } from "./testing/files.ts";

/** The list as its owner wrote it. */
const SEED = "../shared/corpus/seed.md";

describe.skipIf(!existsSync(SEED))(`the list of ${SEED}`, () => {
  const seed = () => readFileSync(SEED, "utf8");

  it("is in README.md with every line of text and every link, in its order", () => {
    const [before, after] = [contentOf(seed()), contentOf(readFileSync("README.md", "utf8"))];
    expect(before.texts.length).toBeGreaterThan(100);
    expect(after.texts.slice(0, before.texts.length)).toEqual(before.texts);
    const kept = new Set(before.links);
    expect(after.links.filter((link) => kept.has(link))).toEqual(before.links);
    // What came to it: addresses of DOIs, and those of the section for maintainers.
    expect(after.links.filter((link) => !kept.has(link))).toEqual([
      ...before.texts
        .filter((text) => text.startsWith("DOI: "))
        .map((text) => text.replace("DOI: ", "https://doi.org/"))
        .filter((link) => !kept.has(link)),
      ".github/CONTRIBUTING.md",
      ".github/docs/index.md",
    ]);
  });

  it("in the place of README.md, differs in its layout and lacks the section for maintainers", () => {
    const folder = temporaryFolder();
    for (const part of ["data", "templates"])
      cpSync(part, path.join(folder, part), { recursive: true });
    writeFiles(folder, { "README.md": seed() });
    const list = loadList(folder);
    const found = listPages(list).pages.flatMap((page) => lintPage(list, page));
    const format = found.filter(({ rule }) => rule === "format");
    expect(new Set(format.map(({ severity }) => severity))).toEqual(new Set(["warning"]));
    expect(
      found
        .filter(({ rule }) => rule !== "format")
        .map(({ line, rule, message }) => `${line} ${rule} ${message.split(";")[0]}`),
    ).toMatchInlineSnapshot(`
      [
        "111 section the whole section under the heading of level 2 "维护说明" is missing: expected "维护说明" here after "ShareGPT4V-VQA"",
      ]
    `);
  });
});
