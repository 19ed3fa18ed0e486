// Cuts a long page into pieces that read alone as within the whole.
import { cells, DELIMITER, widthOf } from "./paragraphs.ts";

/**
 * Cuts a page into pieces that read alone as they read within the whole. A parser's time and
 * memory grow faster than its input, so a long page is read piece by piece; what stands again in
 * another version of the page is a piece that was read before.
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
export function cutPage(source: string, size = 2048): Piece[] {
  const whole = [{ start: 0, head: "", tail: "" }];
  if (source.length <= size) return whole;
  const last = LAST_DEFINITIONS.exec(source);
  const tail = last?.[0] ?? "";
  const until = last?.index ?? source.length;
  const least = Math.max(size, tail.length);
  // A definition anywhere changes what links mean everywhere; a lone carriage return ends a line
  // (CommonMark 2.1), as only a damaged page has it.
  if (mayDefine(source.slice(0, until)) || /\r(?!\n)/.test(source)) return whole;
  const pieces: Piece[] = [{ start: 0, head: "", tail }];
  const table = new TableHead(source);
  let isClosed = tail === "";
  scan(source, (at, line, blank) => {
    isClosed ||= at > until;
    const head = table.before(at, line, blank);
    if (at < until && at - pieces.at(-1)!.start >= least && (head !== "" || isSure(line, blank)))
      pieces.push({ start: at, head, tail });
  });
  if (!isClosed) return whole;
  // Only a piece that may refer to a definition need have it: others are alike whatever is defined.
  const labels = new Set([...tail.matchAll(LABEL)].map(([, label]) => folded(label!)));
  const refers = (text: string) =>
    labels.size > 0 && [...text.matchAll(LABEL)].some(([, label]) => labels.has(folded(label!)));
  pieces.forEach((piece, at) => {
    const end = pieces[at + 1]?.start;
    if (end === undefined || !refers(source.slice(piece.start, end))) piece.tail = "";
  });
  return pieces;
}

/** What may be a label, of which none has brackets within; the last definitions' have no escapes either. */
const LABEL = /\[([^[\]]+)\]/g;

/** A label as it is compared (CommonMark 6.3), without the white space and the markers of a line end in it. */
const folded = (label: string): string =>
  label
    .replace(/[\s>]+/g, "")
    .toLowerCase()
    .toUpperCase();

/** A piece of a page. */
export interface Piece {
  /** Its offset. */
  start: number;
  /** The head of the table whose rows it begins with: header and delimiter row; or empty. */
  head: string;
  /** The definitions at the end of the page, if this piece may refer to one; empty for the last. */
  tail: string;
}

/**
 * Whether a text may have link definitions: a label at the beginning of a line, behind markers at
 * most, with a colon (CommonMark 4.7).
 */
export const mayDefine = (source: string): boolean => DEFINITION.test(source);

const DEFINITION = /^[ \t>*+.)\d-]*\[(?:\\[^]|[^[\]\\]){1,999}\]:/m;

/** Definitions with which a page ends, each on a line of its own, behind a blank line (CommonMark 4.7). */
const LAST_DEFINITIONS = /\n\n(?:\[[^\s[\]\\^][^[\]\\\n]*\]: [^\s<>]+\n+)+$/;

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
