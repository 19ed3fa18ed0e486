import fc from "fast-check";
import type { BlockContent, PhrasingContent, RootContent } from "mdast";
import { expect, it, test, vi } from "vitest";
import { escapeText, type TextContext, UNKNOWN, writeCode, writeUrl } from "./escape.ts";
import { parseMarkdown } from "./markdown.ts";
import { leaves, nastyText, paragraph, plain, text } from "../testing/nasty.ts";
import { formatTable } from "./table.ts";

// Prettier is slow, and slower when a failure is being narrowed down.
vi.setConfig({ testTimeout: 60_000 });

/** A place for one value or two: the source of its block, and the tree that it must read back as. */
type Place = (
  first: string,
  second: string,
) => { source: string; tree: RootContent | BlockContent };

const write = (value: string, before: string, after: string, more: Partial<TextContext> = {}) =>
  escapeText(value, { before, after, ...more });

const link = (url: string, ...children: PhrasingContent[]): PhrasingContent => ({
  type: "link",
  url,
  children,
});

const item = (...children: BlockContent[]): RootContent => ({
  type: "list",
  ordered: false,
  spread: false,
  children: [{ type: "listItem", spread: children.length > 1, children }],
});

const places: Record<string, Place> = {
  paragraph: (a) => ({ source: write(a, "", ""), tree: paragraph(text(a)) }),

  "item and nested item": (a, b) => ({
    source: `- ${write(a, "- ", "")}\n\n  - ${write(b, "", "")}`,
    tree: item(
      paragraph(text(a)) as BlockContent,
      item(paragraph(text(b)) as BlockContent) as BlockContent,
    ),
  }),

  heading: (a) => ({
    source: `## ${write(a, "", "", { heading: true })}`,
    tree: { type: "heading", depth: 2, children: [text(a)] },
  }),

  quote: (a) => ({
    source: `> ${write(a, "> ", "")}`,
    tree: { type: "blockquote", children: [paragraph(text(a)) as BlockContent] },
  }),

  "bold, then parentheses": (a, b) => {
    const title = `**${write(a, "**", "** (")}** (`;
    return {
      source: `${title}${write(b, title, " 2024)")} 2024)`,
      tree: paragraph({ type: "strong", children: [text(a)] }, text(` (${b} 2024)`)),
    };
  },

  "emphasis, strikethrough": (a, b) => ({
    source: `_${write(a, "_", "_ ~~")}_ ~~${write(b, "~~", "~~")}~~`,
    tree: paragraph({ type: "emphasis", children: [text(a)] }, text(" "), {
      type: "delete",
      children: [text(b)],
    }),
  }),

  "between Chinese letters": (a, b) => {
    const start = `见${write(a, "见", "（")}（`;
    return {
      source: `${start}${write(b, start, "）见")}）见`,
      tree: paragraph(text(`见${a}（${b}）见`)),
    };
  },

  "link text, then text": (a, b) => ({
    source: `[${write(a, "[", "](", { label: true })}](u) ｜ ${write(b, "](u) ｜ ", "")}`,
    tree: paragraph(link("u", text(a)), text(` ｜ ${b}`)),
  }),

  "text against a link": (a, b) => ({
    source: `${write(a, "", "[")}[k](u)${write(b, "](u)", "")}`,
    tree: paragraph(text(a), link("u", text("k")), text(b)),
  }),

  "a bold link and an image": (a, b) => ({
    source: `**[${write(a, "**[", "](", { label: true })}](u)** ![${write(b, "![", "](", { label: true })}](v)`,
    tree: paragraph({ type: "strong", children: [link("u", text(a))] }, text(" "), {
      type: "image",
      url: "v",
      alt: b,
    }),
  }),

  "a table": (a, b) => ({
    source: formatTable(
      [
        ["x", "y"],
        [
          write(a, "| ", " |", { cell: true }),
          `[${write(b, "[", "](", { cell: true, label: true })}](u)`,
        ],
      ],
      [null, "center"],
    ).join("\n"),
    tree: {
      type: "table",
      align: [null, "center"],
      children: [
        [text("x"), text("y")],
        [text(a), link("u", text(b))],
      ].map((cells) => ({
        type: "tableRow",
        children: cells.map((cell) => ({ type: "tableCell", children: [cell] })),
      })),
    },
  }),
};

const pairs = fc.array(fc.tuple(nastyText, nastyText), { minLength: 60, maxLength: 60 });

test.each(Object.keys(places))("any text survives: %s", async (name) => {
  await fc.assert(
    fc.asyncProperty(pairs, async (values) => {
      const blocks = values.map(([a, b]) => places[name]!(a, b));
      for (const { source, tree } of blocks) {
        const read = parseMarkdown(source).children.map(plain);
        expect(read, source).toEqual([plain(tree)]);
      }
      await leaves(blocks.map(({ source }) => source));
    }),
    { numRuns: 4 },
  );
});

test.each([
  ["Dynamic-LLaVA: 3D C# (v2.0) + more", "Dynamic-LLaVA: 3D C# (v2.0) + more"],
  ["snake_case, 2 * 3, a < b, R&D, 50%", "snake_case, 2 * 3, a < b, R&D, 50%"],
  ["- item", "\\- item"],
  ["2024. Year", "2024\\. Year"],
  ["---", "\\---"],
  ["*a* _b_", "\\*a\\* \\_b\\_"],
  ["x < y <b>", "x < y \\<b>"],
  ["&copy; & co", "\\&copy; & co"],
  ["C:\\new \\alpha \\*", "C:\\new \\alpha \\\\\\*"],
  ["see https://x.y/a_b", "see https://x.y/a_b"],
  ["see https://x.y/_a_", "see https\\://x.y/\\_a\\_"],
])("%s needs no more than %s", (value, source) => {
  expect(write(value, "", "")).toBe(source);
});

test("what follows, or may follow, counts", () => {
  expect(write("a!", "", " ")).toBe("a!");
  expect(write("a!", "", "[")).toBe("a\\!");
  expect(write("a!", "", UNKNOWN)).toBe("a\\!");
  expect(write("a\\", "", UNKNOWN)).toBe("a\\\\");
});

test("a long line before is no block of its own", () => {
  expect(write("- x", `${"a ".repeat(40)}- `, "")).toBe("- x");
});

test("any address survives", async () => {
  const address = fc
    .array(
      fc.constantFrom(
        ..."http:// x.y / ? & = # % ( ) ~ _ * ! $ ' , ; @ [ ] 见 a &copy; &#35; \\ < > {{".split(
          " ",
        ),
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(fc.array(address, { minLength: 100, maxLength: 100 }), async (urls) => {
      const lines = urls.map((url) => `[a](${writeUrl(url)}) b`);
      for (const [index, line] of lines.entries()) {
        const [read] = parseMarkdown(line).children;
        expect(plain(read!), line).toEqual(
          plain(paragraph(link(urls[index]!, text("a")), text(" b"))),
        );
      }
      await leaves(lines);
    }),
    { numRuns: 10 },
  );
});

test("any code survives", async () => {
  const code = fc
    .array(fc.constantFrom("`", "``", "|", "\\", " ", "a", "*", "见"), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.join(""))
    // In a cell, no source holds a pipe after a backslash.
    .filter((value) => value.trim() === value && value !== "" && !value.includes("\\|"));
  await fc.assert(
    fc.asyncProperty(fc.array(code, { minLength: 50, maxLength: 50 }), async (values) => {
      const lines = values.map((value) => `a ${writeCode(value)} b`);
      const rows = values.map((value) => [writeCode(value, { cell: true })]);
      const table = formatTable([["x"], ...rows], [null]).join("\n");
      const [read] = parseMarkdown(table).children;
      const found = read!.type === "table" ? read.children.slice(1) : [];
      expect(found.map((row) => plain(row.children[0]!.children[0]!))).toEqual(
        values.map((value) => ({ type: "inlineCode", value })),
      );
      for (const [index, line] of lines.entries()) {
        expect(plain(parseMarkdown(line).children[0]!)).toEqual(
          plain(paragraph(text("a "), { type: "inlineCode", value: values[index]! }, text(" b"))),
        );
      }
      await leaves([...lines, table]);
    }),
    { numRuns: 10 },
  );
});

test("escapes a backslash at the end of a line, where it would be a line break", () => {
  const write = (after: string) => escapeText("a\\", { before: "", after });
  expect([write(""), write("\nx"), write(" x")]).toEqual(["a\\\\", "a\\\\", "a\\"]);
});

test("keeps a number before a full stop from beginning a list", () => {
  const write = (value: string, after: string) => escapeText(value, { before: "", after });
  expect(write("1986", ". x")).toBe("198&#x36;");
  expect(plain(parseMarkdown(`${write("1986", ". x")}. x`).children[0]!)).toEqual(
    plain(paragraph(text("1986. x"))),
  );
  expect(write("1986", ", x")).toBe("1986");
  expect(escapeText("1986", { before: " ", after: ") x" })).toBe("1986");
});

it("leaves references to footnotes, and no other brackets", () => {
  const write = (value: string, label = false) =>
    escapeText(value, { before: "", after: "", label });
  expect(write("a [^1], b[^note-2]")).toBe("a [^1], b[^note-2]");
  expect(write("[^1](u) [^1]: x [a] [^]")).toBe("\\[^1](u) \\[^1]: x \\[a] \\[^]");
  expect(write("[^1]", true)).toBe("\\[^1\\]");
});
