// Bundles a script of this folder and runs it: node scripts/accuracy/run.mjs [NAME]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const name = process.argv[2] ?? "main";
const folder = mkdtempSync(path.join(import.meta.dirname, "../../node_modules/.accuracy-"));
try {
  const outfile = path.join(folder, "main.mjs");
  await build({
    entryPoints: [path.join(import.meta.dirname, `${name}.ts`)],
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
  process.exitCode = spawnSync(process.execPath, [outfile, ...process.argv.slice(3)], {
    stdio: "inherit",
  }).status;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
