// Bundles the command line into dist/: one small entry, heavy modules in files loaded on first use.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

/**
 * Modules that a check of a clean list does not need. They are evaluated at the first call of one
 * of their functions, as `import defer` will do it (TC39 proposal, stage 3), so everybody imports
 * them as usual. They must export functions only.
 */
const deferred = {
  compare: "scripts/drift/compare.ts",
  diff: "diff",
  jsonc: "jsonc-parser",
  markdown: "scripts/markdown/markdown.ts",
  read: "scripts/page/read.ts",
  template: "scripts/template/template.ts",
};

const settings = {
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
  // CommonJS packages in the bundle ask for node:… with require, and so do deferred modules.
  banner: {
    js: 'import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);',
  },
  metafile: true,
  write: false,
};

const { metafile, outputFiles: compiler } = await build({ ...settings, entryPoints: deferred });
const hash = createHash("sha256");
for (const { contents } of compiler) hash.update(contents);

/** Puts in place of each deferred module one whose functions load it (Node's require of ES modules). */
const defer = {
  name: "defer",
  setup(builder) {
    const names = new Map(Object.entries(deferred).map(([name, file]) => [file, name]));
    builder.onResolve({ filter: /./ }, ({ path: asked, kind, resolveDir }) => {
      const file = asked.startsWith(".")
        ? path.relative("", path.join(resolveDir, asked)).replaceAll(path.sep, "/")
        : asked;
      const name = kind === "entry-point" ? undefined : names.get(file);
      return name && { path: name, namespace: "deferred" };
    });
    builder.onResolve({ filter: /^\.\//, namespace: "deferred" }, ({ path: file }) => ({
      path: file,
      external: true,
    }));
    builder.onLoad({ filter: /./, namespace: "deferred" }, ({ path: name }) => ({
      contents: metafile.outputs[`dist/${name}.js`].exports
        .map((each) =>
          each === "default"
            ? ""
            : `export const ${each} = (...given) => require("./${name}.js").${each}(...given);`,
        )
        .join("\n"),
    }));
  },
};

const { outputFiles } = await build({
  ...settings,
  entryPoints: { cli: "scripts/cli.ts", ...deferred },
  plugins: [defer],
  define: { COMPILER: JSON.stringify(hash.digest("hex")) },
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
