// What can be wrong with a text that should be JSON, said in words; and with keys and depths that JSON allows.
import { parse, type ParseError, printParseErrorCode } from "jsonc-parser";
import { escapeHidden, quote } from "../finding/quote.ts";

/** Why a text is not JSON, and at which offset: its first mistake, from which others follow. */
export function syntaxMistake(text: string): { message: string; offset: number } {
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: false, disallowComments: true });
  const [first] = errors;
  if (!first) return { message: "found something else than JSON", offset: 0 };
  const code = printParseErrorCode(first.error);
  const offset = first.offset + withinText(code, text.slice(first.offset));
  return {
    message:
      (code === "InvalidCharacter" ? undefined : lookalike(text.slice(offset))) ??
      spoken[code] ??
      `found something else than JSON here (${code})`,
    offset,
  };
}

/** What stands in the place of JSON more often than other mistakes. */
function lookalike(rest: string): string | undefined {
  if (rest.trim() === "") return "the file ends too early";
  if (/^(<{7}|={7}|>{7}|\|{7})/.test(rest)) return "found a merge conflict; resolve it";
  const [character] = rest as unknown as [string];
  const wide = "“”‘’，：｛｝［］".indexOf(character);
  if (wide >= 0)
    return `found ${quote(character)}, expected ${`""'',:{}[]`[wide]!.replace("'", '"')}`;
  return /\s/.test(character)
    ? `found the white space ${escapeHidden(character)}; write a plain space`
    : undefined;
}

/** Where in a text in quotes its mistake stands. */
function withinText(code: string, text: string): number {
  if (code === "InvalidCharacter") return Math.max(0, text.search(/[\u0000-\u001f]/));
  if (code !== "InvalidEscapeCharacter" && code !== "InvalidUnicode") return 0;
  for (const { 1: wrong, index } of text.matchAll(/\\(?:["\\/bfnrt]|u[0-9a-f]{4})|(\\)/gi))
    if (wrong) return index;
  return 0;
}

const spoken: Record<string, string> = {
  PropertyNameExpected: "expected a key in double quotes here; is there a comma too many?",
  ValueExpected: "expected a value here; is there a comma too many?",
  ColonExpected: "expected a colon here",
  CommaExpected: "expected a comma here",
  CloseBraceExpected: "expected } here",
  CloseBracketExpected: "expected ] here",
  EndOfFileExpected: "expected the end of the file here",
  InvalidCommentToken: "found a comment, which JSON does not have; remove it",
  UnexpectedEndOfString: 'expected " at the end of this text',
  UnexpectedEndOfComment: "found a comment, which JSON does not have; remove it",
  InvalidCharacter: "found a control character; remove it",
  InvalidSymbol: "found a word that is no JSON value; put texts in double quotes",
  InvalidEscapeCharacter: "found a backslash that begins no escape; write \\\\ for a backslash",
  InvalidUnicode: "found \\u without four hexadecimal digits",
  UnexpectedEndOfNumber: "found a number that breaks off",
};

/** More than this is no list's data, and more than a program can read without care. */
const DEEPEST = 100;

/** Where values nest too deep, if anywhere. */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfText(text, at);
      if (at < 0) return undefined;
    } else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST) return at;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return undefined;
}

/** How many keys a value has, with those of all within it; Infinity where it nests too deep. */
export function countKeys(value: unknown, depth = 0): number {
  if (typeof value !== "object" || value === null) return 0;
  if (depth === DEEPEST) return Infinity;
  let count = 0;
  if (Array.isArray(value)) {
    for (const one of value) count += countKeys(one, depth + 1);
    return count;
  }
  for (const key in value)
    count += 1 + countKeys((value as Record<string, unknown>)[key], depth + 1);
  return count;
}

/**
 * Whether a text may have more keys than its value, some of them twice in one object. Never wrong
 * where it says no: a colon and the quotation mark that ends the key stand behind each.
 */
export function mayRepeatKeys(text: string, keys: number): boolean {
  let colons = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) <= 0x20) before--;
    if (text.charCodeAt(before) === 0x22 && !isEscaped(text, before)) colons++;
  }
  return colons !== keys;
}

/** Where a text in quotes ends that begins at an offset, or -1. */
export function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
  return slashes % 2 === 1;
}
