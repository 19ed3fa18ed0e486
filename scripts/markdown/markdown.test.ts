import fc from "fast-check";
import type { PhrasingContent, RootContent } from "mdast";
import prettier from "prettier";
import { expect, test, vi } from "vitest";
import { isPlain, normalizeBlock, normalizeInline } from "./canonical.ts";
import { parseMarkdown, rewriteInline, stringifyBlock } from "./markdown.ts";
import { leaves, nastyMarkdown, nastyText, paragraph, plain, text } from "../testing/nasty.ts";
import { formatTable } from "./table.ts";

// Prettier is slow, and slower when a failure is being narrowed down.
vi.setConfig({ testTimeout: 60_000 });

const cell = (source: string) => source.replaceAll("|", "\\|");

/** Raw HTML at the start of a line begins a block: what it becomes is its author's business. */
const startsAsHtml = (source: string) => /^<[^ah]/.test(source);

/** In a cell, no code holds a pipe after a backslash. */
const fitsCell = (source: string) => !/`[^`]*\\\|/.test(source);

test("the canonical form of a line stays, wherever it stands", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(nastyMarkdown, { minLength: 80, maxLength: 80 }), async (sources) => {
      const lines = sources
        .map(normalizeInline)
        .filter((line) => line !== "" && !startsAsHtml(line) && fitsCell(line));
      for (const line of lines) {
        expect(normalizeInline(line)).toBe(line);
        const [whole, ...more] = parseMarkdown(line).children;
        expect(whole?.type, line).toBe("paragraph");
        expect(more).toEqual([]);
        const content = plain(whole!);
        expect(plain(parseMarkdown(`- ${line}`).children[0]!), line).toMatchObject({
          children: [{ children: [content] }],
        });
        const table = parseMarkdown(`| x |\n| - |\n| ${cell(line)} |`).children[0]!;
        expect(plain(table), line).toMatchObject({
          children: [{}, { children: [{ ...content, type: "tableCell" }] }],
        });
      }
      const rows = lines.map((line) => [cell(line)]);
      await leaves([
        ...lines,
        lines.map((line) => `- a\n\n  - ${line}`).join("\n\n"),
        formatTable([["x"], ...rows], [null]).join("\n"),
      ]);
    }),
    { numRuns: 10 },
  );
});

test("what needs no parser would come out of it as it is", () => {
  const words = fc
    .string({ unit: fc.constantFrom(..."aA1 .,:;()'\"?+-=^%>}，。é🔥/@w<&_*["), minLength: 1 })
    .filter((label) => label.trim() === label);
  const url = fc.constantFrom("https://a.org/b_c?d=e", "http://a.org/%20/-.", "https://a.org/(b)");
  fc.assert(
    fc.property(words, url, fc.boolean(), fc.boolean(), (label, address, bold, linked) => {
      const own = linked ? `[${label}](${address})` : label;
      const source = bold ? `**${own}**` : own;
      fc.pre(isPlain(source));
      expect(rewriteInline(source)).toBe(source);
    }),
    { numRuns: 2000 },
  );
});

/** Inline nodes as a parser could give them: nothing empty, no kind within itself or beside itself. */
function inline(within: string[]): fc.Arbitrary<PhrasingContent[]> {
  const leaf = nastyText.map(text);
  const code = fc
    .constantFrom("a", "a`b", "*x*")
    .map((value): PhrasingContent => ({ type: "inlineCode", value }));
  if (within.length > 3) return fc.tuple(leaf);
  const kinds = (["emphasis", "strong", "delete"] as const).filter(
    (kind) => !within.includes(kind),
  );
  const nested = kinds.map((type) =>
    inline([...within, type]).map((children): PhrasingContent => ({ type, children })),
  );
  const link = inline([...within, "link"]).map((children): PhrasingContent => ({
    type: "link",
    url: "a_(b)",
    title: 'a "b"',
    children,
  }));
  const others = [code, ...nested, ...(within.includes("link") ? [] : [link])];
  return fc
    .array(fc.oneof(leaf, leaf, ...others), { minLength: 1, maxLength: 4 })
    .map((nodes) => nodes.filter((node, index) => node.type !== nodes[index - 1]?.type));
}

test("any tree of inline nodes reads back as itself", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(inline([]), { minLength: 60, maxLength: 60 }), async (trees) => {
      const blocks = trees.map((nodes) => paragraph(...nodes));
      const sources = blocks.map(stringifyBlock);
      for (const [index, source] of sources.entries()) {
        expect(plain(parseMarkdown(source).children[0]!), source).toEqual(plain(blocks[index]!));
      }
      await leaves(sources);
    }),
    { numRuns: 10 },
  );
});

test.each([
  ["使用 **CLIP** 与 [链接](http://x)", "使用 **CLIP** 与 [链接](http://x)"],
  ["*a* __b__ ~c~", "_a_ **b** ~~c~~"],
  ["中*文*字", "中*文*字"],
  ["a\nb  c  \nd", "a b c d"],
  ["中文\n换行", "中文换行"],
  ["- x", "\\- x"],
  ["# x", "\\# x"],
  ["1. x", "1\\. x"],
  ["> x\n> y", "\\> x > y"],
  ["[1] and [x]: y", "\\[1] and \\[x]: y"],
  ["a<br>b", "a<br>b"],
  ["$\\mathcal{L}_{KL}$ 与 $$a*b*c$$", "$\\mathcal{L}_{KL}$ 与 $$a*b*c$$"],
  ["$\\theta^*$ 到 $\\phi^*$", "$`\\theta^*`$ 到 $`\\phi^*`$"],
  ["$a < b$，$p \\in [0,1]$", "$`a < b`$，$`p \\in [0,1]`$"],
  ["$`a_b * c`$ and `$x$`", "$`a_b * c`$ and `$x$`"],
  ["$a$$`x`$", "\\$a\\$$`x`$"],
  ["$`x`$5 or so", "\\$`x`\\$5 or so"],
  ["$$a `b` c$$ and $$a*b$$c", "$$a `b` c$$ and $$a*b$$c"],
  ["**$5** to **$10**, *$x", "**\\$5** to **\\$10**, \\*\\$x"],
  ["$5 to $10, \\$x", "\\$5 to \\$10, \\$x"],
  ["[a](b 'c')", '[a](b "c")'],
  ["[a](http://x/y_(z))", "[a](<http://x/y_(z)>)"],
  ["**a *b* c** 1*2*3", "**a _b_ c** 1*2*3"],
])("%j is written %j", (source, canonical) => {
  expect(normalizeInline(source)).toBe(canonical);
});

const blocks: [string, string][] = [
  ["* a\n* b\n    * c\n\n\n1) x\n2) y", "- a\n- b\n  - c\n\n1. x\n2. y"],
  ["Title\n===\n\na\nb", "# Title\n\na b"],
  ["> a\n> b\n\n~~~text\nx  \n~~~", "> a b\n\n```text\nx\n```"],
  ["a|b\n-|:-:\n1|见", "| a   |  b  |\n| --- | :-: |\n| 1   | 见  |"],
  ["- a\n\n* b\n\n- c", "- a\n\n* b\n\n- c"],
  ["- ***\n- a\n\n---", "- ***\n- a\n\n---"],
  ["a\\\n=== \\\nb", "a\\\n\\===\\\nb"],
  ["[x]: <a b>  'c'\n[y]: z", '[x]: <a b> "c"\n[y]: z'],
  ["<div>\r\nx\r\n</div>", "<div>\nx\n</div>"],
  ["$$\r\na_b = c_d *x*\r\n- y\r\n$$", "$$\na_b = c_d *x*\n- y\n$$"],
  [
    "a\n$$\nx\n$$\n\n> $$\n> \\alpha_1\n>   = [0,1)\n> $$",
    "a\n\n$$\nx\n$$\n\n> $$\n> \\alpha_1\n>   = [0,1)\n> $$",
  ],
  ["* a\n\n  $$\n  x_1 \\\\\n  y_1\n  $$\n\n  b", "- a\n\n  $$\n  x_1 \\\\\n  y_1\n  $$\n\n  b"],
  ["$$ a\nb\n$$\n\n$$\na\n\nb", "\\$\\$ a b \\$\\$\n\n\\$\\$ a\n\nb"],
];

test.each(blocks)("the block %j is written %j", (source, canonical) => {
  expect(normalizeBlock(source)).toBe(canonical);
  expect(normalizeBlock(canonical)).toBe(canonical);
});

test("mathematics stays", async () => {
  const sums = [
    "$\\mathcal{L}_{KL} + \\mathcal{L}_{CE}$",
    "损失$x_1$和 $y^{\\ast}$",
    "$$x^* + y^*$$ $a|b$",
    "由 $`\\theta^*`$ 到 $`\\phi^*`$，$`a < b`$，$`p \\in [0,1]`$",
  ];
  expect(sums.map(normalizeInline)).toEqual(sums);
  await leaves(sums);
});

test("prettier leaves canonical blocks", async () => {
  for (const [, canonical] of blocks) await leaves([canonical]);
});

test("a block's tree survives", () => {
  const list: RootContent = {
    type: "list",
    ordered: true,
    start: 3,
    spread: false,
    children: [
      {
        type: "listItem",
        spread: false,
        children: [{ type: "paragraph", children: [text("1. a")] }],
      },
    ],
  };
  expect(stringifyBlock(list)).toBe("3. 1\\. a");
  expect(plain(parseMarkdown("3. 1\\. a").children[0]!)).toEqual(plain(list));
});

test("leaves bold text within bold text as somebody wrote it, as prettier does", async () => {
  const sources = ["**二。**三**四，**五六**七**八", "x **a **b** c** y"];
  for (const source of sources) {
    expect(normalizeBlock(source)).toBe(source);
    expect(normalizeInline(source)).toBe(source);
    expect(await prettier.format(source, { parser: "markdown" })).toBe(`${source}\n`);
  }
  expect(normalizeInline("**a __b__ c**")).toBe("**a **b** c**");
  // A mark that opens nothing is text.
  expect(normalizeInline(`**一，${sources[0]}`)).toBe(`\\*\\*一，${sources[0]}`);
});
