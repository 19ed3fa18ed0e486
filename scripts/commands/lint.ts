// `lint`: everything that is wrong with a list, from data to pages.
import type { Files } from "../files/files.ts";
import type { Finding, Place } from "../finding/finding.ts";
import type { LoadedList } from "../data/record.ts";
import { loadList } from "../data/load.ts";
import { lintPage } from "../drift/page.ts";
import { type ListPage, listPages } from "../page/pages.ts";
import { lineIndex } from "../finding/place.ts";
import { isProse } from "../template/pattern.ts";
import { runRules } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";

export interface LintOptions {
  /** Looks at the pages as they would be written, not as they stand. */
  generated?: boolean;
  /** Rules beside those that come with the program: they are code, and never named by a list. */
  rules?: readonly Rule[];
}

/** What was found wrong with a list. */
export interface Linted {
  list: LoadedList;
  pages: ListPage[];
  findings: Finding[];
  /** Those of them that tell where a page is another than the data make. */
  drift: Finding[];
}

/**
 * All that is wrong with a list: its data, its templates, and where its pages have drifted.
 *
 * @param from the list's files, or the path of its folder
 */
export const lintList = (from: string | Files, options?: LintOptions): Finding[] =>
  lintWhole(from, options).findings;

/** The same, with the list. */
export function lintWhole(
  from: string | Files,
  { generated = false, rules = [] }: LintOptions = {},
): Linted {
  const list = loadList(from);
  // A page can only be held against data that is sound.
  if (list.findings.length > 0) return { list, pages: [], findings: list.findings, drift: [] };
  const { pages: standing, findings } = listPages(list);
  const pages = generated
    ? standing.map((page) => ({ ...page, actual: page.page.text }))
    : standing;
  const drift = pages.flatMap((page) => lintPage(list, page));
  // What is wrong with a page that has drifted is said once: where it has drifted.
  const drifted = new Set(
    drift.flatMap(({ file, severity }) => (severity === "error" ? file : [])),
  );
  const content = runRules(list, pages, undefined, rules).filter(({ file }) => !drifted.has(file));
  return {
    list,
    pages,
    findings: [...findings, ...drift, ...withTemplates(content, pages)],
    drift,
  };
}

/** Findings of pages as they are generated, with the line of the template that makes what was found. */
function withTemplates(content: readonly Finding[], pages: readonly ListPage[]): Finding[] {
  const lines = new Map<string, Map<number, Place>>();
  return content.map((finding) => {
    const { file, line, data } = finding;
    const own = pages.find(({ file: name, page, actual }) => name === file && page.text === actual);
    if (data && data.file === own?.pattern.file) return { ...finding, cause: data };
    if (!own || data?.file !== file || data.line !== line) return finding;
    if (!lines.has(file)) lines.set(file, templateLines(own));
    const made = lines.get(file)!.get(line);
    return made ? { ...finding, data: made, cause: made } : finding;
  });
}

/** The template's line of each line of a page; none of prose, which the data have. */
function templateLines({ page, pattern }: ListPage): Map<number, Place> {
  const index = lineIndex(page.text);
  const places = new Map<number, Place>();
  for (const { start, node } of page.lines) {
    const { line } = index.at(start);
    if (!places.has(line) && !isProse(node.line))
      places.set(line, { file: pattern.file, ...node.line.place });
  }
  return places;
}
