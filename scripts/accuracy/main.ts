// Precision and recall of every rule: see .github/docs/accuracy.md, which this writes.
import { writeFileSync } from "node:fs";
import prettier from "prettier";
import { rules } from "../rules/index.ts";
import { faults } from "./faults.ts";
import { type Measured, measureSize } from "./measure.ts";

const SIZES = [15, 1_500, 10_500];

const bySize = new Map<number, Measured[]>();
let wrong = 0;
for (const size of SIZES) {
  bySize.set(
    size,
    measureSize(size, (text) => {
      wrong++;
      if (wrong <= 50) process.stdout.write(`${size} entries: ${text}\n`);
    }),
  );
}

const shown = (number: number) => number.toLocaleString("en-US");
const names = [...rules.map(({ name }) => name)];
const others = [...bySize.values()].flat().map(({ rule }) => rule);
const rows = [...new Set([...names, ...others])].map((rule) => {
  const cells = SIZES.flatMap((size) => {
    const one = bySize.get(size)!.find((measured) => measured.rule === rule);
    return [`${one?.found ?? 0} of ${one?.seeded ?? 0}`, String(one?.false ?? 0)];
  });
  return `| ${rule} | ${cells.join(" | ")} |`;
});
const totals = SIZES.map((size) => {
  const sum = (of: "seeded" | "found" | "false") =>
    bySize.get(size)!.reduce((total, one) => total + one[of], 0);
  const [seeded, found, extra] = [sum("seeded"), sum("found"), sum("false")];
  return `- ${shown(size)} entries: recall ${((100 * found) / seeded).toFixed(1)} % (${found} of ${seeded}), precision ${((100 * found) / (found + extra)).toFixed(1)} % (${extra} false)`;
});
const text = `# Accuracy of the rules

Faults of ${faults.length} kinds are put into generated lists that are otherwise clean, from a fixed seed; a fault counts as found where exactly one finding of its rule stands at its line. Every other finding, of any rule, is false. The list of 15 entries is made anew for each kind of fault; the larger ones have many of every kind at once. Each size is also linted with no fault in it. Written by \`npm run accuracy\`.

${totals.join("\n")}

| Rule | ${SIZES.map((size) => `found, ${shown(size)} | false`).join(" | ")} |
| --- | ${SIZES.map(() => "--: | --:").join(" | ")} |
${rows.join("\n")}
`;
writeFileSync(".github/docs/accuracy.md", await prettier.format(text, { parser: "markdown" }));
process.stdout.write(`\n${totals.join("\n")}\n`);
if (wrong > 0) process.exitCode = 1;
