import { describe, expect, it } from "vitest";
import { pageLines } from "./flatten.ts";

const flat = (source: string, size: number) =>
  pageLines(source, { size }).map(({ shape, block, start, end }) => [shape, block, start, end]);

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
    ["what looks like a table", "a\n| b |\n| - |\n| c |\n\n| d |\n| -- | - |\n| e |\n"],
    ["lists of one marker and of another", "- a\n- b\n\n- c\n* d\n- e\n\n# x\n\n- f\n"],
  ])("%s", (_, source) => {
    expect(flat(source, 1)).toEqual(flat(source, Infinity));
  });
});
