import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Nodes, Parents } from "mdast";
import { expect, it } from "vitest";
import { lintPage } from "./page.ts";
import { loadList } from "../data/load.ts";
import { listPages } from "../page/pages.ts";
import { parseMarkdown } from "../markdown/markdown.ts";
import { handDamage } from "../testing/hand-damage.ts";
import { pagesOf } from "../testing/pages.ts";
import { kindsOf, templates } from "../testing/templates.ts";

const file = "README.md";
const all = { project: readFileSync("templates/README.md", "utf8"), ...templates };

/** A tree without positions and pure layout; `inline`, with what stands within a line. */
function treeOf(text: string, inline: boolean): unknown {
  const fold = (node: Nodes): unknown => {
    const { type } = node;
    if (!inline && (type === "paragraph" || type === "heading" || type === "tableCell"))
      return type === "heading" ? ["heading", node.depth] : [type];
    const rest = Object.entries(node).filter(
      ([key, value]) =>
        !["position", "children", "spread", "start", "data"].includes(key) && value != null,
    );
    const value = Object.fromEntries(
      rest.map(([key, own]) => [
        key,
        typeof own === "string" ? own.replace(/[ \t\n]+/g, " ") : own,
      ]),
    );
    return "children" in node ? [value, joined(node).map(fold)] : value;
  };
  return fold(parseMarkdown(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")));
}

/** Lists that follow one another are one, but for their bullets. */
function joined({ children }: Parents): Nodes[] {
  const found: Nodes[] = [];
  for (const child of children) {
    const last = found.at(-1);
    if (child.type === "list" && last?.type === "list" && child.ordered === last.ordered)
      found[found.length - 1] = { ...last, children: [...last.children, ...child.children] };
    else found.push(child);
  }
  return found;
}

/** The law of structure: lint has no error exactly where a page is what its data make, layout aside. */
it.each(Object.entries(all))(
  "a page without an error has the blocks of the template %s",
  (name, template) => {
    const { kinds: _, pattern, pages } = pagesOf(template, kindsOf[name] ?? {}, 6);
    fc.assert(
      fc.property(pages, handDamage, ({ list, page }, damage) => {
        const actual = damage(page.text);
        const errors = lintPage(list, { file, pattern, page, actual }).filter(
          ({ severity }) => severity === "error",
        );
        if (errors.length === 0)
          expect(treeOf(actual, false), actual).toEqual(treeOf(page.text, false));
        else {
          const found = errors.map(({ line, rule, message }) => `${line} ${rule} ${message}`);
          expect(treeOf(actual, true), `${actual}\n${found.join("\n")}`).not.toEqual(
            treeOf(page.text, true),
          );
        }
      }),
      { numRuns: Number(process.env["RUNS"] ?? 60) },
    );
  },
);

/** Ways in which a line of this repository's own page becomes another block, each one lint's to find. */
const changes: Record<string, (line: string) => string> = {
  "without its marker": (line) => line.replace(/^ *(#+ |- )/, ""),
  "as a heading": (line) => `### ${line.replace(/^ *(#+ |- )?/, "")}`,
  "as a quotation": (line) => `> ${line}`,
  "as an item": (line) => `- ${line}`,
  deeper: (line) => `    ${line}`,
  "as a numbered item": (line) => line.replace(/^( *)- /, "$11. "),
  underlined: (line) => `${line}\n===`,
};

it.each(Object.entries(changes))("finds a line %s, where it stands", (_, change) => {
  const list = loadList(".");
  const { pattern, page, file: name } = listPages(list).pages[0]!;
  const lines = page.text.split("\n");
  const missed = lines.flatMap((line, index) => {
    // What a fence holds is no block of its own.
    if (line === "" || /^[|`]|^npm/.test(line) || change(line) === line) return [];
    const actual = lines.with(index, change(line)).join("\n");
    if (JSON.stringify(treeOf(actual, true)) === JSON.stringify(treeOf(page.text, true))) return [];
    const errors = lintPage(list, { file: name, pattern, page, actual }).filter(
      ({ severity }) => severity === "error",
    );
    // The line above may have taken it in, or the one below may make it what it is.
    return errors.some((one) => Math.abs(one.line - index - 1) <= 1)
      ? []
      : [`${index + 1}: ${line.slice(0, 40)} → ${errors.map((one) => one.line).join()}`];
  });
  expect(missed).toEqual([]);
});
