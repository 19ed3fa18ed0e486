// A field's value on a page: how it is written at a hole, and read back from there.
import { slug } from "github-slugger";
import { percentDecoded } from "../data/percent.ts";
import type { Field } from "../data/kinds.ts";
import {
  escapeText,
  REFERENCE,
  type TextContext,
  UNKNOWN,
  writeCode,
  writeUrl,
} from "../markdown/escape.ts";
import { normalizeBlock, normalizeInline } from "../markdown/canonical.ts";
import { parseMarkdown, rewriteInline } from "../markdown/markdown.ts";
import { writeText } from "../markdown/math.ts";
import { isRow, type Line, type Use } from "../template/pattern.ts";

/** A field's value as it stands on a page; numbers are their digits. */
export type Value = string | readonly string[];

/** Whether two values are the same; whether the items of lists in prose stand apart is layout. */
export const sameValue = (a: Value | undefined, b: Value | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    (JSON.stringify(a) === JSON.stringify(b) ||
      ((isLoose(a) || isLoose(b)) && blocksOf(a) === blocksOf(b))));

/** Whether items of a list in it may stand apart. */
const isLoose = (value: Value): boolean =>
  [value].flat().some((text) => /\n\n[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/.test(text));

/** What it says, as mdast without positions, and with all lists tight. */
const blocksOf = (value: Value): string =>
  JSON.stringify([value].flat().map(parseMarkdown), (name, own: unknown) =>
    name === "position" || name === "spread" ? undefined : own,
  );

/** A value as a page shows it: of one form where Markdown has several; an empty list is nothing. */
export function shownValue(field: Field, value: Value | undefined): Value | undefined {
  if (value === undefined || value.length === 0) return undefined;
  const normal =
    field.type === "markdown"
      ? normalizeInline
      : field.type === "prose"
        ? normalizeBlock
        : undefined;
  if (!normal) return value;
  return typeof value === "string" ? normal(value) : value.map(normal);
}

/** A value as one text; the values of a list are joined as the template joins them. */
const textOf = (use: Use, value: Value): string =>
  typeof value === "string" ? value : value.join(use.join ?? ", ");

/** What a value is written between, in a line. */
export const contextIn = (
  line: Line,
  before: string,
  after: string,
  { label, bracket }: Pick<TextContext, "label" | "bracket">,
): TextContext => ({
  before,
  after,
  ...(label ? { label } : {}),
  ...(bracket ? { bracket } : {}),
  cell: isRow(line),
  heading: line.shape.includes("#"),
});

/** Writes a value as Markdown where a use of a line stands. */
export function writeValue(use: Use, value: Value, context: TextContext): string {
  const text = textOf(use, value);
  const { cell = false } = context;
  const joint = use.joint ?? use.join ?? ", ";
  switch (use.role) {
    case "address":
      return writeUrl(text, context);
    case "bare":
      return writeBareLink(text, cell);
    case "encoded":
      return encodeAddress(text);
    case "code":
      return writeCode(text, context);
    case "anchor":
    case "made":
      return text;
    case "html":
      return escapeHtml(text, cell);
    case "text":
      if (use.field.type === "markdown") {
        // Each value by itself, lest what one leaves open takes in the next.
        const write = context.label || context.bracket ? inBrackets : normalizeInline;
        const written = [value].flat().map(write).join(joint);
        return cell ? written.replaceAll("|", "\\|") : written;
      }
      if (use.field.type === "prose") return normalizeBlock(text);
      if (typeof value === "string" || use.joint === undefined) return writeText(text, context);
      return value.map((one, at) => writeText(one, within(context, joint, at, value))).join(joint);
  }
}

/** Formatted text where a bracket is open, which it does not close. */
const inBrackets = (source: string): string =>
  source.includes("]") ? rewriteInline(source, { label: true }) : normalizeInline(source);

/** What one of several values is written between that the template's own text joins. */
const within = (
  context: TextContext,
  joint: string,
  index: number,
  { length }: { length: number },
): TextContext => ({
  ...context,
  before: index === 0 ? context.before : context.before + UNKNOWN + joint,
  after: index === length - 1 ? context.after : joint + UNKNOWN,
});

/** A path is no link in angle brackets, and what looks like a character reference is not kept there. */
function writeBareLink(url: string, cell: boolean): string {
  if (/^https?:/i.test(url) && url.search(REFERENCE) < 0) return `<${url}>`;
  const label = escapeText(url, { before: "[", after: "](", label: true, cell });
  return `[${label}](${writeUrl(url, { cell })})`;
}

/** Most values within an address: nothing to encode. */
const PLAIN_PART = /^[\w.:/-]*$/;

/** Percent-encodes a value within an address (RFC 3986, section 2.1); `/`, `:` and the like stay. */
function encodeAddress(text: string): string {
  if (PLAIN_PART.test(text)) return text;
  return encodeURI(text).replace(
    /[?#&()'*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What stands for itself in no text and in no attribute of HTML, and what Markdown would read. */
const HTML = /[&<>"'`]/g;

const escapeHtml = (text: string, cell: boolean): string =>
  text.replace(cell ? /[&<>"'`|\\]/g : HTML, (character) => NAMED.get(character)!);

const NAMED = new Map(
  Object.entries({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }).concat(
    [..."'`|\\"].map((character) => [character, `&#${character.charCodeAt(0)};`]),
  ),
);

/** Character references (HTML, named and numeric), as far as somebody would write them by hand. */
function unescapeHtml(source: string): string {
  return source.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (text, digits, hex, name) => {
      if (name !== undefined)
        return { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }[name as string]!;
      const code = digits === undefined ? parseInt(hex as string, 16) : Number(digits);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : text;
    },
  );
}

/** The value of a use, as data holds it, from what a page shows. */
export function readValue(use: Use, source: string): Value {
  // An anchor in another letter case means the same heading.
  if (use.role === "anchor") return slug(percentDecoded(source));
  if (use.role === "encoded") return percentDecoded(source);
  const read =
    use.role === "html"
      ? unescapeHtml
      : use.field.type === "markdown"
        ? normalizeInline
        : (text: string) => text;
  return use.join === undefined ? read(source) : source.split(use.join).map(read);
}
