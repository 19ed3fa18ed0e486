/**
 * The workflows of a list's repository on GitHub, which `paperlist workflows` writes: this
 * repository's own come from the same texts. What they do stands in scripts/commands/workflows/.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { writeStale } from "../files/files.ts";
import { folderFiles } from "../files/folder.ts";
import { quote } from "../finding/quote.ts";
import { findRepository } from "../git/git.ts";

export interface WorkflowOptions {
  /** What installs paperlist in a job. */
  install: string;
  /** The branch whose page people look at. */
  branch: string;
}

/** Beside the program, built or not. */
const TEXTS = new URL("workflows/", import.meta.url);

/**
 * The workflows, by their names.
 *
 * @param folder the list's, in its repository
 */
export function workflowTexts(
  folder: string,
  { install, branch }: WorkflowOptions,
): Map<string, string> {
  const filled = { INSTALL: install, FOLDER: folder, MAIN: branch };
  const expression = Object.values(filled).find((text) => text.includes("${{"));
  if (expression !== undefined)
    throw new Error(`found ${quote(expression)}, which GitHub would take for an expression`);
  return new Map(
    readdirSync(TEXTS)
      .sort()
      .map((name) => [
        name,
        // A JSON string is one of YAML (YAML 1.2.2, §1.2).
        readFileSync(new URL(name, TEXTS), "utf8").replace(
          /(?<=[:[] ?)(INSTALL|FOLDER|MAIN)(?=\]?$)/gm,
          (word) => JSON.stringify(filled[word as keyof typeof filled]),
        ),
      ]),
  );
}

/**
 * Writes .github/workflows/ of the repository that the list stands in.
 *
 * @returns the files that were stale, relative to the repository
 * @throws GitError where the list is in no repository
 */
export function writeWorkflows(
  dir: string,
  { check = false, ...options }: WorkflowOptions & { check?: boolean },
): string[] {
  const { top, prefix } = findRepository(dir);
  const texts = [...workflowTexts(prefix.replace(/\/$/, "") || ".", options)];
  return writeStale(
    folderFiles(path.resolve(top)),
    new Map(texts.map(([name, text]) => [`.github/workflows/${name}`, text])),
    { check },
  );
}
