// Raw HTML in a template: where holes may stand in it, and that its tags pair. Look here when a tag
// is opened once and closed for each group, or a hole in HTML is refused.
import { HOLE, type TemplateSource } from "./holes.ts";
import { type LineNode, lineNodes, type Node } from "./pattern.ts";

/** A tag whose attributes, if they have values with holes, have them in double quotes. */
const TAG = new RegExp(
  `<(/?)([a-z][a-z0-9-]*)(?:\\s+[a-z_:@][\\w:.-]*(?:\\s*=\\s*(?:"[^"<>]*"|'[^'<>${HOLE.source.slice(1, -1)}]*'|[^\\s"'=<>\`${HOLE.source.slice(1, -1)}]+))?)*\\s*(/?)>`,
  "giu",
);

/** What holds no text that a browser would read as such. */
const RAW = /<(?:script|style|textarea|title|xmp|iframe|noscript|plaintext)\b/i;

/** Tags that nothing closes (HTML, void elements). */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** Whether holes may stand where they do: between tags, or in an attribute's double quotes. */
export const isReadable = (html: string): boolean =>
  !RAW.test(html) && !/[<>]/.test(html.replace(TAG, " "));

/** The tags that a piece of HTML opens and closes, in its order. */
function tagsIn(html: string): { name: string; opens: boolean }[] {
  return [...html.matchAll(TAG)].flatMap(([, slash, name, self]) =>
    VOID.test(name!) || self === "/" ? [] : { name: name!.toLowerCase(), opens: slash === "" },
  );
}

/** How many more tags a piece of HTML opens than it closes. */
export const openedIn = (html: string): number =>
  tagsIn(html).reduce((sum, { opens }) => sum + (opens ? 1 : -1), 0);

/** Refuses a tag that is opened outside of what repeats and closed within, or the other way round. */
export function checkTags(nodes: readonly Node[], source: TemplateSource): void {
  const open: { name: string; around: LineNode | undefined }[] = [];
  for (const [node, parents] of lineNodes(nodes)) {
    if (!node.line.shape.endsWith(":html")) continue;
    const around = [...parents, node].findLast(({ repeat }) => repeat !== undefined);
    for (const { name, opens } of tagsIn(node.line.source)) {
      if (opens) {
        open.push({ name, around });
        continue;
      }
      const at = open.findLastIndex((tag) => tag.name === name);
      if (at < 0) continue;
      const [opened] = open.splice(at);
      if (opened!.around === around) continue;
      const { source: group, uses } = (around ?? opened!.around)!.line;
      source.refuse(
        `<${name}> is opened and closed on different sides of ${group}, which repeats; end the group before </${name}> with a comment such as <!-- end of {{${uses[0]!.path}}} -->, or put both tags under what repeats`,
        node.line.offset,
      );
    }
  }
}
