/**
 * Values that may be absent among text: what is cut out of a line along with one. Look here for what
 * goes with a value that is not there, be it a bracket, a mark or a separator.
 */
import type { PhrasingContent, Text } from "mdast";
import { touchesWord } from "./edges.ts";
import { HOLE, type TemplateSource } from "./holes.ts";
import {
  AROUND,
  holesOf,
  isNote,
  neededHoles,
  solid,
  splitText,
  textOf,
  unitsOf,
} from "./links.ts";

/** What goes with a value behind it, where that is absent. */
const BEFORE = /(?<![\s,;|/·•｜、，；–—-])[\s,;|/·•｜、，；–—-]*$/u;

/** A mark that touches a link and goes with it, such as `:star:`. */
const MARK = /(?::[a-z0-9_]+:|\p{Extended_Pictographic}\uFE0F?)$/u;

/** A label, which would be left over. */
const LABEL = /[:：]\s*$/;

/** What goes with a value that begins a line, where it is absent. */
const SEPARATOR = /^[\s,:;|/·•｜、，：；–—-]+/u;

/** A value that begins a line, by itself or in brackets. */
const FIRST = new RegExp(`^(?:${HOLE.source}|[[(（【［]${HOLE.source}[\\])）】］])`, "u");
const CLOSED = /[\])）】］]$/;

/** A part of inline content, with what goes with it where it may be absent. */
export interface Piece {
  nodes: PhrasingContent[];
  mayGo: boolean;
}

/**
 * Cuts values that may be absent out of a line which stands without them: each with the marks or
 * brackets around it and the separator before it, or behind one that begins the line.
 */
export function cutOptional(source: TemplateSource, nodes: readonly PhrasingContent[]): Piece[] {
  const { front, rest } = cutFront(source, nodes) ?? { front: [], rest: nodes };
  if (neededHoles(source, rest).every(({ field }) => field.optional)) return cutNote(source, nodes);
  const pieces: Piece[] = front.length > 0 ? [{ nodes: front, mayGo: true }] : [];
  let fixed: PhrasingContent[] = [];
  const left = [...rest];
  for (let node = left.shift(); node; node = left.shift()) {
    const value =
      node.type === "text"
        ? cutText(source, node, fixed, left)
        : cutNode(source, node, fixed, left);
    if (!value) {
      fixed.push(node);
      continue;
    }
    pieces.push({ nodes: fixed, mayGo: false }, { nodes: value, mayGo: true });
    fixed = [];
  }
  pieces.push({ nodes: fixed, mayGo: false });
  return pieces.filter((piece) => piece.nodes.length > 0);
}

/** Cuts off the note behind an optional link, which is there without it too. */
export function cutNote(source: TemplateSource, nodes: readonly PhrasingContent[]): Piece[] {
  const [note, links] = [nodes.at(-1), nodes.slice(0, -1)];
  const needed = neededHoles(source, links);
  const own = note?.type === "text" && isNote(source, note) && needed.length > 0;
  if (!own || !needed.every(({ field }) => field.optional))
    return [{ nodes: [...nodes], mayGo: false }];
  return [
    { nodes: links, mayGo: false },
    { nodes: [note], mayGo: true },
  ];
}

/** Takes the first value that may be absent out of a text; what stands around it stays. */
function cutText(
  source: TemplateSource,
  node: Text,
  fixed: PhrasingContent[],
  left: PhrasingContent[],
): PhrasingContent[] | undefined {
  const { value } = node;
  for (const { index } of value.matchAll(new RegExp(HOLE, "gu"))) {
    const hole = source.holes.get(value[index]!)!;
    if (!hole.field.optional || hole.absent !== undefined) continue;
    const next = value.slice(index + 1).search(HOLE) + index + 1;
    const twice = next > index && source.holes.get(value[next]!)?.name === hole.name;
    let [start, end] = [index, (twice ? next : index) + 1];
    const opening = /[([（【［<][^()[\]（）【】［］<>\u{E000}-\u{F8FF}]*$/u.exec(
      value.slice(0, start),
    );
    const closing = /^[^()[\]（）【】［］<>\u{E000}-\u{F8FF}]*[)\]）】］>]/u.exec(value.slice(end));
    const around = opening && closing;
    if (around) [start, end] = [opening.index, end + closing[0].length];
    const separator = startOfSeparator(value.slice(0, start));
    const touches = separator === start && !around && (start > 0 || fixed.length === 0);
    if (touches || touchesWord(value[end]) || LABEL.test(value.slice(0, start))) continue;
    const [before, rest] =
      separator > 0 ? (splitText(source, node, separator) ?? []) : [undefined, node];
    if (!rest) return undefined;
    const cut = end < value.length ? splitText(source, rest, end - separator) : ([rest] as const);
    if (!cut) return undefined;
    if (before) fixed.push(before);
    if (cut[1]) left.unshift(cut[1]);
    return [cut[0]];
  }
  return undefined;
}

/** Takes a mark, link or image whose value may be absent, with what goes with it of its neighbours. */
function cutNode(
  source: TemplateSource,
  node: PhrasingContent,
  fixed: PhrasingContent[],
  left: PhrasingContent[],
): PhrasingContent[] | undefined {
  const names = new Set(holesOf(source, [node]).map(({ name }) => name));
  const needed = neededHoles(source, [node]);
  if (names.size !== 1 || needed.length === 0 || !needed.every(({ field }) => field.optional))
    return undefined;
  const value = [node];
  const [opening, closing] = [splitText(source, fixed.at(-1), -1), splitText(source, left[0], 1)];
  if (opening && closing && AROUND.get(opening[1].value) === closing[0].value) {
    fixed.splice(-1, 1, ...solid(opening[0]));
    left.splice(0, 1, ...solid(closing[1]));
    value.splice(0, 1, opening[1], node, closing[0]);
  }
  const [behind] = left;
  const before = fixed.at(-1);
  if (!before || (behind?.type === "text" && touchesWord(behind.value[0]))) return undefined;
  if (before.type !== "text") return value;
  const separator = startOfSeparator(before.value.replace(MARK, ""));
  const touches = separator === before.value.length && value.length === 1;
  if (touches || LABEL.test(before.value.replace(MARK, ""))) return undefined;
  if (separator === 0) return [fixed.pop()!, ...value];
  const cut =
    separator < before.value.length
      ? splitText(source, before, separator - before.value.length)
      : undefined;
  if (!cut) return value.length > 1 ? value : undefined;
  fixed.splice(-1, 1, cut[0]);
  return [cut[1], ...value];
}

/** Cuts off a value that may be absent and begins a line: `**[{{paper.alias}}]** {{paper.title}}`. */
function cutFront(
  source: TemplateSource,
  nodes: readonly PhrasingContent[],
): { front: PhrasingContent[]; rest: PhrasingContent[] } | undefined {
  const [value, behind] = firstValue(source, nodes);
  const [separator, rest] = cutStart(source, behind, SEPARATOR);
  if (separator.length === 0 && !CLOSED.test(textOf(source, value))) return undefined;
  const names = new Set(holesOf(source, value).map(({ name }) => name));
  const needed = neededHoles(source, value);
  if (names.size !== 1 || needed.length === 0 || !needed.every(({ field }) => field.optional))
    return undefined;
  return { front: [...value, ...separator], rest };
}

/** The value that inline content begins with, if it does, and what stands behind it. */
function firstValue(
  source: TemplateSource,
  nodes: readonly PhrasingContent[],
): [PhrasingContent[], readonly PhrasingContent[]] {
  const { units, rest } = unitsOf(source, nodes);
  const [first, ...more] = units;
  if (first?.before.length !== 0) return cutStart(source, nodes, FIRST);
  return [first.nodes, [...more.flatMap((unit) => [...unit.before, ...unit.nodes]), ...rest]];
}

/** Takes off the start of inline content what an expression matches of its text. */
function cutStart(
  source: TemplateSource,
  nodes: readonly PhrasingContent[],
  expression: RegExp,
): [PhrasingContent[], PhrasingContent[]] {
  const [text, ...more] = nodes;
  const [found] = (text?.type === "text" && expression.exec(text.value)) || [""];
  const cut = found === "" ? undefined : splitText(source, text, found.length);
  return cut ? [[cut[0]], [...solid(cut[1]), ...more]] : [[], [...nodes]];
}

/** Where the separator begins that ends a text: at its end, where there is none. */
const startOfSeparator = (text: string): number => text.search(BEFORE);
