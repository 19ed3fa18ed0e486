/** Tells all that is wrong with a record, each thing with its place in it and what mends it. */
import type * as z from "./zod.ts";
import { domains, type DomainName } from "./domains.ts";
import type { JsonPath } from "./json.ts";
import { type Field, FIELD_PATH, type Kind } from "./kinds.ts";
import { nearestOfFew } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";
import { quickLook, recordSchema } from "./schema.ts";

/** What is wrong with a value, and where in it. */
export interface Problem {
  path: JsonPath;
  message: string;
  /** The problem is the key at the path's end, not its value. */
  key?: boolean;
  /** Of a value that is lacking: how the list's kinds let it be absent. */
  absent?: string;
}

/** More of these most likely have one cause; each is told with its place. */
export const MOST_PROBLEMS = 20_000;

/** A check of the records of a kind, which says all that is wrong with one. */
export function recordCheck(kind: Kind): (value: unknown) => Problem[] {
  const isSound = quickLook(kind);
  let schema: z.ZodType | undefined;
  let teller: Teller | undefined;
  return (value) => {
    if (isSound(value)) return [];
    schema ??= recordSchema(kind);
    teller ??= new Teller(kind);
    const issues = schema.safeParse(value).error?.issues ?? [];
    return issues.slice(0, MOST_PROBLEMS).flatMap((issue) => teller!.problems(value, issue));
  };
}

/** The value at a path. */
const valueAt = (value: unknown, path: JsonPath): unknown =>
  path.reduce<unknown>(
    (inside, step) => (inside as Record<string | number, unknown> | undefined)?.[step],
    value,
  );

/** Says of a kind's records what zod found. */
class Teller {
  private readonly near = nearestOfFew();
  private readonly paths: readonly string[];

  constructor(private readonly kind: Kind) {
    this.paths = [...kind.fields.keys()];
  }

  problems(value: unknown, issue: z.core.$ZodIssue): Problem[] {
    const path = issue.path as JsonPath;
    const names = path.filter((step) => typeof step === "string");
    const field = this.kind.fields.get(names.join("."));
    const found = valueAt(value, path);
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        path: [...path, key],
        key: true,
        message: `unknown key ${quote(key)}; ${this.insteadOf(names, key)}`,
      }));
    if (issue.code === "custom") return [{ path, message: refused(field, issue.message, found) }];
    const message = this.mismatch(field, names, found, issue);
    return [{ path, message, ...(found === undefined ? this.absence(field) : {}) }];
  }

  /** How a field other than the key is made one that may be absent. */
  private absence(field: Field | undefined): Pick<Problem, "absent"> {
    const { name, key } = this.kind;
    if (!field || field.path === key || name === "list") return {};
    const type = `${field.ref ?? field.type}${field.list ? "[]" : ""}?`;
    return {
      absent: `let the field be absent: in data/list.json, "kinds": {${quote(name)}: {${quote(field.path)}: ${quote(type)}}}`,
    };
  }

  /** What to write in the place of an unknown key. */
  private insteadOf(names: string[], key: string): string {
    const prefix = names.map((name) => `${name}.`).join("");
    if (this.kind.fields.has(prefix + key)) {
      const nested = key.split(".").reduceRight((inner, step) => `{${quote(step)}: ${inner}}`, "…");
      return `write an object in its place: ${nested.slice(1, -1)}`;
    }
    const known = this.known(prefix);
    const near = this.near(key, known) ?? this.paths.find((field) => field.endsWith(`.${key}`));
    if (near !== undefined) return `did you mean ${quote(near)}?`;
    const expected = `expected one of ${[...known].join(", ")}`;
    if (!FIELD_PATH.test(key) || key in Object.prototype) return expected;
    const own = `"kinds": {${quote(this.kind.name)}: {${quote(prefix + key)}: "text?"}}`;
    return `${expected}, or a field of your own, named in data/list.json: ${own}`;
  }

  /** The keys that an object may have. */
  private known(prefix: string): Set<string> {
    return new Set(
      this.paths
        .filter((field) => field.startsWith(prefix))
        .map((field) => field.slice(prefix.length).split(".")[0]!),
    );
  }

  /** What is wrong with a value that is of no right type. */
  private mismatch(
    field: Field | undefined,
    names: string[],
    found: unknown,
    issue: z.core.$ZodIssue,
  ): string {
    const expected = field
      ? domains[field.type as DomainName].expected
      : this.objectExpected(names, issue);
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
  private objectExpected(names: string[], issue: z.core.$ZodIssue): string {
    if (issue.code === "invalid_type" && issue.expected !== "object" && issue.expected !== "record")
      return issue.expected === "array" ? "a list" : `a ${issue.expected}`;
    const [inner] = this.known(names.map((name) => `${name}.`).join(""));
    return inner ? `an object such as {${quote(inner)}: …}` : "an object";
  }
}

/** What is wrong with a text, and what its field allows: to leave it out, to hold paragraphs. */
function refused(field: Field | undefined, message: string, found: unknown): string {
  if (typeof found !== "string") return message;
  if (found.trim() !== "")
    return field?.optional && found.includes("\n") && message.startsWith("found a line break")
      ? `${message}; for paragraphs, make the field "prose[]?" in the list's kinds`
      : message;
  const empty = `found ${found === "" ? "an empty text" : "nothing but white space"}`;
  if (field?.optional && !field.list) return `${empty}; leave the field out instead`;
  return `${empty}, expected ${domains[(field?.type ?? "text") as DomainName].expected}`;
}
