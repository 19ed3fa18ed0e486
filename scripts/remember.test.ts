import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { serialize } from "node:v8";
import { expect, it } from "vitest";
import { temporaryFolder } from "./testing/repository.ts";
import { writeFiles } from "./testing/files.ts";

const LIST = {
  "data/list.json": '{ "title": "T" }\n',
  "data/papers.json": '[{ "title": "A", "venue": "CVPR", "year": 2024 }]\n',
  "templates/README.md":
    "# {{list.title}}\n\n- **{{paper.title}}** ({{paper.venue}} {{paper.year}})\n",
};

/** A list that lints clean, the program in a copy of its own, and a cache of its own. */
function scene() {
  const root = temporaryFolder();
  const dir = path.join(root, "list");
  const cache = path.join(root, "cache");
  writeFiles(dir, LIST);
  mkdirSync(cache);
  cpSync("dist", path.join(root, "dist"), { recursive: true });
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(root, "dist/cli.cjs"), ...args, "-C", dir],
      { encoding: "utf8", env: { ...process.env, XDG_CACHE_HOME: cache } },
    );
    return { status, stdout, stderr };
  };
  run("generate");
  return { root, dir, kept: path.join(cache, "paperlist/templates"), run };
}

const clean = { status: 0, stdout: "", stderr: "" };

it("a clean lint loads no parser, no compiler and no reader", () => {
  const { root, run } = scene();
  expect(run("lint")).toEqual(clean);
  for (const name of ["markdown", "template", "read", "compare", "jsonc", "diff", "zod"])
    rmSync(path.join(root, "dist", `${name}.cjs`));
  expect(run("lint")).toEqual(clean);
  // What is gone would be needed to read a page.
  writeFileSync(path.join(root, "list/README.md"), "# T\n");
  expect(run("lint").status).toBe(2);
});

it("a compiled template that cannot be read is made anew", () => {
  const { kept, run } = scene();
  expect(readdirSync(kept)).toHaveLength(1);
  writeFileSync(path.join(kept, readdirSync(kept)[0]!), "broken");
  expect(run("lint")).toEqual(clean);
});

it("what is kept for another template under the same name is not taken for this one", () => {
  const { kept, run } = scene();
  writeFileSync(path.join(kept, readdirSync(kept)[0]!), serialize(["another key", { nodes: [] }]));
  expect(run("lint")).toEqual(clean);
});

it("nothing need be kept", () => {
  const { kept, run } = scene();
  rmSync(kept, { recursive: true });
  writeFileSync(kept, "a file where the folder should be");
  expect(run("lint")).toEqual(clean);
});

it("another template is another one", () => {
  const { dir, kept, run } = scene();
  writeFiles(dir, { "templates/README.md": "# {{list.title}}\n" });
  expect(run("lint").status).toBe(1);
  expect(readdirSync(kept)).toHaveLength(2);
});
