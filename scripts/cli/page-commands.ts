// The commands about pages: generate, sync, lint, review.
import type { Finding } from "../finding/finding.ts";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Option } from "commander";
import { formats } from "../report/formats.ts";
import { patchSize } from "../report/patch-size.ts";
import { print, printLine } from "../report/print.ts";
import { printable } from "../report/printable.ts";
import { count } from "../finding/count.ts";
import { summary } from "../report/summary.ts";
import {
  ALL,
  command,
  type CommonOptions,
  directory,
  exit,
  folder,
  FORMAT,
  type LintOptions,
  reportFindings,
  VERSION,
  wholeNumber,
} from "./program.ts";

/** Of a diff, in lines, what generate --check shows. */
const LONGEST_DIFF = 40;

command("generate", "write README.md (and every other page) from data and templates")
  .option("--check", "write nothing; exit 1 with a short diff where a page is stale")
  .option("--force", "write over edits made by hand")
  .addOption(new Option("--format <format>", FORMAT).choices(formats).default("text"))
  .option(...ALL)
  .action(async (options: LintOptions & { check?: boolean; force?: boolean }) => {
    const { generate } = await import("../commands/generate.ts");
    const { generated, findings } = generate(directory(options), options);
    for (const { file, change, patch } of generated) {
      if (!options.check) {
        printLine(`${file}: ${change}${change === "unchanged" ? "" : ` ${patchSize(patch)}`}`);
      } else if (change !== "unchanged") {
        print(`${shortened(patch)}\n`);
        printLine(`${file} is stale ${patchSize(patch)}; run "paperlist generate"`);
        process.exitCode = exit.findings;
      }
    }
    if (findings.length > 0) await reportFindings(findings, options);
  });

function shortened(patch: string): string {
  const lines = patch.trimEnd().split("\n");
  const more = lines.length - LONGEST_DIFF;
  return [...lines.slice(0, LONGEST_DIFF), ...(more > 0 ? [`… ${more} more lines`] : [])].join(
    "\n",
  );
}

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
  .action(async (options: CommonOptions & import("../sync/sync.ts").SyncOptions) => {
    const { sync } = await import("../sync/sync.ts");
    const { reportSync } = await import("../report/sync.ts");
    const synced = sync(directory(options), options);
    print(reportSync(synced, options));
    await reportFindings(synced.findings, {
      all: options.all ?? false,
      dir: directory(options),
      sources: synced.sources,
    });
  });

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

/** Mends what is certain, and tells what it wrote. */
async function mend(dir: string, { format }: LintOptions): Promise<void> {
  const { mendList } = await import("../commands/fix.ts");
  const { mended, left, files, findings } = mendList(dir);
  const placed = ({ file, line, column, message }: Finding) =>
    `${file}:${line}:${column}: ${message}`;
  const made = ({ fix }: Finding) =>
    fix && "value" in fix ? `: now ${JSON.stringify(fix.value)}` : "";
  const said = [
    ...mended.map((finding) => `${placed(finding)}; mended${made(finding)}`),
    ...findings.slice(0, 1).map((finding) => `nothing was mended: ${finding.message}`),
    ...(files.length > 0
      ? [`mended ${count(mended.length, "finding")}; wrote ${files.join(", ")}`]
      : []),
    ...left.map(placed),
  ];
  // Other formats are for programs, which read nothing else there.
  const tell =
    format === "text" ? printLine : (line: string) => process.stderr.write(`${printable(line)}\n`);
  for (const line of said) tell(line);
}

/** A check of the folder alone needs neither git nor generate, which are loaded where they are needed. */
async function lint(
  dir: string,
  options: LintOptions,
): Promise<import("../commands/check.ts").Checked> {
  if (options.staged || options.generated || options.since !== undefined)
    return (await import("../commands/check.ts")).checkList(dir, options);
  const { lintWhole } = await import("../commands/lint.ts");
  const rules = options.rules === undefined ? [] : await rulesOf(options.rules);
  const linted = lintWhole(dir, { rules });
  const findings =
    linted.drift.length > 0
      ? (await import("../sync/mends.ts")).nameMends(linted)
      : linted.findings;
  return { findings, older: [], sources: new Map() };
}

/** Rules that the person who runs this names; a list cannot. */
async function rulesOf(file: string): Promise<import("../rules/rule.ts").Rule[]> {
  const url = pathToFileURL(path.resolve(file)).href;
  const { default: rules } = (await import(url)) as { default?: unknown };
  if (!Array.isArray(rules))
    throw new Error(`${file}: expected rules as its default export: [defineRule({…})]`);
  return rules as import("../rules/rule.ts").Rule[];
}

command(
  "review",
  "tell what a change, such as a pull request, does to the pages, and what is wrong",
)
  .option("--since <revision>", "what the change starts from (default: as GitHub's runner says)")
  .option("--max-warnings <number>", "exit 1 where there are more warnings than this", wholeNumber)
  .option("--quiet", "tell errors only")
  .action(async (options: LintOptions) => {
    const { reviewForGithub } = await import("../commands/review-job.ts");
    const findings = reviewForGithub(folder(options), { ...options, version: VERSION });
    if (summary(findings).errors > 0) process.exitCode = exit.findings;
    limitWarnings(findings, options);
  });

function limitWarnings(
  findings: readonly Finding[],
  { maxWarnings = Infinity }: LintOptions,
): void {
  const { warnings } = summary(findings);
  if (warnings <= maxWarnings) return;
  process.stderr.write(
    `paperlist: found ${warnings} warnings, expected ${maxWarnings} at most (--max-warnings)\n`,
  );
  process.exitCode = exit.findings;
}
