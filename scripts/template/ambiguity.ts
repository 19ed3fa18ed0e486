// Refuses a template that could be read in two ways, with a text that shows it.
import { overlap } from "./glushkov.ts";
import type { TemplateSource } from "./holes.ts";
import type { Kind } from "../data/kinds.ts";
import {
  bearer,
  isProse,
  type Line,
  type LineLeaf,
  type LineNode,
  lineNodes,
  type Pattern,
  ranks,
  type Segment,
  type Use,
} from "./pattern.ts";
import { common, twoReadings, withPhrases } from "./line-regex.ts";
import { showSymbols } from "../markdown/symbols.ts";

type Kinds = ReadonlyMap<string, Kind>;

/** A reading of a witness, in words: `{{paper.title}} "a", {{paper.venue}} "b"`. */
function reading(line: Line, input: readonly number[], path: readonly number[]): string {
  const values = new Map<number, number[]>();
  path.forEach((state, index) => {
    const { use } = line.automaton.leaves[state]!;
    if (use >= 0) values.set(use, [...(values.get(use) ?? []), input[index]!]);
  });
  return [...values]
    .map(([use, codes]) => `{{${line.uses[use]!.path}}} ${JSON.stringify(showSymbols(codes))}`)
    .join(", ");
}

/** The fields without whose brackets a line can be read in one way only; names before titles. */
function phrasesFor({ uses }: Line, reads: (paths: string[]) => boolean, kinds: Kinds): Use[] {
  const texts = uses.filter(
    ({ path, role, field }, index) =>
      role === "text" &&
      field.type === "text" &&
      field.ref === undefined &&
      uses.findIndex((use) => use.path === path) === index,
  );
  const isKey = ({ kind, field }: Use) => kinds.get(kind)!.key === field.path;
  const others = texts.filter((use) => !isKey(use));
  const single = [...others, ...texts.filter(isKey)].map((use) => [use]);
  return [...single, others, texts].find((some) => reads(some.map(({ path }) => path))) ?? [];
}

/** Refuses a template that could be read in two ways, or on which a record could be lost. */
export function checkPattern(pattern: Pattern, source: TemplateSource, kinds: Kinds): void {
  for (const line of pattern.lines) {
    if (isProse(line) && (line.shape !== "p" || line.rank !== ranks.open)) {
      source.refuse(
        `{{${line.uses[0]!.path}}} is prose, blocks of any kind, and must stand alone in a paragraph that is in no list, table or quotation`,
        line.offset,
      );
    }
    const found = twoReadings(line.automaton);
    if (!found) continue;
    const [one, other] = found.paths.map((path) => reading(line, found.input, path));
    const told = new Set(
      found.paths.flatMap((path) => path.map((state) => line.automaton.leaves[state]!.use)),
    );
    const absent = line.uses.find(({ loose }, use) => loose && !told.has(use));
    const sure = absent
      ? `, or, if each entry has {{${absent.path}}}, make it required in the list's kinds: "${absent.field.path}": "${absent.field.type}"`
      : "";
    const phrases = phrasesFor(line, (paths) => !twoReadings(withPhrases(line, paths)), kinds);
    const plain =
      phrases.length > 0
        ? `, or, where no brackets stand in ${phrases.map(({ path }) => `{{${path}}}`).join(" and ")}, write in the list's kinds ${phrases.map(({ field }) => `"${field.path}": "phrase${field.list ? "[]" : ""}${field.optional ? "?" : ""}"`).join(", ")}`
        : "";
    source.refuse(
      `the line ${line.source} can be read in two ways: ${JSON.stringify(showSymbols(found.input))} is ${one}, or ${other}; put marks such as ** around one of them, or literal text between that none can hold${plain}${sure}`,
      line.offset,
    );
  }
  checkPage(pattern, source);
  const places = [...lineNodes(pattern.nodes)].filter(([{ record }]) => record !== undefined);
  for (const [node, parents] of lineNodes(pattern.nodes)) {
    /** Whether entries without a value of this line stand elsewhere on the page. */
    const elsewhere = (kind: string) =>
      places.some(
        ([place, above]) =>
          place.record === kind && ![place, ...above].map(bearer).includes(bearer(node)),
      );
    checkPresence(node, parents, elsewhere, source);
  }
}

/** The shortest text that two lines both read, as symbols. */
function shared(x: Line, y: Line): number[] | undefined {
  if (x.shape !== y.shape) return undefined;
  return overlap<LineLeaf, number>(x.automaton, y.automaton, common)?.input;
}

function checkPage({ page, lines }: Pattern, source: TemplateSource): void {
  const memo = new Map<number, number[] | null>();
  const sharedText = (x: number, y: number): number[] | undefined => {
    const id = x * lines.length + y;
    if (!memo.has(id)) memo.set(id, shared(lines[x]!, lines[y]!) ?? null);
    return memo.get(id) ?? undefined;
  };

  for (const choices of [page.first, ...page.follow]) {
    for (const x of choices) {
      for (const y of choices) {
        const [high, low] = [lines[page.leaves[x]!]!, lines[page.leaves[y]!]!];
        if (high.rank <= low.rank || high.rivals.includes(low.id)) continue;
        if (sharedText(high.id, low.id)) high.rivals.push(low.id);
      }
    }
  }

  const found = overlap<number, { lines: [number, number] }>(
    page,
    page,
    (x, y) => {
      if (x === y) return { lines: [x, y] };
      return lines[x]!.rank === lines[y]!.rank && sharedText(x, y) ? { lines: [x, y] } : undefined;
    },
    (x, y) => x !== y,
  );
  if (!found) return;
  const [x, y] = found.input.find(({ lines: [a, b] }) => a !== b)!.lines;
  const [one, other] = [lines[x]!, lines[y]!].sort((a, b) => a.offset - b.offset) as [Line, Line];
  source.refuse(
    `the page can be read in two ways: ${JSON.stringify(showSymbols(sharedText(x, y)!))} is the line ${one.source} or the line ${other.source}; put different text into one of them`,
    other.offset,
  );
}

/**
 * A value that may be absent takes its line, its cell or its link away. So nothing else may stand
 * with it that would be lost, and no record may depend on it.
 */
function checkPresence(
  node: LineNode,
  parents: LineNode[],
  elsewhere: (kind: string) => boolean,
  source: TemplateSource,
): void {
  const { line } = node;
  // Where it lacks a value, another line of form takes its place.
  if (node.forms && line.cells.length === 1) return;
  const above = new Set(parents.flatMap((parent) => parent.line.uses.map((use) => use.path)));
  const cells = line.shape.endsWith("tr");
  const carried = [node.record, ...[...lineNodes(node.body)].map(([below]) => below.record)];
  const segments = line.cells.flatMap((cell) => cell.segments);
  for (const segment of segments) {
    const absent = optionalPaths(segment);
    if (absent.length === 0) continue;
    const path = absent[0]!;
    const kind = path.split(".")[0]!;
    const needed =
      !cells && segments.length === 1
        ? carried.find((name) => name === kind && !elsewhere(kind))
        : undefined;
    const alone = segment.paths.every((other) => other === path || above.has(other));
    if (needed === undefined && alone) continue;
    if (needed !== undefined && segment.paths.length === 1) {
      source.refuse(
        `{{${path}}} may be absent, and without it the line ${line.source} and every ${kind} under it would vanish from the page; make it required in the list's kinds, or group by another field`,
        line.offset,
      );
      continue;
    }
    const link = line.uses.some(
      (use) => use.path === path && ["address", "bare", "encoded"].includes(use.role),
    );
    source.refuse(
      `optional ${link ? "link" : "value"} among text: {{${path}}} may be absent, and would take the whole of ${line.source} away with it; ${link ? "put optional links at the end of the line or on a line of their own, joined by one separator," : "put it on a line of its own, or a line of form without it below this one,"} or make it required in the list's kinds`,
      line.offset,
    );
  }
}

const optionalPaths = (segment: Segment): string[] =>
  segment.paths.filter((_, index) => segment.fields[index]!.optional);
