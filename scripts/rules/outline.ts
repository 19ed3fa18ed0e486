import { slug } from "github-slugger";

/** What rules need of a page: read line by line, in linear time, without building its tree. */
export interface Outline {
  headings: Heading[];
  /** Links to places on the page itself. */
  anchors: { target: string; line: number; column: number }[];
  /** Names that HTML on the page gives to places: `<a name="x">`, `id="x"`. */
  ids: Set<string>;
  tables: { columns: number; line: number; rows: { cells: number; line: number }[] }[];
}

export interface Heading {
  depth: number;
  /** As it is read: without marks. */
  text: string;
  /** As GitHub makes it, but without the number of a repeated one. */
  slug: string;
  line: number;
}

/** Reads a page's outline (CommonMark 4.2 headings, 4.5 fences, 4.6 comments; GFM tables). */
export function outline(source: string): Outline {
  const reader = new Reader(source);
  for (let start = 0; start <= source.length;) {
    const found = source.indexOf("\n", start);
    const end = found < 0 ? source.length : found;
    reader.line(start, end);
    start = end + 1;
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

class Reader {
  readonly found: Outline = { headings: [], anchors: [], ids: new Set(), tables: [] };
  private number = 0;
  private previous: [start: number, end: number] = [0, 0];
  private fence = "";
  private comment = false;
  private table: Outline["tables"][number] | undefined;
  private readonly links: Places;
  private readonly tags: Places;
  private readonly pipes: Places;

  constructor(private readonly source: string) {
    this.links = new Places(source, "](#");
    this.tags = new Places(source, "<");
    this.pipes = new Places(source, "|");
  }

  line(start: number, end: number): void {
    this.number++;
    if (this.blockGoesOn(start, end)) return;
    let first = start;
    while (first < end && isBlank(this.source.charCodeAt(first))) first++;
    if (this.opensBlock(first, end)) return;
    this.heading(start, first, end);
    const tags = this.tags.in(start, end);
    if (tags || this.links.in(start, end))
      anchorsIn(this.source.slice(start, end), this.number, this.found);
    if (tags) idsIn(this.source.slice(start, end), this.found);
    if (this.pipes.in(start, end)) this.row(this.source.slice(first, end).trimEnd());
    else this.table = undefined;
    this.previous = [first, end];
  }

  /** Whether a line belongs to a code block or a comment that began before it. */
  private blockGoesOn(start: number, end: number): boolean {
    if (this.comment) {
      this.comment = !this.source.slice(start, end).includes("-->");
      return true;
    }
    const { fence } = this;
    if (fence === "") return false;
    const text = this.source.slice(start, end).trim();
    if (text.startsWith(fence) && text.replaceAll(fence[0]!, "") === "") this.fence = "";
    return true;
  }

  private opensBlock(first: number, end: number): boolean {
    const code = this.source[first];
    if (code === "`" || code === "~") {
      const text = this.source.slice(first, end).trimEnd();
      this.fence = /^(`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[1] ?? "";
      if (this.fence !== "") this.previous = [end, end];
      return this.fence !== "";
    }
    if (code !== "<" || !this.source.startsWith("<!--", first)) return false;
    this.comment = !this.source.slice(first, end).includes("-->");
    return this.comment;
  }

  private heading(start: number, first: number, end: number): void {
    const code = this.source[first];
    if (code === "#" && first - start < 4) {
      const [, marks, text = ""] =
        /^(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?$/.exec(this.source.slice(first, end).trimEnd()) ??
        [];
      if (marks) this.found.headings.push(makeHeading(marks.length, text, this.number));
    } else if (
      (code === "=" || code === "-") &&
      /^(=+|-+)$/.test(this.source.slice(first, end).trimEnd())
    ) {
      const text = this.source.slice(...this.previous).trimEnd();
      if (text !== "" && !/^(?:[-*+](?:\s|$)|>|#{1,6}(?:\s|$)|\d+[.)](?:\s|$))/.test(text))
        this.found.headings.push(makeHeading(code === "=" ? 1 : 2, text, this.number - 1));
    }
  }

  /** A line with a `|` in it. */
  private row(text: string): void {
    if (this.table) {
      this.table.rows.push({ cells: cells(text), line: this.number });
    } else if (/^\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?$/.test(text)) {
      const header = this.source.slice(...this.previous).trimEnd();
      const columns = cells(text);
      if (!header.includes("|") || cells(header) !== columns) return;
      this.table = { columns, line: this.number - 1, rows: [] };
      this.found.tables.push(this.table);
    }
  }
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0d;

function idsIn(text: string, found: Outline): void {
  if (!/\s(?:id|name)\s*=/i.test(text)) return;
  for (const [, id] of text.matchAll(/<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^"'\s<>]+)/gi))
    found.ids.add(id!);
}

function anchorsIn(text: string, line: number, found: Outline): void {
  for (const match of text.matchAll(
    /\]\((#[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)[^()]*\)|href="(#[^"\s]*)"/g,
  )) {
    const target = match[1] ?? match[2]!;
    const ticks = text.slice(0, match.index).split("`").length - 1;
    if (ticks % 2 === 1) continue;
    found.anchors.push({
      target: target.slice(1),
      line,
      column: match.index + match[0].indexOf(target) + 1,
    });
  }
}

function makeHeading(depth: number, source: string, line: number): Heading {
  const text = plain(source);
  return { depth, text, slug: slug(text), line };
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
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "")
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
