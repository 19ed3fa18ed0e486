// What a report may look up: files, the terminal, the environment.
import path from "node:path";
import type { Finding } from "../finding/finding.ts";
import { textOf } from "../files/files.ts";
import { folderFiles, isInside } from "../files/folder.ts";
import { wantsColor } from "./color.ts";
import type { Format } from "./formats.ts";
import type { ReportOptions } from "./report.ts";

/** What the command line knows of a report. */
export interface Asked {
  /** The list's folder, as the user knows it. */
  dir: string;
  /** What files said when they were checked, where they have been written since. */
  sources?: ReadonlyMap<string, string>;
  format: Format;
  /** Show every finding. */
  all?: boolean;
  /** Warnings that were there before the change that is checked. */
  older?: readonly Finding[];
}

/** Looks up what a report may use: files, terminal, and what the environment says. */
export async function reportOptions(asked: Asked): Promise<ReportOptions> {
  const { dir, format, all = false, older = [] } = asked;
  const options: ReportOptions = {
    source: (file) => asked.sources?.get(file) ?? textOf(folderFiles(dir), file),
    color: format === "text" && wantsColor(process.env, process.stdout.isTTY ?? false),
    width: process.stdout.columns || 100,
    // People type commands and open files from where they are.
    prefix: prefixOf(dir, format === "text" ? undefined : process.env.GITHUB_WORKSPACE),
    older,
    ...(all ? { limit: Infinity } : {}),
  };
  if (format === "sarif") {
    const { describeRule } = await import("./names.ts");
    options.describe = describeRule;
  }
  return options;
}

/** Where a list stands in the repository that a workflow checked out, or below the current folder. */
export function prefixOf(dir: string, workspace: string | undefined): string {
  for (const root of [workspace, process.cwd()]) {
    if (root === undefined || root === "") continue;
    if (!isInside(root, dir)) continue;
    const inside = path.relative(root, dir);
    return inside === "" ? "" : `${inside.split(path.sep).join("/")}/`;
  }
  return "";
}
