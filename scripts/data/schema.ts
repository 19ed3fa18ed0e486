/**
 * The zod schemas of the data, made from its kinds: they check records, and describe them to
 * editors as JSON Schema.
 */
import * as z from "./zod.ts";
import { LONGEST } from "../markdown/canonical.ts";
import { type Domain, type DomainName, domains } from "./domains.ts";
import { isObject } from "./json.ts";
import {
  type Field,
  type FieldTree,
  fieldTree,
  type Kind,
  mayBeAbsent,
  mayRepeat,
} from "./kinds.ts";
import { quote } from "../finding/quote.ts";

type LeafSchema = (field: Field) => z.ZodType;

/** The zod schema of a domain's values, whose messages say precisely what is wrong. */
export function domainSchema(name: DomainName): z.ZodType {
  const domain: Domain = domains[name];
  if (!("problem" in domain)) return z.int().min(domain.least).max(domain.most);
  return z.string().check((context) => {
    const message = domain.problem(context.value);
    if (message !== undefined)
      context.issues.push({ code: "custom", message, input: context.value });
  });
}

/** The same for editors: of a check, what a regular expression can say. */
export function publishedSchema(name: DomainName): z.ZodType {
  const domain: Domain = domains[name];
  const schema =
    "problem" in domain
      ? z.string().max(LONGEST).regex(new RegExp(domain.pattern))
      : domainSchema(name);
  return schema.describe(domain.expected);
}

const validated: LeafSchema = ({ path, type, list }) => {
  const one = domainSchema(type as DomainName);
  if (!list) return one;
  return mayRepeat(path) ? z.array(one).min(1) : z.array(one).min(1).check(refuseRepeated);
};

const forEditors: LeafSchema = ({ path, type, list }) => {
  const one = publishedSchema(type as DomainName);
  const description = `a list: ${domains[type as DomainName].expected} each`;
  const unique = mayRepeat(path) ? {} : { uniqueItems: true };
  return list
    ? z
        .array(one)
        .min(1)
        .meta({ ...unique, description })
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

/** What data/list.json may hold beside the list's fields: a quick look, and the schema of it. */
const settings: Record<string, [isSound: (value: unknown) => boolean, schema: () => z.ZodType]> = {
  $schema: [(value) => typeof value === "string", () => z.string().optional()],
  // Of these, kindProblems says more.
  kinds: [() => true, () => z.unknown().optional()],
  rules: [isObject, () => z.record(z.string(), z.unknown()).optional()],
  excuses: [Array.isArray, () => z.array(z.unknown()).optional()],
  venues: [
    (value) => isObject(value) && Object.values(value).every(areTexts),
    () => z.record(z.string(), z.array(z.string())).optional(),
  ],
};

const areTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** Whether data/list.json means a key of this name otherwise than as a field. */
export const isSetting = (key: string): boolean => Object.hasOwn(settings, key);

const settingsShape = (): z.ZodRawShape =>
  Object.fromEntries(Object.entries(settings).map(([key, [, schema]]) => [key, schema()]));

/** The zod schema of one record of a kind; of the list itself, with its settings. */
export const recordSchema = (kind: Kind, leaf: LeafSchema = validated): z.ZodType =>
  objectOf(fieldTree(kind), leaf, kind.name === "list" ? settingsShape() : {});

/**
 * The JSON Schemas (2020-12) that editors complete and check data with, by kind.
 *
 * @param more what can be said of the settings more precisely
 */
export function jsonSchemas(
  kinds: ReadonlyMap<string, Kind>,
  more: z.ZodRawShape = {},
): Map<string, object> {
  const tables = z.record(z.string(), z.record(z.string(), z.string())).optional();
  const known = { ...settingsShape(), kinds: tables, ...more };
  const alone = { $schema: z.string().optional() };
  const schemas = new Map<string, object>();
  for (const kind of kinds.values()) {
    const isList = kind.name === "list";
    const one = objectOf(fieldTree(kind), forEditors, isList ? known : alone);
    const schema = isList ? one : z.union([z.array(recordSchema(kind, forEditors)), one]);
    schemas.set(kind.name, {
      title: isList
        ? "The list: its title, introduction and settings"
        : `Records of the kind ${kind.name}`,
      ...z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" }),
    });
  }
  return schemas;
}

/**
 * A quick look at a record of a kind: whether it is as the schema wants it, which it agrees with.
 * zod is loaded only for what is not: it would be most of what a clean lint of a short list loads.
 */
export function quickLook(kind: Kind): (value: unknown) => boolean {
  const more = kind.name === "list" ? Object.entries(settings) : [];
  return lookAt(fieldTree(kind), new Map(more.map(([key, [isSound]]) => [key, isSound])));
}

function lookAt(
  tree: FieldTree,
  checks = new Map<string, (value: unknown) => boolean>(),
): (value: unknown) => boolean {
  for (const [step, part] of tree)
    checks.set(step, part instanceof Map ? lookAt(part) : (value) => isSoundField(part, value));
  const required = [...tree].flatMap(([step, part]) => (mayBeAbsent(part) ? [] : step));
  return (value) => {
    if (!isObject(value)) return false;
    for (const key in value) if (!checks.get(key)?.(value[key])) return false;
    return required.every((step) => Object.hasOwn(value, step));
  };
}

function isSoundField({ type, list, path }: Field, value: unknown): boolean {
  const domain: Domain = domains[type as DomainName];
  if (!list) return isIn(domain, value);
  if (!Array.isArray(value) || value.length === 0) return false;
  for (const one of value) if (!isIn(domain, one)) return false;
  return value.length === 1 || mayRepeat(path) || new Set(value).size === value.length;
}

const isIn = (domain: Domain, value: unknown): boolean =>
  "problem" in domain
    ? typeof value === "string" && domain.problem(value) === undefined
    : Number.isSafeInteger(value) &&
      (value as number) >= domain.least &&
      (value as number) <= domain.most;
