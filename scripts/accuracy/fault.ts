// What a seeded fault is: which rule must find it, and how it is put into a clean list.
import type { CleanList, Paper } from "./lists.ts";

/** Where a fault was put: a JSON Pointer from `data/`, or FILE with a text in its line. */
export type Seeded = string | { file: string; text: string };

/** A fault of one rule that can be put into a list. */
export interface Fault {
  rule: string;
  what: string;
  /** How often it can be in one list; without this, in any paper. */
  once?: true;
  /** Papers that it can be put into. */
  fits?: (paper: Paper, index: number, list: CleanList) => boolean;
  /** Puts it into a paper, with another that nothing else touches. */
  seed(list: CleanList, index: number, other: number): Seeded;
}

/** A fault that concerns one paper alone. */
export function fault(
  rule: string,
  what: string,
  seed: (paper: Paper, at: string, index: number) => string,
  fits?: Fault["fits"],
): Fault {
  return {
    rule,
    what,
    ...(fits ? { fits } : {}),
    seed: ({ papers }, index) => seed(papers[index]!, `/papers/${index}`, index),
  };
}
