import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import type { Finding } from "../finding/finding.ts";
import { loadList } from "../data/load.ts";
import { lintList } from "../commands/lint.ts";
import { writeFiles } from "../testing/files.ts";

const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

/** Lints a list with one paper of a placeholder for a title. */
function lint(settings: Record<string, unknown>): {
  findings: Finding[];
  at: (path: (string | number)[]) => string;
} {
  const dir = mkdtempSync(path.join(tmpdir(), "settings-"));
  dirs.push(dir);
  writeFiles(
    dir,
    new Map([
      ["data/list.json", JSON.stringify({ title: "L", ...settings }, null, 2)],
      ["data/papers.json", '[{ "title": "TODO", "venue": "XYZ", "year": 2021 }]'],
      ["templates/README.md", "# {{list.title}}\n\n- {{paper.title}}\n"],
      ["README.md", "# L\n\n- TODO\n"],
    ]),
  );
  const file = loadList(dir).documents.get("data/list.json")!;
  return {
    findings: lintList(dir),
    at: (steps) => {
      const { line, column } = file.place(steps, { key: steps.at(-1) === "placeholder-txet" });
      return `${line}:${column}`;
    },
  };
}

const rulesOf = (findings: Finding[]) =>
  findings.map(({ rule, severity }) => `${rule} ${severity}`);

it("takes severities from the settings", () => {
  expect(rulesOf(lint({}).findings)).toEqual(["placeholder-text warning"]);
  expect(rulesOf(lint({ rules: { "placeholder-text": "error" } }).findings)).toEqual([
    "placeholder-text error",
  ]);
  expect(rulesOf(lint({ rules: { "placeholder-text": ["error"] } }).findings)).toEqual([
    "placeholder-text error",
  ]);
  expect(lint({ rules: { "placeholder-text": "off" } }).findings).toEqual([]);
});

it.each([
  [
    { rules: { "placeholder-txet": "off" } },
    ["rules", "placeholder-txet"],
    'unknown rule "placeholder-txet"; did you mean "placeholder-text"?',
  ],
  [
    { rules: { order: "warn" } },
    ["rules", "order"],
    'found "warn", expected "off", "warning", "error", or one of these with options: ["warning", {…}]',
  ],
  [
    { rules: { order: ["warning", { direktion: "ascending" }] } },
    ["rules", "order", 1, "direktion"],
    'unknown option "direktion" of the rule order; did you mean "direction"?',
  ],
  [
    { rules: { order: ["warning", { direction: "up" }] } },
    ["rules", "order", 1, "direction"],
    'direction: Invalid option: expected one of "any"|"ascending"|"descending"',
  ],
  [
    { rules: { anchor: ["warning", {}] } },
    ["rules", "anchor", 1],
    'the rule anchor has no options; write "warning" alone',
  ],
  [
    { excuses: [{ rule: "order", entry: "TODO", reason: " " }] },
    ["excuses", 0, "reason"],
    'an excuse needs its reason: {"rule": "…", "entry": "…", "reason": "why the rule does not hold here"}',
  ],
  [
    { excuses: [{ rule: "ordr", entry: "TODO", reason: "x" }] },
    ["excuses", 0, "rule"],
    'unknown rule "ordr"; did you mean "order"?',
  ],
])("says what is wrong with %j, and where", (settings, steps, message) => {
  const { findings, at } = lint(settings);
  const [found] = findings.filter(({ rule }) => rule === "settings");
  expect(found).toMatchObject({ severity: "error", message, file: "data/list.json" });
  if (steps.at(-1) !== "direktion") expect(`${found!.line}:${found!.column}`).toBe(at(steps));
  // The other rules are run all the same.
  expect(rulesOf(findings)).toContain("placeholder-text warning");
});

it("excuses an entry, all of it or one field", () => {
  const excuse = { rule: "placeholder-text", entry: "TODO", reason: "its real title" };
  expect(lint({ excuses: [excuse] }).findings).toEqual([]);
  expect(lint({ excuses: [{ ...excuse, field: "title" }] }).findings).toEqual([]);
  expect(rulesOf(lint({ excuses: [{ ...excuse, field: "venue" }] }).findings)).toEqual([
    "placeholder-text warning",
    "unused-excuse warning",
  ]);
  const off = lint({ excuses: [excuse], rules: { "placeholder-text": "off" } }).findings;
  expect(off.map(({ message }) => message)).toEqual([
    'this excuses "TODO" from placeholder-text for nothing: placeholder-text is off; remove it',
  ]);
});

it("looks for the entries that are meant by a few excuses only", () => {
  const excuses = Array.from({ length: 30 }, () => ({
    rule: "placeholder-text",
    entry: "TODOO",
    reason: "its real title",
  }));
  const unused = lint({ excuses }).findings.filter(({ rule }) => rule === "unused-excuse");
  expect(unused).toHaveLength(30);
  expect(unused.filter(({ message }) => message.includes("did you mean"))).toHaveLength(20);
});
