import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "./testing/repository.ts";

/** The program in a copy of its own, and the files in which compiled code is kept. */
function scene() {
  const dist = path.join(temporaryFolder(), "dist");
  cpSync("dist", dist, { recursive: true });
  const kept = readdirSync(dist)
    .filter((name) => name.includes(process.version))
    .map((name) => path.join(dist, name));
  const node = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    return { status, stdout, stderr };
  };
  return { cli: path.join(dist, "cli.cjs"), kept, node };
}

it("the build keeps compiled code that V8 takes", () => {
  const { cli, node } = scene();
  const asks = path.join(path.dirname(cli), "asks.cjs");
  const code = `
    const { load, scripts } = require("./cli.cjs");
    process.on("exit", () => {
      console.log([...scripts.values()].map((script) => script.cachedDataRejected).join());
    });
    load("program.cjs");`;
  writeFileSync(asks, code);
  expect(node(asks, "lint", "--quiet").stdout).toMatch(/^false(,false){2,}\n$/);
});

it("code that is cut, or not there, is compiled", () => {
  const { cli, kept, node } = scene();
  const whole = node(cli, "lint", "--quiet");
  expect(whole).toEqual({ status: 0, stdout: "", stderr: "" });
  for (const file of kept) writeFileSync(file, readFileSync(file).subarray(0, 100));
  expect(node(cli, "lint", "--quiet")).toEqual(whole);
  for (const file of kept) rmSync(file);
  expect(node(cli, "lint", "--quiet")).toEqual(whole);
});
