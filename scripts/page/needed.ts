// Of what stands as it should, the lines that a comparison still has to see.
import { type LineNode, lineNodes, type Pattern } from "../template/pattern.ts";
import type { Unit } from "./changes.ts";
import type { Page } from "./render.ts";

/**
 * Which of a run of units, all of which stand as they should, a comparison can do without: all but
 * the first and the last, which say where the run stands, and those under whose lines something may
 * still stand behind the run.
 *
 * @returns indices of the units that it needs, in their order
 */
export function neededUnits(
  pattern: Pattern,
  page: Page,
  units: readonly Unit[],
  from: number,
  to: number,
): number[] {
  const below = new Map<LineNode, LineNode[]>();
  for (const [node] of lineNodes(pattern.nodes))
    below.set(
      node,
      [...lineNodes(node.body)].map(([child]) => child),
    );
  const needed = new Set([from, to - 1]);
  /** Lines of the template of which one stands behind, or of whose parents. */
  const ended = new Set<LineNode>();
  for (let index = to - 1; index >= from && ended.size < below.size; index--) {
    const unit = units[index]!;
    for (let line = unit.to - 1; line >= unit.from; line--) {
      const { node } = page.lines[line]!;
      if (ended.has(node)) continue;
      needed.add(index);
      ended.add(node);
      for (const child of below.get(node)!) ended.add(child);
    }
  }
  return [...needed].sort((a, b) => a - b);
}
