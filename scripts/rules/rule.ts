import type { Place } from "../finding/finding.ts";
import type { Context, Item } from "./context.ts";
import type { OptionTable } from "./options.ts";

/** What a rule found: plain, without the rule's name and severity. */
export interface Problem {
  /** A value of the data; a record as a whole; or a place in a page. */
  at: Item | Place;
  /** What was found, what was expected, and what mends it. */
  message: string;
  /** What the value should be, where that is certain. */
  fix?: string;
  /** The order that the records of the value's file should have: old indices in their new order. */
  order?: number[];
}

/** A small list: what it leaves out (titles, venues, years) does not matter and is filled in. */
export interface Example {
  /** Why it is good or bad, where it does not speak for itself. */
  because?: string;
  list?: Record<string, unknown>;
  papers?: Record<string, unknown>[];
  datasets?: Record<string, unknown>[];
  /** The rule's options. */
  options?: Record<string, unknown>;
  template?: string;
  /** A README that is not the one that the data make. */
  readme?: string;
  /** Other files of the list, by name. */
  files?: Record<string, string>;
}

/** An example with what the rule says of it. */
export interface BadExample extends Example {
  /** For each finding its place, as a JSON Pointer from `data/` or as FILE:LINE:COLUMN, and message. */
  findings: [place: string, message: string][];
  /** What the list is after its messages were heeded, where they ask for what no program can do. */
  mended?: Example;
  /** The values after `lint --fix`, by JSON Pointer from `data/`. */
  fixed?: Record<string, unknown>;
}

/** Something that lint knows about lists: a value, with its documentation and tests in it. */
// A list of rules has options of every type; each rule checks its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export interface Rule<Options = any> {
  name: string;
  /** One sentence. */
  description: string;
  /** What it leaves alone and why; the specification that it goes by. */
  details?: string;
  severity: "error" | "warning";
  /** `--fix` mends what it finds, or some of it. */
  fixes?: true;
  options?: OptionTable<Options>;
  check(context: Context, options: Options): Iterable<Problem>;
  examples: { good: Example[]; bad: BadExample[] };
}

/** Checks that a rule's options and its check belong together. */
export const defineRule = <const Options = undefined>(rule: Rule<Options>): Rule<Options> => rule;
