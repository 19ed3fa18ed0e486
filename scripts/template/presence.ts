// What of a template is on no page, or in no group, where the data have nothing for it: nothing
// stands over nothing. Look here when a heading, a table or a line of the contents goes or stays.
import { slug } from "github-slugger";
import { isMade, type LineNode, lineNodes, type Node } from "./pattern.ts";

/** Whether a node may be on no page, or in no group. */
export const mayGo = (node: Node): boolean =>
  node.type === "list"
    ? node.items.every(mayGo)
    : node.type === "table"
      ? isRows(node.rows)
      : node.goes ||
        node.leadsTo !== undefined ||
        node.line.uses.some((use) => !isMade(use) && (use.kind !== "list" || use.field.optional));

const isRows = (rows: readonly LineNode[]): boolean => rows.length > 0 && rows.every(mayGo);

/**
 * Marks the headings and items that go along with all that stands under them, and the lines that
 * lead to such a heading. What the page begins with stays.
 */
export function markGoing(nodes: readonly Node[]): void {
  const visit = (some: readonly Node[]): void => {
    for (const node of some) {
      if (node.type === "list") visit(node.items);
      if (node.type !== "line") continue;
      visit(node.body);
      const { shape, uses } = node.line;
      node.goes =
        node !== nodes[0] &&
        uses.every(isMade) &&
        /[-1]$|#\d$/.test(shape) &&
        node.body.length > 0 &&
        node.body.every(mayGo);
    }
  };
  const leading = () => {
    const targets = new Set(
      [...lineNodes(nodes)].flatMap(([{ goes, line }]) =>
        goes && line.uses.length === 0 && line.plain ? slug(line.plain.map(String).join("")) : [],
      ),
    );
    for (const [node] of lineNodes(nodes)) {
      const [, target] = /\]\(#([^()\s]+)\)/.exec(node.line.source) ?? [];
      const leads = node.line.uses.length === 0 && /[-1]$/.test(node.line.shape);
      if (leads && target !== undefined && targets.has(slug(target))) node.leadsTo = slug(target);
    }
  };
  visit(nodes);
  leading();
  // A heading over nothing but lines that lead to what may go.
  visit(nodes);
}
