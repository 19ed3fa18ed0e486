// For tests: data files made of what a page shows, and what a reader sees of it.
import type { PhrasingContent, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import type { Kind } from "../data/kinds.ts";
import { collectionOf } from "../data/kinds.ts";
import { parseMarkdown } from "../markdown/markdown.ts";
import type { Reading } from "../page/reading.ts";

/** The data files that hold what was read of a page. */
export function filesOf(
  { entries }: Reading,
  kinds: ReadonlyMap<string, Kind>,
): Record<string, unknown> {
  const files: Record<string, Record<string, unknown>[]> = {};
  for (const { kind, fields } of entries) {
    const record: Record<string, unknown> = {};
    for (const [path, value] of fields) {
      const { type } = kinds.get(kind)!.fields.get(path)!;
      put(record, path, type === "year" ? Number(value) : value);
    }
    (files[`data/${collectionOf(kind)}.json`] ??= []).push(record);
  }
  return files;
}

function put(object: Record<string, unknown>, path: string, value: unknown): void {
  const [first, ...rest] = path.split(".") as [string, ...string[]];
  if (rest.length === 0) object[first] = value;
  else put((object[first] ??= {}) as Record<string, unknown>, rest.join("."), value);
}

/** What a reader sees of a page: the text of each block, and the addresses of links, in order. */
export function contentOf(page: string): { texts: string[]; links: string[] } {
  const texts: string[] = [];
  const links: string[] = [];
  const visit = (node: RootContent | PhrasingContent) => {
    if (node.type === "link") links.push(node.url);
    const leaf = ["heading", "paragraph", "tableCell", "code", "html"].includes(node.type);
    if (leaf) texts.push(toString(node).replace(/\s+/g, " ").trim());
    if ("children" in node) node.children.forEach(visit);
  };
  parseMarkdown(page).children.forEach(visit);
  return { texts, links };
}
