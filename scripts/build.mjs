/**
 * Makes dist/, which is the package whole: the program and the public API, their types, and a
 * manifest and a README of their own, since the repository's README is the list. `npm pack ./dist`
 * packs what is published; installed from git, the same files stand under dist/.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** Commander can start programs as subcommands; here none is, and what starts them takes long to load. */
const startsNone = {
  name: "starts-none",
  resolveId: (asked, importer) =>
    asked === "node:child_process" && /[\\/]commander[\\/]/.test(importer) ? "\0none" : null,
  load: (id) => (id === "\0none" ? "export {};" : null),
};

/** Rules have their examples beside them, for their tests and documentation; no list needs them. */
const noExamples = {
  name: "no-examples",
  transform: (code, id) =>
    /[\\/]scripts[\\/]rules[\\/]/.test(id)
      ? code.replace(/^ {2}examples: \{$[^]*?^ {2}\},$/m, "  examples: { good: [], bad: [] },")
      : null,
};

const bundled = new Set();

async function bundle(input, options, output) {
  const made = await rolldown({
    input,
    platform: "node",
    // Some packages' CommonJS entry cannot be bundled; their ES modules can.
    resolve: {
      mainFields: ["module", "main"],
      // Of yaml, Node would take a CommonJS build, which is bundled whole.
      alias: { yaml: path.resolve("node_modules/yaml/browser/index.js") },
    },
    // Of citation-js the parser is wanted, without the registry, and without what fetches.
    treeshake: {
      moduleSideEffects: [{ test: /[\\/](?:@citation-js|yaml)[\\/]/, sideEffects: false }],
    },
    checks: { ineffectiveDynamicImport: false },
    ...options,
  });
  const { output: chunks } = await made.generate(output);
  await made.close();
  return chunks.map(({ fileName, code, moduleIds }) => {
    for (const id of moduleIds) bundled.add(id);
    return [fileName, code];
  });
}

/**
 * Node 20 loads one CommonJS file sooner than one ES module, and one file sooner than several: what
 * every check does is one chunk, the rest is loaded by the commands and formats that need it. No
 * compiled code is kept: it bought less than a fifth of a clean lint of 15 entries, for one version
 * of Node, and module.enableCompileCache no more (and never ends in a folder that cannot be).
 */
const program = await bundle(
  { cli: "scripts/cli.ts", api: "scripts/api/index.ts" },
  {
    plugins: [startsNone, noExamples],
    transform: { define: { PACKAGE_VERSION: JSON.stringify(manifest.version) } },
  },
  {
    format: "cjs",
    exports: "named",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name].cjs",
    // Without characters beyond ASCII, a script is held and read as bytes.
    minify: { compress: true, mangle: true, codegen: { asciiOnly: true } },
    codeSplitting: { groups: [{ name: "check", test: /[\\/]scripts[\\/]commands[\\/]lint\.ts$/ }] },
  },
);
/** Types take longer than all the rest: they are made where the package is. */
const types = process.argv.includes("--types")
  ? await bundle(
      { index: "scripts/api/index.ts" },
      { plugins: [dts({ emitDtsOnly: true })] },
      { format: "es" },
    )
  : [];

/** The manifest of what stands in dist/ alone. */
const { name, version, description, license, engines, keywords } = manifest;
const own = {
  ...{ name, version, description, license, type: "module", engines, keywords },
  ...JSON.parse(
    JSON.stringify({ bin: manifest.bin, exports: manifest.exports }).replaceAll("dist/", ""),
  ),
};

const files = new Map([
  ...program,
  ...types.map(([, code]) => ["index.d.ts", code]),
  // Named one by one, so that they can be imported wherever types are.
  ["index.js", `export { ${exportsOf("scripts/api/index.ts").join(", ")} } from "./api.cjs";\n`],
  ["remark.js", 'export { remarkPaperlist as default } from "./api.cjs";\n'],
  ["remark.d.ts", 'export { remarkPaperlist as default } from "./index.js";\n'],
  ["package.json", `${JSON.stringify(own, null, 2)}\n`],
  ["README.md", readFileSync(".github/docs/package.md", "utf8")],
  // Without their examples, which are its larger part.
  [
    "rules.md",
    readFileSync(".github/docs/rules.md", "utf8").replace(
      /\n\*\*(Reported|Accepted)\*\*\n[^]*?(?=\n## [a-z-]+\n\n|(?![^]))/g,
      "",
    ),
  ],
  ["CHANGELOG.md", readFileSync(".github/CHANGELOG.md", "utf8")],
  ...readdirSync("scripts/commands/workflows").map((one) => [
    `workflows/${one}`,
    readFileSync(`scripts/commands/workflows/${one}`, "utf8"),
  ]),
  ["LICENSE", readFileSync("LICENSE", "utf8")],
  ["THIRD-PARTY.txt", licenses()],
]);

/** The values that a module exports by name. */
function exportsOf(file) {
  const lists = readFileSync(file, "utf8").matchAll(/^export \{([^}]*)\}/gm);
  return [...lists].flatMap(([, list]) =>
    list.split(",").map((one) => one.split(" as ").at(-1).trim()),
  );
}

/** The licences of the packages that are bundled, which ask to go where their code goes; each text once. */
function licenses() {
  const FOLDER = /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/;
  const folders = new Set([...bundled].flatMap((id) => FOLDER.exec(id)?.[0] ?? []));
  const texts = new Map();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json")));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file ? readFileSync(path.join(folder, file), "utf8") : license;
    const holders = text
      .split("\n")
      .filter((line) => /copyright/i.test(line) && /\d{4}/.test(line));
    const terms = holders.reduce((rest, line) => rest.replace(line, ""), text).trim();
    const key = terms.replace(/\s+/g, " ");
    const known = texts.get(key) ?? { terms, packages: [] };
    known.packages.push([`${name} ${version}`, ...holders.map((line) => line.trim())].join(", "));
    texts.set(key, known);
  }
  return [...texts.values()]
    .map(({ terms, packages }) => `${packages.join("\n")}\n\n${terms}\n`)
    .join(`\n${"-".repeat(80)}\n\n`);
}

// Chunks before the entry that names them, each whole, so that a run at the same time still works.
mkdirSync("dist/workflows", { recursive: true });
for (const [fileName, text] of files) {
  const file = path.join("dist", fileName);
  const fresh = `${file}.${process.pid}.tmp`;
  writeFileSync(fresh, text, { mode: fileName === "cli.cjs" ? 0o755 : 0o644 });
  renameSync(fresh, file);
}
for (const name of readdirSync("dist", { recursive: true }))
  if (
    !files.has(name.replaceAll(path.sep, "/")) &&
    name !== "workflows" &&
    name !== "index.d.ts" &&
    !name.endsWith(".tmp")
  )
    rmSync(path.join("dist", name), { recursive: true });
