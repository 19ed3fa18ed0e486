// Bundles a TypeScript file that is not part of the command line, and runs it: node scripts/run.mjs FILE [ARGUMENTS]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const [file, ...given] = process.argv.slice(2);
const folder = mkdtempSync(path.join(import.meta.dirname, "../node_modules/.run-"));
try {
  const outfile = path.join(folder, "main.mjs");
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    external: ["prettier"],
    format: "esm",
    platform: "node",
    target: "node20.19",
    mainFields: ["module", "main"],
    banner: {
      js: 'import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);',
    },
  });
  process.exitCode = spawnSync(process.execPath, [outfile, ...given], { stdio: "inherit" }).status;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
