/** BibTeX and BibLaTeX, as Zotero, JabRef, Google Scholar, DBLP, the ACL Anthology, … write them. */
import {
  commands,
  diacritics,
  formatting,
  mathCommands,
} from "@citation-js/plugin-bibtex/lib-mjs/input/constants.js";
import { parse as toCsl } from "@citation-js/plugin-bibtex/lib-mjs/input/entries.js";
import { parse } from "@citation-js/plugin-bibtex/lib-mjs/input/file.js";
import type { JsonObject } from "../data/json.ts";
import { quote } from "../finding/quote.ts";
import { typeOf, workOf } from "./csl.ts";
import { arxivIn, type Found, plain, type Work } from "./work.ts";

/** An entry as it is written, its values still LaTeX. */
export interface BibtexEntry {
  type: string;
  label: string;
  properties: Record<string, unknown>;
}

Object.assign(diacritics, { h: "\u0309" });
Object.assign(commands, { aa: "å", AA: "Å", dots: "…", ldots: "…", S: "§" });
// Text is wanted, without tags for italics and the like.
for (const name of Object.keys(formatting)) formatting[name] = ["", ""];

/** Reads the entries of a BibTeX file; where some are broken, the others all the same. */
export function readBibtex(text: string): Found {
  const found: Found = { works: [], problems: [] };
  // No comments to BibTeX, but to those who write them.
  const entries = entriesOf(text.replace(/^%.*/gm, ""), found.problems);
  const byLabel = new Map(entries.map((entry) => [entry.label.toLowerCase(), entry]));
  const parentOf = ({ properties: { crossref } }: BibtexEntry) =>
    typeof crossref === "string" ? byLabel.get(crossref.toLowerCase()) : undefined;
  const parents = new Set(entries.map(parentOf));
  for (const entry of entries) {
    // Proceedings that stand there for their papers are no work.
    if (parents.has(entry)) continue;
    try {
      found.works.push(readEntry(inherited(entry, parentOf(entry))));
    } catch (error) {
      found.problems.push(`${quote(entry.label)} is no sound LaTeX: ${reason(error)}`);
    }
  }
  return found;
}

/** An entry with what it takes from the one that it refers to (biblatex manual, §2.4.1.1). */
const inherited = (entry: BibtexEntry, parent?: BibtexEntry): BibtexEntry => {
  if (!parent) return entry;
  const { title, ...rest } = parent.properties;
  return { ...entry, properties: { booktitle: title, ...rest, ...entry.properties } };
};

/** The entries that can be parsed; what is wrong with others goes to the problems. */
function entriesOf(text: string, problems: string[]): BibtexEntry[] {
  try {
    return parse(text);
  } catch {
    // Which of them are broken is seen entry by entry.
    let line = 1;
    const sound = text.split(/^(?=[ \t]*@)/m).filter((part) => {
      const start = line;
      line += part.split("\n").length - 1;
      try {
        return parse(part);
      } catch (error) {
        problems.push(`the entry at line ${start} is no BibTeX: ${reason(error)}`);
        return false;
      }
    });
    return parse(sound.join(""));
  }
}

const reason = (error: unknown): string =>
  error instanceof RangeError
    ? "its braces nest too deep"
    : (error as Error).message.split(/\n| at line | \(/, 1)[0]!;

/** What is read of an entry. */
const FIELDS =
  "title subtitle author booktitle journal journaltitle year month date doi url eprint archiveprefix eprinttype howpublished note number volume keywords publisher school institution".split(
    " ",
  );

/** Longer values are none, and take the parser more than linear time. */
const LONGEST = { name: 500, value: 10_000 };

function readEntry({ type, label, properties }: BibtexEntry): Work {
  const math: string[] = [];
  const read = (field: string): [string, string] => {
    const raw = Object.hasOwn(properties, field) ? plain(String(properties[field])) : "";
    const parts = field === "author" ? raw.split(/ and /i) : [raw];
    const most = field === "author" ? LONGEST.name : LONGEST.value;
    const long = parts.find(({ length }) => length > most);
    if (long !== undefined) throw new SyntaxError(`found ${long.length} characters in ${field}`);
    return [field, VERBATIM.has(field) ? verbatim(raw) : held(raw, math)];
  };
  const values = Object.fromEntries(FIELDS.map(read));
  const [item] = toCsl([{ type, label, properties: values }]);
  const arxiv = arxivIn(`${values["archiveprefix"] || values["eprinttype"]}:${values["eprint"]}`);
  const text = JSON.stringify({ ...item, ...(arxiv ? { number: `arXiv:${arxiv}` } : {}) });
  const free = (_: string, value: unknown) =>
    typeof value === "string" ? released(value, math) : value;
  return workOf(JSON.parse(text, free) as JsonObject);
}

/** Addresses and ids, which BibTeX takes as they are; some programs escape them all the same. */
const VERBATIM = new Set(["url", "doi", "eprint", "howpublished"]);
const verbatim = (raw: string): string =>
  raw.replace(/^\\url\s*(?=\{)/, "").replace(/\\(?=[_%&#~$])|[{}]/g, "");

/** A command; what stands for mathematics here; mathematics; a dollar alone. */
const DOLLAR = /\\.|[\ue000\ue001]|\$(?:((?:\\.|[^$\\])+)\$)?/g;

/** LaTeX whose mathematics is put aside, for the page to show; a dollar alone is a dollar. */
const held = (raw: string, math: string[]): string =>
  raw.replace(DOLLAR, (all, inner = "") => {
    const sign = (inner as string).trim().slice(1);
    if (all === "$") return "\\$";
    if (all.startsWith("\\") || Object.hasOwn(mathCommands, sign)) return all;
    return `\ue000${math.push(all) - 1}\ue001`;
  });

/** What the parser made of it, with its mathematics; the parser leaves accents on dotless letters. */
const released = (text: string, math: readonly string[]): string =>
  text
    .replace(/([ıȷ])([\u0300-\u036f])/g, (_, letter, accent) =>
      `${letter === "ı" ? "i" : "j"}${accent as string}`.normalize("NFC"),
    )
    .replace(/\ue000([0-9]+)\ue001/g, (_, index) => math[Number(index)]!);

const TYPES: Record<string, [type: string, container: string]> = {
  "paper-conference": ["inproceedings", "booktitle"],
  document: ["misc", "howpublished"],
};

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** BibTeX that LaTeX can set and that reads back as the same text, whatever the text holds. */
export function writeBibtex(work: Work): string {
  const [type, container] = TYPES[typeOf(work)] ?? ["article", "journal"];
  const [year, month] = work.date.split("-");
  const fields = {
    // Braces within, so that styles leave capitals as they are.
    title: `{${withMath(work.title)}}`,
    author: work.authors.map(writeName).join(" and "),
    [container]: withMath(work.venues.join(", ")),
    year,
    month: month && MONTHS[Number(month) - 1],
    doi: work.doi.replace(/[{}\\]/g, encodeURIComponent),
    eprint: work.arxiv,
    archiveprefix: work.arxiv && "arXiv",
    url: work.url,
    keywords: work.keywords.map(escape).join(", "),
  };
  const lines = Object.entries(fields).flatMap(([field, value]) =>
    value ? `  ${field} = {${value}},\n` : [],
  );
  return `@${type}{${work.key},\n${lines.join("")}}\n`;
}

/** The commands of signs that LaTeX takes for something else. */
const NAMED = new Map(Object.entries(commands).map(([name, sign]) => [sign, name]));

/** Text for LaTeX; of what stands twice in a row, LaTeX would make another sign. */
const escape = (text: string): string =>
  text
    .replace(/[\\{}~^<>`]/g, (found) => `{\\${NAMED.get(found)!}}`)
    .replace(/[$&%#_]/g, "\\$&")
    .replace(/([-'])(?=\1)/g, "$1{}");

/** The same, with mathematics as it is where its braces are balanced. */
const withMath = (text: string): string =>
  text
    .split(/(\$(?! )(?:\\.|[^$\\])+(?<! )\$(?![0-9]))/)
    .map((part, index) => (index % 2 === 1 && isBalanced(part) ? part : escape(part)))
    .join("");

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** A name; one that BibTeX might take apart otherwise stands whole, in braces. */
const writeName = (name: string): string =>
  /^\p{Lu}[\p{L}\p{M}.]*(?:[ -]\p{Lu}[\p{L}\p{M}.]*)*$/u.test(name) && !/ and /i.test(name)
    ? name
    : `{${escape(name)}}`;
