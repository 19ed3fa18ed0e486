// One form for Markdown that may be written in several: what values are compared and written in.
import { escapeText } from "./escape.ts";
import { rewriteBlocks, rewriteInline } from "./markdown.ts";
import { Remembered } from "./remembered.ts";

/**
 * The canonical form of one line of inline Markdown:
 * right at the start of a paragraph, a list item or, its `|` escaped, a table cell.
 */
export function normalizeInline(source: string): string {
  return isPlain(source) ? source : known.of(source, written);
}

const known = new Remembered<string>();

function written(source: string): string {
  const text = rewriteInline(source);
  known.set(text, text);
  return text;
}

/** In characters: longer texts than any list needs would take the parser too long. */
export const LONGEST = 10_000;
/** Of a block of prose, which may be a whole list or table. */
export const LONGEST_BLOCK = 50_000;

/**
 * The canonical form of a block of prose: paragraphs, lists, quotes, code, tables. What is longer
 * than any value may be stays as it is.
 */
export function normalizeBlock(source: string): string {
  if (source.length > LONGEST_BLOCK || isPlain(source)) return source;
  return knownBlocks.of(source, rewriteBlocks);
}

const knownBlocks = new Remembered<string>();

/** Most values: no character that could be a mark, and single spaces between words. */
const VERBATIM = /^(?![-+>=:.)]|\d+[.)])[^\\`*_[\]<&~${|!#\s]+(?: [^\\`*_[\]<&~${|!#\s]+)*$/;
/** Most others: such words in bold, with an address, or both. */
const TITLE =
  /^(?!.*www\.)(\*\*)?(?:\[[^\\`*_[\]<&~${|!#\s/@]+(?: [^\\`*_[\]<&~${|!#\s/@]+)*\]\(https?:\/\/[\w.%?=/-]+\)|(?!^)[^\\`*_[\]<&~${|!#\s/@]+(?: [^\\`*_[\]<&~${|!#\s/@]+)*)\1$/;

/** Whether the source is one paragraph that reads as itself, so that no parser need look at it. */
export function isPlain(source: string): boolean {
  if (VERBATIM.test(source) || TITLE.test(source)) return true;
  return (
    !/^ |[\t\r\n]| {2}| $/.test(source) && escapeText(source, { before: "", after: "" }) === source
  );
}
