import * as z from "zod";
import { domains, type DomainName, published } from "./domains.ts";
import type { JsonPath } from "./json.ts";
import { builtinKinds, type Field, type Kind, type KindTable, TYPE } from "./kinds.ts";
import { nearest } from "./nearest.ts";
import { quote } from "./quote.ts";

/** What is wrong with a value, and where in it. */
export interface Problem {
  path: JsonPath;
  message: string;
  /** The problem is the key at the path's end, not its value. */
  key?: boolean;
}

interface Branch {
  [step: string]: Field | Branch;
}

const isField = (node: Field | Branch): node is Field => typeof (node as Field).path === "string";

/** The fields of a kind as they nest in a record. */
function branches(kind: Kind): Branch {
  const root: Branch = {};
  for (const field of kind.fields.values()) {
    const steps = field.path.split(".");
    let branch = root;
    for (const step of steps.slice(0, -1)) branch = (branch[step] ??= {}) as Branch;
    branch[steps.at(-1)!] = field;
  }
  return root;
}

type LeafSchema = (field: Field) => z.ZodType;

const validated: LeafSchema = ({ type, list }) => {
  const one = domains[type as DomainName].schema;
  return list ? z.array(one).min(1).check(refuseRepeated) : one;
};

/** For editors: checks that JSON Schema cannot express are left to the linter. */
const forEditors: LeafSchema = ({ type, list }) => {
  const { schema, expected } = domains[type as DomainName];
  const one = (published.get(schema) ?? schema).describe(expected);
  return list
    ? z
        .array(one)
        .min(1)
        .meta({ uniqueItems: true, description: `a list: ${expected} each` })
    : one;
};

const refuseRepeated: z.core.CheckFn<unknown[]> = (context) => {
  context.value.forEach((value, index) => {
    if (context.value.indexOf(value) < index) {
      context.issues.push({
        code: "custom",
        message: `found ${quote(value)} a second time; remove it`,
        input: value,
        path: [index],
      });
    }
  });
};

function objectOf(branch: Branch, leaf: LeafSchema, more: z.ZodRawShape = {}): z.ZodType {
  const shape: Record<string, z.ZodType> = {};
  for (const [step, node] of Object.entries(branch)) {
    const optional = isField(node) ? node.optional : optionalBranch(node);
    const schema = isField(node) ? leaf(node) : objectOf(node, leaf);
    shape[step] = optional ? schema.optional() : schema;
  }
  return z.strictObject({ ...shape, ...more });
}

const optionalBranch = (branch: Branch): boolean =>
  Object.values(branch).every((node) => (isField(node) ? node.optional : optionalBranch(node)));

const settings: z.ZodRawShape = {
  $schema: z.string().optional(),
  kinds: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  rules: z.record(z.string(), z.unknown()).optional(),
  excuses: z.array(z.unknown()).optional(),
};

const alone: z.ZodRawShape = { $schema: z.string().optional() };

/** The zod schema of one record of a kind; of the list itself, with its settings. */
export function recordSchema(kind: Kind, leaf: LeafSchema = validated): z.ZodType {
  // Of the list's kinds, kindProblems says more.
  const more = kind.name === "list" ? { ...settings, kinds: z.unknown().optional() } : {};
  return objectOf(branches(kind), leaf, more);
}

/** The JSON Schemas (2020-12) that editors complete and check data with, by file name. */
export function jsonSchemas(kinds: ReadonlyMap<string, Kind>): Map<string, object> {
  const schemas = new Map<string, object>();
  for (const kind of kinds.values()) {
    const one = objectOf(branches(kind), forEditors, kind.name === "list" ? settings : alone);
    const schema =
      kind.name === "list" ? one : z.union([z.array(recordSchema(kind, forEditors)), one]);
    schemas.set(kind.name, {
      title:
        kind.name === "list"
          ? "The list: its title, introduction and settings"
          : `Records of the kind ${kind.name}`,
      ...z.toJSONSchema(schema, { target: "draft-2020-12" }),
    });
  }
  return schemas;
}

/** Checks one record, and says all that is wrong with it. */
export function recordProblems(kind: Kind, schema: z.ZodType, value: unknown): Problem[] {
  const result = schema.safeParse(value);
  return result.success
    ? []
    : result.error.issues.flatMap((issue) => problemsOf(kind, value, issue));
}

function problemsOf(kind: Kind, value: unknown, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path as JsonPath;
  const names = path.filter((step) => typeof step === "string");
  if (issue.code === "custom")
    return [
      {
        path,
        message: customMessage(kind.fields.get(names.join(".")), issue.message, at(value, path)),
      },
    ];
  if (issue.code === "unrecognized_keys") {
    const prefix = names.map((name) => `${name}.`).join("");
    const known = [...kind.fields.keys()]
      .filter((field) => field.startsWith(prefix))
      .map((field) => field.slice(prefix.length).split(".")[0]!);
    return issue.keys.map((key) => {
      const near = nearest(key, new Set(known));
      const deep = near ?? [...kind.fields.keys()].find((field) => field.endsWith(`.${key}`));
      return {
        path: [...path, key],
        key: true,
        message: `unknown key ${quote(key)}${deep ? `; did you mean ${quote(deep)}?` : `; expected one of ${[...new Set(known)].join(", ")}`}`,
      };
    });
  }
  const field = kind.fields.get(names.join("."));
  const found = at(value, path);
  return [{ path, message: mismatch(kind, field, names, found, issue) }];
}

/** The value at a path. */
const at = (value: unknown, path: JsonPath): unknown =>
  path.reduce<unknown>(
    (inside, step) => (inside as Record<string | number, unknown> | undefined)?.[step],
    value,
  );

function customMessage(field: Field | undefined, message: string, input: unknown): string {
  if (typeof input !== "string" || input.trim() !== "") return message;
  const found = `found ${input === "" ? "an empty text" : "nothing but white space"}`;
  if (field?.optional && !field.list) return `${found}; leave the field out instead`;
  return `${found}, expected ${domains[(field?.type ?? "text") as DomainName].expected}`;
}

/** What is wrong with a value that is of no right type. */
function mismatch(
  kind: Kind,
  field: Field | undefined,
  names: string[],
  found: unknown,
  issue: z.core.$ZodIssue,
): string {
  const expected = field
    ? domains[field.type as DomainName].expected
    : objectExpected(kind, names, issue);
  if (found === undefined) return `found nothing, expected ${expected}`;
  const leaveOut = field?.optional ? "; leave the field out instead" : "";
  const shown = quote(found);
  if (found === null && typeof issue.path.at(-1) === "string")
    return `found null, expected ${field?.list ? `a list: ${expected} each` : expected}${leaveOut}`;
  if (field?.list && typeof issue.path.at(-1) !== "number") {
    if (Array.isArray(found)) return `found an empty list${leaveOut || `, expected ${expected}`}`;
    return `found ${shown}, expected a list: [${typeof found === "object" ? "…" : shown}]`;
  }
  const number = field?.type === "year" || field?.type === "integer";
  const digits = number && typeof found === "string" && /^[0-9]+$/.test(found);
  return `found ${shown}, expected ${expected}${digits ? `; write ${found} without quotes` : ""}`;
}

/** What stands where no single field does: a record, the object of some of its fields, a setting. */
function objectExpected(kind: Kind, names: string[], issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.expected !== "object" && issue.expected !== "record")
    return issue.expected === "array" ? "a list" : `a ${issue.expected}`;
  const prefix = names.map((name) => `${name}.`).join("");
  const inner = [...kind.fields.keys()].find((field) => field.startsWith(prefix));
  return inner
    ? `an object such as {${quote(inner.slice(prefix.length).split(".")[0])}: …}`
    : "an object";
}

const KIND_NAME = /^[a-z][A-Za-z0-9]*$/;
const FIELD_PATH = /^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)*$/;

/** Checks a list's own `kinds`, and says all that is wrong with them. */
export function kindProblems(own: unknown): Problem[] {
  if (own === undefined) return [];
  const result = z.record(z.string(), z.record(z.string(), z.string())).safeParse(own);
  if (!result.success) {
    return result.error.issues.map(({ path }) => ({
      path: ["kinds", ...(path as JsonPath)],
      message: `found ${quote(at(own, path as JsonPath))}, expected ${['kinds as {"kind": {"field": "type"}}, such as {"paper": {"topic": "text?"}}', 'fields as {"field": "type"}, such as {"topic": "text?"}', 'a type such as "text?"'][path.length] ?? "text"}`,
    }));
  }
  // Not zod's copy, which leaves out the key "__proto__".
  const tables = own as Record<string, KindTable>;
  const types = [
    ...new Set([domains, builtinKinds, tables].flatMap((names) => Object.keys(names))),
  ];
  return Object.entries(tables).flatMap(([kind, table]) => kindTableProblems(kind, table, types));
}

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
        (kind === "list"
          ? Object.keys(settings).find((name) => path.split(".")[0] === name)
          : undefined);
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
