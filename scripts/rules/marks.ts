/** A run of `*` or `_` (CommonMark 0.31, section 6.2). */
interface Run {
  mark: string;
  at: number;
  length: number;
  /** What is left of it. */
  left: number;
  opens: boolean;
  closes: boolean;
}

const PUNCTUATION = /[\p{P}\p{S}]/u;

/** The runs of a paragraph, and whether each can open and close emphasis: its flanks. */
function runsOf(text: string, offset: number): Run[] {
  const runs: Run[] = [];
  for (const { 0: run, index: at } of text.matchAll(/\*+|_+/g)) {
    const before = lastOf(text.slice(Math.max(0, at - 2), at));
    const after = firstOf(text.slice(at + run.length, at + run.length + 2));
    const [spaceBefore, spaceAfter] = [/^\s?$/u.test(before), /^\s?$/u.test(after)];
    const [markBefore, markAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
    const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
    const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
    const star = run[0] === "*";
    runs.push({
      mark: run[0]!,
      at: at + offset,
      length: run.length,
      left: run.length,
      opens: left && (star || !right || markBefore),
      closes: right && (star || !left || markAfter),
    });
  }
  return runs;
}

const lastOf = (text: string): string => [...text].at(-1) ?? "";
const firstOf = (text: string): string => [...text][0] ?? "";

/**
 * Pairs runs as CommonMark does ("process emphasis"); linear, for no run looks back twice in vain.
 *
 * @returns where bold text begins that has bold text inside
 */
function pair(runs: readonly Run[]): number | undefined {
  const open: Run[] = [];
  /** Where the last pair of bold marks begins, and the outermost that has one inside. */
  let last = -1;
  let around: number | undefined;
  for (const run of runs) {
    if (run.closes) {
      for (let at = open.length - 1; at >= 0 && run.left > 0; at--) {
        const other = open[at]!;
        if (other.mark !== run.mark) continue;
        const both = (other.closes || run.opens) && (other.length + run.length) % 3 === 0;
        if (both && (other.length % 3 !== 0 || run.length % 3 !== 0)) continue;
        while (run.left > 0 && other.left > 0) {
          const used = Math.min(run.left, other.left, 2);
          if (used === 2 && last > other.at) around = other.at;
          if (used === 2) last = other.at;
          run.left -= used;
          other.left -= used;
        }
        // What stands between the two pairs with nothing outside.
        open.length = other.left > 0 ? at + 1 : at;
      }
    }
    if (run.opens && run.left > 0) open.push(run);
    if (open.length > 200) open.splice(0, 100);
  }
  return around;
}

/** The first mark of a text that looks like emphasis and is none. */
export function strayMarks(text: string): { mark: string; at: number; why: string } | undefined {
  let offset = 0;
  for (const paragraph of text.split(/(\n[ \t]*\n)/)) {
    const found = /[*_]/.test(paragraph) ? strayIn(paragraph, offset) : undefined;
    if (found) return found;
    offset += paragraph.length;
  }
  return undefined;
}

/** Where bold text begins that has bold text inside: there most likely a mark opens that should close. */
export function nestedBold(text: string): number | undefined {
  let offset = 0;
  for (const paragraph of text.split(/(\n[ \t]*\n)/)) {
    const found = paragraph.includes("**") ? pair(runsOf(paragraph, offset)) : undefined;
    if (found !== undefined) return found;
    offset += paragraph.length;
  }
  return undefined;
}

function strayIn(
  text: string,
  offset: number,
): { mark: string; at: number; why: string } | undefined {
  const runs = runsOf(text, offset);
  pair(runs);
  const stray = runs.filter(
    ({ left, opens, closes, mark, length }) =>
      left > 0 && (opens || closes) && (mark === "_" || length > 1),
  );
  const [first] = stray;
  if (!first) return undefined;
  const twin = runs.find(
    (run) =>
      run !== first &&
      run.mark === first.mark &&
      run.left > 0 &&
      run.length === first.length &&
      run.at > first.at,
  );
  // A lone `_` at a word's edge may be meant, as in `_private`.
  if (!twin && first.mark === "_" && first.length === 1) return undefined;
  const mark = first.mark.repeat(first.length);
  const closing = twin && first.opens && !twin.closes;
  return {
    mark,
    at: closing ? twin.at : first.at,
    why: closing
      ? first.mark === "*"
        ? "its partner cannot close here, for a letter follows and punctuation stands before it: move the punctuation behind the marks"
        : "its partner cannot close here, for a letter follows: use * instead"
      : `close it, or write ${mark.replace(/./g, "\\$&")} for the marks themselves`,
  };
}

/** Elements without an end tag, or whose end tag may be left out (HTML, sections 13.1.2 and 13.1.2.4). */
const UNCLOSED = new Set(
  "area base br col embed hr img input link meta source track wbr p li dt dd tr td th tbody thead tfoot option colgroup".split(
    " ",
  ),
);

/** What is wrong with the HTML of a text, as far as its tags do not pair. */
export function strayTag(text: string): string | undefined {
  const open: string[] = [];
  const plain = text.replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)|<!--(?:(?!<!--)[^])*?-->/g, "");
  for (const [, end, tag, , self] of plain.matchAll(
    /(?<!\\)<(\/?)([a-z][a-z0-9-]*)((?:\s[^<>]*?)?)(\/?)>/gi,
  )) {
    const name = tag!.toLowerCase();
    if (UNCLOSED.has(name) || self) continue;
    if (!end) open.push(name);
    else if (open.at(-1) === name) open.pop();
    else if (open.includes(name))
      return `found <${open.at(-1)}> that nothing closes before </${name}>`;
    else return `found </${name}> that nothing opens`;
    if (open.length > 100) return undefined;
  }
  const last = open.at(-1);
  return last === undefined
    ? undefined
    : `found <${last}> that nothing closes; close it with </${last}>, or write \\<${last}> where it is a name`;
}
