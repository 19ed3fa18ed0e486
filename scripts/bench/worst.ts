// Inputs that are as hard to read as can be, in growing sizes: time must grow no faster than
// they do.
import { type BenchList, CLI, edited, makeList, restore } from "./lists.ts";
import { type Cost, inTurn } from "./measure.ts";

/** A case that is hard to read, in three sizes, each twice the one before. */
export interface WorstCase {
  name: string;
  sizes: string[];
  costs: (Cost | undefined)[];
}

const cases: [name: string, sizes: number[], readme: (size: number, list: BenchList) => string][] =
  [
    [
      "every entry edited",
      [750, 1_500, 3_000],
      (_, { readme }) => readme.replaceAll("，", "、").replace(/^( {2}- .*)、/gm, "$1，"),
    ],
    [
      "no entry matches",
      [750, 1_500, 3_000],
      (_, { readme }) => readme.replace(/^- \*\*/gm, "- x **"),
    ],
    [
      "one paragraph of so many bytes",
      [1_250_000, 2_500_000, 5_000_000],
      (size) => "text ".repeat(size / 5),
    ],
    [
      "one edit beside a link definition",
      [750, 1_500, 3_000],
      (_, { readme }) => `${edited(readme)}\n[x]: https://x.example/\n`,
    ],
    [
      "the same entry so many times",
      [5_000, 10_000, 20_000],
      (size) => `# L\n\n${"- **A** (V 2020)\n".repeat(size)}`,
    ],
    ["so many open brackets", [25_000, 50_000, 100_000], (size) => "[".repeat(size)],
    [
      "a table of so many rows",
      [25_000, 50_000, 100_000],
      (size) => `| a | b |\n| --- | --- |\n${"| c | d |\n".repeat(size)}`,
    ],
  ];

/** Lints pages that are as unlike what they should be as can be. */
export function worstCases(): WorstCase[] {
  return cases.map(([name, sizes, readme]) => ({
    name,
    sizes: sizes.map((size) => size.toLocaleString("en-US")),
    costs: sizes.map((size) => {
      const list = makeList(size <= 3_000 ? size : 15);
      restore(list, { readme: readme(size, list) });
      const work = { command: process.execPath, args: [CLI, "lint"], cwd: list.dir };
      const cost = inTurn(new Map([[name, work]]), 1).get(name);
      console.error(`${name}, ${size}: ${cost ? `${cost.time.toFixed(0)} ms` : "over the limit"}`);
      return cost;
    }),
  }));
}
