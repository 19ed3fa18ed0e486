// Which files under data/ hold which kind, and which are read by nobody.
import { collectionOf } from "./kinds.ts";
import { nearest } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";
import type { Files } from "../files/files.ts";
import type { FileProblem } from "./read-json.ts";

/** What a list says of itself, and its settings. */
export const SETTINGS = "data/list.json";

/** The files of a kind's records: `data/papers.json`, or those of `data/papers/` in name order. */
export function collectionFiles(
  all: Files,
  kind: string,
): { files: string[]; problems: FileProblem[] } {
  const name = `data/${collectionOf(kind)}`;
  // Read as a file, a link tells what is wrong with it; of the folder data, data/list.json does.
  if (all.stat("data") !== "folder") return { files: [], problems: [] };
  if (all.stat(name) === "link") return { files: [name], problems: [] };
  const isFile = all.stat(`${name}.json`) !== undefined;
  if (all.stat(name) !== "folder") return { files: isFile ? [`${name}.json`] : [], problems: [] };
  return {
    files: namesIn(all, name)
      .filter((entry) => entry.endsWith(".json"))
      .map((entry) => `${name}/${entry}`),
    problems: isFile
      ? [problem(`${name}.json`, `found both ${name}.json and ${name}/; keep one of them`)]
      : [],
  };
}

/** Files and folders in data/ that nobody reads: most likely a name mistyped. */
export function unknownFiles(all: Files, kinds: readonly string[]): { problems: FileProblem[] } {
  const known = kinds.map(collectionOf);
  const problems: FileProblem[] = [];
  for (const entry of namesIn(all, "data")) {
    const file = `data/${entry}`;
    const name = entry.replace(DATA, "");
    const folder = all.stat(file) === "folder";
    if (entry === "schema" || (!folder && !DATA.test(entry))) continue;
    if (known.includes(name) && (folder ? file !== "data/list" : entry === `${name}.json`)) {
      if (folder) problems.push(...unreadFiles(all, file));
      continue;
    }
    const near = nearest(name, known);
    const kind = name.replace(/s$/, "");
    const end = folder ? "/" : ".json";
    const renamed =
      name === collectionOf(kind) ? "" : ` and call it data/${collectionOf(kind)}${end}`;
    const mend = near
      ? `did you mean data/${near}${near === "list" ? ".json" : end}?`
      : `add the kind ${quote(kind)} to "kinds" in data/list.json${renamed}, or move it`;
    problems.push(problem(file, `no kind of record stands in ${file}; ${mend}`));
  }
  return { problems };
}

/** What looks like data in a collection's folder, but is not read. */
const unreadFiles = (all: Files, folder: string): FileProblem[] =>
  namesIn(all, folder)
    .map((name) => `${folder}/${name}`)
    .filter((file) => !file.endsWith(".json") && (DATA.test(file) || all.stat(file) === "folder"))
    .map((file) =>
      problem(file, `${file} is not read; expected a file in ${folder}/ whose name ends in .json`),
    );

/** How a data file's name ends, if it is mistyped. */
const DATA = /\.json[a-z0-9]*$/i;

const problem = (file: string, message: string): FileProblem => ({
  rule: "data",
  place: { file, line: 1, column: 1 },
  message,
});

/** The names in a folder, in order; those that begin with a dot are nobody's data. */
const namesIn = (all: Files, folder: string): string[] =>
  all
    .list(folder)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("."))
    .sort((a, b) => (a < b ? -1 : 1));
