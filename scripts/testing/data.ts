// For tests of data: what loading says of some files or values.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { loadList } from "../data/load.ts";
import { escapeHidden } from "../finding/quote.ts";
import { temporaryFolder } from "./repository.ts";
import { writeFiles } from "./files.ts";

/** What loading says of a list that is made of some files. */
export function loadProblems(files: Record<string, unknown>): string[] {
  const folder = temporaryFolder();
  const bytes = Object.entries(files).filter(([, content]) => content instanceof Uint8Array);
  writeFiles(folder, { "data/list.json": { title: "T" }, ...files });
  for (const [name, content] of bytes)
    writeFileSync(path.join(folder, name), content as Uint8Array);
  return problemsOf(folder);
}

/** `data/papers.json:6:5 [entry] field: message`, for each finding. */
export const problemsOf = (folder: string): string[] =>
  loadList(folder).findings.map(({ file, line, column, rule, message, entry, field }) =>
    escapeHidden(
      `${file}:${line}:${column} ${rule}${entry === undefined ? "" : ` [${entry}]`}${field === undefined ? "" : ` .${field}`}: ${message}`,
    ),
  );

/** A valid paper with some fields changed. */
export const paperWith = (more: object): object => ({
  title: "A",
  venue: "V",
  year: 2024,
  ...more,
});

/** What loading says of one paper with each of some values in a field, a line each. */
export function valueProblems(field: string, values: readonly unknown[]): string {
  return values
    .map((value) => {
      const paper = field.startsWith("links.")
        ? paperWith({ links: { [field.slice("links.".length)]: value } })
        : paperWith({ [field]: value });
      const problems = loadProblems({ "data/papers.json": [paper] });
      return [escapeHidden(JSON.stringify(value)), ...problems.map(shortened)].join("\n  ");
    })
    .join("\n");
}

/** A problem without its place, which is the same for all values of a field. */
const shortened = (problem: string): string => problem.replace(/^\S+ schema (\[.*?\] )?\S+ /, "");
