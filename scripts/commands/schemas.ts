/** The JSON Schemas of a list, and the editor's settings that name them for its data. */
import { applyEdits, modify, parse, type ParseError } from "jsonc-parser";
import { isObject, jsonFile } from "../data/json.ts";
import { collectionOf } from "../data/kinds.ts";
import { loadList } from "../data/load.ts";
import { rules } from "../rules/index.ts";
import { jsonSchemas } from "../data/json-schema.ts";
import { settingsShape } from "../rules/settings.ts";
import { type Files, textOf, type WritableFiles, writeStale } from "../files/files.ts";
import { filesOf } from "../files/folder.ts";

/** The JSON Schema files of a list, by their path in its folder. */
export function schemaFiles(from: string | Files): Map<string, string> {
  const { kinds } = loadList(from);
  return new Map(
    [...jsonSchemas(kinds, settingsShape(rules))].map(([kind, schema]) => [
      `data/schema/${collectionOf(kind)}.schema.json`,
      jsonFile(schema),
    ]),
  );
}

const EDITOR = ".vscode/settings.json";

/**
 * The editor's settings, by their path, in which each schema has its files: what is missing is
 * added, what no kind has any more is taken out, and the rest stays as it was written.
 *
 * @see https://code.visualstudio.com/docs/languages/json#_mapping-in-the-user-settings
 */
export function editorSettings(from: string | Files): [file: string, text: string] {
  const files = filesOf(from);
  const eol = "\n";
  const own = new Map(
    [...loadList(files).kinds.keys()].map((kind) => {
      const name = collectionOf(kind);
      const fileMatch = [`data/${name}.json`, ...(kind === "list" ? [] : [`data/${name}/*.json`])];
      return [`./data/schema/${name}.schema.json`, fileMatch];
    }),
  );
  let text = textOf(files, EDITOR) ?? `{}${eol}`;
  const set = (at: number | undefined, value: unknown, isArrayInsertion = false) => {
    const path = ["json.schemas", ...(at === undefined ? [] : [at])];
    const formattingOptions = { insertSpaces: true, tabSize: 2, eol };
    text = applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion }));
  };
  const errors: ParseError[] = [];
  const settings: unknown = parse(text, errors, { allowTrailingComma: true });
  if (!isObject(settings) || errors.length > 0) return [EDITOR, text];
  const known = settings["json.schemas"] ?? [];
  if (!Array.isArray(known)) return [EDITOR, text];
  const urls = known.map((one) => (isObject(one) ? String(one["url"]) : ""));
  for (const [at, url] of [...urls.entries()].reverse())
    if (url.startsWith("./data/schema/") && !own.has(url)) set(at, undefined);
  const added = [...own].filter(([url]) => !urls.includes(url));
  for (const [url, fileMatch] of added) set(-1, { fileMatch, url }, true);
  return [EDITOR, text];
}

/**
 * Writes the JSON Schemas with which editors complete and check the data, and keeps the editor's
 * settings in step with them. Who has no such settings is not told to have them by a check.
 *
 * @returns the files that were stale
 */
export function writeSchemas(
  from: string | WritableFiles,
  options: { check?: boolean } = {},
): string[] {
  const files = filesOf(from);
  const [file, text] = editorSettings(files);
  const asked = !options.check || files.stat(file) !== undefined;
  return writeStale(
    files,
    new Map([...schemaFiles(files), ...(asked ? [[file, text] as const] : [])]),
    options,
  );
}
