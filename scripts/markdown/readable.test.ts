import fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "./markdown.ts";
import { checkReadable, checkTemplate, unreadable } from "./readable.ts";

const MARKED = Array.from({ length: 300 }, () => "~").join(" ");
const times = (count: number, line: (index: number) => string, end = "\n") =>
  Array.from({ length: count }, (_, index) => line(index) + end).join("");

describe("checkReadable", () => {
  it.each([
    ["a line of emphasis", "*_".repeat(501)],
    ["unclosed comments", "x <!--".repeat(101)],
    ["brackets", "[a]".repeat(1001)],
    ["lines of one paragraph", times(4, () => MARKED)],
    ["lines that lone carriage returns end", times(4, () => MARKED, "\r")],
    ["indented lines", `- x\n${times(4, () => `  ${MARKED}`)}`],
    ["markers that are indented too far", `- x\n${times(4, () => `      - ${MARKED}`)}`],
    ["numbers that begin no list", `x\n${times(4, () => `2. ${MARKED}`)}`],
    ["bars without a table", `x\n${times(4, () => `| ${MARKED} |`)}`],
  ])("refuses %s", (_, source) => {
    expect(() => checkReadable(source)).toThrow(/a paragraph with more than 1000 marks/);
  });

  it.each([
    ["badges", times(400, (index) => `[![a_b](https://a.example/${index})](https://b.example)`)],
    ["links in a line", times(300, (index) => `**[${index}](https://a.example)** `, "")],
    ["items", times(800, (index) => `- **[${index}](https://a.example)**`)],
    ["numbered items", times(800, (index) => `${index + 1}. **[a](https://a.example)**`)],
    ["rows", `| a |\n| - |\n${times(800, () => "| **[a](b)** |")}`],
    ["rows of Windows", `| a |\r\n| - |\r\n${times(800, () => "| **[a](b)** |", "\r\n")}`],
    ["rows without outer bars", `a | b\n:- | :-:\n${times(800, () => "**[a](b)** | c")}`],
    ["escapes", "\\*\\_\\[".repeat(1001)],
    ["spaces", `| a |\r${" ".repeat(200)}|\n`],
    ["names", "snake_case ".repeat(1001)],
  ])("accepts many %s", (_, source) => {
    expect(() => checkReadable(source)).not.toThrow();
  });

  it("finds the marks of every paragraph, whatever its lines begin with", () => {
    const lead = fc.constantFrom(
      ..."|  |    |- |* |2. |1. |      - |> |>   - |  - |# |#x|<b>|<div>|```|\t|- - ".split("|"),
    );
    const text = fc.constantFrom(MARKED, MARKED, MARKED, "", "a", "| a |", "| - |", "| a", "a | b");
    const rule = fc.constantFrom("- | -", "--- | ---", "---", "===", "");
    const line = fc.oneof(
      { weight: 8, arbitrary: fc.tuple(lead, text).map((parts) => parts.join("")) },
      rule,
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const source = lines.join("\n");
        try {
          checkReadable(source);
        } catch {
          return;
        }
        for (const inside of paragraphs(parseMarkdown(source), source))
          expect(inside.split(MARKED).length - 1, source.replaceAll(MARKED, "M")).toBeLessThan(4);
      }),
      { numRuns: 500 },
    );
  });
});

/** The source of each node whose text is read as one. */
function* paragraphs(node: Nodes, source: string): Generator<string> {
  if (["paragraph", "heading", "tableCell"].includes(node.type))
    yield source.slice(node.position!.start.offset, node.position!.end.offset);
  else if ("children" in node) for (const child of node.children) yield* paragraphs(child, source);
}

it("gives a value half as much", () => {
  expect(unreadable("*_".repeat(250))).toBeUndefined();
  expect(unreadable("*_".repeat(251))).toMatch(/more than 500 marks/);
  expect(unreadable("$$".repeat(251))).toMatch(/more than 500 marks/);
  expect(unreadable("> ".repeat(100))).toMatch(/nested deeper than 30 levels/);
  expect(unreadable("- **a** [b](c)\n".repeat(600))).toBeUndefined();
});

it.each([
  ["emphasis", `${"*a* _b_ ".repeat(80)}\n\n`],
  ["references", `${"[a][b] ".repeat(140)}\n\n`],
  ["tags", `${'<a b="c">'.repeat(60)}\n\n`],
  ["entities", `${"&amp;&#65;".repeat(300)}\n\n`],
  ["spans of code", `${"`a `` b ".repeat(100)}\n\n`],
  ["definitions", "[a]: https://x.example/1\n\n"],
])("refuses a page of little else than %s, each paragraph of which may stand", (_, part) => {
  expect(() => checkReadable(part)).not.toThrow();
  const page = part.repeat(500_000 / part.length);
  expect(() => checkReadable(page)).toThrow(
    /found more than \d+ marks such as .* in \d+ characters/,
  );
});

describe("how many blocks a page may have", () => {
  it.each([
    ["paragraphs", "x\n\n".repeat(150_000)],
    ["items", "- x\n".repeat(220_000)],
    ["items alike", "- **A** (V 2020)\n".repeat(50_000)],
    ["items within items", "- x\n  - y\n".repeat(10_000)],
    ["items far within items", `- x\n${`${" ".repeat(40)}- y\n`.repeat(3_000)}`],
    ["quotations within each other", `${"> ".repeat(29)}x\n`.repeat(2_000)],
  ])("grows with its length: too many %s are refused at once", (_, page) => {
    expect(() => checkReadable(page)).toThrow(/found more than \d+ lines, items and quotations/);
  });

  it("is beyond what a long list needs", () => {
    const entry = `- **${"A title of some length ".repeat(3)}**\n\n  - [paper](https://a.org/x)\n`;
    expect(() => checkReadable(entry.repeat(10_500))).not.toThrow();
    expect(() => checkReadable("| c | d |\n".repeat(11_000))).not.toThrow();
    expect(() => checkTemplate("\npara\n".repeat(3_001))).toThrow(/3000 at most/);
  });
});
