import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Finding } from "../finding/finding.ts";
import { mendList } from "../commands/fix.ts";
import { loadList } from "../data/load.ts";
import { listPages } from "../page/pages.ts";
import { exampleFiles } from "../testing/examples.ts";
import { writeFiles } from "../testing/files.ts";
import { rules, runRules } from "./index.ts";
import type { BadExample, Example, Rule } from "./rule.ts";

const today = new Date("2026-01-01");
const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

function write(rule: Rule, example: Example): string {
  const dir = mkdtempSync(path.join(tmpdir(), "rule-"));
  dirs.push(dir);
  writeFiles(dir, exampleFiles(rule, example));
  return dir;
}

function findings(dir: string, rule: Rule): { own: Finding[]; list: ReturnType<typeof loadList> } {
  const list = loadList(dir);
  expect(list.findings).toEqual([]);
  const { pages, findings: broken } = listPages(list);
  expect(broken).toEqual([]);
  const all = runRules(list, pages, today);
  expect(all.filter(({ rule: name }) => name === "settings")).toEqual([]);
  return { own: all.filter(({ rule: name }) => name === rule.name), list };
}

/** `/papers/0/links/code` as FILE:LINE:COLUMN. */
function placeIn(list: ReturnType<typeof loadList>, place: string): string {
  if (!place.startsWith("/")) return place;
  const [collection, ...steps] = place.slice(1).split("/");
  const at = list.documents
    .get(`data/${collection}.json`)!
    .place(steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step)));
  return `${at.file}:${at.line}:${at.column}`;
}

describe.each(rules.map((rule) => [rule.name, rule] as const))("%s", (_, rule) => {
  it.each(rule.examples.good.map((example, index) => [index, example] as const))(
    "accepts its good example %i",
    (_index, example) => {
      expect(findings(write(rule, example), rule).own).toEqual([]);
    },
  );

  it.each(rule.examples.bad.map((example, index) => [index, example] as const))(
    "reports its bad example %i",
    (_index, example) => {
      const { own, list } = findings(write(rule, example), rule);
      const found = own.map(({ file, line, column, message }) => [
        `${file}:${line}:${column}`,
        message,
      ]);
      expect(found).toEqual(
        example.findings.map(([place, message]) => [placeIn(list, place), message]),
      );
    },
  );

  it.each(
    rule.examples.bad
      .map((example, index) => [index, example] as const)
      .filter(([, { fixed }]) => fixed !== undefined),
  )("mends its bad example %i", (_index, example: BadExample) => {
    const dir = write(rule, example);
    mendList(dir, { today, only: [rule.name] });
    for (const [pointer, value] of Object.entries(example.fixed!)) {
      const [collection, ...steps] = pointer.slice(1).split("/");
      const data: unknown = JSON.parse(
        readFileSync(path.join(dir, `data/${collection}.json`), "utf8"),
      );
      expect(
        steps.reduce<unknown>(
          (at, step) => (at as Record<string, unknown> | undefined)?.[step],
          data,
        ),
      ).toEqual(value);
    }
    expect(findings(dir, rule).own.filter(({ fix }) => fix)).toEqual([]);
  });

  it("has documentation and examples", () => {
    expect(rule.description).toMatch(/^[A-Z`].*[.]$/s);
    expect(rule.examples.good.length).toBeGreaterThan(0);
    expect(rule.examples.bad.length).toBeGreaterThan(0);
    expect(rule.examples.bad.some(({ findings }) => findings.length > 0)).toBe(true);
    expect(rule.examples.bad.some(({ fixed }) => fixed !== undefined)).toBe(rule.fixes ?? false);
  });
});

it("has a file of its own for each rule", () => {
  const files = readdirSync(import.meta.dirname).map((file) => file.replace(/\.ts$/, ""));
  for (const { name } of rules) expect(files).toContain(name);
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
});
