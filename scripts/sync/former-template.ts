// A page that git merged of one made by today's template and one made by a template of before: look
// here where lines that nobody wrote by hand are taken for edits.
import type { LoadedList, Rec } from "../data/record.ts";
import { grouped } from "../pairing/grouped.ts";
import type { ListPage } from "../page/pages.ts";
import { type Page, render } from "../page/render.ts";
import { compileTemplate } from "../template/template.ts";
import { TemplateError } from "../template/holes.ts";
import type { BaseFinder } from "./base.ts";

/** A page's text with the lines that a template of before makes of today's data as today's makes them. */
export function inTodaysForm(
  own: ListPage,
  text: string,
  list: LoadedList,
  finder: BaseFinder,
): string {
  const { file } = own.pattern;
  const now = linesByRecord(own.page);
  const today = new Set(own.page.text.split("\n"));
  const forms = new Map<string, string>();
  for (const template of finder.formerTemplates(own)) {
    try {
      const page = render(compileTemplate(file, template, list.kinds), list.kinds, list.records);
      for (const [rec, lines] of linesByRecord(page)) {
        const made = now.get(rec) ?? [];
        if (made.length !== lines.length) continue;
        lines.forEach((line, index) => {
          if (!today.has(line)) forms.set(line, made[index]!);
        });
      }
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
    }
  }
  return text
    .split("\n")
    .map((line) => forms.get(line) ?? line)
    .join("\n");
}

/** The lines of a page by the record that they are about; of no record, by none. */
function linesByRecord({ text, lines }: Page): Map<Rec | undefined, string[]> {
  return grouped(
    lines.map(({ head, scope, start, end }) => {
      const from = text.lastIndexOf("\n", start - 1) + 1;
      const to = text.indexOf("\n", end);
      const rec = head?.node.record === undefined ? undefined : scope.get(head.node.record)?.[0];
      return [rec, text.slice(from, to < 0 ? undefined : to)] as const;
    }),
  );
}
