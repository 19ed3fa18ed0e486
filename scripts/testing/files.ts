// Writes the files of a test.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes files, by their path in a folder: texts as they are, other values as JSON. */
export function writeFiles(
  folder: string,
  files: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>,
): void {
  const all: Iterable<[string, unknown]> = files instanceof Map ? files : Object.entries(files);
  for (const [name, content] of all) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(
      file,
      typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`,
    );
  }
}
