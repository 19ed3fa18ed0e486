// By what lines and entries are paired: what they say, their names, how alike they are.
import { bareText, folded } from "../pairing/folded.ts";
import { fieldValue } from "../data/record.ts";
import { type Likeness, textSimilarity } from "../pairing/pair.ts";
import {
  isMade,
  isProse,
  isRow,
  type Line,
  type LineNode,
  lineNodes,
  type Pattern,
  type Use,
} from "../template/pattern.ts";
import type { ReadLine } from "../page/entry.ts";
import type { RenderedLine } from "../page/render.ts";
import { sameValue } from "../page/value.ts";
import { formOf, writeLine } from "../page/write-line.ts";
import type { ActualChunk, ExpectedChunk } from "./chunks.ts";

/** What an expected line says, apart from its layout. */
export const expectedKey = (shown: RenderedLine): string => `${shown.node.line.id}\0${shown.text}`;

/** What a line of the page says, apart from its layout; unlike any other where it does not read. */
export function actualKey(read: ReadLine): string {
  let key = actualKeys.get(read);
  if (key === undefined) actualKeys.set(read, (key = keyOfRead(read)));
  return key;
}

/** A line is compared with many. */
const actualKeys = new WeakMap<ReadLine, string>();

function keyOfRead(read: ReadLine): string {
  const { line, captures, page, shown, values } = read;
  if (shown) return expectedKey(shown);
  if (!line || !captures) return `\0${page.start}`;
  if (line.shape !== page.shape && !isProse(line)) return `\0${page.start}`;
  const valueOf = (use: Use) => {
    if (!isMade(use)) return values.get(use.path);
    const anchor = captures.find((capture) => line.uses[capture.use] === use);
    return anchor ? anchor.value : "";
  };
  // Of lines of form, the one by which the data would write it.
  const own = (read.node && formOf(read.node, valueOf)?.line) ?? line;
  return conflicting(read) ? `\0${page.start}` : `${own.id}\0${writeLine(own, valueOf) ?? ""}`;
}

/** Whether a line shows two values for one hole, such as a DOI and the address of another. */
function conflicting({ line, captures, values }: ReadLine): boolean {
  return captures!.some(({ use: id, value }) => {
    const use = line!.uses[id]!;
    return !isMade(use) && !sameValue(value, values.get(use.path));
  });
}

/** The lines that stand on a page once at most, whatever the data. */
function singleLines(pattern: Pattern): Set<number> {
  const repeats = ({ repeat }: LineNode) =>
    repeat !== undefined && (repeat.kind !== "list" || repeat.list !== undefined);
  return new Set(
    [...lineNodes(pattern.nodes)]
      .filter(([node, parents]) => ![node, ...parents].some(repeats))
      .map(([node]) => node.line.id),
  );
}

/** How alike two chunks must be to be taken for one. */
const ENOUGH = 0.45;

/** How chunks are told apart. */
export function chunkLikeness(pattern: Pattern): Likeness<ExpectedChunk, ActualChunk> {
  const single = singleLines(pattern);
  const lineName = (id: number | undefined) =>
    id !== undefined && single.has(id) ? `line ${id}` : undefined;
  return {
    exactKey: [
      (chunk) => chunk.lines.map(expectedKey).join("\n"),
      (chunk) => chunk.lines.map(actualKey).join("\n"),
    ],
    nameKey: [
      ({ lines, record, name }) =>
        record ? `${record.kind} ${folded(name ?? "")}` : lineName(lines[0]!.node.line.id),
      ({ lines, entry, name }) =>
        entry && name !== undefined
          ? `${entry.kind} ${folded(name)}`
          : entry
            ? undefined
            : lineName(lines[0]!.line?.id),
    ],
    traits: [
      ({ lines, record }) => [
        ...(record ? [] : [lines[0]!.text]),
        ...lines.slice(1).map(expectedKey),
        ...(record
          ? [...(pattern.shownFields.get(record.kind) ?? [])].flatMap((path) =>
              trait(path, fieldValue(record, path)),
            )
          : []),
      ],
      ({ lines, entry, source }) => [
        ...(entry ? [] : [source]),
        ...lines.slice(1).map(actualKey),
        ...[...(entry?.fields ?? [])].flatMap(([path, value]) => trait(path, value)),
      ],
    ],
    similarity: (expected, actual) =>
      isRenamed(expected, actual) ? ENOUGH : chunkSimilarity(expected, actual),
    enough: ENOUGH,
  };
}

/** Whether two entries say the same in all their lines but for their name. */
function isRenamed(expected: ExpectedChunk, actual: ActualChunk): boolean {
  const { record, name } = expected;
  if (!record || record.kind !== actual.entry?.kind) return false;
  const lines = [
    ...expected.lines.map(({ node }) => node.line),
    ...actual.lines.flatMap(({ line }) => line ?? []),
  ];
  const paths = lines.flatMap(({ uses }) =>
    uses.filter(({ kind }) => kind === record.kind).map(({ field }) => field.path),
  );
  const others = [...new Set(paths)]
    .map((path) => [fieldValue(record, path), actual.entry!.fields.get(path)] as const)
    .filter(([mine, own]) => mine !== name && (mine !== undefined || own !== undefined));
  return others.length > 0 && others.every(([mine, own]) => String(mine) === String(own));
}

const trait = (path: string, value: unknown): string[] =>
  typeof value === "string" && value.length >= 6 ? [`${path}\0${value}`] : [];

function chunkSimilarity(expected: ExpectedChunk, actual: ActualChunk): number {
  const [shown, read] = [expected.lines[0]!, actual.lines[0]!];
  const same = shown.node.line.id === read.line?.id;
  if (expected.record && actual.entry && expected.record.kind !== actual.entry.kind) return 0;
  const head = textSimilarity(shown.text, headText(read, actual.source));
  if (!expected.record || !actual.entry) {
    // A line that reads as something else is that, not a damaged line of this kind.
    if (read.line && !same && read.captures && read.line.shape === read.page.shape && head < 0.8)
      return 0;
    return (same ? 0.5 : 0) + (same ? 0.5 : 1) * head;
  }
  const mine = new Set(actual.lines.slice(1).map(actualKey));
  const rest = expected.lines.slice(1).filter((line) => mine.has(expectedKey(line))).length;
  const most = Math.max(expected.lines.length, actual.lines.length) - 1;
  const named =
    !read.captures &&
    expected.name !== undefined &&
    bareText(actual.source).includes(bareText(expected.name));
  return 0.6 * head + (most > 0 ? (0.4 * rest) / most : 0.2 * head) + (named ? 0.5 : 0);
}

/** The head of a chunk as it would be written, or as it stands. */
function headText(read: ReadLine, source: string): string {
  const key = actualKey(read);
  if (!key.startsWith("\0")) return key.slice(key.indexOf("\0") + 1);
  const own = source.slice(0, read.page.end - read.page.start);
  return read.line ? unpadded(read.line, own) : own;
}

/** What stands on a page, as it is compared: a table's row without what only sets out its cells. */
export const unpadded = (line: Line, source: string): string =>
  isRow(line)
    ? source.replace(/^\|\s*|(?<!\s)\s*\|$/g, "").replace(/(?<!\s)\s*\|\s*/g, " | ")
    : source;

/** How the lines of one entry are told apart. */
export const lineLikeness = (source: string): Likeness<RenderedLine, ReadLine> => ({
  exactKey: [expectedKey, actualKey],
  nameKey: [
    // A list's lines have no names: the first of two need not be the first of three.
    ({ node }) => (node.repeat?.list === undefined ? String(node.line.id) : undefined),
    ({ node }) => (node && node.repeat?.list === undefined ? String(node.line.id) : undefined),
  ],
  traits: [({ text }) => [text], ({ page }) => [source.slice(page.start, page.end)]],
  similarity: (expected, actual) =>
    (expected.node.line.id === actual.line?.id ? 0.5 : 0.3) +
    0.5 *
      textSimilarity(
        expected.text,
        headText(actual, source.slice(actual.page.start, actual.page.end)),
      ),
  enough: 0.3,
});
