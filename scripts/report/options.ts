import path from "node:path";
import { isInside, readInside } from "../data/inside.ts";
import { wantsColor } from "./color.ts";
import type { Format } from "./formats.ts";
import type { ReportOptions } from "./report.ts";

/** What the command line knows of a report. */
export interface Asked {
  /** The list's folder, as the user knows it. */
  dir: string;
  /** Where the files that were checked stand, if not there. */
  checked?: string;
  /** What files said when they were checked, where they have been written since. */
  sources?: ReadonlyMap<string, string>;
  format: Format;
  /** Show every finding. */
  all?: boolean;
  /** The revision since which lines count as changed. */
  base?: string;
}

/** Looks up what a report may use: files, terminal, and what the environment says. */
export async function reportOptions(asked: Asked): Promise<ReportOptions> {
  const { dir, format, all = false, base } = asked;
  const checked = asked.checked ?? dir;
  const options: ReportOptions = {
    source: (file) => asked.sources?.get(file) ?? readSource(checked, file),
    color: format === "text" && wantsColor(process.env, process.stdout.isTTY ?? false),
    width: process.stdout.columns || 100,
    prefix: prefixOf(dir, process.env.GITHUB_WORKSPACE),
    ...(all ? { limit: Infinity } : {}),
  };
  let pageOnly = false;
  if (base !== undefined) {
    const { changedLines } = await import("../git/changed.ts");
    const lines = changedLines(dir, base);
    options.changed = (file, line) =>
      lines.get(file)?.some(([first, last]) => first <= line && line <= last) ?? false;
    // A page that alone was edited would lose its edit by what the data make of it.
    const files = [...lines.keys()];
    pageOnly = files.length > 0 && !files.some((file) => /^(data|templates)\//.test(file));
  }
  if (format === "sarif") {
    const { describeRule } = await import("./names.ts");
    options.describe = describeRule;
  }
  if (format === "markdown" && !pageOnly) {
    const { generate } = await import("../generate.ts");
    options.differences = generate(checked, { check: true }).generated;
  }
  return options;
}

function readSource(dir: string, file: string): string | undefined {
  const read = readInside(dir, file);
  return "text" in read ? read.text : undefined;
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
