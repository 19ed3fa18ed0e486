// Puts the lines that were read together into entries.
import type { Aligned } from "./align.ts";
import { Entry, type ReadCapture, type ReadLine } from "./entry.ts";
import type { Capture } from "./match.ts";
import type { Kind } from "../data/kinds.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { normalizeBlock } from "../markdown/canonical.ts";
import {
  bearer,
  isAbout,
  isMade,
  isRow,
  isProse,
  type Line,
  type LineNode,
  lineNodes,
  type Pattern,
} from "../template/pattern.ts";
import { isBlank } from "../template/line-regex.ts";
import type { Referents } from "./referents.ts";
import type { RenderedLine } from "./render.ts";
import { readValue, type Value } from "./value.ts";
import { holeValue, valuesOn } from "./write-line.ts";

export interface Reading {
  /** The page's text, without a byte order mark. */
  source: string;
  byteOrderMark: boolean;
  lines: ReadLine[];
  /** In the page's order; the list itself goes first. */
  entries: Entry[];
  /**
   * Stretches of the rendered page's lines, as indices, that stand on the page as they should, and
   * are left out of `lines`.
   */
  omitted: readonly (readonly [from: number, to: number])[];
  /** The parts of the page that were parsed. */
  parts: readonly ReadPart[];
}

/** A part of a page that was parsed, and what should stand there. */
export interface ReadPart {
  /** Its lines, and some of those around it. */
  lines: readonly PageLine[];
  start: number;
  end: number;
  /** Offsets in the rendered page: where reading it begins, and what of it should stand here. */
  wanted: { base: number; from: number; to: number };
}

/** A line of the template, among those above and below it. */
interface Place {
  node: LineNode;
  parents: LineNode[];
  below: LineNode[];
  /** The line that begins the records that it says something of. */
  owner: LineNode | undefined;
}

function placesOf({ nodes }: Pattern): Map<Line, Place> {
  const places = new Map<Line, Place>();
  for (const [node, parents] of lineNodes(nodes)) {
    const owner = parents.findLast(
      ({ record }) => record !== undefined && isAbout(node.line, record),
    );
    const below = [...lineNodes(bearer(node).body)].map(([child]) => child);
    places.set(node.line, { node, parents, below, owner });
  }
  return places;
}

/** Puts the lines of a page together into entries. */
export function assemble(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  source: string,
  aligned: readonly (Aligned & { same?: RenderedLine })[],
  referents: Referents,
): Pick<Reading, "lines" | "entries"> {
  const places = placesOf(pattern);
  const list = new Entry("list");
  const entries = [list];
  const latest = new Map<LineNode, ReadLine>();
  const lines: ReadLine[] = [];
  /** Where the block of prose begins that was read last. */
  let prose = -1;

  for (const item of aligned) {
    const place = item.line && places.get(item.line);
    if (!place) {
      lines.push({ page: item.page, values: new Map() });
      continue;
    }
    const { node, parents, below, owner } = place;
    if (isProse(node.line) && item.page.blockStart === prose) continue;
    const { same } = item;
    // A block of prose may span several lines; it is read once, as a whole.
    const { blockStart: start, blockEnd: end } = item.page;
    if (!same && isProse(node.line)) prose = start;
    const read: ReadLine = same
      ? new UnreadLine(item.page, node, same)
      : readLine(
          prose === start ? { ...item, page: { ...item.page, start, end } } : item,
          node,
          source,
        );
    lines.push(read);
    for (const child of below) latest.delete(child);
    latest.set(bearer(node), read);

    if (node.record !== undefined) {
      const above = parents.flatMap((parent) => latest.get(parent) ?? []);
      const entry = new Entry(node.record, { above, node, kinds, referents });
      entries.push(entry);
      entry.add(read);
      continue;
    }
    const entry = owner && latest.get(owner)?.entry;
    if (entry) entry.add(read);
    else if (!owner && node.repeat?.kind === "list") list.lines.push(read);
  }
  return { lines, entries };
}

/** A line that stands as it should; its values are looked up when somebody asks for them. */
class UnreadLine implements ReadLine {
  readonly captures = [];
  readonly line: Line;
  readonly shown: RenderedLine;
  entry?: Entry;
  private known?: Map<string, Value>;

  constructor(
    readonly page: PageLine,
    readonly node: LineNode,
    readonly same: RenderedLine,
  ) {
    this.line = node.line;
    this.shown = same;
  }

  get values(): Map<string, Value> {
    const { scope, element } = this.same;
    return (this.known ??= valuesOn(this.line, (use) => holeValue(use, scope, element)));
  }
}

/** Reads the values that a line shows. */
function readLine(item: Aligned, node: LineNode, source: string): ReadLine {
  const { captures: found, ...rest } = item;
  const { line } = node;
  if (isProse(line)) {
    const { start, end } = item.page;
    const text = source.slice(start, end);
    const value = normalizeBlock(outdented(text, start - 1 - source.lastIndexOf("\n", start - 1)));
    const captures = found && [{ use: 0, text, start, end, value }];
    const values = new Map<string, Value>([[line.uses[0]!.path, value]]);
    return { ...rest, ...(captures ? { captures } : {}), node, values };
  }
  const values = new Map<string, Value>();
  const captures = found?.flatMap((capture): ReadCapture[] => {
    const use = line.uses[capture.use]!;
    if (isBlank(capture.text, use)) return [];
    const { path } = use;
    const value = readCapture(line, capture, source);
    if (!isMade(use) && !values.has(path)) values.set(path, value);
    return [{ ...capture, value }];
  });
  return { ...rest, ...(captures ? { captures } : {}), node, values };
}

function readCapture(line: Line, { use: id, text, start, end }: Capture, source: string): Value {
  const use = line.uses[id]!;
  if (use.field.type !== "markdown") return readValue(use, text);
  const written = source.slice(start, end);
  return readValue(use, isRow(line) ? written.replaceAll("\\|", "|") : written);
}

/** A block that stands so many columns in, as it would at the start of its lines. */
const outdented = (text: string, columns: number): string =>
  columns === 0 ? text : text.replace(new RegExp(`\\n[ \\t]{1,${columns}}`, "g"), "\n");
