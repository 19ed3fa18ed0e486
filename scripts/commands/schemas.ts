import { collectionOf } from "../data/kinds.ts";
import { loadList } from "../data/load.ts";
import { rules } from "../rules/index.ts";
import { jsonSchemas } from "../data/schema.ts";
import { settingsShape } from "../rules/settings.ts";
import { type Files, type WritableFiles, writeStale } from "../files/files.ts";
import { filesOf } from "../files/folder.ts";

/** The JSON Schema files of a list, by their path in its folder. */
export function schemaFiles(from: string | Files): Map<string, string> {
  const { kinds } = loadList(from);
  return new Map(
    [...jsonSchemas(kinds, settingsShape(rules))].map(([kind, schema]) => [
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
export const writeSchemas = (
  from: string | WritableFiles,
  options: { check?: boolean } = {},
): string[] => writeStale(filesOf(from), schemaFiles(from), options);
