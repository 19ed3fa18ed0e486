// The zod schemas of the data, made from its kinds, and a quick look at whether a record is as they want it.
import * as z from "./zod.ts";
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

export type LeafSchema = (field: Field) => z.ZodType;

/** The zod schema of a domain's values, whose messages say precisely what is wrong. */
export function domainSchema(name: DomainName): z.ZodType {
  const domain: Domain = domains[name];
  if (!("problem" in domain)) return z.int().check(z.minimum(domain.least), z.maximum(domain.most));
  return z.string().check((context) => {
    const message = domain.problem(context.value);
    if (message !== undefined)
      context.issues.push({ code: "custom", message, input: context.value });
  });
}

const validated: LeafSchema = ({ path, type, list }) => {
  const one = domainSchema(type as DomainName);
  if (!list) return one;
  const some = z.array(one).check(z.minLength(1));
  return mayRepeat(path) ? some : some.check(refuseRepeated);
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

export function objectOf(tree: FieldTree, leaf: LeafSchema, more: z.ZodRawShape = {}): z.ZodType {
  const shape: Record<string, z.ZodType> = {};
  for (const [step, part] of tree) {
    const schema = part instanceof Map ? objectOf(part, leaf) : leaf(part);
    shape[step] = mayBeAbsent(part) ? z.optional(schema) : schema;
  }
  return z.strictObject({ ...shape, ...more });
}

/** What data/list.json may hold beside the list's fields: a quick look, and the schema of it. */
const settings: Record<string, [isSound: (value: unknown) => boolean, schema: () => z.ZodType]> = {
  $schema: [(value) => typeof value === "string", () => z.optional(z.string())],
  // Of these, kindProblems says more.
  kinds: [() => true, () => z.optional(z.unknown())],
  rules: [isObject, () => z.optional(z.record(z.string(), z.unknown()))],
  excuses: [Array.isArray, () => z.optional(z.array(z.unknown()))],
  venues: [
    (value) => isObject(value) && Object.values(value).every(areTexts),
    () => z.optional(z.record(z.string(), z.array(z.string()))),
  ],
};

const areTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** Whether data/list.json means a key of this name otherwise than as a field. */
export const isSetting = (key: string): boolean => Object.hasOwn(settings, key);

export const settingsShape = (): z.ZodRawShape =>
  Object.fromEntries(Object.entries(settings).map(([key, [, schema]]) => [key, schema()]));

/** The zod schema of one record of a kind; of the list itself, with its settings. */
export const recordSchema = (kind: Kind, leaf: LeafSchema = validated): z.ZodType =>
  objectOf(fieldTree(kind), leaf, kind.name === "list" ? settingsShape() : {});

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
