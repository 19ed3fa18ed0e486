// Pages that no list is like: blocks of any sort in any order, as people and machines leave them behind.
import fc from "fast-check";

const words = fc.constantFrom(
  "Deep Nets",
  "视觉定位综述",
  "a_b * c",
  "{{paper.title}}",
  "{{ not a hole }}",
  "`{{x}}` code",
  "🔥 NEW",
  "**ViT**: An Image",
  "N/A",
  "$x_1$ < 3 & y",
  "CVPR 2024",
  "a<br>b",
  "<b>bold</b>",
  "[^1]",
  "1. not",
  "- dash",
  "a | b",
  "\\*",
  "｛｛宽｝｝",
);
const link = fc.constantFrom(
  "[paper](https://example.org/p)",
  "[[code](https://github.com/a/b)]",
  "[**T**](https://example.org/t)",
  "<https://example.org/x>",
  "https://example.org/bare?a=1&b=2",
  "[ref][one]",
  "[one]",
  "[](https://example.org/empty)",
  "![badge](https://img.shields.io/b.svg)",
  "[![s](https://example.org/s.svg)](https://example.org/s)",
  '<a href="https://example.org/h">h</a>',
  "[top](#top)",
  "[目录](#目录)",
  "[doc](docs/a.md)",
  '[t](https://example.org/u "title")',
  "[nothing]()",
);
const line = fc
  .array(fc.oneof(words, link), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(" "));
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 4 });

const heading = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.oneof(line, words, fc.constant("")))
  .map(([depth, text]) => `${"#".repeat(depth)} ${text}`);
const setext = fc
  .tuple(line, fc.constantFrom("===", "---"))
  .map(([text, under]) => `${text}\n${under}`);

const inner = fc.oneof(
  line.map((text) => `  - ${text}`),
  line.map((text) => `  ${text}`),
  line.map((text) => `\n  ${text}`),
  line.map((text) => `\t* ${text}`),
  line.map((text) => `    1. ${text}`),
  fc.constant("  ```yaml\n  key: {{value}}\n  ```"),
  fc.constant("  | a | b |\n  | - | - |\n  | 1 | 2 |"),
  fc.constant("  > quoted"),
);
const list = fc
  .tuple(
    fc.constantFrom("- ", "* ", "+ ", "1. ", "1) ", "-   "),
    fc.constantFrom("\n", "\n\n"),
    few(fc.tuple(fc.oneof(line, fc.constant("")), fc.array(inner, { maxLength: 2 }))),
  )
  .map(([marker, between, items]) =>
    items.map(([text, more]) => [marker + text, ...more].join("\n")).join(between),
  );
const paragraph = few(line).map((lines) => lines.join("\n"));
const broken = few(line).map((lines) => lines.join("  \n"));

const table = fc
  .tuple(
    few(words),
    fc.array(fc.array(fc.oneof(line, fc.constant("")), { maxLength: 5 }), { maxLength: 4 }),
  )
  .map(([names, rows]) =>
    [names, names.map(() => "---"), ...rows]
      .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
      .join("\n"),
  );
const other = fc.constantFrom(
  "---",
  "***",
  "<!-- a comment -->",
  "<!-- end of {{paper.title}} -->",
  '<a name="topic"></a>',
  "<a id='x'/>",
  "<details><summary>More</summary>\n\n- [x](https://example.org/d)\n\n</details>",
  '<table>\n\t<tr><td><a href="https://example.org/1">1</a> <a href="https://example.org/2">2</a></td></tr>\n\n\t<tr><td><a href="https://example.org/3">3</a></td></tr>\n</table>',
  "```bibtex\n@article{x, title = {{T}}}\n```",
  "    indented {{code}}",
  "> a quotation\n> - [q](https://example.org/q)",
  "[one]: https://example.org/one",
  "[^1]: A footnote.",
  "[unused]: <https://example.org/unused> 'Title'",
  '<p align="center">\n<b>{{x}}</b>\n</p>',
  "$$\nx_1 \\\\ y\n$$",
);

/** A page as text. */
export const noisePage: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", "\uFEFF", "---\nlayout: post\ntitle: x\n---\n\n"),
    fc.array(fc.oneof(heading, setext, list, list, paragraph, broken, table, other), {
      maxLength: 12,
    }),
    fc.constantFrom("\n", "\r\n"),
    fc.boolean(),
    fc.constantFrom("\n\n", "\n\n\n"),
  )
  .map(([lead, blocks, end, again, gap]) =>
    (lead + (again ? [...blocks, ...blocks.slice(0, 2)] : blocks).join(gap) + "\n").replaceAll(
      "\n",
      end,
    ),
  );
