// A page as sync sees it: its entries, those that damage reaches marked.
import { bareText } from "../pairing/folded.ts";
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import type { Group } from "./order.ts";
import { bearer, type LineNode, lineNodes, type Pattern } from "../template/pattern.ts";
import { type Reading, type ReadLine, type ReadRecord } from "../page/reading.ts";
import {
  isAstray,
  isBeside,
  isFreeText,
  isOffLevel,
  isShuffledHeader,
  isTooDeep,
} from "../page/out-of-place.ts";
import { sameValue, shownValue } from "../page/value.ts";
import { type Copy, type PageEntry, UnchangedEntry } from "./entry.ts";
import { placeOfUse, takeHeadings, takeLine } from "./own-fields.ts";

/** A page as sync sees it. */
export interface PageView {
  /** The page's text, without a byte order mark. */
  source: string;
  list: PageEntry;
  /** By kind, in the page's order. */
  entries: Map<string, PageEntry[]>;
  /** For kinds of which a record may stand in several places, these, as the base has them. */
  copies: Map<string, Copy[]>;
  /** Lines that do not read, and the text that nothing can be taken from, for looking names up. */
  unread: ReadLine[];
  unreadText: string;
  /** Lines that do not stand where they stood, each with what it belongs to. */
  fresh: { start: number; end: number; entry: PageEntry }[];
}

/** Whether a line of the page is read whole. */
export const isUnread = ({ line, captures }: ReadLine): boolean => !line || !captures;

/** The depth of a heading, NaN for any other line. */
const depthOf = (shape: string): number => Number(/^#(\d)$/.exec(shape)?.[1] ?? NaN);

/** Looks at a page entry by entry, and marks those that damage reaches. */
export const viewPage = (
  reading: Reading,
  pattern: Pattern,
  kinds: ReadonlyMap<string, Kind>,
): PageView => new Viewer(reading, pattern, kinds).view();

class Viewer {
  private readonly parents = new Map<LineNode, LineNode[]>();
  private readonly below = new Map<LineNode, LineNode[]>();
  /** The last line of each line of the template. */
  private readonly latest = new Map<LineNode, ReadLine>();
  private readonly open = new Map<ReadRecord, PageEntry>();
  private readonly lost: string[] = [];
  /** The records of each group that a heading stands for. */
  private readonly members = new Map<readonly Rec[], ReadonlySet<Rec>>();
  /** The header above, where its columns stand in another order. */
  private shuffled: ReadLine | undefined;
  /** Depth of the last heading that does not read, while its section lasts. */
  private brokenHeading: number | undefined;
  /** The last record that does not begin deeper than the template has it. */
  private around: ReadRecord | undefined;
  /** The record whose lines are being read, and the first unread line after its head. */
  private current: { record: ReadRecord; head: ReadLine; cut?: ReadLine } | undefined;
  private readonly result: PageView;

  constructor(
    private readonly reading: Reading,
    private readonly pattern: Pattern,
    private readonly kinds: ReadonlyMap<string, Kind>,
  ) {
    for (const [node, parents] of lineNodes(pattern.nodes)) {
      this.parents.set(node, parents);
      this.below.set(node, []);
      for (const parent of parents) this.below.get(parent)!.push(node);
    }
    const list = reading.records[0]!;
    this.result = {
      source: reading.source,
      list: this.entry(list, undefined),
      entries: new Map(
        [...pattern.shownFields.keys()].filter((kind) => kind !== "list").map((kind) => [kind, []]),
      ),
      copies: new Map(),
      unread: [],
      unreadText: "",
      fresh: [],
    };
    this.open.set(list, this.result.list);
  }

  view(): PageView {
    for (const line of this.reading.lines) this.line(line);
    for (const [record, entry] of this.open) {
      if (entry instanceof UnchangedEntry) continue;
      // What stands under a heading of another level may be that of the entry around it.
      const offLevel = entry.astray?.find(isOffLevel);
      if (offLevel) this.result.unread.push(offLevel);
      if (offLevel || (entry.name === undefined && entry.damage !== undefined))
        this.lost.push(entry.source);
      takeHeadings(entry, record);
      entry.at = record.place;
      this.compareWithKnown(record, entry);
    }
    this.result.unreadText = bareText(this.lost.join("\n"));
    for (const { page, record, shown } of this.reading.lines) {
      if (shown) continue;
      const entry = record ? this.open.get(record)! : this.result.list;
      this.result.fresh.push({ start: page.start, end: page.end, entry });
    }
    return this.result;
  }

  private entry(record: ReadRecord, head: ReadLine | undefined): PageEntry {
    return {
      kind: record.kind,
      name: undefined,
      fields: new Map(),
      above: new Set(),
      headings: new Map(),
      contradicted: new Map(),
      torn: new Map(),
      offset: head?.page.start ?? 0,
      places: new Map(),
      groups: [],
      lostHeading: false,
      source: "",
    };
  }

  private sourceOf = ({ page }: ReadLine): string =>
    this.reading.source.slice(page.start, page.end);

  private line(line: ReadLine): void {
    const heading = depthOf(line.page.shape);
    if (isUnread(line)) this.unread(line, heading);
    else if (this.brokenHeading !== undefined && heading <= this.brokenHeading) {
      this.brokenHeading = undefined;
    }
    const { node, record } = line;
    if (line.page.shape.endsWith("th"))
      this.shuffled = isShuffledHeader(line, this.reading.source) ? line : undefined;
    if (node) {
      for (const below of this.below.get(bearer(node))!) this.latest.delete(below);
      this.latest.set(bearer(node), line);
    }
    if (!record) {
      // What is left of an entry that has lost its first line.
      const isLeft = ({ record: kind }: LineNode) =>
        node!.line.uses.some((use) => use.kind === kind);
      if (node && this.parents.get(node)!.some(isLeft)) this.unread(line, heading);
      if (line.values.size > 0) takeLine(this.result.list, line, this.kinds.get("list")!);
      return;
    }
    if (node!.record !== undefined) {
      this.head(line, record);
      return;
    }
    const entry = this.open.get(record)!;
    if (entry instanceof UnchangedEntry) return;
    const { current } = this;
    if (current?.record === record && current.cut) {
      // They may be this entry's, or those of one whose first line is the broken one.
      entry.damage ??= {
        offset: current.cut.page.start,
        why: "this line does not read, but lines behind it read as this entry's",
      };
      this.lost.push(this.sourceOf(line));
      return;
    }
    takeLine(entry, line, this.kinds.get(record.kind)!);
    entry.source += `\n${this.sourceOf(line)}`;
    if (isFreeText(line)) (entry.free ??= []).push(line);
    if (isAstray(line, record.lines[0])) (entry.astray ??= []).push(line);
    if (isUnread(line)) entry.damage ??= { offset: line.page.start };
    if (isBeside(line, record.lines[0])) {
      const offset = line.page.start;
      entry.damage ??= {
        offset,
        why: "this line may be that of the entry around it, since this entry's first line stands too deep",
      };
      if (this.around)
        this.open.get(this.around)!.damage ??= {
          offset,
          why: "a line that may be this entry's stands in an entry inside it",
        };
    }
  }

  private head(line: ReadLine, record: ReadRecord): void {
    const entry = this.unchanged(line, record) ?? this.entry(record, line);
    this.open.set(record, entry);
    this.result.entries.get(record.kind)!.push(entry);
    this.current = { record, head: line };
    if (!isTooDeep(line)) this.around = record;
    if (entry instanceof UnchangedEntry) return;
    entry.source = this.sourceOf(line);
    entry.lostHeading = this.brokenHeading !== undefined;
    if (isUnread(line)) entry.damage = { offset: line.page.start };
    if (isOffLevel(line)) entry.astray = [line];
    if (this.shuffled && line.page.cells !== undefined)
      entry.damage = {
        offset: this.shuffled.page.start,
        why: "the columns of this entry's table stand in another order",
      };
    takeLine(entry, line, this.kinds.get(record.kind)!);
    const groups: Group[] = [];
    for (const parent of this.parents.get(line.node!)!) {
      const group = this.latest.get(parent);
      if (!group) continue;
      groups.push(groupOf(group, record.kind));
      const path = line.node!.references.find((one) => one.line === parent.line.id)?.field.path;
      if (path !== undefined && !record.fields.has(path)) {
        entry.lostHeading = true;
        entry.above.add(path);
      }
      for (const use of parent.line.uses) {
        const value = group.values.get(use.path);
        if (use.kind === record.kind && value !== undefined)
          entry.headings.set(use.field.path, { value, offset: placeOfUse(group, use) });
      }
    }
    entry.groups = groups;
  }

  /** An entry that stands letter by letter in its old place, under the headings of that place. */
  private unchanged(line: ReadLine, record: ReadRecord): UnchangedEntry | undefined {
    const { kind } = record;
    const rec = line.same?.scope.get(kind)?.[0];
    // What stands in several places is told by all of them.
    if (
      !rec ||
      line.node!.spread ||
      this.brokenHeading !== undefined ||
      !record.lines.every(({ same }) => same)
    )
      return undefined;
    const groups: Group[] = [];
    for (const parent of this.parents.get(line.node!)!) {
      const above = this.latest.get(parent);
      if (!above?.shown || !this.membersOf(above.shown.scope.get(kind)).has(rec)) return undefined;
      groups.push(groupOf(above, kind));
    }
    const [ofKind, shown] = [this.kinds.get(kind)!, this.pattern.shownFields.get(kind)!];
    const source = () => record.lines.map(this.sourceOf).join("\n");
    return new UnchangedEntry(rec, ofKind, shown, line.page.start, groups, source);
  }

  private membersOf(records: readonly Rec[] = []): ReadonlySet<Rec> {
    let known = this.members.get(records);
    if (!known) this.members.set(records, (known = new Set(records)));
    return known;
  }

  private unread(line: ReadLine, heading: number): void {
    this.result.unread.push(line);
    this.lost.push(this.sourceOf(line));
    if (heading > 0) this.brokenHeading = Math.min(heading, this.brokenHeading ?? heading);
    const { current } = this;
    if (!current || line.record) return;
    const inside = isInside(current.head, line);
    // What stands under a heading that has no lines of its own is not the heading's.
    if (depthOf(current.head.page.shape) > 0 && !this.hasOwnLines(current.head)) return;
    if (inside && !current.cut)
      this.open.get(current.record)!.damage ??= { offset: line.page.start };
    else current.cut ??= line;
  }

  private hasOwnLines({ node }: ReadLine): boolean {
    return this.below
      .get(bearer(node!))!
      .some(({ line }) => line.uses.some(({ kind }) => kind === node!.record));
  }

  /** Notes an entry none of whose lines was edited, nor what the headings above it say of it. */
  private compareWithKnown(record: ReadRecord, entry: PageEntry): void {
    const rec = record.lines[0]?.same?.scope.get(record.kind)?.[0];
    if (!rec || entry.damage !== undefined || entry.lostHeading) return;
    const { fields } = this.kinds.get(record.kind)!;
    const asBefore = (path: string) =>
      sameValue(entry.fields.get(path), shownValue(fields.get(path)!, fieldValue(rec, path)));
    if (entry.contradicted.size === 0 && [...entry.above].every(asBefore)) entry.unchanged = rec;
  }
}

/** Whether a line stands within the entry that begins at a line: deeper in its item or section. */
function isInside({ page: { shape: head } }: ReadLine, { page: { shape } }: ReadLine): boolean {
  if (/^[-1]+$/.test(head))
    return shape.length > head.length && /^[-1]*/.exec(shape)![0].length >= head.length;
  const depth = depthOf(head);
  if (depth > 0) return !(depthOf(shape) <= depth);
  return shape === `${head}+`;
}

/** The group that stands under a heading: by a field of this kind's own, or by one of another. */
const groupOf = ({ node, page }: ReadLine, kind: string): Group => ({
  start: page.start,
  follows: node?.repeat?.kind === kind,
});
