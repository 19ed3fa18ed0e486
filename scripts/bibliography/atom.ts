/** An Atom feed (RFC 4287) of works. */
import { createHash } from "node:crypto";
import { encode } from "micromark-util-encode";
import type { Work } from "./work.ts";

/**
 * The feed of the newest of some works: of those that say when they appeared, the latest first.
 *
 * @param most how many
 * @param today when it was made, which is told where no work tells it
 */
export function writeFeed(
  title: string,
  works: readonly Work[],
  most: number,
  today: Date,
): string {
  const newest = new Map<string, Work>();
  for (const work of works.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)))
    if (work.date !== "" && newest.size < most && !newest.has(idOf(work)))
      newest.set(idOf(work), work);
  const [latest = today.toISOString()] = [...newest.values()].map(timeOf);
  return [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<feed xmlns="http://www.w3.org/2005/Atom">`,
    `<title>${xml(title)}</title>`,
    `<id>${named(title)}</id>`,
    `<updated>${latest}</updated>`,
    `<author><name>${xml(title)}</name></author>`,
    ...[...newest].flatMap(([id, work]) => entryOf(id, work)),
    "</feed>\n",
  ].join("\n");
}

function entryOf(id: string, work: Work): string[] {
  const { title, authors, venues, date, remarks, url, keywords } = work;
  const address = /^https?:/i.test(url) ? url : id;
  return [
    "<entry>",
    `<title>${xml(title)}</title>`,
    `<id>${xml(id)}</id>`,
    ...(address.startsWith("urn:") ? [] : [`<link rel="alternate" href="${xml(address)}"/>`]),
    `<updated>${timeOf(work)}</updated>`,
    ...authors.map((name) => `<author><name>${xml(name)}</name></author>`),
    ...keywords.map((word) => `<category term="${xml(word)}"/>`),
    `<content>${xml([[...venues, date.slice(0, 4)].join(" "), ...remarks].join("\n"))}</content>`,
    "</entry>",
  ];
}

/** The first moment of a date (RFC 3339). */
const timeOf = ({ date }: Work): string => `${date}${"-01-01".slice(date.length - 4)}T00:00:00Z`;

/** An address that stays as it is however the entry is edited; else one made of its title. */
function idOf({ doi, arxiv, url, title }: Work): string {
  if (doi) return `https://doi.org/${doi.split("/").map(encodeURIComponent).join("/")}`;
  if (arxiv) return `https://arxiv.org/abs/${arxiv}`;
  return /^https?:/i.test(url) ? url : named(title);
}

const named = (text: string): string =>
  `urn:sha256:${createHash("sha256").update(text).digest("hex")}`;

/** Text for XML 1.0, without what it cannot hold; no line of it is a command to GitHub's runner. */
const xml = (text: string): string =>
  encode(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ""))
    .replace(/#(?=\[)/g, "&#35;")
    .replace(/^:/gm, "&#58;");
