import { withSortedKeys } from "../testing/sorted-keys.ts";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freshJson } from "../data/json-rewrite.ts";
import { guardPage } from "../page/guard.ts";
import { JsonDocument } from "../data/json-document.ts";
import { collectionOf, makeKinds } from "../data/kinds.ts";
import type { LoadedList, Rec } from "../data/record.ts";
import { folded } from "../pairing/folded.ts";
import type { ReadLine } from "../page/entry.ts";
import type { Line } from "../template/pattern.ts";
import type { ListPage } from "../page/pages.ts";
import { meantAs } from "../page/mistaken-text.ts";
import { render } from "../page/render.ts";
import { takePage } from "./take.ts";
import { changeFiles } from "./write.ts";
import { compileTemplate } from "../template/template.ts";
import { act, acts, get } from "../testing/edits.ts";
import { listOf } from "../testing/list.ts";
import { records } from "../testing/lists.ts";
import { kindsOf, templates } from "../testing/templates.ts";

/** A line of free text, as it reads. */
const readAs = (line: Line, text: string): ReadLine =>
  ({ line, captures: [], values: new Map(line.uses.map(({ path }) => [path, text])) }) as never;

/** Not both: one that goes where another with the same links comes is that one, renamed. */
const plain = () =>
  fc.oneof(acts("remove", "move", "change", "clear"), acts("add", "move", "change", "clear"));

const runs = Number(process.env.RUNS ?? 8);

const all: Record<string, string> = {
  project: readFileSync("templates/README.md", "utf8"),
  ...templates,
};

interface State {
  list: LoadedList;
  page: ListPage;
}

describe.each(Object.keys(all))("the laws of sync, for the template %s", (name) => {
  const own = kindsOf[name] ?? {};
  const kinds = makeKinds(own);
  const pattern = compileTemplate("templates/README.md", all[name]!, kinds);

  /** A list as it stands in files; undefined where the data is not sound. */
  function load(texts: ReadonlyMap<string, string>): State | undefined {
    const list = listOf(kinds);
    for (const { name: kind, key } of kinds.values()) {
      const file = `data/${collectionOf(kind)}.json`;
      const text = texts.get(file);
      list.records.set(kind, []);
      if (text === undefined) continue;
      list.documents.set(file, new JsonDocument(file, text));
      const value = JSON.parse(text) as Record<string, unknown>;
      const values = (kind === "list" ? [value] : value) as Record<string, unknown>[];
      if (new Set(values.map((one) => folded(String(one[key])))).size < values.length)
        return undefined;
      values.forEach((one, index) =>
        list.records
          .get(kind)!
          .push({ kind, index, file, ...(kind === "list" ? {} : { element: index }), value: one }),
      );
    }
    const page = render(pattern, kinds, list.records);
    if (guardPage(list, pattern, page).length > 0) return undefined;
    // What looks like another line of the template is not taken from a page.
    const looksOther = page.lines.some(
      ({ node: { line }, text }) => meantAs(readAs(line, text), pattern, () => false) !== undefined,
    );
    if (looksOther) return undefined;
    return { list, page: { file: "README.md", pattern, page, actual: undefined } };
  }

  const stateOf = (made: ReadonlyMap<string, readonly Rec[]>): State | undefined =>
    load(
      new Map(
        [...made].map(([kind, list]) => {
          const values = list.map(({ value }) => value);
          return [
            `data/${collectionOf(kind)}.json`,
            freshJson(kind === "list" ? values[0] : values),
          ];
        }),
      ),
    );

  /** Syncs a page's text into a list; the list as it is then. */
  function synced(base: State, ours: State, text: string, prefer?: "readme" | "data") {
    const before = { list: base.list, pages: [base.page] };
    const taken = takePage(ours.list, ours.page, text, before, prefer);
    const changes = changeFiles(ours.list, taken.merge);
    const files = new Map(
      [...ours.list.documents].map(([file, { text: content }]) => [file, content]),
    );
    for (const [file, content] of changes) files.set(file, content!);
    const state = load(files);
    return { ...(state ?? ours), sound: state !== undefined, taken, changes };
  }

  const twoLists = fc.tuple(records(kinds), records(kinds));
  const valuesOf = (list: LoadedList) =>
    Object.fromEntries(
      [...list.records].map(([kind, recs]) => [kind, recs.map(({ value }) => value)]),
    );
  const sorted = (list: LoadedList) =>
    Object.fromEntries(
      [...list.records].map(([kind, recs]) => [
        kind,
        recs.map(({ value }) => JSON.stringify(withSortedKeys(value))).sort(),
      ]),
    );

  it("takes nothing from a page that nobody edited (GetPut), in whatever layout", () => {
    fc.assert(
      fc.property(records(kinds), fc.constantFrom("\n", "\r\n"), (made, eol) => {
        const base = stateOf(made);
        fc.pre(base !== undefined);
        const text = base.page.page.text.replaceAll("\n", eol);
        const { taken, changes } = synced(base, base, text);
        expect({ changes: [...changes], ...taken, ...taken.rest() }).toMatchObject({
          changes: [],
          left: [],
          conflicts: [],
          warnings: [],
        });
      }),
      { numRuns: runs },
    );
  });

  it("shows, after sync, exactly what the page was edited to (PutGet), and then rests", () => {
    fc.assert(
      fc.property(
        twoLists,
        acts("remove", "move", "change", "clear", "retitle", "add"),
        ([made, donor], done) => {
          const base = stateOf(made);
          fc.pre(base !== undefined);
          const edited = stateOf(
            act(kinds, base.list.records, base.page.pattern.shownFields, done, donor),
          );
          fc.pre(edited !== undefined);
          const { text } = edited.page.page;
          const result = synced(base, base, text);
          expect([...result.taken.rest().left, ...result.taken.conflicts]).toEqual([]);
          expect(result.sound).toBe(true);
          expect(result.page.page.text).toBe(text);
          const again = synced(base, result, text);
          expect([...again.changes]).toEqual([]);
          expect(again.taken.merge.edits).toEqual([]);
        },
      ),
      { numRuns: runs },
    );
  });

  it("keeps every field that the page does not show", () => {
    fc.assert(
      fc.property(twoLists, plain(), ([made, donor], done) => {
        const base = stateOf(made);
        fc.pre(base !== undefined);
        const edited = stateOf(
          act(kinds, base.list.records, base.page.pattern.shownFields, done, donor),
        );
        fc.pre(edited !== undefined);
        expect(sorted(synced(base, base, edited.page.page.text).list)).toEqual(sorted(edited.list));
      }),
      { numRuns: runs },
    );
  });

  it("keeps both sides' edits, or reports them", () => {
    fc.assert(
      fc.property(twoLists, plain(), plain(), ([made, donor], mine, other) => {
        const base = stateOf(made);
        fc.pre(base !== undefined);
        const { shownFields: shown } = base.page.pattern;
        const ours = stateOf(act(kinds, base.list.records, shown, mine, donor, "o "));
        const theirs = stateOf(act(kinds, base.list.records, shown, other, donor, "t "));
        fc.pre(ours !== undefined && theirs !== undefined);
        const result = synced(base, ours, theirs.page.page.text);
        fc.pre(result.taken.conflicts.length === 0 && result.sound);
        expect(result.taken.rest().left).toEqual([]);
        for (const kind of shown.keys()) {
          const { key } = kinds.get(kind)!;
          const find = (state: { list: LoadedList }, title: unknown) =>
            state.list.records.get(kind)!.find(({ value }) => value[key] === title)?.value;
          const titles = new Set(
            [base, ours, theirs].flatMap(({ list }) =>
              list.records.get(kind)!.map(({ value }) => value[key]),
            ),
          );
          for (const title of titles) {
            const [b, o, t, r] = [base, ours, theirs, result].map((state) => find(state, title));
            for (const path of b && o && t ? kinds.get(kind)!.fields.keys() : []) {
              const [vb, vo, vt, vr] = [b!, o!, t!, r!].map((value) =>
                JSON.stringify(get(value, path)),
              );
              expect(vr).toBe(vo === vb ? vt : vo);
            }
            expect(r !== undefined).toBe(b ? Boolean(o && t) : Boolean(o ?? t));
          }
        }
        // And a page that neither edited anew changes nothing more.
        expect([...synced(base, result, result.page.page.text).changes]).toEqual([]);
        expect(valuesOf(result.list)).toEqual(
          valuesOf(synced(base, result, result.page.page.text).list),
        );
      }),
      { numRuns: runs },
    );
  });
});

it("reads its own files", () => {
  expect(new JsonDocument("x", freshJson([{ a: ["b"] }])).source().value).toEqual([{ a: ["b"] }]);
});
