// What a template is compiled into: the types that reading and writing share.
import type { AlignType } from "mdast";
import type { Automaton } from "./glushkov.ts";
import type { Field } from "../data/kinds.ts";

/**
 * What a template is compiled into: plain data, read by render.ts in one direction and by read.ts
 * in the other. What is absent is written as undefined: objects of one shape are read sooner.
 */
export interface Pattern {
  /** The template's file, relative to the list's folder. */
  file: string;
  nodes: Node[];
  /** Every line of the template, in its order; a line's `id` is its index here. */
  lines: Line[];
  /** The page as an expression over its lines. */
  page: Automaton<number>;
  /** For each kind of record on the page, the fields that the page shows. */
  shownFields: Map<string, Set<string>>;
  /** The addresses that the template writes itself, with no hole in them. */
  links: OwnLink[];
}

/** An address, and where it stands in the template's file. */
export interface OwnLink {
  url: string;
  place: { line: number; column: number };
}

/** One place in a line where a value stands. */
export interface Use {
  /** The hole, such as `paper.links.code`. */
  path: string;
  kind: string;
  field: Field;
  /**
   * How the value is written: as text, in raw HTML, as inline code, as an address in angle brackets, which is
   * its own link, as a whole address, percent-encoded within
   * an address, or, for a whole fragment, as the slug of a heading of this page.
   */
  role: "text" | "html" | "code" | "bare" | "address" | "encoded" | "anchor" | "made";
  /** In the text of a link. */
  label: boolean;
  /** Behind a bracket of the template's own text, which it could close. */
  bracket: boolean;
  /** What stands around it: `strong`, `emphasis`, `delete`, `link`. */
  marks: readonly string[];
  /** Its value follows from another use on the same line. */
  derived: boolean;
  /**
   * Its line stands without it too: an address, without which its link is plain text, or what
   * begins the line.
   */
  loose: boolean;
  /** The loose address of the link in whose text it stands. */
  linkedBy: number | undefined;
  /** The separator of a list that is written on one line. */
  join: string | undefined;
  /** The same as the template's source has it, where it may stand so between any values. */
  joint: string | undefined;
  /** What it shows where its value is absent. */
  absent: string | undefined;
  /** What says that there is nothing, such as `-` or `N/A`, is no value of it. */
  blank: boolean;
  /** The text whose slug an anchor is. */
  anchor: Piece[] | undefined;
  /** What is made of the values of a scope, where it is not the value itself. */
  derive: Derive | undefined;
  /** The field that refers to the record of another kind whose field it shows. */
  through: Field | undefined;
}

/** What is made of the records of a scope: how many, the greatest value, `owner/name` of an address. */
export const derives = ["count", "newest", "repo"] as const;
export type Derive = (typeof derives)[number];

/** Whether what a use shows follows from the data, and is written and never read. */
export const isMade = ({ anchor, derive, through }: Use): boolean =>
  (anchor ?? derive ?? through) !== undefined;

/** A stretch of plain text: verbatim, or the value of a hole. */
export type Piece =
  string | { kind: string; field: Field; derive?: Derive | undefined; through?: Field | undefined };

/**
 * A stretch of a line's source: verbatim, the place of a use, or verbatim along with the value of a
 * use, or in its stead.
 */
export type Part = string | { use: number } | { text: string; with?: number; unless?: number };

/** What is there or not there as one: a whole cell, or one of several optional links. */
export interface Segment {
  parts: Part[];
  /** The fields without which it is not there. */
  fields: Field[];
  /** The hole of each of `fields`. */
  paths: string[];
}

/** A cell of a table's row, or the whole of another line. */
export interface Cell {
  segments: Segment[];
  /** What stands between segments that are there. */
  separator: string;
  /** What stands behind the first segment, a text that links end, where any of them is there. */
  lead: string | undefined;
  /** Whether it may be empty: each value that it shows may be absent. */
  optional: boolean;
}

/** A symbol of a line: the codes it takes, as pairs of bounds. */
export interface LineLeaf {
  ranges: number[];
  /** The use it belongs to; -1 for the template's own text, -2 for what is read and never written. */
  use: number;
}

/** The use of what is read and never written. */
export const FORGIVEN = -2;

/** Which line a text belongs to where several could read it: the one of lowest rank. */
export const ranks = { literal: 0, particular: 1, open: 2 } as const;

/** One line of a template: a heading, a paragraph, the head of a list item, a table row. */
export interface Line {
  id: number;
  /** Where it stands in the page's tree, such as `#2`, `-` or `--`: see shapes in flatten.ts. */
  shape: string;
  /** Where it stands in the template's swapped text, and in its file. */
  offset: number;
  place: { line: number; column: number };
  /** As written in the template, on one line. */
  source: string;
  uses: Use[];
  /** One, but for a table's row. */
  cells: Cell[];
  automaton: Automaton<LineLeaf>;
  rank: number;
  /** The plain text of a heading, from which GitHub makes its anchor. */
  plain: Piece[] | undefined;
  /** Lines of lower rank that could stand in its place and read some of its texts. */
  rivals: number[];
}

/** A line with all that stands under it. */
export interface LineNode {
  type: "line";
  line: Line;
  body: Node[];
  /** Fields by whose distinct values it repeats, all of one kind. */
  repeat: Repeat | undefined;
  /** It starts a record of this kind. */
  record: string | undefined;
  /** The lines by which an entry may be written, itself among them: see forms.ts. */
  forms: LineNode[] | undefined;
  /** Of such a line: the lines above that show what the record refers to, and by which field. */
  references: { line: number; field: Field }[];
  /** Of such a line: fields with any of which a record stands in another place of the page. */
  lacks: string[];
  /** Of such a line: what a record has several of, and the line above that shows one of them. */
  spread: { path: string; above: LineNode } | undefined;
  /** It is not there where nothing of what stands under it is. */
  goes: boolean;
  /** The slug of the heading that it leads to, with which it goes. */
  leadsTo: string | undefined;
  /** `## ` of a heading, empty elsewhere. */
  prefix: string;
  /** How many lines end between it and the block before it. */
  distance: number;
}

/** Of lines of form, the one under which stands what stands under each: the last. */
export const bearer = (node: LineNode): LineNode => node.forms?.at(-1) ?? node;

export interface Repeat {
  kind: string;
  /** Paths within the kind. */
  fields: string[];
  /** The list field that repeats the line for each of its values. */
  list: string | undefined;
}

export interface ListNode {
  type: "list";
  items: LineNode[];
  /** The first number, for an ordered list. */
  start: number | undefined;
  /** Whether each number is the next one. */
  counts: boolean;
  /** `-`, `*`, `+`, `.` or `)`, with the spaces behind it. */
  marker: string;
  /** By how much at least what stands under an item is indented. */
  indent: number;
  /** How many lines end between two items, and between it and the block before it. */
  between: number;
  distance: number;
}

export interface TableNode {
  type: "table";
  align: AlignType[];
  header: LineNode;
  rows: LineNode[];
  /** Where its columns are not padded: what stands beside each bar, and its second line. */
  compact: { space: string; delimiter: string } | undefined;
  distance: number;
}

export type Node = LineNode | ListNode | TableNode;

/** A line by itself: what repeats it and stands under it is added as it becomes known. */
export const lineNode = (line: Line, distance = 2, prefix = ""): LineNode => ({
  type: "line",
  line,
  body: [],
  repeat: undefined,
  record: undefined,
  forms: undefined,
  references: [],
  lacks: [],
  spread: undefined,
  goes: false,
  leadsTo: undefined,
  prefix,
  distance,
});

/** Walks the line nodes below some nodes, in order. */
export function* lineNodes(
  nodes: readonly Node[],
  parents: LineNode[] = [],
): Generator<[LineNode, LineNode[]]> {
  for (const node of nodes) {
    if (node.type === "line") {
      yield [node, parents];
      yield* lineNodes(node.body, [...parents, node]);
    } else if (node.type === "list") {
      yield* lineNodes(node.items, parents);
    } else {
      yield* lineNodes([node.header, ...node.rows], parents);
    }
  }
}

/** Whether a line is a table's row or its header. */
export const isRow = ({ shape }: Line): boolean => shape.endsWith("tr") || shape.endsWith("th");

/** Whether the line stands for any blocks of prose. */
export const isProse = (line: Line): boolean => line.uses[0]?.field.type === "prose";

/** Whether a line under a record of a kind is about that record, not about others grouped there. */
export const isAbout = (line: Line, kind: string | undefined): boolean =>
  line.uses.every((use) => use.kind === kind || use.kind === "list");
