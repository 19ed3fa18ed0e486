// Seeds faults into clean lists, lints them, and counts what was found, missed and false.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Finding } from "../finding/finding.ts";
import { generate } from "../commands/generate.ts";
import { lintList } from "../commands/lint.ts";
import { loadList } from "../data/load.ts";
import { writeFiles } from "../testing/files.ts";
import type { Fault, Seeded } from "./fault.ts";
import { faults } from "./faults.ts";
import { type CleanList, cleanList, filesOf } from "./lists.ts";
import { Random } from "./random.ts";

/** What was found of what was seeded. */
export interface Measured {
  rule: string;
  seeded: number;
  /** Found once, at its line. */
  found: number;
  /** Findings of the rule where nothing was seeded, or a second time. */
  false: number;
}

/** Writes a list into a folder of its own, generates its page and lints it. */
function linted(list: CleanList, check: (findings: Finding[], dir: string) => void): void {
  const dir = mkdtempSync(path.join(tmpdir(), "accuracy-"));
  try {
    writeFiles(dir, filesOf(list));
    const { findings } = generate(dir);
    check(findings.length > 0 ? findings : lintList(dir), dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** FILE:LINE of what was seeded. */
function lineOf(dir: string, seeded: Seeded, places: ReturnType<typeof loadList>): string {
  if (typeof seeded !== "string") {
    const lines = readFileSync(path.join(dir, seeded.file), "utf8").split("\n");
    return `${seeded.file}:${lines.findIndex((line) => line.includes(seeded.text)) + 1}`;
  }
  const [collection, ...steps] = seeded.slice(1).split("/");
  const file = places.documents.get(`data/${collection}.json`)!;
  const { line } = file.place(steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step)));
  return `${file.file}:${line}`;
}

/**
 * Seeds faults into a clean list and lints it.
 *
 * @param times how often each fault is put into the list
 * @param tell is told of every finding that is missing or false
 */
export function measure(
  size: number,
  seed: number,
  chosen: readonly Fault[],
  times: number,
  tell: (text: string) => void,
): Measured[] {
  const random = new Random(seed);
  const list = cleanList(size, seed);
  const used = new Set<number>();
  const take = (fits: (index: number) => boolean): number | undefined => {
    const start = random.below(list.papers.length);
    for (let step = 0; step < list.papers.length; step++) {
      const index = (start + step) % list.papers.length;
      if (used.has(index) || !fits(index)) continue;
      used.add(index);
      return index;
    }
    return undefined;
  };
  const seeded: { fault: Fault; at: Seeded }[] = [];
  for (const fault of chosen) {
    for (let time = 0; time < (fault.once ? 1 : times); time++) {
      const index = take((one) => fault.fits?.(list.papers[one]!, one, list) ?? true);
      // A partner without a code link, a DOI or an opening of its own.
      const needed = fault.seed.length > 2;
      const other = needed ? take((one) => one % 12 === 7 || size < 100) : -1;
      if (index === undefined || other === undefined) throw new Error(`no place for ${fault.what}`);
      seeded.push({ fault, at: fault.seed(list, index, other) });
    }
  }
  const measured = new Map<string, Measured>();
  const of = (rule: string): Measured => {
    if (!measured.has(rule)) measured.set(rule, { rule, seeded: 0, found: 0, false: 0 });
    return measured.get(rule)!;
  };
  linted(list, (findings, dir) => {
    const places = loadList(dir);
    const left = new Map<string, Finding[]>();
    for (const finding of findings) {
      const key = `${finding.rule} ${finding.file}:${finding.line}`;
      left.set(key, [...(left.get(key) ?? []), finding]);
    }
    for (const { fault, at } of seeded) {
      const counted = of(fault.rule);
      counted.seeded++;
      const key = `${fault.rule} ${lineOf(dir, at, places)}`;
      if (left.get(key)?.shift()) counted.found++;
      else tell(`missed: ${fault.rule}, ${fault.what}, at ${key}`);
    }
    for (const finding of [...left.values()].flat()) {
      of(finding.rule).false++;
      tell(`false: ${finding.file}:${finding.line} ${finding.rule} ${finding.message}`);
    }
  });
  return [...measured.values()];
}

/** Measures lists of one size: small lists once for each fault, large ones with all of them at once. */
export function measureSize(size: number, tell: (text: string) => void): Measured[] {
  const rounds =
    size < 100
      ? faults.map((fault, index) => measure(size, 100 + index, [fault], 1, tell))
      : [measure(size, size, faults, size < 5000 ? 3 : 20, tell)];
  const clean = measure(size, 7, [], 0, tell);
  const sum = new Map<string, Measured>();
  for (const one of [...rounds, clean].flat()) {
    const known = sum.get(one.rule) ?? { rule: one.rule, seeded: 0, found: 0, false: 0 };
    sum.set(one.rule, {
      rule: one.rule,
      seeded: known.seeded + one.seeded,
      found: known.found + one.found,
      false: known.false + one.false,
    });
  }
  return [...sum.values()];
}
