import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/repository.ts";
import { folderFiles } from "./folder.ts";

it("removes what programs left that were killed while they wrote a file, and nothing else", () => {
  const folder = temporaryFolder();
  const { pid: ended } = spawnSync(process.execPath, ["-e", "0"]);
  const left = [`.a.json.${ended}.tmp`, `.a.json.${process.pid}.tmp`];
  const kept = [
    `.a.json.${process.ppid}.tmp`,
    `.b.json.${ended}.tmp`,
    ".a.json.tmp",
    `a.json.${ended}.tmp`,
  ];
  for (const name of [...left, ...kept, "a.json"]) writeFileSync(path.join(folder, name), "old");
  folderFiles(folder).write("a.json", "new");
  expect(readFileSync(path.join(folder, "a.json"), "utf8")).toBe("new");
  for (const name of left) expect(existsSync(path.join(folder, name))).toBe(false);
  expect(readdirSync(folder).sort()).toEqual([...kept, "a.json"].sort());
});
