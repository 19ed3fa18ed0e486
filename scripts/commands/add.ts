/** Puts works of a bibliography, or of an issue, into a list's data, and writes its pages anew. */
import { createReadStream, existsSync } from "node:fs";
import { readBibtex } from "../bibliography/bibtex.ts";
import { readCsl } from "../bibliography/csl.ts";
import { partOf, valuesOf } from "../bibliography/fields.ts";
import { readIssue } from "../bibliography/issue.ts";
import { knownAlready } from "../bibliography/known.ts";
import { placeFor } from "../bibliography/place.ts";
import { VenueNames } from "../bibliography/venue.ts";
import type { Found, Source, Work } from "../bibliography/work.ts";
import type { Kind } from "../data/kinds.ts";
import { loadList } from "../data/load.ts";
import type { LoadedList, Rec } from "../data/record.ts";
import { recordCheck } from "../data/record-check.ts";
import { unifiedDiff } from "../pairing/text-diff.ts";
import { kindOf } from "./export.ts";
import { decode, NOT_UTF8, textOf, type WritableFiles } from "../files/files.ts";
import { filesOf } from "../files/folder.ts";
import { overlay } from "../files/memory.ts";
import type { Finding } from "../finding/finding.ts";
import { quote } from "../finding/quote.ts";
import { generate } from "./generate.ts";
import { lintList } from "./lint.ts";
import { type ListPage, listPages, shownKinds } from "../page/pages.ts";
import type { Value } from "../page/value.ts";
import { Context, type Entry } from "../rules/context.ts";
import { withFields } from "../sync/values.ts";
import { changeFiles } from "../sync/write.ts";

/** What reads a text, in the order in which they are asked; one that looks up ids comes last. */
const sources: readonly Source[] = [
  { example: 'CSL-JSON, [{"title": "…"}]', takes: /^\s*[[{]/, find: readCsl },
  {
    example: "BibTeX, @article{key, title = {…}}",
    takes: /@\s*[A-Za-z]+\s*[{(]/,
    find: readBibtex,
  },
];

/** In bytes. */
const LARGEST = 1_000_000;

/** More works at once are no new entries, but another list. */
const MOST = 500;

export interface AddOptions {
  /** The kind of the records; `paper` where it is left out. */
  kind?: string;
  /** Values for each entry, over what the text says, by field. */
  set?: ReadonlyMap<string, readonly string[]>;
  /** The text is the body of an issue that was made with a form. */
  issue?: boolean;
  /** Writes nothing. */
  dryRun?: boolean;
  /** Adds what the list seems to have already, too. */
  force?: boolean;
}

export interface Added {
  /** The entries' names. */
  added: string[];
  /** Why others were not added, and what to look at in those that were, each in a sentence. */
  refused: string[];
  notes: string[];
  /** The files that were changed, with how. */
  patches: { file: string; patch: string }[];
  /** What lint says of what was added; or why nothing was. */
  findings: Finding[];
  /** What the changed files say, be it on a dry run. */
  sources: Map<string, string>;
}

/** What is to be added: what messages call it, and the values of its fields. */
type Proposal = [name: string, values: ReadonlyMap<string, Value>];

/**
 * Adds the works of a text to a list: the data first, then its pages. Nothing is written where
 * a page holds edits made by hand, or where the list with them would not be sound.
 *
 * @param from the list's files, or the path of its folder
 * @throws Error where the text is none that can be read, or a file cannot be written
 */
export async function addTo(
  from: string | WritableFiles,
  text: string,
  options: AddOptions = {},
): Promise<Added> {
  const files = filesOf(from);
  const said: Added = {
    added: [],
    refused: [],
    notes: [],
    patches: [],
    findings: [],
    sources: new Map(),
  };
  const { findings } = generate(files, { check: true });
  if (findings.length > 0) return { ...said, findings };
  const list = loadList(files);
  const { pages } = listPages(list);

  const { kind, proposals } = options.issue
    ? fromIssue(list, text)
    : await fromSources(list, pages, text, options, said);
  const records = proposals.flatMap<Rec["value"]>(
    (proposal) => recordOf(kind, proposal, options, said.refused) ?? [],
  );
  const merged = place(list, pages, kind, records, options, said);
  const nothing = { edits: [], conflicts: [], damaged: [], warnings: [] };
  const changes = changeFiles(list, { ...nothing, records: new Map([[kind.name, merged]]) });

  const made = overlay(files, changes);
  const { generated, findings: broken } = generate(made, { force: true });
  if (broken.length > 0) return { ...said, added: [], findings: broken };
  for (const [file, now = ""] of changes) {
    const patch = unifiedDiff([file, file], textOf(files, file) ?? "", now, 1);
    said.patches.push({ file, patch });
    if (!options.dryRun) files.write(file, now);
  }
  if (changes.size > 0 && !options.dryRun) generate(files, { force: true });
  said.patches.push(...generated.filter(({ patch }) => patch !== ""));
  for (const { file } of said.patches) said.sources.set(file, textOf(made, file) ?? "");
  said.findings = lintList(made).filter(({ entry = "" }) => said.added.includes(entry));
  return said;
}

function fromIssue(list: LoadedList, text: string): { kind: Kind; proposals: Proposal[] } {
  const { kind, values } = readIssue(text, list.kinds);
  return { kind, proposals: [["the issue", values]] };
}

async function fromSources(
  list: LoadedList,
  pages: readonly ListPage[],
  text: string,
  options: AddOptions,
  said: Added,
): Promise<{ kind: Kind; proposals: Proposal[] }> {
  const kind = kindOf(list, options.kind ?? "paper");
  const shown = [...shownKinds(pages)];
  if (options.kind === undefined && shown.length > 0 && !shown.includes(kind.name))
    throw new Error(
      `no page shows records of the kind ${kind.name}; give it a line in templates/, or name a kind that has one: ${shown.map((name) => `--kind ${name}`).join(", ")}`,
    );
  const { works, problems } = await read(text);
  said.refused.push(...problems);
  const venues = new VenueNames(list);
  const context = new Context(list, pages);
  const items = context.entries.flatMap((entry) => entry.items);
  const tags = new Set(
    items.filter(({ field }) => partOf(kind, field) === "keywords").map(({ value }) => value),
  );
  const showsDoi = [...kind.fields.values()].some(
    (field) => partOf(kind, field) === "doi" && context.shows(kind.name, field.path),
  );
  const proposals = works.map((work): Proposal => {
    const { venue, known } = venues.shortest(work.venues);
    if (!known && venue.length > 20)
      said.notes.push(
        `${quote(work.key)} has the venue ${quote(venue)} as it stands; for a short name, add {"venues": {"SHORT NAME": [${quote(venue)}]}} to data/list.json first`,
      );
    const keywords = work.keywords.filter((word) => tags.has(word));
    const url = addressOf(work, showsDoi);
    return [quote(work.key), valuesOf(kind, { ...work, venues: [venue], url, keywords })];
  });
  return { kind, proposals };
}

/** The address of a work; a page that shows its DOI needs none that says it again. */
function addressOf({ url, arxiv, doi }: Work, showsDoi: boolean): string {
  if (url && !/^https?:\/\/(?:dx\.)?doi\.org\//i.test(url)) return url;
  if (arxiv) return `https://arxiv.org/abs/${arxiv}`;
  return doi && !showsDoi ? `https://doi.org/${doi}` : "";
}

/** What a text says, by the first source that takes it. */
async function read(text: string): Promise<Found> {
  const found = await sources.find(({ takes }) => takes.test(text))?.find(text);
  if (!found || found.works.length + found.problems.length === 0) {
    const expected = sources.map(({ example }) => example).join(" or ");
    throw new Error(`found no work in ${quote(text.trim())}, expected ${expected}`);
  }
  if (found.works.length > MOST)
    throw new Error(`found ${found.works.length} works, expected ${MOST} at most; split the file`);
  return found;
}

/** The value of a record that is sound; what is wrong with another is told. */
function recordOf(
  kind: Kind,
  [name, values]: Proposal,
  { set }: AddOptions,
  refused: string[],
): Rec["value"] | undefined {
  const given = [...(set ?? [])].map(([path, all]): [string, Value] => [
    path,
    kind.fields.get(path)?.list ? all : all.at(-1)!,
  ]);
  const all = new Map([...values, ...given]);
  const inOrder = [...kind.fields.keys(), ...all.keys()].filter((path) => all.has(path));
  const value = withFields({}, new Map(inOrder.map((path) => [path, all.get(path)!])), kind);
  const problems = recordCheck(kind)(value).map(({ path, message, key }) => {
    const field = path.filter((step) => typeof step === "string").join(".");
    const mend = message.startsWith("found nothing") ? `; give it with --set ${field}=…` : "";
    return key ? message : `${field}: ${message}${mend}`;
  });
  if (problems.length === 0) return value;
  refused.push(`${name}: ${problems.join("; ")}`);
  return undefined;
}

/** The records of a kind with new ones among them, each where the list's order wants it. */
function place(
  list: LoadedList,
  pages: readonly ListPage[],
  kind: Kind,
  values: readonly Rec["value"][],
  { force }: AddOptions,
  said: Added,
) {
  const own = list.records.get(kind.name)!;
  const fresh = values.map((value, at): Rec => {
    return { kind: kind.name, index: own.length + at, file: "what is added", value };
  });
  const records = new Map(list.records).set(kind.name, [...own, ...fresh]);
  const context = new Context({ ...list, records }, pages);
  const entries = context.entries.filter((entry) => entry.kind === kind);
  const added = new Set(entries.slice(own.length));
  const known = force ? new Map<Entry, string>() : knownAlready(context, added);
  const order = entries.slice(0, own.length);
  for (const entry of added) {
    const why = known.get(entry);
    if (why !== undefined) said.refused.push(`${why}; add it all the same with --force`);
    else {
      order.splice(placeFor(context, order, entry), 0, entry);
      said.added.push(entry.name);
    }
  }
  return order.map((entry) => ({
    kind: kind.name,
    ...(added.has(entry) ? {} : { rec: entry.record }),
    sets: new Map<string, Value>(),
    value: entry.record.value,
  }));
}

/**
 * The text of a file, or of the standard input.
 *
 * @throws Error where it is not there, no UTF-8, or larger than 1 MB
 */
export async function readInput(file?: string): Promise<string> {
  if (file !== undefined && !existsSync(file)) throw new Error(`found no file ${quote(file)}`);
  if (file === undefined && process.stdin.isTTY)
    process.stderr.write("paste BibTeX or CSL-JSON, then press Ctrl-D\n");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file === undefined ? process.stdin : createReadStream(file)) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > LARGEST)
      throw new Error(`found more than ${LARGEST} bytes; give a smaller part of them`);
  }
  const { text, brokenAt } = decode(Buffer.concat(chunks));
  if (brokenAt !== undefined) throw new Error(`${file ?? "standard input"}: ${NOT_UTF8}`);
  return text.replace(/^\ufeff/, "");
}
