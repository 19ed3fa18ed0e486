import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import prettier from "prettier";
import { describe, expect, it } from "vitest";
import type { Finding } from "./finding/finding.ts";
import { generate } from "./commands/generate.ts";
import { lintPage } from "./drift/page.ts";
import { loadList } from "./data/load.ts";
import { listPages } from "./page/pages.ts";
import { temporaryFolder } from "./testing/repository.ts";
import { writeFiles } from "./testing/files.ts";

/*
 * A golden case is a folder: a list's data/ and templates/, the pages that they make, and, where
 * there is a damaged.md, all that lint says of it, in expected.txt. "vitest -u" writes pages and
 * expected.txt anew; look at what changed.
 */
const GOLDEN = "scripts/golden";
const cases = readdirSync(GOLDEN);

const listOf = (name: string): string => {
  const folder = temporaryFolder();
  for (const part of ["data", "templates"])
    cpSync(path.join(GOLDEN, name, part), path.join(folder, part), { recursive: true });
  return folder;
};

const lintPages = (folder: string): Finding[] => {
  const list = loadList(folder);
  const { pages, findings } = listPages(list);
  return [...list.findings, ...findings, ...pages.flatMap((page) => lintPage(list, page))];
};

const shown = ({ file, line, column, rule, entry, field, message }: Finding): string =>
  `${file}:${line}:${column} ${rule}${entry === undefined ? "" : ` [${entry}]`}${field === undefined ? "" : ` .${field}`}: ${message}`;

describe.each(cases)("the golden case %s", (name) => {
  it("makes its pages", async () => {
    const folder = listOf(name);
    const { generated, findings } = generate(folder);
    expect(findings).toEqual([]);
    expect(generated.map(({ file }) => file)).toEqual(
      readdirSync(path.join(folder, "templates")).sort(),
    );
    for (const { file } of generated) {
      const page = readFileSync(path.join(folder, file), "utf8");
      await expect(page).toMatchFileSnapshot(path.resolve(GOLDEN, name, file));
      expect(await prettier.check(page, { parser: "markdown" })).toBe(true);
    }
    expect(lintPages(folder)).toEqual([]);
    expect(generate(folder).generated.every(({ change }) => change === "unchanged")).toBe(true);
  });

  const damaged = path.join(GOLDEN, name, "damaged.md");
  if (!existsSync(damaged)) return;

  it("says what is wrong with its damaged page", async () => {
    const folder = listOf(name);
    generate(folder);
    writeFiles(folder, { "README.md": readFileSync(damaged, "utf8") });
    const said = lintPages(folder).map(shown);
    await expect(`${said.join("\n")}\n`).toMatchFileSnapshot(
      path.resolve(GOLDEN, name, "expected.txt"),
    );
  });
});
