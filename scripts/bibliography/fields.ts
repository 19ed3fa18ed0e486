/** Which fields of a kind say what a bibliography says, for reading into a list and out of it. */
import type { Field, Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import type { Value } from "../page/value.ts";
import type { Work } from "./work.ts";

/** The part of a work that a field holds. */
type Part = Exclude<keyof Work, "key"> | "year";

/** By a field's domain, or else by its path. */
const PARTS: Record<string, Part> = {
  doi: "doi",
  arxiv: "arxiv",
  year: "year",
  date: "date",
  venue: "venues",
  conference: "venues",
  journal: "venues",
  "links.paper": "url",
  link: "url",
  url: "url",
  author: "authors",
  authors: "authors",
  keywords: "keywords",
  tags: "keywords",
  description: "remarks",
  summary: "remarks",
};

/** What a field says, if a bibliography says it too. */
export function partOf(kind: Kind, { path, type, ref }: Field): Part | undefined {
  if (path === kind.key) return "title";
  if (ref !== undefined) return undefined;
  const name = ["doi", "arxiv", "year", "date"].includes(type) ? type : path;
  return Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
}

/** The values of a kind's fields that a work has. */
export function valuesOf(kind: Kind, work: Work): Map<string, Value> {
  const parts = { ...work, year: work.date.slice(0, 4) };
  // A year alone is the field year's.
  if (work.date.length === 4) parts.date = "";
  const values = new Map<string, Value>();
  for (const field of kind.fields.values()) {
    const part = partOf(kind, field);
    const all = part === undefined ? [] : [parts[part]].flat().filter((value) => value);
    if (all.length > 0) values.set(field.path, field.list ? all : all.join(", "));
  }
  return values;
}

/** A record as a bibliography would describe it. */
export function describe(kind: Kind, record: Rec): Work {
  const all = (part: Part): string[] =>
    [...kind.fields.values()]
      .filter((field) => partOf(kind, field) === part)
      .map(({ path }) => [fieldValue(record, path) ?? []].flat())
      .find((values) => values.length > 0) ?? [];
  const one = (part: Part): string => all(part).join(", ");
  const [year, date] = [one("year"), one("date")];
  return {
    key: "",
    title: one("title"),
    venues: all("venues"),
    date: date.startsWith(year) ? date : year,
    doi: one("doi"),
    arxiv: one("arxiv").replace(/v[0-9]+$/, ""),
    url: one("url"),
    authors: all("authors"),
    keywords: all("keywords"),
    remarks: all("remarks"),
  };
}
