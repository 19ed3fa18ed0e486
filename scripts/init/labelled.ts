// The items within an item, each with a field by its label: `DOI: …`, a line of links, notes.
import { urlProblem } from "../data/domains.ts";
import type { KindTable } from "../data/kinds.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { grouped } from "../pairing/grouped.ts";
import { fieldNames } from "./names.ts";
import { shown } from "./outline.ts";
import { GAP, linkAt, MARKS } from "./parts.ts";

/** How the items within an item are written, each a line of a template. */
export interface Inner {
  lines: string[];
  fields: KindTable;
}

const LABEL = /^([^\s:：*_`[\]()<>{}|\\][^:：*_`[\]()<>{}|\\]{0,23}[:：] ?)(\S.*)$/u;
/** A label that fewer items have, of so many, may be the beginning of a sentence. */
const ENOUGH = 0.2;
const NOTES = "";
const LINKS = "[";

/**
 * A line for each label, one for links and one for what has neither, in the one order in which the
 * items within each item stand; undefined where they have no such order.
 *
 * @param taken fields that stand elsewhere in the item
 */
export function labelledLines(
  groups: readonly (readonly PageLine[])[],
  taken: KindTable,
): Inner | undefined {
  const texts = groups.map((lines) => lines.map(shown));
  const counts = grouped(
    texts.flatMap((own) =>
      [...new Set(own.flatMap((text) => labelOf(text) ?? []))].map((one) => [one, one] as const),
    ),
  );
  const isLabel = (label: string | undefined): label is string =>
    label !== undefined && counts.get(label)!.length >= Math.max(2, ENOUGH * texts.length);
  const links = linksIn(texts.flat(), taken);
  const sortOf = (text: string): string => {
    if (links.isSuch(text)) return LINKS;
    const label = labelOf(text);
    return isLabel(label) ? label : NOTES;
  };
  const sorts = texts.map((own) => own.map(sortOf));
  const order = orderOf(sorts);
  if (!order || order.every((sort) => sort === NOTES)) return undefined;
  const labels = order.filter((sort) => sort !== NOTES && sort !== LINKS);
  const names = fieldNames(labels.map((label) => label.replace(/[^\p{L}\p{N}/ -]+/gu, "").trim()));
  const fields: KindTable = {};
  const lines: string[] = [];
  for (const sort of order) {
    const isList = sorts.some((own) => own.filter((one) => one === sort).length > 1);
    if (sort === LINKS) {
      if (isList) return undefined;
      Object.assign(fields, links.fields);
      lines.push(links.line);
      continue;
    }
    const name = sort === NOTES ? "notes" : names[labels.indexOf(sort)]!;
    if (taken[name] !== undefined || fields[name] !== undefined) return undefined;
    const values = texts.flat().filter((text) => sortOf(text) === sort);
    const isText =
      sort !== NOTES && !values.some((text) => MARKS.test(text) || /[[\]|]/.test(text));
    fields[name] = `${isText ? "text" : "markdown"}${isList || sort === NOTES ? "[]" : ""}?`;
    lines.push(`${sort}{{@.${name}}}`);
  }
  return { lines, fields };
}

const labelOf = (text: string): string | undefined => LABEL.exec(text)?.[1];

/** The lines that hold nothing but links with labels, and how they are written. */
function linksIn(texts: readonly string[], taken: KindTable) {
  const gaps: string[] = [];
  const labels = new Map<string, string>();
  const isSuch = (text: string): boolean => {
    const own: string[] = [];
    let left = text;
    while (left !== "") {
      const gap = own.length === 0 ? "" : GAP.exec(left)![0];
      const link = linkAt(left.slice(gap.length));
      if (!link || link.name === "" || urlProblem(link.url) !== undefined) return false;
      const { name, template } = link;
      if (own.includes(template) || name in taken) return false;
      if ((labels.get(name) ?? template) !== template) return false;
      labels.set(name, template);
      if (own.length > 0) gaps.push(gap);
      own.push(template);
      left = left.slice(gap.length + link.length);
    }
    return own.length > 0;
  };
  const such = new Set(texts.filter(isSuch));
  return {
    isSuch: (text: string) => such.has(text),
    line: [...labels.values()].join(gaps[0] ?? " "),
    fields: Object.fromEntries([...labels.keys()].map((name) => [name, "url?"])),
  };
}

/** The sorts in the one order in which each item has them; undefined where there is none. */
function orderOf(items: readonly (readonly string[])[]): string[] | undefined {
  const places = grouped(
    items.flatMap((own) => own.map((sort, at) => [sort, at / own.length] as const)),
  );
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const order = [...places].sort(([, a], [, b]) => mean(a) - mean(b)).map(([sort]) => sort);
  const rank = (sort: string) => order.indexOf(sort);
  const holds = items.every((own) =>
    own.every((sort, at) => at === 0 || rank(own[at - 1]!) <= rank(sort)),
  );
  return holds ? order : undefined;
}
