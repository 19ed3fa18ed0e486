import fc from "fast-check";
import prettier from "prettier";
import { expect, it } from "vitest";
import { compare } from "../drift/compare.ts";
import { makeKinds } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import { compileTemplate } from "../template/template.ts";
import { TemplateError } from "../template/holes.ts";
import { asRecords, takePage } from "../sync/take.ts";
import { act, acts } from "../testing/edits.ts";
import { drawnKinds, drawnTemplate } from "../testing/drawn-templates.ts";
import { joinedRecords, shownOf } from "../testing/joined.ts";
import { listOf } from "../testing/list.ts";
import { records } from "../testing/lists.ts";
import { guardPage } from "./guard.ts";
import { readPage, readSince } from "./read.ts";
import { render } from "./render.ts";

const kinds = makeKinds(drawnKinds);
const drawn = new Map([...kinds].filter(([name]) => name in drawnKinds));
const runs = Number(process.env.RUNS ?? 60);

const format = (text: string) => prettier.format(text, { parser: "markdown" });

it("reads back what it wrote, and tells of a line that is gone, whatever the template", async () => {
  const refused = new Set<string>();
  await fc.assert(
    fc.asyncProperty(drawnTemplate, records(drawn, 4), fc.nat(), async (template, made, nth) => {
      const pattern = compiled(template, refused);
      fc.pre(pattern !== undefined);
      const list = listOf(kinds, made);
      const page = render(pattern, kinds, made);
      fc.pre(guardPage(list, pattern, page).length === 0);
      const reading = readPage(pattern, kinds, page.text);
      expect(shownOf(pattern, joinedRecords(pattern, kinds, reading))).toEqual(
        shownOf(pattern, made),
      );
      const told = (text: string) => {
        const read = readSince(pattern, kinds, page, text, { brief: true });
        return compare({ list, pattern, page, reading: read, file: "README.md" });
      };
      expect(compare({ list, pattern, page, reading, file: "README.md" })).toEqual([]);
      // What prettier leaves alone of a template it leaves alone of the page.
      const formatted = await format(page.text);
      if (formatted !== page.text && (await format(template)) === template)
        expect(formatted).toBe(page.text);
      const lines = page.text.split("\n");
      const full = [...lines.keys()].filter((index) => lines[index]!.trim() !== "");
      if (full.length > 0) lines.splice(full[nth % full.length]!, 1);
      const cut = lines.join("\n");
      if ((await format(cut)) !== formatted)
        expect(told(cut).some(({ severity }) => severity === "error")).toBe(true);
    }),
    { numRuns: runs },
  );
  // Nothing else of the language keeps its parts from standing together.
  const known = /^two lists follow one another|^<details> is opened and closed on different sides/;
  expect([...refused].filter((message) => !known.test(message))).toEqual([]);
});

it("takes an edited page into the data, or says of what it is not, whatever the template", () => {
  const silent: boolean[] = [];
  const edits = acts("remove", "move", "change", "clear", "retitle", "add");
  fc.assert(
    fc.property(
      drawnTemplate,
      records(drawn, 4),
      records(drawn, 4),
      edits,
      (template, made, donor, done) => {
        const pattern = compiled(template, new Set());
        fc.pre(pattern !== undefined);
        const state = (of: Map<string, Rec[]>) => {
          const list = listOf(kinds, of);
          const page = render(pattern, kinds, of);
          return { list, page, sound: guardPage(list, pattern, page).length === 0 };
        };
        const base = state(made);
        const edited = state(act(drawn, made, pattern.shownFields, done, donor));
        fc.pre(base.sound && edited.sound);
        const { text } = edited.page;
        const own = { file: "README.md", pattern, page: base.page, actual: text };
        const taken = takePage(base.list, own, text, { list: base.list, pages: [own] });
        const { left, warnings } = taken.rest();
        const told = [...taken.conflicts, ...taken.damaged, ...left, ...warnings];
        const after = asRecords(taken.merge);
        // What a page does not show of a new entry is asked for.
        const lacks = [...drawn.values()].some(({ name, fields }) =>
          (after.get(name) ?? []).some((rec) =>
            [...fields.values()].some(
              (field) => !field.optional && fieldValue(rec, field.path) === undefined,
            ),
          ),
        );
        const whole = told.length === 0 && !lacks;
        expect(whole ? render(pattern, kinds, after).text : text).toBe(text);
        silent.push(whole);
      },
    ),
    { numRuns: runs },
  );
  expect(silent.filter(Boolean).length).toBeGreaterThan(silent.length / 2);
});

/** What a template is compiled into; what is refused is noted. */
function compiled(template: string, refused: Set<string>) {
  try {
    return compileTemplate("t", template, kinds);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    refused.add(error.findings[0]!.message.replace(/\{\{.*?\}\}/g, "…").slice(0, 60));
    return undefined;
  }
}
