import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { collectionOf } from "./kinds.ts";
import { loadList } from "./load.ts";
import { jsonSchemas } from "./schema.ts";
import { replaceFile } from "./write.ts";

/** The JSON Schema files of a list, by their path in its folder. */
export function schemaFiles(dir: string): Map<string, string> {
  const { kinds } = loadList(dir);
  return new Map(
    [...jsonSchemas(kinds)].map(([kind, schema]) => [
      `data/schema/${collectionOf(kind)}.schema.json`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  );
}

/**
 * Writes the JSON Schemas with which editors complete and check the data.
 *
 * @returns the files that were stale
 */
export function writeSchemas(dir: string, { check = false } = {}): string[] {
  const stale = [...schemaFiles(dir)].filter(([file, text]) => {
    const place = path.join(dir, file);
    return !existsSync(place) || readFileSync(place, "utf8") !== text;
  });
  if (!check && stale.length > 0) mkdirSync(path.join(dir, "data/schema"), { recursive: true });
  if (!check) for (const [file, text] of stale) replaceFile(dir, file, text);
  return stale.map(([file]) => file);
}
