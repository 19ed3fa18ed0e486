// Writes what was measured as the page .github/docs/benchmarks.md.
import prettier from "prettier";
import { type Cost, LONGEST, ratioOf } from "./measure.ts";
import { PROFILE } from "./profile.ts";
import type { WorstCase } from "./worst.ts";

/** What was measured on a list of one size. */
export interface Measured {
  size: number;
  /** Of the README. */
  bytes: number;
  /** Undefined where a process was stopped. */
  costs: ReadonlyMap<string, Cost | undefined>;
}

/** What is measured, against what, and the most that it may be at each size. */
const goals: [work: string, base: string, most: (number | undefined)[]][] = [
  ["clean lint", "node -e 0", [2.5, 4, 10]],
  ["clean lint", "read and parse", [undefined, 2, 3]],
  ["lint of one edit", "clean lint", [1.5, 1.3, 1.3]],
  ["generate after one edit", "clean lint", [1.5, 1.3, 1.3]],
  ["sync of one edit", "clean lint", [2, 1.5, 1.5]],
];
const peers = [
  "prettier --check",
  "remark",
  "markdownlint-cli2",
  "awesome-lint",
  "doctoc --dryrun",
];
/** How many times a clean lint a peer takes, at least. */
const least = [1, 20, 50];
/** In MB, on the largest list. */
const MEMORY = 250;

/** For each MB of a page, on the largest list. */
const INIT = { seconds: 10, memory: 600 };

const verdict = (pass: boolean, goal: string) => `${pass ? "pass" : "short"}: ${goal}`;
const times = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ×`;

/** The table of ratios, as Markdown. */
export function table(measured: readonly Measured[]): string {
  const rows = [
    ["", ...measured.map(({ size, bytes }) => `${size} entries (${(bytes / 1e6).toFixed(2)} MB)`)],
    ["---", ...measured.map(() => "---")],
    ...goals.map(([work, base, most]) => [
      `${work} ÷ ${base}`,
      ...measured.map(({ costs }, index) => {
        const ratio = ratioOf(costs.get(work)!, costs.get(base)!);
        const goal = most[index];
        return goal === undefined
          ? times(ratio)
          : `${times(ratio)} (${verdict(ratio <= goal, `≤ ${goal} ×`)})`;
      }),
    ]),
    ...peers
      .filter((peer) => measured.some(({ costs }) => costs.has(peer)))
      .map((peer) => [
        `${peer} ÷ clean lint`,
        ...measured.map(({ costs }, index) => {
          const cost = costs.get(peer);
          const ratio = (cost?.time ?? LONGEST) / costs.get("clean lint")!.time;
          return `${cost ? "" : "over "}${times(ratio)} (${verdict(ratio >= least[index]!, `≥ ${least[index]} ×`)})`;
        }),
      ]),
    [
      "peak memory of a clean lint, and of the peers",
      ...measured.map(({ costs }, index) => {
        const { memory } = costs.get("clean lint")!;
        const others = peers.flatMap((peer) => costs.get(peer)?.memory ?? []);
        const range =
          others.length > 0
            ? ` (peers: ${Math.min(...others).toFixed(0)} to ${Math.max(...others).toFixed(0)} MB)`
            : "";
        const goal = index === 2 ? ` (${verdict(memory <= MEMORY, `≤ ${MEMORY} MB`)})` : "";
        return `${memory.toFixed(0)} MB${goal}${range}`;
      }),
    ],
  ];
  rows.push([
    "init of the README alone",
    ...measured.map(({ costs, bytes }, index) => {
      const { time, memory } = costs.get("init")!;
      const [most, room] = [(INIT.seconds * bytes) / 1e6, (INIT.memory * bytes) / 1e6];
      const told = `${(time / 1000).toFixed(1)} s, ${memory.toFixed(0)} MB`;
      if (index < 2) return told;
      const goal = `≤ ${most.toFixed(0)} s and ${room.toFixed(0)} MB`;
      return `${told} (${verdict(time <= most * 1000 && memory <= room, goal)})`;
    }),
  ]);
  return rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function worstTable(worst: readonly WorstCase[]): string {
  const rows = worst.map(({ name, sizes, costs }) => [
    name,
    ...sizes.map((size, index) => {
      const cost = costs[index];
      const before = costs[index - 1];
      if (!cost) return `${size}: stopped`;
      const growth = before ? `, ${times(cost.time / before.time)}` : "";
      return `${size}: ${(cost.time / 1000).toFixed(2)} s${growth}`;
    }),
  ]);
  return [
    ["lint of a page with …", "", "twice that", "four times"],
    ["---", "---", "---", "---"],
    ...rows,
  ]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

/** The page of the docs. */
export function markdown(
  measured: readonly Measured[],
  worst: readonly WorstCase[],
  rounds: number,
): Promise<string> {
  const text = `# Benchmarks

Written by \`npm run bench\`: whole processes on lists that lint clean, run in turn; medians over ${rounds} rounds after a first one, of times and of the ratios within a round, in one run on one machine with Node ${process.version}. Absolute times differ from machine to machine; run it on yours.

${table(measured)}

![Time against size](benchmarks.svg)

## Worst cases

Beside the time stands how it grew where the size doubled.

${worstTable(worst)}

${PROFILE}`;
  return prettier.format(text, { parser: "markdown" });
}
