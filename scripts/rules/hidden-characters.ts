import { quote } from "../finding/quote.ts";
import { characterSet } from "./characters.ts";
import { defineRule } from "./rule.ts";

/** Spaces that look like one (Unicode general category Zs, but U+3000), and what has no width. */
const CHARACTERS =
  "\u00a0\u00ad\u061c\u115f\u1160\u180e\u2000-\u200f\u2011\u202a-\u202f\u205f-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb";
const HIDDEN = characterSet(CHARACTERS);
const EVERY = new RegExp(`[${CHARACTERS}]`, "g");
const SPACE = /[\u00a0\u2000-\u200a\u202f\u205f]/;
/** Scripts whose letters a joiner or a direction mark may stand beside. */
const JOINED =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}]/u;
const PICTURE = /\p{Extended_Pictographic}|\ufe0f/u;
/** The same in an address, percent-encoded, where nobody means it. */
const ENCODED = /(?:%E2%80%8[B-F]|%E2%81%A0|%EF%BB%BF|%C2%AD)+/gi;

const NAMES: Record<string, string> = {
  "\u00a0": "a no-break space",
  "\u00ad": "a soft hyphen",
  "\u200b": "a zero-width space",
  "\u200c": "a zero-width non-joiner",
  "\u200d": "a zero-width joiner",
  "\u200e": "a left-to-right mark",
  "\u200f": "a right-to-left mark",
  "\u2011": "a no-break hyphen",
  "\u202f": "a narrow no-break space",
  "\u2060": "a word joiner",
  "\ufeff": "a byte order mark",
};

export const hiddenCharacters = defineRule({
  name: "hidden-characters",
  description:
    "Characters that cannot be seen: no-break and zero-width spaces, no-break and soft hyphens, marks that turn the direction of text.",
  details:
    "Joiners within emoji, and joiners and direction marks in text of a script that uses them, are left alone; overrides of direction never are ([UTR 36](https://www.unicode.org/reports/tr36/), section 3.4). Control characters are refused by the schema.",
  severity: "warning",
  fixes: true,
  *check(context) {
    for (const item of context.items(
      "text",
      "word",
      "phrase",
      "markdown",
      "prose",
      "url",
      "doi",
      "arxiv",
    )) {
      const { value } = item;
      const address = item.field.type === "url";
      if ((item.sets & HIDDEN) === 0 && !(address && value.includes("%"))) continue;
      const found = new Set<string>();
      let fix = value.replace(EVERY, (character, at: number) => {
        if (isMeant(value, character, at)) return character;
        found.add(nameOf(character));
        return SPACE.test(character) ? " " : character === "\u2011" ? "-" : "";
      });
      if (address)
        fix = fix.replace(ENCODED, (characters) => {
          found.add(`the encoded ${characters}`);
          return "";
        });
      if (found.size === 0) continue;
      const tidy = item.field.type === "prose" ? fix.trim() : fix.replace(/ {2,}/g, " ").trim();
      const mended = address ? tidy.replaceAll(" ", "%20") : tidy;
      yield {
        at: item,
        message: `found ${[...found].join(", ")} in ${quote(value)}, expected ${quote(mended)}`,
        ...(mended === "" ? {} : { fix: mended }),
      };
    }
  },
  examples: {
    good: [
      {
        papers: [{ title: "Emoji 👨\u200d👩\u200d👧 and ❤️ in Text" }, { title: "می\u200cخواهم" }],
      },
    ],
    bad: [
      {
        papers: [{ title: "Dense\u00a0Nets", summary: ["提出\u200b框架", "evil\u202etxt"] }],
        findings: [
          [
            "/papers/0/title",
            'found a no-break space in "Dense\\u00a0Nets", expected "Dense Nets"',
          ],
          [
            "/papers/0/summary/0",
            'found a zero-width space in "提出\\u200b框架", expected "提出框架"',
          ],
          [
            "/papers/0/summary/1",
            'found the hidden character U+202E in "evil\\u202etxt", expected "eviltxt"',
          ],
        ],
        fixed: {
          "/papers/0/title": "Dense Nets",
          "/papers/0/summary/0": "提出框架",
          "/papers/0/summary/1": "eviltxt",
        },
      },
      {
        papers: [{ title: "Vision\u2011Language Nets" }],
        findings: [
          [
            "/papers/0/title",
            'found a no-break hyphen in "Vision\u2011Language Nets", expected "Vision-Language Nets"',
          ],
        ],
        fixed: { "/papers/0/title": "Vision-Language Nets" },
      },
      {
        papers: [{ links: { paper: "https://x.example.org/a%E2%80%8B" } }],
        findings: [
          [
            "/papers/0/links/paper",
            'found the encoded %E2%80%8B in "https://x.example.org/a%E2%80%8B", expected "https://x.example.org/a"',
          ],
        ],
        fixed: { "/papers/0/links/paper": "https://x.example.org/a" },
      },
    ],
  },
});

/** Whether a character does its work where it stands. */
function isMeant(text: string, character: string, at: number): boolean {
  if (character === "\u2011" && /^https?:/i.test(text)) return true;
  if (character === "\u200d" && PICTURE.test(text.slice(Math.max(0, at - 2), at)))
    return PICTURE.test(text.slice(at + 1, at + 3));
  return /[\u200c-\u200f\u061c\u180e]/.test(character) && JOINED.test(text);
}

const nameOf = (character: string): string =>
  NAMES[character] ??
  `the hidden character U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
