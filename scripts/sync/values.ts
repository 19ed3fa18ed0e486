// Values in messages, and records with some fields set.
import { isObject } from "../data/json.ts";
import type { Kind } from "../data/kinds.ts";
import { quote } from "../finding/quote.ts";
import type { Value } from "../page/value.ts";

/** A value as messages show it. */
export const told = (value: Value | undefined): string =>
  value === undefined ? "nothing" : quote(typeof value === "string" ? value : value.join(" | "));

/** A record with some fields set, and those of no value removed. */
export function withFields(
  value: Record<string, unknown>,
  sets: ReadonlyMap<string, Value | undefined>,
  kind: Kind,
): Record<string, unknown> {
  let changed = value;
  for (const [path, set] of sets)
    changed = withField(changed, path.split("."), typed(kind, path, set));
  return changed;
}

function withField(
  value: Record<string, unknown>,
  steps: string[],
  set: unknown,
): Record<string, unknown> {
  const [first, ...rest] = steps as [string, ...string[]];
  const inner = Object.hasOwn(value, first) ? value[first] : undefined;
  const next = rest.length === 0 ? set : withField(isObject(inner) ? inner : {}, rest, set);
  const empty = next === undefined || (rest.length > 0 && Object.keys(next as object).length === 0);
  if (!empty) return { ...value, [first]: next };
  const { [first]: _, ...others } = value;
  return others;
}

/** A value as the data writes it: years are numbers there. */
function typed(kind: Kind, path: string, value: Value | undefined): unknown {
  const type = kind.fields.get(path)?.type;
  const one = (text: string) =>
    (type === "year" || type === "integer") && /^(0|[1-9][0-9]{0,14})$/.test(text)
      ? Number(text)
      : text;
  return value === undefined ? undefined : typeof value === "string" ? one(value) : value.map(one);
}
