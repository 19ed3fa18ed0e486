import { anchorsIn, tagsIn, withoutCode, type Names } from "./html.ts";

/** What rules need of a page: read line by line, in linear time, without building its tree. */
export interface Outline extends Names {
  headings: Heading[];
  tables: { columns: number; line: number; rows: { cells: number; line: number }[] }[];
}

export interface Heading {
  depth: number;
  /** As it is read: without marks. */
  text: string;
  line: number;
  /** It is nothing but a link. */
  link: boolean;
}

/**
 * Reads a page's outline (CommonMark 4.2 headings, 4.5 fences, 4.6 comments; GFM tables). A lone
 * carriage return ends a line too (2.1), but places are told as everywhere, by line feeds.
 */
export function outline(source: string): Outline {
  const text = source.includes("\r") ? source.replace(/\r(?!\n)/g, "\n") : source;
  const reader = new Reader(text);
  let number = 1;
  for (let start = 0, first = 0; start <= text.length;) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    reader.line(start, end, { number, column: start - first + 1 });
    start = end + 1;
    if (source[end] === "\n") {
      number++;
      first = start;
    }
  }
  return reader.found;
}

/** Goes along a text from one place of a string to the next. */
class Places {
  private next: number;

  constructor(
    private readonly source: string,
    private readonly wanted: string,
  ) {
    this.next = source.indexOf(wanted);
  }

  /** Whether the string begins in this stretch; stretches are asked about from first to last. */
  in(start: number, end: number): boolean {
    if (this.next >= 0 && this.next < start) this.next = this.source.indexOf(this.wanted, start);
    return this.next >= 0 && this.next < end;
  }
}

/** A line without the markers of the quotes and list items around its text. */
interface Inner {
  start: number;
  first: number;
  end: number;
  /** The number of the line. */
  number: number;
  /** How many quotes it stands in. */
  quotes: number;
  /** How far a line must be indented to stand in the list item that begins here. */
  indent: number;
}

const NOWHERE: Inner = { start: 0, first: 0, end: 0, number: 0, quotes: 0, indent: 0 };

class Reader {
  readonly found: Outline = {
    headings: [],
    anchors: [],
    ids: new Map(),
    repeated: [],
    tags: [],
    htmlTitle: false,
    tables: [],
  };
  private number = 0;
  private previous = NOWHERE;
  private fence = "";
  private comment = false;
  /** The quotes around the fence or the comment. */
  private quotes = 0;
  private table: Outline["tables"][number] | undefined;
  private readonly links: Places;
  private readonly tags: Places;
  private readonly pipes: Places;

  constructor(private readonly source: string) {
    this.links = new Places(source, "](#");
    this.tags = new Places(source, "<");
    this.pipes = new Places(source, "|");
  }

  line(start: number, end: number, place: { number: number; column: number }): void {
    this.number = place.number;
    if (this.blockGoesOn(start, end)) return;
    const inner = this.inner(start, end, Infinity);
    if (inner.quotes !== this.previous.quotes) this.table = undefined;
    if (this.opensBlock(inner)) return;
    this.heading(start, inner);
    const tags = this.tags.in(start, end);
    if (tags || this.links.in(start, end)) {
      const text = withoutCode(this.source.slice(start, end));
      anchorsIn(text, place, this.found);
      if (tags) tagsIn(text, place, this.found);
    }
    if (this.pipes.in(start, end)) this.row(this.source.slice(inner.first, end).trimEnd());
    else this.table = undefined;
    this.previous = inner;
  }

  /** Goes into as many quotes as may be, and into list items (CommonMark 5.1, 5.2). */
  private inner(start: number, end: number, most: number): Inner {
    const { source } = this;
    const inner = { start, first: start, end, number: this.number, quotes: 0, indent: 0 };
    for (;;) {
      while (inner.first < end && isBlank(source.charCodeAt(inner.first))) inner.first++;
      const code = source.charCodeAt(inner.first);
      let after = inner.first + 1;
      if (code === 0x3e && inner.quotes < most) inner.quotes++;
      else if (most === Infinity && (after = afterMarker(source, inner.first, code)) > 0)
        inner.indent = after + 1 - start;
      else return inner;
      inner.start = after + 1;
      inner.first = after;
    }
  }

  /** Whether a line belongs to a code block or a comment that began before it. */
  private blockGoesOn(start: number, end: number): boolean {
    const { fence, quotes } = this;
    if (fence === "" && !this.comment) return false;
    const inner = this.inner(start, end, quotes);
    if (inner.quotes < quotes) {
      this.comment = false;
      this.fence = "";
      return false;
    }
    const text = this.source.slice(inner.first, end).trimEnd();
    if (this.comment) this.comment = !text.includes("-->");
    else if (text.startsWith(fence) && text.replaceAll(fence[0]!, "") === "") this.fence = "";
    return true;
  }

  private opensBlock({ first, end, quotes }: Inner): boolean {
    this.quotes = quotes;
    const code = this.source[first];
    if (code === "`" || code === "~") {
      const text = this.source.slice(first, end).trimEnd();
      this.fence = /^(`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[1] ?? "";
      if (this.fence !== "") this.previous = NOWHERE;
      return this.fence !== "";
    }
    if (code !== "<" || !this.source.startsWith("<!--", first)) return false;
    this.comment = !this.source.slice(first, end).includes("-->");
    return this.comment;
  }

  private heading(line: number, { start, first, end, quotes, indent }: Inner): void {
    const { source, previous } = this;
    const code = source[first];
    if (code === "#" && first - start < 4) {
      let text = first + 1;
      while (source[text] === "#") text++;
      const depth = text - first;
      if (depth < 7 && (text === end || isBlank(source.charCodeAt(text))))
        this.add(depth, unclosed(source.slice(text, end).trim()), this.number);
    } else if ((code === "=" || code === "-") && indent === 0) {
      const text = source.slice(previous.first, previous.end).trimEnd();
      if (text === "" || text.startsWith("#") || quotes !== previous.quotes) return;
      if (first - line >= previous.indent && /^(=+|-+)$/.test(source.slice(first, end).trimEnd()))
        this.add(code === "=" ? 1 : 2, text, previous.number);
    }
  }

  private add(depth: number, source: string, line: number): void {
    const link = /^\[[^\][]*\]\([^()]*\)$/.test(source);
    this.found.headings.push({ depth, text: plain(source), line, link });
  }

  /** A line with a `|` in it. */
  private row(text: string): void {
    if (this.table) {
      this.table.rows.push({ cells: cells(text), line: this.number });
    } else if (/^\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?$/.test(text)) {
      const header = this.source.slice(this.previous.first, this.previous.end).trimEnd();
      const columns = cells(text);
      if (!header.includes("|") || cells(header) !== columns) return;
      this.table = { columns, line: this.previous.number, rows: [] };
      this.found.tables.push(this.table);
    }
  }
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0d;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Where a list item's marker ends that begins here, or 0. */
function afterMarker(source: string, at: number, code: number): number {
  let after = at;
  if (isDigit(code)) {
    while (isDigit(source.charCodeAt(after))) after++;
    const mark = source[after];
    if (after - at > 9 || (mark !== "." && mark !== ")")) return 0;
  } else if (code !== 0x2a && code !== 0x2b && code !== 0x2d) return 0;
  return isBlank(source.charCodeAt(after + 1)) ? after + 1 : 0;
}

/** A heading's text without its closing sequence (CommonMark 4.2). */
function unclosed(text: string): string {
  let end = text.length;
  while (text[end - 1] === "#") end--;
  return end === 0 || isBlank(text.charCodeAt(end - 1)) ? text.slice(0, end).trimEnd() : text;
}

/** The text of a heading without its marks: links, images, code, emphasis, HTML, escapes. */
function plain(source: string): string {
  if (!/[\\`*_[<&!~]/.test(source)) return source;
  return source
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) =>
      String.fromCharCode(0xe000 + mark.charCodeAt(0)),
    )
    .replace(/<[/a-z!][^<>]*>/gi, "")
    .replace(/!\[[^\][]*\]\([^()]*\)/g, "")
    .replace(/\[([^\][]*)\](?:\([^()]*\)|\[[^\][]*\])?/g, "$1")
    .replace(/`+/g, "")
    .replace(/\*+|~~/g, "")
    .replace(/(?<![\p{L}\p{N}_])_+|(?<!_)_+(?![\p{L}\p{N}_])/gu, "")
    .replace(/&amp;/g, "&")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/[\ue021-\ue07e]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xe000))
    .trim();
}

/** How many cells a table's row has: between pipes that no backslash escapes. */
export function cells(row: string): number {
  const inner = row.trim().replace(/^\|/, "");
  let count = 1;
  for (let at = 0; at < inner.length; at++) {
    const code = inner.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x7c && at < inner.length - 1) count++;
  }
  return count;
}
