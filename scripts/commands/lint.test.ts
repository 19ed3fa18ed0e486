import { spawnSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { writeFiles } from "../testing/files.ts";
import { listFiles, paper, plainEnvironment, temporaryFolder } from "../testing/repository.ts";

it("a clean lint loads no reporter, no sync and no git, and keeps nothing in the user's folders", () => {
  const root = temporaryFolder();
  cpSync("dist", path.join(root, "dist"), { recursive: true });
  const list = path.join(root, "list");
  writeFiles(list, listFiles([paper("One")]));
  // Folders that cannot be: what was made there once hung the program.
  const env = plainEnvironment({ XDG_CACHE_HOME: "/proc/x", HOME: "/proc/y" });
  const lint = () => {
    const args = [path.join(root, "dist/cli.cjs"), "lint", "-C", list];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: "utf8",
      env,
      timeout: 20_000,
    });
    return { status, stdout, stderr };
  };
  for (const name of ["sync", "take", "git", "mends", "base", "generate", "causes", "text"])
    rmSync(path.join(root, "dist", `${name}.cjs`), { force: true });
  expect(lint()).toEqual({ status: 0, stdout: "", stderr: "" });
  // What is gone would be needed to report what a page says.
  writeFileSync(path.join(list, "README.md"), "# T\n");
  expect(lint().status).toBe(2);
});
