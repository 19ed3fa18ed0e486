/** What this program uses of zod, so that a bundle leaves out the rest. */
export {
  array,
  enum,
  int,
  number,
  record,
  strictObject,
  string,
  toJSONSchema,
  tuple,
  union,
  unknown,
} from "zod";
export type { core, ZodObject, ZodRawShape, ZodType } from "zod";
