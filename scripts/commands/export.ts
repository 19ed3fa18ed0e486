/** A list's entries for other programs: BibTeX, CSL-JSON, an Atom feed. */
import { writeFeed } from "../bibliography/atom.ts";
import { writeBibtex } from "../bibliography/bibtex.ts";
import { itemOf } from "../bibliography/csl.ts";
import { describe, partOf } from "../bibliography/fields.ts";
import type { Work } from "../bibliography/work.ts";
import type { Kind } from "../data/kinds.ts";
import { loadList } from "../data/load.ts";
import type { LoadedList } from "../data/record.ts";
import type { Files } from "../files/files.ts";
import { quote } from "../finding/quote.ts";
import { printableJson } from "../report/printable.ts";

/** What a kind has a field of, if its records are works. */
const OF_WORKS: ReadonlySet<string> = new Set(["venues", "authors", "doi", "arxiv", "url"]);

/**
 * The entries of a list in another format.
 *
 * @param kind whose; those of all kinds where it is left out
 * @param limit how many entries a feed has at most
 * @throws Error where the data is not sound, or the list has no such kind
 */
export function exportList(
  from: string | Files,
  format: "bibtex" | "csl-json" | "atom",
  { kind, limit = 50, today = new Date() }: { kind?: string; limit?: number; today?: Date } = {},
): string {
  const list = loadList(from);
  const [wrong] = list.findings;
  if (wrong)
    throw new Error(
      `${wrong.file}:${wrong.line}: ${wrong.message}; "paperlist lint" tells all that is wrong`,
    );
  // Topics and the like only group works.
  const works = [...list.kinds.values()].filter((own) =>
    [...own.fields.values()].some((field) => OF_WORKS.has(partOf(own, field) ?? "")),
  );
  const kinds = kind === undefined ? works : [kindOf(list, kind)];
  const keys = new Set<string>();
  const described = kinds
    .flatMap((own) => list.records.get(own.name)!.map((record) => describe(own, record)))
    .map((work) => ({ ...work, key: keyFor(work, keys) }));
  const others = [...list.kinds.keys()].filter(
    (one) => one !== "list" && list.records.get(one)!.length > 0,
  );
  if (kind === undefined && described.length === 0 && others.length > 0)
    throw new Error(
      `found no record of ${works.map(({ name }) => name).join(", ")}; name a kind that has some: ${others.map((one) => `--kind ${one}`).join(", ")}`,
    );
  if (format === "bibtex") return described.map(writeBibtex).join("\n");
  if (format === "csl-json") return `${printableJson(described.map(itemOf))}\n`;
  return writeFeed(String(list.records.get("list")![0]!.value["title"]), described, limit, today);
}

/** @throws Error where a list has no records of this kind */
export function kindOf({ kinds }: LoadedList, name: string): Kind {
  const kind = name === "list" ? undefined : kinds.get(name);
  if (kind) return kind;
  const known = [...kinds.keys()].filter((one) => one !== "list");
  throw new Error(`found no kind ${quote(name)}, expected one of ${known.join(", ")}`);
}

/** A citation key as Google Scholar makes them, `he2016deep`, that no other work has. */
function keyFor({ authors, date, title }: Work, taken: Set<string>): string {
  const words = (text: string): string[] =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const first = words(title).find((word) => !["a", "an", "the", "on"].includes(word)) ?? "";
  const family = words(authors[0] ?? "").at(-1);
  const key = (family ?? first) + date.slice(0, 4) + (family ? first : "");
  let own = /^[a-z]/.test(key) ? key : `entry${key}`;
  for (let nth = 2; taken.has(own); nth++) own = `${own.replace(/-[0-9]+$/, "")}-${nth}`;
  taken.add(own);
  return own;
}
