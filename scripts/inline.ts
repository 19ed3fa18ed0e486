import type { Association, Delete, Emphasis, Html, Link, PhrasingContent, Resource, Strong, Text } from "mdast";
import {
  REFERENCE,
  escapeText,
  type TextContext,
  writeCode,
  writeReference,
  writeUrl,
} from "./escape.ts";

type Attention = Delete | Emphasis | Strong;

/** Where a run of inline nodes stands. */
export interface InlineContext extends TextContext {
  /** Keep hard breaks; otherwise they become spaces, as soft ones do. */
  breaks?: boolean;
}

interface Surroundings extends InlineContext {
  /** The nodes stand in strong text that touches a word, where prettier wants `*` for emphasis. */
  inWord?: boolean;
}

/** Writes inline nodes as the one source that prettier leaves alone and that reads back as them. */
export function writeInline(
  nodes: PhrasingContent[],
  context: InlineContext,
): string {
  return write(detach(trim(tidy(nodes, context.breaks === true))), context);
}

/**
 * The nodes without what Markdown cannot tell apart: neighbours of one kind are one,
 * emphasis in emphasis is emphasis, a line end is a space.
 */
export { tidyAll as tidyForTest };
const tidyAll = (nodes: PhrasingContent[]) => trim(tidy(nodes, false));
function tidy(
  nodes: PhrasingContent[],
  breaks: boolean,
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
      last.children = tidy([...last.children, ...node.children], breaks);
    } else if (
      !("children" in node) ||
      node.children.length > 0 ||
      node.type === "link"
    ) {
      result.push(node);
    }
  };
  for (const node of nodes) {
    if (node.type === "break" && !breaks) add({ type: "text", value: "\n" });
    else if (isAttention(node) && within.has(node.type))
      tidy(node.children, breaks, within).forEach(add);
    else if (isAttention(node)) {
      add({
        ...node,
        children: tidy(node.children, breaks, new Set(within).add(node.type)),
      });
    } else if ("children" in node) {
      add({
        ...node,
        children: tidy(node.children, breaks, within),
      } as PhrasingContent);
    } else add({ ...node });
  }
  for (const node of result)
    if (node.type === "text") node.value = fold(node.value);
  return result;
}

const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

/** Runs of spaces become one; so do line ends, but for those between two CJK characters, which vanish. */
function fold(value: string): string {
  return value.replace(/[ \t\r\n]+/g, (space, index: number) => {
    const before = value[index - 1] ?? "";
    const after = value[index + space.length] ?? "";
    return /[\r\n]/.test(space) && CJK.test(before) && CJK.test(after)
      ? ""
      : " ";
  });
}

/** The nodes without the spaces at the edges of their lines, and without lines that are empty. */
function trim(nodes: PhrasingContent[]): PhrasingContent[] {
  const isEdge = (node: PhrasingContent | undefined) =>
    !node || node.type === "break";
  nodes.forEach((node, index) => {
    if (node.type !== "text") return;
    if (isEdge(nodes[index - 1])) node.value = node.value.replace(/^ /, "");
    if (isEdge(nodes[index + 1])) node.value = node.value.replace(/ $/, "");
  });
  const solid = nodes.filter(
    (node) => node.type !== "text" || node.value !== "",
  );
  return solid.filter(
    (node, index) => node.type !== "break" || !isEdge(solid[index + 1]),
  );
}

/**
 * Makes every marker one that opens or closes. One with a letter outside and punctuation or a space
 * inside does not: written as a reference, the letter is punctuation too.
 */
function detach(nodes: PhrasingContent[], marked = false): PhrasingContent[] {
  const inner = nodes.map((node) =>
    "children" in node
      ? ({
          ...node,
          children: detach(node.children, isAttention(node)),
        } as PhrasingContent)
      : node,
  );
  return inner.flatMap((node, index): PhrasingContent[] => {
    if (node.type !== "text") return [node];
    const { value } = node;
    const head = sticks(
      value[0]!,
      inner[index - 1],
      inner[index - 2],
      -1,
      marked,
    );
    const tail = sticks(
      value.at(-1)!,
      inner[index + 1],
      inner[index + 2],
      0,
      marked,
    );
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
  } else if (isLetter(outside) || (isAttention(inside) && isWord(outside)))
    return true;
  // Beside strong, emphasis that touched a word would take `*` too.
  return (
    neighbour.type === "emphasis" &&
    beyond?.type === "strong" &&
    isWord(outside)
  );
}

function lastCharacter(value: string): string {
  return [...value.slice(-2)].at(-1)!;
}

function write(nodes: PhrasingContent[], context: Surroundings): string {
  let result = "";
  nodes.forEach((node, index) => {
    const previous = nodes[index - 1];
    const next = nodes[index + 1];
    const here: Surroundings = {
      ...context,
      before: context.before + result,
      after: next ? opening(next) : context.after,
    };
    if (node.type === "text") result += escapeText(node.value, here);
    else if (isAttention(node))
      result += writeAttention(node, previous, next, here);
    else result += writeNode(node, here);
  });
  return result;
}

/** What the source of a node that is not text begins with. */
function opening(node: PhrasingContent): string {
  switch (node.type) {
    case "text":
      return node.value;
    case "link":
    case "linkReference":
      return "[";
    case "image":
    case "imageReference":
      return "!";
    case "html":
      return node.value;
    case "break":
      return "\\\n";
    default:
      return "*";
  }
}

function writeAttention(
  node: Attention,
  previous: PhrasingContent | undefined,
  next: PhrasingContent | undefined,
  context: Surroundings,
): string {
  const touches =
    (previous?.type === "text" && isWord(previous.value.at(-1)!)) ||
    (next?.type === "text" && isWord(next.value[0]!));
  const marker =
    node.type === "strong"
      ? "**"
      : node.type === "delete"
        ? "~~"
        : touches || context.inWord
          ? "*"
          : "_";
  const inside = write(node.children, {
    ...context,
    before: marker,
    after: marker,
    inWord: node.type === "strong" && touches,
  });
  return marker + inside + marker;
}

function writeNode(
  node: Exclude<PhrasingContent, Attention | Text>,
  context: Surroundings,
): string {
  switch (node.type) {
    case "inlineCode":
      return writeCode(node.value.replace(/\r?\n|\r/g, " "), context);
    case "html":
      return node.value.replace(/\s*[\r\n]\s*/g, " ");
    case "break":
      return "\\\n";
    case "link": {
      if (isAutolink(node)) return `<${(node.children[0] as Text).value}>`;
      return `[${writeLabel(node.children, context)}](${writeTarget(node)})`;
    }
    case "image":
      return `![${writeAlt(node.alt, context)}](${writeTarget(node)})`;
    case "linkReference":
      return node.referenceType === "full"
        ? `[${writeLabel(node.children, context)}][${writeReferenceLabel(node)}]`
        : `[${writeReferenceLabel(node)}]${node.referenceType === "collapsed" ? "[]" : ""}`;
    case "imageReference":
      return node.referenceType === "full"
        ? `![${writeAlt(node.alt, context)}][${writeReferenceLabel(node)}]`
        : `![${writeReferenceLabel(node)}]${node.referenceType === "collapsed" ? "[]" : ""}`;
    default:
      throw new Error(`Cannot write a node of type ${node.type}`);
  }
}

function writeLabel(nodes: PhrasingContent[], context: Surroundings): string {
  const inside: Surroundings = {
    ...context,
    before: "[",
    after: "](",
    label: true,
  };
  return write(nodes, { ...inside, inWord: false });
}

function writeAlt(
  alt: string | null | undefined,
  context: Surroundings,
): string {
  return escapeText(fold(alt ?? ""), {
    ...context,
    before: "![",
    after: "](",
    label: true,
  });
}

/** Writes where a link, image or definition leads, and its title. */
export function writeTarget({ url, title }: Resource): string {
  // Inline Markdown may come to stand in a cell, with nothing changed but its `|`.
  return writeUrl(url, { cell: true }) + (title ? ` ${writeTitle(title)}` : "");
}

/** Writes the label by which a reference and its definition find each other. */
export function writeReferenceLabel({
  label,
  identifier,
}: Association): string {
  return (label ?? identifier).replace(/[\\[\]]/g, "\\$&");
}

/** Writes the title of a link or image, in the quotes that need the fewest backslashes. */
function writeTitle(title: string): string {
  const count = (quote: string) => title.split(quote).length;
  const double = count('"');
  const single = count("'");
  const text = fold(title)
    .replaceAll("\\", "\\\\")
    .replace(REFERENCE, "\\&");
  if (double > 1 && single > 1 && !/[()]/.test(title)) return `(${text})`;
  const quote = double > single ? "'" : '"';
  return quote + text.replaceAll(quote, `\\${quote}`) + quote;
}

/** Whether the link can be written as `<…>`, its text being its address. */
function isAutolink({ url, title, children: [child, ...more] }: Link): boolean {
  if (title || more.length > 0 || child?.type !== "text") return false;
  return child.value === url
    ? /^[a-z][a-z\d+.-]{1,31}:[^\s<>|\\\x00-\x1f]*$/i.test(url)
    : `mailto:${child.value}` === url &&
        /^[\w.+-]+@[a-z\d]+(?:[.-][a-z\d]+)*$/i.test(child.value);
}

function isAttention(node: PhrasingContent): node is Attention {
  return (
    node.type === "emphasis" || node.type === "strong" || node.type === "delete"
  );
}

/** Neither space nor punctuation, as the parser tells them apart: by UTF-16 unit. */
function isLetter(character: string): boolean {
  return !/[\s\p{P}\p{S}]/u.test(character);
}

/** Part of a word to prettier, which counts symbols beyond ASCII in. */
function isWord(character: string): boolean {
  return !/[\s\p{P}$+<=>^`|~\uFF5E]/u.test(character);
}
