// An entry as a page shows it, with what keeps it from being taken.
import { fieldValue, type Rec } from "../data/record.ts";
import { type Entry, type Fields, readFields, type ReadLine } from "../page/entry.ts";
import type { Group } from "./order.ts";

/** Where on the page it is that an entry is not read as it was meant. */
export interface Misread {
  offset: number;
  /** What is wrong; where it is left out, a line does not read. */
  why?: string;
  /** What to do where it is meant so. */
  unless?: string;
}

/** An entry as a page shows it, with what makes it fit or unfit to be taken into the data. */
export interface PageEntry {
  readonly kind: string;
  readonly name: string | undefined;
  /** What its lines and the headings above it say of its fields. */
  readonly said: Fields;
  /** A heading above it does not read: what comes from headings is not taken. */
  readonly lostHeading: boolean;
  /** Where its first line stands. */
  readonly offset: number;
  /** The source of its lines. */
  readonly source: string;
  /** The headings that it stands under, from the outermost. */
  readonly groups: readonly Group[];
  /** What keeps it from being read: nothing is taken from it. */
  damage?: Misread;
  /** Where a row of its own stands that lacks cells. */
  short?: number;
  /** Its lines of free text, and those of them that may not be its own. */
  free?: ReadLine[];
  astray?: ReadLine[];
  /** Of several places joined, the record that it was. */
  readonly of?: Rec;
  /** The record of the page before whose entry this is, letter by letter, in its old place. */
  readonly unchanged?: Rec | undefined;
}

/** A copy of a record on the base's page, by what the line above says, and where it stands now. */
export interface Copy {
  rec: Rec;
  at: string | undefined;
  offset: number | undefined;
}

/** An entry in one place; what it says is put together when somebody asks for it. */
export class PlacedEntry implements PageEntry {
  damage?: Misread;
  short?: number;
  free?: ReadLine[];
  astray?: ReadLine[];
  /** The record whose entry it was, where no line of it was edited, nor what the headings say of it. */
  was: Rec | undefined;
  /** It stands in the section of a heading that does not read. */
  underLost = false;
  /** Those of its lines that surely are its own. */
  readonly lines: ReadLine[] = [];
  readonly groups: readonly Group[];
  private known?: Fields;

  /** @param page the page's text */
  constructor(
    readonly entry: Entry,
    private readonly key: string,
    private readonly page: string,
  ) {
    this.groups = (entry.around?.above ?? []).map((line) => groupOf(line, entry.kind));
  }

  get kind(): string {
    return this.entry.kind;
  }

  get said(): Fields {
    return (this.known ??= readFields(this.kind, this.lines, this.entry.around));
  }

  get name(): string | undefined {
    const name = this.was ? fieldValue(this.was, this.key) : this.said.fields.get(this.key);
    return typeof name === "string" ? name : undefined;
  }

  get lostHeading(): boolean {
    return this.underLost || this.said.lostHeading;
  }

  get offset(): number {
    return this.entry.lines[0]?.page.start ?? 0;
  }

  get source(): string {
    return this.lines.map(({ page }) => this.page.slice(page.start, page.end)).join("\n");
  }

  /** None where what follows it on the page spoils it. */
  get unchanged(): Rec | undefined {
    return this.damage === undefined ? this.was : undefined;
  }
}

/** The group that stands under a heading: by a field of this kind's own, or by one of another. */
const groupOf = ({ node, page }: ReadLine, kind: string): Group => ({
  start: page.start,
  follows: node?.repeat?.kind === kind,
});
