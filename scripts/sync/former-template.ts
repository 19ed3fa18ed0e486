// A page that git merged of one made by today's template and one made by a template of before: look
// here where lines that nobody wrote by hand are taken for edits.
import type { LoadedList } from "../data/record.ts";
import { grouped } from "../pairing/grouped.ts";
import type { ListPage } from "../page/pages.ts";
import { type Page, render } from "../page/render.ts";
import type { Line } from "../template/pattern.ts";
import { compileTemplate } from "../template/template.ts";
import { TemplateError } from "../template/holes.ts";
import type { BaseFinder } from "./base.ts";
import { tryToTake } from "./take.ts";

/** Takes a page; one in a former template's form, in part or whole, is read as today's would have it. */
export function takeInForm(
  finder: BaseFinder,
  ...[list, own, text, ...more]: Parameters<typeof tryToTake>
): ReturnType<typeof tryToTake> {
  const taken = tryToTake(list, own, text, ...more);
  if ("rule" in taken) return taken;
  const { merge, conflicts, damaged, rest } = taken;
  const isSame = merge.edits.length + conflicts.length + damaged.length === 0;
  if (isSame && rest().left.length === 0) return taken;
  const former = inTodaysForm(own, text, list, finder);
  if (former.text === text && former.lines.length === 0) return taken;
  const [base, prefer, others] = more;
  return tryToTake(list, own, former.text, base, prefer, others, former.lines);
}

/**
 * A page's text with the lines that a template of before makes of today's data as today's makes
 * them, and the lines of such templates that today's has no more.
 */
function inTodaysForm(
  own: ListPage,
  text: string,
  list: LoadedList,
  finder: BaseFinder,
): { text: string; lines: Line[] } {
  const { file } = own.pattern;
  const now = linesByRecord(own.page);
  const today = new Set(own.page.text.split("\n"));
  const forms = new Map<string, string>();
  const sources = new Set(own.pattern.lines.map(({ source }) => source));
  const gone: Line[] = [];
  for (const template of finder.formerTemplates(own)) {
    try {
      const pattern = compileTemplate(file, template, list.kinds);
      const page = render(pattern, list.kinds, list.records);
      gone.push(...pattern.lines.filter(({ source }) => !sources.has(source)));
      for (const [key, lines] of linesByRecord(page)) {
        const made = now.get(key) ?? [];
        // A line that the template has no more leaves its place empty, so that others keep theirs.
        if (made.length > 0 && made.length !== lines.length) continue;
        lines.forEach((line, index) => {
          if (!today.has(line)) forms.set(line, made[index] ?? "");
        });
      }
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
    }
  }
  const lines = text.split("\n").map((line) => forms.get(line) ?? line);
  return { text: lines.join("\n"), lines: gone };
}

/** The lines of a page by the record that they are about, its first line and the fields of others. */
function linesByRecord({ text, lines }: Page): Map<string, string[]> {
  return grouped(
    lines.map((line) => {
      const { head, node, scope, start, end } = line;
      const from = text.lastIndexOf("\n", start - 1) + 1;
      const to = text.indexOf("\n", end);
      const rec = head?.node.record === undefined ? undefined : scope.get(head.node.record)?.[0];
      const paths = head === line ? [] : node.line.uses.map(({ path }) => path);
      const key = JSON.stringify([rec?.kind, rec?.index, paths]);
      return [key, text.slice(from, to < 0 ? undefined : to)] as const;
    }),
  );
}
