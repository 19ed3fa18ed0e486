// The head of an item taken apart: its title and address, what stands around them, labelled links.
// Look here for how init tells the parts of an item.
import { urlProblem } from "../data/domains.ts";
import { linkName } from "./names.ts";

/** A link with a label. */
interface Labelled {
  /** As a template has it, in its brackets. */
  template: string;
  /** The field that its label names; empty where it names none. */
  name: string;
  url: string;
  /** Of what stands there, in characters. */
  length: number;
}

/** A head taken apart. */
export interface Parts {
  title: string;
  /** All but the links at its end, with holes. */
  form: string;
  /** What stands at each hole, by its field. */
  values: Map<string, string>;
  /** What stands before the links at the end, and between them. */
  gaps: string[];
  links: Labelled[];
}

/** What may stand before a title: a short name, or authors before one in bold. */
const LEADS: [RegExp, hole: string, field: string][] = [
  [/^\*\*\[([^[\]*]+)\]\*\*( )(?=\S)/, "**[{{@.alias}}]**", "alias"],
  [/^([^[\]()*_`<>{}\\:]+?)([.,:] )(?=\*\*)/, "{{@.authors}}", "authors"],
];
const TITLES: [RegExp, string][] = [
  [/^\*\*\[([^[\]*]+)\]\(([^()\s]+)\)\*\*/, "**[title](url)**"],
  [/^\[\*\*([^[\]*]+)\*\*\]\(([^()\s]+)\)/, "[**title**](url)"],
  [/^\*\*((?:(?!\]\()[^*])+)\*\*/, "**title**"],
  [/^\[((?:[^[\]*]|\[[^[\]*]*\])+)\]\(([^()\s]+)\)/, "[title](url)"],
  [/^([^[\]()*_`<>{}]+?)(?= (?:\(|\[))/, "title"],
];
const LINK = /^(\[|\(|)\[([^[\]()*!_`<>~{}\\&|]{1,24})\]\(([^()\s]+)\)(\]|\)|)/;
const PAIRS: Record<string, string> = { "": "", "[": "]", "(": ")" };

/** The link with a label that a text begins with, in brackets or not. */
export function linkAt(text: string): Labelled | undefined {
  const [whole, open = "", label = "", url = "", close = ""] = LINK.exec(text) ?? [];
  if (whole === undefined || PAIRS[open] !== close) return undefined;
  const own = linkName(label);
  const name = own === "" ? "" : `links.${own}`;
  return { template: `${open}[${label}]({{@.${name}}})${close}`, name, url, length: whole.length };
}

/** Text between parts, as a template may have it. */
const GAPS = /^[\s,.;:：，。、·/|｜–—-]$/;
export const GAP = /^[\s,.;:：，。、·/|｜–—-]*/;
/** What no plain text has. */
export const MARKS = /\]\(|[*`<>{}\\]|~~|!\[|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u;
const YEAR = "((?:19|20)\\d\\d)";
const VENUE_YEAR = new RegExp(`^(.*[^\\s,]),? ?['’]?${YEAR}$`);

/** A text in brackets, or between marks, as the fields that it holds. */
export function fieldsIn(
  text: string,
  stem: string,
): [template: string, values: [string, string][]] {
  if (new RegExp(`^${YEAR}$`).test(text)) return ["{{@.year}}", [["year", text]]];
  const [, venue = "", year = ""] = VENUE_YEAR.exec(text) ?? [];
  if (year === "" || text !== `${venue} ${year}`) return [`{{@.${stem}}}`, [[stem, text]]];
  return [
    "{{@.venue}} {{@.year}}",
    [
      ["venue", venue],
      ["year", year],
    ],
  ];
}

/**
 * Takes a head apart; undefined where it has no title that is told from what stands around it.
 *
 * @param split puts plain text into fields; without it, all behind the title is one text with marks
 */
export function partsOf(head: string, split?: typeof fieldsIn): Parts | undefined {
  let left = head;
  let form = "";
  const values = new Map<string, string>();
  const put = (name: string, value: string): boolean =>
    value !== "" && value === value.trim() && values.size < values.set(name, value).size;
  for (const [pattern, hole, field] of LEADS) {
    const [whole, value = "", gap = ""] = pattern.exec(left) ?? [];
    if (whole === undefined) continue;
    left = left.slice(whole.length);
    form += hole + gap;
    put(field, value);
  }
  const found = TITLES.map(([pattern, manner]) => ({ match: pattern.exec(left), manner })).find(
    ({ match }) => match,
  );
  if (!found) return undefined;
  const [whole, title = "", url] = found.match!;
  form += found.manner.replace("title", "{{@.title}}").replace("(url)", "({{@.links.paper}})");
  if (!put("title", title) || (url !== undefined && !put("links.paper", url))) return undefined;
  left = left.slice(whole.length);
  const parts: Parts = { title, form, values, gaps: [], links: [] };
  return split ? behind(left, parts, split) : asNotes(left, parts);
}

/** Adds what stands behind a title, part by part; undefined where not all of it is such. */
function behind(text: string, parts: Parts, split: typeof fieldsIn): Parts | undefined {
  const put = (name: string, value: string): boolean =>
    value === value.trim() && parts.values.size < parts.values.set(name, value).size;
  for (let left = text; left !== "";) {
    const gap = GAP.exec(left)![0];
    left = left.slice(gap.length);
    const link = linkAt(left);
    if (link) {
      left = left.slice(link.length);
      if (link.name === "" || !put(link.name, link.url)) return undefined;
      parts.links.push(link);
      parts.gaps.push(gap);
      continue;
    }
    // Only links at the end may be absent.
    if (parts.links.length > 0) return undefined;
    parts.form += gap;
    if (left === "") break;
    const [part, template, own] = partAt(left, split) ?? [];
    if (part === undefined) return undefined;
    left = left.slice(part.length);
    parts.form += template!;
    if (!own!.every(([name, value]) => put(name, value))) return undefined;
  }
  return parts;
}

/** What stands behind a title, as a text with marks. */
function asNotes(text: string, parts: Parts): Parts | undefined {
  const gap = GAP.exec(text)![0];
  const notes = text.slice(gap.length);
  if (gap === "" || notes === "") return undefined;
  parts.values.set("details", notes);
  return { ...parts, form: `${parts.form}${gap}{{@.details}}` };
}

/** The part that a text begins with: marked, in brackets, or plain up to the next that is either. */
function partAt(
  text: string,
  split: typeof fieldsIn,
): [string, string, [string, string][]] | undefined {
  const marked = /^_([^_*[\]`<>{}\\]+)_/.exec(text);
  if (marked) return [marked[0], "_{{@.authors}}_", [["authors", marked[1]!]]];
  const bold = /^\*\*([^_*[\]`<>{}\\]+)\*\*/.exec(text);
  const bracket = /^([([])([^()[\]*_`<>{}\\]+)[)\]]/.exec(text);
  const [whole, stem] = bold ? [bold, "venue"] : [bracket, "venue"];
  if (whole) {
    const inner = bold ? bold[1]! : bracket![2]!;
    const [template, values] = split(inner, stem);
    const at = whole[0].indexOf(inner);
    return [whole[0], whole[0].slice(0, at) + template + whole[0].slice(at + inner.length), values];
  }
  const plain = /^(?:[^[(*_]|\((?!\[)|\[(?!\[))+/.exec(text)?.[0] ?? "";
  let own = plain;
  while (GAPS.test(own.at(-1) ?? "")) own = own.slice(0, -1);
  if (own === "" || MARKS.test(own)) return undefined;
  const [template, values] = split(own, "details");
  return [own, template, values];
}

/** Whether what stands at the holes of addresses are such. */
export const isSound = ({ values }: Parts): boolean =>
  [...values].every(
    ([name, value]) => !name.startsWith("links.") || urlProblem(value) === undefined,
  );
