// The templates that the laws are held for, and pages of random data.
import { makeKinds } from "../data/kinds.ts";
import { compare } from "../drift/compare.ts";
import { takePage } from "../sync/take.ts";
import { readPage, readSince } from "../page/read.ts";
import { render } from "../page/render.ts";
import { guardPage } from "../page/guard.ts";
import { compileTemplate } from "../template/template.ts";
import { joinedRecords } from "./joined.ts";
import { records } from "./lists.ts";
import { listOf, listOfData } from "./list.ts";

/** A template, and the pages that it makes of valid data. */
export function pagesOf(template: string, fields: Parameters<typeof makeKinds>[0], most: number) {
  const kinds = makeKinds(fields);
  const pattern = compileTemplate("templates/README.md", template, kinds);
  const pages = records(kinds, most)
    .map((made) => {
      const list = listOf(kinds, made);
      return { list, page: render(pattern, kinds, made) };
    })
    .filter(({ list, page }) => guardPage(list, pattern, page).length === 0);
  return { kinds, pattern, pages };
}

/** The page that a template makes of some data, what is wrong with it, and what is read of it. */
export function pageFrom(
  template: string,
  fields: Parameters<typeof makeKinds>[0],
  data: Record<string, Record<string, unknown>[]>,
) {
  const kinds = makeKinds(fields);
  const pattern = compileTemplate("templates/README.md", template, kinds);
  const own = [...kinds.keys()].map((kind) => [
    kind,
    data[kind] ?? (kind === "list" ? [{ title: "L" }] : []),
  ]);
  const list = listOfData(kinds, Object.fromEntries(own) as typeof data);
  const page = render(pattern, kinds, list.records);
  const read = (text: string) =>
    joinedRecords(pattern, kinds, readPage(pattern, kinds, text)).map(({ kind, fields }) =>
      [kind, ...[...fields].map(([path, value]) => `${path}=${String(value)}`).sort()].join(" "),
    );
  const problems = guardPage(list, pattern, page).map(({ message }) => message);
  /** What lint tells of an edited page. */
  const lint = (edited: string) => {
    const reading = readSince(pattern, kinds, page, edited, { brief: true });
    return compare({ list, pattern, page, reading, file: "README.md" }).map(
      ({ line, column, message }) => `${line}:${column} ${message}`,
    );
  };
  /** What sync takes of it, and what else it tells. */
  const sync = (edited: string) => {
    const own = { file: "README.md", pattern, page, actual: edited };
    const taken = takePage(list, own, edited, { list, pages: [own] });
    const { left, warnings } = taken.rest();
    return [
      ...taken.merge.edits.map(({ change, entry, field = "", after = "" }) =>
        `${change} ${entry} ${field} ${String(after)}`.trim(),
      ),
      ...[...taken.conflicts, ...taken.damaged, ...left, ...warnings].map(
        ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
      ),
    ];
  };
  return { text: page.text, problems, read, lint, sync };
}
