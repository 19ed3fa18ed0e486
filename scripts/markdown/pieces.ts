// Cuts a long page into pieces that read alone as within the whole, and refuses what would take
// too long.
import type { Finding } from "../finding/finding.ts";
import { lineIndex } from "../finding/place.ts";
import { Breaks, cells, DELIMITER, marksIn, widthOf } from "./paragraphs.ts";

/** What is read at most: the time of a parser grows with the square of these. */
interface Limits {
  line: number;
  paragraph: number;
  /** In a paragraph or a table's row: what may begin emphasis, a link, mathematics or a comment. */
  marks: number;
  depth: number;
  /** Lines, those deep in containers counted several times. */
  blocks: number;
  /** For so many characters of the whole one more: long lists have long lines. */
  perBlock: number;
}

const PAGE: Limits = {
  line: 20_000,
  paragraph: 50_000,
  marks: 1_000,
  depth: 60,
  blocks: 10_000,
  perBlock: 90,
};
/** Each line of a template is held against the others. */
const TEMPLATE: Limits = { ...PAGE, blocks: 3_000, perBlock: Infinity };
/** Half of it, for a value has others beside it. */
const VALUE: Limits = { ...PAGE, line: 10_000, paragraph: 25_000, marks: 500, depth: 30 };

/** A page that would take too long to read. */
export class UnreadablePage extends Error {
  constructor(
    message: string,
    /** Where in the page. */
    readonly offset: number,
  ) {
    super(message);
  }

  /**
   * What is said of the page.
   *
   * @param text what stands in its file
   * @param more what follows from it, and what there is to do
   */
  finding(file: string, text: string, more: string): Finding {
    return {
      rule: "unreadable-page",
      severity: "error",
      message: this.message + more,
      file,
      ...lineIndex(text).at(this.offset),
    };
  }
}

/**
 * @param base where the text stands in its page
 * @throws UnreadablePage where a line, a paragraph or a nesting is beyond what any list needs
 */
export function checkReadable(source: string, base = 0, limits = PAGE): void {
  const found = beyond(source, limits);
  if (found) throw new UnreadablePage(found.message, base + found.at);
}

/** The same of a template, which has few lines: what repeats is shown once. */
export const checkTemplate = (source: string): void => checkReadable(source, 0, TEMPLATE);

/** No shorter text goes beyond the limits: `> ` nests, and the beginning of a comment is many marks. */
const SURE = Math.min(3 * VALUE.depth, VALUE.marks / 5);

/** What keeps a value of Markdown from being read, or undefined. */
export const unreadable = (value: string): string | undefined =>
  value.length > SURE ? beyond(value, VALUE)?.message : undefined;

/** Where a text first goes beyond its limits. */
function beyond(source: string, limits: Limits): { message: string; at: number } | undefined {
  const breaks = new Breaks();
  let paragraph = 0;
  let marks = 0;
  let blocks = 0;
  const most = limits.blocks + Math.floor(source.length / limits.perBlock);
  for (const [at, end] of linesOf(source)) {
    if (end - at > limits.line)
      return {
        message: `found a line of ${end - at} characters, expected ${limits.line} at most`,
        at,
      };
    const line = source.slice(at, end);
    const lead = LEAD.exec(line.slice(0, 4 * limits.depth))![0];
    if (lead.length > 3 * limits.depth && /\S/.test(lead))
      return { message: `found a line nested deeper than ${limits.depth} levels`, at };
    if (/\S/.test(line)) blocks += costOf(lead);
    if (blocks > most)
      return {
        message: `found more than ${most} lines, items and quotations in ${source.length} characters, expected ${most} at most; split the page in several`,
        at,
      };
    const starts = lead.length > 0 || /^[#|<\s]/.test(line);
    paragraph = starts || end === at ? 0 : paragraph + end - at;
    if (paragraph > limits.paragraph)
      return { message: `found a paragraph of more than ${limits.paragraph} characters`, at };
    if (breaks.before(line, lead)) marks = 0;
    marks += marksIn(line.slice(lead.length));
    if (marks > limits.marks)
      return {
        message: `found a paragraph with more than ${limits.marks} marks such as *, _ and [; split it, or write \\* for what is no mark`,
        at,
      };
  }
  return undefined;
}

/** What a line costs: each of its own markers, and what it is indented by. */
function costOf(lead: string): number {
  const markers = lead.match(/\S+/g)?.length ?? 0;
  return markers === 0 ? 1 : markers + (widthOf(/^\s*/.exec(lead)![0]) >> 3);
}

/** The beginning and the end of each line (CommonMark 2.1). */
function* linesOf(source: string): Generator<[start: number, end: number]> {
  let start = 0;
  for (const { 0: ending, index } of source.matchAll(/\r\n?|\n/g)) {
    yield [start, index];
    start = index + ending.length;
  }
  if (start < source.length) yield [start, source.length];
}

/** The markers of containers at the beginning of a line. */
const LEAD = /^(?:[ \t]|[-*+>](?=[ \t>]|$)|\d{1,9}[.)](?=[ \t]))*/;

/**
 * Cuts a page into pieces that read alone as they read within the whole. A parser's time and
 * memory grow faster than its input, so a long page is read piece by piece.
 *
 * A cut is sure where everything before it is closed: before an ATX heading after a blank line,
 * before a bullet at the margin (CommonMark 4.2, 5.2), and, with the table's head put before it,
 * before a row of a table; not while a fence, a comment or raw
 * HTML may be open (4.5, 4.6).
 *
 * @param size how long a piece is at least, in characters
 * @returns the pieces, the first of which begins the page. A list that is cut between its items is
 *   then several lists
 */
export function cutPage(source: string, size = 16_384): Piece[] {
  const whole = [{ start: 0, head: "", tail: "" }];
  if (source.length <= size) return whole;
  const last = LAST_DEFINITIONS.exec(source);
  const tail = last?.[0] ?? "";
  const until = last?.index ?? source.length;
  // A definition anywhere changes what links mean everywhere; a lone carriage return ends a line
  // (CommonMark 2.1), as only a damaged page has it.
  if (source.slice(0, until).includes("]:") || /\r(?!\n)/.test(source)) return whole;
  const pieces: Piece[] = [{ start: 0, head: "", tail }];
  const table = new TableHead(source);
  let isClosed = tail === "";
  scan(source, (at, line, blank) => {
    isClosed ||= at > until;
    const head = table.before(at, line, blank);
    if (at < until && at - pieces.at(-1)!.start >= size && (head !== "" || isSure(line, blank)))
      pieces.push({ start: at, head, tail });
  });
  pieces.at(-1)!.tail = "";
  return isClosed ? pieces : whole;
}

/** A piece of a page. */
export interface Piece {
  /** Its offset. */
  start: number;
  /** The head of the table whose rows it begins with: header and delimiter row; or empty. */
  head: string;
  /** The definitions at the end of the page, which hold for this piece too; empty for the last. */
  tail: string;
}

/** Definitions with which a page ends, each on a line of its own, behind a blank line (CommonMark 4.7). */
const LAST_DEFINITIONS = /\n\n(?:\[[^\s[\]\\^][^[\]\\\n]*\]: [^\s<>]+\n)+\n*$/;

/** Follows a page's lines, and tells of which table a line is surely a row (GFM, tables). */
class TableHead {
  /** Where the table's lines begin, up to its first row. */
  private starts: number[] = [];
  private head = "";
  private next = 0;
  /** The line before is a heading, right below which a table may begin. */
  private heading = false;

  constructor(private readonly source: string) {}

  /** The head of the table that a line goes on with, or empty. */
  before(at: number, line: string, blank: boolean): string {
    if (at !== this.next) this.heading = false;
    const follows = at === this.next && !blank && this.starts.length > 0;
    this.next = this.source.indexOf("\n", at) + 1;
    const begins = blank || this.heading;
    this.heading = /^#{1,6} /.test(line);
    if (!line.startsWith("|") || !(follows || begins)) {
      this.starts = [];
      this.head = "";
    } else if (!follows) {
      this.starts = [at];
      this.head = "";
    } else if (this.starts.length < 3 && this.starts.push(at) === 3) {
      const [header, delimiter] = this.starts as [number, number];
      const rows = [
        this.source.slice(header, delimiter),
        this.source.slice(delimiter, at),
      ] as const;
      if (DELIMITER.test(rows[1]) && cells(rows[0]) === cells(rows[1])) this.head = rows.join("");
    }
    return this.head;
  }
}

/**
 * Walks the lines of a text.
 *
 * @param visit called for each line before which everything is surely closed, with its offset,
 *   its beginning, and whether a blank line stands before it
 */
function scan(source: string, visit: (at: number, line: string, blank: boolean) => void): void {
  let open: Open | undefined;
  let html = false;
  let blank = true;
  for (let at = 0; at < source.length;) {
    const newline = source.indexOf("\n", at);
    const end = newline < 0 ? source.length : newline;
    const line = source.slice(at, Math.min(end, at + 200));
    const indent = widthOf(/^[ \t]*/.exec(line)![0]);
    const before = open;
    if (open && line.trim() !== "") {
      // What began within an item or a quotation ends with it; where that is not sure, all is open.
      if (indent < open.width) open = open.inside ? undefined : NEVER;
      else if (open.end.test(source.slice(at, end))) {
        if (open.width === 0 || indent === open.width) open = CLOSED;
        else if (!open.inside) open = NEVER;
      }
    }
    if (before === undefined && !html) visit(at, line, blank);
    const prefix = /^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]*)*/.exec(line)![0];
    const bare = line.slice(prefix.length);
    if (open === CLOSED) open = undefined;
    else if (open === undefined) {
      open = opens(bare, prefix, source.slice(at, end));
      // In raw HTML a fence is text, but a line that begins with a tag may be a paragraph.
      if (open && html) open = NEVER;
    }
    blank = bare === "" && line.trim() === "";
    if (blank) html = false;
    else if (bare.startsWith("<")) html = true;
    at = end + 1;
  }
}

/** Where an item begins with another marker, what that begins depends on the line before. */
const isSure = (line: string, blank: boolean): boolean =>
  (blank && /^#{1,6} /.test(line)) || /^[-*+] (?!(?:[-*+]|\d{1,9}[.)])(?:\s|$))\S/.test(line);

/** What goes on over blank lines: a fence, or raw HTML of some kinds. */
interface Open {
  /** The line that ends it. */
  end: RegExp;
  /** The column in which it begins. */
  width: number;
  /** It surely stands within an item or a quotation, or is no more than text. */
  inside: boolean;
}

const CLOSED: Open = { end: /(?:)/, width: 0, inside: false };
const NEVER: Open = { end: /(?!)/, width: 0, inside: false };

/** What a line leaves open. */
function opens(bare: string, prefix: string, line: string): Open | undefined {
  const width = widthOf(prefix);
  const inside = width > 3 || prefix.trim() !== "";
  const fence = /^(`{3,}|~{3,})/.exec(bare)?.[0];
  // Deeper, the fence that ends it is text (CommonMark 4.5).
  const lead = inside ? "[ \\t]*" : " {0,3}";
  if (fence) return { end: new RegExp(`^${lead}${fence}${fence[0]}*[ \\t\\r]*$`), width, inside };
  const end = htmlEnds.find(([start]) => start.test(bare))?.[1];
  return end && !end.test(line) ? { end, width, inside } : undefined;
}

/** The beginnings and ends of raw HTML that goes on over blank lines (CommonMark 4.6). */
const htmlEnds: [RegExp, RegExp][] = [
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-zA-Z]/, />/],
  [/^<(?:script|pre|style|textarea)/i, /<\/(?:script|pre|style|textarea)>/i],
];
