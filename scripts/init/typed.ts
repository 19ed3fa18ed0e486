// The heads of items with a field for each part: a title, its address, authors, venue and year, links
// by their labels. Look here for how init tells the parts of an item.
import { urlProblem } from "../data/domains.ts";
import { type KindTable, makeKinds } from "../data/kinds.ts";
import { Remembered } from "../markdown/remembered.ts";
import { TemplateError } from "../template/holes.ts";
import { compileTemplate } from "../template/template.ts";
import { folded } from "../pairing/folded.ts";
import { grouped } from "../pairing/grouped.ts";
import { linkName } from "./names.ts";
import { type Item, shown } from "./outline.ts";

/** How the heads of items are written: the lines of form; `@` stands for the name of their kind. */
export interface Head {
  forms: string[];
  fields: KindTable;
}

/** A link with a label, at the end of a head. */
interface Labelled {
  /** As the template has it, with `url` for the address. */
  label: string;
  name: string;
  url: string;
}

/** A head taken apart. */
interface Parts {
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
/** A link with a label, in brackets or not. */
export const LINK = /^(\[|\(|)\[([^[\]()*!_`<>~{}\\&|]{1,24})\]\(([^()\s]+)\)(\]|\)|)/;
const PAIRS: Record<string, string> = { "": "", "[": "]", "(": ")" };
/** Text between parts, as a template may have it. */
const GAPS = /^[\s,.;:：，。、·/|｜–—-]$/;
export const GAP = /^[\s,.;:：，。、·/|｜–—-]*/;
/** What no plain text has. */
export const MARKS = /\]\(|[*`<>{}\\]|~~|!\[|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u;
const YEAR = "((?:19|20)\\d\\d)";
const VENUE_YEAR = new RegExp(`^(.*[^\\s,]),? ?['’]?${YEAR}$`);

/** A text in brackets, or between marks, as the fields that it holds. */
function fieldsIn(text: string, stem: string): [template: string, values: [string, string][]] {
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
function partsOf(head: string, split?: typeof fieldsIn): Parts | undefined {
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
    const [link, open = "", label = "", address = "", close = ""] = LINK.exec(left) ?? [];
    if (link !== undefined && PAIRS[open] === close) {
      left = left.slice(link.length);
      const name = `links.${linkName(label)}`;
      if (name === "links." || !put(name, address)) return undefined;
      parts.links.push({ label: `${open}[${label}](url)${close}`, name, url: address });
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

/** So many of the items must have parts that a field is for. */
const ENOUGH = 0.6;
const FEW = 0.05;
const MOST_FORMS = 5;
const MOST_LABELS = 8;

/** Heads that one line of form may write. */
interface Candidate {
  form: string;
  heads: Map<string, Parts>;
}

/**
 * The lines of form of the heads of all of these items, each of which is told from the others of its
 * list by its title: in the way in which most have parts, venue and year or one text, or notes alone.
 */
export function typedHead(lists: readonly (readonly Item[])[]): Head | undefined {
  const heads = lists.map((items) => items.map(({ head }) => withoutBreaks(shown(head))));
  const all = new Set(heads.flat());
  let best: Chosen | undefined;
  for (const ways of WAYS) {
    if (best?.typed === all.size) break;
    const chosen = choose(all, ways);
    if (chosen && chosen.typed > (best?.typed ?? ENOUGH * all.size - 1)) best = chosen;
  }
  if (!best) return undefined;
  const { titles } = best;
  const areTold = heads.every(
    (own) => new Set(own.map((one) => folded(titles.get(one)!))).size === own.length,
  );
  return areTold ? best.head : undefined;
}

/** A head without the line breaks at its end, which reading forgives. */
function withoutBreaks(head: string): string {
  let text = head.trimEnd();
  while (text.endsWith("<br>")) text = text.slice(0, -"<br>".length).trimEnd();
  return text;
}

type Reader = (head: string) => Parts | undefined;

/** Ways to take heads apart, each with what is asked where the one before finds no parts. */
const WAYS: readonly Reader[][] = [
  [(head) => partsOf(head, fieldsIn), (head) => partsOf(head)],
  [
    (head) => partsOf(head, (text, stem) => [`{{@.${stem}}}`, [[stem, text]]]),
    (head) => partsOf(head),
  ],
  [(head) => partsOf(head)],
];

interface Chosen {
  head: Head;
  /** By head. */
  titles: Map<string, string>;
  /** How many heads have parts. */
  typed: number;
}

/** Lines of form that can be told apart, those first that most have; undefined where they leave a head. */
function choose(all: ReadonlySet<string>, ways: readonly Reader[]): Chosen | undefined {
  const left = new Set(all);
  const taken: Candidate[] = [];
  let head: Head | undefined;
  const take = ({ form, heads: own }: Candidate): void => {
    const fresh = new Map([...own].filter(([one]) => left.has(one)));
    if (fresh.size === 0 || taken.length === MOST_FORMS) return;
    const next = headOf([...taken, { form, heads: fresh }]);
    if (!isTold(next)) return;
    taken.push({ form, heads: fresh });
    head = next;
    for (const one of fresh.keys()) left.delete(one);
  };
  for (const way of ways) for (const candidate of candidatesOf(left, way)) take(candidate);
  const typed = all.size - left.size;
  const whole = (title: string): Parts => ({ ...bare, title, values: new Map([["title", title]]) });
  const rest = new Map([...left].map((one) => [one, whole(one)]));
  // What has a title only would be written by the first line that needs no more.
  const needsMore = ({ form }: Candidate) => /\{\{@\.(?!title|links\.)/.test(form);
  if (taken.every(needsMore)) take({ form: bare.form, heads: rest });
  // A few may read all the same, where they are written a little otherwise.
  if (!head || left.size > FEW * all.size) return undefined;
  const titles = [...taken.map(({ heads }) => heads), rest].flatMap((heads) =>
    [...heads].map(([one, { title }]) => [one, title] as const),
  );
  return { head, titles: new Map(titles.reverse()), typed };
}

const bare: Omit<Parts, "title" | "values"> = { form: "{{@.title}}", gaps: [], links: [] };

/** The lines of form that heads have, those first that most have. */
function candidatesOf(
  heads: Iterable<string>,
  read: (head: string) => Parts | undefined,
): Candidate[] {
  const known = [...heads].flatMap((head): [string, Parts][] => {
    const parts = read(head);
    return parts && isSound(parts) ? [[head, parts]] : [];
  });
  return [...grouped(known.map((one) => [styleOf(one[1]), one] as const)).values()]
    .map((own) => formOf(own))
    .sort((a, b) => b.heads.size - a.heads.size);
}

/** The line of form of heads that differ in their links only, and which of them have no others. */
function formOf(heads: readonly [string, Parts][]): Candidate {
  const parts = heads.map(([, one]) => one);
  const labels = labelsOf(parts);
  const fit = heads.filter(([, { links }]) => links.every(({ label }) => labels.has(label)));
  const gap = parts.flatMap(({ gaps }) => gaps.slice(0, 1))[0] ?? "";
  const between = parts.flatMap(({ gaps }) => gaps.slice(1))[0] ?? gap;
  const tail = [...labels].map(
    ([label, name], at) => (at === 0 ? gap : between) + label.replace("(url)", `({{@.${name}}})`),
  );
  return { form: parts[0]!.form + tail.join(""), heads: new Map(fit) };
}

/** Lines of form, with the fields at their holes. */
function headOf(taken: readonly Candidate[]): Head {
  const forms = taken.map(({ form }) => form);
  const values = grouped(
    taken.flatMap(({ heads }) => [...heads.values()].flatMap((one) => [...one.values])),
  );
  const fields: KindTable = {};
  const count = taken.reduce((sum, { heads }) => sum + heads.size, 0);
  for (const name of ["title", ...values.keys()]) {
    const own = values.get(name)!;
    const type = name.startsWith("links.")
      ? "url"
      : name === "year"
        ? "year"
        : own.some((value) => MARKS.test(value))
          ? "markdown"
          : name !== "title" && own.every((value) => !/[()[\]（）【】［］]/.test(value))
            ? "phrase"
            : "text";
    fields[name] = own.length < count ? `${type}?` : type;
  }
  return { forms, fields };
}

/** Whether a template can have these lines of form. */
function isTold({ forms, fields }: Head): boolean {
  const template = `- ${forms.join("\n- ").replaceAll("{{@.", "{{item.")}\n`;
  const id = template + JSON.stringify(fields);
  const before = known.of(id, () => {
    try {
      compileTemplate("templates/README.md", template, makeKinds({ item: fields }));
      return true;
    } catch (error) {
      if (error instanceof TemplateError) return false;
      throw error;
    }
  });
  return before;
}

const known = new Remembered<boolean>();

/** Whether what stands at the holes of addresses are such. */
const isSound = ({ values }: Parts): boolean =>
  [...values].every(
    ([name, value]) => !name.startsWith("links.") || urlProblem(value) === undefined,
  );

/** What heads of one line of form have in common. */
const styleOf = ({ form, links }: Parts): string =>
  `${form}\0${[...new Set(links.map(({ label }) => label[0]! + label.at(-1)!))].join()}`;

/** The labels of heads of one line of form, in the order in which most have them, with their fields. */
function labelsOf(parts: readonly Parts[]): Map<string, string> {
  const counts = new Map<string, { count: number; at: number; name: string }>();
  for (const { links } of parts)
    links.forEach(({ label, name }, at) => {
      const known = counts.get(label) ?? { count: 0, at: 0, name };
      counts.set(label, { count: known.count + 1, at: known.at + at, name });
    });
  const most = [...counts].sort(([, a], [, b]) => b.count - a.count).slice(0, MOST_LABELS);
  const labels = new Map<string, string>();
  for (const [label, { name }] of most.sort(([, a], [, b]) => a.at / a.count - b.at / b.count))
    if (![...labels.values()].includes(name)) labels.set(label, name);
  return labels;
}
