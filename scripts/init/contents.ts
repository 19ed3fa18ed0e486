// Contents lists: look here for how one whose entries lead to the headings of groups follows these.
import GithubSlugger from "github-slugger";
import { percentDecoded } from "../data/percent.ts";
import { addressesOf, textOf } from "./content.ts";
import { type Block, linksOf, listOf, type Section, sectionsOf, shown } from "./outline.ts";
import type { Source } from "./source.ts";

/** Whether a block is a list of links to places of its page, and no more. */
export const isContents = ({ type, lines }: Block): boolean =>
  type === "list" &&
  linksOf(lines).outer === 0 &&
  lines.every(
    (line) => /^[-1]+$/.test(line.shape) && /^\[[^[\]]+\]\(#[^\s()]+\)$/.test(shown(line)),
  );

/** A group's kind, and the sections that it writes. */
export interface Group {
  kind: string;
  sections: readonly Section[];
}

/**
 * A contents list as lines of a template: one for the entries of a group, others as they stand.
 *
 * @param groups by their first sections
 * @returns undefined where it is not the headings of any group, in their order
 */
export function contentsOf(
  { lines }: Block,
  source: Source,
  groups: ReadonlyMap<Section, Group>,
): string | undefined {
  const named = new Map<string, Section>();
  const slugger = new GithubSlugger();
  for (const section of sectionsOf(source.page)) {
    const name = section.heading && textOf(section.heading.symbols);
    if (name) named.set(`${name}#${slugger.slug(name)}`, section);
  }
  const listed = lines.map((line) =>
    named.get(`${textOf(line.symbols)}${percentDecoded(addressesOf(line.symbols)[0]!)}`),
  );
  const { text } = source;
  /** What stands before a place on its line. */
  const before = (at: number) => text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const made: string[] = [];
  let isMade = false;
  for (let at = 0; at < lines.length;) {
    const { start, end, shape } = lines[at]!;
    const indent = before(start);
    const first = listed[at];
    const group = first && groups.get(first);
    const nested =
      lines[at + 1]?.shape.startsWith(shape) === true && lines[at + 1]!.shape !== shape;
    const inner = group && group.sections.flatMap(({ sections }) => sections);
    const within = nested && inner?.[0] ? groups.get(inner[0]) : undefined;
    const wanted = group?.sections.flatMap((one) => [one, ...(within ? one.sections : [])]) ?? [];
    if (wanted.length > 0 && wanted.every((one, nth) => one === listed[at + nth])) {
      made.push(`${indent}${entry(group!.kind)}`);
      if (within) made.push(`${before(lines[at + 1]!.start)}${entry(within.kind)}`);
      at += wanted.length;
      isMade = true;
    } else {
      made.push(`${indent}${text.slice(start, end)}`);
      at++;
    }
  }
  // Numbers of other entries would not count on.
  const isCounted = made.length > 1 && listOf(lines[0]!) === "1";
  return isMade && !isCounted ? made.join("\n") : undefined;
}

const entry = (kind: string): string => `[{{${kind}.name}}](#{{${kind}.name}})`;
