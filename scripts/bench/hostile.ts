/**
 * Asks every rule, and the outline of a page, about texts that take quadratic time where anything
 * does: `npm run bench:hostile`. Exits 1 where one takes too long. Look here where a rule is slow.
 */
import { makeKinds } from "../data/kinds.ts";
import { memoryFiles } from "../files/memory.ts";
import type { LoadedList, Rec } from "../data/record.ts";
import { Context } from "../rules/context.ts";
import { rules } from "../rules/index.ts";
import { outline } from "../rules/outline.ts";
import { readSettings } from "../rules/settings.ts";

/** The length of each text: its square takes minutes. */
const LONG = 300_000;
/** Of processor time, in milliseconds. */
const MOST = 20_000;

const repeated = '( [ * _a ` ， ]( %20 . “ " a: 字, **。 ~ \u00a0 $x <u> 具体 10.1109/ <!--';
const parts = [...repeated.split(" "), "<a ", "| ", "> ", "](#a ", "\n- "].map((part) => [
  "",
  part,
]);
const starts = ["a ", "# a ", "](#", "https://x.org/a", "<a id", "10.1/a", "具体", "_", "`"];
const tails = [...starts, "propos", "a\n"].flatMap((start) =>
  [" ", "a", "\n"].map((part) => [start, part]),
);

/** A list whose every text is as long and as odd. */
function listOf(long: string): LoadedList {
  const record = (kind: string, value: Record<string, unknown>, index = 0): Rec => ({
    kind,
    index,
    file: "x",
    element: 0,
    value,
  });
  const paper = {
    title: long,
    venue: long,
    year: 2024,
    links: { paper: `https://x.org/${long}`, code: long, notes: long },
    doi: `10.1/${long}`,
    arxiv: long,
    date: long,
    summary: [long, `a${long}`],
  };
  return {
    files: memoryFiles(),
    kinds: makeKinds(),
    records: new Map([
      ["list", [record("list", { title: long, intro: [long] })]],
      ["paper", [record("paper", paper), record("paper", { ...paper, title: `b${long}` }, 1)]],
      ["dataset", []],
    ]),
    documents: new Map(),
    findings: [],
  };
}

function timed(name: string, text: string, act: () => void): void {
  const start = process.cpuUsage();
  act();
  const time = process.cpuUsage(start).user / 1000;
  if (time < MOST) return;
  console.log(`${name}: ${(time / 1000).toFixed(1)} s for ${JSON.stringify(text.slice(0, 20))}…`);
  process.exitCode = 1;
}

for (const [start, part] of [...parts, ...tails] as [string, string][]) {
  const long = `${start}${part.repeat(Math.ceil(LONG / part.length))}x`;
  const list = listOf(long);
  const settings = readSettings(list, rules);
  const context = new Context(list);
  for (const rule of rules)
    timed(rule.name, long, () => {
      const found = [...rule.check(context, settings.rules.get(rule.name)!.options)];
      if (found.length >= 5 * LONG) throw new Error(`${rule.name} finds ${found.length}`);
    });
  timed("outline", long, () => {
    outline(`# ${long}\n\n${long}\n---\n\n| a |\n| - |\n| ${long} |\n`);
  });
}
