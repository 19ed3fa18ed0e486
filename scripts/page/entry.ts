// An entry as a page shows it: its fields, put together from its lines and the headings above. Look
// here where a field is read otherwise than its line says.
import type { Aligned } from "./align.ts";
import type { Capture } from "./match.ts";
import type { Kind } from "../data/kinds.ts";
import { isMade, type LineNode, type Use } from "../template/pattern.ts";
import type { Referents } from "./referents.ts";
import type { RenderedLine } from "./render.ts";
import { sameValue, type Value } from "./value.ts";

/** What a line shows at a use, with the value that the data would hold for it. */
export interface ReadCapture extends Capture {
  value: Value;
}

/** A line of a page as it was read. */
export interface ReadLine extends Aligned {
  captures?: ReadCapture[];
  node?: LineNode;
  /** The value at each hole, by its name; the first where a line shows it more than once. */
  readonly values: Map<string, Value>;
  /** The entry that it belongs to. */
  entry?: Entry;
  /** It was not read, since all around it too stands letter by letter as it should: this line. */
  same?: RenderedLine;
}

/** What a line says of a field, and where; nothing, where it lacks the field that a copy has. */
export interface Said {
  value: Value | undefined;
  offset: number;
}

/** What a page says of the fields of an entry, each by its path. */
export interface Fields {
  /** A field whose lines repeat is a list; of several values of another, the first. */
  fields: Map<string, Value>;
  /** Where each of them stands. */
  places: Map<string, number>;
  /** Those that come from the headings above, not from lines of its own. */
  above: Set<string>;
  /** Those that a heading above says otherwise than its own lines: the heading's value. */
  contradicted: Map<string, Value>;
  /** All values of a field that its lines show more than once and not alike. */
  torn: Map<string, Said[]>;
  /** Where it stands in several places, what the line above says here. */
  at?: string;
  /** A heading above does not tell what it stands for. */
  lostHeading: boolean;
}

/** The lines under which an entry stands, and what tells of what these are. */
export interface Around {
  above: readonly ReadLine[];
  node: LineNode;
  kinds: ReadonlyMap<string, Kind>;
  referents: Referents;
}

/** A record as a page shows it. */
export class Entry {
  readonly lines: ReadLine[] = [];
  private known?: Fields | undefined;

  constructor(
    readonly kind: string,
    readonly around?: Around,
  ) {}

  /** Adds one of its own lines. */
  add(read: ReadLine): void {
    read.entry = this;
    this.lines.push(read);
    this.known = undefined;
  }

  get said(): Fields {
    return (this.known ??= readFields(this.kind, this.lines, this.around));
  }

  get fields(): Map<string, Value> {
    return this.said.fields;
  }
}

/** Where a line shows the value of a hole. */
const placeOfUse = ({ line, captures, page }: ReadLine, use: Use): number =>
  captures?.find((capture) => line!.uses[capture.use] === use)?.start ?? page.start;

/** The fields of an entry of some kind, from some of its lines and those under which it stands. */
export function readFields(kind: string, lines: readonly ReadLine[], around?: Around): Fields {
  const read: Fields = {
    fields: new Map(),
    places: new Map(),
    above: new Set(),
    contradicted: new Map(),
    torn: new Map(),
    lostHeading: false,
  };
  // What stands on the entry's own lines goes before what its section says.
  for (const line of lines) addLine(read, line, kind);
  if (around) addHeadings(read, kind, around);
  return read;
}

function addLine(read: Fields, line: ReadLine, kind: string): void {
  const { fields, places } = read;
  const seen = new Set<string>();
  for (const use of line.line?.uses ?? []) {
    const value = line.values.get(use.path);
    const { path, list } = use.field;
    // The same hole twice on one line is one value.
    if (use.kind !== kind || value === undefined || seen.has(path)) continue;
    seen.add(path);
    if (list && typeof value === "string")
      fields.set(path, [...((fields.get(path) as string[]) ?? []), value]);
    else if (fields.has(path)) tear(read, path, { value, offset: placeOfUse(line, use) });
    else fields.set(path, value);
    if (!places.has(path)) places.set(path, placeOfUse(line, use));
  }
  for (const { use: id, value, start } of line.captures ?? []) {
    const use = line.line!.uses[id]!;
    const first = line.values.get(use.path);
    if (use.kind !== kind || isMade(use) || first === undefined) continue;
    if (!sameValue(first, value)) tear(read, use.field.path, { value, offset: start });
  }
}

function tear({ fields, places, torn }: Fields, path: string, said: Said): void {
  const first = { value: fields.get(path), offset: places.get(path)! };
  const all = distinct([...(torn.get(path) ?? [first]), said]);
  if (all.length > 1) torn.set(path, all);
}

/** The first place of each value. */
export const distinct = (all: readonly Said[]): Said[] =>
  all.filter(({ value }, at) => all.findIndex((one) => sameValue(one.value, value)) === at);

/** Adds what only the headings above an entry say; keeps what they say otherwise. */
function addHeadings(read: Fields, kind: string, { above, node, kinds, referents }: Around): void {
  const own = new Set(read.fields.keys());
  const unknown = new Set<string>();
  const add = (path: string, value: Value) => {
    if (own.has(path)) return;
    read.above.add(path);
    if (!read.fields.has(path)) read.fields.set(path, value);
  };
  /** Of several values, the one that the line above shows. */
  let one: Value | undefined;
  for (const { line: id, field } of node.references) {
    const line = above.find((heading) => heading.line!.id === id);
    const key = line && referents.keyOf(line.node!, line.values, kinds.get(field.ref!)!);
    if (field.list) one ??= key;
    else if (key !== undefined) add(field.path, key);
    if (line && key === undefined) unknown.add(field.path);
  }
  for (const line of above) {
    if (line.node!.record !== undefined) continue;
    for (const use of line.line!.uses) {
      const value = line.values.get(use.path);
      if (use.kind !== kind || value === undefined) continue;
      const { path, list } = use.field;
      if (!(list && typeof value === "string")) add(path, value);
      else if (line.node === node.spread?.above && path === node.spread!.path) one ??= value;
      if (!own.has(path)) read.places.set(path, placeOfUse(line, use));
      else if (!sameValue(read.fields.get(path), value)) read.contradicted.set(path, value);
    }
  }
  if (typeof one === "string") {
    read.at = one;
    add(node.spread!.path, [one]);
  }
  for (const path of unknown) {
    if (read.fields.has(path)) continue;
    read.lostHeading = true;
    read.above.add(path);
  }
}
