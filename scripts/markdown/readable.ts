// Refuses what would take too long to read, by its lines, before a parser sees it.
import type { Finding } from "../finding/finding.ts";
import { lineIndex } from "../finding/place.ts";
import { Breaks, marksIn, widthOf } from "./paragraphs.ts";

/** What is read at most: the time of a parser grows with the square of these. */
interface Limits {
  line: number;
  paragraph: number;
  /** In a paragraph or a table's row: what may begin emphasis, a link, mathematics or a comment. */
  marks: number;
  depth: number;
  /** Lines, those deep in containers counted several times. */
  blocks: number;
  /** For so many characters of the whole one more: long lists have long lines. */
  perBlock: number;
}

/** So many marks may a text have, and one more for so many characters: real lists have one in 30. */
const MARKS = 5_000;
const PER_MARK = 24;
/** A definition is held against every reference: it counts as several marks. */
const DEFINITION = /^ {0,3}\[[^\]]+\]:/;
const PER_DEFINITION = 5;

const PAGE: Limits = {
  line: 20_000,
  paragraph: 50_000,
  marks: 1_000,
  depth: 60,
  blocks: 10_000,
  perBlock: 90,
};
/** Each line of a template is held against the others. */
const TEMPLATE: Limits = { ...PAGE, blocks: 3_000, perBlock: Infinity };
/** Half of it, for a value has others beside it. */
const VALUE: Limits = { ...PAGE, line: 10_000, paragraph: 25_000, marks: 500, depth: 30 };

/** A page that would take too long to read. */
export class UnreadablePage extends Error {
  constructor(
    message: string,
    /** Where in the page. */
    readonly offset: number,
  ) {
    super(message);
  }

  /**
   * What is said of the page.
   *
   * @param text what stands in its file
   * @param more what follows from it, and what there is to do
   */
  finding(file: string, text: string, more: string): Finding {
    return {
      rule: "unreadable-page",
      severity: "error",
      message: this.message + more,
      file,
      ...lineIndex(text).at(this.offset),
    };
  }
}

/**
 * @param base where the text stands in its page
 * @throws UnreadablePage where a line, a paragraph or a nesting is beyond what any list needs
 */
export function checkReadable(source: string, base = 0, limits = PAGE): void {
  const found = beyond(source, limits);
  if (found) throw new UnreadablePage(found.message, base + found.at);
}

/** The same of a template, which has few lines: what repeats is shown once. */
export const checkTemplate = (source: string): void => checkReadable(source, 0, TEMPLATE);

/** No shorter text goes beyond the limits: `> ` nests, and the beginning of a comment is many marks. */
const SURE = Math.min(3 * VALUE.depth, VALUE.marks / 5);

/** What keeps a value of Markdown from being read, or undefined. */
export const unreadable = (value: string): string | undefined =>
  value.length > SURE ? beyond(value, VALUE)?.message : undefined;

/** Where a text first goes beyond its limits. */
function beyond(source: string, limits: Limits): { message: string; at: number } | undefined {
  const breaks = new Breaks();
  let paragraph = 0;
  let marks = 0;
  let blocks = 0;
  let all = 0;
  const mostMarks = MARKS + Math.floor(source.length / PER_MARK);
  const most = limits.blocks + Math.floor(source.length / limits.perBlock);
  for (const [at, end] of linesOf(source)) {
    if (end - at > limits.line)
      return {
        message: `found a line of ${end - at} characters, expected ${limits.line} at most`,
        at,
      };
    const line = source.slice(at, end);
    const lead = LEAD.exec(line.slice(0, 4 * limits.depth))![0];
    if (lead.length > 3 * limits.depth && /\S/.test(lead))
      return { message: `found a line nested deeper than ${limits.depth} levels`, at };
    if (/\S/.test(line)) blocks += costOf(lead);
    if (blocks > most)
      return {
        message: `found more than ${most} lines, items and quotations in ${source.length} characters, expected ${most} at most; split the page in several`,
        at,
      };
    const starts = lead.length > 0 || /^[#|<\s]/.test(line);
    paragraph = starts || end === at ? 0 : paragraph + end - at;
    if (paragraph > limits.paragraph)
      return { message: `found a paragraph of more than ${limits.paragraph} characters`, at };
    if (breaks.before(line, lead)) marks = 0;
    const own = marksIn(line.slice(lead.length));
    marks += own;
    all += own + (DEFINITION.test(line) ? PER_DEFINITION : 0);
    if (all > mostMarks)
      return {
        message: `found more than ${mostMarks} marks such as *, _ and [ in ${source.length} characters, expected ${mostMarks} at most; split the page in several`,
        at,
      };
    if (marks > limits.marks)
      return {
        message: `found a paragraph with more than ${limits.marks} marks such as *, _ and [; split it, or write \\* for what is no mark`,
        at,
      };
  }
  return undefined;
}

/** What a line costs: each of its own markers, and what it is indented by. */
function costOf(lead: string): number {
  const markers = lead.match(/\S+/g)?.length ?? 0;
  return markers === 0 ? 1 : markers + (widthOf(/^\s*/.exec(lead)![0]) >> 3);
}

/** The beginning and the end of each line (CommonMark 2.1). */
function* linesOf(source: string): Generator<[start: number, end: number]> {
  let start = 0;
  for (const { 0: ending, index } of source.matchAll(/\r\n?|\n/g)) {
    yield [start, index];
    start = index + ending.length;
  }
  if (start < source.length) yield [start, source.length];
}

/** The markers of containers at the beginning of a line. */
const LEAD = /^(?:[ \t]|[-*+>](?=[ \t>]|$)|\d{1,9}[.)](?=[ \t]))*/;
