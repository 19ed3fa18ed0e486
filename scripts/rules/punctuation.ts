import { count } from "../finding/count.ts";
import { quote } from "../finding/quote.ts";
import { grouped } from "../pairing/grouped.ts";
import { characterSet } from "./characters.ts";
import type { Item } from "./context.ts";
import { defineRule } from "./rule.ts";
import { around, CJK, CJK_RANGES, hasCjk, runningText } from "./words.ts";

const FULL: Record<string, string> = {
  ",": "，",
  ";": "；",
  ":": "：",
  "?": "？",
  "!": "！",
  ".": "。",
};
const HALF: Record<string, string> = {
  "，": ",",
  "。": ".",
  "；": ";",
  "：": ":",
  "？": "?",
  "！": "!",
  "、": ",",
  "（": "(",
  "）": ")",
};

/** A half-width mark after a CJK letter, or after full-width closing marks, in CJK text. */
const HALF_IN_CJK = new RegExp(
  `(?<=[${CJK}）」』”》])(?:[,;?!](?![0-9])|:(?![0-9/])|\\.(?=$|\\s|[${CJK}]))`,
  "gu",
);
/** Half-width brackets around nothing but CJK letters, in CJK text. */
const BRACKETS_IN_CJK = new RegExp(`(?<=[${CJK}])\\([${CJK}、，]{1,40}\\)`, "gu");
const FULL_IN_LATIN = /[，。；：？！、（）]/g;
const FULL_BUT_BRACKETS = /[，。；：？！、]/g;
const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+/g;
const TIGHT = new RegExp(`(?<=[${CJK}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[${CJK}])`, "gu");
const SPACED = new RegExp(`(?<=[${CJK}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[${CJK}])`, "gu");

/** A label with a full-width mark that stands more often is the list's own way. */
const MOST_LABELS = 4;
/** How much of a value on each side of a mark tells what space it needs. */
const NEAR = 16;
/** The markers of a list's item, of a heading or a quotation. */
const MARKERS = /^[\s\d#)*+.>-]*$/;
const SPACE_BEFORE_TEXT = /^ (?=\S)/;
/** What no space parts from the bracket that it stands before, or from the mark that it stands behind. */
const TOUCHES_BRACKET = /(?:^|[\s([{“‘，。；：？！、（）])[*_~]*$/;
const TOUCHES_MARK = /^[*_~]*(?:$|[\s)\]},.;:?!’”，。；：？！、）])/;

/** Half-width marks, and what begins a stretch that is no running text. */
const HALF_MARKS = characterSet(`(${Object.keys(FULL).join("")}\`$<\\`);
const FULL_MARKS = characterSet(Object.keys(HALF).join(""));
const WIDE_LETTERS = characterSet("\uff10-\uff19\uff21-\uff3a\uff41-\uff5a");
const CJK_LETTERS = characterSet(CJK_RANGES);

/** Whether a text has such characters as anything could be wrong with. */
function suspicious(sets: number, spacing: string): boolean {
  if ((sets & WIDE_LETTERS) !== 0) return true;
  const cjk = (sets & CJK_LETTERS) !== 0;
  return cjk ? spacing !== "any" || (sets & HALF_MARKS) !== 0 : (sets & FULL_MARKS) !== 0;
}

interface Edit {
  at: number;
  length: number;
  text: string;
  why: string;
}

export const punctuation = defineRule({
  name: "punctuation",
  description:
    "Half-width marks between Chinese or Japanese letters, full-width marks in text without any, full-width letters and digits; where the settings ask for it, the space between CJK and Latin.",
  details:
    'By the [Requirements for Chinese Text Layout](https://www.w3.org/TR/clreq/), section 3.1. Brackets around Latin words are left alone, as are code, mathematics and addresses, and a label before a link (`Code：`) that more than four values have. `{"spacing": "space"}` or `"none"` asks for one way to join CJK and Latin letters.',
  severity: "warning",
  fixes: true,
  options: {
    spacing: {
      description: "What stands between a CJK letter and a Latin one or a digit",
      preset: "any",
      values: ["any", "none", "space"],
    },
  },
  *check(context, { spacing }) {
    const items = context
      .items("text", "phrase", "markdown", "prose")
      .filter(({ sets }) => suspicious(sets, spacing));
    const labels = grouped(items.map((item) => [labelOf(item), item]));
    for (const item of items) {
      const label = labelOf(item);
      if (label !== undefined && labels.get(label)!.length > MOST_LABELS) continue;
      const edits = editsOf(item, spacing);
      if (edits.length === 0) continue;
      const [first] = edits;
      const fix = apply(item.value, edits);
      yield {
        at: item,
        message: `found ${first!.why} at ${quote(around(item.value, first!.at, first!.length))}${edits.length > 1 ? ` and in ${count(edits.length - 1, "more place")}` : ""}, expected ${quote(fix)}`,
        fix,
      };
    }
  },
  examples: {
    good: [
      {
        papers: [
          {
            title: "SimVG: A Simple Framework",
            summary: [
              "使用低秩适配(LoRA)和专家混合(MoE)机制，提升 3:1 以上",
              "训练代码见 `a,b`，共1,500条，v1.5。",
            ],
          },
          { title: "Is Café Naïve? A Study", summary: ["한국어 문장, 그리고 영어."] },
        ],
      },
      {
        because: "a label that many have",
        papers: [
          { summary: [1, 2, 3, 4, 5].map((number) => `Code：<https://x.example/${number}>`) },
        ],
      },
    ],
    bad: [
      {
        papers: [
          {
            title: "SimVG：A Simple Framework",
            summary: [
              "提出双向蒸馏框架, 缩小特征差距,提高精度",
              "共５个数据集",
              "采用知识(教师、学生)蒸馏",
            ],
          },
        ],
        findings: [
          [
            "/papers/0/title",
            'found the full-width mark "：" in text without CJK letters at "SimVG：A Simple", expected "SimVG: A Simple Framework"',
          ],
          [
            "/papers/0/summary/0",
            'found the half-width mark "," after a CJK letter at "提出双向蒸馏框架, 缩小特征差距,提" and in 1 more place, expected "提出双向蒸馏框架，缩小特征差距，提高精度"',
          ],
          [
            "/papers/0/summary/1",
            'found the full-width "５" at "共５个数据集", expected "共5个数据集"',
          ],
          [
            "/papers/0/summary/2",
            'found half-width brackets around CJK letters at "采用知识(教师、学生)蒸馏", expected "采用知识（教师、学生）蒸馏"',
          ],
        ],
        fixed: {
          "/papers/0/title": "SimVG: A Simple Framework",
          "/papers/0/summary/0": "提出双向蒸馏框架，缩小特征差距，提高精度",
          "/papers/0/summary/1": "共5个数据集",
          "/papers/0/summary/2": "采用知识（教师、学生）蒸馏",
        },
      },
      {
        because: "what stands around the marks stays: lists, code, and bold that still is bold",
        list: {
          kinds: { list: { about: "prose[]?" } },
          about: [
            "- 一级,二级\n  - 嵌套项目",
            "- 用法, 如下\n\n  ~~~sh\n  make 甲,乙 ;  make .\n  ~~~",
          ],
        },
        papers: [
          {
            summary: [
              "运行 `cd x ; make .`,再运行,`a b`",
              "**Note：** see `a ; b` ，`c`（or **（d）**）。",
            ],
          },
        ],
        findings: [
          [
            "/papers/0/summary/0",
            'found the half-width mark "," after a CJK letter at "e .`,再运行,`a b`", expected "运行 `cd x ; make .`,再运行，`a b`"',
          ],
          [
            "/papers/0/summary/1",
            'found the full-width mark "：" in text without CJK letters at "**Note：** see `" and in 6 more places, expected "**Note:** see `a ; b`, `c` (or **(d)**)."',
          ],
          [
            "/list/about/0",
            'found the half-width mark "," after a CJK letter at "- 一级,二级\\n  - 嵌", expected "- 一级，二级\\n  - 嵌套项目"',
          ],
          [
            "/list/about/1",
            'found the half-width mark "," after a CJK letter at "- 用法, 如下\\n\\n  ~~", expected "- 用法，如下\\n\\n  ~~~sh\\n  make 甲,乙 ;  make .\\n  ~~~"',
          ],
        ],
        fixed: {
          "/papers/0/summary/0": "运行 `cd x ; make .`,再运行，`a b`",
          "/papers/0/summary/1": "**Note:** see `a ; b`, `c` (or **(d)**).",
          "/list/about/0": "- 一级，二级\n  - 嵌套项目",
          "/list/about/1": "- 用法，如下\n\n  ~~~sh\n  make 甲,乙 ;  make .\n  ~~~",
        },
      },
      {
        options: { spacing: "space" },
        papers: [{ summary: ["适用于3D场景与 LLM 模型"] }],
        findings: [
          [
            "/papers/0/summary/0",
            'found no space between CJK and Latin at "适用于3D场景与 LL" and in 1 more place, expected "适用于 3D 场景与 LLM 模型"',
          ],
        ],
        fixed: { "/papers/0/summary/0": "适用于 3D 场景与 LLM 模型" },
      },
    ],
  },
});

/** What a value says beside its addresses, where that is a word or two and a mark: `Link：<https://…>`. */
const labelOf = (item: Item): string | undefined =>
  /^[\w ]{1,20}[，。；：？！、]\s*$/.exec(runningText(item))?.[0].trim();

function editsOf(item: Item, spacing: "any" | "none" | "space"): Edit[] {
  const { value } = item;
  const text = runningText(item);
  const edits: Edit[] = [];
  const each = (
    pattern: RegExp,
    edit: (found: string, at: number) => Omit<Edit, "at" | "length"> & Partial<Edit>,
  ) => {
    for (const match of text.matchAll(pattern))
      edits.push({ at: match.index, length: match[0].length, ...edit(match[0], match.index) });
  };
  const cjk = hasCjk(text);
  if (cjk) {
    if (/[,;:?!.]/.test(text))
      each(HALF_IN_CJK, (found, at) => ({
        length: SPACE_BEFORE_TEXT.test(value.slice(at + 1, at + 3)) ? 2 : 1,
        text: FULL[found]!,
        why: `the half-width mark ${quote(found)} after a CJK letter`,
      }));
    each(BRACKETS_IN_CJK, (found) => ({
      text: `（${found.slice(1, -1)}）`,
      why: "half-width brackets around CJK letters",
    }));
  } else if (!/[\u1100-\u11ff\uac00-\ud7af]/.test(text)) {
    // A bracket of either width without its partner is for the rule brackets.
    const paired = text.split("（").length === text.split("）").length;
    each(paired ? FULL_IN_LATIN : FULL_BUT_BRACKETS, (mark, at) => ({
      ...halved(value, at),
      why: `the full-width mark ${quote(mark)} in text without CJK letters`,
    }));
  }
  each(WIDE, (found) => ({ text: found.normalize("NFKC"), why: `the full-width ${quote(found)}` }));
  if (cjk && spacing !== "any")
    each(spacing === "space" ? TIGHT : SPACED, () => ({
      text: spacing === "space" ? " " : "",
      why: spacing === "space" ? "no space between CJK and Latin" : "a space between CJK and Latin",
    }));
  return edits.sort((a, b) => a.at - b.at || a.length - b.length);
}

/** A full-width mark as a half-width one, with a space on its outer side and none on its inner. */
function halved(value: string, at: number): Pick<Edit, "at" | "length" | "text"> {
  const mark = HALF[value[at]!]!;
  const before = value.slice(Math.max(0, at - NEAR), at);
  const after = value.slice(at + 1, at + 1 + NEAR);
  if (mark === "(") {
    const length = SPACE_BEFORE_TEXT.test(after) ? 2 : 1;
    return { at, length, text: TOUCHES_BRACKET.test(before) ? mark : ` ${mark}` };
  }
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const spaces = /\S $/.test(line) && !MARKERS.test(line) ? 1 : 0;
  const text = TOUCHES_MARK.test(after) ? mark : `${mark} `;
  return { at: at - spaces, length: 1 + spaces, text };
}

/** Makes the edits, but for those that others overlap; the rest of the value stays as it is. */
function apply(value: string, edits: readonly Edit[]): string {
  let made = "";
  let done = 0;
  for (const { at, length, text } of edits) {
    if (at < done) continue;
    made += value.slice(done, at) + text;
    done = at + length;
  }
  return made + value.slice(done);
}
