import { quote } from "../finding/quote.ts";
import { type Item, roleOf } from "./context.ts";
import { defineRule } from "./rule.ts";
import { hasCjk } from "./words.ts";

export const authorNames = defineRule({
  name: "author-names",
  description:
    'Names of authors with LaTeX in them, with marks or "and" between two names, with a word doubled, with words run together or missing; a name that stands twice.',
  details:
    "Fields that are called author or authors. A name of two equal words (Wei Wei) is a name; so is one word alone where other authors of the work have one too, and one in capitals (OpenAI). Of a field that holds all authors as one text, each name is looked at. Two authors of one name exist: excuse them.",
  severity: "warning",
  *check(context) {
    for (const entry of context.entries) {
      const items = entry.items.filter(({ field }) => /^authors?$/.test(roleOf(field)));
      const seen = new Set<string>();
      const full = items.filter(({ value }) => value.includes(" ")).length;
      for (const item of items) {
        const wrong =
          latexIn(item.value) ??
          (isJoined(item)
            ? wrongInOne(item.value)
            : wrongName(item.value, 3 * full > 2 * items.length));
        if (wrong !== undefined) yield { at: item, message: `found ${wrong}` };
        else if (seen.has(item.value))
          yield {
            at: item,
            message: `found ${quote(item.value)} a second time in ${item.field.path}; remove it, or excuse it where there are two of that name`,
          };
        seen.add(item.value);
      }
    }
  },
  examples: {
    good: [
      {
        papers: [
          {
            authors: [
              "Wei Wei",
              "Ian McDonald",
              "Bo Li Jr.",
              "Tse-Hsun (Peter) Chen",
              "J. B. Doe",
              "HyunJun LeCun",
              "Miguel Sánchez Sánchez",
            ],
          },
          { authors: ["OpenAI", "Anna Doe", "李明", "Bo Doe"] },
          { authors: ["Suharto"] },
          { authors: ["Wang, Liwei, Yin Li, and Svetlana Lazebnik"] },
        ],
      },
    ],
    bad: [
      {
        papers: [
          {
            authors: [
              "Andr{\\'e} Doe",
              "Honglan Huang Huang",
              "Yuhui Shi.",
              "and Bo Li",
              "Anna Doe and Carl Roe",
              "Rui ZhaoYangTan",
              "Haoran",
              "Carl Roe2",
            ],
          },
        ],
        mended: {
          papers: [
            {
              authors: [
                "André Doe",
                "Honglan Huang",
                "Yuhui Shi",
                "Bo Li",
                "Anna Doe",
                "Carl Roe",
                "Rui Zhao",
                "Yang Tan",
                "Haoran Li",
              ],
            },
          ],
        },
        findings: [
          ["/papers/0/authors/0", 'found LaTeX in the name "Andr{\\\'e} Doe"; write "André Doe"'],
          [
            "/papers/0/authors/1",
            'found "Huang" twice in the name "Honglan Huang Huang"; write it once',
          ],
          [
            "/papers/0/authors/2",
            'found "." at the end of the name "Yuhui Shi."; write "Yuhui Shi"',
          ],
          ["/papers/0/authors/3", 'found "and" in the name "and Bo Li"; write one name'],
          [
            "/papers/0/authors/4",
            'found "and" in the name "Anna Doe and Carl Roe"; write one name',
          ],
          [
            "/papers/0/authors/5",
            'found letters that run together in the name "Rui ZhaoYangTan"; part them',
          ],
          [
            "/papers/0/authors/6",
            'found one word, "Haoran", beside full names; write the whole name, or join it with the one beside it',
          ],
          ["/papers/0/authors/7", 'found "2" in the name "Carl Roe2"; write the name alone'],
        ],
      },
      {
        papers: [{ authors: ["Lei Chen", "Wei Li", "Lei Chen"] }],
        mended: { papers: [{ authors: ["Lei Chen", "Wei Li"] }] },
        findings: [
          [
            "/papers/0/authors/2",
            'found "Lei Chen" a second time in authors; remove it, or excuse it where there are two of that name',
          ],
        ],
      },
    ],
  },
});

/** Whether a value holds several names: all authors as one text. */
const isJoined = ({ value, field }: Item): boolean =>
  !field.list || /[,，、;；]|\bet[. ]{0,2}al\b/i.test(value);

function wrongInOne(value: string): string | undefined {
  for (const part of value.split(/[,，、;；]|\band\b|\bet[. ]{0,2}al\b\.?/)) {
    const wrong = wordsOf(part.trim());
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** Accents of LaTeX, as combining characters (TeXbook, chapter 9). */
const ACCENTS: Readonly<Record<string, string>> = {
  "`": "\u0300",
  "'": "\u0301",
  "^": "\u0302",
  "~": "\u0303",
  "=": "\u0304",
  u: "\u0306",
  ".": "\u0307",
  '"': "\u0308",
  r: "\u030a",
  H: "\u030b",
  v: "\u030c",
  c: "\u0327",
  k: "\u0328",
};

function latexIn(value: string): string | undefined {
  if (!/[{}\\$]/.test(value)) return undefined;
  const plain = value
    .replace(
      /\{?(?:\\([uvrHck.])(?=[\s{])|\\?([`'^~="]))\s?\{?([A-Za-z])\}{0,2}/g,
      (whole, letters: string | undefined, marks: string | undefined, letter: string) =>
        /[{\\]/.test(whole) ? (letter + ACCENTS[letters ?? marks!]!).normalize("NFC") : whole,
    )
    .replace(/\{([^{}]*)\}/g, "$1");
  const mend = /[{}\\$]/.test(plain) ? "write the letters themselves" : `write ${quote(plain)}`;
  return `LaTeX in the name ${quote(value)}; ${mend}`;
}

/** What is wrong with one name, if anything is; `beside`: most authors of the work have full names. */
function wrongName(name: string, beside: boolean): string | undefined {
  if (/(?:^|\s)(?:and|&)(?:\s|$)/i.test(name))
    return `"and" in the name ${quote(name)}; write one name`;
  const digit = /[0-9*†‡§¶#@]+/.exec(name)?.[0];
  if (digit !== undefined)
    return `${quote(digit)} in the name ${quote(name)}; write the name alone`;
  if (/[a-z]{2}[.:]$/.test(name) && !/\b(?:jr|sr|al|st)\.$/i.test(name))
    return `${quote(name.slice(-1))} at the end of the name ${quote(name)}; write ${quote(name.slice(0, -1))}`;
  if (beside && /^\p{Lu}\p{Ll}{2,}(?:\p{Lu}\p{Ll}+)?$/u.test(name) && !hasCjk(name))
    return `one word, ${quote(name)}, beside full names; write the whole name, or join it with the one beside it`;
  return wordsOf(name);
}

/** One syllable: who has two family names, as in Sánchez Sánchez, may have one twice. */
const SHORT = /^(?=.{3})[^aeiouáéíóú]*[aeiou]+[^aeiouáéíóú]*$/i;

function wordsOf(name: string): string | undefined {
  const words = name.split(" ");
  const twice =
    words.length > 2 && words.find((word, at) => SHORT.test(word) && word === words[at + 1]);
  if (twice) return `${quote(twice)} twice in the name ${quote(name)}; write it once`;
  // Many write HyunJun themselves; nobody has three such names in one word.
  const together = words.some((word) => /^(?:\p{Lu}\p{Ll}{2,}){3}/u.test(word));
  return together ? `letters that run together in the name ${quote(name)}; part them` : undefined;
}
