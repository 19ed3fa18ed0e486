// The types of fields: what each accepts, and what it says of a value that it does not.
import { percentDecoded } from "./percent.ts";
import { LONGEST, LONGEST_BLOCK } from "../markdown/canonical.ts";
import { unreadable } from "../markdown/readable.ts";
import { escapeHidden, quote } from "../finding/quote.ts";

/** What a value may be. */
export type Domain = TextDomain | NumberDomain;

interface TextDomain {
  /** What is expected, for messages and for editors. */
  expected: string;
  /** What is wrong with a text, in a sentence; undefined where it is sound. */
  problem: (value: string) => string | undefined;
  /** The same for editors, as far as a regular expression can say it. */
  pattern: string;
}

/** Whole numbers. */
interface NumberDomain {
  expected: string;
  least: number;
  most: number;
}

/** All that may be wrong with one line, in one pass; most have none of it. */
const SUSPECT = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]| {2}|^\s|\s$|^$/;

/** What no phrase holds: the brackets that lists put around a value, narrow and wide. */
export const BRACKETS = "()[]（）【】［］";

/** What is wrong with a value that should be text, or undefined. */
function textProblem(value: string, { newlines = false } = {}): string | undefined {
  const longest = newlines ? LONGEST_BLOCK : LONGEST;
  if (value.length > longest)
    return `found a text of ${value.length} characters, expected ${longest} at most`;
  if (!SUSPECT.test(value)) return undefined;
  if (value.trim() === "") return "found no text";
  if (!value.isWellFormed()) return "found half of a surrogate pair; write the whole character";

  const hidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.exec(value);
  if (hidden) return `found the control character ${escapeHidden(hidden[0])}; remove it`;
  if (!newlines && value.includes("\n"))
    return "found a line break; write one line, or several values of a list";
  if (value.trim() !== value)
    return `found white space at the ${value.trimStart() === value ? "end" : "beginning"}; write ${quote(value.trim())}`;
  if (!newlines && value.includes("  "))
    return `found two spaces in a row; write ${quote(value.replace(/ {2,}/g, " "))}`;
  return undefined;
}

/** A prefix may have parts of its own (ISO 26324): 10.1000.10/123. */
const DOI = /^10\.[0-9]{4,9}(\.[0-9]+)*\/\S+$/;
const ARXIV = /^([0-9]{4}\.[0-9]{4,5}|[a-z]+(-[a-z]+)?(\.[A-Z]{2})?\/[0-9]{7})(v[1-9][0-9]?)?$/;
const DATE = /^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$/;

/**
 * The same for editors, as far as a regular expression can say it without taking more than linear
 * time. `INNER` is any character of one line but a space, `EDGE` any but white space.
 */
const CONTROL = "\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ufeff";
const EDGE = `[^\\s${CONTROL}]`;
const INNER = `[^ ${CONTROL}]`;
const TEXT = `^${EDGE}(?:(?: ?${INNER})* ?${EDGE})?$`;
const PROSE = `^${EDGE}(?:[^${CONTROL.replace("-\\u001f", "-\\u0009\\u000b-\\u001f")}]*${EDGE})?$`;
const WORD = `^${EDGE}+$`;
const PHRASE = TEXT.replaceAll("[^", `[^${BRACKETS.replace(/[[\]]/g, "\\$&")}`);
const DOI_TEXT = `^10\\.[0-9]{4,9}(?:\\.[0-9]+)*/${EDGE}+$`;
const IN_URL = `[^\\s${CONTROL}<>"\\\\^\`{|}]`;
const URL_TEXT = `^(?:[Hh][Tt][Tt][Pp][Ss]?://(?![/?#])|(?!/|[A-Za-z][A-Za-z0-9+.-]*:))${IN_URL}+$`;

function doiProblem(value: string): string | undefined {
  if (DOI.test(value)) return textProblem(value);
  // The last word first: an expression that looks for its end would take quadratic time.
  const last = percentDecoded(value.trim()).split(/\s+/).at(-1)!;
  const [inside] = /(?<![0-9.])10\.[0-9]{4,9}(?:\.[0-9]+)*\/\S+/.exec(last) ?? [];
  const mend = inside !== undefined && doiProblem(inside) === undefined;
  return `found ${quote(value)}, expected a DOI such as "10.1109/CVPR46437.2021.00074"${mend ? `; write ${quote(inside)}` : ""}`;
}

function arxivProblem(value: string): string | undefined {
  if (ARXIV.test(value)) return undefined;
  // It begins where a word does, so that each word is tried once: linear time.
  const inside =
    /(?<![A-Za-z0-9.-])(?:[0-9]{4}\.[0-9]{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?\/[0-9]{7})(?:v[1-9][0-9]?)?(?![0-9v])/.exec(
      value,
    );
  return `found ${quote(value)}, expected an arXiv id such as "2412.00876" or "hep-th/9901001"${inside ? `; write ${quote(inside[0])}` : ""}`;
}

function dateProblem(value: string): string | undefined {
  const [year, month, day] = value.split("-").map(Number) as [number, number?, number?];
  const last = new Date(Date.UTC(year, month ?? 1, 0)).getUTCDate();
  if (DATE.test(value) && (day ?? 1) <= last) return undefined;
  return `found ${quote(value)}, expected a date: "2024", "2024-05" or "2024-05-31"`;
}

/** Characters that no address may hold unencoded (RFC 3986, section 2; other scripts: RFC 3987). */
const NOT_IN_URL = /[\s<>"\\^`{|}]/g;

/** Most addresses: a plain host that is a name, and nothing after it that needs a closer look. */
const PLAIN_URL =
  /^https?:\/\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?:[/?#][\w.~:/?#@!$&'*+,;=%-]*)?$/;

/** What is wrong with an address: http, https, or a relative path within the list's folder. */
export function urlProblem(value: string): string | undefined {
  if (value.length <= LONGEST && PLAIN_URL.test(value)) return undefined;
  const text = textProblem(value);
  if (text !== undefined && !/\s/.test(value)) return text;
  const encoded = value.trim().replace(NOT_IN_URL, (character) => encodeURIComponent(character));
  if (encoded !== value)
    return `found ${quote(value)}, which holds characters that an address may not${mendedUrl(encoded)}`;
  let depth = 0;
  for (const character of value) {
    if (character === "(") depth++;
    if (character === ")" && --depth < 0) break;
  }
  if (depth !== 0)
    return `found an unbalanced parenthesis in ${quote(value)}${mendedUrl(value.replaceAll("(", "%28").replaceAll(")", "%29"))}`;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value);
  if (scheme) {
    if (!/^https?$/i.test(scheme[1]!))
      return `found the scheme ${quote(scheme[1]!)}, expected an http or https address, or a relative path inside the list's folder`;
    // WHATWG reads the first step of https:///a/b as a host.
    if (!/^https?:\/\/[^/?#]/i.test(value) || !URL.canParse(value))
      return `found ${quote(value)}, which is no address: expected a host after "${scheme[1]!.toLowerCase()}://"`;
    return undefined;
  }
  if (value.startsWith("/"))
    return `found ${quote(value)}, expected an address with its scheme, or a path relative to the list's folder${mendedUrl(value.startsWith("//") ? `https:${value}` : value.slice(1))}`;
  return leavesFolder(value)
    ? `found ${quote(value)}, which leads out of the list's folder; expected a path inside it`
    : undefined;
}

/** Says how an address should be written, if that is then an address. */
const mendedUrl = (mend: string): string =>
  urlProblem(mend) === undefined ? `; write ${quote(mend)}` : "";

function leavesFolder(path: string): boolean {
  let depth = 0;
  const plain = path.split(/[?#]/, 1)[0]!.replace(/%2e/gi, ".");
  for (const step of plain.split(/[/\\]|%2f|%5c/i)) {
    if (step === "..") depth--;
    else if (step !== "" && step !== ".") depth++;
    if (depth < 0) return true;
  }
  return false;
}

const wordProblem = (value: string) =>
  textProblem(value) ?? (/\s/.test(value) ? "found white space, expected one word" : undefined);

function phraseProblem(value: string): string | undefined {
  const problem = textProblem(value);
  if (problem !== undefined) return problem;
  const found = [...value].find((character) => BRACKETS.includes(character));
  return (
    found &&
    `found ${quote(found)} in ${quote(value)}, expected none of ${BRACKETS}; take it out, or make the field "text" in the list's kinds`
  );
}

/** Every domain, by the name that a kind's fields use. */
export const domains = {
  text: { expected: "plain text on one line", problem: textProblem, pattern: TEXT },
  word: {
    expected: "one word, without white space",
    problem: wordProblem,
    pattern: WORD,
  },
  phrase: {
    expected: `plain text on one line, without any of ${BRACKETS}`,
    problem: phraseProblem,
    pattern: PHRASE,
  },
  markdown: {
    expected: "one line of inline Markdown",
    problem: (value: string) => textProblem(value) ?? unreadable(value),
    pattern: TEXT,
  },
  prose: {
    expected: "one block of Markdown: a paragraph, a list, a quotation",
    problem: (value: string) => textProblem(value, { newlines: true }) ?? unreadable(value),
    pattern: PROSE,
  },
  url: {
    expected: "an http or https address, or a relative path inside the list's folder",
    problem: urlProblem,
    pattern: URL_TEXT,
  },
  doi: {
    expected: 'a DOI such as "10.1109/CVPR46437.2021.00074"',
    problem: doiProblem,
    pattern: DOI_TEXT,
  },
  arxiv: {
    expected: 'an arXiv id such as "2412.00876" or "hep-th/9901001"',
    problem: arxivProblem,
    pattern: ARXIV.source,
  },
  year: { expected: "a year as a number, from 1900 to 2100", least: 1900, most: 2100 },
  integer: { expected: "a whole number", least: 0, most: Number.MAX_SAFE_INTEGER },
  date: {
    expected: 'a date: "2024", "2024-05" or "2024-05-31"',
    problem: dateProblem,
    pattern: DATE.source,
  },
} as const satisfies Record<string, Domain>;

export type DomainName = keyof typeof domains;
