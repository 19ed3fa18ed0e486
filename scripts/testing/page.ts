// A page made of a template and data, without files.
import { compare } from "../drift/compare.ts";
import { type KindTable, makeKinds } from "../data/kinds.ts";
import type { Rec } from "../data/record.ts";
import { guardPage } from "../page/guard.ts";
import { readPage } from "../page/read.ts";
import { render } from "../page/render.ts";
import { compileTemplate } from "../template/template.ts";
import { listOf } from "./list.ts";

type Data = Record<string, Record<string, unknown>[]>;

/** A page made of a template and data, without a list's folder. */
export function pageOf(template: string, data: Data, own: Record<string, KindTable> = {}) {
  const kinds = makeKinds(own);
  const pattern = compileTemplate("t", template, kinds);
  const records = new Map(
    Object.entries({ list: [{ title: "L" }], ...data }).map(([kind, values]) => [
      kind,
      values.map((value, index): Rec => ({ kind, index, file: kind, element: index, value })),
    ]),
  );
  const list = listOf(kinds, records);
  const page = render(pattern, kinds, records);
  return {
    text: page.text,
    /** What is wrong with its values. */
    refused: () => guardPage(list, pattern, page).map(({ message }) => message),
    /** The records that another page holds, but for the list itself. */
    read: (text: string) =>
      readPage(pattern, kinds, text)
        .entries.slice(1)
        .map(({ fields }) => Object.fromEntries(fields)),
    /** What sets another page apart from this one: `3:5 rule: message` without its mend. */
    drift: (text: string) =>
      compare({ list, pattern, page, reading: readPage(pattern, kinds, text), file: "p" }).map(
        ({ line, column, rule, message }) => `${line}:${column} ${rule}: ${message.split(";")[0]}`,
      ),
  };
}
