import { type Kind, referencesTo } from "../data/kinds.ts";
import type { TemplateSource } from "./holes.ts";
import { type LineNode, lineNodes, type Node } from "./pattern.ts";

/**
 * Refuses entries under a heading that shows a list field, and under one of another kind where the
 * data does not say of each under which one it stands: it needs one field that refers there, or to
 * what refers there.
 */
export function checkReferences(
  nodes: readonly Node[],
  kinds: ReadonlyMap<string, Kind>,
  source: TemplateSource,
): void {
  for (const [node, parents] of lineNodes(nodes)) {
    if (node.record === undefined) continue;
    const group = parents.find(
      ({ repeat }) => repeat?.kind === node.record && repeat?.list !== undefined,
    );
    if (group) {
      source.refuse(
        `the line ${node.line.source} stands under ${group.line.source}, but ${group.repeat!.kind}.${group.repeat!.list} may have several values, and an entry stands in one place; group by a field that has one`,
        group.line.offset,
      );
      continue;
    }
    for (const above of parentsOfOtherKinds(node.record, parents)) {
      const problem = problemOf(node.record, above.repeat!.kind, kinds);
      if (problem === undefined) continue;
      source.refuse(
        `the line ${node.line.source} stands under ${above.line.source}, but ${problem}`,
        node.line.offset,
      );
      break;
    }
  }
}

/** The lines of other kinds around the outermost line of this kind, from the nearest. */
function parentsOfOtherKinds(kind: string, parents: readonly LineNode[]): LineNode[] {
  const own = parents.findIndex(({ repeat }) => repeat?.kind === kind);
  const around = own < 0 ? parents : parents.slice(0, own);
  return around.filter(({ repeat }) => repeat && repeat.kind !== "list").reverse();
}

/** What keeps a kind's records from each referring to one record of another kind. */
function problemOf(
  kind: string,
  target: string,
  kinds: ReadonlyMap<string, Kind>,
): string | undefined {
  const ways = referencesTo(kinds, target);
  if (!ways.has(kind))
    return `no field of ${kind} refers to the kind ${target}, so each would stand under every ${target}; add one, such as "${target}": "${target}", to the kind ${kind} in the list's kinds, or move the line out`;
  for (let from = kind; from !== target; from = ways.get(from)!.to) {
    const { field, to } = ways.get(from)!;
    const name = `${from}.${field.path}`;
    const others = [...kinds.get(from)!.fields.values()].filter(
      (one) => one.ref === to && one.list === field.list,
    );
    if (others.length > 1)
      return `${others.map(({ path }) => `${from}.${path}`).join(" and ")} all refer to the kind ${to}, so nothing tells under which one an entry stands; let one of them refer, and make the others text`;
    if (field.list)
      return `${name} may name several, and an entry stands in one place; group by a field that names one`;
    if (field.optional)
      return `${name} may be absent, and without it an entry would vanish from the page; make it required in the list's kinds, and give entries without it, if there are any, a kind of their own`;
  }
  return undefined;
}
