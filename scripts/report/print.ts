// Writes to the standard output, with nothing in it that could act on a terminal.
import { printable } from "./printable.ts";

/** Writes text to the standard output, whatever strangers wrote in it. */
export const print = (text: string): void => printReport(printable(text));

/** Writes one line to the standard output: a name in it cannot begin another. */
export const printLine = (text: string): void => print(`${text.replace(/\n/g, "\\n")}\n`);

/**
 * Writes a report, which is safe as its format has it, to the standard output, whose reader may
 * stop before the end, as `head` does.
 */
export function printReport(text: string): void {
  const { stdout } = process;
  if (!stdout.listeners("error").includes(failed)) stdout.on("error", failed);
  stdout.write(text);
}

function failed({ code, message }: NodeJS.ErrnoException): void {
  if (code === "EPIPE") return;
  process.stderr.write(`paperlist: ${message}\n`);
  process.exitCode = 2;
}
