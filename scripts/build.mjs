// Bundles the command line into dist/: one small entry, heavy packages in chunks loaded on first use.
import { rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
await build({
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
});
