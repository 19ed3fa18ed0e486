// The addresses that a template itself writes.
import type { Nodes } from "mdast";
import type { TemplateSource } from "./holes.ts";
import type { OwnLink } from "./pattern.ts";

/** The addresses that a template writes itself: of links, images and definitions, and in HTML. */
export function ownLinks(node: Nodes, source: TemplateSource): OwnLink[] {
  if ("children" in node)
    return node.children
      .flatMap((child) => ownLinks(child, source))
      .concat("url" in node ? at(node.url, node, source) : []);
  if ("url" in node) return at(node.url, node, source);
  if (node.type !== "html") return [];
  return [...node.value.matchAll(/\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].flatMap(
    ([, double, single]) => at((double ?? single)!, node, source),
  );
}

function at(url: string, node: Nodes, source: TemplateSource): OwnLink[] {
  if (source.holesIn(url).length > 0) return [];
  const { start, end } = node.position!;
  const own = source.text.slice(start.offset, end.offset).lastIndexOf(url);
  return [{ url, place: source.place(start.offset! + Math.max(0, own)) }];
}
