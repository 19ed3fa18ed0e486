/**
 * What people are told: of one cause, one finding, however many places it shows in. Look here for
 * why findings stand together in a report.
 */
import type { Finding } from "../finding/finding.ts";
import { byPlace, placedCommands } from "./report.ts";

/** A finding where it is mended, and all the places that it shows in, in their order. */
export interface Cause extends Finding {
  places: Finding[];
}

/** How many of a cause's places are named. */
const NAMED = 4;

/**
 * Puts findings of one rule together that one edit mends: those that a line of the template makes,
 * or whatever their `cause` is, which are told there; those that say the very same; and those that
 * `lint --fix` mends.
 *
 * @param apart leaves each finding by itself
 */
export function byCause(findings: readonly Finding[], apart = false): Cause[] {
  const sorted = [...findings].sort(byPlace);
  if (apart) return sorted.map((finding) => ({ ...finding, places: [finding] }));
  const groups = new Map<string, Finding[]>();
  for (const finding of sorted) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const causes = [...groups.values()].map((places): Cause => {
    const [first] = places as [Finding];
    if (places.length === 1) return { ...first, places };
    const { entry: _, field: __, ...several } = first;
    return { ...several, ...first.cause, places };
  });
  return causes.sort(byPlace);
}

const keyOf = ({ rule, severity, cause, fix, message }: Finding): string =>
  JSON.stringify([severity, rule, cause ? [cause.file, cause.line] : fix ? true : message]);

/**
 * `12 places: README.md:7:1, 11:1, 15:1, 19:1 …`, or `and 11 more: …` where it stands at the first.
 *
 * @param prefix the list's folder in its repository
 */
export function otherPlaces({ places, ...own }: Cause, prefix = ""): string {
  const here = places[0]!.file === own.file && places[0]!.line === own.line;
  const others = here ? places.slice(1) : places;
  if (others.length === 0) return "";
  let last = here ? own.file : "";
  const named = others.slice(0, NAMED).map(({ file, line, column }) => {
    const name = file === last ? "" : `${prefix}${file}:`;
    last = file;
    return `${name}${line}:${column}`;
  });
  const count = here ? `and ${others.length} more` : `${others.length} places`;
  const fix = own.fix ? `; ${placedCommands('"paperlist lint --fix"', prefix)} mends them` : "";
  return `${count}: ${named.join(", ")}${others.length > NAMED ? " …" : ""}${fix}`;
}
