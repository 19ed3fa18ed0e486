// A line as a flat row of codes, characters and marks alike, so that one automaton reads both.
import type { PhrasingContent } from "mdast";

/**
 * A line of Markdown as a flat row of symbols, so that one automaton reads text, marks and
 * addresses alike: a UTF-16 code unit stands for itself, and marks have codes above them.
 */
export interface Symbols {
  codes: Uint32Array;
  /** For each symbol, where it stands in the page: its start and its end, as offsets. */
  starts: Uint32Array;
  ends: Uint32Array;
}

const marks = [
  "strong",
  "/strong",
  "emphasis",
  "/emphasis",
  "delete",
  "/delete",
  "link",
  "/link",
  "image",
  "/image",
  "inlineCode",
  "/inlineCode",
  "html",
  "/html",
  "address",
  "title",
  "break",
  "reference",
  // Last, since no value holds what stands between cells.
  "cell",
] as const;

export type Mark = (typeof marks)[number];

const FIRST_MARK = 0x10000;

/** The highest code of a symbol within a value. */
export const LAST_SYMBOL = FIRST_MARK + marks.length - 2;

/** The highest code of a character. */
export const LAST_CHARACTER = FIRST_MARK - 1;

/** The code of a mark. */
export const mark = (name: Mark): number => FIRST_MARK + marks.indexOf(name);

/** The mark that a code stands for, if it is no character. */
export const markOf = (code: number): Mark | undefined =>
  code < FIRST_MARK ? undefined : marks[code - FIRST_MARK];

/** The codes of a text. */
export const codesOf = (text: string): number[] =>
  Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));

const SPACE = 0x20;

/** A line break in HTML, of whatever form. */
const BREAK = /^<br\s*\/?>$/i;

/** Collects symbols; white space is folded as Markdown shows it: one space, none at the edges. */
export class SymbolRow {
  readonly codes: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  constructor(
    private readonly source: string,
    /** Addresses of link definitions, by normalised label. */
    private readonly definitions: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** The row as it stands, compact. */
  finish(): Symbols {
    this.trim();
    return {
      codes: new Uint32Array(this.codes),
      starts: new Uint32Array(this.starts),
      ends: new Uint32Array(this.ends),
    };
  }

  push(code: number, start: number, end: number): void {
    if (code === SPACE && (this.codes.length === 0 || this.codes.at(-1) === SPACE)) return;
    this.codes.push(code);
    this.starts.push(start);
    this.ends.push(end);
  }

  /** Ends a stretch whose trailing space does not show (a cell, a line). */
  trim(): void {
    while (this.codes.at(-1) === SPACE) {
      this.codes.pop();
      this.starts.pop();
      this.ends.pop();
    }
  }

  mark(name: Mark, start: number, end = start): void {
    this.push(mark(name), start, end);
  }

  /** Adds a text that stands in the source between two offsets, possibly escaped. */
  text(value: string, start: number, end: number): void {
    let at = start;
    for (let index = 0; index < value.length; index++) {
      const next = this.step(at, end, value, index);
      const code = value.charCodeAt(index);
      this.push(
        code === 0x0a || code === 0x0d || code === 0x09 ? SPACE : code,
        next.start,
        next.end,
      );
      at = next.end;
    }
  }

  /** Where the source writes one character of a text: past a backslash, or as a reference. */
  private step(at: number, end: number, value: string, index: number) {
    const wanted = value[index]!;
    const { source } = this;
    if (source[at] === "\\" && source[at + 1] === wanted && at + 1 < end) {
      return { start: at, end: at + 2 };
    }
    if (
      source[at] === wanted &&
      at < end &&
      !(wanted === "&" && startsReference(source, at, value, index))
    ) {
      return { start: at, end: at + 1 };
    }
    if (source[at] === "&") {
      const close = source.slice(at, Math.min(end, at + 40)).indexOf(";");
      if (close >= 0) return { start: at, end: at + close + 1 };
    }
    // Indentation, quote marks and the like are in the source only.
    const found = source.slice(at, Math.min(end, at + 40)).indexOf(wanted);
    if (found >= 0) return { start: at + found, end: at + found + 1 };
    return { start: Math.min(at, end), end: Math.min(at, end) };
  }

  /** Adds inline content. */
  phrasing(nodes: readonly PhrasingContent[]): void {
    for (const [index, node] of nodes.entries()) {
      const start = node.position?.start.offset ?? 0;
      const end = node.position?.end.offset ?? start;
      switch (node.type) {
        case "text":
          this.text(node.value, start, end);
          break;
        case "strong":
        case "emphasis":
        case "delete":
          this.mark(node.type, start);
          this.phrasing(node.children);
          this.mark(`/${node.type}`, end);
          break;
        case "inlineCode":
        case "html":
          if (node.type === "html" && BREAK.test(node.value)) {
            this.mark("break", start, end);
            break;
          }
          if (node.type === "inlineCode" && isMath(nodes, index)) {
            this.text(node.value, start, end);
            break;
          }
          this.mark(node.type, start);
          this.text(node.value, start, end);
          this.mark(`/${node.type}`, end);
          break;
        case "link": {
          this.mark("link", start);
          this.phrasing(node.children);
          const labelEnd = node.children.at(-1)?.position?.end.offset ?? start;
          this.address(node.url, node.title, labelEnd, end);
          this.mark("/link", end);
          break;
        }
        case "image":
          this.mark("image", start);
          this.text(node.alt ?? "", start, end);
          this.address(node.url, node.title, start, end);
          this.mark("/image", end);
          break;
        case "linkReference": {
          const url = this.definitions.get(node.identifier);
          this.mark(url === undefined ? "reference" : "link", start);
          this.phrasing(node.children);
          if (url !== undefined) {
            this.address(url, undefined, end, end);
            this.mark("/link", end);
          }
          break;
        }
        case "break":
          this.mark("break", start, end);
          break;
        default:
          this.mark("reference", start, end);
          this.text(this.source.slice(start, end), start, end);
      }
    }
  }

  private address(url: string, title: string | null | undefined, from: number, to: number): void {
    const start = from + Math.max(0, this.source.slice(from, to).indexOf(url));
    this.mark("address", start);
    this.text(url, start, to);
    if (title != null) {
      this.mark("title", to);
      this.text(title, start, to);
    }
  }
}

/** Whether code is the mathematics of the text around it: ``$`x_1`$``. */
function isMath(nodes: readonly PhrasingContent[], index: number): boolean {
  const [before, after] = [nodes[index - 1], nodes[index + 1]];
  return (
    before?.type === "text" &&
    before.value.endsWith("$") &&
    after?.type === "text" &&
    after.value.startsWith("$")
  );
}

/** Whether the source writes this ampersand as a character reference, such as `&amp;`. */
function startsReference(source: string, at: number, value: string, index: number): boolean {
  const reference = /^&(?:amp|AMP|#0*38|#[xX]0*26);/.exec(source.slice(at, at + 12));
  return reference !== null && !value.startsWith(reference[0], index);
}

/** A row of symbols in which links that show their addresses are those addresses alone. */
export function bareAddresses(symbols: Symbols): Symbols {
  const { codes } = symbols;
  let kept: Uint8Array | undefined;
  for (let at = codes.indexOf(mark("link")); at >= 0; at = codes.indexOf(mark("link"), at + 1)) {
    const [address, end] = [codes.indexOf(mark("address"), at), codes.indexOf(mark("/link"), at)];
    const [text, url] = [codes.subarray(at + 1, address), codes.subarray(address + 1, end)];
    if (text.length !== url.length || text.some((code, index) => code !== url[index])) continue;
    kept ??= new Uint8Array(codes.length).fill(1);
    kept.fill(0, address, end + 1)[at] = 0;
  }
  if (!kept) return symbols;
  const only = (all: Uint32Array) => all.filter((_, index) => kept[index] === 1);
  return { codes: only(codes), starts: only(symbols.starts), ends: only(symbols.ends) };
}

/** A row of symbols as a person would write it, for messages. */
export function showSymbols(codes: Iterable<number>): string {
  let shown = "";
  for (const code of codes) {
    const name = markOf(code);
    shown += name === undefined ? String.fromCharCode(code) : shownMarks[name];
  }
  return shown;
}

const shownMarks: Record<Mark, string> = {
  strong: "**",
  "/strong": "**",
  emphasis: "_",
  "/emphasis": "_",
  delete: "~~",
  "/delete": "~~",
  link: "[",
  "/link": ")",
  image: "![",
  "/image": ")",
  inlineCode: "`",
  "/inlineCode": "`",
  html: "",
  "/html": "",
  address: "](",
  title: " ",
  break: "<br>",
  cell: " | ",
  reference: "",
};
