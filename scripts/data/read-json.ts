import { lstatSync, realpathSync, type Stats, statSync } from "node:fs";
import path from "node:path";
import type { Place } from "../finding/finding.ts";
import { countKeys, JsonFile, mayRepeatKeys, tooDeepAt } from "./json.ts";
import { quote } from "../finding/quote.ts";
import { NOT_UTF8, readText } from "./read-text.ts";

/** Something that is wrong with a file as a whole, or with its JSON. */
export interface FileProblem {
  rule: "data" | "json";
  place: Place;
  message: string;
}

/** A JSON file as it was read: its value, unless a problem keeps it from being known. */
export interface JsonRead {
  file?: JsonFile;
  value?: unknown;
  problems: FileProblem[];
}

/** Whether something has this name, be it a link that leads nowhere. */
export const isThere = (full: string): boolean => look(() => lstatSync(full)) !== undefined;

/** Whether a folder, or a link to one, has this name. */
export const isFolder = (full: string): boolean =>
  look(() => statSync(full))?.isDirectory() ?? false;

/** What a look at a file says, or undefined where none is there: no such file, or a link in a ring. */
function look(at: () => Stats): Stats | undefined {
  try {
    return at();
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["ENOENT", "ENOTDIR", "ELOOP"].includes(code)) return undefined;
    throw error;
  }
}

/** The value of a text, or undefined where it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a JSON file of a list's folder, and says what is wrong with it. */
export function readJson(dir: string, name: string): JsonRead {
  const full = path.join(dir, name);
  const start = { file: name, line: 1, column: 1 };
  const failed = (
    rule: FileProblem["rule"],
    message: string,
    place: Place = start,
    file?: JsonFile,
  ) => ({
    problems: [{ rule, place, message }],
    ...(file ? { file } : {}),
  });

  const stats = look(() => statSync(full));
  if (!stats)
    return failed("data", `${name} is a link that leads nowhere; put the file itself there`);
  const inside = path.relative(realpathSync(dir), realpathSync(full));
  if (inside.startsWith("..") || path.isAbsolute(inside))
    return failed("data", `${name} leads out of the list's folder; put the file itself there`);
  if (!stats.isFile()) return failed("data", `${name} is no file, expected a JSON file`);

  const { text, brokenAt } = readText(full);
  const file = new JsonFile(name, text);
  if (brokenAt !== undefined) return failed("json", NOT_UTF8, file.at(brokenAt), file);
  if (text.startsWith("\uFEFF"))
    return failed(
      "json",
      "found a byte order mark; save the file as UTF-8 without one",
      start,
      file,
    );
  const value = parsed(text);
  if (value !== undefined && !mayRepeatKeys(text, countKeys(value)))
    return { file, value, problems: [] };

  const deep = tooDeepAt(text);
  if (deep !== undefined)
    return failed("json", "found values that nest too deep to read", file.at(deep), file);
  if (value === undefined) {
    const { message, place } = file.syntaxError();
    return failed("json", `not JSON: ${message}`, place, file);
  }
  return {
    file,
    value,
    problems: file.repeatedKeys().map(({ key, place }) => ({
      rule: "json",
      place,
      message: `found the key ${quote(key)} a second time in one object; remove one of them`,
    })),
  };
}
