// Free text that was most likely meant as a line of the template.
import { type Line, type Pattern, ranks, type Segment } from "../template/pattern.ts";

/** What a segment's own text says: its labels, and the hosts of its addresses. */
const labels = new WeakMap<Segment, RegExp | undefined>();

/** Letters that are left of a text that is little else than an address. */
const FEW_LETTERS = 12;

/**
 * The line of the template that a free text was most likely meant as: it begins with one of that
 * line's labels, or is little else than an address where the entry lacks that line.
 *
 * @param line the line of the template that the text was read by
 * @param lacks whether the entry has no value for any of a line's fields
 */
export function mistaken(
  text: string,
  line: Line,
  { lines }: Pattern,
  lacks: (line: Line) => boolean,
): Line | undefined {
  const others = lines.filter(
    ({ rank, shape }) => rank === ranks.particular && shape === line.shape,
  );
  const segmentsOf = ({ cells }: Line) => cells.flatMap(({ segments }) => segments);
  const labelled = others.find((other) =>
    segmentsOf(other).some((segment) => labelOf(segment)?.test(text)),
  );
  if (labelled || !isAddress(text)) return labelled;
  return others.find((other) => lacks(other) && showsAddress(other, text));
}

/** Finds a label of a segment where a text begins, among marks only. */
function labelOf(segment: Segment): RegExp | undefined {
  if (labels.has(segment)) return labels.get(segment);
  const own = segment.parts.map((part) =>
    typeof part === "string" ? part : "text" in part ? part.text : "",
  );
  const words = own
    .map((part) => part.replace(/https?:\/\/[^\s()]*/g, ""))
    .flatMap((part) => part.match(/[\p{L}\p{N}]{2,}(?:[ -][\p{L}\p{N}]+)*/gu) ?? []);
  const label =
    words.length === 0
      ? undefined
      : new RegExp(`^[^\\p{L}\\p{N}]*(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "iu");
  labels.set(segment, label);
  return label;
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
