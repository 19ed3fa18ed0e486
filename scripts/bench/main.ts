// Measures whole processes on lists of growing size and writes .github/docs/benchmarks.md.
// Usage: npm run bench [-- --runs N] [--no-peers]
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { CLI, edited, generated, makeList, pageAlone, restore } from "./lists.ts";
import { inTurn, type Work } from "./measure.ts";
import { peers } from "./peers.ts";
import { plot } from "./plot.ts";
import { markdown, type Measured, table } from "./report.ts";
import { worstCases } from "./worst.ts";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    "no-peers": { type: "boolean", default: false },
  },
});
const rounds = Number(options.runs);

const readOnly = `const fs=require("fs");for(const f of ["list","papers","datasets"])JSON.parse(fs.readFileSync("data/"+f+".json","utf8"));fs.readFileSync("README.md","utf8")`;

const measured = [15, 1_500, 10_500].map((size): Measured => {
  const list = makeList(size);
  const { dir: cwd, readme, papers } = list;
  const node = (...args: string[]) => ({ command: process.execPath, args, cwd });
  const lint = node(CLI, "lint", "--format", "json");
  const pageEdit = () => restore(list, { readme: edited(readme) });
  // What sync notes would have generate look twice.
  const other = makeList(size);
  const dataEdit = () => generated(other, { papers: edited(papers) });
  const clean = () => restore(list);
  const works = new Map<string, Work>([
    ["node -e 0", node("-e", "0")],
    ["read and parse", node("-e", readOnly)],
    ["clean lint", { ...lint, before: clean }],
    ["lint of one edit", { ...lint, before: pageEdit }],
    ["generate after one edit", { ...node(CLI, "generate"), cwd: other.dir, before: dataEdit }],
    ["sync of one edit", { ...node(CLI, "sync"), before: pageEdit }],
  ]);
  const costs = inTurn(works, rounds);
  clean();
  if (!options["no-peers"])
    for (const [name, cost] of inTurn(peers(cwd), Math.min(rounds, 3))) costs.set(name, cost);
  const alone = path.join(cwd, "alone");
  const init = { ...node(CLI, "init"), cwd: alone, before: () => pageAlone(alone, readme) };
  for (const [name, cost] of inTurn(new Map([["init", init]]), Math.min(rounds, 3)))
    costs.set(name, cost);
  for (const { dir } of [list, other]) rmSync(dir, { recursive: true, force: true });
  for (const [name, cost] of costs)
    console.error(
      `${size} ${name}: ${cost ? `${cost.time.toFixed(0)} ms, ${cost.memory.toFixed(0)} MB` : "over the limit"}`,
    );
  return { size, bytes: Buffer.byteLength(readme), costs };
});

const worst = worstCases();
console.log(table(measured));
mkdirSync(".github/docs", { recursive: true });
writeFileSync(".github/docs/benchmarks.md", await markdown(measured, worst, rounds));
writeFileSync(".github/docs/benchmarks.svg", plot(measured));
