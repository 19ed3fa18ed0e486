// The pages of a list: template, what it makes, and what stands in the file.
import type { Finding } from "../finding/finding.ts";
import { escapeHidden } from "../finding/quote.ts";
import { lineIndex } from "../finding/place.ts";
import { guardPage } from "./guard.ts";
import {
  decode,
  type Files,
  linkProblem,
  type NamedFile,
  NOT_UTF8,
  readText,
} from "../files/files.ts";
import type { LoadedList } from "../data/record.ts";
import type { Pattern } from "../template/pattern.ts";
import { type Page, render } from "./render.ts";
import { type LineEnd, lineEndOf, plainLines } from "../files/line-ends.ts";
import { TemplateError } from "../template/holes.ts";
import { compileTemplate } from "../template/template.ts";

/** A page of a list: what it must be, and what stands in its file. */
export interface ListPage {
  /** Relative to the list's folder. */
  file: string;
  pattern: Pattern;
  page: Page;
  /** The file's text, with plain line ends, or undefined where there is none. */
  actual: string | undefined;
  /** How its lines end, which stays as it is. */
  lineEnd?: LineEnd;
}

/** The files of a list's pages: each `templates/NAME.md` makes `NAME.md`. */
export const pageNames = (files: Files): string[] => templatesIn(files).files;

/** The kinds whose records a list's pages show. */
export const shownKinds = (pages: readonly ListPage[]): ReadonlySet<string> =>
  new Set(
    pages.flatMap(({ pattern }) => [...pattern.shownFields.keys()].filter((one) => one !== "list")),
  );

function templatesIn(all: Files): { files: string[]; folders: string[] } {
  const entries = all.list("templates");
  const names = (which: (entry: NamedFile) => boolean) =>
    entries
      .filter(which)
      .map(({ name }) => name)
      .sort();
  return {
    files: names((entry) => entry.kind !== "folder" && entry.name.endsWith(".md")),
    folders: names((entry) => entry.kind === "folder" && !entry.name.startsWith(".")),
  };
}

/** Whether a file's text is in another encoding. */
function isForeign(files: Files, name: string): boolean {
  const bytes = files.read(name);
  return bytes !== undefined && decode(bytes).brokenAt !== undefined;
}

/** Renders pages anew, from other data of the same kinds. */
export function renderPages(
  list: LoadedList,
  pages: readonly ListPage[],
): { pages: ListPage[]; findings: Finding[] } {
  const rendered = pages.map((own) => ({
    ...own,
    page: render(own.pattern, list.kinds, list.records),
  }));
  return {
    pages: rendered,
    findings: rendered.flatMap(({ pattern, page }) => guardPage(list, pattern, page)),
  };
}

/**
 * Renders every page of a list: `templates/NAME.md` makes `NAME.md`.
 *
 * @param anew takes pages in another encoding for none, since they are to be written anew
 * @returns the pages, and what is wrong with templates or with values that no page can hold
 */
export function listPages(
  list: LoadedList,
  { anew = false } = {},
): { pages: ListPage[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const pages: ListPage[] = [];
  const { files, folders } = templatesIn(list.files);
  if (files.length === 0) {
    findings.push({
      rule: "template",
      severity: "error",
      message:
        linkProblem(list.files, "templates") ??
        "found no template, expected templates/README.md; write the page as it should look, with holes such as {{paper.title}}",
      file: "templates/README.md",
      line: 1,
      column: 1,
    });
  }
  for (const folder of folders.map(escapeHidden))
    findings.push({
      rule: "template",
      severity: "error",
      message: `found the folder templates/${folder}, whose files make no page; each page has its template in templates/ itself`,
      file: `templates/${folder}`,
      line: 1,
      column: 1,
    });
  const read = (file: string, rule: string): string | undefined => {
    const found = readText(list.files, file);
    if ("text" in found && found.brokenAt === undefined) return found.text;
    const [message, at] =
      "text" in found
        ? [NOT_UTF8, lineIndex(found.text).at(found.brokenAt!)]
        : [escapeHidden(found.problem), { line: 1, column: 1 }];
    findings.push({ rule, severity: "error", message, file, ...at });
    return undefined;
  };
  const beside = list.files.list("").map(({ name }) => name);
  for (const name of files) {
    const file = `templates/${name}`;
    const other = beside.find((one) => one.toLowerCase() === name.toLowerCase());
    if (other !== undefined && !beside.includes(name)) {
      const [found, wanted] = [other, name].map(escapeHidden);
      findings.push({
        rule: "unreadable-page",
        severity: "error",
        message: `found ${found}, expected ${wanted}, which are one file on Windows and macOS; rename it with git mv ${found} ${wanted}`,
        file: other,
        line: 1,
        column: 1,
      });
      continue;
    }
    try {
      const source = read(file, "template");
      if (source === undefined) continue;
      const pattern = compileTemplate(file, source, list.kinds);
      const page = render(pattern, list.kinds, list.records);
      findings.push(...guardPage(list, pattern, page));
      const there = list.files.stat(name) !== undefined;
      const skip = anew && isForeign(list.files, name);
      const found = there && !skip ? read(name, "unreadable-page") : undefined;
      if (there && !skip && found === undefined) continue;
      const end = lineEndOf(found ?? "");
      const actual = end === "\n" ? found : plainLines(found!);
      pages.push({ file: name, pattern, page, actual, lineEnd: end });
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      findings.push(...error.findings);
    }
  }
  return { pages, findings };
}
