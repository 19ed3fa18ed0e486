// Compiles a template. Begin here to read how a template is understood.
import { checkPattern } from "./ambiguity.ts";
import { definitionsOf } from "../markdown/flatten.ts";
import { automaton, choice, leaf, optional, type Regex, sequence, star } from "./glushkov.ts";
import { joinForms } from "./forms.ts";
import { TemplateError, TemplateSource } from "./holes.ts";
import { checkTags } from "./html.ts";
import { lineIndex } from "../finding/place.ts";
import type { Kind } from "../data/kinds.ts";
import { LineCompiler } from "./line.ts";
import { parseMarkdown } from "../markdown/markdown.ts";
import { checkTemplate, UnreadablePage } from "../markdown/readable.ts";
import { bearer, isMade, type LineNode, lineNodes, type Node, type Pattern } from "./pattern.ts";
import { ownLinks } from "./own-links.ts";
import { checkPlaces, markRecords } from "./places.ts";
import { markGoing, mayGo } from "./presence.ts";
import { TreeBuilder } from "./tree.ts";

/**
 * Compiles a template, the only description of a page, into a pattern that is read in both
 * directions.
 *
 * @param file the template's path, for messages
 * @param template its text: Markdown with holes such as `{{paper.title}}`
 * @throws TemplateError where a hole is unknown, could not be read back, or the template could be
 *   read in two ways
 */
export function compileTemplate(
  file: string,
  template: string,
  kinds: ReadonlyMap<string, Kind>,
): Pattern {
  checkText(file, template);
  const source = new TemplateSource(file, template, kinds);
  if (FRONT_MATTER.test(source.text))
    source.refuse("found front matter, which a page cannot keep; remove it", 0);
  source.check();
  const root = parseMarkdown(source.text);
  const compiler = new LineCompiler(source, definitionsOf(root));
  const nodes = new TreeBuilder(source, compiler).page(root);
  source.check();
  joinForms(nodes, kinds, source, (line) => compiler.asForm(line));
  source.check();
  const shown = markRepeats(nodes, kinds, source);
  markGoing(nodes);
  checkTags(nodes, source);
  source.check();
  checkOwners(nodes, shown, kinds, source);
  checkPlaces(nodes, kinds, source);
  const pattern: Pattern = {
    file,
    nodes,
    lines: compiler.lines,
    page: automaton(pageRegex(nodes)),
    shownFields: shown,
    links: ownLinks(root, source),
  };
  checkPattern(pattern, source, kinds);
  source.check();
  return pattern;
}

/** Refuses a text that would take a parser too long. */
function checkText(file: string, template: string): void {
  try {
    checkTemplate(template);
  } catch (error) {
    if (!(error instanceof UnreadablePage)) throw error;
    const { message, offset } = error;
    const place = lineIndex(template).at(offset);
    throw new TemplateError([{ rule: "template", severity: "error", message, file, ...place }]);
  }
}

/** What Jekyll and the like read at the top of a file, and Markdown as a rule and a heading. */
const FRONT_MATTER = /^---[ \t]*\n[\w-]+:/;

/** Decides by which fields each line repeats, and which lines start a record. */
function markRepeats(
  nodes: Node[],
  kinds: ReadonlyMap<string, Kind>,
  source: TemplateSource,
): Pattern["shownFields"] {
  markRecords(nodes, kinds, source);
  for (const [node, parents] of lineNodes(nodes)) {
    const bound = new Set(["list", ...parents.flatMap((parent) => parent.record ?? [])]);
    const uses = node.line.uses.filter((use) => !isMade(use));
    const named = [...new Set(uses.map((use) => use.kind))];
    const free = named.filter((kind) => !bound.has(kind));
    if (free.length > 1) {
      source.refuse(
        `a line names fields of ${free.join(" and ")}, so nothing tells by which it repeats; name one kind a line`,
        node.line.offset,
      );
    }
    if (free.length > 0 && node.line.shape.endsWith("th")) {
      source.refuse(
        `a table has one header, but {{${uses.find((use) => use.kind === free[0])!.path}}} would repeat it; group the table under a heading that names it`,
        node.line.offset,
      );
    }
    const kind = free[0] ?? named.find((name) => name !== "list") ?? named[0];
    if (kind === undefined) continue;
    const own = uses.filter((use) => use.kind === kind);
    const list = own.find((use) => use.field.list && use.join === undefined);
    node.repeat = {
      kind,
      fields: [...new Set(own.map((use) => use.field.path))],
      list: list?.field.path,
    };
  }
  for (const [node] of lineNodes(nodes)) {
    if (bearer(node) !== node || !node.forms) continue;
    const fields = [...new Set(node.forms.flatMap(({ repeat }) => repeat!.fields))];
    for (const form of node.forms) form.repeat = { ...node.repeat!, fields };
  }
  const shown: Pattern["shownFields"] = new Map();
  const add = (kind: string, path: string) =>
    shown.set(kind, (shown.get(kind) ?? new Set()).add(path));
  for (const [node, parents] of lineNodes(nodes)) {
    const above = [...parents, node];
    for (const use of node.line.uses) {
      if (isMade(use)) continue;
      const inRecord =
        use.kind === "list" ||
        above.some((parent) => parent.record === use.kind) ||
        groups(node, use.kind);
      if (inRecord) add(use.kind, use.field.path);
    }
    for (const { field } of node.references) add(node.record!, field.path);
  }
  return shown;
}

/** Refuses what a page would show of an entry without saying of which. */
function checkOwners(
  nodes: Node[],
  shown: Pattern["shownFields"],
  kinds: ReadonlyMap<string, Kind>,
  source: TemplateSource,
): void {
  const lines = [...lineNodes(nodes)];
  for (const [node, parents] of lines) {
    const named = [...parents, node].flatMap(({ line }) => line.uses);
    for (const use of node.line.uses) {
      const { kind, path, field } = use;
      const entry = lines.find(([{ record }]) => record === kind)?.[0];
      if (isMade(use) || !entry || shown.get(kind)?.has(field.path)) continue;
      const { key } = kinds.get(kind)!;
      if (named.some((use) => use.kind === kind && use.field.path === key)) continue;
      source.refuse(
        `{{${path}}} stands outside of the entry that the line ${entry.line.source} begins, so nothing tells whose it is; move it under that line, or make that line a heading`,
        node.line.offset,
      );
    }
  }
}

/** Whether a node is a group above the records of a kind. */
const groups = (node: LineNode, kind: string): boolean =>
  [...lineNodes(node.body)].some(([below]) => below.record === kind);

/** The page as an expression over its lines. */
function pageRegex(
  nodes: readonly Node[],
  bound: readonly string[] = ["list"],
  grouped: readonly (string | undefined)[] = [],
): Regex<number> {
  /** Rows of records by which the section is grouped are there wherever it is. */
  const isSure = ({ repeat, lacks }: LineNode) =>
    grouped.includes(repeat?.kind) && lacks.length === 0;
  return sequence(
    nodes.map((node): Regex<number> => {
      if (node.type === "list") return pageRegex(node.items, bound, grouped);
      if (node.type === "table") {
        const table = pageRegex([node.header, ...node.rows], bound);
        return mayGo(node) && !node.rows.some(isSure) ? optional(table) : table;
      }
      // Lines of form are one with the last of them.
      if (bearer(node) !== node) return sequence([]);
      const { repeat } = node;
      const inside = node.record ? [...bound, node.record] : bound;
      const head = choice((node.forms ?? [node]).map(({ line }) => leaf(line.id)));
      const whole = sequence([head, pageRegex(node.body, inside, [...grouped, repeat?.kind])]);
      if (!repeat) return mayGo(node) ? optional(whole) : whole;
      if (repeat.list !== undefined || !bound.includes(repeat.kind)) return star(whole);
      const mayBeAbsent = node.line.cells.every((cell) => cell.optional);
      return mayBeAbsent ? optional(whole) : whole;
    }),
  );
}
