import type { Aligned } from "./align.ts";
import type { Kind } from "../data/kinds.ts";
import { LONGEST } from "../data/domains.ts";
import { normalizeBlock } from "../markdown/canonical.ts";
import {
  isAbout,
  isProse,
  type Line,
  type LineNode,
  lineNodes,
  type Pattern,
} from "../template/pattern.ts";
import type { Shown } from "./render.ts";
import { readValue, shownValue, type Value } from "./value.ts";
import { holeValue } from "./write-line.ts";

/** A line of a page as it was read. */
export interface ReadLine extends Aligned {
  node?: LineNode;
  /** The value at each hole, by its name; the first where a line shows it more than once. */
  values: Map<string, Value>;
  /** The record that it belongs to. */
  record?: ReadRecord;
  /** It was not read, since it stands letter by letter as it should: this line. */
  same?: Shown;
}

/** A record as a page shows it. */
export interface ReadRecord {
  kind: string;
  /** By field path; a field whose lines repeat is a list. */
  fields: Map<string, Value>;
  lines: ReadLine[];
  /** Some of its lines do not read, so its fields may be incomplete. */
  damaged: boolean;
}

export interface Reading {
  /** The page's text, without a byte order mark. */
  source: string;
  byteOrderMark: boolean;
  lines: ReadLine[];
  /** In the page's order. */
  records: ReadRecord[];
}

/** Puts the lines of a page together into records. */
export function assemble(
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
  source: string,
  aligned: readonly (Aligned & { same?: Shown })[],
): Pick<Reading, "lines" | "records"> {
  const places = new Map<Line, { node: LineNode; parents: LineNode[]; below: LineNode[] }>();
  for (const [node, parents] of lineNodes(pattern.nodes)) {
    places.set(node.line, {
      node,
      parents,
      below: [...lineNodes(node.body)].map(([child]) => child),
    });
  }
  const list: ReadRecord = { kind: "list", fields: new Map(), lines: [], damaged: false };
  const records = [list];
  const latest = new Map<LineNode, ReadLine>();
  const lines: ReadLine[] = [];
  /** Where the block of prose begins that was read last. */
  let prose = -1;

  for (const item of aligned) {
    const place = item.line && places.get(item.line);
    if (!place) {
      lines.push({ ...item, values: new Map() });
      continue;
    }
    const { node, parents, below } = place;
    if (isProse(node.line) && item.page.blockStart === prose) continue;
    const read: ReadLine = { ...item, node, values: new Map() };
    lines.push(read);
    for (const child of below) latest.delete(child);
    latest.set(node, read);

    if (item.same) {
      knownValues(read, item.same);
    } else if (isProse(node.line)) {
      // A block of prose may span several lines; it is read once, as a whole.
      const { blockStart: start, blockEnd: end } = item.page;
      read.page = { ...item.page, start, end };
      const text = source.slice(start, end);
      // What is longer is no value, whatever its layout.
      const value = text.length > LONGEST ? text : normalizeBlock(text);
      read.values.set(node.line.uses[0]!.path, value);
      prose = start;
    } else {
      readValues(read, source);
    }

    if (node.record !== undefined) {
      const record: ReadRecord = {
        kind: node.record,
        fields: new Map(),
        lines: [],
        damaged: false,
      };
      records.push(record);
      read.record = record;
      const shown = pattern.shown.get(node.record)!;
      for (const { path, ref } of kinds.get(node.record)!.fields.values()) {
        if (ref === undefined || !shown.has(path)) continue;
        const parent = parents.find((above) => above.record === ref);
        const key = parent && latest.get(parent)?.record?.fields.get(kinds.get(ref)!.key);
        if (key !== undefined) record.fields.set(path, key);
      }
      // What stands on the record's own line goes before what its section says.
      add(record, read, true);
      for (const parent of parents) {
        const group = latest.get(parent);
        if (group && !group.record) add(record, group, false);
      }
      continue;
    }
    const owner = [...parents]
      .reverse()
      .find((parent) => parent.record !== undefined && isAbout(node.line, parent.record));
    const record = owner && latest.get(owner)?.record;
    if (record) {
      read.record = record;
      add(record, read, true);
    } else if (!owner && node.repeat?.kind === "list") {
      add(list, read, true);
    }
  }
  return { lines, records };
}

function readValues(read: ReadLine, source: string): void {
  for (const capture of read.captures ?? []) {
    const use = read.line!.uses[capture.use]!;
    if (use.role === "anchor" || read.values.has(use.path)) continue;
    const markdown = use.field.type === "markdown";
    let text = markdown ? source.slice(capture.start, capture.end) : capture.text;
    if (markdown && read.line!.shape.endsWith("tr")) text = text.replaceAll("\\|", "|");
    read.values.set(use.path, readValue(use, text));
  }
}

/** The values of a line that was not read, as reading it would find them. */
function knownValues({ line, values }: ReadLine, { scope, element }: Shown): void {
  for (const { parts } of line!.cells.flatMap((cell) => cell.segments)) {
    const uses = parts.flatMap((part) =>
      typeof part === "object" && "use" in part ? line!.uses[part.use]! : [],
    );
    const held = uses.map((use) => (use.anchor ? "" : holeValue(use, scope, element)));
    if (held.some((value, index) => value === undefined && !uses[index]!.loose)) continue;
    uses.forEach((use, index) => {
      const value = use.anchor ? undefined : shownValue(use.field, held[index]);
      if (value !== undefined && !values.has(use.path)) values.set(use.path, value);
    });
  }
}

/** Adds what a line shows of a record's kind to the record. */
function add(record: ReadRecord, read: ReadLine, own: boolean): void {
  if (own) record.lines.push(read);
  if (!read.captures) record.damaged ||= own;
  for (const use of read.line!.uses) {
    const value = read.values.get(use.path);
    if (use.kind !== record.kind || value === undefined) continue;
    const { path } = use.field;
    if (use.field.list && typeof value === "string") {
      if (!own) continue;
      const known = record.fields.get(path) ?? [];
      // The same hole twice on one line is one value.
      if (read.line!.uses.find((first) => first.path === use.path) === use)
        record.fields.set(path, [...known, value]);
    } else if (!record.fields.has(path)) {
      record.fields.set(path, value);
    }
  }
}
