import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare } from "../drift/compare.ts";
import { pageLines } from "../markdown/flatten.ts";
import { guardPage } from "../template/guard.ts";
import { makeKinds } from "../data/kinds.ts";
import type { LoadedList } from "../data/record.ts";
import { readChanges } from "./read.ts";
import { render } from "./render.ts";
import { compileTemplate } from "../template/template.ts";
import { records } from "../testing/lists.ts";
import { kindsOf, templates } from "../testing/templates.ts";

const all = { project: readFileSync("templates/README.md", "utf8"), ...templates };

const nasty = [
  "",
  "# x",
  "- x",
  "  - x",
  "```",
  "```js",
  "~~~",
  "<!--",
  "-->",
  "<div>",
  "> x",
  "| a | b |",
  "---",
  "===",
  "1. x",
  "text",
  "[x]: y",
  "<br>",
  "    code",
  "\t- x",
  "## 2024",
  "- **a** (b 2024)",
  "  more text",
  "***",
  "<script>",
  "</script>",
  "* x",
];

/** Edits by line, as people make them: cut, double, move, insert, change. */
const edits = fc.array(
  fc.record({
    at: fc.nat(),
    to: fc.nat(),
    what: fc.constantFrom("cut", "double", "move", "insert", "append", "change", "indent"),
    line: fc.constantFrom(...nasty),
  }),
  { minLength: 1, maxLength: 4 },
);

function apply(
  page: string,
  changes: { at: number; to: number; what: string; line: string }[],
): string {
  const lines = page.split("\n");
  for (const { at, to, what, line } of changes) {
    const index = at % lines.length;
    const target = to % lines.length;
    const own = lines[index]!;
    if (what === "cut") lines.splice(index, 1);
    else if (what === "double") lines.splice(target, 0, own);
    else if (what === "move") lines.splice(target, 0, ...lines.splice(index, 1));
    else if (what === "insert") lines.splice(index, 0, line);
    else if (what === "append") lines.push(line);
    else if (what === "indent") lines[index] = `  ${own}`;
    else lines[index] = own.replace(/\p{L}/u, "x");
    if (lines.length === 0) lines.push("");
  }
  return lines.join("\n");
}

describe.each(Object.entries(all))("for the template %s", (name, template) => {
  const kinds = makeKinds(kindsOf[name] ?? {});
  const pattern = compileTemplate(`templates/${name}.md`, template, kinds);
  const pages = records(kinds).map((made) => {
    const list: LoadedList = {
      dir: "/nowhere",
      kinds,
      records: made,
      files: new Map(),
      findings: [],
    };
    return { list, page: render(pattern, kinds, made) };
  });
  const valid = pages.filter(({ list, page }) => guardPage(list, pattern, page).length === 0);

  it("finds the same by reading what changed as by reading all", () => {
    fc.assert(
      fc.property(valid, edits, ({ list, page }, changes) => {
        const text = apply(page.text, changes);
        const read = (parseWhole: boolean) => {
          const reading = readChanges(pattern, kinds, page, text, { parseWhole });
          return compare({ list, pattern, page, reading, file: "x" });
        };
        const [part, whole] = [read(false), read(true)];
        expect(part).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  it("reads the same lines in pieces as in one", () => {
    fc.assert(
      fc.property(valid, edits, ({ page }, changes) => {
        const text = apply(page.text, changes);
        const flat = (size: number) =>
          pageLines(text, { size }).map(({ shape, symbols, start, end, ...at }) => ({
            ...at,
            shape,
            codes: [...symbols.codes],
            starts: [...symbols.starts],
            start,
            end,
          }));
        expect(flat(1)).toEqual(flat(Infinity));
      }),
      { numRuns: 150 },
    );
  });
});
