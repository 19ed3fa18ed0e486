/** Where a value stands on its line: what it may be mistaken for depends on its neighbours. */
export interface TextContext {
  /** The source already written before it on this line; "" when the value starts its block. */
  before: string;
  /** The source that will follow it directly; "" at the end of the block. */
  after: string;
  /** The block is an ATX heading. */
  heading?: boolean;
  /** In a cell of a GFM table. */
  cell?: boolean;
  /** Inside a link's `[text]`, or an image's alternative text. */
  label?: boolean;
  /** Behind a bracket, which it could close. */
  bracket?: boolean;
}

/**
 * Stands in `before` or `after` for text that is not known yet, such as the value of a hole:
 * the writer then guards against all that may come.
 */
export const UNKNOWN = "\uFFFC";

/** Most values: nothing that Markdown could read, so nothing to look at twice. */
const PLAIN = /^(?![-+>=:.)]|\d+[.)])[^\\`*_[\]<&~${|!#]*$/;

/** Characters that are (or, for runs and pairs, may be) markup in the middle of a line. */
const INLINE = new RegExp(
  [
    /[`[\]$|]/, // code, links, GitHub's mathematics, table cells
    /\\(?=[\n\uFFFC!-/:-@[-`{-~]|$)/, // escapes; at the end it would become a hard break
    /&(?=#?[0-9a-z]{0,32}[;\uFFFC])/, // character references
    /<(?=[a-z/!?\uFFFC]|[^\s<>@]*@)/, // HTML, autolinks
    /\{(?=[{%\uFFFC])/, // Liquid, which prettier reads and leaves as it is
    /!(?=[[\uFFFC])/, // images
    /\*+|~+|_+/, // emphasis, strikethrough
  ]
    .map((part) => part.source)
    .join("|"),
  "gi",
);

/** The markers of containers which may stand before a value that starts a block. */
const CONTAINERS = /^(?:\s+|>|(?:[-+*]|\d{1,9}[.)]|#{1,6})(?=\s))*/;

/** The start of a line that would begin a block other than a paragraph. */
const BLOCK = /^(?:[-+*](?=\s|$)|#{1,6}(?=\s|$)|>|-[- ]*$|(\d{1,9})[.)](?=\s|$))/;

/** The same on a line that continues a paragraph: an underline, or the second row of a table. */
const CONTINUED = /^[=|:-]/;

/** What an ATX heading would take for its closing sequence. */
const CLOSING = /(?<=^|\s)#+$/;

/** The place in a bare address where a backslash keeps GitHub from making it a link. */
const AUTOLINK = /(?<![a-z])(?:https?(?=:\/\/)|www(?=\.))|(?<=[\w.+-])(?=@)/i;
const AUTOLINKS = new RegExp(AUTOLINK, "gi");

/** Most texts have no bare address, nor what every such address has. */
const hasAutolink = (text: string): boolean =>
  (text.includes("://") || text.includes("@") || (text.includes(".") && /www\./i.test(text))) &&
  AUTOLINK.test(text);

/** A reference to a footnote, `[^1]`. */
const FOOTNOTE = /^\[\^[\w-]+\](?![([:\uFFFC])/;

/** What such an address would take in, if it touched it. */
const MARKER = /[*_~[`!]/;

const touchesMarker = (before: string, after: string): boolean =>
  MARKER.test(before.at(-1) ?? "") || MARKER.test(after[0] ?? "");

/** Whether a value is a number that what follows makes the number of a list's item. */
const isNumbering = (value: string, after: string): boolean =>
  (after.startsWith(".") || after.startsWith(")")) && /^\d+$/.test(value);

const WORD = /[\p{L}\p{N}]/u;

/**
 * Writes plain text as Markdown that reads back as exactly that text,
 * with no more backslashes than that needs.
 */
export function escapeText(value: string, context: TextContext): string {
  const { before, after } = context;
  if (
    PLAIN.test(value) &&
    !(touchesMarker(before, after) && hasAutolink(value)) &&
    !isNumbering(value, after)
  )
    return value;
  const start = before.slice(before.lastIndexOf("\n") + 1).replace(CONTAINERS, "");
  // A long start is no part of a marker: its last character is all that matters.
  const lead = start.length < 10 ? start : UNKNOWN + start.slice(-1);
  const line = lead + value + after;
  const from = lead.length;
  const to = from + value.length;

  const guard = blockMarker(line, from, to, context);
  let result = "";
  let done = from;
  const escape = (start: number, end: number) => {
    result += line.slice(done, start);
    for (let index = start; index < end; index++)
      result += writeEscape(line[index]!, line[index - 1]);
    done = end;
  };

  for (const { 0: match, index } of line.matchAll(INLINE)) {
    const start = Math.max(index, from);
    const end = Math.min(index + match.length, to);
    if (start >= end) continue;
    if (guard >= done && guard < start) escape(guard, guard + 1);
    const merges = end - start < match.length; // with the markers beside the value
    if (merges || isMarkup(match, line, index, to, context)) escape(start, end);
  }
  if (guard >= done) escape(guard, guard + 1);
  result += line.slice(done, to);
  return context.label ? result : breakAutolinks(result, before, after);
}

/**
 * A backslash after an emphasis character is written as a reference: within emphasis, prettier
 * counts it with those that follow, gets their number wrong, and adds one more. A digit takes no
 * backslash.
 */
function writeEscape(character: string, previous: string | undefined): string {
  return /\d/.test(character) || (character === "\\" && (previous === "*" || previous === "_"))
    ? writeReference(character)
    : `\\${character}`;
}

/** Where the character stands whose escape keeps the line from starting or ending a block; -1: nowhere. */
function blockMarker(line: string, from: number, to: number, context: TextContext): number {
  let index = -1;
  if (context.heading) {
    const closing = CLOSING.exec(line);
    if (closing) index = closing.index;
  } else if (!context.cell) {
    const block = BLOCK.exec(line);
    if (block) index = block[1]?.length ?? 0;
    else if (context.before.includes("\n") && CONTINUED.test(line)) index = 0;
  }
  if (index < 0) return -1;
  // Of a number whose full stop stands behind the value, the last digit is escaped.
  const begins = /(?:^|\n)$/.test(context.before);
  if (begins && index >= to && /^\d+$/.test(line.slice(from, to))) return to - 1;
  index = Math.max(index, from);
  return index < to ? index : -1;
}

/** Whether what INLINE found is markup here. */
function isMarkup(
  match: string,
  line: string,
  index: number,
  to: number,
  context: TextContext,
): boolean {
  const previous = line[index - 1];
  const next = line[index + match.length];
  switch (match[0]) {
    case "|":
      return context.cell === true;
    case "[":
      // A footnote of GitHub's is no link, and stays one.
      return (
        context.label === true ||
        context.bracket === true ||
        !FOOTNOTE.test(line.slice(index, index + 40))
      );
    case "]":
      return context.label === true || context.bracket === true;
    case "!":
      return index === to - 1; // within the value, the bracket has its own backslash
    case "*":
    case "~":
      return previous !== " " || next !== " ";
    case "_":
      return !(match === "_" && previous && next && WORD.test(previous) && WORD.test(next));
    default:
      return true;
  }
}

/**
 * GitHub (and prettier) link a bare address, and take a backslash or an emphasis marker that touches
 * it for a part of it: an address beside one is kept from becoming a link.
 */
function breakAutolinks(source: string, before: string, after: string): string {
  if (!hasAutolink(source)) return source;
  return source.replace(/\S+/g, (word, index: number) =>
    word.includes("\\") ||
    (index === 0 && MARKER.test(before.at(-1) ?? "")) ||
    (index + word.length === source.length && MARKER.test(after[0] ?? ""))
      ? word.replace(AUTOLINKS, "$&\\")
      : word,
  );
}

/** Most addresses: nothing that ends a link or that Markdown would read. */
const PLAIN_URL = /^[^\\&<| ()\u0000-\u001f\u007f-\u009f]+$/;

/** What would start a character reference, in an address or a title. */
export const REFERENCE = /&(?=(?:#\d{1,7}|#x[\da-f]{1,6}|[\da-z]{1,31});)/gi;

/**
 * Writes an address as it stands between the parentheses of a link.
 * A `|` has no form that both splits no cell and stays: it becomes its percent code there.
 */
export function writeUrl(url: string, context: { cell?: boolean } = {}): string {
  if (PLAIN_URL.test(url)) return url;
  const written = url
    .replace(context.cell ? /[|\p{Cc}]/gu : /\p{Cc}/gu, encodeURIComponent)
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
    .replace(REFERENCE, "\\&");
  return written === "" || /[ ()]|^</.test(written)
    ? `<${written.replace(/[<>]/g, "\\$&")}>`
    : written;
}

/** Writes inline code: the shortest fence its own backticks allow. */
export function writeCode(value: string, context: { cell?: boolean } = {}): string {
  const code = context.cell ? value.replaceAll("|", "\\|") : value;
  const runs = new Set(code.match(/`+/g)?.map((run) => run.length));
  let size = 1;
  while (runs.has(size)) size++;
  const fence = "`".repeat(size);
  const isPadded = code.startsWith(" ") && code.endsWith(" ") && /[^ ]/.test(code);
  const pad = isPadded || code.startsWith("`") || code.endsWith("`") ? " " : "";
  return fence + pad + code + pad + fence;
}

/** The character as a reference, which reads as the character but counts as punctuation beside emphasis. */
export function writeReference(character: string): string {
  return `&#x${character.codePointAt(0)!.toString(16).toUpperCase()};`;
}
