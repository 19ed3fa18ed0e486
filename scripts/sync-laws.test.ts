import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadFiles } from "./base.ts";
import { freshJson, readJson } from "./edit.ts";
import { collectionOf, makeKinds } from "./kinds.ts";
import type { LoadedList, Rec } from "./load.ts";
import type { ListPage } from "./pages.ts";
import { takePage } from "./sync-take.ts";
import { changeFiles } from "./sync-write.ts";
import { act, acts, get } from "./testing/edits.ts";
import { records } from "./testing/lists.ts";
import { kindsOf, templates } from "./testing/templates.ts";

const all: Record<string, string> = { project: readFileSync("templates/README.md", "utf8"), ...templates };

interface State {
  list: LoadedList;
  page: ListPage;
}

describe.each(Object.keys(all))("the laws of sync, for the template %s", (name) => {
  const own = kindsOf[name] ?? {};
  const kinds = makeKinds(own);

  /** A list from records, as it stands in files; undefined where the data is not sound. */
  function stateOf(made: ReadonlyMap<string, readonly Rec[]>): State | undefined {
    const files = new Map<string, string>([["templates/README.md", all[name]!]]);
    for (const [kind, list] of made) {
      const values = list.map(({ value }) => value);
      if (kind === "list") files.set("data/list.json", freshJson({ ...values[0], kinds: own }));
      else if (values.length > 0) files.set(`data/${collectionOf(kind)}.json`, freshJson(values));
    }
    const { list, pages, findings } = loadFiles(files);
    return findings.length === 0 && pages[0] ? { list, page: pages[0] } : undefined;
  }

  /** Syncs a page's text into a list; the list as it is then. */
  function synced(base: State, ours: State, text: string, prefer?: "readme" | "data") {
    const before = { name: "base", list: base.list, pages: [base.page] };
    const taken = takePage(ours.list, ours.page, text, before, prefer);
    const changes = changeFiles(ours.list, taken.merge);
    const files = new Map([...ours.list.files].map(([file, { text: content }]) => [file, content]));
    for (const [file, content] of changes) files.set(file, content!);
    files.set("templates/README.md", all[name]!);
    const { list, pages, findings } = loadFiles(files);
    return { taken, changes, findings, list, page: pages[0]! };
  }

  const twoLists = fc.tuple(records(kinds), records(kinds));
  const valuesOf = (list: LoadedList) =>
    Object.fromEntries([...list.records].map(([kind, recs]) => [kind, recs.map(({ value }) => value)]));
  const sorted = (list: LoadedList) =>
    Object.fromEntries([...list.records].map(([kind, recs]) => [kind, recs.map(({ value }) => JSON.stringify(canonical(value))).sort()]));

  it("takes nothing from a page that nobody edited (GetPut), in whatever layout", () => {
    fc.assert(
      fc.property(records(kinds), fc.constantFrom("\n", "\r\n"), (made, eol) => {
        const base = stateOf(made);
        fc.pre(base !== undefined);
        const text = base.page.page.text.replaceAll("\n", eol);
        const { taken, changes } = synced(base, base, text);
        expect({ changes: [...changes], ...taken }).toMatchObject({ changes: [], left: [], conflicts: [], warnings: [] });
      }),
      { numRuns: 40 },
    );
  });

  it("shows, after sync, exactly what the page was edited to (PutGet), and then rests", () => {
    fc.assert(
      fc.property(twoLists, acts("remove", "move", "change", "clear", "retitle", "add"), ([made, donor], done) => {
        const base = stateOf(made);
        fc.pre(base !== undefined);
        const edited = stateOf(act(kinds, base.list.records, base.page.pattern.shown, done, donor));
        fc.pre(edited !== undefined);
        const { text } = edited.page.page;
        const result = synced(base, base, text);
        expect([...result.taken.left, ...result.taken.conflicts, ...result.findings]).toEqual([]);
        expect(result.page.page.text).toBe(text);
        const again = synced(base, result, text);
        expect([...again.changes]).toEqual([]);
        expect(again.taken.merge.edits).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps every field that the page does not show", () => {
    fc.assert(
      fc.property(twoLists, acts("remove", "move", "change", "clear", "add"), ([made, donor], done) => {
        const base = stateOf(made);
        fc.pre(base !== undefined);
        const edited = stateOf(act(kinds, base.list.records, base.page.pattern.shown, done, donor));
        fc.pre(edited !== undefined);
        expect(sorted(synced(base, base, edited.page.page.text).list)).toEqual(sorted(edited.list));
      }),
      { numRuns: 40 },
    );
  });

  it("keeps both sides' edits, or reports them", () => {
    const some = () => acts("remove", "move", "change", "clear", "add");
    fc.assert(
      fc.property(twoLists, some(), some(), ([made, donor], mine, other) => {
        const base = stateOf(made);
        fc.pre(base !== undefined);
        const { shown } = base.page.pattern;
        const ours = stateOf(act(kinds, base.list.records, shown, mine, donor, "o "));
        const theirs = stateOf(act(kinds, base.list.records, shown, other, donor, "t "));
        fc.pre(ours !== undefined && theirs !== undefined);
        const result = synced(base, ours, theirs.page.page.text);
        fc.pre(result.taken.conflicts.length === 0 && result.findings.length === 0);
        expect(result.taken.left).toEqual([]);
        for (const kind of shown.keys()) {
          const { key } = kinds.get(kind)!;
          const find = (state: { list: LoadedList }, title: unknown) => state.list.records.get(kind)!.find(({ value }) => value[key] === title)?.value;
          const titles = new Set([base, ours, theirs].flatMap(({ list }) => list.records.get(kind)!.map(({ value }) => value[key])));
          for (const title of titles) {
            const [b, o, t, r] = [base, ours, theirs, result].map((state) => find(state, title));
            for (const path of b && o && t ? kinds.get(kind)!.fields.keys() : []) {
              const [vb, vo, vt, vr] = [b!, o!, t!, r!].map((value) => JSON.stringify(get(value, path)));
              expect(vr).toBe(vo === vb ? vt : vo);
            }
            expect(r !== undefined).toBe(b ? Boolean(o && t) : Boolean(o ?? t));
          }
        }
        // And a page that neither edited anew changes nothing more.
        expect([...synced(base, result, result.page.page.text).changes]).toEqual([]);
        expect(valuesOf(result.list)).toEqual(valuesOf(synced(base, result, result.page.page.text).list));
      }),
      { numRuns: 60 },
    );
  });
});

/** A value whose keys are in order. */
function canonical(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]));
}

it("reads its own files", () => {
  expect(readJson(freshJson([{ a: ["b"] }])).value).toEqual([{ a: ["b"] }]);
});
