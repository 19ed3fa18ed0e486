// What may stand right beside a hole: marks that would not open, text that would make code of a
// value.
import type { PhrasingContent } from "mdast";
import type { Hole, TemplateSource } from "./holes.ts";
import { endOf, looseAddress, startOf } from "./links.ts";

/** Whether a letter, a digit or a hole, which may hold either, stands beside a mark. */
export const touchesWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}\p{Co}]/u.test(character);

/** Text that would make code or raw HTML of a value behind it. */
export function checkLeft(template: TemplateSource, node: PhrasingContent): void {
  const line = template.text.slice(startOf(node)).split("\n", 1)[0]!;
  const text = template.text.slice(startOf(node), endOf(node));
  for (const { 0: escaped, index } of text.matchAll(/\\.|`+|<(?=[\p{L}\p{Co}/!?])/gsu)) {
    if (escaped.startsWith("\\")) continue;
    const hole = template.holesIn(line.slice(index))[0];
    if (!hole) return;
    if (escaped === "<" && isBare(template, hole) && hole.offset === startOf(node) + index + 1)
      continue;
    template.refuse(
      `found ${JSON.stringify(escaped)} before {{${hole.name}}}, with which a value could become ${escaped === "<" ? "raw HTML or an address" : "code"}; write ${JSON.stringify(escaped).replace(/[`<]/g, "\\$&")}`,
      startOf(node) + index,
    );
  }
}

/** A mark beside a letter would not open or close before or after every value (CommonMark 6.2). */
export function checkEdges(
  template: TemplateSource,
  node: PhrasingContent & { children: PhrasingContent[] },
): void {
  const [start, end] = [startOf(node), endOf(node)];
  const first = template.holes.get(template.text[startOf(inner(template, node, 0))] ?? "");
  const last = template.holes.get(template.text[endOf(inner(template, node, -1)) - 1] ?? "");
  const hole =
    (first && touchesWord(template.text[start - 1]) && first) ||
    (last && touchesWord(template.text[end]) && last) ||
    undefined;
  if (hole) {
    template.refuse(
      `hole {{${hole.name}}} is marked as ${node.type} right beside a letter, where Markdown does not see the mark for every value; put a space or punctuation between`,
      hole.offset,
    );
  }
}

/** The first or last node that a mark encloses, also where a link in it is plain text. */
function inner(
  template: TemplateSource,
  { children }: { children: PhrasingContent[] },
  at: 0 | -1,
): PhrasingContent | undefined {
  const node = children.at(at);
  return node?.type === "link" && looseAddress(template, node) ? inner(template, node, at) : node;
}

/** Whether a hole for an address stands in angle brackets, which make a link of it. */
export function isBare({ text }: TemplateSource, { field, offset }: Hole): boolean {
  return field.type === "url" && !field.list && /^<.>$/u.test(text.slice(offset - 1, offset + 2));
}
