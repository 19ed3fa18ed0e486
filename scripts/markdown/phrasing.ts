// Inline nodes that no source can hold, made into those that one can.
import type { Delete, Emphasis, Html, PhrasingContent, Strong, Text } from "mdast";
import { writeReference } from "./escape.ts";

/** The nodes that a pair of markers makes. */
export type Attention = Delete | Emphasis | Strong;

/**
 * Turns inline nodes into the ones that a source can hold: what reads back as the same is the same,
 * and every marker opens or closes. The nodes given are left as they are.
 */
export function prepare(
  nodes: PhrasingContent[],
  breaks: boolean,
  nested = false,
): PhrasingContent[] {
  return detach(trim(tidy(nodes, breaks, nested)));
}

/** Whether there is bold text within bold text, which only a slip of the hand makes. */
export const isNested = (nodes: readonly PhrasingContent[], within = false): boolean =>
  nodes.some(
    (node) =>
      "children" in node &&
      ((within && node.type === "strong") ||
        isNested(node.children, within || node.type === "strong")),
  );

/**
 * The nodes without what Markdown cannot tell apart: neighbours of one kind are one,
 * emphasis in emphasis is emphasis, a line end is a space.
 *
 * @param nested keeps bold text within bold text
 */
function tidy(
  nodes: PhrasingContent[],
  breaks: boolean,
  nested: boolean,
  within: ReadonlySet<string> = new Set(),
): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  const add = (node: PhrasingContent): void => {
    const last = result.at(-1);
    if (node.type === "text" && last?.type === "text") {
      last.value += node.value;
    } else if (node.type === "inlineCode" && last?.type === "inlineCode") {
      last.value += node.value;
    } else if (isAttention(node) && last?.type === node.type) {
      last.children = tidy([...last.children, ...node.children], breaks, nested);
    } else if (!isAttention(node) || node.children.length > 0) {
      result.push(node);
    }
  };
  for (const node of nodes) {
    if (node.type === "break" && !breaks) {
      add({ type: "text", value: "\n" });
    } else if ("children" in node) {
      const around = isAttention(node) ? new Set(within).add(node.type) : within;
      const children = tidy(node.children, breaks, nested, around);
      if (isAttention(node) && within.has(node.type) && !(nested && node.type === "strong"))
        children.forEach(add);
      else add({ ...node, children });
    } else {
      add({ ...node });
    }
  }
  for (const node of result) if (node.type === "text") node.value = fold(node.value);
  return result;
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

/** Runs of spaces become one; so do line ends, but for those between two CJK characters, which vanish. */
export function fold(value: string): string {
  return value.replace(/[ \t\r\n]+/g, (space, index: number) => {
    const before = value[index - 1] ?? "";
    const after = value[index + space.length] ?? "";
    return /[\r\n]/.test(space) && CJK.test(before) && CJK.test(after) ? "" : " ";
  });
}

/** The nodes without the spaces at the edges of their lines, and without lines that are empty. */
function trim(nodes: PhrasingContent[]): PhrasingContent[] {
  const isEdge = (node: PhrasingContent | undefined) => !node || node.type === "break";
  nodes.forEach((node, index) => {
    if (node.type !== "text") return;
    if (isEdge(nodes[index - 1])) node.value = node.value.replace(/^ /, "");
    if (isEdge(nodes[index + 1])) node.value = node.value.replace(/ $/, "");
  });
  const solid = nodes.filter((node) => node.type !== "text" || node.value !== "");
  return solid.filter((node, index) => node.type !== "break" || !isEdge(solid[index + 1]));
}

/**
 * Makes every marker one that opens or closes. One with a letter outside and punctuation or a space
 * inside does not: written as a reference, the letter is punctuation too.
 */
function detach(nodes: PhrasingContent[], marked = false): PhrasingContent[] {
  const inner = nodes.map((node) =>
    "children" in node
      ? {
          ...node,
          children: detach(node.children, isAttention(node)),
        }
      : node,
  );
  return inner.flatMap((node, index): PhrasingContent[] => {
    if (node.type !== "text") return [node];
    const { value } = node;
    const head = sticks(value[0]!, inner[index - 1], inner[index - 2], -1, marked);
    const tail = sticks(value.at(-1)!, inner[index + 1], inner[index + 2], 0, marked);
    const [first = ""] = head ? value : "";
    const last = tail && value !== first ? lastCharacter(value) : "";
    const parts: (Html | Text)[] = [
      { type: "html", value: first && writeReference(first) },
      {
        type: "text",
        value: value.slice(first.length, value.length - last.length),
      },
      { type: "html", value: last && writeReference(last) },
    ];
    return parts.filter((part) => part.value !== "");
  });
}

/** Whether a character at the edge of its text keeps the marker beside it from working. */
function sticks(
  outside: string,
  neighbour: PhrasingContent | undefined,
  beyond: PhrasingContent | undefined,
  edge: 0 | -1,
  marked: boolean,
): boolean {
  if (!neighbour) return marked && /\s/.test(outside);
  if (!isAttention(neighbour)) return false;
  const inside = neighbour.children.at(edge)!;
  if (inside.type === "text") {
    if (isLetter(outside) && !isLetter(inside.value.at(edge)!)) return true;
  } else if (isLetter(outside) || (isAttention(inside) && isWord(outside))) return true;
  // Beside strong, emphasis that touched a word would take `*` too.
  return neighbour.type === "emphasis" && beyond?.type === "strong" && isWord(outside);
}

function lastCharacter(value: string): string {
  return [...value.slice(-2)].at(-1)!;
}

/** Whether a pair of markers makes this node. */
export function isAttention(node: PhrasingContent): node is Attention {
  return node.type === "emphasis" || node.type === "strong" || node.type === "delete";
}

/** Neither space nor punctuation, as the parser tells them apart: by UTF-16 unit. */
function isLetter(character: string): boolean {
  return !/[\s\p{P}\p{S}]/u.test(character);
}

/** Part of a word to prettier, which counts symbols beyond ASCII in. */
export function isWord(character: string): boolean {
  return !/[\s\p{P}$+<=>^`|~\uFF5E]/u.test(character);
}
