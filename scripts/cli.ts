#!/usr/bin/env node
import { existsSync } from "node:fs";
import path from "node:path";
import { Command, CommanderError, Option } from "commander";
import { printable } from "./report/printable.ts";
import { summary } from "./report/summary.ts";

/** 0 clean, 1 findings, 2 usage or failure. */
const exit = { clean: 0, findings: 1, failure: 2 } as const;

const LONGEST_DIFF = 40;

interface CommonOptions {
  directory?: string;
}

const program = new Command("paperlist")
  .description(
    "Generates a paper list's README from its data, and tells where the two have drifted apart.",
  )
  .version("0.1.0")
  .option("-C, --directory <dir>", "run on the list in this folder", ".")
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('run "paperlist --help" for the commands and options');

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .addOption(new Option("-C, --directory <dir>").hideHelp());
}

/** The list's folder; the command's own option goes before the program's. */
function directory(options: CommonOptions): string {
  const dir = path.resolve(options.directory ?? program.opts<CommonOptions>().directory ?? ".");
  if (!existsSync(path.join(dir, "data"))) {
    throw new Error(
      `found no folder data in ${dir}, expected a list's folder; name one with -C DIR`,
    );
  }
  return dir;
}

command("generate", "write README.md (and every other page) from data and templates")
  .option("--check", "write nothing; exit 1 with a short diff where a page is stale")
  .action(async (options: CommonOptions & { check?: boolean }) => {
    const { generate } = await import("./generate.ts");
    const { generated, findings } = generate(directory(options), options);
    if (findings.length > 0) return reportFindings(findings);
    for (const { file, change, patch } of generated) {
      if (!options.check) {
        process.stdout.write(
          change === "unchanged"
            ? `${file}: unchanged\n`
            : `${file}: ${change} ${counted(patch)}\n`,
        );
      } else if (change !== "unchanged") {
        process.stdout.write(
          `${shortened(patch)}\n${file} is stale ${counted(patch)}; run "paperlist generate"\n`,
        );
        process.exitCode = exit.findings;
      }
    }
  });

command("lint", "tell what is wrong with the data, and where the README and the data differ")
  .addOption(
    new Option("--format <format>", "how to report").choices(["text", "json"]).default("text"),
  )
  .action(async (options: CommonOptions & { format: "text" | "json" }) => {
    const { lintList } = await import("./lint.ts");
    await reportFindings(lintList(directory(options)), options.format);
  });

command("schema", "write data/schema/: JSON Schemas with which editors complete and check the data")
  .option("--check", "write nothing; exit 1 where a schema is stale")
  .action(async (options: CommonOptions & { check?: boolean }) => {
    const { writeSchemas } = await import("./schemas.ts");
    const stale = writeSchemas(directory(options), options);
    for (const file of stale)
      process.stdout.write(
        `${file}: ${options.check ? 'stale; run "paperlist schema"' : "written"}\n`,
      );
    if (options.check && stale.length > 0) process.exitCode = exit.findings;
  });

async function reportFindings(
  findings: readonly import("./finding.ts").Finding[],
  format: "text" | "json" = "text",
): Promise<void> {
  if (format === "json") {
    const { reportJson } = await import("./report/json.ts");
    process.stdout.write(reportJson(findings));
  } else if (findings.length > 0) {
    const { reportText } = await import("./report/text.ts");
    process.stdout.write(reportText(findings));
  }
  if (summary(findings).errors > 0) process.exitCode = exit.findings;
}

/** `(+3 −1 lines)` of a unified diff. */
function counted(patch: string): string {
  const count = (sign: RegExp) => patch.split("\n").filter((line) => sign.test(line)).length;
  return `(+${count(/^\+(?!\+\+)/)} -${count(/^-(?!--)/)} lines)`;
}

function shortened(patch: string): string {
  const lines = printable(patch).trimEnd().split("\n").slice(1);
  const more = lines.length - LONGEST_DIFF;
  return [...lines.slice(0, LONGEST_DIFF), ...(more > 0 ? [`… ${more} more lines`] : [])].join(
    "\n",
  );
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exit.clean : exit.failure;
  } else {
    process.stderr.write(
      `paperlist: ${printable(error instanceof Error ? error.message : String(error))}\n`,
    );
    process.exitCode = exit.failure;
  }
}
