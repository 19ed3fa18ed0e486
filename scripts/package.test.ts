/** The package as npm packs it, where it is installed: no build, no script, no other package. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFiles } from "./testing/files.ts";
import { listFiles, paper, plainEnvironment } from "./testing/repository.ts";

const run = (cwd: string, command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: plainEnvironment({ npm_config_offline: "true", npm_config_audit: "false" }),
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
};

/** Where it is installed, with a list that is as it should be. */
function installed(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFiles(folder, { "package.json": { private: true }, ...listFiles([paper("One")]) });
  const packed = run(path.resolve("dist"), "npm", "pack", "--json", "--pack-destination", folder);
  const [{ filename, unpackedSize }] = JSON.parse(packed.out) as [
    { filename: string; unpackedSize: number },
  ];
  expect(unpackedSize).toBeLessThan(1 << 20);
  const { code, err } = run(folder, "npm", "install", "--ignore-scripts", `./${filename}`);
  expect([code, err]).toEqual([0, ""]);
}

describe("the package", () => {
  let folder: string;

  beforeAll(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), "paperlist-test-")), "我的 list");
    installed(folder);
  });

  afterAll(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  it("runs where nothing was built, from a path with spaces and Chinese", () => {
    const lint = () => run(folder, "npx", "--no-install", "paperlist", "lint");
    expect(lint()).toEqual({ code: 0, out: "", err: "" });
    writeFiles(folder, { "README.md": "# A list\n" });
    expect(lint()).toMatchObject({ code: 1, err: "" });
    expect(statSync(path.join(folder, "node_modules/paperlist/cli.cjs")).mode & 0o111).not.toBe(0);
  });

  it("is what a program imports, and has no file but its own", () => {
    const code = `import { lint, defineRule } from "paperlist";
      import { createRequire } from "node:module";
      const { lint: required } = createRequire(import.meta.url)("paperlist");
      console.log(lint(".").map(({ rule }) => rule).join(), required === lint, typeof defineRule);`;
    writeFiles(folder, { "README.md": "# A list\n", "a.mjs": code });
    expect(run(folder, process.execPath, "a.mjs")).toMatchObject({
      out: "missing true function\n",
    });
    const lock = readFileSync(path.join(folder, "package-lock.json"), "utf8");
    expect(Object.keys((JSON.parse(lock) as { packages: object }).packages)).toEqual([
      "",
      "node_modules/paperlist",
    ]);
  });

  it("explains the tool, and brings the licences of what is in it", () => {
    const text = (name: string) =>
      readFileSync(path.join(folder, "node_modules/paperlist", name), "utf8");
    expect(text("README.md")).toMatch(/^# paperlist\n/);
    expect(text("THIRD-PARTY.txt")).toMatch(/^commander [\d.]+, Copyright/m);
    expect(text("CHANGELOG.md")).toContain(
      `## ${(JSON.parse(text("package.json")) as { version: string }).version}\n`,
    );
  });
});
