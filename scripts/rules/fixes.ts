// Fixes put into the texts of the data files: edits of just the places that they name.
import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import type { Finding, Fix } from "../finding/finding.ts";

/** A finding with the fix that mends it. */
export type Fixable = Finding & { fix: Fix };

/** Files with fixes in them, and the findings that are mended so. */
export interface Edits {
  texts: Map<string, string>;
  mended: Fixable[];
}

/**
 * Applies to each file the fixes that do not get in each other's way; what is left out is found
 * again afterwards.
 */
export function mendTexts(texts: ReadonlyMap<string, string>, found: readonly Fixable[]): Edits {
  const changed = new Map<string, string>();
  const mended: Fixable[] = [];
  for (const [file, text] of texts) {
    const own = found.filter(({ fix }) => fix.file === file);
    if (own.length === 0) continue;
    const values = own.filter(({ fix }) => "pointer" in fix);
    const tree = parseTree(text)!;
    const applied =
      values.length > 0 ? mendValues(text, tree, values) : mendOrder(text, tree, own[0]!);
    if (applied.text === text) continue;
    changed.set(file, applied.text);
    mended.push(...applied.mended);
  }
  return { texts: changed, mended };
}

interface Applied {
  text: string;
  mended: Fixable[];
}

function mendValues(text: string, tree: Node, found: readonly Fixable[]): Applied {
  const edits = new Map<number, { node: Node; value: string; finding: Fixable }>();
  for (const finding of found) {
    if (!("pointer" in finding.fix)) continue;
    const node = findNodeAtLocation(tree, pathOf(finding.fix.pointer, tree));
    if (node?.type === "string" && !edits.has(node.offset) && node.value !== finding.fix.value)
      edits.set(node.offset, { node, value: finding.fix.value, finding });
  }
  const sorted = [...edits.values()].sort((a, b) => a.node.offset - b.node.offset);
  let made = "";
  let done = 0;
  for (const { node, value } of sorted) {
    made += text.slice(done, node.offset) + JSON.stringify(value);
    done = node.offset + node.length;
  }
  return { text: made + text.slice(done), mended: sorted.map(({ finding }) => finding) };
}

/** The path of a JSON Pointer; digits are an index where the value there is a list. */
function pathOf(pointer: string, tree: Node): (string | number)[] {
  let at: Node | undefined = tree;
  return pointer
    .split("/")
    .slice(1)
    .map((step) => {
      const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
      const exact: string | number = at?.type === "array" ? Number(name) : name;
      at = at && findNodeAtLocation(at, [exact]);
      return exact;
    });
}

/** Puts the records of a file in another order; what stands between them stays. */
function mendOrder(text: string, tree: Node, finding: Fixable): Applied {
  const { children = [] } = tree;
  const { fix } = finding;
  if (!("order" in fix) || fix.order.length !== children.length) return { text, mended: [] };
  let made = "";
  let done = 0;
  for (const [index, node] of children.entries()) {
    const moved = children[fix.order[index]!]!;
    made += text.slice(done, node.offset) + text.slice(moved.offset, moved.offset + moved.length);
    done = node.offset + node.length;
  }
  return { text: made + text.slice(done), mended: [finding] };
}
