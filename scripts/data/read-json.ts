// Reads one JSON file of a list, and says what keeps it from being known.
import type { Place } from "../finding/finding.ts";
import { type Files, NOT_UTF8, readText } from "../files/files.ts";
import { parsed } from "./json.ts";
import { JsonDocument } from "./json-document.ts";
import { countKeys, mayRepeatKeys, syntaxMistake, tooDeepAt } from "./json-mistakes.ts";
import { quote } from "../finding/quote.ts";

/** Something that is wrong with a file as a whole, or with its JSON. */
export interface FileProblem {
  rule: "data" | "json";
  place: Place;
  message: string;
}

/** A JSON file as it was read: its value, unless a problem keeps it from being known. */
interface JsonRead {
  file?: JsonDocument;
  value?: unknown;
  problems: FileProblem[];
}

/** Reads a JSON file of a list's folder, and says what is wrong with it. */
export function readJson(files: Files, name: string): JsonRead {
  const start = { file: name, line: 1, column: 1 };
  const failed = (
    rule: FileProblem["rule"],
    message: string,
    place: Place = start,
    file?: JsonDocument,
  ) => ({
    problems: [{ rule, place, message }],
    ...(file ? { file } : {}),
  });

  const read = readText(files, name);
  if ("problem" in read) return failed("data", read.problem);
  const { text, brokenAt } = read;
  const file = new JsonDocument(name, text);
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
    const { message, offset } = syntaxMistake(text);
    const empty =
      name === "data/list.json"
        ? 'the file is empty; write {"title": "…"}'
        : "the file is empty; write [] where there are no records";
    return failed(
      "json",
      `not JSON: ${text.trim() === "" ? empty : message}`,
      file.at(offset),
      file,
    );
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
