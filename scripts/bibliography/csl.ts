/** CSL-JSON, as Zotero, doi.org and DataCite write it; Crossref's own JSON is close to it. */
import { isObject, type JsonObject } from "../data/json.ts";
import { quote } from "../finding/quote.ts";
import { journals, usualName } from "../rules/venues.ts";
import { arxivIn, doiIn, type Found, line, plain, type Work } from "./work.ts";

/**
 * Reads the items of CSL-JSON: a list of them, one alone, or an answer of Crossref's.
 *
 * @see https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
 */
export function readCsl(text: string): Found {
  try {
    const items = itemsOf(
      JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? plain(value) : value)),
    );
    const sound = items.filter((item) => isObject(item) && item["title"] !== undefined);
    const problems = items
      .filter((item) => !sound.includes(item))
      .map((item) => `found ${quote(item)}, expected an item of CSL-JSON: {"title": "…"}`);
    return { works: sound.map((item) => workOf(item as JsonObject)), problems };
  } catch (error) {
    const deep = error instanceof RangeError;
    const why = deep ? "it nests too deep" : (error as Error).message;
    return { works: [], problems: [`found no sound JSON: ${why}`] };
  }
}

function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  const inner = isObject(value) ? (value["message"] ?? value["items"]) : undefined;
  return inner === undefined ? [value] : itemsOf(inner);
}

/** A text; Crossref puts some into lists. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[0]);
  return typeof value === "string" || typeof value === "number" ? line(String(value)) : "";
}

/** What an item of CSL-JSON says of a work. */
export function workOf(item: JsonObject): Work {
  const text = (...keys: string[]): string[] => keys.map((key) => textOf(item[key]));
  const event = isObject(item["event"]) ? item["event"] : { name: item["event"] };
  const [title = "", subtitle = "", url = "", doi = ""] = text("title", "subtitle", "URL", "DOI");
  const [arxiv = ""] = text("number", "URL", "DOI", "note", "container-title", "volume")
    .map(arxivIn)
    .filter((id) => id);
  const venues = [
    textOf(event["acronym"]),
    ...text("container-title", "container-title-short", "event-title", "collection-title"),
    textOf(event["name"]),
  ].filter((venue) => venue);
  if (venues.length === 0) venues.push(arxiv ? "arXiv" : textOf(item["publisher"]));
  return {
    key: text("citation-key", "id").find((key) => key) ?? title,
    title: subtitle && !title.includes(subtitle) ? `${title}: ${subtitle}` : title,
    venues: venues.filter((venue) => venue),
    date: ["issued", "published"].map((key) => dateOf(item[key])).find((date) => date) ?? "",
    doi: doiIn(doi) || (/\bdoi\.org\//i.test(url) ? doiIn(url) : ""),
    arxiv,
    url: /^https?:/i.test(url) ? url : "",
    authors: listOf(item["author"])
      .map(nameOf)
      .filter((name) => name && name !== "others"),
    keywords: text("keyword")[0]!
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter((word) => word),
    remarks: [],
  };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A date as far as it is one of the calendar. */
function dateOf(value: unknown): string {
  if (!isObject(value)) return "";
  const [parts] = listOf(value["date-parts"]);
  const raw = textOf(value["raw"]) || textOf(value["literal"]);
  const [year, month, day] = (parts ? listOf(parts) : raw.split("-")).map(textOf);
  const [digits = ""] = /(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])/.exec(year ?? "") ?? [];
  const part = (text: string | undefined, most: number) =>
    Number(text) >= 1 && Number(text) <= most ? `-${text!.padStart(2, "0")}` : "";
  const months = digits && part(month, 12);
  return digits + months + (months && part(day, 31));
}

/** A name as it is said: the given name first, but of a Chinese one. */
function nameOf(value: unknown): string {
  if (!isObject(value)) return textOf(value);
  const [given = "", ...rest] = [
    "given",
    "dropping-particle",
    "non-dropping-particle",
    "family",
    "suffix",
  ].map((part) => textOf(value[part]));
  const family = rest.filter((part) => part).join(" ");
  if (!given && !family) return textOf(value["literal"]) || textOf(value["name"]);
  return /^[\u3400-\u9fff]+$/.test(given + family) ? family + given : `${given} ${family}`.trim();
}

/** The type that CSL gives to a work, as far as its venue tells. */
export function typeOf({ venues: [venue] }: Work) {
  if (venue === undefined) return "document";
  const usual = usualName(venue) ?? venue;
  if (usual === "arXiv") return "article";
  return journals.has(usual) ||
    /\b(?:journal|transactions|letters|nature|science)\b|学报$/i.test(venue)
    ? "article-journal"
    : "paper-conference";
}

/** A work as an item of CSL-JSON. */
export function itemOf(work: Work): JsonObject {
  const { key, title, venues, date, doi, arxiv, url, authors, keywords } = work;
  const item = {
    id: key,
    type: typeOf(work),
    title,
    author: authors.map(splitName),
    "container-title": venues.join(", "),
    issued: date && { "date-parts": [date.split("-").map(Number)] },
    DOI: doi,
    number: arxiv && `arXiv:${arxiv}`,
    URL: url,
    keyword: keywords.join(", "),
  };
  return Object.fromEntries(
    Object.entries(item).filter(([, value]) =>
      Array.isArray(value) ? value.length > 0 : value !== "",
    ),
  );
}

/** A name in its parts, where it is surely one of a given name and a family name. */
function splitName(name: string): JsonObject {
  const [, given, family] =
    /^(\p{Lu}[^\s,]*(?: \p{Lu}[^\s,]*)*) (\p{Lu}[^\s,]*)$/u.exec(name) ?? [];
  return given ? { family, given } : { literal: name };
}
