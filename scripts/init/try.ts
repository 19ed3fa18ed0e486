// Holds a proposal against its page: what does not compile, read or come back, and what made it so.
import type { KindTable } from "../data/kinds.ts";
import { collectionOf, type Kind, makeKinds } from "../data/kinds.ts";
import { freshJson } from "../data/json-rewrite.ts";
import { loadList } from "../data/load.ts";
import type { LoadedList } from "../data/record.ts";
import type { Finding } from "../finding/finding.ts";
import { lineIndex } from "../finding/place.ts";
import { type PageLine, pageLines } from "../markdown/flatten.ts";
import { align } from "../page/align.ts";
import { guardPage } from "../page/guard.ts";
import { Referents } from "../page/referents.ts";
import { assemble, type ReadRecord } from "../page/reading.ts";
import { type Page, render } from "../page/render.ts";
import { memoryFiles } from "../files/memory.ts";
import { compileTemplate } from "../template/template.ts";
import { TemplateError } from "../template/holes.ts";
import { isProse, type Pattern } from "../template/pattern.ts";
import { type Lost, lostBetween } from "./content.ts";
import type { Proposal } from "./propose.ts";

/** What a proposal comes to. */
export interface Trial {
  /** By their paths: the template, and the data as they were read. */
  files: Map<string, string>;
  list?: LoadedList;
  page?: Page;
  pattern?: Pattern;
  records: readonly ReadRecord[];
  /** What is wrong with template or data. */
  findings: Finding[];
  /** Lines of the page that do not read. */
  unread: PageLine[];
  /** What the generated page lacks. */
  lost: Lost[];
}

/** Reads a page by a proposed template, and generates it from what was read. */
export function tryProposal(
  name: string,
  source: string,
  lines: readonly PageLine[],
  proposal: Proposal,
): Trial {
  const file = `templates/${name}`;
  const files = new Map([[file, proposal.template]]);
  const trial: Trial = { files, records: [], findings: [], unread: [], lost: [] };
  const kinds = makeKinds(proposal.kinds);
  let pattern: Pattern;
  try {
    pattern = compileTemplate(file, proposal.template, kinds);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { ...trial, findings: error.findings };
  }
  const aligned = align(pattern, lines);
  const { lines: read, records } = assemble(pattern, kinds, source, aligned, new Referents([]));
  // What is fixed need not be written as the template has it; whether anything is lost is seen below.
  const unread = read.filter(
    ({ captures, line, page }) =>
      !line ||
      (!isProse(line) && (line.shape !== page.shape || (!captures && line.uses.length > 0))),
  );
  if (unread.length > 0) return { ...trial, records, unread: unread.map(({ page }) => page) };
  for (const [path, text] of dataFiles(records, kinds, proposal)) files.set(path, text);
  const list = loadList(memoryFiles(files));
  if (list.findings.length > 0) return { ...trial, files, records, findings: list.findings };
  const page = render(pattern, list.kinds, list.records);
  const findings = guardPage(list, pattern, page);
  if (findings.length > 0) return { ...trial, files, records, findings };
  const again = pageLines(page.text);
  const back = align(pattern, again);
  const wrong = back.filter(({ captures }) => !captures);
  if (wrong.length > 0)
    trial.findings = wrong.map(({ page: at, line }) => ({
      rule: "unread",
      severity: "error",
      message: `would not read back: ${page.text.slice(at.start, at.end)}`,
      file: line ? file : name,
      ...(line?.place ?? lineIndex(page.text).at(at.start)),
    }));
  return { ...trial, files, list, page, pattern, records, lost: lostBetween(lines, again) };
}

/** The texts of the data files that hold what was read. */
function dataFiles(
  records: readonly ReadRecord[],
  kinds: ReadonlyMap<string, Kind>,
  { title, kinds: tables }: Pick<Proposal, "title" | "kinds">,
): Map<string, string> {
  const values = new Map<string, Record<string, unknown>[]>();
  for (const { kind, fields } of records) {
    const record: Record<string, unknown> = {};
    for (const path of kinds.get(kind)!.fields.keys()) {
      const value = fields.get(path);
      const { type } = kinds.get(kind)!.fields.get(path)!;
      if (value !== undefined && value.length > 0)
        put(record, path.split("."), type === "year" || type === "integer" ? Number(value) : value);
    }
    values.set(kind, [...(values.get(kind) ?? []), record]);
  }
  const list = { title, ...values.get("list")?.[0], kinds: tables };
  const files = new Map([["data/list.json", `${JSON.stringify(list, null, 2)}\n`]]);
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

export type { KindTable };
