// The head of items with a field for each part: a title, its address, what stands behind, labelled links.
import { urlProblem } from "../data/domains.ts";
import type { KindTable } from "../data/kinds.ts";
import { folded } from "../pairing/folded.ts";
import { linkName } from "./names.ts";
import { type Item, shown } from "./outline.ts";

/** How the head of each item is written; `@` stands for the name of their kind. */
export interface Head {
  template: string;
  fields: KindTable;
}

/** A head taken apart. */
interface Parts {
  alias: string;
  /** The marks around the title, with `title` for it and `url` for its address. */
  manner: string;
  title: string;
  /** Between the title and the links. */
  rest: string;
  /** Labels with the brackets around them. */
  labels: string[];
  urls: string[];
}

const ALIAS = /^\*\*\[([^[\]*]+)\]\*\* (?=\S)/;
const TITLES: [RegExp, string][] = [
  [/^\*\*\[([^[\]*]+)\]\(([^()\s]+)\)\*\*/, "**[title](url)**"],
  [/^\[\*\*([^[\]*]+)\*\*\]\(([^()\s]+)\)/, "[**title**](url)"],
  [/^\*\*([^[\]*]+)\*\*/, "**title**"],
  [/^\[([^[\]*!]+)\]\(([^()\s]+)\)/, "[title](url)"],
];
/** A link at the end of a line, in brackets or not. */
const LAST_LINK = / (\[)?\[([^[\]()*!]{1,24})\]\(([^()\s]+)\)(\])?$/;
/** What no plain text has. */
const MARKS = /\]\(|\*\*|_|`|~~|</;

function partsOf(head: string): Parts | undefined {
  const alias = ALIAS.exec(head)?.[1] ?? "";
  let left = alias === "" ? head : head.replace(ALIAS, "");
  const [labels, urls]: [string[], string[]] = [[], []];
  for (let last = LAST_LINK.exec(left); last; last = LAST_LINK.exec(left)) {
    const [whole, open = "", label, url, close = ""] = last;
    if ((open === "") !== (close === "")) return undefined;
    labels.unshift(`${open}[${label}](url)${close}`);
    urls.unshift(url!);
    left = left.slice(0, -whole.length);
  }
  for (const [pattern, manner] of TITLES) {
    const [whole, title, url] = pattern.exec(left) ?? [];
    if (whole === undefined) continue;
    const rest = left.slice(whole.length);
    return { alias, manner, title: title!, rest, labels, urls: url ? [url, ...urls] : urls };
  }
  return MARKS.test(left) || labels.length === 0
    ? undefined
    : { alias, manner: "title", title: left, rest: "", labels, urls };
}

/** The head that all of these items have, each of which is told from the others of its list by its title. */
export function typedHead(lists: readonly (readonly Item[])[]): Head | undefined {
  const parts = lists.map((items) => items.map(({ head }) => partsOf(shown(head))));
  const all = parts.flat();
  const [first] = all;
  if (!first || !all.every((one) => one?.manner === first.manner)) return undefined;
  const known = all as Parts[];
  if (known.some(({ urls }) => urls.some((url) => urlProblem(url) !== undefined))) return undefined;
  const areTold = parts.every(
    (own) => new Set(own.map((one) => folded(one!.title))).size === own.length,
  );
  const links = linksOf(known, first.manner.includes("url"));
  const rest = restOf(known);
  if (
    !areTold ||
    !links ||
    rest === undefined ||
    (links.size === 0 && first.manner === "**title**")
  )
    return undefined;
  const fields: KindTable = { title: "text" };
  let template = first.manner.replace("title", "{{@.title}}");
  if (first.manner.includes("url")) {
    template = template.replace("url", "{{@.links.paper}}");
    fields["links.paper"] = "url";
  }
  if (known.some(({ alias }) => alias !== "")) {
    template = `**[{{@.alias}}]** ${template}`;
    fields["alias"] = "text?";
  }
  template += rest.template;
  Object.assign(fields, rest.fields);
  for (const [label, name] of links) {
    template += ` ${label.replace("](url)", `]({{@.links.${name}}})`)}`;
    fields[`links.${name}`] = "url?";
  }
  return { template, fields };
}

/** A field for each label, in the order in which most have them; undefined where there is none. */
function linksOf(parts: readonly Parts[], hasAddress: boolean): Map<string, string> | undefined {
  const counts = new Map<string, { count: number; at: number }>();
  for (const { labels } of parts) {
    if (new Set(labels).size < labels.length) return undefined;
    labels.forEach((label, at) => {
      const known = counts.get(label) ?? { count: 0, at: 0 };
      counts.set(label, { count: known.count + 1, at: known.at + at });
    });
  }
  const order = [...counts].sort(([, a], [, b]) => a.at / a.count - b.at / b.count);
  const names = new Map<string, string>();
  for (const [label] of order) {
    const name = linkName(/\[([^[\]]+)\]/.exec(label)![1]!);
    if (name === "" || [...names.values(), hasAddress ? "paper" : ""].includes(name))
      return undefined;
    names.set(label, name);
  }
  const shapes = new Set(order.map(([label]) => label.startsWith("[[")));
  return shapes.size > 1 || names.size > MOST_LABELS ? undefined : names;
}

/** More labels than these are no labels. */
const MOST_LABELS = 8;

/** What stands behind the title: venue and year in brackets, a text, or nothing. */
function restOf(parts: readonly Parts[]): Head | undefined {
  const rests = parts.map(({ rest }) => rest);
  if (rests.every((rest) => rest === "")) return { template: "", fields: {} };
  if (rests.every((rest) => /^ \([^()]*[^()\s] (?:19|20)\d\d\)$/.test(rest) && !MARKS.test(rest)))
    return {
      template: " ({{@.venue}} {{@.year}})",
      fields: { venue: "phrase", year: "year" },
    };
  const isText = rests.every((rest) => !MARKS.test(rest));
  if (!isText && parts.some(({ labels }) => labels.length > 0)) return undefined;
  const leads = new Set(
    rests.flatMap((rest) => (rest === "" ? [] : /^[\s,.:;|–—-]*/.exec(rest)![0])),
  );
  const [lead] = leads;
  if (leads.size > 1 || lead === "" || rests.includes(lead!)) return undefined;
  const type = isText ? "text" : "markdown";
  const optional = rests.includes("") ? "?" : "";
  return { template: `${lead}{{@.details}}`, fields: { details: type + optional } };
}
