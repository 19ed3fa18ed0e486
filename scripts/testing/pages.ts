import { makeKinds } from "../data/kinds.ts";
import type { LoadedList } from "../data/record.ts";
import { render } from "../page/render.ts";
import { guardPage } from "../page/guard.ts";
import { compileTemplate } from "../template/template.ts";
import { records } from "./lists.ts";

/** A template, and the pages that it makes of valid data. */
export function pagesOf(template: string, fields: Parameters<typeof makeKinds>[0], most: number) {
  const kinds = makeKinds(fields);
  const pattern = compileTemplate("templates/README.md", template, kinds);
  const pages = records(kinds, most)
    .map((made) => {
      const list: LoadedList = {
        dir: "/nowhere",
        kinds,
        records: made,
        files: new Map(),
        findings: [],
      };
      return { list, page: render(pattern, kinds, made) };
    })
    .filter(({ list, page }) => guardPage(list, pattern, page).length === 0);
  return { kinds, pattern, pages };
}
