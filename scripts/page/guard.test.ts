import { expect, it } from "vitest";
import { makeKinds } from "../data/kinds.ts";
import { JsonDocument } from "../data/json-document.ts";
import { render } from "./render.ts";
import { guardPage } from "./guard.ts";
import { compileTemplate } from "../template/template.ts";
import { listOf } from "../testing/list.ts";

/** What the guard says of a page's data. */
function said(template: string, value: Record<string, unknown>): string[] {
  const kinds = makeKinds({ list: { note: "markdown?", about: "prose[]?" } });
  const pattern = compileTemplate("t", template, kinds);
  const file = "data/list.json";
  const list = listOf(kinds, new Map([["list", [{ kind: "list", index: 0, file, value }]]]));
  list.documents.set(file, new JsonDocument(file, JSON.stringify(value)));
  return guardPage(list, pattern, render(pattern, kinds, list.records)).map(
    ({ message }) => message,
  );
}

it.each([
  "<!-- x -->",
  '<div align="center">\nx\n</div>',
  "<details>\n<p>x</p>\n</details>",
  "<b>x</b>",
])("takes prose that is raw HTML: %j", (html) => {
  expect(said("{{list.about}}\n\n{{list.title}}\n", { title: "T", about: [html] })).toEqual([]);
});

it("refuses prose that takes in the next block, and a line that is raw HTML", () => {
  expect(said("{{list.about}}\n\nx\n", { title: "T", about: ["<!--"] })).toEqual([
    'field about: "<!--" is not one block of Markdown other than a heading; write each paragraph, list or quotation as a value of its own, and close what it opens',
  ]);
  expect(said("{{list.note}}\n", { title: "T", note: "<div>x</div>" })).toEqual([
    'field note: "<div>x</div>" begins with raw HTML, which Markdown takes for a block of its own; put text before it',
  ]);
});
