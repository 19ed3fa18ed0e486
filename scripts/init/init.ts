// `paperlist init`: a list that is a README moves in by itself.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { readInside } from "../data/inside.ts";
import { lintList } from "../lint.ts";
import { rules } from "../rules/index.ts";
import { replaceFile } from "../write.ts";
import { schemaFiles } from "../schemas.ts";
import { type Adopted, adopt } from "./adopt.ts";
import { settingsFiles } from "./settings.ts";
import { starterFiles } from "./starter.ts";

export interface InitOptions {
  /** Only tells what would be written. */
  dryRun?: boolean;
  /** Told what is being done, where it takes long. */
  progress?: (message: string) => void;
}

/** What moved in, and what was written for it, or with `dryRun` would be. */
export interface Initiated {
  pages: { name: string; source: string; adopted: Adopted }[];
  files: ReadonlyMap<string, string>;
}

/**
 * Makes templates and data for the pages of a list that has none, from the pages themselves; without
 * a page, a small list to begin with. The pages stay as they are.
 *
 * @param names the pages, such as `README.md`; none for the one that is there
 * @throws Error where the folder has data or templates, or a page cannot be read
 */
export function init(dir: string, names: readonly string[], options: InitOptions = {}): Initiated {
  for (const folder of ["data", "templates"])
    if (existsSync(path.join(dir, folder)))
      throw new Error(
        `found ${folder}/ in ${dir}, which init does not write over; edit templates/ and run "paperlist sync --prefer readme", or remove data/ and templates/ first`,
      );
  const given = names.length > 0 ? names : readmeIn(dir);
  const pages: Initiated["pages"] = [];
  const files = new Map<string, string>();
  const taken = new Set<string>();
  let settings: Record<string, unknown> = {};
  for (const name of given) {
    const source = readPage(dir, name);
    const adopted = adopt(name, source, { taken, progress: options.progress });
    pages.push({ name, source, adopted });
    const own = JSON.parse(adopted.trial.files.get("data/list.json")!) as Record<string, unknown>;
    settings = {
      ...own,
      ...settings,
      kinds: { ...(own["kinds"] as object), ...(settings["kinds"] as object) },
    };
    for (const kind of Object.keys(adopted.proposal.kinds)) taken.add(kind);
    for (const [file, text] of adopted.trial.files) files.set(file, text);
  }
  if (given.length > 0) files.set("data/list.json", jsonOf(settings));
  else for (const [file, text] of starterFiles()) files.set(file, text);
  for (const [file, text] of settingsFiles(dir, files)) files.set(file, text);
  if (options.dryRun !== true) {
    for (const [file, text] of files) replaceFile(dir, file, text);
    for (const [file, text] of schemaFiles(dir)) replaceFile(dir, file, text);
    const strict = strictRules(dir);
    if (strict.length > 0) {
      settings = {
        ...settings,
        rules: Object.fromEntries(strict.map((rule) => [rule, "warning"])),
      };
      replaceFile(dir, "data/list.json", jsonOf(settings));
    }
  }
  return { pages, files };
}

const jsonOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Rules by which the list as it is would be refused: they warn, until somebody mends what they tell of. */
function strictRules(dir: string): string[] {
  const errors = lintList(dir, { generated: true }).filter(({ severity }) => severity === "error");
  return [...new Set(errors.map(({ rule }) => rule))].filter(
    (rule) => rule !== "local-link" && rule !== "anchor" && rules.some(({ name }) => name === rule),
  );
}

const readmeIn = (dir: string): string[] =>
  readdirSync(dir)
    .filter((name) => /^readme\.md$/i.test(name))
    .slice(0, 1);

function readPage(dir: string, name: string): string {
  if (!/^[^/\\]+\.md$/.test(name))
    throw new Error(
      `found ${JSON.stringify(name)}, expected a page in the list's own folder, such as README.md`,
    );
  const found = readInside(dir, name);
  if (!("text" in found)) throw new Error(found.problem);
  if (found.brokenAt !== undefined)
    throw new Error(`${name} is no UTF-8; save it as UTF-8 and run "paperlist init" again`);
  return found.text;
}
