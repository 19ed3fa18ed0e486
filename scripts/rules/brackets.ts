import { quote } from "../finding/quote.ts";
import { characterSet } from "./characters.ts";
import { defineRule } from "./rule.ts";
import { around, runningText } from "./words.ts";

const PAIRS: Record<string, string> = {
  ")": "(",
  "]": "[",
  "}": "{",
  "）": "（",
  "】": "【",
  "」": "「",
  "』": "『",
  "》": "《",
  "”": "“",
};
const OPENING = new Set(Object.values(PAIRS));
/** Of two widths, but otherwise the same. */
const WIDTHS: Record<string, string> = { "(": "（", "（": "(", "[": "【", "【": "[" };
const EVERY = /[()[\]{}（）【】「」『』《》“”"]/g;
const ANY = characterSet('()[]{}（）【】「」『』《》“”"');

export const brackets = defineRule({
  name: "brackets",
  description:
    "Brackets and quotation marks in titles and summaries that are not closed, not opened, or closed by another kind.",
  details:
    'Left alone: numbering such as `1)`, half-open intervals such as `[0, 1)`, `:)`, inches such as `5"`, code and mathematics.',
  severity: "warning",
  *check(context) {
    for (const item of context.items("text", "phrase", "markdown", "prose")) {
      if ((item.sets & ANY) === 0) continue;
      const text = runningText(item);
      const wrong = unbalanced(text);
      if (wrong)
        yield { at: item, message: `${wrong.message} at ${quote(around(item.value, wrong.at))}` };
    }
  },
  examples: {
    good: [
      {
        list: { kinds: { list: { about: "prose[]?" } }, about: ["$$\n\\left( x_1 \\right.\n$$"] },
        papers: [
          {
            title: 'Nets (DUET) on [0, 1) in 5" Tiles',
            summary: [
              "1) 提出“框架”（如CLIP）；2) 见[此处](https://x.example.org/a_(b))",
              "求解 `f(x` 与 $[0,1)$",
              "\\[论文链接]，见 \\[1\\]",
            ],
          },
        ],
      },
    ],
    bad: [
      {
        papers: [
          {
            title: "Dense Nets (DUET",
            summary: [
              "提出框架（如CLIP)蒸馏",
              "称为“联合蒸馏的方法",
              "框架]如下",
              'the "dense net',
              "\\[论文链接，见下",
            ],
          },
        ],
        mended: {
          papers: [
            {
              title: "Dense Nets (DUET)",
              summary: [
                "提出框架（如CLIP）蒸馏",
                "称为“联合蒸馏”的方法",
                "[框架]如下",
                'the "dense" net',
                "\\[论文链接\\]，见下",
              ],
            },
          ],
        },
        findings: [
          ["/papers/0/title", 'found "(" that nothing closes at "se Nets (DUET"'],
          ["/papers/0/summary/0", 'found "（" closed by ")" at "框架（如CLIP)蒸馏"'],
          ["/papers/0/summary/1", 'found "“" that nothing closes at "称为“联合蒸馏的方法"'],
          ["/papers/0/summary/2", 'found "]" that nothing opens at "框架]如下"'],
          ["/papers/0/summary/3", 'found a quotation mark without its other at "the "dense ne"'],
          ["/papers/0/summary/4", 'found "[" that nothing closes at "\\[论文链接，见下"'],
        ],
      },
    ],
  },
});

/** The first bracket of a text that has no partner. */
function unbalanced(text: string): { at: number; message: string } | undefined {
  const open: { mark: string; at: number }[] = [];
  const straight: number[] = [];
  for (const { 0: mark, index: at } of text.matchAll(EVERY)) {
    if (mark === '"') {
      // Inches.
      if (!/[0-9]/.test(text[at - 1] ?? "") || straight.length % 2 === 1) straight.push(at);
    } else if (OPENING.has(mark)) {
      if (!(
        /[:;]-?$/.test(text.slice(Math.max(0, at - 2), at)) &&
        /^\s|^$/.test(text.slice(at + 1, at + 2))
      ))
        open.push({ mark, at });
    } else {
      const last = open.at(-1);
      const wanted = PAIRS[mark]!;
      if (last?.mark === wanted) open.pop();
      else if (last && WIDTHS[last.mark] === wanted)
        return { at, message: `found ${quote(last.mark)} closed by ${quote(mark)}` };
      else if (last && isInterval(text.slice(last.at, at + 1))) open.pop();
      else if (!isNumbering(text, mark, at))
        return last && open.some((one) => one.mark === wanted)
          ? { at: last.at, message: `found ${quote(last.mark)} that nothing closes` }
          : { at, message: `found ${quote(mark)} that nothing opens` };
    }
  }
  if (open.length > 0)
    return { at: open[0]!.at, message: `found ${quote(open[0]!.mark)} that nothing closes` };
  if (straight.length % 2 === 1)
    return { at: straight.at(-1)!, message: "found a quotation mark without its other" };
  return undefined;
}

/** `[0, 1)` or `(0, 1]`. */
const isInterval = (text: string): boolean =>
  /^[[(]\s*[^\s,()[\]]{1,12}\s*[,，;]\s*[^\s,()[\]]{1,12}\s*[)\]]$/.test(text);

/** `1)`, `a)` or `（1）` without its beginning; a smile. */
function isNumbering(text: string, mark: string, at: number): boolean {
  if (mark !== ")" && mark !== "）") return false;
  return /(?:^|[^\p{Script=Latin}\p{N}])(?:[0-9]{1,2}|[a-zA-Z]|[ivx]{1,4}|[:;]-?)$/u.test(
    text.slice(Math.max(0, at - 6), at),
  );
}
