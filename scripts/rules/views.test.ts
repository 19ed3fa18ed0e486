import fc from "fast-check";
import GithubSlugger from "github-slugger";
import type { Nodes, Root } from "mdast";
import { toString } from "mdast-util-to-string";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../markdown/markdown.ts";
import type { Spot } from "./html.ts";
import { strayMarks } from "./marks.ts";
import { outline } from "./outline.ts";
import { likeness, Sketches } from "./shingles.ts";

function* nodes(node: Nodes): Generator<Nodes> {
  yield node;
  if ("children" in node) for (const child of node.children) yield* nodes(child);
}

const text = fc
  .array(
    fc.constantFrom(
      "a",
      "模型",
      "B C",
      "_x_",
      "**y**",
      "`c`",
      "&amp;",
      "\\*",
      "3D-",
      "[l](u)",
      "！",
      "<b>z</b>",
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(" "));

const bare = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), text)
    .map(([depth, inner]) => `${"#".repeat(depth)} ${inner}`),
  text.map((inner) => `${inner}\n---`),
  text.map((inner) => `Paragraph ${inner} [to](#there)`),
  text.map((inner) => `\`\`\`\n# ${inner}\n\`\`\``),
  text.map((inner) => `<!--\n# ${inner}\n-->`),
  fc
    .array(fc.array(fc.constantFrom("a", "b \\| c", ""), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    })
    .map(
      (rows) =>
        `| h | i |\n| - | :-: |\n${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}`,
    ),
  fc.constant("- item\n  - inner"),
  fc.constantFrom("- - -", "* * *", "text\n- - -", "# a #b # #", "#", "a__b\n==="),
);

const indented = (inner: string, first: string, rest: string): string =>
  first + inner.replaceAll("\n", `\n${rest}`);
const block = fc.oneof(
  { weight: 3, arbitrary: bare },
  bare.map((inner) => indented(inner, "> ", "> ")),
  bare.map((inner) => indented(inner, "- ", "  ")),
  bare.map((inner) => indented(inner, "1. ", "   ")),
  bare.map((inner) => indented(inner, "> - ", ">   ")),
  bare.map((inner) => indented(inner, "- > ", "  > ")),
);

describe("outline", () => {
  it("reads headings and tables as the Markdown parser does", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const source = blocks.join("\n\n");
        const tree: Root = parseMarkdown(source);
        const all = [...nodes(tree)];
        const headings = all.filter((node) => node.type === "heading");
        const found = outline(source);
        expect(found.headings.map(({ depth, line }) => [depth, line])).toEqual(
          headings.map((node) => [node.depth, node.position!.start.line]),
        );
        const slugger = new GithubSlugger();
        const again = new GithubSlugger();
        expect(found.headings.map((one) => again.slug(one.text))).toEqual(
          headings.map((node) => slugger.slug(toString(node, { includeHtml: false }))),
        );
        expect(found.tables.length).toBe(all.filter((node) => node.type === "table").length);
        expect(found.anchors.length).toBe(
          all.filter((node) => node.type === "link" && node.url.startsWith("#")).length,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("reads lines of every ending, and tells places by line feeds", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const source = blocks.join("\n\n");
        const found = outline(source);
        expect(outline(source.replaceAll("\n", "\r\n"))).toEqual(found);
        const inOne = ({ line, column }: Spot) => ({ line: 1, column: starts[line - 1]! + column });
        const starts = [...source.matchAll(/^/gm)].map(({ index }) => index);
        expect(outline(source.replaceAll("\n", "\r"))).toEqual({
          headings: found.headings.map((heading) => ({ ...heading, line: 1 })),
          anchors: found.anchors.map((link) => ({ ...link, ...inOne(link) })),
          ids: new Map([...found.ids].map(([id, at]) => [id, inOne(at)])),
          htmlTitle: found.htmlTitle,
          repeated: found.repeated.map(({ id, at }) => ({ id, at: inOne(at) })),
          tags: found.tags.map((tag) => ({ ...tag, ...inOne(tag) })),
          tables: found.tables.map(({ columns, rows }) => ({
            columns,
            line: 1,
            rows: rows.map(({ cells }) => ({ cells, line: 1 })),
          })),
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe("strayMarks", () => {
  it("finds bold marks exactly where the Markdown parser leaves them in the text", () => {
    const part = fc.constantFrom("**", "字", "a", "。", " ", "（", "x", "，", "词 ");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const source = `始${parts
          .join("")
          .replace(/\*{3,}/g, "**")
          .replace(/ {2,}/g, " ")}终`;
        const left = [...nodes(parseMarkdown(source))].filter(
          (node) => node.type === "text" && node.value.includes("**"),
        );
        const space = /(?<=\s)\*\*(?=\s)/.test(source);
        if (!space) expect(strayMarks(source) !== undefined).toBe(left.length > 0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("Sketches", () => {
  it("brings together texts that are nearly the same", () => {
    const letter = fc
      .integer({ min: 0x4e00, max: 0x5fff })
      .map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.array(letter, { minLength: 40, maxLength: 60 }), fc.nat(30), (letters, at) => {
        const first = letters.join("");
        const second = `${first.slice(0, at)}改${first.slice(at + 1)}`;
        const sketches = new Sketches<number>(10, 12);
        expect(sketches.add("另外一段没有关系的文字，长短也不一样。", 0)).toEqual([]);
        expect(sketches.add(first, 1)).toEqual([]);
        expect(sketches.add(second, 2)).toEqual([1]);
        expect(likeness(first, second)).toBeGreaterThan(0.6);
      }),
      { numRuns: 200 },
    );
  });
});
