import { describe, expect, it } from "vitest";
import { makeKinds } from "../data/kinds.ts";
import { compare } from "../drift/compare.ts";
import { readSince } from "../page/read.ts";
import { render } from "../page/render.ts";
import { compileTemplate } from "../template/template.ts";
import { listOfData } from "../testing/list.ts";
import { takePage } from "./take.ts";

const template = `# {{list.title}}

## {{topic.name}}

- **{{paper.title}}** ({{paper.venue}})
  - Code: {{paper.links.code}}
`;

const kinds = makeKinds({
  topic: { name: "text" },
  paper: { topics: "topic[]", venue: "text?", year: "year?" },
});
const pattern = compileTemplate("templates/README.md", template, kinds);

const data = {
  list: [{ title: "L" }],
  topic: [{ name: "Ants" }, { name: "Bees" }, { name: "Cats" }],
  paper: [
    { title: "One thing", topics: ["Ants"], venue: "V1" },
    {
      title: "Two things",
      topics: ["Bees", "Ants"],
      venue: "V2",
      links: { code: "https://a.b/c" },
    },
    { title: "Three things", topics: ["Ants", "Bees", "Cats"], venue: "V3" },
  ],
  dataset: [],
};

const list = listOfData(kinds, data);
const page = render(pattern, kinds, list.records);
const own = { file: "README.md", pattern, page, actual: undefined };

/** What lint tells of an edited page, what sync takes of it, and what it cannot. */
function edited(...changes: [string | RegExp, string][]) {
  let { text } = page;
  for (const [from, to] of changes) {
    const next = text.replace(from, to);
    if (next === text) throw new Error(`the page holds no ${String(from)}`);
    text = next;
  }
  const reading = readSince(pattern, kinds, page, text, { brief: true });
  const drift = compare({ list, pattern, page, reading, file: "README.md" });
  const taken = takePage(list, own, text, { list, pages: [own] });
  const { left, warnings } = taken.rest();
  const now = new Map(taken.merge.records.get("paper")!.map(({ value }) => [value.title, value]));
  const was = new Map(data.paper.map((value) => [value.title, value]));
  return {
    lint: drift.map(({ line, message }) => `${line}: ${message.split("; run")[0]!}`),
    edits: taken.merge.edits.map(({ change, entry, field = "", before = "", after = "" }) =>
      `${change} ${entry} ${field} ${String(before)} → ${String(after)}`
        .replace(/ +→ $/, "")
        .trim(),
    ),
    refused: [...taken.conflicts, ...taken.damaged, ...left, ...warnings].map(
      ({ line, message }) => `${line}: ${message.split("; mend")[0]!}`,
    ),
    changed: [...new Set([...was.keys(), ...now.keys()])]
      .filter(
        (title) => JSON.stringify(was.get(title as string)) !== JSON.stringify(now.get(title)),
      )
      .map((title) => JSON.stringify(now.get(title)) ?? `${String(title)} is gone`),
  };
}

it("shows a record in each of its places, and takes nothing where nothing was edited", () => {
  expect(page.text).toBe(`# L

## Ants

- **One thing** (V1)
- **Two things** (V2)
  - Code: https://a.b/c
- **Three things** (V3)

## Bees

- **Two things** (V2)
  - Code: https://a.b/c
- **Three things** (V3)

## Cats

- **Three things** (V3)
`);
});

describe("an edit of one of an entry's places", () => {
  const cases: Record<string, [string | RegExp, string][]> = {
    "of a value": [["**Two things** (V2)", "**Two things** (V9)"]],
    "of a value in all": [[/\*\*Two things\*\* \(V2\)/g, "**Two things** (V9)"]],
    "of a value, in each another": [
      ["**Two things** (V2)", "**Two things** (V8)"],
      ["**Two things** (V2)", "**Two things** (V9)"],
    ],
    "that gives it another name": [["**Two things** (V2)", "**Two thingies** (V2)"]],
    "that removes a line": [["  - Code: https://a.b/c\n", ""]],
    "that removes it": [["- **Three things** (V3)\n", ""]],
    "that removes the first": [
      ["- **Two things** (V2)\n  - Code: https://a.b/c\n- **Three", "- **Three"],
    ],
    "that removes all": [[/- \*\*Three things\*\* \(V3\)\n/g, ""]],
    "that adds one": [["## Cats\n", "## Cats\n\n- **One thing** (V1)"]],
    "that adds one of other values": [["## Cats\n", "## Cats\n\n- **One thing** (V7)"]],
    "that moves one": [
      ["## Bees\n\n- **Two things** (V2)\n  - Code: https://a.b/c\n", "## Bees\n\n"],
      ["## Cats\n", "## Cats\n\n- **Two things** (V2)\n  - Code: https://a.b/c"],
    ],
    "that adds a new entry in two": [
      ["## Ants\n", "## Ants\n\n- **New** (V7)"],
      ["## Cats\n", "## Cats\n\n- **New** (V7)"],
    ],
    "that does not read": [["**Three things** (V3)", "Three things (V3)"]],
    "that hides it in another entry": [
      ["(V1)\n- **Two things** (V2)\n  - Code: https://a.b/c\n", "(V1 **Two things** V2)\n"],
    ],
    "of a heading": [["## Cats", "## Cots"]],
  };
  it.each(Object.entries(cases))("%s", (_, changes) => {
    expect(edited(...changes)).toMatchSnapshot();
  });
});
