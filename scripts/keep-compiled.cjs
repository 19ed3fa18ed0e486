// Runs a command of the build, and keeps what V8 compiled for it: node scripts/keep-compiled.cjs dist/cli.cjs ARGUMENTS
const { renameSync, writeFileSync } = require("node:fs");

process.argv.splice(1, 1);
const { load, scripts } = require(process.argv[1]);
process.on("exit", () => {
  for (const [file, script] of scripts) {
    writeFileSync(`${file}.tmp`, script.createCachedData());
    renameSync(`${file}.tmp`, file);
  }
});
load("program.cjs");
