// The commands that make a list, bring works into it and out of it, and write what goes with its kinds.
import { Argument, InvalidArgumentError, Option } from "commander";
import { patchSize } from "../report/patch-size.ts";
import { print, printLine, printReport } from "../report/print.ts";
import { printable } from "../report/printable.ts";
import {
  ALL,
  command,
  type CommonOptions,
  directory,
  exit,
  folder,
  reportFindings,
  VERSION,
  wholeNumber,
} from "./program.ts";

command(
  "init",
  "make templates and data from a README that is there, or a small list to begin with",
)
  .argument("[pages...]", "the list's pages (default: its README.md)")
  .option("--dry-run", "write nothing; show the template and the report")
  .option("--github", "also write what `workflows` and `forms` write")
  .action(async (names: string[], options: CommonOptions & InitOptions) => {
    const { init } = await import("../init/init.ts");
    const { reportInit } = await import("../init/report.ts");
    const began = Date.now();
    const progress = (message: string) => {
      if (Date.now() - began > 1000) process.stderr.write(`${printable(message)}\n`);
    };
    const made = init(folder(options), names, { dryRun: options.dryRun ?? false, progress });
    print(reportInit(made, options.dryRun ?? false));
    if (!options.github || options.dryRun) return;
    const { writeWorkflows } = await import("../commands/workflows.ts");
    const { writeForms } = await import("../commands/forms.ts");
    const dir = folder(options);
    const files = [...writeWorkflows(dir, { version: VERSION }), ...writeForms(dir)];
    printLine(`for GitHub: ${files.join(", ")}`);
  });

interface InitOptions {
  dryRun?: boolean;
  github?: boolean;
}

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
    async (
      file: string | undefined,
      options: CommonOptions & import("../commands/add.ts").AddOptions,
    ) => {
      const { addTo, readInput } = await import("../commands/add.ts");
      const said = await addTo(
        directory(options),
        await readInput(file === "-" ? undefined : file),
        options,
      );
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

/** The values that are given to fields: those of one field together. */
function fieldValue(text: string, known: ReadonlyMap<string, string[]>): Map<string, string[]> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Expected FIELD=VALUE.");
  const field = text.slice(0, at);
  return new Map([...known, [field, [...(known.get(field) ?? []), text.slice(at + 1)]]]);
}

/** What export writes. */
const exportFormats = ["bibtex", "csl-json", "atom"] as const;

command("export", "print the entries as BibTeX, CSL-JSON, or an Atom feed of the newest ones")
  .addArgument(new Argument("<format>").choices(exportFormats))
  .option("--kind <kind>", "of these records only")
  .option("--limit <number>", "how many entries a feed has at most", wholeNumber, 50)
  .action(
    async (
      format: (typeof exportFormats)[number],
      options: CommonOptions & { kind?: string; limit: number },
    ) => {
      const { exportList } = await import("../commands/export.ts");
      printReport(exportList(directory(options), format, options));
    },
  );

command("schema", "write data/schema/: JSON Schemas with which editors complete and check the data")
  .option("--check", "write nothing; exit 1 where a schema is stale")
  .action(async (options: CommonOptions & { check?: boolean }) => {
    const { writeSchemas } = await import("../commands/schemas.ts");
    tellWritten("schema", writeSchemas(directory(options), options), options);
  });

command("forms", "write .github/ISSUE_TEMPLATE/: forms to suggest an entry and to report a mistake")
  .option("--check", "write nothing; exit 1 where a form is stale")
  .action(async (options: CommonOptions & { check?: boolean }) => {
    const { writeForms } = await import("../commands/forms.ts");
    tellWritten("forms", writeForms(directory(options), options), options);
  });

command(
  "workflows",
  "write .github/workflows/: checks, the page kept up to date, entries of issues",
)
  .option(
    "--install <command>",
    "what installs paperlist in a job (default: as the list's package-lock.json has it)",
  )
  .option("--check", "write nothing; exit 1 where a workflow is stale")
  .action(async (options: CommonOptions & { install?: string; check?: boolean }) => {
    const { writeWorkflows } = await import("../commands/workflows.ts");
    const given = { ...options, version: VERSION };
    tellWritten("workflows", writeWorkflows(directory(options), given), options);
  });

function tellWritten(name: string, stale: string[], { check = false }): void {
  for (const file of stale)
    printLine(`${file}: ${check ? `stale; run "paperlist ${name}"` : "written"}`);
  if (check && stale.length > 0) process.exitCode = exit.findings;
}
