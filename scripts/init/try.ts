// Holds a proposal against its page: what does not compile, read or come back, and what made it so.
import { jsonFile } from "../data/json.ts";
import { unreadable } from "../drift/unreadable.ts";
import { grouped } from "../pairing/grouped.ts";
import { collectionOf, type Kind, makeKinds } from "../data/kinds.ts";
import { freshJson } from "../data/json-rewrite.ts";
import { loadList } from "../data/load.ts";
import { type LoadedList, placeOf, type Rec } from "../data/record.ts";
import type { Finding } from "../finding/finding.ts";
import { lineIndex } from "../finding/place.ts";
import { type PageLine, pageLines } from "../markdown/flatten.ts";
import { checkTemplate, UnreadablePage } from "../markdown/readable.ts";
import { align } from "../page/align.ts";
import { guardPage } from "../page/guard.ts";
import { Referents } from "../page/referents.ts";
import type { Entry } from "../page/entry.ts";
import { assemble } from "../page/reading.ts";
import { type Page, render } from "../page/render.ts";
import { memoryFiles } from "../files/memory.ts";
import { compileTemplate } from "../template/template.ts";
import { TemplateError } from "../template/holes.ts";
import { isProse, type Pattern } from "../template/pattern.ts";
import { type Lost, lostBetween, wordCount } from "./content.ts";
import type { Part } from "./outline.ts";
import type { Proposal } from "./propose.ts";
import type { Source } from "./source.ts";

/** What a proposal comes to. */
export interface Trial {
  /** By their paths: the template, and the data as they were read. */
  files: Map<string, string>;
  list?: LoadedList;
  page?: Page;
  pattern?: Pattern;
  records: readonly Entry[];
  /** What is wrong with template or data. */
  findings: readonly Finding[];
  /** What the generated page lacks. */
  lost: readonly Lost[];
  /** The parts of the page that are behind all this. */
  suspects: ReadonlySet<Part>;
}

/** Reads a page by a proposed template, and generates it from what was read. */
export function tryProposal(name: string, source: Source, proposal: Proposal): Trial {
  const file = `templates/${name}`;
  const { lines, text } = source;
  const { places, template } = proposal;
  const files = new Map([[file, template]]);
  const trial: Trial = { files, records: [], findings: [], lost: [], suspects: new Set() };
  const kinds = makeKinds(proposal.kinds);
  const behind = new Behind(proposal);
  const failed = (findings: readonly Finding[], records: readonly Entry[] = []): Trial => {
    for (const finding of findings) behind.finding(finding, records);
    return { ...trial, findings, suspects: behind.parts() };
  };
  let pattern: Pattern;
  try {
    checkTemplate(template);
    pattern = compileTemplate(file, template, kinds);
  } catch (error) {
    // What makes a template too long is all of it.
    if (error instanceof UnreadablePage)
      return { ...trial, suspects: new Set(proposal.chunks.flatMap(({ parts }) => parts)) };
    if (!(error instanceof TemplateError)) throw error;
    return failed(error.findings);
  }
  // Which line of the template stands for which of the page is known but for its part.
  const aligned = align(pattern, lines, undefined, (page, { place }) => {
    const { from, to } = places.get(page)!.chunk;
    return place.line >= from && place.line < to;
  });
  const { lines: read, entries: records } = assemble(
    pattern,
    kinds,
    text,
    aligned,
    new Referents([]),
  );
  // What is fixed need not be written as the template has it; whether anything is lost is seen below.
  for (const { captures, line, page } of read)
    if (
      !line ||
      (!isProse(line) && (line.shape !== page.shape || (!captures && line.uses.length > 0)))
    )
      behind.line(page);
  if (behind.parts().size > 0) return failed([], records);
  for (const [path, data] of dataFiles(records, kinds, proposal)) files.set(path, data);
  const list = loadList(memoryFiles(files));
  behind.list = list;
  if (list.findings.length > 0) return failed(list.findings, records);
  const page = render(pattern, list.kinds, list.records);
  const guarded = guardPage(list, pattern, page);
  if (guarded.length > 0) return failed(guarded, records);
  behind.page = page;
  // All of it is read: an edit anywhere on the page may have any of it read anew.
  const wrong = unreadable(list, [{ file: name, pattern, page, actual: undefined }]);
  if (wrong.length > 0) return failed(wrong, records);
  const lost = lostOf(source, proposal, page);
  // A word in a thousand may go, where it is no link.
  const words = lost.reduce((sum, one) => sum + one.words, 0);
  const isClose = lost.every(({ links }) => links === 0) && words * 1000 <= wordCount(lines);
  if (!isClose) for (const { line } of lost) behind.line(line);
  return { ...trial, list, page, pattern, records, lost, suspects: behind.parts() };
}

/** What the generated page lacks, by the chunks of the template: elsewhere the same words may stand. */
function lostOf({ lines }: Source, { chunks, places }: Proposal, page: Page): Lost[] {
  const before = new Map(chunks.map((chunk) => [chunk, [] as PageLine[]]));
  const after = new Map(chunks.map((chunk) => [chunk, [] as PageLine[]]));
  for (const line of lines) before.get(places.get(line)!.chunk)!.push(line);
  let [at, chunk] = [0, 0];
  const placed = page.lines.map(({ node }) => node.line.place.line);
  const chunkAt = placed.map((line) => {
    while (chunk > 0 && line < chunks[chunk]!.from) chunk--;
    while (line >= chunks[chunk]!.to) chunk++;
    return chunks[chunk]!;
  });
  for (const line of pageLines(page.text)) {
    while (at + 1 < page.lines.length && page.lines[at + 1]!.start <= line.start) at++;
    after.get(chunkAt[at]!)!.push(line);
  }
  return chunks.flatMap((one) => lostBetween(before.get(one)!, after.get(one)!));
}

/** Finds the parts of a page that made something go wrong. */
class Behind {
  list: LoadedList | undefined;
  page: Page | undefined;
  private readonly found = new Set<Part>();
  private unknown = false;

  constructor(private readonly proposal: Proposal) {}

  /** All parts, where nothing tells which it was. */
  parts(): Set<Part> {
    if (this.unknown && this.found.size === 0)
      return new Set(this.proposal.chunks.flatMap(({ parts }) => parts));
    return this.found;
  }

  line(line: PageLine): void {
    const place = this.proposal.places.get(line);
    if (place) this.found.add(place.part);
    else this.unknown = true;
  }

  finding({ file, line, data }: Finding, records: readonly Entry[]): void {
    if (file.startsWith("templates/")) return this.templateLine(line);
    if (!(data?.file ?? file).startsWith("data/")) return this.generatedLine(line);
    const at = data?.line ?? line;
    for (const [kind, all] of this.list!.records) {
      const own = all.findLast((record) => {
        const place = placeOf(this.list!, record);
        return place.file === (data?.file ?? file) && place.line <= at;
      });
      if (!own) continue;
      const read = records.filter((record) => record.kind === kind)[own.index];
      if (kind !== "list") for (const { page } of read?.lines.slice(0, 1) ?? []) this.line(page);
      else this.listField(own, at);
    }
  }

  private listField(own: Rec, line: number): void {
    const { fields } = this.proposal;
    const name = [...fields.keys()].findLast(
      (field) => field in own.value && placeOf(this.list!, own, field).line <= line,
    );
    if (name !== undefined) this.found.add(fields.get(name)!);
    else this.unknown = true;
  }

  private templateLine(line: number): void {
    const chunk = this.proposal.chunks.find(({ from, to }) => line >= from && line < to);
    for (const part of chunk?.parts ?? []) this.found.add(part);
    this.unknown ||= chunk === undefined;
  }

  private generatedLine(line: number): void {
    const { text, lines } = this.page ?? { text: "", lines: [] };
    const index = lineIndex(text);
    const shown = lines.findLast(({ start }) => index.at(start).line <= line);
    if (shown) this.templateLine(shown.node.line.place.line);
    else this.unknown = true;
  }
}

/** The texts of the data files that hold what was read. */
function dataFiles(
  records: readonly Entry[],
  kinds: ReadonlyMap<string, Kind>,
  { title, kinds: tables }: Pick<Proposal, "title" | "kinds">,
): Map<string, string> {
  const recordOf = ({ kind, fields }: Entry) => {
    const record: Record<string, unknown> = {};
    for (const [path, { type }] of kinds.get(kind)!.fields) {
      const value = fields.get(path);
      if (value !== undefined && value.length > 0)
        put(record, path.split("."), type === "year" || type === "integer" ? Number(value) : value);
    }
    return record;
  };
  const values = grouped(records.map((read) => [read.kind, recordOf(read)] as const));
  const list = { title, ...values.get("list")?.[0], kinds: tables };
  const files = new Map([["data/list.json", jsonFile(list)]]);
  for (const kind of kinds.keys()) {
    const own = values.get(kind);
    if (kind !== "list" && own) files.set(`data/${collectionOf(kind)}.json`, freshJson(own));
  }
  return files;
}

function put(object: Record<string, unknown>, [step, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) object[step!] = value;
  else put((object[step!] ??= {}) as Record<string, unknown>, rest, value);
}
