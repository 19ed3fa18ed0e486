// Turns measurements into the table of ratios, with the goal of each cell, and a plot.

/** Each row: what is measured, against what, and the most (or, with `least`, the least) it may be. */
const goals = [
  ["clean lint", "node -e 0", [2.5, 4, 10]],
  ["clean lint", "read and JSON.parse", [undefined, 2, 3]],
  ["lint, one entry edited", "clean lint", [1.5, 1.3, 1.3]],
  ["generate after one edit", "clean lint", [1.5, 1.3, 1.3]],
  ["sync of one edit", "clean lint", [2, 1.5, 1.5]],
];
const peers = [
  "prettier --check",
  "remark (remark-cli)",
  "markdownlint-cli2",
  "awesome-lint",
  "doctoc --dryrun",
];
const least = [1, 20, 50];
const memoryGoal = 250;

const ratio = (a, b) => (a && b ? a.time / b.time : undefined);

function cell(value, goal, over) {
  if (value === undefined) return "–";
  const text = `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ×`;
  if (goal === undefined) return text;
  const pass = over ? value >= goal : value <= goal;
  return `${text} (${pass ? "pass" : "short"}: ${over ? "≥" : "≤"} ${goal} ×)`;
}

export function renderReport(results, { node, runs }) {
  const head = [
    "work",
    ...results.map(({ size, bytes }) => `${size} entries (${(bytes / 1e6).toFixed(2)} MB)`),
  ];
  const rows = goals.map(([work, base, most]) => [
    `${work} ÷ ${base}`,
    ...results.map(({ cells }, index) => cell(ratio(cells[work], cells[base]), most[index])),
  ]);
  for (const peer of peers) {
    if (!results.some(({ cells }) => peer in cells)) continue;
    rows.push([
      `${peer} ÷ clean lint`,
      ...results.map(({ cells }, index) =>
        peer in cells && !cells[peer]
          ? `over ${(120_000 / cells["clean lint"].time).toFixed(0)} × (stopped)`
          : cell(ratio(cells[peer], cells["clean lint"]), least[index], true),
      ),
    ]);
  }
  rows.push([
    "peak memory of a clean lint",
    ...results.map(({ cells }, index) => {
      const { memory } = cells["clean lint"];
      return `${memory.toFixed(0)} MB${index === 2 ? ` (${memory <= memoryGoal ? "pass" : "short"}: ≤ ${memoryGoal} MB)` : ""}`;
    }),
  ]);
  const table = [head, head.map(() => "---"), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
  const markdown = `# Benchmarks

Written by \`npm run bench\`: whole processes, medians of ${runs} runs after a warm-up, in one run on one machine with Node ${node}. A noisy machine moves the numbers; run it on yours.

${table}

![Time against size](benchmarks.svg)

## Where a clean lint's time goes

A clean lint starts Node, reads and parses the JSON, checks it with zod, fills the compiled template with the records, and compares the page's bytes. It parses no Markdown but the template and those values that may hold Markdown syntax. Only where bytes differ is the page read, and then only the parts that differ, with the entry before and after each.
`;
  return { table, markdown, svg: plot(results) };
}

/** Time against size, both axes logarithmic. */
function plot(results) {
  const [width, height, left, bottom] = [720, 420, 70, 40];
  const names = [...new Set(results.flatMap(({ cells }) => Object.keys(cells)))];
  const times = results.flatMap(({ cells }) =>
    Object.values(cells).flatMap((made) => made?.time ?? []),
  );
  const x = (size) => left + ((Math.log10(size) - 1) / 3.2) * (width - left - 190);
  const [low, high] = [Math.log10(Math.min(...times)), Math.log10(Math.max(...times))];
  const y = (time) =>
    height - bottom - ((Math.log10(time) - low) / (high - low)) * (height - bottom - 20);
  const lines = names.map((name, index) => {
    const hue = Math.round((index * 360) / names.length);
    const points = results
      .filter(({ cells }) => cells[name])
      .map(({ size, cells }) => [x(size), y(cells[name].time)]);
    const [endX, endY] = points.at(-1);
    return `<g stroke="hsl(${hue} 70% 40%)" fill="hsl(${hue} 70% 40%)"><polyline fill="none" stroke-width="2" points="${points.map((point) => point.map((at) => at.toFixed(1)).join(",")).join(" ")}"/>${points.map(([px, py]) => `<circle r="3" cx="${px.toFixed(1)}" cy="${py.toFixed(1)}"/>`).join("")}<text stroke="none" x="${(endX + 8).toFixed(1)}" y="${(endY + 4).toFixed(1)}">${name}</text></g>`;
  });
  const ticks = results.map(
    ({ size }) =>
      `<text x="${x(size).toFixed(1)}" y="${height - 14}" text-anchor="middle">${size}</text>`,
  );
  const marks = [100, 1000, 10000, 100000]
    .filter((time) => Math.log10(time) >= low && Math.log10(time) <= high)
    .map(
      (time) =>
        `<text x="${left - 8}" y="${(y(time) + 4).toFixed(1)}" text-anchor="end">${time} ms</text>`,
    );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>${[...ticks, ...marks, ...lines].join("")}</svg>\n`;
}
