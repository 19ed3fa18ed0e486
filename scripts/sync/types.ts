// The types of a merge.
import type { Finding, Place } from "../finding/finding.ts";
import type { Kind } from "../data/kinds.ts";
import type { LoadedList, Rec } from "../data/record.ts";
import type { Line, Pattern } from "../template/pattern.ts";
import type { Page } from "../page/render.ts";
import type { PageEntry } from "./entry.ts";
import type { PageView } from "./page.ts";
import type { Value } from "../page/value.ts";

/** Which side holds where both changed the same. */
export type Preference = "readme" | "data" | undefined;

/** The data at some time, and the page that it makes. */
export interface State {
  records: ReadonlyMap<string, readonly Rec[]>;
  page: Page;
}

/** Something that a page says otherwise than the data, and that goes into the data. */
export interface Edit {
  change: "added" | "removed" | "changed" | "moved";
  kind: string;
  /** The entry, by the name that the page gives it. */
  entry: string;
  field?: string;
  before?: Value;
  after?: Value;
  /** Where it stands on the page. */
  offset: number;
  data?: Place;
}

/** An edit with the page that it was made on. */
export interface PageEdit extends Omit<Edit, "offset"> {
  file: string;
  line: number;
  column: number;
}

/** A record as the merge leaves it. */
export interface MergedRecord {
  kind: string;
  /** The record that it was; absent where it is new. */
  rec?: Rec;
  /** Fields to set; undefined removes one. */
  sets: Map<string, Value | undefined>;
  /** Its values with the fields set. */
  value: Record<string, unknown>;
  page?: PageEntry;
}

/** Something that cannot be settled by itself, at an offset of the page. */
export type Problem = Omit<Finding, "file" | "line" | "column"> & { offset: number };

export interface Merge {
  /** By kind, in the order that the data should have. */
  records: Map<string, MergedRecord[]>;
  edits: Edit[];
  conflicts: Problem[];
  /** Entries that the page shows, but not whole: nothing was taken from them. */
  damaged: Problem[];
  warnings: Problem[];
}

export interface MergeInput {
  kinds: ReadonlyMap<string, Kind>;
  pattern: Pattern;
  /** Lines that the template had before, and has no more. */
  former?: readonly Line[];
  base: State;
  ours: State;
  /** For places in the data. */
  list: LoadedList;
  view: PageView;
  prefer?: Preference;
  /** What other pages brought into `ours`, so that it stands in no file yet. */
  others?: readonly PageEdit[];
}

/** One entry in the three states of a merge. */
export interface Triple {
  id: number;
  base?: Rec;
  ours?: Rec;
  theirs?: PageEntry;
  /** Where the entry stands on the page that went before this one, which is not there. */
  after?: number;
}
