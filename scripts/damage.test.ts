import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Finding } from "./finding/finding.ts";
import { damages } from "./testing/damages.ts";

const page = readFileSync("README.md", "utf8");
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "paperlist-"));
  for (const part of [".github", "data", "templates"])
    cpSync(part, path.join(dir, part), { recursive: true });
});
afterAll(() => rmSync(dir, { recursive: true }));

/** What the built command line says of a page: only what is about the page, not about the data. */
function lint(text: string): { status: number | null; findings: Finding[] } {
  writeFileSync(path.join(dir, "README.md"), text);
  const { status, stdout } = spawnSync(
    process.execPath,
    ["dist/cli.cjs", "lint", "--format", "json", "-C", dir],
    { encoding: "utf8" },
  );
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return { status, findings: findings.filter(({ file }) => file === "README.md") };
}

const short = ({ line, rule, entry, field }: Finding): string =>
  `${line} ${rule}${entry === undefined ? "" : ` ${entry.split(":")[0]}`}${field === undefined ? "" : ` .${field}`}`;

it("finds nothing on the page as it is generated", () => {
  expect(lint(page).findings).toEqual([]);
});

it.each(damages)("finds damage: %s", (_, edit, expected) => {
  const damaged = edit(page);
  expect(damaged).not.toBe(page);
  const { status, findings } = lint(damaged);
  expect(findings.map(short)).toEqual(expected);
  expect(status).toBe(findings.some(({ severity }) => severity === "error") ? 1 : 0);
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
    const { status, findings } = lint(text);
    expect(status).toBe(1);
    expect(findings.length).toBeGreaterThan(0);
  }
});
