// How the lists of a page stand, as a template shows it: look here for an item that is written twice.
import type { PageLine } from "../markdown/flatten.ts";

/**
 * A template's item, once more where the page's items have blank lines between them or all the same
 * number, which one item cannot show.
 *
 * @param page the text in which the page's lines stand
 */
export function inManner(
  item: string,
  lists: readonly (readonly PageLine[])[],
  page: string,
): string {
  const [, number = "", rest] = /^(\d*)([-*+.] .*)$/s.exec(item) ?? [];
  if (rest === undefined) return item;
  const heads = lists.map((lines) => lines.filter(({ shape }) => shape === lines[0]!.shape));
  const pairs = heads.flatMap((own) => own.slice(1).map((line, at) => [own[at]!, line] as const));
  const before = ({ start }: PageLine) => page.slice(0, start).split("\n").slice(-2);
  const numberOf = (line: PageLine) => /^\s*\d+/.exec(before(line)[1]!)?.[0];
  const isLoose = pairs.every(([, line]) => before(line)[0]!.trim() === "");
  const counts = pairs.some(([one, next]) => numberOf(one) !== numberOf(next));
  if (pairs.length === 0 || (!isLoose && (counts || number === ""))) return item;
  const numbered = (nth: number) =>
    number === "" ? "" : String(Number(number) + nth * Number(counts));
  const gap = isLoose ? "\n\n" : "\n";
  // Several lines of form are several items.
  const forms = item.split(/\n(?=\d*[-*+.] )/);
  if (forms.length === 1) return `${item}${gap}${numbered(1)}${rest}`;
  return forms.map((form, nth) => form.replace(/^\d+/, numbered(nth))).join(gap);
}
