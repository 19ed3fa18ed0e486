// Where the records of each kind stand on a page: the lines that begin them, and what the headings
// above say of each. Look here when an entry stands under the wrong heading, or at two depths.
import { type Field, type Kind, referencesTo, referenceTo } from "../data/kinds.ts";
import type { TemplateSource } from "./holes.ts";
import { bearer, isMade, type LineNode, lineNodes, type Node, type Use } from "./pattern.ts";

type Kinds = ReadonlyMap<string, Kind>;

/** A line that names a kind's key, by which a record may begin. */
interface Candidate {
  node: LineNode;
  /** How many fields of the kind it shows, with what stands above and below it. */
  fields: number;
  /** The fields of its own lines. */
  own: Field[];
  /** The fields by which the lines above group it. */
  grouping: Field[];
  /** Whether entries of other kinds stand below it. */
  holdsOthers: boolean;
  /** How many of the lines above show what the kind refers to. */
  groups: number;
  references: LineNode["references"];
  /** The fields that not every record has, and by which the lines above group it. */
  needs: Field[];
  /** The lines above that show one of several values that a record may have. */
  spreads: NonNullable<LineNode["spread"]>[];
}

/**
 * Marks the lines that begin records. A record begins at the line that names its kind's key; where
 * several do (a contents list, an overview), at the one that shows the most fields, and of those at
 * the one whose headings say most of what it refers to; a link into the page never is one. Where lines of the
 * same fields stand under other headings too, which not every record has, each record stands under
 * the deepest of those that it has.
 */
export function markRecords(nodes: readonly Node[], kinds: Kinds, source: TemplateSource): void {
  for (const [name, candidates] of candidatesOf(nodes, kinds)) {
    const best = candidates.reduce((a, b) => (isBetter(b, a) ? b : a));
    const twin = candidates.find((one) => isTwin(one, best));
    if (twin)
      source.refuse(
        `the line ${twin.node.line.source} shows each ${name} that ${best.node.line.source} of line ${best.node.line.place.line} shows, and as much of it, so each would stand on the page twice; group by one heading with a field of theirs in the place of the two, or take one of the lines out`,
        twin.node.line.offset,
      );
    const places = new Map<string, Candidate>();
    for (const one of [best, ...candidates]) {
      const key = one.needs.map(({ path }) => path).join();
      const known = places.get(key);
      if (best.own.every((field) => one.own.includes(field)))
        if (!known || isBetter(one, known)) places.set(key, one);
    }
    for (const { node, references, needs, spreads } of places.values()) {
      const others = [...places.values()].flatMap((place) => place.needs);
      const lacks = others.filter((field) => !needs.includes(field));
      for (const form of node.forms ?? [node]) {
        form.record = name;
        form.references = references;
        form.lacks = [...new Set(lacks.map(({ path }) => path))];
        form.spread = spreads[0];
      }
    }
  }
}

const isBetter = (a: Candidate, b: Candidate): boolean =>
  a.fields > b.fields || (a.fields === b.fields && a.groups > b.groups);

/**
 * Whether two lines, none of them a form of the other, show the same of the same records, and no
 * more: two parts of a page may each group what they hold by the same topics.
 */
const isTwin = (one: Candidate, best: Candidate): boolean =>
  bearer(one.node) !== bearer(best.node) &&
  !(one.holdsOthers && best.holdsOthers) &&
  !isBetter(best, one) &&
  one.grouping.length === best.grouping.length &&
  best.grouping.every((field) => one.grouping.includes(field)) &&
  best.own.every((field) => one.own.includes(field));

function candidatesOf(nodes: readonly Node[], kinds: Kinds): Map<string, Candidate[]> {
  const found = new Map<string, Candidate[]>();
  for (const [node, parents] of lineNodes(nodes)) {
    if (node.line.uses.some((use) => use.role === "anchor")) continue;
    for (const name of new Set(node.line.uses.map((use) => use.kind))) {
      const kind = kinds.get(name)!;
      const begins = ({ line }: LineNode) =>
        line.uses.some((use) => !isMade(use) && use.kind === name && use.field.path === kind.key);
      const within = parents.flatMap((parent) => parent.forms ?? [parent]);
      if (name === "list" || !begins(node) || within.some(begins)) continue;
      const fieldsOf = (some: LineNode[]) =>
        some
          .flatMap(({ line }) => line.uses)
          .filter((use) => use.kind === name && !isMade(use))
          .map(({ field }) => field);
      const below = [...lineNodes(bearer(node).body)].map(([child]) => child);
      const own = fieldsOf([...(node.forms ?? [node]), ...below]);
      const above = fieldsOf(parents);
      const references = referencesOf(kind, parents);
      const nearest = references.at(-1)?.field;
      found.set(name, [
        ...(found.get(name) ?? []),
        {
          node,
          fields: new Set([...own, ...above]).size,
          own,
          grouping: [...new Set([...above, ...references.map(({ field }) => field)])],
          holdsOthers: below.some(({ line }) =>
            line.uses.some((use) => use.kind !== name && use.kind !== "list"),
          ),
          groups: new Set(parents.map(aboutKind).filter((to) => to && referenceTo(to, kind))).size,
          references,
          needs: [...new Set(above), ...(nearest ? [nearest] : [])].filter(
            ({ optional, list }) => optional || list,
          ),
          spreads: spreadsOf(name, parents, references),
        },
      ]);
    }
  }
  return found;
}

/** The lines above a record that show one of several values that it may have. */
const spreadsOf = (
  kind: string,
  parents: readonly LineNode[],
  references: LineNode["references"],
): Candidate["spreads"] =>
  parents.flatMap((above) => {
    const { line } = above;
    const listed = line.uses.find((use) => isSpread(use) && use.kind === kind)?.field;
    const field = listed ?? references.find((one) => one.line === line.id)?.field;
    return field?.list ? [{ path: field.path, above }] : [];
  });

/** Whether a use shows one of the values of a list. */
const isSpread = (use: Use): boolean => use.field.list && use.join === undefined && !isMade(use);

/** The kind of record that a line above others is about. */
const aboutKind = ({ line }: LineNode): string | undefined =>
  line.uses.findLast((use) => use.kind !== "list" && !isMade(use))?.kind;

/** What the lines above a record say that it refers to; of what may be absent, the nearest only. */
function referencesOf(kind: Kind, parents: readonly LineNode[]): LineNode["references"] {
  const found: LineNode["references"] = [];
  for (const parent of [...parents].reverse()) {
    const target = aboutKind(parent);
    const field =
      target === undefined || target === kind.name ? undefined : referenceTo(target, kind);
    const nearest = found[0]?.field ?? field;
    if (field && (field === nearest || !(field.optional || field.list)))
      found.unshift({ line: parent.line.id, field });
  }
  return found;
}

/**
 * Refuses entries under a heading that shows a list field, and under one of another kind where the
 * data does not say of each under which one it stands: it needs one field that refers there, or to
 * what refers there.
 */
export function checkPlaces(nodes: readonly Node[], kinds: Kinds, source: TemplateSource): void {
  const places = new Map<string, number>();
  for (const [node] of lineNodes(nodes)) {
    const { record } = node;
    if (record !== undefined && bearer(node) === node)
      places.set(record, (places.get(record) ?? 0) + 1);
  }
  for (const [node, parents] of lineNodes(nodes)) {
    if (node.record === undefined) continue;
    const twice = spreadTwice(node, parents);
    if (twice) {
      source.refuse(twice, node.line.offset);
      continue;
    }
    const [nearest, ...around] = parentsOfOtherKinds(node.record, parents);
    if (!nearest) continue;
    const to = nearest.repeat!.kind;
    const beyond = around.filter(
      ({ repeat }) => repeat!.kind !== to && !referencesTo(kinds, repeat!.kind).has(to),
    );
    for (const above of [nearest, ...beyond]) {
      const elsewhere = above === nearest && places.get(node.record)! > 1;
      const problem = problemOf(node.record, above.repeat!.kind, kinds, elsewhere);
      if (problem === undefined) continue;
      source.refuse(
        `the line ${node.line.source} stands under ${above.line.source}, but ${problem}`,
        node.line.offset,
      );
      break;
    }
  }
}

/** What keeps an entry that stands once for each of several values from being read for sure. */
function spreadTwice(node: LineNode, parents: readonly LineNode[]): string | undefined {
  const lists = new Set(node.references.flatMap(({ field, line }) => (field.list ? line : [])));
  const own = parents.find(
    (one) =>
      one.spread !== undefined ||
      (one !== node.spread?.above && (one.line.uses.some(isSpread) || lists.has(one.line.id))),
  );
  return (
    own &&
    `the line ${node.line.source} stands under ${own.line.source}, of which an entry may have several${own.spread || !node.spread ? "" : `, as it may of ${node.spread.above.line.source}`}, so nothing tells for which of them it is meant; group by one list only, right above the entry`
  );
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
  kinds: Kinds,
  elsewhere: boolean,
): string | undefined {
  const ways = referencesTo(kinds, target);
  if (!ways.has(kind))
    return `no field of ${kind} refers to the kind ${target}, so each would stand under every ${target}; add one, such as "${target}": "${target}", to the kind ${kind} in the list's kinds, or move the line out`;
  for (let from = kind; from !== target; from = ways.get(from)![0]!.to) {
    const { field, to } = ways.get(from)![0]!;
    const name = `${from}.${field.path}`;
    const others = [...kinds.get(from)!.fields.values()].filter(
      (one) => one.ref === to && one.list === field.list,
    );
    if (others.length > 1)
      return `${others.map(({ path }) => `${from}.${path}`).join(" and ")} all refer to the kind ${to}, so nothing tells under which one an entry stands; let one of them refer, and make the others text`;
    if (field.list && from !== kind)
      return `${name} may name several, so nothing tells for which of them an entry is meant; group by a field that names one`;
    if (field.optional && !(elsewhere && from === kind))
      return `${name} may be absent, and without it an entry would vanish from the page; make it required in the list's kinds, or let the same line stand outside of that heading too, for entries without it`;
  }
  return undefined;
}
