import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { generate } from "../commands/generate.ts";
import { sync } from "./sync.ts";
import {
  listFiles,
  paper,
  program,
  temporaryFolder,
  TestRepository,
} from "../testing/repository.ts";
import { writeFiles } from "../testing/files.ts";

const read = ({ top }: { top: string }, file: string) => readFileSync(path.join(top, file), "utf8");

function start(count = 3): TestRepository {
  const repository = TestRepository.create();
  repository.write(
    listFiles(Array.from({ length: count }, (_, index) => paper(`Paper ${index + 1}`))),
  );
  generate(repository.top, { force: true });
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "-m", "c");
  return repository;
}

const change = (repository: TestRepository, file: string, from: string, to: string) => {
  const text = read(repository, file);
  expect(text).toContain(from);
  repository.write({ [file]: text.replace(from, to) });
};

describe("generate", () => {
  it.each([
    [
      "a changed field",
      "(ICML 2024)\n- **Paper 3",
      "(ACL 2024)\n- **Paper 3",
      'field venue: the page says "ACL", the data "ICML"',
      "4:16",
    ],
    [
      "an added entry",
      "- **Paper 2",
      "- **New** (ICML 2024)\n- **Paper 2",
      "this entry is on the page only",
      "4:3",
    ],
    [
      "a removed entry",
      "- **Paper 2** (ICML 2024)\n",
      "",
      "this entry was removed from the page",
      "3:3",
    ],
    ["a new title", "**Paper 2**", "**Papers 2**", 'field title: the page says "Papers 2"', "4:5"],
    [
      "a block of its own",
      "# A list\n",
      "# A list\n\nHello.\n",
      'found "Hello.", which is no part of the template',
      "3:1",
    ],
    ["a broken line", "**Paper 2**", "**Paper 2", "does not read", "4:3"],
  ])("does not write over %s, until forced", (_, from, to, message, place) => {
    const repository = start();
    change(repository, "README.md", from, to);
    change(repository, "data/papers.json", '"Paper 1"', '"Paper One"');
    const page = read(repository, "README.md");
    const { code, out } = repository.paperlist("generate");
    expect(code).toBe(1);
    expect(out).toContain(message);
    expect(out).toContain(`\n  ${place} `);
    expect(out).toContain('"paperlist sync');
    expect(out).toContain('"paperlist generate --force"');
    expect(read(repository, "README.md")).toBe(page);
    const check = repository.paperlist("generate", "--check").out;
    expect(check).toContain(message);
    expect(generate(repository.top, { force: true }).findings).toEqual([]);
    expect(read(repository, "README.md")).toContain("Paper One");
  });

  it("knows a page that stands as it was generated without asking what it came from", () => {
    const repository = start(12);
    change(repository, "data/papers.json", '"Paper 1"', '"Paper One"');
    expect(generate(repository.top).findings).toEqual([]);
    // The base would say that the page was edited: its data is of before.
    repository.git("checkout", "--quiet", "data");
    change(repository, "data/papers.json", '"Paper 2"', '"Paper Two"');
    expect(generate(repository.top).findings).toEqual([]);
    expect(read(repository, "README.md")).toContain("Paper Two");
    repository.write({ "data/papers.json": [paper("Paper Two")] });
    expect(generate(repository.top).findings.map(({ rule }) => rule)).toEqual(["shrunk"]);
    change(repository, "README.md", "Paper Two", "Papers 2");
    expect(generate(repository.top).findings.map(({ rule }) => rule)).toContain("hand-edit");
  });

  it("is in nobody's way: data edited again and again, old pages, other layout", () => {
    const repository = start();
    for (const title of ["Paper One", "Paper Uno", "Paper 1"]) {
      const entries = JSON.parse(read(repository, "data/papers.json")) as { title: string }[];
      entries[0]!.title = title;
      repository.write({ "data/papers.json": entries });
      expect(generate(repository.top).findings).toEqual([]);
      expect(read(repository, "README.md")).toContain(`**${title}**`);
    }
    change(repository, "data/papers.json", '"Paper 2"', '"Paper Two"');
    repository.write({
      "README.md": `\uFEFF${read(repository, "README.md").replaceAll("- ", "* ").replaceAll("\n", "\r\n\r\n")}`,
    });
    expect(generate(repository.top).findings).toEqual([]);
    change(
      repository,
      "templates/README.md",
      "# {{list.title}}\n",
      "# {{list.title}}\n\nWelcome.\n",
    );
    expect(generate(repository.top).findings).toEqual([]);
    repository.git("checkout", "--quiet", ".");
    expect(generate(repository.top).generated).toMatchObject([{ change: "unchanged" }]);
    // The data was committed without its page.
    change(repository, "data/papers.json", '"Paper 3"', '"Paper Three"');
    repository.git("commit", "--quiet", "-am", "data");
    expect(generate(repository.top).findings).toEqual([]);
  });

  it("does not lose many entries at once", () => {
    const repository = start(12);
    const entries = JSON.parse(read(repository, "data/papers.json")) as unknown[];
    repository.write({ "data/papers.json": entries.slice(0, 7) });
    expect(generate(repository.top).findings).toMatchObject([
      {
        rule: "shrunk",
        message: expect.stringContaining(
          "found 12 entries of the kind paper on the page, and 7 in the data",
        ) as string,
      },
    ]);
    repository.write({ "data/papers.json": entries.slice(0, 8) });
    expect(generate(repository.top).findings).toEqual([]);
    const page = read(repository, "README.md");
    repository.write({ "README.md": page.split("\n").slice(0, 4).join("\n") });
    expect(sync(repository.top)).toMatchObject({ findings: [{ rule: "shrunk" }], written: [] });
    repository.write({ "README.md": "" });
    expect(sync(repository.top)).toMatchObject({ findings: [{ rule: "shrunk" }], written: [] });
  });

  it("without git, keeps what the page says otherwise, and writes what only the data have", () => {
    const folder = temporaryFolder();
    writeFiles(folder, listFiles([paper("Paper A"), paper("B")]));
    generate(folder, { force: true });
    const repository = new TestRepository(folder);
    writeFiles(folder, listFiles([paper("Paper A"), paper("New"), paper("B")]));
    expect(generate(folder).findings).toEqual([]);
    change(repository, "README.md", "- **B**", "- **C** (ACL 2024)\n- **B**");
    expect(generate(folder).findings).toMatchObject([{ rule: "no-base", line: 5 }]);
    change(repository, "README.md", "- **C** (ACL 2024)\n- **B**", "- **B2**");
    const page = read(repository, "README.md");
    const [finding] = generate(folder).findings;
    expect(finding).toMatchObject({ rule: "no-base", line: 5 });
    expect(finding!.message).toContain('"paperlist generate --force" writes the page anew');
    expect(read(repository, "README.md")).toBe(page);
  });

  it("without a base, keeps entries that are on the page only and do not read whole", () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      "data/list.json": { title: "L" },
      "data/papers.json": [{ ...paper("A"), doi: "10.1000/1" }, paper("B")],
      "templates/README.md": "# {{list.title}}\n\n- **{{paper.title}}**\n  - DOI: {{paper.doi}}\n",
    });
    generate(folder);
    const repository = new TestRepository(folder);
    change(repository, "README.md", "- **B**", "- **C**\n  - Keyword: x\n- **B**\n  - Code: y");
    const page = read(repository, "README.md");
    expect(generate(folder).findings).toMatchObject([
      { rule: "no-base", line: 6, message: expect.stringContaining("--prefer readme") },
    ]);
    expect(read(repository, "README.md")).toBe(page);
  });
});

/** Files of a list that are neither as they were nor as they should be. */
const halves = (
  repository: { top: string },
  before: Record<string, string>,
  after: Record<string, string>,
) =>
  Object.keys(before).filter(
    (file) => ![before[file], after[file]].includes(read(repository, file)),
  );

/** A list with an edited page that brings about as many changes as there are entries. */
function large() {
  const repository = start(250);
  const files = ["README.md", "data/papers.json"];
  const state = () => Object.fromEntries(files.map((file) => [file, read(repository, file)]));
  repository.write({ "README.md": read(repository, "README.md").replaceAll("(ICML", "(ACL") });
  const before = state();
  expect(repository.paperlist("sync").code).toBe(0);
  const after = state();
  return { repository, before, after };
}

describe("a sync that is cut short", () => {
  it("leaves every file whole, when killed at any moment, and can be run again", async () => {
    const { repository, before, after } = large();
    const run = () =>
      spawn(process.execPath, [program, "sync"], {
        cwd: repository.top,
        env: repository.env,
        stdio: "ignore",
      });
    const whole = async (kill?: number) => {
      repository.write(before);
      const child = run();
      const ended = new Promise((resolve) => child.on("exit", resolve));
      if (kill !== undefined) {
        // Either a while after the start, or as soon as something is being written.
        for (
          let waited = 0;
          waited < kill &&
          !readdirSync(path.join(repository.top, "data")).some((name) => name.endsWith(".tmp"));
          waited++
        )
          await new Promise((resolve) => setTimeout(resolve, 5));
        child.kill("SIGKILL");
      }
      await ended;
    };
    for (const kill of [8, 20, 32, 44, 400, 400]) {
      await whole(kill);
      expect(halves(repository, before, after)).toEqual([]);
    }
    await whole();
    expect(read(repository, "data/papers.json")).toBe(after["data/papers.json"]);
  });

  it("leaves every file as it was where a folder may not be written", ({ skip }) => {
    if (process.getuid?.() !== 0) return skip("needs root, to run as somebody else");
    const { repository, before, after } = large();
    repository.write(before);
    for (const folder of ["", "data", "templates"])
      chmodSync(path.join(repository.top, folder), 0o555);
    chownSync(repository.top, 65534, 65534);
    const { status, stderr } = spawnSync(process.execPath, [program, "sync", "--base", "HEAD"], {
      cwd: repository.top,
      env: {
        ...repository.env,
        HOME: "/",
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: "safe.directory",
        GIT_CONFIG_VALUE_0: "*",
      },
      uid: 65534,
      gid: 65534,
      encoding: "utf8",
    });
    expect(stderr).toMatch(/found no permission for/);
    expect(status).toBe(2);
    expect(halves(repository, before, before)).toEqual([]);
    expect(after).not.toEqual(before);
  });

  it("leaves every file as it was on a full disk", ({ skip }) => {
    const { repository, before } = large();
    const disk = temporaryFolder();
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", disk]);
    if (mounted.status !== 0) return skip("may not mount a small disk");
    onTestFinished(() => void spawnSync("umount", [disk]));
    const small = new TestRepository(disk);
    const files = ["data/list.json", "templates/README.md"].map((file) => [
      file,
      read(repository, file),
    ]);
    small.write({ ...Object.fromEntries(files), ...before });
    const filler = openSync(path.join(disk, "filler"), "w");
    expect(() => {
      for (;;) writeSync(filler, Buffer.alloc(4096));
    }).toThrow(/ENOSPC/);
    closeSync(filler);
    for (const args of [
      ["sync", "--prefer", "readme"],
      ["generate", "--force"],
    ]) {
      const { code, err } = small.paperlist(...args);
      expect(err).toContain("ENOSPC");
      expect(code).toBe(2);
      expect(halves(small, before, before)).toEqual([]);
      expect(readdirSync(path.join(disk, "data")).filter((name) => name.endsWith(".tmp"))).toEqual(
        [],
      );
    }
    expect(existsSync(path.join(disk, "README.md"))).toBe(true);
  });
});
