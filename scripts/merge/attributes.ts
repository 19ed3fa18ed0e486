/**
 * What git is to know of a list's files, in marked lines of its `.gitattributes`: that lines end the
 * same on every machine, and that the merge driver merges by entry where a clone has it.
 */
import { type Files, textOf } from "../files/files.ts";
import { withLineEnd } from "../files/line-ends.ts";

export const ATTRIBUTES = ".gitattributes";
const BEGIN =
  '# paperlist: line ends, and merging by entry; "paperlist install-merge --undo" removes these lines';
const END = "# paperlist end";

/** Whether a list's lines stand in a `.gitattributes`. */
export const hasAttributes = (text: string | undefined): boolean => text?.includes(BEGIN) ?? false;

/**
 * The `.gitattributes` of a list with its lines, in place of those there, and what else stands there
 * as it is. Files that were committed with CR stay so, as `text=auto` has it.
 *
 * @param pages the list's pages, such as `README.md`; none where the lines are to go
 * @see https://git-scm.com/docs/gitattributes
 */
export function withAttributes(list: Files, pages?: readonly string[]): string {
  const old = textOf(list, ATTRIBUTES) ?? "";
  const lines = pages && [
    BEGIN,
    "/templates/*.md text=auto eol=lf",
    ...["/data/*.json", "/data/*/*.json", ...pages.map(attributePath)].map(
      (name) => `${name} text=auto eol=lf merge=paperlist`,
    ),
    "/data/schema/*.json !merge",
    END,
  ];
  const eol = old.includes("\r\n") ? "\r\n" : "\n";
  const { kept, place } = withoutOwn(old);
  const before = kept.slice(0, place).join("");
  const open = lines && before !== "" && !before.endsWith("\n") ? eol : "";
  const own = (lines ?? []).map((line) => `${line}\n`).join("");
  return before + open + withLineEnd(own, eol) + kept.slice(place).join("");
}

/**
 * The lines of a file without the marked ones, and where among them these stood. What follows a
 * mark whose end is missing may be anybody's: the mark goes alone.
 */
function withoutOwn(text: string): { kept: string[]; place: number } {
  const kept: string[] = [];
  let place: number | undefined;
  let begin: number | undefined;
  for (const line of text.split(/(?<=\n)/)) {
    const mark = line.replace(/\r?\n$/, "");
    if (mark === BEGIN) {
      begin = kept.length;
    } else if (mark === END && begin !== undefined) {
      kept.length = begin;
      place ??= begin;
      begin = undefined;
    } else {
      kept.push(line);
    }
  }
  return { kept, place: place ?? kept.length };
}

/** A file's name as git's attributes match it. */
function attributePath(page: string): string {
  const pattern = `/${page.replace(/[\\*?[]/g, "\\$&")}`;
  return /[\s"]/.test(pattern) ? `"${pattern.replace(/["\\]/g, "\\$&")}"` : pattern;
}
