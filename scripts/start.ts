#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Script } from "node:vm";
import { optimizeLate } from "./optimize-late.ts";

/** Of this build's files; written in by the build. */
declare const HASH: string;

/** What compiled code is for: V8 itself tells sources apart by their length only. */
const COMPILED = [HASH, process.version, process.platform, process.arch].join("-");

/** The files that run, by the names under which their compiled code is kept. */
export const scripts = new Map<string, Script>();
/** What is not of the build: modules of Node. */
const others: (id: string) => unknown = createRequire(__filename);
const loaded = new Map<string, object>();

/**
 * Runs a file of the build, once, as Node runs a CommonJS module. Its functions need not be compiled
 * again where the build kept their code: V8 takes what the same version with the same flags wrote,
 * and compiles the file where that is not there.
 *
 * @returns the file's exports
 */
export function load(name: string): object {
  const known = loaded.get(name);
  if (known) return known;
  const filename = path.join(__dirname, name);
  const kept = `${filename}.${COMPILED}`;
  const source = `(function (exports, require) {${readFileSync(filename, "utf8")}\n})`;
  const cachedData = bytesOf(kept);
  const script = new Script(source, { filename, ...(cachedData ? { cachedData } : {}) });
  const exports = {};
  scripts.set(kept, script);
  loaded.set(name, exports);
  const run = script.runInThisContext() as (
    exports: object,
    require: (id: string) => unknown,
  ) => void;
  run(exports, (id) => (id.startsWith("./") ? load(path.basename(id)) : others(id)));
  return exports;
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

optimizeLate();
// The build loads the program by itself, to keep what it compiles.
if (require.main === module) load("program.cjs");
