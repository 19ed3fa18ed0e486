import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { listFiles, paper, program, TestRepository } from "../testing/repository.ts";

const one = [paper("One"), paper("Two")];

/** A list with what each rule of three finds: an error, and warnings. */
function list(kind: "clean" | "warnings" | "errors"): TestRepository {
  const files = listFiles(one);
  const page = files["README.md"] as string;
  const pages = {
    clean: page,
    // Layout alone is a warning.
    warnings: page.replace("# A list\n", "# A list\n\n"),
    errors: page.replace("Two** (ICML", "Two** (ICLR"),
  };
  return new TestRepository().write({ ...files, "README.md": pages[kind] });
}

describe("lint", () => {
  it.each([
    ["clean", [], 0],
    ["clean", ["--max-warnings", "0"], 0],
    ["warnings", [], 0],
    ["warnings", ["--max-warnings", "1"], 0],
    ["warnings", ["--max-warnings", "0"], 1],
    ["warnings", ["--quiet", "--max-warnings", "0"], 1],
    ["errors", [], 1],
    ["errors", ["--quiet"], 1],
    ["clean", ["--max-warnings", "-1"], 2],
    ["clean", ["--max-warnings", "x"], 2],
    ["clean", ["--format", "xml"], 2],
    ["clean", ["-C", "nowhere"], 2],
    ["clean", ["--since", "nowhere", "--format", "github"], 2],
  ] as const)("of a list with %s, with %j, exits %i", (kind, args, expected) => {
    const { code, out, err } = list(kind).paperlist("lint", ...args);
    expect(code).toBe(expected);
    if (expected === 2) expect([out, err === ""]).toEqual(["", false]);
    if (kind === "clean" && expected === 0) expect([out, err]).toEqual(["", ""]);
    if ((args as readonly string[]).includes("--quiet")) expect(out).not.toContain("warning ");
    expect(out).not.toContain("\u001b");
  });

  it.skipIf(process.platform === "win32")("says nothing of it where nobody reads on", () => {
    const command = `"${process.execPath}" "${program}" lint -C "${list("errors").top}" --all | true`;
    const { stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    expect(stderr).toBe("");
  });

  it("writes one JSON object, or one SARIF log, and nothing else", () => {
    const repository = list("errors");
    const json = repository.paperlist("lint", "--format", "json");
    expect(json.err).toBe("");
    const { findings, summary } = JSON.parse(json.out) as {
      findings: Record<string, unknown>[];
      summary: unknown;
    };
    expect(summary).toEqual({ errors: 1, warnings: 0 });
    expect(findings).toEqual([
      {
        rule: expect.any(String) as string,
        severity: "error",
        message: expect.stringContaining("ICLR") as string,
        file: "README.md",
        line: 4,
        column: 12,
        data: { file: "data/papers.json", line: 9, column: 14 },
        entry: "Two",
        field: "venue",
      },
    ]);
    const sarif = repository.paperlist("lint", "--format", "sarif");
    expect(JSON.parse(sarif.out)).toMatchObject({ version: "2.1.0" });
    expect(JSON.parse(list("clean").paperlist("lint", "--format", "json").out)).toEqual({
      findings: [],
      summary: { errors: 0, warnings: 0 },
    });
  });

  it("colours where it is told to, quotes the line, and names the repository's path", () => {
    const repository = list("errors");
    repository.env = { ...repository.env, FORCE_COLOR: "1" };
    const { out } = repository.paperlist("lint");
    expect(out).toContain("\u001b[31merror\u001b[0m");
    expect(out).toContain("- **Two** (ICLR 2024)");
    repository.env = { ...repository.env, GITHUB_WORKSPACE: `${repository.top}/..` };
    const folder = repository.top.split("/").at(-1)!;
    const annotations = repository.paperlist("lint", "--format", "github");
    expect(annotations.out).toContain(`::error file=${folder}/README.md,line=4,`);
    expect(annotations.out).not.toContain("\u001b");
  });

  it("looks at the pages as they would be written, and whether they would be, if asked to", () => {
    const repository = list("clean");
    repository.write({
      "data/papers.json": [...one, paper("Three")],
    });
    const { code, out } = repository.paperlist("lint", "--generated", "--format", "markdown");
    expect([code, out]).toEqual([0, "## Paper list: no findings\n"]);
    repository.write({
      "README.md": `${listFiles(one)["README.md"] as string}- **Mine** (X 2024)\n`,
    });
    for (const args of [["lint", "--generated"], ["generate", "--check"], ["generate"]]) {
      const { code: refused, out: said } = repository.paperlist(...args);
      expect(refused).toBe(1);
      expect(said).toContain("nothing tells whether the page or the data was edited");
    }
  });
});

describe("lint --fix", () => {
  it("names each value that it changes, with what it is now", () => {
    const link = "http://arxiv.org/abs/2401.00001";
    const files = listFiles([paper("One", { links: { notes: link } })]);
    const repository = new TestRepository().write(files);
    const { out } = repository.paperlist("lint", "--fix");
    expect(out).toContain('; mended: now "https://arxiv.org/abs/2401.00001"\n');
    expect(out).toContain("mended 1 finding; wrote data/papers.json, README.md\n");
  });
});
