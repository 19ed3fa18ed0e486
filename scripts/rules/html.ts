// What a line of a page names and links to: tags, names that HTML gives to places, anchors.

/** A place on the page, counted from 1. */
export interface Spot {
  line: number;
  column: number;
}

export interface Tag extends Spot {
  name: string;
  /** It closes. */
  end: boolean;
}

/** What lines of a page name and link to, as far as they were read. */
export interface Names {
  headings: readonly unknown[];
  /** Links to places on the page itself. */
  anchors: { target: string; line: number; column: number }[];
  /** Names that HTML on the page gives to places, `<a name="x">` or `id="x"`, and where it first does. */
  ids: Map<string, Spot>;
  /** Names that HTML gives to a second place. */
  repeated: { id: string; at: Spot }[];
  /** Tags of blocks that must be closed. */
  tags: Tag[];
  /** The page's title is HTML, above all headings: a level-one heading is a chapter then. */
  htmlTitle: boolean;
}

/** A line whose spans of code, as far as they close in it, are blank (CommonMark 6.1). */
export function withoutCode(text: string): string {
  if (!text.includes("`")) return text;
  const parts = text.split(/(`+)/);
  for (let at = 1; at < parts.length; at += 2) {
    const end = parts.indexOf(parts[at]!, at + 2);
    if (end < 0) continue;
    for (let inside = at; inside <= end; inside++)
      parts[inside] = " ".repeat(parts[inside]!.length);
    at = end;
  }
  return parts.join("");
}

/** Elements that hold blocks, and must be closed. */
const BLOCKS = new Set(
  "details summary div table center ul ol dl blockquote h1 h2 h3 h4".split(" "),
);

interface LinePlace {
  number: number;
  column: number;
}

export function tagsIn(text: string, { number, column }: LinePlace, found: Names): void {
  const at = (index: number): Spot => ({ line: number, column: column + index });
  if (found.headings.length === 0 && /<(?:h1|center)\b|<[a-z]+ align=["']?center/i.test(text))
    found.htmlTitle = true;
  for (const { 1: end, 2: tag, index } of text.matchAll(/<(\/?)([a-z][a-z0-9]*)(?=[\s>])/gi)) {
    const name = tag!.toLowerCase();
    if (BLOCKS.has(name)) found.tags.push({ name, end: end === "/", ...at(index) });
  }
  if (!/\s(?:id|name)\s*=/i.test(text)) return;
  for (const { 1: id, index } of text.matchAll(
    /<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^"'\s<>]+)/gi,
  )) {
    if (found.ids.has(id!)) found.repeated.push({ id: id!, at: at(index) });
    else found.ids.set(id!, at(index));
  }
}

export function anchorsIn(text: string, { number, column }: LinePlace, found: Names): void {
  for (const match of text.matchAll(
    /\]\((#[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s[^()]*)?\)|href=["']?(#[^"'\s<>]*)/g,
  )) {
    const target = match[1] ?? match[2]!;
    found.anchors.push({
      target: target.slice(1),
      line: number,
      column: column + match.index + match[0].indexOf(target),
    });
  }
}
