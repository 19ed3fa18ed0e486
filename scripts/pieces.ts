export interface CutOptions {
  /** How long a piece is at least, in characters. */
  size?: number;
  /** Whether a list may be cut between its items, which then are several lists. */
  itemsApart?: boolean;
}

/**
 * Cuts a page into pieces that read alone as they read within the whole. A parser's time and
 * memory grow faster than its input, so a long page is read piece by piece.
 *
 * A cut is sure where everything before it is closed: before an ATX heading after a blank line,
 * and before a bullet at the margin (CommonMark 4.2, 5.2); not while a fence, a comment or raw
 * HTML may be open (4.5, 4.6).
 *
 * @returns offsets at which pieces start; the first is 0
 */
export function cutPage(source: string, { size = 16_384, itemsApart = true }: CutOptions = {}): number[] {
  const starts = [0];
  // A definition anywhere changes what links mean everywhere.
  if (source.length <= size || source.includes("]:")) return starts;
  let open: string | undefined;
  let html = false;
  let blank = true;
  for (let at = 0; at < source.length; ) {
    const newline = source.indexOf("\n", at);
    const end = newline < 0 ? source.length : newline;
    const line = source.slice(at, Math.min(end, at + 200));
    if (open === undefined && !html && at - starts.at(-1)! >= size && isSure(line, blank, itemsApart)) {
      starts.push(at);
    }
    const bare = line.replace(/^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]*)*/, "");
    if (open !== undefined) {
      if (closes(open, bare, source, at, end)) open = undefined;
    } else {
      open = opens(bare, source, at, end);
    }
    blank = bare === "" && line.trim() === "";
    if (blank) html = false;
    else if (bare.startsWith("<")) html = true;
    at = end + 1;
  }
  return starts;
}

const isSure = (line: string, blank: boolean, itemsApart: boolean): boolean =>
  (blank && /^#{1,6} /.test(line)) || (itemsApart && /^[-*+] [^\s]/.test(line));

/** What a line leaves open over blank lines: a fence, or the end that raw HTML waits for. */
function opens(bare: string, source: string, at: number, end: number): string | undefined {
  const fence = /^(`{3,}|~{3,})/.exec(bare);
  if (fence) return fence[1];
  if (!bare.startsWith("<")) return undefined;
  const waits = /^<(?:(!--)|(\?)|(!\[CDATA\[)|(![a-zA-Z])|(script|pre|style|textarea)\b)/i.exec(bare);
  if (!waits) return undefined;
  const until = waits[1] ? "-->" : waits[2] ? "?>" : waits[3] ? "]]>" : waits[4] ? ">" : "</";
  return source.slice(at, end).includes(until) ? undefined : until;
}

function closes(open: string, bare: string, source: string, at: number, end: number): boolean {
  if (/^[`~]/.test(open)) return bare.startsWith(open);
  return source.slice(at, end).includes(open);
}
