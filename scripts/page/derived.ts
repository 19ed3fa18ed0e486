// What a page shows that the data do not hold, but that follows from them. It is written and never
// read; what is stale is written anew.
import type { Field } from "../data/kinds.ts";
import { fieldValue } from "../data/record.ts";
import type { Derive } from "../template/pattern.ts";
import type { Scope } from "./scope.ts";

/** `owner/name` of a repository's address. */
const REPOSITORY =
  /^https?:\/\/(?:www\.)?(?:github|gitlab)\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?(?:[/?#]|$)/;

/** What is made of the records of a scope; undefined where nothing can be. */
export function derivedValue(
  derive: Derive,
  { kind, field }: { kind: string; field: Field },
  scope: Scope,
): string | undefined {
  const records = scope.get(kind) ?? [];
  if (derive === "count") return String(records.length);
  const values = records.map((record) => fieldValue(record, field.path));
  if (derive === "repo") return REPOSITORY.exec(String(values[0] ?? ""))?.[1];
  const known = values.flatMap((value) => value ?? []);
  return known.length === 0 ? undefined : known.reduce((a, b) => (a < b ? b : a));
}
