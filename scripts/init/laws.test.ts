import fc from "fast-check";
import { expect, it } from "vitest";
import { generate } from "../commands/generate.ts";
import { lintList } from "../commands/lint.ts";
import { textOf } from "../files/files.ts";
import { memoryFiles } from "../files/memory.ts";
import { pageLines } from "../markdown/flatten.ts";
import { noisePage } from "../testing/noise.ts";
import { adopt } from "./adopt.ts";
import { lostBetween } from "./content.ts";
import { init } from "./init.ts";
import { partsOf } from "./outline.ts";
import { asParagraphs, RESORTS } from "./paragraphs.ts";
import { evenedOut } from "./source.ts";

/** What is wrong with how a page moves in: it is refused, loses something, or does not lint. */
function wrongWith(page: string): string[] {
  const files = memoryFiles([["README.md", page]]);
  init(files, []);
  const { findings } = generate(files, { force: true });
  const errors = lintList(files).filter(
    ({ rule, severity }) => severity === "error" && !["local-link", "anchor"].includes(rule),
  );
  // Of a definition what is said stands where it is used; a line break in HTML is layout.
  const before = pageLines(page).filter(({ shape }) => !/:definition|:html/.test(shape));
  const lost = lostBetween(before, pageLines(textOf(files, "README.md")!));
  return [
    ...[...findings, ...errors].map(({ message }) => message),
    ...lost.map(({ line }) => `lost at ${page.slice(line.start, line.end)}`),
  ];
}

it("any page moves in, nothing of it is lost, and lint has no error", () => {
  fc.assert(
    fc.property(noisePage, (page) => {
      expect(wrongWith(page)).toEqual([]);
    }),
    { numRuns: 30, seed: 7 },
  );
});

it("what no template holds as it stands moves in as paragraphs", () => {
  const told: string[] = [];
  const page = "# A\n\n- [x](https://example.org/x)\n\n<!--\n- [y](https://example.org/y)\n";
  const { source, trial } = adopt("README.md", page, { progress: (line) => told.push(line) });
  expect(told.at(-1)).toMatch(/1 parts? become/);
  expect(trial.suspects.size).toBe(0);
  expect(source.text).toContain("<https://example.org/y>");
  expect(trial.page!.text).toContain("- [x](https://example.org/x)\n\n\\<!--");
});

it("keeps the address of a label that is defined again", () => {
  const { text } = evenedOut(
    "- [x][1]\n\n[1]: https://example.org/x\n[1]: https://example.org/y\n",
  );
  expect(text).toContain("[x](https://example.org/x)");
  expect(text).toContain("[1]: https://example.org/y");
});

it.each(RESORTS)("of any page, %s parts can become paragraphs, with all words", (resort) => {
  fc.assert(
    fc.property(noisePage, (page) => {
      const source = evenedOut(page);
      const plain = asParagraphs(source, new Set(partsOf(source.page)), resort);
      const { trial, source: made } = adopt("README.md", plain);
      expect(trial.suspects.size).toBe(0);
      const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
      const left = words(made.text);
      expect(words(source.text).filter((word) => !left.includes(word))).toEqual([]);
    }),
    { numRuns: 10, seed: 7 },
  );
});

it.each([
  ["an empty one", ""],
  ["one of headings", "# A\n\n## B\n\n## B\n\n##\n\nC\n===\n"],
  ["one of raw HTML", '<h1>A</h1>\n<ul>\n\t<li><a href="https://example.org">x</a></li>\n</ul>\n'],
  ["front matter", "---\ntitle: A\n---\n\n- [x](https://example.org)\n"],
  ["a byte order mark and carriage returns", "\uFEFF# A\r\n\r\n* [x](https://example.org)\r\n"],
  [
    "a row of too few cells and one of too many",
    "| a | b |\n|-|-|\n| 1 |\n| 1 | 2 | [3](https://example.org) |\n",
  ],
  [
    "two lists beside each other",
    "- [x](https://example.org/x)\n\n1. [y](https://example.org/y)\n",
  ],
  ["an entry that stands twice", "- [x](https://example.org)\n- [x](https://example.org)\n  - y\n"],
  [
    "sections of one name",
    "## A\n\n- [x](https://example.org/x)\n\n## A\n\n- [y](https://example.org/y)\n",
  ],
])("%s moves in", (_, page) => {
  expect(wrongWith(page)).toEqual([]);
});
