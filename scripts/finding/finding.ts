/** A place in a file: 1-based; columns count UTF-16 code units. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** Something that is wrong with a list: plain data, which only reporters turn into text. */
export interface Finding extends Place {
  /** The name of the rule that found it. */
  rule: string;
  severity: "error" | "warning";
  /** What was found, what was expected, and what mends it. */
  message: string;
  /** Where in the data, or in the template, the other side of a difference stands. */
  data?: Place;
  /**
   * Where that stands which makes it, such as a line of the template: one edit there mends all
   * findings of the rule that share it.
   */
  cause?: Place;
  /** The key of the entry that it is about. */
  entry?: string;
  /** The field's path in the entry, such as `links.code`. */
  field?: string;
  /** What mends it for certain. */
  fix?: Fix;
}

/** A change to a data file: a value in the place of another, or its records in another order. */
export type Fix = { file: string } & (
  | {
      /** A JSON Pointer (RFC 6901). */
      pointer: string;
      value: string;
    }
  /** The old indices of the file's records, in their new order. */
  | { order: number[] }
);
