import * as z from "./zod.ts";
import { domains } from "./domains.ts";
import { isObject, type JsonPath } from "./json.ts";
import { builtinKinds, type KindTable, TYPE } from "./kinds.ts";
import { nearest } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";
import { type Problem, isSetting, valueAt } from "./schema.ts";

const KIND_NAME = /^[a-z][A-Za-z0-9]*$/;
const FIELD_PATH = /^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)*$/;

/** Checks a list's own `kinds`, and says all that is wrong with them. */
export function kindProblems(own: unknown): Problem[] {
  if (own === undefined) return [];
  const error = areTables(own) ? undefined : schema().safeParse(own).error;
  if (error) {
    return error.issues.map(({ path }) => ({
      path: ["kinds", ...(path as JsonPath)],
      message: `found ${quote(valueAt(own, path as JsonPath))}, expected ${['kinds as {"kind": {"field": "type"}}, such as {"paper": {"topic": "text?"}}', 'fields as {"field": "type"}, such as {"topic": "text?"}', 'a type such as "text?"'][path.length] ?? "text"}`,
    }));
  }
  // Not zod's copy, which leaves out the key "__proto__".
  const tables = own as Record<string, KindTable>;
  const types = [
    ...new Set([domains, builtinKinds, tables].flatMap((names) => Object.keys(names))),
  ];
  return Object.entries(tables).flatMap(([kind, table]) => kindTableProblems(kind, table, types));
}

const schema = () => z.record(z.string(), z.record(z.string(), z.string()));

/** A quick look, which agrees with the schema but need not say what is wrong. */
const areTables = (own: unknown): boolean =>
  isObject(own) &&
  Object.values(own).every(
    (table) => isObject(table) && Object.values(table).every((type) => typeof type === "string"),
  );

function kindTableProblems(kind: string, table: KindTable, types: string[]): Problem[] {
  const problems: Problem[] = [];
  if (!KIND_NAME.test(kind)) {
    problems.push({
      path: ["kinds", kind],
      key: true,
      message: `found the kind ${quote(kind)}, expected a name of letters and digits that begins with a small letter`,
    });
  } else if (Object.hasOwn(domains, kind)) {
    problems.push({
      path: ["kinds", kind],
      key: true,
      message: `found the kind ${quote(kind)}, which is a type of values; choose another name`,
    });
  }
  const paths = Object.keys({ ...builtinKinds[kind], ...table });
  for (const [path, type] of Object.entries(table)) {
    const place = ["kinds", kind, path];
    const [, base] = TYPE.exec(type) ?? [];
    if (!FIELD_PATH.test(path)) {
      problems.push({
        path: place,
        key: true,
        message: `found the field ${quote(path)}, expected a name such as "topic" or "links.blog"`,
      });
    } else {
      const inside = paths.find((other) => other.startsWith(`${path}.`));
      const around = paths.find((other) => path.startsWith(`${other}.`));
      const taken =
        path.split(".").find((step) => step in Object.prototype) ??
        (kind === "list" ? path.split(".").slice(0, 1).find(isSetting) : undefined);
      const why = inside
        ? `beside the field ${quote(inside)} within it`
        : around
          ? `within the field ${quote(around)}, which holds a value itself`
          : taken && `whose name ${quote(taken)} is taken`;
      if (why)
        problems.push({
          path: place,
          key: true,
          message: `found the field ${quote(path)}, ${why}; choose another name`,
        });
    }
    if (base === undefined || !types.includes(base)) {
      const near = nearest(base ?? type, types);
      problems.push({
        path: place,
        message: `unknown type ${quote(type)}${near ? `; did you mean ${quote(near)}?` : `; expected one of ${types.join(", ")}`} (with [] for a list, ? for a field that may be absent)`,
      });
    }
  }
  const [key] = paths;
  const keyType = key === undefined ? undefined : (table[key] ?? builtinKinds[kind]?.[key]);
  if (key === undefined || /[[?]/.test(keyType ?? "")) {
    problems.push({
      path: ["kinds", kind, ...(key === undefined ? [] : [key])],
      message: `the first field of a kind names its records: expected a single value that may not be absent`,
    });
  }
  return problems;
}
