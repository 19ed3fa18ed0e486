// Builds the command line once before all tests.
import { execFileSync } from "node:child_process";

/** Builds the command line once before the tests, which run it as its users do. */
export default function setup(): void {
  execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
}
