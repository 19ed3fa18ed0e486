// Free text that was most likely meant as a line of the template.
import { type Line, type Pattern, ranks } from "../template/pattern.ts";
import type { ReadLine } from "./entry.ts";
import { isFreeText } from "./out-of-place.ts";

/** Letters that are left of a text that is little else than an address. */
const FEW_LETTERS = 12;

/** What stands behind a label, and not behind the first word of a sentence. */
const BEHIND_LABEL = /^(?:$|[\])）】>*_:：(（|｜]|\s.*(?::\/\/|10\.[0-9]{4}))/;

/**
 * The line of the template that a free text was most likely meant as: it begins with one of that
 * line's labels, or is little else than an address where the entry lacks that line.
 *
 * @param has whether the entry has a value for a field
 */
export function meantAs(
  read: ReadLine,
  { lines }: Pick<Pattern, "lines">,
  has: (path: string) => boolean,
): Line | undefined {
  if (!isFreeText(read)) return undefined;
  // A line that stands as it should was not read: only its values are known.
  const text = String(read.values.get(read.line!.uses[0]!.path));
  const others = lines.filter(
    ({ rank, shape }) => rank === ranks.particular && shape === read.line!.shape,
  );
  const start = text.replace(/^[^\p{L}\p{N}]+/u, "").toLowerCase();
  const begins = (label: string) =>
    start.startsWith(label) && BEHIND_LABEL.test(start.slice(label.length));
  const labelled = others.find((other) => labelsOf(other).some(begins));
  if (labelled || !isAddress(text)) return labelled;
  const lacks = ({ uses }: Line) => !uses.some(({ field }) => has(field.path));
  return others.find((other) => lacks(other) && showsAddress(other, text));
}

/** What lint and sync say of such a text. */
export const readAsMeant = ({ line }: ReadLine, { source }: Line): string =>
  `this line reads as the entry's ${line!.uses[0]!.field.path}, but was most likely meant as ${source}`;

/** What a line's own text says, in small letters; addresses are none of it. */
function labelsOf({ cells }: Line): string[] {
  const parts = cells.flatMap(({ segments }) => segments.flatMap((segment) => segment.parts));
  const own = parts.map((part) =>
    typeof part === "string" ? part : "text" in part ? part.text : "",
  );
  return own
    .map((part) => part.replace(/https?:\/\/[^\s()]*/g, "").toLowerCase())
    .flatMap((part) => part.match(/[\p{L}\p{N}]{2,}(?:[ -][\p{L}\p{N}]+)*/gu) ?? []);
}

/** Whether a text is an address, or a link or image with hardly a word in it. */
function isAddress(text: string): boolean {
  if (!/https?\\?:\/\/|\]\(/i.test(text)) return false;
  const rest = text
    .replace(/<[^<>]*>/g, "")
    .replace(/\]\([^()]*\)/g, "")
    .replace(/https?\\?:\S*/gi, "");
  return (rest.match(/[\p{L}\p{N}]/gu) ?? []).length <= FEW_LETTERS;
}

/** Whether a line shows addresses, and such as a text has: any, or those of a host. */
function showsAddress({ uses, source }: Line, text: string): boolean {
  if (uses.some(({ role }) => role === "address" || role === "bare")) return true;
  const hosts = source.match(/(?<=https?:\/\/(?:www\.)?)[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi) ?? [];
  return hosts.some((host) => text.includes(host));
}
