// The data's schemas as editors are given them: JSON Schema, with a description of each field.
import { toJSONSchema } from "zod/mini";
import { LONGEST } from "../markdown/canonical.ts";
import { type Domain, type DomainName, domains } from "./domains.ts";
import { fieldTree, type Kind, mayRepeat } from "./kinds.ts";
import { domainSchema, type LeafSchema, objectOf, recordSchema, settingsShape } from "./schema.ts";
import * as z from "./zod.ts";

/** The schema of a domain's values: of a check, what a regular expression can say. */
export function publishedSchema(name: DomainName): z.ZodType {
  const domain: Domain = domains[name];
  const schema =
    "problem" in domain
      ? z.string().check(z.maxLength(LONGEST), z.regex(new RegExp(domain.pattern)))
      : domainSchema(name);
  return schema.check(z.describe(domain.expected));
}

const forEditors: LeafSchema = ({ path, type, list }) => {
  const one = publishedSchema(type as DomainName);
  const description = `a list: ${domains[type as DomainName].expected} each`;
  const unique = mayRepeat(path) ? {} : { uniqueItems: true };
  return list ? z.array(one).check(z.minLength(1), z.meta({ ...unique, description })) : one;
};

/**
 * The JSON Schemas (2020-12) that editors complete and check data with, by kind.
 *
 * @param more what can be said of the settings more precisely
 */
export function jsonSchemas(
  kinds: ReadonlyMap<string, Kind>,
  more: z.ZodRawShape = {},
): Map<string, object> {
  const tables = z.optional(z.record(z.string(), z.record(z.string(), z.string())));
  const known = { ...settingsShape(), kinds: tables, ...more };
  const alone = { $schema: z.optional(z.string()) };
  const schemas = new Map<string, object>();
  for (const kind of kinds.values()) {
    const isList = kind.name === "list";
    const one = objectOf(fieldTree(kind), forEditors, isList ? known : alone);
    const schema = isList ? one : z.union([z.array(recordSchema(kind, forEditors)), one]);
    schemas.set(kind.name, {
      title: isList
        ? "The list: its title, introduction and settings"
        : `Records of the kind ${kind.name}`,
      ...toJSONSchema(schema, { target: "draft-2020-12", io: "input" }),
    });
  }
  return schemas;
}
