import { type Domain, type DomainName, domains } from "./domains.ts";
import { type Field, type FieldTree, mayBeAbsent, mayRepeat } from "./kinds.ts";

/**
 * A quick look at a record: whether it is as its kind wants it. It agrees with the zod schema of
 * the kind, but is sooner there, since it need not say what is wrong.
 */
export function soundCheck(tree: FieldTree): (value: unknown) => boolean {
  const required = [...tree].flatMap(([step, part]) => (mayBeAbsent(part) ? [] : step));
  const checks = new Map(
    [...tree].map(([step, part]) => [
      step,
      part instanceof Map ? soundCheck(part) : (value: unknown) => isSoundField(part, value),
    ]),
  );
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const record = value as Record<string, unknown>;
    for (const key in record) if (!checks.get(key)?.(record[key])) return false;
    return required.every((step) => Object.hasOwn(record, step));
  };
}

function isSoundField({ type, list, path }: Field, value: unknown): boolean {
  const domain: Domain = domains[type as DomainName];
  if (!list) return isIn(domain, value);
  if (!Array.isArray(value) || value.length === 0) return false;
  for (const one of value) if (!isIn(domain, one)) return false;
  return value.length === 1 || mayRepeat(path) || new Set(value).size === value.length;
}

function isIn(domain: Domain, value: unknown): boolean {
  return "problem" in domain
    ? typeof value === "string" && domain.problem(value) === undefined
    : Number.isSafeInteger(value) &&
        (value as number) >= domain.least &&
        (value as number) <= domain.most;
}
