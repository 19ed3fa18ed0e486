// How long the rules take on a clean list: node scripts/run.mjs scripts/accuracy/speed.ts [ENTRIES]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { loadList } from "../data/load.ts";
import { listPages } from "../page/pages.ts";
import { Context } from "../rules/context.ts";
import { writeFiles } from "../testing/files.ts";
import { rules, runRules } from "../rules/index.ts";
import { readSettings } from "../rules/settings.ts";
import { cleanList, filesOf } from "./lists.ts";

const size = Number(process.argv[2] ?? 10_500);
const made = cleanList(size, 1);
const dir = mkdtempSync(path.join(tmpdir(), "speed-"));
writeFiles(dir, filesOf(made));
const list = loadList(dir);
const { pages } = listPages(list);
for (const page of pages) page.actual = page.page.text;
const settings = readSettings(list, rules);
const context = new Context(list, pages);
let views = performance.now();
void context.everything.length;
process.stdout.write(
  `laid out flat        ${(performance.now() - views).toFixed(1).padStart(8)} ms\n`,
);
views = performance.now();
void context.links.length;
process.stdout.write(
  `links                ${(performance.now() - views).toFixed(1).padStart(8)} ms\n`,
);
for (const rule of rules) {
  const start = performance.now();
  const found = [...rule.check(context, settings.rules.get(rule.name)!.options)].length;
  process.stdout.write(
    `${rule.name.padEnd(20)} ${(performance.now() - start).toFixed(1).padStart(8)} ms ${found}\n`,
  );
}
for (let round = 0; round < 3; round++) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const findings = runRules(list, pages);
  process.stdout.write(
    `${size} entries, all rules: ${(performance.now() - start).toFixed(1)} ms (${(process.cpuUsage(cpu).user / 1000).toFixed(1)} ms of CPU), ${findings.length} findings\n`,
  );
}
rmSync(dir, { recursive: true });
