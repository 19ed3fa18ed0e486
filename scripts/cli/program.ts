// The command line as a whole: what all commands have in common, and how they report and exit.
import { statSync } from "node:fs";
import path from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import type { Finding } from "../finding/finding.ts";
import { type Format, loadReport } from "../report/formats.ts";
import type { Asked } from "../report/options.ts";
import { print, printReport } from "../report/print.ts";

/** 0 clean, 1 findings, 2 usage or failure. */
export const exit = { clean: 0, findings: 1, failure: 2 } as const;

export interface CommonOptions {
  directory?: string;
  all?: boolean;
}

export const FORMAT = "how to report what is wrong";

export const ALL = ["--all", "show every finding, however many there are"] as const;

/** Of the package; written in by the build. */
declare const PACKAGE_VERSION: string;
export const VERSION = PACKAGE_VERSION;

export const program = new Command("paperlist")
  .description(
    "Generates a paper list's README from its data, and tells where the two have drifted apart.",
  )
  .version(VERSION)
  .option("-C, --directory <dir>", "run on the list in this folder", ".")
  .exitOverride()
  .configureOutput({ writeOut: print })
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('run "paperlist --help" for the commands and options');

export function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .addOption(new Option("-C, --directory <dir>").hideHelp());
}

/** The folder that is named; the command's own option goes before the program's. */
export const folder = (options: CommonOptions): string =>
  path.resolve(options.directory ?? program.opts<CommonOptions>().directory ?? ".");

/** The list's folder. */
export function directory(options: CommonOptions): string {
  const dir = folder(options);
  const data = statSync(path.join(dir, "data"), { throwIfNoEntry: false });
  if (!data?.isDirectory()) {
    throw new Error(
      `found ${data ? "a file" : "no folder"} data in ${dir}, expected a list's folder; name one with -C DIR, or begin one with data/list.json: {"title": "…"}`,
    );
  }
  return dir;
}

export interface LintOptions extends CommonOptions {
  format: Format;
  maxWarnings?: number;
  quiet?: boolean;
  staged?: boolean;
  generated?: boolean;
  since?: string;
  fix?: boolean;
  rules?: string;
}

export function wholeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(text);
}

export async function reportFindings(
  findings: readonly Finding[],
  options: Partial<LintOptions> & Partial<Pick<Asked, "dir" | "sources" | "older">> = {},
): Promise<void> {
  const { format = "text", quiet = false, dir = directory(options) } = options;
  const errors = findings.filter(({ severity }) => severity === "error");
  const told = quiet ? errors : findings;
  if (told.length > 0 || format !== "text") {
    const { reportOptions } = await import("../report/options.ts");
    const report = await loadReport(format);
    const given = await reportOptions({ ...options, format, dir });
    printReport(report(told, { ...given, version: VERSION }));
  }
  if (errors.length > 0) process.exitCode = exit.findings;
}
