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

const words =
  "稀疏 蒸馏 对齐 定位 检索 分割 融合 剪枝 量化 编码 解码 区域 短语 场景 点云 提示 注意力 记忆 采样 校准".split(
    " ",
  );

/** A paper that no rule finds anything wrong with; as long as those of the project. */
function makePaper(index) {
  const year = 2025 - (index % 12);
  const pick = (step) => words[Math.floor(index / step) % words.length];
  const topic = `${pick(1)}${pick(20)}${pick(400)}`;
  return {
    title: `Net${index}x: ${topic} for Visual Grounding with Cross-modal Knowledge, Part ${index}`,
    venue: ["CVPR", "ICCV", "NeurIPS", "ICLR"][index % 4],
    year,
    links: {
      paper: `https://example.org/papers/${year}/net${index}x`,
      code: `https://github.com/lab${index}/net${index}x`,
      project: `https://net${index}x.example.org/`,
    },
    summary: [
      `提出Net${index}x，先做${topic}，再以第${index * 7919}号方案缩小跨模态特征差距，提高定位精度`,
      `在${pick(3)}与${pick(7)}两项任务上验证，编号${index * 104729}，推理速度明显提升`,
    ],
  };
}

/** A list of so many papers that lints clean. */
function makeList(dir, count) {
  const made = Array.from({ length: count }, (_, index) => makePaper(index)).sort(
    (a, b) => b.year - a.year,
  );
  const datasets = Array.from({ length: 15 }, (_, index) => ({
    name: `Set${index}`,
    url: `https://github.com/sets/set${index}`,
    type: "视觉问答",
    task: "视觉定位",
    description: `第${index * 7919}号数据集，含${words[index]}标注`,
  }));
  mkdirSync(path.join(dir, "data"), { recursive: true });
  cpSync("templates", path.join(dir, "templates"), { recursive: true });
  writeFileSync(path.join(dir, "data/datasets.json"), `${JSON.stringify(datasets, null, 2)}\n`);
  const list = JSON.parse(readFileSync("data/list.json", "utf8"));
  // The project's excuses excuse nothing here.
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
    writeFileSync(file("README.md"), readme.replace("提高定位精度", "提升定位精度"));
  };
  const editData = () => {
    reset();
    writeFileSync(file("data/papers.json"), papers.replace("提高定位精度", "提升定位精度"));
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
