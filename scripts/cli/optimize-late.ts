// The one setting of V8 that a short process gains by.
import { setFlagsFromString } from "node:v8";

/** How a version of V8 is asked to wait: that of Node 20 and that of Node 22. */
const flags = new Map([
  ["11.3", "--interrupt-budget=400000"],
  ["12.4", "--invocation-count-for-turbofan=16000"],
]);

/**
 * Has V8 optimize only what runs for long. Left to itself, its optimizing compiler works as long as
 * the main thread does in a process as short as this, for code that is then hardly used. Later
 * versions have a quicker compiler for that, and need not be asked.
 */
export function optimizeLate(): void {
  const flag = flags.get(process.versions.v8.split(".", 2).join("."));
  if (flag !== undefined) setFlagsFromString(flag);
}
