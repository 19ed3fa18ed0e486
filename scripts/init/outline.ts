// A page as `paperlist init` sees it: sections with blocks of lines, before anything is known of forms.
import type { PageLine } from "../markdown/flatten.ts";
import { showSymbols } from "../markdown/symbols.ts";
import { addressesOf, textOf } from "./content.ts";

/** An item of a list: its own line, and those within it. */
export interface Item {
  head: PageLine;
  inner: PageLine[];
}

/** What stands between two headings: a list, a table, a paragraph or a block of any other sort. */
export interface Block {
  type: "list" | "table" | "paragraph" | "other";
  lines: PageLine[];
  start: number;
  end: number;
  /** Of a list. */
  items: Item[];
}

/** A heading with all that stands under it; the page itself has none. */
export interface Section {
  heading: PageLine | undefined;
  depth: number;
  /** The name to link to that stands right before it: `<a name="topic"></a>`. */
  anchor: Block | undefined;
  blocks: Block[];
  sections: Section[];
}

/** A part of a page that is written in one way, which may turn out not to hold. */
export type Part = Block | Section;

const depthOf = ({ shape }: PageLine): number => Number(/^#(\d)$/.exec(shape)?.[1] ?? 0);

/** The letter of a list's items, `-` or `1`; empty for other lines. */
export const listOf = ({ shape }: PageLine): string => /^[-1]/.exec(shape)?.[0] ?? "";

/** `<a name="topic"></a>` */
export const ANCHOR = /^(<a (?:name|id) ?= ?(["']))([^"'<>]+)(\2 ?(?:\/>|>(?:<\/a>)?))$/;

/** Puts the lines of a page together into sections. */
export function outline(lines: readonly PageLine[]): Section {
  const page: Section = newSection(undefined, 0);
  const open = [page];
  for (const line of lines) {
    const depth = depthOf(line);
    if (depth > 0) {
      const { blocks } = open.at(-1)!;
      const last = blocks.at(-1);
      const isAnchor = last && last.lines.length === 1 && ANCHOR.test(shown(last.lines[0]!));
      const section = newSection(line, depth);
      if (isAnchor) section.anchor = blocks.pop();
      while (open.at(-1)!.depth >= depth) open.pop();
      open.at(-1)!.sections.push(section);
      open.push(section);
    } else {
      addTo(open.at(-1)!.blocks, line);
    }
  }
  return page;
}

const newSection = (heading: PageLine | undefined, depth: number): Section => ({
  heading,
  depth,
  anchor: undefined,
  blocks: [],
  sections: [],
});

/** A line as a person would write it. */
export const shown = ({ symbols }: PageLine): string => showSymbols(symbols.codes);

function addTo(blocks: Block[], line: PageLine): void {
  const last = blocks.at(-1);
  const list = listOf(line);
  const type =
    list !== ""
      ? "list"
      : /^t[hr]$/.test(line.shape)
        ? "table"
        : /^p\+?$/.test(line.shape)
          ? "paragraph"
          : "other";
  const goesOn =
    last?.type === type &&
    (list === "" ? last.lines[0]!.block === line.block : listOf(last.lines[0]!) === list);
  const block = goesOn
    ? last
    : ({ type, lines: [], items: [], start: line.blockStart, end: 0 } as Block);
  if (!goesOn) blocks.push(block);
  block.lines.push(line);
  block.end = line.blockEnd;
  if (list === "") return;
  if (line.shape === list) block.items.push({ head: line, inner: [] });
  else block.items.at(-1)?.inner.push(line);
}

/** All sections of a page, in its order. */
export function* sectionsOf(section: Section): Generator<Section> {
  yield section;
  for (const child of section.sections) yield* sectionsOf(child);
}

/** The headings and blocks of a page, in its order. */
export const partsOf = (page: Section): Part[] =>
  [...sectionsOf(page)].flatMap((section): Part[] => [
    ...(section.anchor ? [section.anchor] : []),
    ...(section.heading ? [section] : []),
    ...section.blocks,
  ]);

/** How many links lines have, and how many of these lead away from the page. */
export function linksOf(lines: readonly PageLine[]): { all: number; outer: number } {
  let [all, outer] = [0, 0];
  for (const { symbols } of lines) {
    const addresses = addressesOf(symbols);
    const bare = textOf(symbols).match(/https?:\/\//g)?.length ?? 0;
    all += addresses.length + bare;
    outer += addresses.filter((address) => !address.startsWith("#")).length + bare;
  }
  return { all, outer };
}

/** Whether a block holds records, and not a text of the page: it leads somewhere. */
export function hasEntries({ type, lines }: Block): boolean {
  const { all, outer } = linksOf(lines);
  if (type === "table") return lines.length > 2 && outer * 2 >= all;
  return type === "list" && outer > 0 && outer * 2 >= all;
}
