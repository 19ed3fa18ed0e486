// Writes inline nodes so that prettier leaves them alone and they read back as themselves.
import { writeMath } from "./math.ts";
import type { Association, Link, PhrasingContent, Resource, Text } from "mdast";
import { REFERENCE, escapeText, type TextContext, writeCode, writeUrl } from "./escape.ts";
import { type Attention, fold, isAttention, isWord, prepare } from "./phrasing.ts";

/** Where a run of inline nodes stands. */
export interface InlineContext extends TextContext {
  /** Keep hard breaks; otherwise they become spaces, as soft ones do. */
  breaks?: boolean;
  /** Keep bold text within bold text; otherwise it is one. */
  nested?: boolean;
}

interface Surroundings extends InlineContext {
  /** The nodes stand in strong text that touches a word, where prettier wants `*` for emphasis. */
  inWord?: boolean;
}

/** Writes inline nodes as the one source that prettier leaves alone and that reads back as them. */
export function writeInline(nodes: PhrasingContent[], context: InlineContext): string {
  return write(prepare(nodes, context.breaks === true, context.nested), context);
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
    else if (isAttention(node)) result += writeAttention(node, previous, next, here);
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
      return writeMath(node.value.replace(/(?<!\s)\s*[\r\n]\s*/g, " "));
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

function writeAlt(alt: string | null | undefined, context: Surroundings): string {
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
export function writeReferenceLabel({ label, identifier }: Association): string {
  return (label ?? identifier).replace(/[\\[\]]/g, "\\$&");
}

/** Writes the title of a link or image, in the quotes that need the fewest backslashes. */
function writeTitle(title: string): string {
  const count = (quote: string) => title.split(quote).length;
  const double = count('"');
  const single = count("'");
  const text = fold(title).replaceAll("\\", "\\\\").replace(REFERENCE, "\\&");
  if (double > 1 && single > 1 && !/[()]/.test(title)) return `(${text})`;
  const quote = double > single ? "'" : '"';
  return quote + text.replaceAll(quote, `\\${quote}`) + quote;
}

/** Whether the link can be written as `<…>`, its text being its address. */
function isAutolink({ url, title, children: [child, ...more] }: Link): boolean {
  if (title || more.length > 0 || child?.type !== "text") return false;
  return child.value === url
    ? /^[a-z][a-z\d+.-]{1,31}:[^\s<>|\\\p{Cc}]*$/iu.test(url)
    : `mailto:${child.value}` === url && /^[\w.+-]+@[a-z\d]+(?:[.-][a-z\d]+)*$/i.test(child.value);
}
