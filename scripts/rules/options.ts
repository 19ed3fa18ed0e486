import * as z from "../data/zod.ts";

/** What a list may set of a rule. */
export interface Option<Value> {
  /** One sentence. */
  description: string;
  /** What holds where it is not set. */
  preset: Value;
  /** All that it may be; else any text, or any number above 0. */
  values?: readonly Value[];
  /** The highest number; a number without it is a whole one. */
  most?: number;
}

export type OptionTable<Options> = { [Name in keyof Options]: Option<Options[Name]> };

type Table = Record<string, Option<unknown>>;

/** The options that hold where a list sets none. */
export const presetsOf = (table: Table): Record<string, unknown> =>
  Object.fromEntries(Object.entries(table).map(([name, { preset }]) => [name, preset]));

/** A quick look, which agrees with the schema but need not say what is wrong. */
export function areOptions(table: Table, given: unknown): given is Record<string, unknown> {
  return (
    typeof given === "object" &&
    given !== null &&
    !Array.isArray(given) &&
    Object.entries(given).every(
      ([name, value]) => Object.hasOwn(table, name) && isValue(table[name]!, value),
    )
  );
}

function isValue({ preset, values, most }: Option<unknown>, value: unknown): boolean {
  if (values) return values.includes(value);
  if (typeof preset !== "number") return typeof value === typeof preset;
  return most === undefined
    ? Number.isSafeInteger(value) && (value as number) > 0
    : typeof value === "number" && value > 0 && value <= most;
}

/** The zod schema of a rule's options. */
export const optionsSchema = (table: Table): z.ZodType =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(table).map(([name, option]) => [
        name,
        z.optional(
          valueSchema(option).check(
            z.meta({ description: option.description, default: option.preset }),
          ),
        ),
      ]),
    ),
  );

function valueSchema({ preset, values, most }: Option<unknown>): z.ZodType {
  if (values) return z.enum(values as string[]);
  if (typeof preset !== "number") return z.string();
  return most === undefined
    ? z.int().check(z.positive())
    : z.number().check(z.positive(), z.maximum(most));
}
