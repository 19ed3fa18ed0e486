import { describe, expect, it } from "vitest";
import { type PageLine, pageLines } from "./flatten.ts";
import { showSymbols } from "./symbols.ts";

const flat = (source: string, size: number) =>
  pageLines(source, { size }).map(({ symbols, ...line }) => [showSymbols(symbols.codes), line]);

describe("reads the same lines in pieces as in one", () => {
  it.each([
    ["a fence in raw HTML", "<br>\n- a\n```js\n\nx\n\n# b\n\n```\n\ny\n\n# c\n"],
    ["a fence behind a comment", "<!--\n-->\n```\n\n# x\n\n```\n\n# y\n"],
    ["a comment in raw HTML", "<div>\n<!--\n\n# x\n\n-->\n\n# y\n"],
    ["a fence behind a paragraph that begins with a tag", "<b>a</b> b\n```\n\n# x\n\n```\n\n# y\n"],
    [
      "a table by its rows",
      "x\n\n| a | b |\n| - | :-: |\n| c | d |\n| e |\n| f | g | h |\n\n| i |\n| j |\n",
    ],
    [
      "rows that a line without a bar begins or ends",
      "| a |\n| - |\n| b |\nc\n| d |\n# e\n| f |\n",
    ],
    ["rows in which nothing stands", "| a |\n| - |\n| |\n| |\n\n## b\n\n- c\n- d\n"],
    ["what looks like a table", "a\n| b |\n| - |\n| c |\n\n| d |\n| -- | - |\n| e |\n"],
    ["a fence that is indented too far to end another", "```\n    ```\n\n# x\n\n```\n\n# y\n"],
    ["a marker in an item behind a paragraph", "a\n- 1990.\n- b\n"],
    ["a line that a lone carriage return ends", "a\n\n|\r b |\n| - |\n| c |\n\nd\n"],
    [
      "definitions at the end, blank lines between them",
      "# a\n\nfirst a long paragraph, longer than the definitions are\n\n- [B][]\n\n- then some more that is as long as that, and [ c\n  D ]\n\n# e\n\n[x](b)\n\n[b]: https://b.org\n\n[c d]: https://c.org\n",
    ],
    ["a definition in an item", "# a\n\n[b] and [x]: c\n\n- [b]: https://b.org\n\n# d\n"],
    ["a definition with a long label", "# a\n\n[b c]\n\n> [b\n> c]: https://b.org\n\n# d\n"],
    ["lists of one marker and of another", "- a\n- b\n\n- c\n* d\n- e\n\n# x\n\n- f\n"],
  ])("%s", (_, source) => {
    expect(flat(source, 1)).toEqual(flat(source, Infinity));
  });
});

it("tells where the characters of a block of code stand", () => {
  const source = "```js\na(\n- [b](c)\n```\n\ntext\n";
  const [{ symbols, end }] = pageLines(source) as [PageLine];
  // A line end is no space.
  const text = "js\ufdd0a(\ufdd0- [b](c)";
  expect(String.fromCharCode(...symbols.codes)).toBe(text);
  expect([...symbols.starts].map((start) => source[start]!.replace("\n", "\ufdd0"))).toEqual([
    ...text,
  ]);
  expect(Math.max(...symbols.ends)).toBeLessThan(end);
});
