/**
 * What a change does to a page, as its readers will see it: the lines that come and go, rendered.
 * Look here for the part of a pull request's summary that shows the page.
 */
import type { Nodes, RootContent } from "mdast";
import { diffLines } from "../pairing/text-diff.ts";
import { parseMarkdown, stringifyBlock } from "../markdown/markdown.ts";
import { printable } from "./printable.ts";

/** How many places of a page are shown, and how many characters of each. */
const MOST = 20;
const LONGEST = 2_000;

/** Lines of a page that give way to others. */
interface Place {
  removed: string[];
  added: string[];
  /** How many lines of the new page stand before it. */
  after: number;
}

/**
 * The places where two texts of a page differ, in GitHub's Markdown: each under the heading that it
 * stands under, quoted as it renders, without HTML, images and headings of its own.
 */
export function renderedChange(before: string, after: string): string {
  const places = placesOf(before, after);
  const lines = after.split("\n");
  const shown = places.slice(0, MOST).map((place) => {
    const heading = headingAbove(lines, place.after);
    const parts = [
      ...(heading === undefined ? [] : [quoted(heading, [])]),
      ...side("➖", place.removed, before.split("\n")),
      ...side("➕", place.added, lines),
    ];
    return parts.join("\n\n");
  });
  const more = places.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more places`] : [])].join("\n\n");
}

function placesOf(before: string, after: string): Place[] {
  const places: Place[] = [];
  let place: Place | undefined;
  let line = 0;
  for (const { sign, line: text } of diffLines(before, after)) {
    if (sign === " ") {
      // An empty line between two that changed divides nothing.
      if (text.trim() !== "") place = undefined;
    } else {
      if (!place) places.push((place = { removed: [], added: [], after: line }));
      place[sign === "-" ? "removed" : "added"].push(text.replace(/\n$/, ""));
    }
    if (sign !== "-") line++;
  }
  const says = ({ removed, added }: Place) => [...removed, ...added].some((text) => text.trim());
  return places.filter(says);
}

const headingAbove = (lines: readonly string[], before: number): string | undefined =>
  lines.slice(0, before).findLast((line) => /^#{1,6} /.test(line));

function side(mark: string, lines: readonly string[], page: readonly string[]): string[] {
  return lines.every((line) => line.trim() === "")
    ? []
    : [`${mark}\n\n${quoted(lines.join("\n"), page)}`];
}

/** Lines of a page as a quotation that nothing in them leaves. */
function quoted(text: string, page: readonly string[]): string {
  const lines = text.slice(0, LONGEST).split("\n");
  const depth = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  const plain = lines.map((line) => line.slice(depth)).join("\n");
  const blocks = parseMarkdown(headOf(plain, page) + plain).children.flatMap(safeBlock);
  return blocks
    .map(stringifyBlock)
    .join("\n\n")
    .split("\n")
    .map((line) => `> ${printable(line)}`)
    .join("\n");
}

/** The head of the table that a row alone, which would be a paragraph, stands in. */
function headOf(text: string, page: readonly string[]): string {
  const [first = ""] = text.split("\n");
  if (!first.startsWith("|") || /^\|[\s:|-]+\|$/.test(text.split("\n")[1] ?? "")) return "";
  let at = page.indexOf(first);
  while (at > 0 && page[at - 1]!.startsWith("|")) at--;
  return at < 0 || page[at] === first ? "" : `${page[at]}\n${page[at + 1]}\n`;
}

function safeBlock(node: RootContent): RootContent[] {
  if (node.type === "heading")
    return [
      { type: "paragraph", children: [{ type: "strong", children: node.children.flatMap(safe) }] },
    ] as RootContent[];
  if (node.type === "html") return [{ type: "code", value: node.value }];
  return safe(node) as RootContent[];
}

/** Without what could load, hide or close anything. */
function safe(node: Nodes): Nodes[] {
  switch (node.type) {
    case "html":
      return /^<br\s*\/?>$/i.test(node.value) ? [node] : [{ type: "text", value: node.value }];
    case "image":
    case "imageReference":
      return [{ type: "text", value: node.alt ?? "" }];
    case "definition":
      return [];
    case "linkReference":
      return node.children.flatMap(safe);
    case "link":
      if (!/^(?:https?:|#)/i.test(node.url)) return node.children.flatMap(safe);
  }
  if (!("children" in node)) return [node];
  const inside = node.type === "listItem" || node.type === "blockquote" ? safeBlock : safe;
  return [{ ...node, children: (node.children as RootContent[]).flatMap(inside) } as Nodes];
}
