import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import type { Finding, Fix } from "./finding/finding.ts";
import { generate } from "./generate.ts";
import { loadList } from "./data/load.ts";
import { listPages } from "./page/pages.ts";
import { runRules } from "./rules/index.ts";
import { replaceFile } from "./write.ts";

/** Some fixes make room for others, in the same value too; what is left then is told by lint. */
const MOST_ROUNDS = 50;

/** What mending did. */
export interface Mended {
  /** The findings that were mended, in the order of mending. */
  mended: Finding[];
  /** Files that were written, relative to the list's folder. */
  files: string[];
  /** Why nothing was mended: data that cannot be read, a page with edits made by hand. */
  findings: Finding[];
}

/** A finding with the fix that mends it. */
type Fixable = Finding & { fix: Fix };

/**
 * Mends what is certain: values and the order of records in the data files, by edits of just these
 * places, until there is nothing left to mend, and then the pages. Nothing is mended where a page
 * holds edits made by hand, since these may be of the same values.
 *
 * @param only the rules whose findings are mended; every rule's where it is left out
 * @throws Error where a file cannot be written; each file is then whole, old or new
 */
export function mendList(
  dir: string,
  { today = new Date(), only }: { today?: Date; only?: readonly string[] } = {},
): Mended {
  const first = generate(dir);
  if (first.findings.length > 0) return { mended: [], files: [], findings: first.findings };
  const mended: Finding[] = [];
  const files = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const list = loadList(dir);
    const found = runRules(list, listPages(list).pages, today).filter(
      (finding): finding is Fixable =>
        finding.fix !== undefined && (only?.includes(finding.rule) ?? true),
    );
    const before = new Map([...list.files].map(([file, { text }]) => [file, text]));
    const edits = mendTexts(before, found);
    if (edits.mended.length === 0) break;
    for (const [file, text] of edits.texts) replaceFile(dir, file, text);
    const broken = problems(dir);
    if (broken.length > 0) {
      for (const file of edits.texts.keys()) replaceFile(dir, file, before.get(file)!);
      throw new Error(
        `a fix would break the list, so it was taken back; please report this: ${broken[0]!.message}`,
      );
    }
    mended.push(...edits.mended);
    for (const file of edits.texts.keys()) files.add(file);
  }
  // The pages were as the data before made them, so there is nothing in them to lose.
  const { generated } = generate(dir, { force: true });
  for (const { file, change } of [...first.generated, ...generated])
    if (change !== "unchanged") files.add(file);
  return { mended, files: [...files], findings: [] };
}

/** What is wrong with a list's data, and with the pages that they make. */
function problems(dir: string): Finding[] {
  const list = loadList(dir);
  return list.findings.length > 0 ? list.findings : listPages(list).findings;
}

/**
 * Applies to each file the fixes that do not get in each other's way; what is left out is found
 * again afterwards.
 */
export function mendTexts(
  texts: ReadonlyMap<string, string>,
  found: readonly Fixable[],
): { texts: Map<string, string>; mended: Fixable[] } {
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
