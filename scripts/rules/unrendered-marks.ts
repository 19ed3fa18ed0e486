import { quote } from "../finding/quote.ts";
import { characterSet } from "./characters.ts";
import { nestedBold, strayMarks, strayTag } from "./marks.ts";
import { defineRule } from "./rule.ts";
import { around, runningText } from "./words.ts";

const MARKS = characterSet("*_<&");

export const unrenderedMarks = defineRule({
  name: "unrendered-marks",
  description:
    "`**` and `_` that stand on the page as they are, because CommonMark does not take them for emphasis, bold text within bold text, character references in plain text, and HTML that is not closed.",
  details:
    "By [CommonMark](https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis), section 6.2: closing marks after punctuation close nothing where a letter follows, as in `**方法。**然后`; put the punctuation behind them. So is `\\*\\*方法。\\*\\*然后` told, as `sync` writes it. In fields of plain text all marks stand as they are.",
  severity: "warning",
  *check(context) {
    for (const item of context.items("text", "phrase", "markdown", "prose")) {
      const { value, field, sets } = item;
      if ((sets & MARKS) === 0) continue;
      if (field.type === "text" || field.type === "phrase") {
        const mark = value.includes("**") ? /\*\*[^*]+\*\*/.exec(value) : null;
        if (mark)
          yield {
            at: item,
            message: `found ${quote(mark[0])} in a field of plain text, where marks stand as they are; write ${quote(value.replaceAll("**", ""))}`,
          };
        const entity = value.includes("&") ? ENTITY.exec(value)?.[0] : undefined;
        if (entity !== undefined)
          yield {
            at: item,
            message: `found ${quote(entity)} in a field of plain text, where it stands as it is; write ${quote(decoded(value))}`,
          };
        continue;
      }
      const text = besideMarks(runningText(item), value);
      const stray = strayMarks(text);
      if (stray)
        yield {
          at: item,
          message: `found ${quote(stray.mark)} that marks nothing at ${quote(around(value, stray.at, stray.mark.length))}; ${stray.why}`,
        };
      const nested = stray ? undefined : nestedBold(text);
      if (nested !== undefined)
        yield {
          at: item,
          message: `found bold text inside bold text, from ${quote(around(value, nested, 2))} on; a mark before a letter and behind punctuation opens and does not close: move the punctuation behind the marks`,
        };
      const escaped = stray ? undefined : escapedBold(value, text);
      if (escaped !== undefined)
        yield {
          at: item,
          message: `found ${quote(escaped)}, whose marks stand on the page as they are, and would without the backslashes: bold text has no punctuation between a mark and a letter outside; move the punctuation out, and write ** alone`,
        };
      const tag = value.includes("<") ? strayTag(value) : undefined;
      if (tag) yield { at: item, message: tag };
    }
  },
  examples: {
    good: [
      {
        papers: [
          {
            title: "A* Search",
            summary: [
              "**方法**：使用 snake_case 与 2 * 3 * 4，`**x`，\\*\\*y",
              "_强调_ <br> <sub>x</sub> \\<SEG>",
              "\\*\\*引入\\*\\*裁剪，`\\*\\*引入。\\*\\*裁剪`",
              "**[链接](https://a.org/b)**，**`code`**, _[a](b)_ c",
            ],
          },
        ],
      },
    ],
    bad: [
      {
        papers: [
          { title: "Nets at AT&amp;T", summary: ["**一，**二。**三**四，**五**六**七**八"] },
        ],
        mended: {
          papers: [
            { title: "Nets at AT&T", summary: ["**一**，**二**。**三**四，**五**六**七**八"] },
          ],
        },
        findings: [
          [
            "/papers/0/title",
            'found "&amp;" in a field of plain text, where it stands as it is; write "Nets at AT&T"',
          ],
          [
            "/papers/0/summary/0",
            'found bold text inside bold text, from "**一，**二。**" on; a mark before a letter and behind punctuation opens and does not close: move the punctuation behind the marks',
          ],
        ],
      },
      {
        papers: [
          {
            title: "**Bold** Nets",
            summary: [
              "**提出新方法。**然后训练",
              "**方法",
              "<u>重点在于速度",
              "使用\\*\\*引入“文本”\\*\\*裁剪",
            ],
          },
        ],
        mended: {
          papers: [
            {
              title: "Bold Nets",
              summary: [
                "**提出新方法**。然后训练",
                "**方法**",
                "<u>重点在于速度</u>",
                "使用**引入**“文本”裁剪",
              ],
            },
          ],
        },
        findings: [
          [
            "/papers/0/title",
            'found "**Bold**" in a field of plain text, where marks stand as they are; write "Bold Nets"',
          ],
          [
            "/papers/0/summary/0",
            'found "**" that marks nothing at "**提出新方法。**然后训练"; its partner cannot close here, for a letter follows and punctuation stands before it: move the punctuation behind the marks',
          ],
          [
            "/papers/0/summary/1",
            'found "**" that marks nothing at "**方法"; close it, or write \\*\\* for the marks themselves',
          ],
          [
            "/papers/0/summary/2",
            "found <u> that nothing closes; close it with </u>, or write \\<u> where it is a name",
          ],
          [
            "/papers/0/summary/3",
            'found "\\*\\*引入“文本”\\*\\*", whose marks stand on the page as they are, and would without the backslashes: bold text has no punctuation between a mark and a letter outside; move the punctuation out, and write ** alone',
          ],
        ],
      },
    ],
  },
});

/** Running text in which marks have the neighbours that they have in the value, code and addresses too. */
const besideMarks = (text: string, value: string): string =>
  text.replace(/ (?=[*_])|(?<=[*_]) /g, (_, at: number) => value[at]!.replace(/[*_]/, "."));

/** Character references that are written for what they stand for (HTML, section 13.5). */
const REFERENCES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{2,5});/;

const decoded = (value: string): string =>
  value.replace(new RegExp(ENTITY, "g"), (whole) => {
    const name = whole.slice(1, -1);
    return REFERENCES[name] ?? String.fromCharCode(Number(name.slice(1)));
  });

/** Two escaped marks with something between them. */
const ESCAPED = /\\\*\\\*([^*\n]+)\\\*\\\*/g;

/** The first escaped marks that would be no bold text without their backslashes: so nobody wrote them. */
function escapedBold(value: string, text: string): string | undefined {
  for (const { 0: found, 1: inner = "", index } of value.matchAll(ESCAPED)) {
    const end = index + found.length;
    const bold = `${value.slice(Math.max(0, index - 2), index)}**${inner}**${value.slice(end, end + 2)}`;
    const isText = text.slice(index, end).trim() !== "" && inner.trim() === inner;
    if (isText && strayMarks(bold)) return found;
  }
  return undefined;
}
