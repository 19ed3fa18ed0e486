// Measures whole processes on lists of growing size and writes the table to .github/docs.
// Usage: npm run bench [-- --runs N] [--no-peers]
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { renderReport } from "./report.mjs";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    "no-peers": { type: "boolean", default: false },
  },
});
const runs = Number(options.runs);
const root = process.cwd();
const cli = path.join(root, "dist/cli.js");
const sizes = [15, 1500, 10500];
const LONGEST = 120_000;
const hasTime = existsSync("/usr/bin/time");

/** Median wall time in milliseconds and peak memory in MB of a process, or undefined past the limit. */
function measure(command, args, { cwd = root, before, count = runs } = {}) {
  const times = [];
  let memory = 0;
  for (let run = 0; run <= count; run++) {
    before?.();
    const start = process.hrtime.bigint();
    const timed = hasTime ? ["/usr/bin/time", ["-f", "%M", command, ...args]] : [command, args];
    const { error, stderr } = spawnSync(...timed, {
      cwd,
      encoding: "utf8",
      timeout: LONGEST,
      maxBuffer: 1 << 28,
    });
    const took = Number(process.hrtime.bigint() - start) / 1e6;
    if (error?.code === "ETIMEDOUT") return undefined;
    if (run > 0) times.push(took);
    memory = Math.max(memory, Number(/(\d+)\s*$/.exec(stderr ?? "")?.[1] ?? 0) / 1024);
    // A warm-up that takes long is measurement enough.
    if (run === 0 && took > 10_000) return { time: took, memory };
  }
  times.sort((a, b) => a - b);
  return { time: times[times.length >> 1], memory };
}

/** A list of so many papers, made from the project's own by numbering them. */
function makeList(dir, count) {
  const papers = JSON.parse(readFileSync("data/papers.json", "utf8"));
  const made = Array.from({ length: count }, (_, index) => {
    const paper = structuredClone(papers[index % papers.length]);
    if (count > papers.length) {
      paper.title += ` (${index})`;
      paper.year = 2025 - Math.floor((index * 12) / count);
      for (const [name, url] of Object.entries(paper.links ?? {}))
        paper.links[name] = `${url}?n=${index}`;
      if (paper.doi) paper.doi += `.${index}`;
      paper.summary = paper.summary?.map((line) => `${line}（第${index}篇）`);
    }
    return paper;
  });
  mkdirSync(path.join(dir, "data"), { recursive: true });
  cpSync("templates", path.join(dir, "templates"), { recursive: true });
  cpSync("data/datasets.json", path.join(dir, "data/datasets.json"));
  const list = JSON.parse(readFileSync("data/list.json", "utf8"));
  // Content rules are measured, not heard: excuses of the project's own entries do not fit here.
  delete list.excuses;
  writeFileSync(path.join(dir, "data/list.json"), JSON.stringify(list, null, 2));
  writeFileSync(path.join(dir, "data/papers.json"), `${JSON.stringify(made, null, 2)}\n`);
  execFileSync(process.execPath, [cli, "generate", "--force", "-C", dir]);
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.org", ...args], {
      cwd: dir,
    });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "list");
}

const readOnly = `const fs=require("fs");for(const f of ["list","papers","datasets"])JSON.parse(fs.readFileSync("data/"+f+".json","utf8"));fs.readFileSync("README.md","utf8")`;

function installPeers() {
  if (options["no-peers"]) return {};
  const dir = path.join(root, "scripts/bench");
  if (!existsSync(path.join(dir, "node_modules"))) {
    spawnSync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund"], {
      cwd: dir,
      stdio: "inherit",
    });
  }
  const bin = (name) => path.join(dir, "node_modules/.bin", name);
  const peers = {
    "prettier --check": [path.join(root, "node_modules/.bin/prettier"), ["--check", "README.md"]],
    "remark (remark-cli)": [bin("remark"), ["--no-stdout", "README.md"]],
    "markdownlint-cli2": [bin("markdownlint-cli2"), ["README.md"]],
    "awesome-lint": [bin("awesome-lint"), ["README.md"]],
    "doctoc --dryrun": [bin("doctoc"), ["--dryrun", "README.md"]],
  };
  return Object.fromEntries(Object.entries(peers).filter(([, [command]]) => existsSync(command)));
}

const peers = installPeers();
const results = [];
for (const size of sizes) {
  const dir = mkdtempSync(path.join(tmpdir(), "paperlist-bench-"));
  makeList(dir, size);
  const file = (name) => path.join(dir, name);
  const papers = readFileSync(file("data/papers.json"), "utf8");
  const readme = readFileSync(file("README.md"), "utf8");
  const lint = [cli, "lint", "--format", "json"];
  const reset = () => {
    writeFileSync(file("data/papers.json"), papers);
    writeFileSync(file("README.md"), readme);
  };
  const editReadme = () => {
    reset();
    writeFileSync(
      file("README.md"),
      readme.replace(/(CVPR) (2025|2024|2023|2022|2021)\)/, "ICCV $2)"),
    );
  };
  const editData = () => {
    reset();
    writeFileSync(file("data/papers.json"), papers.replace('"CVPR"', '"ICCV"'));
  };
  const node = process.execPath;
  const result = { size, bytes: Buffer.byteLength(readme), cells: {} };
  const add = (name, measured) => {
    result.cells[name] = measured;
    console.error(
      `${size} ${name}: ${measured ? `${measured.time.toFixed(0)} ms, ${measured.memory.toFixed(0)} MB` : "over the limit"}`,
    );
  };
  add("node -e 0", measure(node, ["-e", "0"]));
  add("read and JSON.parse", measure(node, ["-e", readOnly], { cwd: dir }));
  add("clean lint", measure(node, lint, { cwd: dir }));
  add("lint, one entry edited", measure(node, lint, { cwd: dir, before: editReadme }));
  add("generate after one edit", measure(node, [cli, "generate"], { cwd: dir, before: editData }));
  add("sync of one edit", measure(node, [cli, "sync"], { cwd: dir, before: editReadme }));
  reset();
  for (const [name, [command, args]] of Object.entries(peers)) {
    add(name, measure(command, args, { cwd: dir, count: Math.min(runs, 3) }));
  }
  results.push(result);
  rmSync(dir, { recursive: true, force: true });
}

const report = renderReport(results, { node: process.version, runs });
console.log(report.table);
mkdirSync(".github/docs", { recursive: true });
writeFileSync(".github/docs/benchmarks.md", report.markdown);
writeFileSync(".github/docs/benchmarks.svg", report.svg);
