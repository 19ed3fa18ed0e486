/** An edit of a page, as people make it by hand. */
export type Edit = (page: string) => string;

/** Replaces the first occurrence of a text. */
export const replace =
  (from: string, to: string): Edit =>
  (page) => {
    if (!page.includes(from)) throw new Error(`the page has no ${from}`);
    return page.replace(from, () => to);
  };

/** Edits the lines of the page, given the index of the first that has a text. */
export const edit =
  (at: string, change: (lines: string[], index: number) => void): Edit =>
  (page) => {
    const lines = page.split("\n");
    const index = lines.findIndex((line) => line.includes(at));
    if (index < 0) throw new Error(`the page has no ${at}`);
    change(lines, index);
    return lines.join("\n");
  };

/** Changes the first line that has a text. */
export const onLine = (at: string, change: (line: string) => string): Edit =>
  edit(at, (lines, index) => lines.splice(index, 1, change(lines[index]!)));

/** Takes out lines from the first that has a text. */
export const cut = (at: string, count = 1): Edit =>
  edit(at, (lines, index) => lines.splice(index, count));

/** Adds lines before the first that has a text. */
export const insert = (at: string, ...added: string[]): Edit =>
  edit(at, (lines, index) => lines.splice(index, 0, ...added));

/** Moves lines to before another line. */
export const move = (at: string, count: number, before: string): Edit =>
  edit(at, (lines, index) => {
    const moved = lines.splice(index, count);
    lines.splice(
      lines.findIndex((line) => line.includes(before)),
      0,
      ...moved,
    );
  });

/** Puts a copy of lines before another line. */
export const copy = (at: string, count: number, before: string): Edit =>
  edit(at, (lines, index) => {
    const copied = lines.slice(index, index + count);
    lines.splice(
      lines.findIndex((line, row) => row > index && line.includes(before)),
      0,
      ...copied,
    );
  });

/** Moves a section to before another heading. */
export const moveSection = (from: string, before: string): Edit =>
  edit(from, (lines, index) => {
    const count = lines.findIndex((line, row) => row > index && line.startsWith("## ")) - index;
    const moved = lines.splice(index, count);
    lines.splice(lines.indexOf(before), 0, ...moved);
  });

/** Adds a block at the end. */
export const append =
  (block: string): Edit =>
  (page) =>
    `${page}\n${block}`;
