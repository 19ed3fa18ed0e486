/** A work as bibliographies describe it: what all their formats are read into and written from. */

/** Plain text throughout; empty where nothing is said. */
export interface Work {
  /** Its citation key. */
  key: string;
  title: string;
  /** Where it appeared, in the order in which these are believed. */
  venues: string[];
  /** As far as it is known: `2024`, `2024-05`, `2024-05-31`. */
  date: string;
  doi: string;
  /** Without its version. */
  arxiv: string;
  url: string;
  authors: string[];
  keywords: string[];
  /** What a list says of it; it is asked of no bibliography. */
  remarks: string[];
}

/** What a source made of a text. */
export interface Found {
  works: Work[];
  /** What could not be read, each in a sentence. */
  problems: string[];
}

/** Where works come from: a bibliography's text or, for one that looks them up, ids. */
export interface Source {
  /** The smallest text that it takes, for messages. */
  example: string;
  takes: RegExp;
  find: (text: string) => Found | Promise<Found>;
}

/** Text on one line. */
export const line = (text: string): string => text.replace(/\s+/g, " ").trim();

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text on one line, without the HTML that publishers leave in it. */
export const plain = (text: string): string =>
  line(
    text
      .replace(/<\/?(?:[ibup]|em|strong|su[bp]|scp?|span|jats:[a-z-]+)(?: [^<>]*)?>/gi, "")
      .replace(/(?<!\\)&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name]!),
  );

/** The DOI within a text, such as an address. */
export const doiIn = (text: string): string =>
  /(?<![0-9.])10\.[0-9]{4,9}(?:\.[0-9]+)*\/\S+/.exec(text.replace(/%2F/gi, "/"))?.[0] ?? "";

/** The arXiv id that a text names as one: `arXiv:2412.00876 [cs]`, an address, `abs/2412.00876`. */
export const arxivIn = (text: string): string =>
  /(?:arxiv(?:\.org\/(?:abs|pdf|html)\/|[:./]\s?)|^abs\/)([0-9]{4}\.[0-9]{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?\/[0-9]{7})(?![0-9])/i.exec(
    text,
  )?.[1] ?? "";
