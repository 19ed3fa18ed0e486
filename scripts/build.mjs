// Bundles the command line into dist/: what every check needs in one file, the rest in files loaded on first use.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { rolldown } from "rolldown";

/**
 * Modules that a check of a clean list does not need. They are evaluated at the first call of one
 * of their functions, as `import defer` will do it (TC39 proposal, stage 3), so everybody imports
 * them as usual. Of their exports, functions only are used.
 */
const deferred = {
  compare: "scripts/drift/compare.ts",
  diff: "diff",
  jsonc: "jsonc-parser",
  markdown: "scripts/markdown/markdown.ts",
  read: "scripts/page/read.ts",
  template: "scripts/template/template.ts",
  zod: "scripts/data/zod.ts",
};

/** What every check does; the rest is loaded by the commands and formats that need it. */
const check = /[\\/]scripts[\\/]lint\.ts$/;

async function bundle(input, { plugins = [], define = {}, ...output } = {}) {
  const bundled = await rolldown({
    input,
    plugins,
    platform: "node",
    // Of citation-js the parser is wanted, without the registry, and without what fetches.
    treeshake: {
      moduleSideEffects: [{ test: /[\\/](?:@citation-js|yaml)[\\/]/, sideEffects: false }],
    },
    // Some packages' CommonJS entry cannot be bundled; their ES modules can.
    resolve: {
      mainFields: ["module", "main"],
      // Of yaml, Node would take a CommonJS build, which is bundled whole.
      alias: { yaml: path.resolve("node_modules/yaml/browser/index.js") },
    },
    transform: { define },
    checks: { ineffectiveDynamicImport: false },
  });
  const made = await bundled.generate({
    // Node 20 loads one CommonJS file sooner than one ES module.
    format: "cjs",
    exports: "named",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name].cjs",
    minify: true,
    ...output,
  });
  await bundled.close();
  return made.output;
}

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const compiler = await bundle(deferred);

/** Tells files made from other sources apart. */
function hashOf(files) {
  const hash = createHash("sha256");
  for (const { code } of files) hash.update(code);
  return hash.digest("hex").slice(0, 16);
}

/** Commander can start programs as subcommands; here none is, and what starts them takes long to load. */
const startsNone = {
  name: "starts-none",
  resolveId: (asked, importer) =>
    asked === "node:child_process" && /[\\/]commander[\\/]/.test(importer) ? "\0none" : null,
  load: (id) => (id === "\0none" ? "export {};" : null),
};

/** Puts in place of each deferred module one whose functions load it. */
const defer = {
  name: "defer",
  resolveId(asked, importer, { isEntry }) {
    if (isEntry || importer === undefined) return null;
    if (importer.startsWith("\0deferred:")) return { id: asked, external: true };
    const file = asked.startsWith(".")
      ? path.relative("", path.join(path.dirname(importer), asked)).replaceAll(path.sep, "/")
      : asked;
    const name = Object.keys(deferred).find((one) => deferred[one] === file);
    return name && `\0deferred:${name}`;
  },
  load(id) {
    if (!id.startsWith("\0deferred:")) return null;
    const name = id.slice("\0deferred:".length);
    return compiler
      .find((chunk) => chunk.isEntry && chunk.name === name)
      .exports.map(
        (each, index) =>
          // An export may have the name of a keyword.
          `const f${index} = (...given) => require("./${name}.cjs").${each}(...given); export { f${index} as ${each} };`,
      )
      .join("\n");
  },
};

const program = await bundle(
  { program: "scripts/cli.ts", ...deferred },
  {
    plugins: [startsNone, defer],
    define: { VERSION: JSON.stringify(version) },
    codeSplitting: { groups: [{ name: "check", test: check }] },
  },
);
const start = await bundle(
  { cli: "scripts/start.ts" },
  { define: { HASH: JSON.stringify(hashOf(program)) } },
);

// Chunks before the entry that names them, each whole, so that a run at the same time still works.
mkdirSync("dist", { recursive: true });
for (const { fileName, code } of [...program, ...start]) {
  const file = path.join("dist", fileName);
  const fresh = `${file}.${process.pid}.tmp`;
  writeFileSync(fresh, code, { mode: 0o755 });
  renameSync(fresh, file);
}
const names = new Set([...program, ...start].map(({ fileName }) => fileName));
for (const name of readdirSync("dist")) {
  if (!names.has(name) && !name.endsWith(".tmp")) rmSync(path.join("dist", name));
}
// A copy of the program alone has no list to try it on.
if (existsSync("data")) keepCompiled();

/** Keeps what V8 compiles for usual commands, each of which begins with what those before it kept. */
function keepCompiled() {
  const dir = mkdtempSync(path.join(tmpdir(), "paperlist-build-"));
  const run = (...args) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.resolve("scripts/keep-compiled.cjs"), path.resolve("dist/cli.cjs"), ...args, "-C", dir],
      { encoding: "utf8" },
    );
    if (status !== 0 && status !== 1) throw new Error(stderr);
  };
  try {
    for (const folder of ["data", "templates"])
      cpSync(folder, path.join(dir, folder), { recursive: true });
    run("generate");
    run("lint", "--format", "json");
    const readme = path.join(dir, "README.md");
    writeFileSync(readme, readFileSync(readme, "utf8").replace(/\n- \*\*.*/, "$& (2)"));
    run("lint");
    run("sync", "--dry-run");
  } finally {
    rmSync(dir, { recursive: true });
  }
}
