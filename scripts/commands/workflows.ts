/**
 * The workflows of a list's repository on GitHub, which `paperlist workflows` writes: this
 * repository's own come from the same texts. What they do stands in workflows/.
 */
import { readdirSync, readFileSync } from "node:fs";
import { textOf, writeStale } from "../files/files.ts";
import { folderFiles } from "../files/folder.ts";
import { quote } from "../finding/quote.ts";
import { placeOf, suffixed } from "../git/place.ts";

export interface WorkflowOptions {
  /** What installs paperlist in a job; what the list's lock file has, where it is left out. */
  install?: string;
  /** Of the program, for a list that has no lock file. */
  version: string;
}

/** Beside the program, built or not. */
const TEXTS = new URL("workflows/", import.meta.url);

/**
 * The workflows, by their names.
 *
 * @param folder the list's, in its repository
 */
export function workflowTexts(folder: string, install: string): Map<string, string> {
  const filled = { INSTALL: install, FOLDER: folder };
  const expression = Object.values(filled).find((text) => text.includes("${{"));
  if (expression !== undefined)
    throw new Error(`found ${quote(expression)}, which GitHub would take for an expression`);
  return new Map(
    readdirSync(TEXTS)
      .sort()
      .map((name) => [
        suffixed(name, folder),
        readFileSync(new URL(name, TEXTS), "utf8")
          // A JSON string is one of YAML (YAML 1.2.2, §1.2).
          .replace(/(?<=: )(INSTALL|FOLDER)$/gm, (word) =>
            JSON.stringify(filled[word as keyof typeof filled]),
          )
          .replace(/^name: (.*)/m, (line, own) =>
            folder === "." ? line : `name: ${JSON.stringify(`${own} ${folder}`)}`,
          ),
      ]),
  );
}

/** What installs the program as the list has it, wherever that is published. */
function installOf(version: string, ...folders: readonly string[]): string {
  for (const folder of folders) {
    const lock = textOf(folderFiles(folder), "package-lock.json");
    const { packages } = JSON.parse(lock ?? "{}") as {
      packages?: Record<string, Record<string, unknown>>;
    };
    const own = packages?.["node_modules/paperlist"];
    const [resolved = "", locked = ""] = ["resolved", "version"].map((key) => String(own?.[key]));
    // What comes from git is built when it is installed.
    const git = /^git\+(?:ssh:\/\/git@|https:\/\/)(github\.com\/[\w./-]+#[0-9a-f]{40})$/.exec(
      resolved,
    );
    if (git) return `npm install --global git+https://${git[1]}`;
    const published = resolved.startsWith("https://registry.") && /^[\w.-]+$/.test(locked);
    const from = published ? `paperlist@${locked}` : resolved;
    if (published || /^https:\/\/[\w./%@+-]+$/.test(resolved))
      return `npm install --global --ignore-scripts ${from}`;
  }
  return `npm install --global --ignore-scripts paperlist@${version}`;
}

/**
 * Writes .github/workflows/ of the repository that the list stands in.
 *
 * @returns the files that were stale, relative to the repository
 */
export function writeWorkflows(
  dir: string,
  { version, install, check = false }: WorkflowOptions & { check?: boolean },
): string[] {
  const { top, folder } = placeOf(dir);
  const texts = [...workflowTexts(folder, install ?? installOf(version, dir, top))];
  return writeStale(
    folderFiles(top),
    new Map(texts.map(([name, text]) => [`.github/workflows/${name}`, text])),
    { check },
  );
}
