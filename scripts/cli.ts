#!/usr/bin/env node
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { folderFiles } from "./files/folder.ts";
import { optimizeLate } from "./optimize-late.ts";
import { type Format, formats, loadReport } from "./report/formats.ts";
import { patchSize } from "./report/patch-size.ts";
import { print, printLine, printReport } from "./report/print.ts";
import { printable } from "./report/printable.ts";
import { summary } from "./report/summary.ts";

/** What export writes. */
const exportFormats = ["bibtex", "csl-json", "atom"] as const;

/** 0 clean, 1 findings, 2 usage or failure. */
const exit = { clean: 0, findings: 1, failure: 2 } as const;

const LONGEST_DIFF = 40;

interface CommonOptions {
  directory?: string;
  all?: boolean;
}

const FORMAT = "how to report what is wrong";

const ALL = ["--all", "show every finding, however many there are"] as const;

/** Of the package; written in by the build. */
declare const VERSION: string;

optimizeLate();

const program = new Command("paperlist")
  .description(
    "Generates a paper list's README from its data, and tells where the two have drifted apart.",
  )
  .version(VERSION)
  .option("-C, --directory <dir>", "run on the list in this folder", ".")
  .exitOverride()
  .configureOutput({ writeOut: print })
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('run "paperlist --help" for the commands and options');

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .addOption(new Option("-C, --directory <dir>").hideHelp());
}

/** The folder that is named; the command's own option goes before the program's. */
const folder = (options: CommonOptions): string =>
  path.resolve(options.directory ?? program.opts<CommonOptions>().directory ?? ".");

/** The list's folder. */
function directory(options: CommonOptions): string {
  const dir = folder(options);
  if (!existsSync(path.join(dir, "data"))) {
    throw new Error(
      `found no folder data in ${dir}, expected a list's folder; name one with -C DIR, or begin one with data/list.json: {"title": "…"}`,
    );
  }
  return dir;
}

command(
  "init",
  "make templates and data from a README that is there, or a small list to begin with",
)
  .argument("[pages...]", "the list's pages (default: its README.md)")
  .option("--dry-run", "write nothing; show the template and the report")
  .action(async (names: string[], options: CommonOptions & { dryRun?: boolean }) => {
    const { init } = await import("./init/init.ts");
    const { reportInit } = await import("./init/report.ts");
    const began = Date.now();
    const progress = (message: string) => {
      if (Date.now() - began > 1000) process.stderr.write(`${printable(message)}\n`);
    };
    const made = init(folder(options), names, { dryRun: options.dryRun ?? false, progress });
    print(reportInit(made, options.dryRun ?? false));
  });

command("generate", "write README.md (and every other page) from data and templates")
  .option("--check", "write nothing; exit 1 with a short diff where a page is stale")
  .option("--force", "write over edits made by hand")
  .addOption(new Option("--format <format>", FORMAT).choices(formats).default("text"))
  .option(...ALL)
  .action(async (options: LintOptions & { check?: boolean; force?: boolean }) => {
    const { generate } = await import("./generate.ts");
    const { generated, findings } = generate(directory(options), options);
    if (findings.length > 0) return reportFindings(findings, options);
    for (const { file, change, patch } of generated) {
      if (!options.check) {
        printLine(`${file}: ${change}${change === "unchanged" ? "" : ` ${patchSize(patch)}`}`);
      } else if (change !== "unchanged") {
        print(`${shortened(patch)}\n`);
        printLine(`${file} is stale ${patchSize(patch)}; run "paperlist generate"`);
        process.exitCode = exit.findings;
      }
    }
  });

command("sync", "bring edits made in README.md into the data, and write the page anew")
  .option("--base <revision>", "what both come from (default: the last commit)")
  .addOption(
    new Option("--prefer <side>", "which holds where both changed the same").choices([
      "readme",
      "data",
    ]),
  )
  .option("--dry-run", "write nothing; show the patch")
  .option("--force", "take many removals at once; write over what cannot go into the data")
  .option(...ALL)
  .action(async (options: CommonOptions & import("./sync/sync.ts").SyncOptions) => {
    const { sync } = await import("./sync/sync.ts");
    const { reportSync } = await import("./report/sync.ts");
    const synced = sync(directory(options), options);
    print(reportSync(synced, options));
    await reportFindings(synced.findings, {
      all: options.all ?? false,
      dir: directory(options),
      sources: synced.sources,
    });
  });

command("install-merge", "make git merge the data and the pages of this list by entry")
  .option("--undo", "take back what it wrote")
  .action(async (options: CommonOptions & { undo?: boolean }) => {
    const dir = directory(options);
    const { installMerge, removeMerge } = await import("./merge/setup.ts");
    const { pageNames } = await import("./page/pages.ts");
    const changes = options.undo
      ? removeMerge(dir)
      : installMerge(dir, pageNames(folderFiles(dir)), realpathSync(process.argv[1]!));
    for (const { file, change } of changes) printLine(`${file}: ${change}`);
  });

command("merge-driver", "merge three versions of a data file or a page; git calls this")
  .argument("<base>", "the version that both come from (%O)")
  .argument("<ours>", "our version, which the result replaces (%A)")
  .argument("<theirs>", "their version (%B)")
  .argument("[name]", "what the file is called (%P)", "data.json")
  .action(async (base: string, ours: string, theirs: string, name: string) => {
    const { runMergeDriver } = await import("./merge/driver.ts");
    const { conflicts } = runMergeDriver({ base, ours, theirs, name });
    for (const conflict of conflicts)
      process.stderr.write(printable(`paperlist: conflict in ${name}: ${conflict}\n`));
    if (conflicts.length > 0) process.exitCode = exit.findings;
  });

interface LintOptions extends CommonOptions {
  format: Format;
  maxWarnings?: number;
  quiet?: boolean;
  staged?: boolean;
  generated?: boolean;
  since?: string;
  fix?: boolean;
  rules?: string;
}

command("lint", "tell what is wrong with the data, and where the README and the data differ")
  .addOption(new Option("--format <format>", FORMAT).choices(formats).default("text"))
  .option("--max-warnings <number>", "exit 1 where there are more warnings than this", wholeNumber)
  .option("--quiet", "report errors only")
  .option(...ALL)
  .option(
    "--staged",
    "check what is staged in git, not the work tree; nothing staged costs nothing",
  )
  .option("--generated", "check the pages as generate would write them, not as they stand")
  .option(
    "--since <revision>",
    "tell only what is new since then, and every error (of what is staged: since the last commit)",
  )
  .addOption(
    new Option(
      "--rules <file>",
      "a module of yours whose default export is a list of rules",
    ).conflicts(["staged", "generated", "since"]),
  )
  .addOption(
    new Option("--fix", "first mend what is certain, in the data and then in the pages").conflicts(
      "staged",
    ),
  )
  .action(async (options: LintOptions) => {
    const dir = directory(options);
    if (options.fix) await mend(dir, options);
    const { findings, older, sources } = await lint(dir, options);
    await reportFindings(findings, { ...options, dir, older, sources });
    limitWarnings(findings, options);
  });

command(
  "review",
  "tell what a change, such as a pull request, does to the pages, and what is wrong",
)
  .option("--since <revision>", "what the change starts from (default: as GitHub's runner says)")
  .option("--max-warnings <number>", "exit 1 where there are more warnings than this", wholeNumber)
  .option("--quiet", "tell errors only")
  .action(async (options: LintOptions) => {
    const { reviewForGithub } = await import("./review-job.ts");
    const findings = reviewForGithub(folder(options), { ...options, version: VERSION });
    if (summary(findings).errors > 0) process.exitCode = exit.findings;
    limitWarnings(findings, options);
  });

command("install-hook", "make git check the list as it is staged, before each commit")
  .option("--undo", "take it out of git's hooks again")
  .action(async (options: CommonOptions & { undo?: boolean }) => {
    const { installHook, removeHook } = await import("./git/hook.ts");
    const act = options.undo ? removeHook : installHook;
    for (const { file, change } of act(directory(options), realpathSync(process.argv[1]!)))
      printLine(`${file}: ${change}`);
  });

/** Mends what is certain, and tells what it wrote. */
async function mend(dir: string, { format }: LintOptions): Promise<void> {
  const { mendList } = await import("./fix.ts");
  const { mended, left, files, findings } = mendList(dir);
  const said = [
    ...findings.slice(0, 1).map((finding) => `nothing was mended: ${finding.message}`),
    ...(files.length > 0
      ? [
          `mended ${mended.length} finding${mended.length === 1 ? "" : "s"}; wrote ${files.join(", ")}`,
        ]
      : []),
    ...left.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`),
  ];
  // Other formats are for programs, which read nothing else there.
  const tell =
    format === "text" ? printLine : (line: string) => process.stderr.write(`${printable(line)}\n`);
  for (const line of said) tell(line);
}

/** A check of the folder alone needs neither git nor generate, which are loaded where they are needed. */
async function lint(dir: string, options: LintOptions): Promise<import("./check.ts").Checked> {
  if (options.staged || options.generated || options.since !== undefined)
    return (await import("./check.ts")).checkList(dir, options);
  const { lintList } = await import("./lint.ts");
  const rules = options.rules === undefined ? [] : await rulesOf(options.rules);
  return { findings: lintList(dir, { rules }), older: [], sources: new Map() };
}

/** Rules that the person who runs this names; a list cannot. */
async function rulesOf(file: string): Promise<import("./rules/rule.ts").Rule[]> {
  const url = pathToFileURL(path.resolve(file)).href;
  const { default: rules } = (await import(url)) as { default?: unknown };
  if (!Array.isArray(rules))
    throw new Error(`${file}: expected rules as its default export: [defineRule({…})]`);
  return rules as import("./rules/rule.ts").Rule[];
}

function limitWarnings(
  findings: readonly import("./finding/finding.ts").Finding[],
  { maxWarnings = Infinity }: LintOptions,
): void {
  const { warnings } = summary(findings);
  if (warnings <= maxWarnings) return;
  process.stderr.write(
    `paperlist: found ${warnings} warnings, expected ${maxWarnings} at most (--max-warnings)\n`,
  );
  process.exitCode = exit.findings;
}

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(text);
}

command("schema", "write data/schema/: JSON Schemas with which editors complete and check the data")
  .option("--check", "write nothing; exit 1 where a schema is stale")
  .action(async (options: CommonOptions & { check?: boolean }) => {
    const { writeSchemas } = await import("./schemas.ts");
    tellWritten("schema", writeSchemas(directory(options), options), options);
  });

command("forms", "write .github/ISSUE_TEMPLATE/: forms to suggest an entry and to report a mistake")
  .option("--check", "write nothing; exit 1 where a form is stale")
  .action(async (options: CommonOptions & { check?: boolean }) => {
    const { writeForms } = await import("./forms.ts");
    tellWritten("forms", writeForms(directory(options), options), options);
  });

command(
  "add",
  "put works from BibTeX, CSL-JSON or an issue into the data, and write the pages anew",
)
  .argument("[file]", "where they stand; standard input without one")
  .option("--issue", "the file is the body of an issue that was made with a form")
  .option("--kind <kind>", "what they are to be in the list (default: paper)")
  .addOption(
    new Option("--set <field=value>", "what the file does not say, for each; may be given again")
      .argParser(fieldValue)
      .default(new Map(), "none"),
  )
  .option("--dry-run", "write nothing; show the patch")
  .option("--force", "add what the list seems to have already, too")
  .option(...ALL)
  .action(
    async (file: string | undefined, options: CommonOptions & import("./add.ts").AddOptions) => {
      const { addTo, readInput } = await import("./add.ts");
      const said = await addTo(directory(options), await readInput(file), options);
      const { added, notes, refused, patches } = said;
      for (const { file: name, patch } of patches)
        if (options.dryRun) print(`${patch}\n`);
        else printLine(`${name}: updated ${patchSize(patch)}`);
      for (const entry of added) printLine(`${options.dryRun ? "would add" : "added"} ${entry}`);
      for (const line of notes) printLine(`note: ${line}`);
      for (const line of refused) printLine(`not added: ${line}`);
      await reportFindings(said.findings, { all: options.all ?? false, sources: said.sources });
      if (refused.length > 0) process.exitCode = exit.findings;
    },
  );

command(
  "workflows",
  "write .github/workflows/: checks, the page kept up to date, entries of issues",
)
  .option(
    "--install <command>",
    "what installs paperlist in a job",
    `npm install --global --ignore-scripts paperlist@${VERSION}`,
  )
  .option("--branch <name>", "the branch whose page people look at", "main")
  .option("--check", "write nothing; exit 1 where a workflow is stale")
  .action(async (options: CommonOptions & { install: string; branch: string; check?: boolean }) => {
    const { writeWorkflows } = await import("./workflows.ts");
    tellWritten("workflows", writeWorkflows(directory(options), options), options);
  });

command("export", "print the entries as BibTeX, CSL-JSON, or an Atom feed of the newest ones")
  .addArgument(new Argument("<format>").choices(exportFormats))
  .option("--kind <kind>", "of these records only")
  .option("--limit <number>", "how many entries a feed has at most", wholeNumber, 50)
  .action(
    async (
      format: (typeof exportFormats)[number],
      options: CommonOptions & { kind?: string; limit: number },
    ) => {
      const { exportList } = await import("./export.ts");
      printReport(exportList(directory(options), format, options));
    },
  );

function tellWritten(name: string, stale: string[], { check = false }): void {
  for (const file of stale)
    printLine(`${file}: ${check ? `stale; run "paperlist ${name}"` : "written"}`);
  if (check && stale.length > 0) process.exitCode = exit.findings;
}

/** The values that are given to fields: those of one field together. */
function fieldValue(text: string, known: ReadonlyMap<string, string[]>): Map<string, string[]> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Expected FIELD=VALUE.");
  const field = text.slice(0, at);
  return new Map([...known, [field, [...(known.get(field) ?? []), text.slice(at + 1)]]]);
}

async function reportFindings(
  findings: readonly import("./finding/finding.ts").Finding[],
  options: Partial<LintOptions> &
    Partial<Pick<import("./report/options.ts").Asked, "dir" | "sources" | "older">> = {},
): Promise<void> {
  const { format = "text", quiet = false, dir = directory(options) } = options;
  const errors = findings.filter(({ severity }) => severity === "error");
  const told = quiet ? errors : findings;
  if (told.length > 0 || format !== "text") {
    const { reportOptions } = await import("./report/options.ts");
    const report = await loadReport(format);
    const given = await reportOptions({ ...options, format, dir });
    printReport(report(told, { ...given, version: VERSION }));
  }
  if (errors.length > 0) process.exitCode = exit.findings;
}

function shortened(patch: string): string {
  const lines = patch.trimEnd().split("\n");
  const more = lines.length - LONGEST_DIFF;
  return [...lines.slice(0, LONGEST_DIFF), ...(more > 0 ? [`… ${more} more lines`] : [])].join(
    "\n",
  );
}

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exit.clean : exit.failure;
  } else {
    process.stderr.write(
      `paperlist: ${printable(error instanceof Error ? error.message : String(error))}\n`,
    );
    process.exitCode = exit.failure;
  }
});
