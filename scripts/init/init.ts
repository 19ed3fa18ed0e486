// `paperlist init`: a list that is a README moves in by itself.
import { jsonFile } from "../data/json.ts";
import { type Files, NOT_UTF8, readText, type WritableFiles } from "../files/files.ts";
import { filesOf } from "../files/folder.ts";
import { overlay } from "../files/memory.ts";
import { lintList } from "../commands/lint.ts";
import { rules } from "../rules/index.ts";
import { SETTINGS } from "../data/data-files.ts";
import { ATTRIBUTES, withAttributes } from "../merge/attributes.ts";
import { pageNames } from "../page/pages.ts";
import { editorSettings, schemaFiles } from "../commands/schemas.ts";
import { type Adopted, adopt } from "./adopt.ts";
import { starterFiles } from "./starter.ts";

export interface InitOptions {
  /** Only tells what would be written. */
  dryRun?: boolean;
  /** Told what is being done, where it takes long. */
  progress?: (message: string) => void;
}

/** What moved in, and what was written for it, or with `dryRun` would be. */
export interface Initiated {
  pages: { name: string; adopted: Adopted }[];
  files: ReadonlyMap<string, string>;
  /** Rules that the list breaks, which warn for now. */
  strict: string[];
}

/**
 * Makes templates and data for the pages of a list that has none, from the pages themselves; without
 * a page, a small list to begin with. The pages stay as they are.
 *
 * @param names the pages, such as `README.md`; none for the one that is there
 * @throws Error where the folder has data or templates, or a page cannot be read
 */
export function init(
  from: string | WritableFiles,
  names: readonly string[],
  { dryRun = false, progress }: InitOptions = {},
): Initiated {
  const list = filesOf(from);
  for (const folder of ["data", "templates"])
    if (list.stat(folder) !== undefined)
      throw new Error(
        `found ${folder}/, which init does not write over; to correct what it made, give a line in templates/ another form and its kind in data/list.json the fields, remove the file of that kind, such as data/papers.json, and run "paperlist sync --prefer readme"; to begin anew, remove data/ and templates/ first`,
      );
  const given = names.length > 0 ? names : readmeIn(list);
  const pages: Initiated["pages"] = [];
  const files = new Map<string, string>(given.length > 0 ? [] : starterFiles());
  const strict: string[] = [];
  const taken = new Set<string>();
  let settings: Record<string, unknown> = {};
  for (const name of given) {
    const adopted = adopt(name, readPage(list, name), { taken, progress });
    pages.push({ name, adopted });
    const own = JSON.parse(adopted.trial.files.get(SETTINGS)!) as Record<string, unknown>;
    const kinds = { ...(own["kinds"] as object), ...(settings["kinds"] as object) };
    settings = { ...own, ...settings, kinds };
    for (const kind of Object.keys(adopted.proposal.kinds)) taken.add(kind);
    for (const [file, text] of adopted.trial.files) files.set(file, text);
  }
  if (given.length > 0) {
    files.set(SETTINGS, jsonFile(settings));
    strict.push(...strictRules(overlay(list, files)));
    const warn = Object.fromEntries(strict.map((rule) => [rule, "warning"]));
    if (strict.length > 0) files.set(SETTINGS, jsonFile({ ...settings, rules: warn }));
  }
  const made = overlay(list, files);
  files.set(ATTRIBUTES, withAttributes(list, pageNames(made)));
  files.set(...editorSettings(made));
  if (list.stat(".gitignore") === undefined) files.set(".gitignore", "node_modules/\n");
  if (!dryRun) {
    for (const [file, text] of files) list.write(file, text);
    for (const [file, text] of schemaFiles(list)) list.write(file, text);
  }
  return { pages, files, strict };
}

/** Rules by which the list as it is would be refused: they warn, until somebody mends what they tell of. */
function strictRules(files: Files): string[] {
  const errors = lintList(files, { generated: true }).filter(
    ({ severity }) => severity === "error",
  );
  return [...new Set(errors.map(({ rule }) => rule))].filter(
    (rule) => rule !== "local-link" && rule !== "anchor" && rules.some(({ name }) => name === rule),
  );
}

const readmeIn = (list: Files): string[] =>
  list
    .list("")
    .flatMap(({ name }) => (/^readme\.md$/i.test(name) ? name : []))
    .slice(0, 1);

function readPage(list: Files, name: string): string {
  if (!/^[^/\\]+\.md$/.test(name))
    throw new Error(
      `found ${JSON.stringify(name)}, expected a page in the list's own folder, such as README.md`,
    );
  const found = readText(list, name);
  if ("problem" in found) throw new Error(found.problem);
  if (found.brokenAt !== undefined) throw new Error(`${name}: ${NOT_UTF8}`);
  return found.text;
}
