// Random damage to a page, as a generator.
import fc from "fast-check";

/** Lines that begin, end or take in blocks, or read as lines of templates. */
const lines = [
  ...["", " ", "text", "  more text", "    code", "\ttab", "\\", "two  ", "***", "---", "===", "-"],
  ...["# x", "## 2024", "## Papers", "### x", "#", "Title\n===", "- a\n---"],
  ...["- x", "* x", "+ x", "1. x", "2) x", "10. x", "  - x", "    - x", "\t- x", "- - x", "- # x"],
  ...["- **a** (b 2024)", "  - DOI：[a](https://doi.org/a)", "- [2024](#2024)", "Fin.", "CC0"],
  ...["```", "```js", "~~~", "````", "  ```", "- ```", "> ```", "```\ncode\n```"],
  ...[
    "<!--",
    "-->",
    "<!-- x -->",
    "  <!--",
    "- <!--",
    "<div>",
    "</div>",
    "<details>",
    "<br>",
    "<b>",
  ],
  ...["<script>", "</script>", "<pre>", "<?x", "?>", "<!X", "<![CDATA[", "]]>", "text\n<div>"],
  ...["> x", "> - x", ">", "> # x", "| a | b |", "| - | - |", "|-|", "| --- |", "a | b\n- | -"],
  ...["[x]: y", "[a]:", "[x]: <y> 'z'", "[^1]: note", "- [x]: y", "[2024]: /url", "[paper]: /url"],
];

const character = fc.constantFrom(
  ..."\n \t-*+#>|`~_[]()<>!\\1.:=&x见，｜",
  "\r\n",
  "\r",
  "\n\n",
  "    ",
  "<!--",
  "-->",
  "```",
  "]:",
  "\n- ",
  "\n  ",
  "| ",
  "\uFEFF",
);

/** What makes a line a heading, an item or a quotation, or indents it. */
const MARKER = /^ *(#+ |[-*+>] ?|\d+\. )?/;

type Edit = (page: string) => string;

/** A place in a list, given a large number. */
const within = (at: number, length: number): number => (length === 0 ? 0 : at % length);

const atCharacter = fc
  .record({ at: fc.nat(), count: fc.nat({ max: 3 }), text: fc.oneof(fc.constant(""), character) })
  .map(({ at, count, text }): Edit => (page) => {
    const index = within(at, page.length + 1);
    return page.slice(0, index) + text + page.slice(index + count);
  });

/** Edits of what a separator cuts a page into: lines, or blocks between blank lines. */
const ofPieces = (separator: string) =>
  fc
    .record({
      what: fc.constantFrom(
        ...["cut", "double", "copy", "move", "swap", "insert", "join", "indent", "bare", "raise"],
      ),
      at: fc.nat(),
      to: fc.nat(),
      near: fc.boolean(),
      count: fc.integer({ min: 1, max: 4 }),
      line: fc.constantFrom(...lines),
      indent: fc.constantFrom(" ", "  ", "    ", "\t", "> ", "- ", "1. ", "\\"),
    })
    .map(({ what, at, to, near, count, line, indent }): Edit => (page) => {
      const pieces = page.split(separator);
      const index = within(at, pieces.length);
      const target = near ? Math.min(index + count, pieces.length) : within(to, pieces.length + 1);
      const own = pieces.slice(index, index + count);
      if (what === "cut") pieces.splice(index, count);
      else if (what === "double") pieces.splice(index, 0, ...own);
      else if (what === "copy") pieces.splice(target, 0, ...own);
      else if (what === "move") {
        pieces.splice(index, count);
        pieces.splice(Math.min(target, pieces.length), 0, ...own);
      } else if (what === "swap") pieces.splice(index, count, ...own.reverse());
      else if (what === "insert") pieces.splice(index, 0, line);
      else if (what === "join")
        pieces.splice(index, count, own.join(separator === "\n" ? " " : "\n"));
      else if (what === "bare")
        pieces.splice(index, own.length, ...own.map((piece) => piece.replace(MARKER, "")));
      else if (what === "raise")
        pieces.splice(index, own.length, ...own.map((piece) => piece.replace(/^ {0,2}#?/, "#")));
      else pieces.splice(index, own.length, ...own.map((piece) => indent + piece));
      return pieces.join(separator);
    });

const ofAll = fc.constantFrom<Edit>(
  (page) => page.replaceAll("\n", "\r\n"),
  (page) => `\uFEFF${page}`,
  (page) => page.trimEnd(),
  (page) => `\n\n${page}\n\n`,
  (page) => page.replaceAll("\n\n", "\n"),
  (page) => page.replaceAll("- ", "* "),
  (page) => page + page,
);

const edit = fc.oneof(
  { weight: 6, arbitrary: ofPieces("\n") },
  { weight: 3, arbitrary: ofPieces("\n\n") },
  { weight: 4, arbitrary: atCharacter },
  { weight: 1, arbitrary: ofAll },
);

/** Anything that people and programs do to a page, up to several at once. */
export const handDamage: fc.Arbitrary<Edit> = fc
  .array(edit, { minLength: 1, maxLength: 5 })
  .map((edits) => (page) => edits.reduce((text, change) => change(text), page));
