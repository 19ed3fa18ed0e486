import * as z from "./zod.ts";
import { LONGEST } from "../markdown/canonical.ts";
import { type Domain, type DomainName, domains } from "./domains.ts";

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

/** The same for editors: a check is left out, and what a regular expression can say of it put in. */
export function publishedSchema(name: DomainName): z.ZodType {
  const domain: Domain = domains[name];
  const schema =
    "problem" in domain
      ? z.string().max(LONGEST).regex(new RegExp(domain.pattern))
      : domainSchema(name);
  return schema.describe(domain.expected);
}
