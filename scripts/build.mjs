// Bundles the command line into dist/: one small entry, heavy packages in chunks loaded on first use.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: ["scripts/cli.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  minify: true,
  legalComments: "none",
  // Some packages' CommonJS entry cannot be bundled; their ES modules can.
  mainFields: ["module", "main"],
  // CommonJS packages in the bundle ask for node:… with require.
  banner: {
    js: 'import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);',
  },
  write: false,
});

// Chunks before the entry that names them, each whole, so that a run at the same time still works.
mkdirSync("dist", { recursive: true });
const isEntry = (file) => path.basename(file.path) === "cli.js";
for (const file of outputFiles.sort((a, b) => isEntry(a) - isEntry(b))) {
  const fresh = `${file.path}.${process.pid}.tmp`;
  writeFileSync(fresh, file.contents, { mode: 0o755 });
  renameSync(fresh, file.path);
}
const names = new Set(outputFiles.map((file) => path.basename(file.path)));
for (const name of readdirSync("dist")) {
  if (!names.has(name) && !name.endsWith(".tmp")) rmSync(path.join("dist", name));
}
