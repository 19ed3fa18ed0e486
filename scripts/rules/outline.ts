import { slug } from "github-slugger";

/** What rules need of a page: read line by line, in linear time, without building its tree. */
export interface Outline {
  headings: Heading[];
  /** Links to places on the page itself. */
  anchors: { target: string; line: number; column: number }[];
  /** Names that HTML on the page gives to places: `<a name="x">`, `id="x"`. */
  ids: Set<string>;
  tables: { columns: number; line: number; rows: { cells: number; line: number }[] }[];
}

export interface Heading {
  depth: number;
  /** As it is read: without marks. */
  text: string;
  /** As GitHub makes it, but without the number of a repeated one. */
  slug: string;
  line: number;
}

/** Reads a page's outline (CommonMark 4.2 headings, 4.5 fences, 4.6 comments; GFM tables). */
export function outline(source: string): Outline {
  const found: Outline = { headings: [], anchors: [], ids: new Set(), tables: [] };
  let fence = "";
  let comment = false;
  let previous = "";
  let table: Outline["tables"][number] | undefined;
  let line = 0;
  for (let start = 0; start <= source.length;) {
    let end = source.indexOf("\n", start);
    if (end < 0) end = source.length;
    const text = source.slice(start, end).trimEnd();
    start = end + 1;
    line++;
    const trimmed = text.trimStart();
    if (comment) {
      comment = !text.includes("-->");
      continue;
    }
    if (fence !== "") {
      if (trimmed.startsWith(fence) && trimmed.replaceAll(fence[0]!, "") === "") fence = "";
      continue;
    }
    const first = trimmed.charCodeAt(0);
    if (first === 0x60 || first === 0x7e) {
      const opening = /^(`{3,}(?=[^`]*$)|~{3,})/.exec(trimmed)?.[1];
      if (opening) {
        fence = opening;
        previous = "";
        continue;
      }
    }
    if (first === 0x3c && trimmed.startsWith("<!--") && !trimmed.includes("-->")) {
      comment = true;
      continue;
    }
    if (first === 0x23) {
      const heading = /^(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?$/.exec(trimmed);
      if (heading && text.length - trimmed.length < 4)
        found.headings.push(makeHeading(heading[1]!.length, heading[2] ?? "", line));
    } else if (
      (first === 0x3d || first === 0x2d) &&
      previous !== "" &&
      /^(=+|-+)$/.test(trimmed) &&
      !/^(?:[-*+](?:\s|$)|>|#{1,6}(?:\s|$)|\d+[.)](?:\s|$))/.test(previous)
    ) {
      found.headings.push(makeHeading(first === 0x3d ? 1 : 2, previous, line - 1));
    }
    if (text.includes("](#") || text.includes('href="#')) anchorsIn(text, line, found);
    if (text.includes("<") && /\s(?:id|name)\s*=/i.test(text)) {
      for (const [, id] of text.matchAll(/<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^"'\s<>]+)/gi))
        found.ids.add(id!);
    }
    if (text.includes("|")) {
      if (
        !table &&
        /^\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?$/.test(trimmed) &&
        previous.includes("|")
      ) {
        const columns = cells(trimmed);
        if (cells(previous) === columns)
          found.tables.push((table = { columns, line: line - 1, rows: [] }));
      } else if (table) {
        table.rows.push({ cells: cells(trimmed), line });
      }
    } else {
      table = undefined;
    }
    previous = trimmed;
  }
  return found;
}

function anchorsIn(text: string, line: number, found: Outline): void {
  for (const match of text.matchAll(
    /\]\((#[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)[^()]*\)|href="(#[^"\s]*)"/g,
  )) {
    const target = match[1] ?? match[2]!;
    const ticks = text.slice(0, match.index).split("`").length - 1;
    if (ticks % 2 === 1) continue;
    found.anchors.push({
      target: target.slice(1),
      line,
      column: match.index + match[0].indexOf(target) + 1,
    });
  }
}

function makeHeading(depth: number, source: string, line: number): Heading {
  const text = plain(source);
  return { depth, text, slug: slug(text), line };
}

/** The text of a heading without its marks: links, images, code, emphasis, HTML, escapes. */
function plain(source: string): string {
  if (!/[\\`*_[<&!~]/.test(source)) return source;
  return source
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) =>
      String.fromCharCode(0xe000 + mark.charCodeAt(0)),
    )
    .replace(/<[/a-z!][^<>]*>/gi, "")
    .replace(/!\[[^\][]*\]\([^()]*\)/g, "")
    .replace(/\[([^\][]*)\](?:\([^()]*\)|\[[^\][]*\])?/g, "$1")
    .replace(/`+/g, "")
    .replace(/\*+|~~/g, "")
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "")
    .replace(/&amp;/g, "&")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/[\ue021-\ue07e]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xe000))
    .trim();
}

/** How many cells a table's row has: between pipes that no backslash escapes. */
export function cells(row: string): number {
  const inner = row.trim().replace(/^\|/, "");
  let count = 1;
  for (let at = 0; at < inner.length; at++) {
    const code = inner.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x7c && at < inner.length - 1) count++;
  }
  return count;
}
