// How the blocks of a page stand, as its template shows them: blank lines, bullets and numbers,
// indentation, the padding of tables. Look here when a page is laid out otherwise than its template.
import type { List, ListItem, RootContent, Table } from "mdast";
import type { TemplateSource } from "./holes.ts";
import type { ListNode, TableNode } from "./pattern.ts";
import { formatTable } from "../markdown/table.ts";

const startOf = ({ position }: RootContent): number => position!.start.offset!;
const endOf = ({ position }: RootContent): number => position!.end.offset!;
const columnOf = ({ position }: RootContent): number => position!.start.column;

/** How many lines end between two blocks. */
export function distance(source: TemplateSource, before: RootContent, node: RootContent): number {
  const between = source.text.slice(endOf(before), startOf(node));
  return Math.max(1, between.split("\n").length - 1);
}

/** Whether the second of two items shows nothing but how items stand: it is the first once more. */
export function isRepeated(source: TemplateSource, first: ListItem, second: ListItem): boolean {
  const own = (item: ListItem) => {
    const text = source.text.slice(startOf(item), endOf(item));
    return source.holesIn(text).length > 0 ? source.show(text).replace(/^\S+/, "") : undefined;
  };
  return own(first) !== undefined && own(first) === own(second);
}

/**
 * How a list stands. Its second item shows what stands between items, and whether they are counted;
 * of a single one, the blank lines within it do.
 */
export function listManner(
  source: TemplateSource,
  node: List,
): Omit<ListNode, "type" | "items" | "distance"> {
  const [first, second] = node.children as [ListItem, ListItem?];
  const text = (item: ListItem) => source.text.slice(startOf(item), endOf(item));
  const [, number, sign, space = ""] = /^(\d*)(\D)([ \t]*)/.exec(text(first))!;
  const next = second && /^\d+/.exec(text(second))?.[0];
  const parent = node.children.find(({ children }) => children.length > 1);
  return {
    start: node.ordered ? Number(number) : undefined,
    counts: next === undefined || Number(next) !== node.start,
    marker: sign! + " ".repeat(Math.max(1, space.length)),
    indent: parent ? columnOf(parent.children[1]!) - columnOf(parent) : 0,
    between: second ? distance(source, first, second) : /\n[ \t]*\n/.test(text(first)) ? 2 : 1,
  };
}

/** How the rows of a table stand that is not padded to columns of one width. */
export function tableManner(source: TemplateSource, node: Table): TableNode["compact"] {
  const lines = source
    .show(source.text.slice(startOf(node), endOf(node)))
    .split("\n")
    .map((line) => line.trim());
  const cells = node.children.map(({ children }) =>
    children.map(({ children: own }) =>
      source.show(
        own.length === 0
          ? ""
          : source.text.slice(own[0]!.position!.start.offset, own.at(-1)!.position!.end.offset),
      ),
    ),
  );
  // An empty cell has two spaces, padded or not.
  const padded = lines.some((line) => /[^|\s] {2,}\||\| {2,}[^|\s]/.test(line));
  if (padded || formatTable(cells, node.align ?? []).join("\n") === lines.join("\n"))
    return undefined;
  return { space: /^\|\S/.test(lines[0]!) ? "" : " ", delimiter: lines[1]! };
}
