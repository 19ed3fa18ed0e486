/**
 * Lines of form: several ways to write one kind of entry, one right below the other. Look here for
 * what makes lines of a template forms of one entry.
 */
import type { Kind } from "../data/kinds.ts";
import type { TemplateSource } from "./holes.ts";
import { bearer, type Line, type LineNode, lineNodes, type Node } from "./pattern.ts";

/**
 * Joins lines of one shape that follow one another, show the same kind, and of which one names its
 * key; each is there with all its values only, and what stands under the last of them stands under each.
 */
export function joinForms(
  nodes: readonly Node[],
  kinds: ReadonlyMap<string, Kind>,
  source: TemplateSource,
  asForm: (line: Line) => Line,
  above: readonly string[] = ["list"],
): void {
  let run: LineNode[] = [];
  const kindOf = ({ line: { uses } }: LineNode): string | undefined => {
    const named = new Set(uses.map(({ kind }) => kind).filter((kind) => !above.includes(kind)));
    const [kind, ...others] = named;
    return others.length > 0 || uses.some(({ role }) => role === "anchor") ? undefined : kind;
  };
  const namesKey = ({ line }: LineNode) =>
    line.uses.some(({ kind, field }) => kinds.get(kind)!.key === field.path);
  const end = () => {
    if (run.length > 1 && run.some(namesKey))
      for (const node of run) {
        node.forms = run;
        node.line = asForm(node.line);
      }
    run = [];
  };
  for (const node of nodes) {
    if (node.type !== "line") {
      end();
      joinForms(node.type === "list" ? node.items : node.rows, kinds, source, asForm, above);
      continue;
    }
    const kind = kindOf(node);
    const before = run.at(-1);
    const isForm =
      kind !== undefined &&
      (namesKey(node) || !node.line.shape.includes("#")) &&
      node.line.uses.every(({ field, join }) => !field.list || join !== undefined);
    if (!isForm || before?.line.shape !== node.line.shape || kindOf(before) !== kind) end();
    if (isForm) run.push(node);
    const own = namesKey(node) && kind !== undefined ? [...above, kind] : above;
    joinForms(node.body, kinds, source, asForm, own);
  }
  end();
  for (const node of nodes) {
    if (node.type !== "line" || bearer(node) === node || node.body.length === 0) continue;
    const [below] = [...lineNodes(node.body)][0]!;
    source.refuse(
      `what stands under an entry stands under the last of its lines of form, ${bearer(node).line.source}; move ${below.line.source} there`,
      below.line.offset,
    );
  }
}
