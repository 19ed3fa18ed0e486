/** Every mend that a finding of a rule names, made as its message says: it mends what was found. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadList } from "../data/load.ts";
import { mendList } from "../commands/fix.ts";
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
  const dir = mkdtempSync(path.join(tmpdir(), "mend-"));
  dirs.push(dir);
  writeFiles(dir, exampleFiles(rule, example));
  return dir;
}

/** The messages of a rule's findings. */
function messages(dir: string, rule: Rule): string[] {
  const list = loadList(dir);
  expect(list.findings).toEqual([]);
  const { pages, findings } = listPages(list);
  expect(findings).toEqual([]);
  return runRules(list, pages, today)
    .filter(({ rule: name }) => name === rule.name)
    .map(({ message }) => message);
}

type Edit = { write: string } | { remove: "value" | "record" };

/** What a message asks for, where it says it in so many words. */
function editOf(message: string): Edit | undefined {
  const [, text] = /(?:expected|write) "(.*)"$/.exec(message) ?? [];
  if (text !== undefined && !text.endsWith("…"))
    return {
      write: text.replace(/\\u([0-9a-f]{4})/g, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      ),
    };
  if (/leave the entry out$|; remove one of them$/.test(message)) return { remove: "record" };
  return /leave (?:it|the field|the link) out|; remove it$/.test(message)
    ? { remove: "value" }
    : undefined;
}

/** Makes an edit at a JSON Pointer from `data/`. */
function make(dir: string, place: string, edit: Edit): void {
  const [collection, ...steps] = place.slice(1).split("/");
  const file = path.join(dir, `data/${collection}.json`);
  const data = JSON.parse(readFileSync(file, "utf8")) as unknown;
  const whole = "remove" in edit && edit.remove === "record" ? steps.slice(0, 1) : steps;
  const last = whole.at(-1)!;
  const holder = whole
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | null)?.[step], data);
  // Its record is marked as gone.
  if (holder === undefined) return;
  if ("write" in edit) (holder as Record<string, unknown>)[last] = edit.write;
  // Those after it keep their places until all is done.
  else (holder as Record<string, unknown>)[last] = Array.isArray(holder) ? null : undefined;
  writeFileSync(file, JSON.stringify(data));
}

/** Takes out what was only marked as gone; a list of nothing goes too. */
function tidy(dir: string): void {
  const pruned = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const kept = value.filter((one) => one !== null).map(pruned);
      return kept.length > 0 || value.length === 0 ? kept : undefined;
    }
    return typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pruned(one)]))
      : value;
  };
  for (const name of ["list", "papers", "datasets"]) {
    const file = path.join(dir, `data/${name}.json`);
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch {
      continue;
    }
    writeFileSync(file, JSON.stringify(pruned(JSON.parse(text)) ?? []));
  }
}

function mend(dir: string, rule: Rule, example: BadExample): void {
  mendList(dir, { today, only: [rule.name] });
  const left = new Set(messages(dir, rule));
  for (const [place, message] of example.findings) {
    if (!left.has(message)) continue;
    const edit = editOf(message);
    if (!edit || !place.startsWith("/"))
      throw new Error(`the example has no "mended", and nobody can do what it says: ${message}`);
    make(dir, place, edit);
  }
  tidy(dir);
}

describe.each(rules.map((rule) => [rule.name, rule] as const))("%s", (_, rule) => {
  it.each(rule.examples.bad.map((example, index) => [index, example] as const))(
    "has mends that mend its bad example %i",
    (_index, example) => {
      const dir = write(rule, { ...example, ...example.mended });
      if (!example.mended) mend(dir, rule, example);
      expect(messages(dir, rule)).toEqual([]);
    },
  );
});
