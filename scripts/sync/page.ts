// A page as sync sees it: its entries, those that damage reaches marked.
import { bareText } from "../pairing/folded.ts";
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import { bearer, type LineNode, lineNodes, type Pattern } from "../template/pattern.ts";
import type { Entry, ReadLine } from "../page/entry.ts";
import type { Reading } from "../page/reading.ts";
import {
  isAstray,
  isBeside,
  isFreeText,
  isOffLevel,
  isShortRow,
  isShuffledHeader,
  isTooDeep,
} from "../page/out-of-place.ts";
import { sameValue, shownValue } from "../page/value.ts";
import { type Copy, type PageEntry, PlacedEntry } from "./entry.ts";

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
  private readonly open = new Map<Entry, PlacedEntry>();
  private readonly lost: string[] = [];
  /** The records of each group that a heading stands for. */
  private readonly members = new Map<readonly Rec[], ReadonlySet<Rec>>();
  /** The header above, where its columns stand in another order. */
  private shuffled: ReadLine | undefined;
  /** Depth of the last heading that does not read, while its section lasts. */
  private brokenHeading: number | undefined;
  /** The last entry that does not begin deeper than the template has it. */
  private around: PlacedEntry | undefined;
  /** The entry whose lines are being read, and the first unread line after its head. */
  private current: { entry: PlacedEntry; head: ReadLine; cut?: ReadLine } | undefined;
  private readonly list: PlacedEntry;
  private readonly result: PageView;

  constructor(
    private readonly reading: Reading,
    pattern: Pattern,
    private readonly kinds: ReadonlyMap<string, Kind>,
  ) {
    for (const [node, parents] of lineNodes(pattern.nodes)) {
      this.parents.set(node, parents);
      this.below.set(node, []);
      for (const parent of parents) this.below.get(parent)!.push(node);
    }
    const list = reading.entries[0]!;
    this.list = this.entry(list);
    this.result = {
      source: reading.source,
      list: this.list,
      entries: new Map(
        [...pattern.shownFields.keys()].filter((kind) => kind !== "list").map((kind) => [kind, []]),
      ),
      copies: new Map(),
      unread: [],
      unreadText: "",
      fresh: [],
    };
  }

  view(): PageView {
    for (const line of this.reading.lines) this.line(line);
    for (const entry of this.open.values()) {
      if (entry.was) continue;
      // What stands under a heading of another level may be that of the entry around it.
      const offLevel = entry.astray?.find(isOffLevel);
      if (offLevel) this.result.unread.push(offLevel);
      if (offLevel || (entry.name === undefined && entry.damage !== undefined))
        this.lost.push(entry.source);
      this.compareWithKnown(entry);
    }
    this.result.unreadText = bareText(this.lost.join("\n"));
    for (const { page, entry, shown } of this.reading.lines) {
      if (shown) continue;
      const own = entry ? this.open.get(entry)! : this.list;
      this.result.fresh.push({ start: page.start, end: page.end, entry: own });
    }
    return this.result;
  }

  private entry(read: Entry): PlacedEntry {
    const entry = new PlacedEntry(read, this.kinds.get(read.kind)!.key, this.reading.source);
    this.open.set(read, entry);
    return entry;
  }

  private sourceOf = ({ page }: ReadLine): string =>
    this.reading.source.slice(page.start, page.end);

  private line(line: ReadLine): void {
    const heading = depthOf(line.page.shape);
    if (isUnread(line)) this.unread(line, heading);
    else if (this.brokenHeading !== undefined && heading <= this.brokenHeading) {
      this.brokenHeading = undefined;
    }
    const { node } = line;
    if (line.page.shape.endsWith("th"))
      this.shuffled = isShuffledHeader(line, this.reading.source) ? line : undefined;
    if (!line.entry) {
      // What is left of an entry that has lost its first line.
      const isLeft = ({ record: kind }: LineNode) =>
        node!.line.uses.some((use) => use.kind === kind);
      if (node && this.parents.get(node)!.some(isLeft)) this.unread(line, heading);
      if (line.values.size > 0) this.list.lines.push(line);
      return;
    }
    if (node!.record !== undefined) {
      this.head(line, line.entry);
      return;
    }
    const entry = this.open.get(line.entry)!;
    const [head] = entry.entry.lines;
    if (entry.was) {
      entry.lines.push(line);
      return;
    }
    const { current } = this;
    if (current?.entry === entry && current.cut) {
      // They may be this entry's, or those of one whose first line is the broken one.
      entry.damage ??= {
        offset: current.cut.page.start,
        why: "this line does not read, but lines behind it read as this entry's",
      };
      this.lost.push(this.sourceOf(line));
      return;
    }
    entry.lines.push(line);
    if (isShortRow(line)) entry.short ??= line.page.start;
    if (isFreeText(line)) (entry.free ??= []).push(line);
    if (isAstray(line, head)) (entry.astray ??= []).push(line);
    if (isUnread(line)) entry.damage ??= { offset: line.page.start };
    if (isBeside(line, head)) {
      const offset = line.page.start;
      entry.damage ??= {
        offset,
        why: "this line may be that of the entry around it, since this entry's first line stands too deep",
      };
      if (this.around)
        this.around.damage ??= {
          offset,
          why: "a line that may be this entry's stands in an entry inside it",
        };
    }
  }

  private head(line: ReadLine, read: Entry): void {
    const entry = this.entry(read);
    entry.lines.push(line);
    entry.was = this.unchanged(line, read);
    this.result.entries.get(read.kind)!.push(entry);
    this.current = { entry, head: line };
    if (!isTooDeep(line)) this.around = entry;
    if (entry.was) return;
    entry.underLost = this.brokenHeading !== undefined;
    if (isUnread(line)) entry.damage = { offset: line.page.start };
    if (isShortRow(line)) entry.short = line.page.start;
    if (isOffLevel(line)) entry.astray = [line];
    if (this.shuffled && line.page.cells !== undefined)
      entry.damage = {
        offset: this.shuffled.page.start,
        why: "the columns of this entry's table stand in another order",
      };
  }

  /** The record of an entry that stands letter by letter in its old place, under the headings of that place. */
  private unchanged(line: ReadLine, { kind, lines, around }: Entry): Rec | undefined {
    const rec = line.same?.scope.get(kind)?.[0];
    // What stands in several places is told by all of them.
    if (!rec || line.node!.spread || this.brokenHeading !== undefined) return undefined;
    const isIn = ({ shown }: ReadLine) => this.membersOf(shown?.scope.get(kind)).has(rec);
    return lines.every(({ same }) => same) && around!.above.every(isIn) ? rec : undefined;
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
    if (!current || line.entry) return;
    const inside = isInside(current.head, line);
    // What stands under a heading that has no lines of its own is not the heading's.
    if (depthOf(current.head.page.shape) > 0 && !this.hasOwnLines(current.head)) return;
    if (inside && !current.cut) current.entry.damage ??= { offset: line.page.start };
    else current.cut ??= line;
  }

  private hasOwnLines({ node }: ReadLine): boolean {
    return this.below
      .get(bearer(node!))!
      .some(({ line }) => line.uses.some(({ kind }) => kind === node!.record));
  }

  /** Notes an entry none of whose lines was edited, nor what the headings above them say of it. */
  private compareWithKnown(entry: PlacedEntry): void {
    const { kind, lines } = entry.entry;
    const rec = lines[0]?.same?.scope.get(kind)?.[0];
    if (!rec || entry.damage !== undefined || entry.lostHeading) return;
    const { fields, above, contradicted } = entry.said;
    const asBefore = (path: string) =>
      sameValue(
        fields.get(path),
        shownValue(this.kinds.get(kind)!.fields.get(path)!, fieldValue(rec, path)),
      );
    if (contradicted.size === 0 && [...above].every(asBefore)) entry.was = rec;
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
