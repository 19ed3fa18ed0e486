/** Writes to the standard output, whose reader may stop before the end, as `head` does. */
export function print(text: string): void {
  const { stdout } = process;
  if (!stdout.listeners("error").includes(failed)) stdout.on("error", failed);
  stdout.write(text);
}

function failed({ code, message }: NodeJS.ErrnoException): void {
  if (code === "EPIPE") return;
  process.stderr.write(`paperlist: ${message}\n`);
  process.exitCode = 2;
}
