// Bundles a TypeScript file that is not part of the command line, and runs it: node scripts/run.mjs FILE [ARGUMENTS]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "rolldown";

const [input, ...given] = process.argv.slice(2);
const folder = mkdtempSync(path.join(import.meta.dirname, "../node_modules/.run-"));
try {
  const file = path.join(folder, "main.mjs");
  await build({
    input,
    external: ["prettier"],
    platform: "node",
    resolve: { mainFields: ["module", "main"] },
    output: { file, codeSplitting: false },
  });
  process.exitCode = spawnSync(process.execPath, [file, ...given], { stdio: "inherit" }).status;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
