// The words of drift: what a line is called, under which rule it is told, what mends it.
import type { ExpectedChunk } from "./chunks.ts";
import { quote } from "../finding/quote.ts";
import type { ReadLine } from "../page/entry.ts";
import type { RenderedLine } from "../page/render.ts";

/** What a difference is about. */
export interface About {
  chunk?: ExpectedChunk;
  /** The line as it should be. */
  shown?: RenderedLine;
  /** Sync could not take it from the page. */
  byHand?: boolean;
  /** A heading without an entry under it. */
  bare?: boolean;
  /** What differs follows from the data. */
  made?: boolean;
  /** All of it stands on the page, though in another place or in another block; or nothing of it does. */
  is?: "elsewhere" | "unlike" | "missing";
  /** The field, and which value of it. */
  path?: string;
  element?: number;
  /** The name of an entry that the data does not have. */
  name?: string;
  /** The page's lines that it is about. */
  lines?: readonly ReadLine[];
}

/** The entry that a difference is about. */
export const entryOf = ({ chunk, name }: About): string | undefined => chunk?.name ?? name;

/**
 * What mends a difference between a page and its data, where the page was edited: sync takes only
 * what data can hold, and generate gives up nothing unasked. Where it was not, see sync/mends.ts.
 *
 * @param broken the line of the same entry that does not read, so that sync takes nothing of it
 */
export function mendOf(
  rule: string,
  { chunk, shown, byHand, bare, made }: About,
  template: string,
  broken?: number,
): string {
  if (rule === "damaged" && !chunk)
    return 'mend the line, and run "paperlist sync" to take the entry into the data';
  if (rule === "unknown-block")
    return `take it out, or run "paperlist generate --force" to write the page without it, or give it a place in ${template}`;
  if (made)
    return 'it follows from the data; run "paperlist generate" to write it anew, or edit what it follows from';
  const isFixed = shown?.node.line.uses.length === 0;
  const { line } = ((!chunk?.record || isFixed) && shown?.node) || {};
  const of = line?.uses.find(({ kind }) => kind !== "list")?.kind;
  const change = line
    ? `, or change ${of === undefined ? "" : `the records of the kind ${of} in the data, or `}${template}:${line.place.line}`
    : "";
  if (bare)
    return 'write an entry under it, or run "paperlist generate --force" to write the page without it';
  if (rule === "damaged" || rule === "repeated" || byHand)
    return `mend the line, or run "paperlist generate --force" to write the page anew${change}`;
  return isFixed
    ? `run "paperlist sync" to write the page anew${change}`
    : `${broken === undefined ? "" : `mend line ${broken}, then `}run "paperlist sync" to keep the page, or "paperlist generate --force" to keep the data`;
}

/** What a message calls a chunk. */
export function nameOf({ lines, name }: ExpectedChunk): string {
  if (name !== undefined) return quote(name);
  const shown = lines[0]!;
  return `the ${describeShape(shown.node.line.shape)} ${quote(shown.text)}`;
}

/** The rule that lines of no entry are reported under. */
export function ruleOf({ node }: RenderedLine): string {
  return ruleOfShape(
    node.line.shape,
    node.line.uses.some((use) => use.role === "anchor") || /\]\(#/.test(node.line.source),
  );
}

/** The same for a line of the page that the data does not have. */
export const ruleOfLine = ({ line }: ReadLine): string =>
  ruleOfShape(line!.shape, /\]\(#/.test(line!.source));

const ruleOfShape = (shape: string, contents: boolean): string =>
  shape.includes("#")
    ? "page-heading"
    : shape.endsWith("th")
      ? "table-header"
      : contents
        ? "contents"
        : "prose";

/** What a message calls the blocks of mdast that are taken as they stand. */
const blockNames: Record<string, string> = {
  blockquote: "quotation",
  code: "block of code",
  html: "block of raw HTML",
  thematicBreak: "rule",
  definition: "link definition",
};

/** What a message calls a line of a shape (see flatten.ts). */
export function describeShape(shape: string): string {
  const depth = /^[-1]*/.exec(shape)![0].length;
  const rest = shape.slice(depth).replace("+", "");
  if (depth > 0 && rest !== "") return `${describeShape(rest)} within a list item`;
  if (rest.startsWith("#")) return `heading of level ${rest.slice(1)}`;
  if (rest === "th") return "table header";
  if (rest === "tr") return "table row";
  if (rest.startsWith(":")) return blockNames[rest.slice(1)] ?? rest.slice(1);
  if (depth === 0) return "paragraph";
  return `${shape[depth - 1] === "1" ? "numbered item" : "list item"} of level ${depth}`;
}
