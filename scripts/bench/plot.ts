// Draws time against size as SVG.
import type { Measured } from "./report.ts";

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [720, 420, 70, 40];

/** Time against size, both axes logarithmic, as SVG. */
export function plot(measured: readonly Measured[]): string {
  const names = [...new Set(measured.flatMap(({ costs }) => [...costs.keys()]))];
  const times = measured.flatMap(({ costs }) =>
    [...costs.values()].flatMap((cost) => cost?.time ?? []),
  );
  const [low, high] = [Math.log10(Math.min(...times)), Math.log10(Math.max(...times))];
  const x = (size: number) => LEFT + ((Math.log10(size) - 1) / 3.2) * (WIDTH - LEFT - 190);
  const y = (time: number) =>
    HEIGHT - BOTTOM - ((Math.log10(time) - low) / (high - low)) * (HEIGHT - BOTTOM - 20);
  const lines = names.map((name, index) => {
    const hue = Math.round((index * 360) / names.length);
    const points = measured.flatMap(({ size, costs }) => {
      const cost = costs.get(name);
      return cost ? [{ x: x(size).toFixed(1), y: y(cost.time).toFixed(1) }] : [];
    });
    const end = points.at(-1);
    if (!end) return "";
    const color = `hsl(${hue} 70% 40%)`;
    return `<g stroke="${color}" fill="${color}"><polyline fill="none" stroke-width="2" points="${points.map((at) => `${at.x},${at.y}`).join(" ")}"/>${points.map((at) => `<circle r="3" cx="${at.x}" cy="${at.y}"/>`).join("")}<text stroke="none" x="${Number(end.x) + 8}" y="${Number(end.y) + 4}">${name}</text></g>`;
  });
  const ticks = measured.map(
    ({ size }) =>
      `<text x="${x(size).toFixed(1)}" y="${HEIGHT - 14}" text-anchor="middle">${size} entries</text>`,
  );
  const marks = [100, 1_000, 10_000, 100_000]
    .filter((time) => Math.log10(time) >= low && Math.log10(time) <= high)
    .map(
      (time) =>
        `<text x="${LEFT - 8}" y="${(y(time) + 4).toFixed(1)}" text-anchor="end">${time} ms</text>`,
    );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>${[...ticks, ...marks, ...lines].join("")}</svg>\n`;
}
