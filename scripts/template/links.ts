// Cuts a line where a link of it may be absent.
import type { Link, PhrasingContent, Text } from "mdast";
import type { Hole, TemplateSource } from "./holes.ts";

export const startOf = (node: PhrasingContent | undefined): number =>
  node?.position?.start.offset ?? 0;
export const endOf = (node: PhrasingContent | undefined): number => node?.position?.end.offset ?? 0;

/** Inline content, cut where a part of it may be absent. */
export interface Cut {
  segments: PhrasingContent[][];
  /** What stands between two segments that are there. */
  separator: PhrasingContent[];
  /** What stands between the first segment, which is text, and the links that end it. */
  lead?: PhrasingContent[];
}

/** Marks in which a link may stand, and which go with it: `[[code](…)]`. */
export const AROUND = new Map(
  ["[]", "()", "（）", "【】", "［］"].map(([open, close]) => [open, close]),
);

/** What goes with the links that end a line where all of them are absent. */
const LEAD = /(?<![\s,;|/·•｜、，；–—-])[\s,;|/·•｜、，；–—-]*$/u;

/** Text that is nothing without the links behind it. */
const DANGLING = /[:：([（【［]\s*$/;

/** Whether a node is a line break, beside which no space shows. */
export const isBreak = (node: PhrasingContent | undefined): boolean =>
  node?.type === "html" && /^<br\s*\/?>$/i.test(node.value);

/**
 * The hole in a link's address without which the link is plain text: its text shows a value of its
 * own.
 */
export function looseAddress(source: TemplateSource, link: Link): Hole | undefined {
  const [hole, ...more] = source.holesIn(link.url);
  if (
    !hole?.field.optional ||
    hole.absent !== undefined ||
    more.length > 0 ||
    link.url.startsWith("#")
  )
    return undefined;
  const text = holesOf(source, link.children);
  return text.length > 0 && text.every(({ name }) => name !== hole.name) ? hole : undefined;
}

/** The holes without whose values inline content is not there. */
export function neededHoles(source: TemplateSource, nodes: readonly PhrasingContent[]): Hole[] {
  return nodes.flatMap((node) => {
    if ("children" in node && (node.type !== "link" || looseAddress(source, node)))
      return neededHoles(source, node.children);
    const holes = holesOf(source, [node]);
    // Without its address, a text may stand in a link's place.
    if (node.type === "link" && holes.some(({ absent }) => absent !== undefined)) return [];
    return holes.filter(({ absent }) => absent === undefined);
  });
}

/**
 * Cuts inline content into parts that are there or not there as one: links that stand alone, or
 * that end it, joined by one separator.
 */
export function cutLinks(source: TemplateSource, children: PhrasingContent[]): Cut {
  const whole = { segments: [children], separator: [] };
  const { units, rest } = unitsOf(source, children);
  if (units.length === 0 || rest.length > 0) return whole;
  const mayGo = ({ nodes }: Unit) => neededHoles(source, nodes).some(({ field }) => field.optional);
  const gap = ({ before }: Unit) => textOf(source, before);
  const separator = units.length > 1 ? units.at(-1)!.before : [];
  const joins = (unit: Unit) =>
    holesOf(source, unit.before).length === 0 && gap(unit) === textOf(source, separator);

  const alone = units[0]!.before.length === 0 && separator.length > 0;
  if (alone && units.slice(1).every(joins) && units.some(mayGo))
    return { segments: units.map(({ nodes }) => nodes), separator };

  let first = units.length - 1;
  if (!mayGo(units[first]!)) return whole;
  while (first > 0 && mayGo(units[first - 1]!) && joins(units[first]!)) first--;
  const links = units.slice(first);
  const before = [
    ...units.slice(0, first).flatMap((unit) => [...unit.before, ...unit.nodes]),
    ...links[0]!.before,
  ];
  const { head, lead } = cutLead(source, before);
  const named = neededHoles(source, head).length > 0;
  const dangling = named && DANGLING.test(textOf(source, head));
  if (head.length === 0 || dangling || (!named && links.length === 1)) return whole;
  return { segments: [head, ...links.map(({ nodes }) => nodes)], separator, lead };
}

/** A link or other node with holes, with the marks around it, and what stands before these. */
interface Unit {
  before: PhrasingContent[];
  nodes: PhrasingContent[];
}

/** Whether a text is a value that may be absent, and goes with the link that it touches. */
export const isNote = (source: TemplateSource, { value }: Text): boolean => {
  const hole = source.holes.get(value);
  return hole !== undefined && hole.field.optional && hole.absent === undefined;
};

/** Cuts inline content at the links of it, each with what goes with it. */
export function unitsOf(source: TemplateSource, children: readonly PhrasingContent[]) {
  const nodes = [...children];
  const units: Unit[] = [];
  let before: PhrasingContent[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!;
    if (node.type === "text" || holesOf(source, [node]).length === 0) {
      before.push(node);
      continue;
    }
    const opening = splitText(source, before.at(-1), -1);
    const closing = splitText(source, nodes[index + 1], 1);
    if (opening && closing && AROUND.get(opening[1].value) === closing[0].value) {
      before = [...before.slice(0, -1), ...solid(opening[0])];
      units.push({ before, nodes: [opening[1], node, closing[0]] });
      nodes.splice(index + 1, 1, ...solid(closing[1]));
    } else {
      units.push({ before, nodes: [node] });
    }
    before = [];
    const note = splitText(source, nodes[index + 1], 1);
    if (!note || node.type !== "link" || !isNote(source, note[0])) continue;
    units.at(-1)!.nodes.push(note[0]);
    nodes.splice(index + 1, 1, ...solid(note[1]));
  }
  return { units, rest: before };
}

/** Takes off the end of a text what goes with the links behind it. */
function cutLead(source: TemplateSource, nodes: readonly PhrasingContent[]) {
  const head = [...nodes];
  const lead: PhrasingContent[] = [];
  for (;;) {
    const last = head.at(-1);
    if (isBreak(last)) {
      lead.unshift(head.pop()!);
      continue;
    }
    if (last?.type !== "text") break;
    const { length } = LEAD.exec(last.value)![0];
    const cut = length > 0 ? splitText(source, last, -length) : undefined;
    if (!cut) break;
    head.splice(-1, 1, ...solid(cut[0]));
    lead.unshift(cut[1]);
    if (cut[0].value !== "") break;
  }
  return { head, lead };
}

export const solid = (text: Text): Text[] => (text.value === "" ? [] : [text]);

/** A text cut after its first characters or before its last ones. */
export function splitText(
  { text }: TemplateSource,
  node: PhrasingContent | undefined,
  at: number,
): [Text, Text] | undefined {
  if (node?.type !== "text" || node.value === "") return undefined;
  const parts = [node.value.slice(0, at), node.value.slice(at)] as const;
  const cut = at > 0 ? startOf(node) + at : startOfTail(text, endOf(node), parts[1]);
  if (cut === undefined || (at > 0 && text.slice(startOf(node), cut) !== parts[0]))
    return undefined;
  const { start, end } = node.position!;
  const middle = { ...start, offset: cut };
  return [
    { type: "text", value: parts[0], position: { start, end: middle } },
    { type: "text", value: parts[1], position: { start: middle, end } },
  ];
}

/** Where the source of a text's last characters begins, each of which a backslash may escape. */
function startOfTail(text: string, end: number, tail: string): number | undefined {
  let at = end;
  for (const character of [...tail].reverse()) {
    at -= character.length;
    if (!text.startsWith(character, at)) return undefined;
    let first = at;
    while (text[first - 1] === "\\") first--;
    at -= (at - first) % 2;
  }
  return at;
}

/** Spaces in a row within a line, which Markdown shows as one. */
export const SPACES = /(?<![ \t\r\n])[ \t]{2,}(?![ \t\r\n])/g;

export const textOf = ({ text }: TemplateSource, nodes: readonly PhrasingContent[]): string =>
  text.slice(startOf(nodes[0]), endOf(nodes.at(-1))).replace(SPACES, " ");

export const holesOf = (source: TemplateSource, nodes: readonly PhrasingContent[]): Hole[] =>
  source.holesIn(textOf(source, nodes));
