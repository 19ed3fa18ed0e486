// Texts without what two writings of one name may differ in.
import { characterSet, setsIn } from "./characters.ts";

/** All but text whose letters are their own compatibility forms: ASCII, Chinese and its usual marks. */
const UNUSUAL = characterSet("^ -~\u3400-\u9fff，。；：？！、（）“”‘’《》【】「」…—·｜");

/** A text without letter case, spaces and punctuation; `C++` and `C#` stay apart. */
export const lettersOf = (text: string): string =>
  (setsIn(text) & UNUSUAL) === 0
    ? text.toLowerCase().replace(/[^a-z0-9+#\u3400-\u9fff]+/g, "")
    : text
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}+#]+/gu, "");

/** The letters of ASCII that folding keeps, as it writes them. */
const LETTERS = new Uint8Array(128);
for (const letter of "abcdefghijklmnopqrstuvwxyz0123456789+#") {
  LETTERS[letter.charCodeAt(0)] = letter.charCodeAt(0);
  LETTERS[letter.toUpperCase().charCodeAt(0)] = letter.charCodeAt(0);
}

/** A text whose letters `letterAt` can read: most are read as they stand. */
export const readable = (text: string, sets: number): string =>
  (sets & UNUSUAL) === 0 ? text : lettersOf(text);

/** The code of a letter as `lettersOf` writes it; 0 for what it leaves out. */
export function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return LETTERS[code]!;
  const mark = code < 0x3040 ? code >= 0x2000 || code === 0xb7 : code >= 0xff00;
  return mark ? 0 : code;
}
