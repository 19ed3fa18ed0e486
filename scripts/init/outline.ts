// A page as `paperlist init` sees it: sections with blocks of lines, before anything is known of forms.
import type { PageLine } from "../markdown/flatten.ts";

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
  blocks: Block[];
  sections: Section[];
}

const depthOf = ({ shape }: PageLine): number => Number(/^#(\d)$/.exec(shape)?.[1] ?? 0);

/** The letter of a list's items, `-` or `1`; empty for other lines. */
export const listOf = ({ shape }: PageLine): string => /^[-1]/.exec(shape)?.[0] ?? "";

/** Puts the lines of a page together into sections. */
export function outline(lines: readonly PageLine[]): Section {
  const page: Section = { heading: undefined, depth: 0, blocks: [], sections: [] };
  const open = [page];
  for (const line of lines) {
    const depth = depthOf(line);
    if (depth > 0) {
      while (open.at(-1)!.depth >= depth) open.pop();
      const section = { heading: line, depth, blocks: [], sections: [] };
      open.at(-1)!.sections.push(section);
      open.push(section);
    } else {
      addTo(open.at(-1)!.blocks, line);
    }
  }
  return page;
}

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
