// The other tools that the same README is given to.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Work } from "./measure.ts";

/** Other tools on the same README, installed in a folder of their own where they are not yet. */
export function peers(cwd: string): Map<string, Work> {
  const dir = path.resolve("scripts/bench/peers");
  if (!existsSync(path.join(dir, "node_modules"))) {
    spawnSync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund"], {
      cwd: dir,
      stdio: "inherit",
    });
  }
  const bin = (name: string, folder = dir) => path.join(folder, "node_modules/.bin", name);
  const found = new Map([
    ["prettier --check", [bin("prettier", path.resolve()), "--check", "README.md"]],
    ["remark", [bin("remark"), "--no-stdout", "README.md"]],
    ["markdownlint-cli2", [bin("markdownlint-cli2"), "README.md"]],
    ["awesome-lint", [bin("awesome-lint"), "README.md"]],
    ["doctoc --dryrun", [bin("doctoc"), "--dryrun", "README.md"]],
  ]);
  const works = new Map<string, Work>();
  for (const [name, [command, ...args]] of found)
    if (existsSync(command!)) works.set(name, { command: command!, args, cwd });
  return works;
}
