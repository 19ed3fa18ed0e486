// The commands that make git work with a list: hooks and merging.
import { realpathSync } from "node:fs";
import { folderFiles } from "../files/folder.ts";
import { printLine } from "../report/print.ts";
import { printable } from "../report/printable.ts";
import { command, type CommonOptions, directory, exit } from "./program.ts";

command("install-hook", "make git check the list as it is staged, before each commit")
  .option("--undo", "take it out of git's hooks again")
  .action(async (options: CommonOptions & { undo?: boolean }) => {
    const { installHook, removeHook } = await import("../git/hook.ts");
    const act = options.undo ? removeHook : installHook;
    const dir = directory(options);
    const cli = realpathSync(process.argv[1]!);
    const changes: { file: string; change: string }[] = act(dir, cli);
    // Where the list's attributes ask for the driver, a clone that checks merges by entry, too.
    const { configureMerge, isAsked } = await import("../merge/setup.ts");
    if (!options.undo && isAsked(dir)) changes.push(configureMerge(dir, cli));
    for (const { file, change } of changes) printLine(`${file}: ${change}`);
  });

command("install-merge", "make git merge the data and the pages of this list by entry")
  .option("--undo", "take back what it wrote")
  .action(async (options: CommonOptions & { undo?: boolean }) => {
    const dir = directory(options);
    const { installMerge, removeMerge } = await import("../merge/setup.ts");
    const { pageNames } = await import("../page/pages.ts");
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
    const { runMergeDriver } = await import("../merge/driver.ts");
    const { conflicts } = runMergeDriver({ base, ours, theirs, name });
    for (const conflict of conflicts)
      process.stderr.write(printable(`paperlist: conflict in ${name}: ${conflict}\n`));
    if (conflicts.length > 0) process.exitCode = exit.findings;
  });
