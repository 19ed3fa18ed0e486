import type { Item } from "./context.ts";

/** Stretches of Markdown that are not running text: code, mathematics, addresses, HTML. */
const NOT_TEXT =
  /\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)|\$\$[^$]{1,2000}\$\$|\$[^$\n]{1,200}\$|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: "[^"]*")?\)|<[a-z/!][^<>]*>|https?:\/\/[^\s<>()，。；、（）]+/gi;

/** Blocks of code, also within items and quotations. */
const FENCED =
  /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}(?!`)|~{3,}(?!~))[^]*?(?:^[ \t>]*\1|(?![^]))/gm;

/**
 * The running text of a value, of the same length: what is not text is blank, and so are escapes,
 * but for brackets, which are brackets however they are written.
 */
export function runningText({ field, value }: Item): string {
  if (field.type !== "markdown" && field.type !== "prose")
    return value.includes("://") ? value.replace(/https?:\/\/[^\s，。；、（）]+/g, blank) : value;
  if (!/[`$\\<]|~~~|\]\(|:\/\//.test(value)) return value;
  const fenced = value.replace(FENCED, blank);
  return fenced.replace(NOT_TEXT, (found) => {
    if (/^\\[()[\]{}]$/.test(found)) return ` ${found[1]}`;
    return found.startsWith("](") ? `]${blank(found.slice(1))}` : blank(found);
  });
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** Chinese and Japanese letters: those beside which punctuation is full-width. */
export const CJK = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";

/** Where most of them stand, as in a class of a regular expression. */
export const CJK_RANGES = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff";
const SOME_CJK = new RegExp(`[${CJK_RANGES}]`);

export const hasCjk = (text: string): boolean => SOME_CJK.test(text);

/** A few characters around a place, for a message. */
export function around(text: string, at: number, length = 1): string {
  return text
    .slice(Math.max(0, at - 8), at + length + 8)
    .replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
}
