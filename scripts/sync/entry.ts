// An entry as a page shows it, with what keeps it from being taken.
import { fieldValue, type Rec } from "../data/record.ts";
import type { Kind } from "../data/kinds.ts";
import { shownValue, type Value } from "../page/value.ts";
import type { ReadLine } from "../page/reading.ts";
import type { Group } from "./order.ts";

/** Where on the page it is that an entry is not read as it was meant. */
export interface Misread {
  offset: number;
  /** What is wrong; where it is left out, a line does not read. */
  why?: string;
  /** What to do where it is meant so. */
  unless?: string;
}

/** What a line says of a field, and where; nothing, where it lacks the field that a copy has. */
export interface Said {
  value: Value | undefined;
  offset: number;
}

/** An entry as a page shows it, with what makes it fit or unfit to be taken into the data. */
export interface PageEntry {
  kind: string;
  name: string | undefined;
  /** By field path. */
  fields: Map<string, Value>;
  /** Fields that come from the headings above it, not from its own lines. */
  above: Set<string>;
  /** What the headings above say of its fields, and where. */
  headings: Map<string, { value: Value; offset: number }>;
  /** Fields that a heading above says otherwise than its own lines: the heading's value. */
  contradicted: Map<string, Value>;
  /** All values of a field that its lines show more than once and not alike. */
  torn: Map<string, Said[]>;
  /** Where its first line stands, and each of its fields. */
  offset: number;
  places: Map<string, number>;
  /** The headings that it stands under, from the outermost. */
  groups: readonly Group[];
  /** Where the line stands that keeps it from being read; nothing is taken from it. */
  damage?: Misread;
  /** Where a row of its own stands that lacks cells. */
  short?: number;
  /** Its lines of free text, and those of them that may not be its own. */
  free?: ReadLine[];
  astray?: ReadLine[];
  /** Of several places, what the line above says; and of joined ones, the record that it was. */
  at?: string | undefined;
  of?: Rec;
  /** A heading above it does not read: what comes from headings is not taken. */
  lostHeading: boolean;
  /** The source of its lines. */
  source: string;
  /** The record of the page before whose entry this is, letter by letter, in its old place. */
  unchanged?: Rec | undefined;
}

/** A copy of a record on the base's page, by what the line above says, and where it stands now. */
export interface Copy {
  rec: Rec;
  at: string | undefined;
  offset: number | undefined;
}

/** An entry all of whose lines, and the headings above it, stand as they should. */
export class UnchangedEntry implements PageEntry {
  readonly kind: string;
  readonly name: string | undefined;
  readonly above = new Set<string>();
  readonly headings = new Map<string, never>();
  readonly contradicted = new Map<string, never>();
  readonly torn = new Map<string, never>();
  readonly places = new Map<string, never>();
  readonly lostHeading = false;
  damage?: Misread;
  private known?: Map<string, Value>;

  /**
   * @param shown the fields that the page shows of its kind
   * @param sourceOfLines the source of its lines
   */
  constructor(
    private readonly rec: Rec,
    private readonly ofKind: Kind,
    private readonly shown: ReadonlySet<string>,
    readonly offset: number,
    readonly groups: readonly Group[],
    private readonly sourceOfLines: () => string,
  ) {
    this.kind = ofKind.name;
    const name = fieldValue(rec, ofKind.key);
    this.name = typeof name === "string" ? name : undefined;
  }

  get source(): string {
    return this.sourceOfLines();
  }

  /** None where what follows it on the page spoils it. */
  get unchanged(): Rec | undefined {
    return this.damage === undefined ? this.rec : undefined;
  }

  get fields(): Map<string, Value> {
    if (this.known) return this.known;
    this.known = new Map();
    for (const path of this.shown) {
      const value = shownValue(this.ofKind.fields.get(path)!, fieldValue(this.rec, path));
      if (value !== undefined) this.known.set(path, value);
    }
    return this.known;
  }
}
