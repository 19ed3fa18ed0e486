// Entries of a page that would break the rules of the data.
import type { Field, Kind } from "../data/kinds.ts";
import type { LoadedList } from "../data/record.ts";
import { recordCheck } from "../data/record-check.ts";
import type { Finding } from "../finding/finding.ts";
import type { ListPage } from "../page/pages.ts";
import type { Taken } from "./take.ts";
import type { MergedRecord } from "./types.ts";

/** Entries that would break the rules of the data, at their places on the page. */
export function unsound(list: LoadedList, own: ListPage, taken: Taken): Finding[] {
  return [...taken.merge.records].flatMap(([name, merged]) => {
    const kind = list.kinds.get(name)!;
    const found = problemsOf(kind, merged, own.file, taken);
    const shown = own.pattern.shownFields.get(name);
    const isHidden = ({ field }: Finding) => field !== undefined && !shown?.has(field);
    return [
      ...found.filter((one) => !isHidden(one)).map((one) => mended(one, "mend it on the page")),
      ...lacking(kind, found.filter(isHidden)),
    ];
  });
}

function problemsOf(
  kind: Kind,
  merged: readonly MergedRecord[],
  file: string,
  { at }: Taken,
): Finding[] {
  const check = recordCheck(kind);
  return merged.flatMap(({ sets, value, page, rec }) => {
    if (sets.size === 0) return [];
    const entry = page?.name;
    const { $schema: _, ...plain } = value;
    const checked = rec && rec.element === undefined && kind.name !== "list" ? plain : value;
    return check(checked).map((problem): Finding => {
      const field = problem.path.filter((step) => typeof step === "string").join(".");
      return {
        rule: "schema",
        severity: "error",
        message: `${field === "" ? "" : `${field}: `}${problem.message}`,
        file,
        ...at(page?.said.places.get(field) ?? page?.offset ?? 0),
        ...(entry === undefined || kind.name === "list" ? {} : { entry }),
        ...(field === "" ? {} : { field }),
      };
    });
  });
}

/** Fields that the page does not show: told once each, since every new entry lacks them. */
function lacking({ name, fields }: Kind, found: readonly Finding[]): Finding[] {
  const typeOf = ({ ref, type, list }: Field) => `${ref ?? type}${list ? "[]" : ""}?`;
  return [...new Set(found.map(({ field }) => field!))].map((field) => {
    const [first, ...others] = found.filter((one) => one.field === field);
    const more = others.length > 0 ? ` (${others.length} more lack it too)` : "";
    const known = fields.get(field);
    const absent = known
      ? `, or let the field be absent: in data/list.json, "kinds": { "${name}": { "${field}": "${typeOf(known)}" } }`
      : "";
    return mended(
      first!,
      `the page does not show it, so add the entry to the data${more}${absent}`,
    );
  });
}

const mended = (finding: Finding, mend: string): Finding => ({
  ...finding,
  message: `${finding.message}; ${mend}, and run "paperlist sync" again`,
});
