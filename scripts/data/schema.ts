import * as z from "./zod.ts";
import { domainSchema, publishedSchema } from "./domain-schema.ts";
import { domains, type DomainName } from "./domains.ts";
import { isObject, type JsonPath } from "./json.ts";
import {
  type Field,
  type FieldTree,
  fieldTree,
  type Kind,
  mayBeAbsent,
  mayRepeat,
} from "./kinds.ts";
import type { Rec } from "./record.ts";
import { soundCheck } from "./sound.ts";
import { nearest } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";

/** What is wrong with a value, and where in it. */
export interface Problem {
  path: JsonPath;
  message: string;
  /** The problem is the key at the path's end, not its value. */
  key?: boolean;
}

type LeafSchema = (field: Field) => z.ZodType;

const validated: LeafSchema = ({ path, type, list }) => {
  const one = domainSchema(type as DomainName);
  if (!list) return one;
  return mayRepeat(path) ? z.array(one).min(1) : z.array(one).min(1).check(refuseRepeated);
};

/** For editors: checks that JSON Schema cannot express are left to the linter. */
const forEditors: LeafSchema = ({ path, type, list }) => {
  const one = publishedSchema(type as DomainName);
  const { expected } = domains[type as DomainName];
  return list
    ? z
        .array(one)
        .min(1)
        .meta({
          ...(mayRepeat(path) ? {} : { uniqueItems: true }),
          description: `a list: ${expected} each`,
        })
    : one;
};

const refuseRepeated: z.core.CheckFn<unknown[]> = (context) => {
  const seen = new Set<unknown>();
  context.value.forEach((value, index) => {
    if (seen.size === seen.add(value).size) {
      context.issues.push({
        code: "custom",
        message: `found ${quote(value)} a second time; remove it`,
        input: value,
        path: [index],
      });
    }
  });
};

function objectOf(tree: FieldTree, leaf: LeafSchema, more: z.ZodRawShape = {}): z.ZodType {
  const shape: Record<string, z.ZodType> = {};
  for (const [step, part] of tree) {
    const schema = part instanceof Map ? objectOf(part, leaf) : leaf(part);
    shape[step] = mayBeAbsent(part) ? schema.optional() : schema;
  }
  return z.strictObject({ ...shape, ...more });
}

const SETTINGS = ["$schema", "kinds", "rules", "excuses", "venues"] as const;

/** Whether data/list.json means a key of this name otherwise than as a field. */
export const isSetting = (key: string): boolean => SETTINGS.some((name) => name === key);

/** What data/list.json may hold beside the fields of the list. */
const settings = (): Record<(typeof SETTINGS)[number], z.ZodType> => ({
  $schema: z.string().optional(),
  kinds: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  rules: z.record(z.string(), z.unknown()).optional(),
  excuses: z.array(z.unknown()).optional(),
  venues: z.record(z.string(), z.array(z.string())).optional(),
});

/** The zod schema of one record of a kind; of the list itself, with its settings. */
export function recordSchema(kind: Kind, leaf: LeafSchema = validated): z.ZodType {
  // Of the list's kinds, kindProblems says more.
  const more = kind.name === "list" ? { ...settings(), kinds: z.unknown().optional() } : {};
  return objectOf(fieldTree(kind), leaf, more);
}

/**
 * The JSON Schemas (2020-12) that editors complete and check data with, by kind.
 *
 * @param more what can be said of the settings more precisely
 */
export function jsonSchemas(
  kinds: ReadonlyMap<string, Kind>,
  more: z.ZodRawShape = {},
): Map<string, object> {
  const known = { ...settings(), ...more };
  const alone = { $schema: z.string().optional() };
  const schemas = new Map<string, object>();
  for (const kind of kinds.values()) {
    const one = objectOf(fieldTree(kind), forEditors, kind.name === "list" ? known : alone);
    const schema =
      kind.name === "list" ? one : z.union([z.array(recordSchema(kind, forEditors)), one]);
    schemas.set(kind.name, {
      title:
        kind.name === "list"
          ? "The list: its title, introduction and settings"
          : `Records of the kind ${kind.name}`,
      ...z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" }),
    });
  }
  return schemas;
}

/** A check of the records of a kind, which says all that is wrong with one. */
export function recordCheck(kind: Kind): (value: unknown) => Problem[] {
  const isSound = soundCheck(fieldTree(kind));
  let schema: z.ZodType | undefined;
  return (value) => {
    if (isSound(kind.name === "list" ? withoutSettings(value) : value)) return [];
    schema ??= recordSchema(kind);
    const result = schema.safeParse(value);
    return result.success
      ? []
      : result.error.issues.flatMap((issue) => problemsOf(kind, value, issue));
  };
}

/** The list's own fields, where its settings are of the right types; else the value as it is. */
function withoutSettings(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { $schema = "", kinds: _, venues = {}, ...rest } = value as Rec["value"];
  const { rules = {}, excuses = [], ...fields } = rest;
  const areNames = (one: unknown) =>
    Array.isArray(one) && one.every((name) => typeof name === "string");
  const sound =
    typeof $schema === "string" &&
    isObject(rules) &&
    Array.isArray(excuses) &&
    isObject(venues) &&
    Object.values(venues).every(areNames);
  return sound ? fields : value;
}

function problemsOf(kind: Kind, value: unknown, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path as JsonPath;
  const names = path.filter((step) => typeof step === "string");
  if (issue.code === "custom")
    return [
      {
        path,
        message: customMessage(
          kind.fields.get(names.join(".")),
          issue.message,
          valueAt(value, path),
        ),
      },
    ];
  if (issue.code === "unrecognized_keys") {
    const prefix = names.map((name) => `${name}.`).join("");
    const known = [...kind.fields.keys()]
      .filter((field) => field.startsWith(prefix))
      .map((field) => field.slice(prefix.length).split(".")[0]!);
    return issue.keys.map((key) => {
      const steps = kind.fields.has(prefix + key) ? key.split(".") : [];
      const nested = steps.reduceRight((inside, step) => `{${quote(step)}: ${inside}}`, "…");
      const near = nearest(key, new Set(known));
      const deep = near ?? [...kind.fields.keys()].find((field) => field.endsWith(`.${key}`));
      const mend =
        steps.length > 0
          ? `write an object in its place: ${nested.slice(1, -1)}`
          : deep
            ? `did you mean ${quote(deep)}?`
            : `expected one of ${[...new Set(known)].join(", ")}`;
      return { path: [...path, key], key: true, message: `unknown key ${quote(key)}; ${mend}` };
    });
  }
  const field = kind.fields.get(names.join("."));
  const found = valueAt(value, path);
  return [{ path, message: mismatch(kind, field, names, found, issue) }];
}

/** The value at a path. */
export const valueAt = (value: unknown, path: JsonPath): unknown =>
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
