import { it } from "vitest";
import { readFileSync } from "node:fs";
import { sync } from "./sync/sync.ts";
import { lintList } from "./lint.ts";
import { edit, start } from "./testing/sync.ts";
const T = `# {{list.title}}

- [{{topic.name}}](#{{topic.name}})

## {{topic.name}}

- **{{paper.title}}** ({{paper.venue}})
  - Code: {{paper.links.code}}
`;
const make = () => start([], {
  "data/list.json": { title: "L", kinds: { topic: { name: "text" }, paper: { topics: "topic[]", venue: "text?", year: "year?" } } },
  "data/topics.json": [{ name: "Ants" }, { name: "Bees" }, { name: "Cats" }],
  "data/papers.json": [
    { title: "One thing", topics: ["Ants"] , venue: "V1"},
    { title: "Two things", topics: ["Bees", "Ants"], venue: "V2", links: { code: "https://a.b/c" } },
    { title: "Three things", topics: ["Ants", "Bees", "Cats"], venue: "V3" },
  ],
  "templates/README.md": T,
});
const cases: Record<string, [string | RegExp, string][]> = {
  none: [],
  "one copy edited": [["- **Two things** (V2)", "- **Two things** (V9)"]],
  "both alike": [[/- \*\*Two things\*\* \(V2\)/g, "- **Two things** (V9)"]],
  "both differ": [["- **Two things** (V2)", "- **Two things** (V8)"], ["- **Two things** (V2)", "- **Two things** (V9)"]],
  "copy removed": [["- **Three things** (V3)\n", ""]],
  "copy added": [["## Cats\n", "## Cats\n\n- **One thing** (V1)"]],
  "copy added other": [["## Cats\n", "## Cats\n\n- **One thing** (V7)"]],
  "renamed one": [["- **Two things** (V2)", "- **Two thingies** (V2)"]],
  "renamed both": [[/\*\*Two things/g, "**Two thingies"]],
  "line lost in one": [["  - Code: https://a.b/c\n", ""]],
  "line lost in both": [[/ {2}- Code: https:\/\/a.b\/c\n/g, ""]],
  "all removed": [[/- \*\*Three things\*\* \(V3\)\n/g, ""]],
  "new": [["## Cats\n", "## Cats\n\n- **New** (V7)\n"],["## Ants\n", "## Ants\n\n- **New** (V7)\n"]],
  "swallowed": [[" (V3)\n\n## Bees", " (V3) - Two things (V2)\n\n## Bees"],["- **Two things** (V2)\n  - Code: https://a.b/c\n", ""]],
  "unread": [["- **Three things** (V3)", "- Three things (V3)"]],
  "heading": [["## Cats", "## Cots"]],
  "moved": [["- **Three things** (V3)\n\n## Cats", "\n## Cats"], ["## Ants\n\n", "## Ants\n\n- **New** (V3)\n"], ["- **Two things** (V2)\n  - Code: https://a.b/c\n- **Three things** (V3)\n", "- **Three things** (V3)\n- **Two things** (V2)\n  - Code: https://a.b/c\n"]],
};
it.each(Object.entries(cases))("x %s", (name, changes) => {
  const r = make();
  if (name === "none") console.log(readFileSync(r.top + "/README.md", "utf8"));
  if (changes.length) edit(r, "README.md", ...changes);
  const s = sync(r.top);
  const p = JSON.parse(readFileSync(r.top + "/data/papers.json", "utf8"));
  console.log("=====", name, "\n", s.edits.map((e) => JSON.stringify(e)).join("\n"), "\n", s.findings.map((f) => f.line + ":" + f.rule + " " + f.message).join("\n"), "\n", p.map((x: unknown) => JSON.stringify(x)).join("\n"), lintList(r.top).map(x=>x.message), s.written.length);
});
