// Entries of a page that would break the rules of the data.
import type { Kind } from "../data/kinds.ts";
import type { LoadedList } from "../data/record.ts";
import { recordCheck } from "../data/record-check.ts";
import { count } from "../finding/count.ts";
import type { Finding } from "../finding/finding.ts";
import type { ListPage } from "../page/pages.ts";
import { grouped } from "../pairing/grouped.ts";
import type { Taken } from "./take.ts";
import type { MergedRecord } from "./types.ts";

/** With how a field that is lacking could be let be absent. */
type Unsound = Finding & { absent?: string };

/** Entries that would break the rules of the data, at their places on the page. */
export function unsound(list: LoadedList, own: ListPage, taken: Taken): Finding[] {
  return [...taken.merge.records].flatMap(([name, merged]) => {
    const kind = list.kinds.get(name)!;
    const found = problemsOf(kind, merged, own.file, taken);
    const shown = own.pattern.shownFields.get(name);
    const isHidden = ({ field }: Finding) => field !== undefined && !shown?.has(field);
    return [
      ...found.filter((one) => !isHidden(one)).map((one) => mended(one, "mend it on the page")),
      ...lacking(found.filter(isHidden)),
    ];
  });
}

function problemsOf(
  kind: Kind,
  merged: readonly MergedRecord[],
  file: string,
  { at }: Taken,
): Unsound[] {
  const check = recordCheck(kind);
  return merged.flatMap(({ sets, value, page, rec }) => {
    if (sets.size === 0) return [];
    const entry = page?.name;
    const { $schema: _, ...plain } = value;
    const checked = rec && rec.element === undefined && kind.name !== "list" ? plain : value;
    return check(checked).map((problem): Unsound => {
      const field = problem.path.filter((step) => typeof step === "string").join(".");
      return {
        rule: "schema",
        severity: "error",
        message: `${field === "" ? "" : `${field}: `}${problem.message}`,
        file,
        ...at(page?.said.places.get(field) ?? page?.offset ?? 0),
        ...(entry === undefined || kind.name === "list" ? {} : { entry }),
        ...(field === "" ? {} : { field }),
        ...(problem.absent === undefined ? {} : { absent: problem.absent }),
      };
    });
  });
}

/** Fields that the page does not show: told once each, since every new entry lacks them. */
const lacking = (found: readonly Unsound[]): Finding[] =>
  [...grouped(found.map((one) => [one.field, one])).values()].map(([first, ...others]) => {
    const too = others.length > 0 ? ` and ${count(others.length, "other entry")}` : "";
    const absent = first!.absent === undefined ? "" : `, or ${first!.absent}`;
    return mended(
      first!,
      `the page does not show it, so add this entry${too} to the data${absent}`,
    );
  });

const mended = ({ absent: _, ...finding }: Unsound, mend: string): Finding => ({
  ...finding,
  message: `${finding.message}; ${mend}, and run "paperlist sync" again`,
});
