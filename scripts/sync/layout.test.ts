import { describe, expect, it } from "vitest";
import { paper } from "../testing/repository.ts";
import { changed, commit, edit, inStep, papers, read, start } from "../testing/sync.ts";

/** Ways in which people lay out their data, each keeping its own keys' order. */
const layouts: Record<string, (entries: object[]) => string> = {
  "two spaces": (entries) => `${JSON.stringify(entries, null, 2)}\n`,
  "four spaces, no line feed at the end": (entries) => JSON.stringify(entries, null, 4),
  tabs: (entries) => `${JSON.stringify(entries, null, "\t")}\n`,
  CRLF: (entries) => `${JSON.stringify(entries, null, 2).replaceAll("\n", "\r\n")}\r\n`,
  "a line for each entry": (entries) =>
    `[\n  ${entries.map((entry) => JSON.stringify(entry)).join(",\n  ")}\n]\n`,
  "a spaced line for each entry": (entries) =>
    `[\n${entries.map((entry) => `  ${JSON.stringify(entry).replaceAll(/[:,](?=["[{0-9])|(?<=\{)|(?=\})/g, (mark) => `${mark} `)}`).join(",\n")}\n]\n`,
};

const lines = (text: string) => text.split("\n");

describe.each(Object.entries(layouts))("data with %s", (_, layout) => {
  const data = [
    { year: 2024, venue: "ICML", title: "Alpha" },
    { title: "Beta", tags: ["x", "y"], venue: "ICML", year: 2024 },
    paper("Gamma"),
  ];
  const make = () => start(undefined, { "data/papers.json": layout(data) });

  it("changes in one line for one field, and not at all for none", () => {
    const repository = make();
    const before = read(repository, "data/papers.json");
    edit(repository, "README.md", ["**Beta** (ICML", "**Beta** (ACL"]);
    expect(repository.paperlist("sync").code).toBe(0);
    expect(changed(repository, "data/papers.json")).toBe("1 1");
    expect(read(repository, "data/papers.json")).toBe(
      before.replace(/(Beta".*?venue": ?")ICML/s, "$1ACL"),
    );
    inStep(repository);
  });

  it("takes new entries and new fields in its own way", () => {
    const repository = make();
    const before = lines(read(repository, "data/papers.json"));
    edit(
      repository,
      "README.md",
      ["- **Beta**", "- **New** (ACL 2020)\n- **Beta**"],
      ["- **Alpha** (ICML 2024)\n", "- **Alpha** (ICML 2024)\n  - [notes](https://x.org/a)\n"],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(papers(repository)).toEqual([
      { ...data[0], links: { notes: "https://x.org/a" } },
      paper("New", { venue: "ACL", year: 2020 }),
      ...data.slice(1),
    ]);
    const expected = layout([
      { ...data[0], links: { notes: "https://x.org/a" } },
      paper("New", { venue: "ACL", year: 2020 }),
      ...data.slice(1),
    ]);
    expect(read(repository, "data/papers.json")).toBe(expected);
    expect(lines(expected).length).toBeGreaterThan(before.length);
    commit(repository);
    // And back again.
    edit(
      repository,
      "README.md",
      ["- **New** (ACL 2020)\n", ""],
      ["  - [notes](https://x.org/a)\n", ""],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(lines(read(repository, "data/papers.json"))).toEqual(before);
  });
});

it("of files that give the order tells no moves, whatever the path of the key", () => {
  const things = Object.fromEntries(
    ["a", "b", "c"].map((zh) => [`data/things/${zh}.json`, { name: { zh } }]),
  );
  const repository = start([], {
    "data/list.json": { title: "A list", kinds: { thing: { "name.zh": "text" } } },
    "templates/README.md": "# {{list.title}}\n\n- {{thing.name.zh}}\n",
    ...things,
  });
  edit(repository, "README.md", ["- a\n- b", "- b\n- a"]);
  const { code, out } = repository.paperlist("sync");
  expect(code).toBe(0);
  expect(out).toMatch(/^README\.md: updated \(\+1 -1 lines\)\n/);
  expect(out).toContain('"a" stands in another place; expected it after');
  expect(read(repository, "README.md")).toContain("- a\n- b\n- c\n");
});

describe("a page", () => {
  it.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    [
      "another formatter",
      (text: string) => text.replaceAll(/^( *)- /gm, "$1*   ").replaceAll("\n", "\n\n"),
    ],
    ["emphasis written otherwise", (text: string) => text.replaceAll(/\*\*(\w+)\*\*/g, "__$1__")],
  ])("is understood with %s", (_, write) => {
    const repository = start();
    edit(repository, "README.md", ["**Beta** (ICML", "**Beta** (ACL"]);
    repository.write({ "README.md": write(read(repository, "README.md")) });
    const { code, out } = repository.paperlist("sync");
    expect(code).toBe(0);
    expect(out.match(/changed/g)).toHaveLength(1);
    expect(changed(repository, "data/papers.json")).toBe("1 1");
    inStep(repository);
  });
});
