#!/usr/bin/env node
// The command line. Each command loads what it needs; see cli/ for what they are, commands/ for what they do.
import { CommanderError } from "commander";
import { exit, program } from "./cli/program.ts";
import "./cli/page-commands.ts";
import "./cli/list-commands.ts";
import "./cli/git-commands.ts";
import { optimizeLate } from "./cli/optimize-late.ts";
import { messageOf } from "./cli/system-errors.ts";
import { printable } from "./report/printable.ts";

optimizeLate();

/** When the command is done; who runs several in one process waits for it. */
export const finished = program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exit.clean : exit.failure;
  } else {
    process.stderr.write(`paperlist: ${printable(messageOf(error))}\n`);
    process.exitCode = exit.failure;
  }
});
