import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { lintList } from "./commands/lint.ts";
import { folderFiles } from "./files/folder.ts";
import { overlay } from "./files/memory.ts";
import type { Finding } from "./finding/finding.ts";
import { damages } from "./testing/damages.ts";

const page = readFileSync("README.md", "utf8");
const files = folderFiles(".");

/** What lint says of a page: only what is about the page, not about the data. */
const lint = (text: string): Finding[] =>
  lintList(overlay(files, new Map([["README.md", text]]))).filter(
    ({ file }) => file === "README.md",
  );

const short = ({ line, rule, entry, field }: Finding): string =>
  `${line} ${rule}${entry === undefined ? "" : ` ${entry.split(":")[0]}`}${field === undefined ? "" : ` .${field}`}`;

it("finds nothing on the page as it is generated", () => {
  expect(lint(page)).toEqual([]);
});

it.each(damages)("finds damage: %s", (_, edit, expected) => {
  const damaged = edit(page);
  expect(damaged).not.toBe(page);
  const findings = lint(damaged);
  expect(findings.map(short)).toEqual(expected);
  for (const { message } of findings) expect(message).toMatch(/run "paperlist/);
});

it("survives a page that is empty, cut in half, or not a page at all", () => {
  for (const text of [
    "",
    "\n",
    page.slice(0, page.length / 2),
    "\0",
    "{}",
    "#".repeat(1000),
    "- ".repeat(500),
  ]) {
    const findings = lint(text);
    expect(findings.some(({ severity }) => severity === "error")).toBe(true);
  }
});
