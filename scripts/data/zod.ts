/**
 * What this program uses of zod, so that a bundle leaves out the rest: of zod/mini, which is a
 * third as large as the whole of zod, and is loaded with every command.
 */
import { config, type ZodMiniType } from "zod/mini";
import en from "zod/v4/locales/en.js";

config(en());

export {
  array,
  describe,
  enum,
  extend,
  int,
  maximum,
  maxLength,
  meta,
  minimum,
  minLength,
  number,
  optional,
  positive,
  record,
  regex,
  strictObject,
  string,
  trim,
  tuple,
  union,
  unknown,
} from "zod/mini";
export type { core, ZodMiniType as ZodType } from "zod/mini";
/** The fields of an object. */
export type ZodRawShape = Record<string, ZodMiniType>;
