// What a reader sees of lines, to tell what one page has that another lacks.
import type { PageLine } from "../markdown/flatten.ts";
import { LAST_CHARACTER, mark, type Symbols } from "../markdown/symbols.ts";

const ADDRESS = mark("address");

/** The addresses of a line, in its order. */
export function addressesOf({ codes }: Symbols): string[] {
  const found: string[] = [];
  for (let at = codes.indexOf(ADDRESS); at >= 0; at = codes.indexOf(ADDRESS, at + 1)) {
    let end = at + 1;
    while (end < codes.length && codes[end]! <= LAST_CHARACTER) end++;
    found.push(String.fromCharCode(...codes.subarray(at + 1, end)));
  }
  return found;
}

/** The text of a line, its marks and addresses left out. */
export function textOf({ codes }: Symbols): string {
  let text = "";
  let inAddress = false;
  for (const code of codes) {
    if (code > LAST_CHARACTER) {
      inAddress = code === ADDRESS;
      text += " ";
    } else if (!inAddress) text += String.fromCharCode(code);
  }
  return text.replace(/\s+/g, " ").trim();
}

/** Words, and each Chinese character by itself. */
const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;

const wordsOf = ({ symbols }: PageLine): string[] => textOf(symbols).match(WORD) ?? [];

/** How many words lines have. */
export const wordCount = (lines: readonly PageLine[]): number =>
  lines.reduce((sum, line) => sum + wordsOf(line).length, 0);

/** A line with what another page lacks of it. */
export interface Lost {
  line: PageLine;
  words: number;
  links: number;
}

/** What lines have that others lack, each word and address as often as it stands there. */
export function lostBetween(before: readonly PageLine[], after: readonly PageLine[]): Lost[] {
  const there = new Map<string, number>();
  const partsOf = (line: PageLine) => {
    const parts = [...wordsOf(line), ...addressesOf(line.symbols).map((address) => `\0${address}`)];
    // Of a block as it stands, the marks are text too: how often it has a word, its layout says.
    return line.shape.includes(":") ? [...new Set(parts)] : parts;
  };
  for (const line of after)
    for (const part of partsOf(line)) there.set(part, (there.get(part) ?? 0) + 1);
  return before.flatMap((line) => {
    const gone = partsOf(line).filter((part) => {
      const count = there.get(part) ?? 0;
      there.set(part, count - 1);
      return count <= 0;
    });
    const links = gone.filter((part) => part.startsWith("\0")).length;
    return gone.length === 0 ? [] : [{ line, links, words: gone.length - links }];
  });
}
