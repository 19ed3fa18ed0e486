import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, it } from "vitest";
import { reviewMarkdown } from "../report/review.ts";
import { review } from "./review.ts";
import { writeFiles } from "../testing/files.ts";
import { listFiles, paper, temporaryFolder, TestRepository } from "../testing/repository.ts";

const one = [paper("One"), paper("Two"), paper("Four")];
const more = [paper("One"), paper("Three"), ...one.slice(1)];
const only = (files: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, files[name]]));

const commit = (repository: TestRepository, message: string) => {
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--allow-empty", `--message=${message}`);
};

/** A pull request against a list in a folder, as GitHub merges it to be checked. */
function merged(
  change: Record<string, unknown> | ((list: string) => void),
  { folder = "my lists/a", before = listFiles(one) } = {},
) {
  const repository = TestRepository.create();
  const list = path.join(repository.top, folder);
  writeFiles(list, before);
  commit(repository, "list");
  const fork = repository.git("rev-parse", "HEAD").trim().slice(0, 12);
  repository.git("switch", "--quiet", "--create", "change");
  if (typeof change === "function") change(list);
  else writeFiles(list, change);
  commit(repository, "change");
  repository.git("switch", "--quiet", "main");
  commit(repository, "main moved on");
  repository.git("checkout", "--quiet", "--detach");
  repository.git("merge", "--quiet", "--no-ff", "--message=merge", "change");
  return { repository, list, fork };
}

function summaryOf(list: string, prefix = "my lists/a/") {
  const made = review(list, { into: "main" });
  const text = reviewMarkdown(made, { prefix });
  return { ...made, text, errors: made.findings.filter(({ severity }) => severity === "error") };
}

describe("the summary of a pull request", () => {
  it("that edits only the data, rightly, shows the page and says nothing of mending", () => {
    const { list } = merged(only(listFiles(more), "data/papers.json"));
    const { text, errors } = summaryOf(list);
    expect(errors).toEqual([]);
    expect(text).toBe(`## ✅ Paper list: nothing is wrong

### What this changes on my lists/a/README&#46;md

> **A list**

➕

> - **Three** (ICML 2024)

<details>
<summary>The same as a patch</summary>

\`\`\`diff
--- a/my lists/a/README.md
+++ b/my lists/a/README.md
@@ -3,2 +3,3 @@
 - **One** (ICML 2024)
+- **Three** (ICML 2024)
 - **Two** (ICML 2024)
\`\`\`

</details>
`);
  });

  it("folds warnings away that were there before", () => {
    const linked = (title: string, id: string) =>
      paper(title, { links: { notes: `http://arxiv.org/abs/${id}` } });
    const old = [linked("One", "2401.00001"), ...one.slice(1)];
    const next = [...old, linked("New", "2401.00002")];
    const { list } = merged(only(listFiles(next), "data/papers.json"), { before: listFiles(old) });
    const { text, findings, older } = summaryOf(list);
    expect(findings.map(({ entry }) => entry)).toEqual(["New"]);
    expect(older.map(({ entry }) => entry)).toEqual(["One"]);
    expect(text).toMatch(/^## ⚠️ Paper list: 0 errors, 1 warning\n/);
    expect(text).toContain("<summary>1 warning from before, which is no matter of this change");
    expect(text).toContain("```sh\nnpx paperlist lint --fix -C 'my lists/a'\n```");
  });

  it("that edits only the page has its edit as one of the data", () => {
    const { list, fork, repository } = merged(only(listFiles(more), "README.md"));
    const { text, errors, command } = summaryOf(list);
    expect(errors).toMatchObject([{ rule: "hand-edit", file: "README.md", line: 4 }]);
    expect(command).toBe(`npx paperlist sync --base ${fork} -C 'my lists/a'`);
    expect(text).toContain(`\`\`\`sh\n${command}\n\`\`\``);
    expect(text).toMatch(/\+\+\+ b\/my lists\/a\/data\/papers.json\n[^]*\n\+ +"title": "Three",\n/);
    // What it shows applies to the repository.
    const patch = /```diff\n([^]*?)```/.exec(text)![1]!;
    writeFileSync(path.join(repository.top, "a.patch"), patch);
    repository.git("apply", "--check", "a.patch");
    const run = repository.paperlist(...command!.split(" ").slice(2, 5), "-C", list);
    expect(run).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(list, "data/papers.json"), "utf8")).toContain("Three");
  });

  it("that edits the page in a way that no data can hold says so, and names no command", () => {
    const page = `${listFiles(one)["README.md"] as string}\n\`\`\`\ncode\n\`\`\`\n`;
    const { list } = merged({ "README.md": page });
    const { text, errors, command } = summaryOf(list);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ file: "README.md", line: 7 });
    expect(command).toBeUndefined();
    expect(text).not.toContain("```sh");
    expect(text).toContain("### What this changes on");
  });

  it("that edits both so that they do not agree has the edit of the data, or what conflicts", () => {
    const page = listFiles(one)["README.md"] as string;
    const files = (venue: string) => ({
      ...only(
        listFiles([paper("One"), paper("Two", { year: 2023 }), paper("Four")]),
        "data/papers.json",
      ),
      "README.md": page.replace("Four** (ICML 2024", `Four** (${venue} 2024`),
    });
    const agreeing = summaryOf(merged(files("ACL")).list);
    expect(agreeing.written.map(({ file }) => file)).toEqual(["data/papers.json", "README.md"]);
    expect(agreeing.text).toMatch(/^\+ +"venue": "ACL",$/m);
    const twice = page.replace("Two** (ICML 2024", "Two** (ICML 2022");
    const conflict = summaryOf(merged({ ...files("ICML"), "README.md": twice }).list);
    expect(conflict.errors).toMatchObject([{ rule: "conflict", line: 4 }]);
    expect(conflict.command).toBeUndefined();
  });

  it("that takes the data away says how to bring them back", () => {
    const { list, fork, repository } = merged((dir) =>
      rmSync(path.join(dir, "data"), { recursive: true }),
    );
    const { text, errors } = summaryOf(list);
    const mend = `git checkout ${fork} -- 'my lists/a/data'`;
    expect(errors).toMatchObject([{ rule: "data" }]);
    expect(errors[0]!.message).toContain(mend);
    expect(text).toContain("❌ Paper list: 1 error");
    expect(repository.run("sh", "-c", mend).code).toBe(0);
    expect(summaryOf(list).errors).toEqual([]);
  });

  it("of which the history was not checked out says what is to be set", () => {
    const { repository } = merged(only(listFiles(more), "data/papers.json"), { folder: "." });
    repository.git("branch", "merged");
    const clone = new TestRepository(path.join(temporaryFolder(), "clone"));
    mkdirSync(clone.top);
    clone.git("clone", "--quiet", "--depth=1", "--branch=merged", `file://${repository.top}`, ".");
    const { text, note, errors } = summaryOf(clone.top, "");
    expect(note).toContain("fetch-depth: 0");
    expect(text).toContain("**Not all could be told:** the history was cut off");
    expect(errors).not.toEqual([]);
  });

  it("that takes many entries away says what generate would say on main", () => {
    const many = Array.from({ length: 15 }, (_, index) => paper(`Paper ${index}`));
    const files = only(listFiles(many.slice(5)), "data/papers.json");
    const { list, repository } = merged(files, { before: listFiles(many), folder: "." });
    const { errors } = summaryOf(list, "");
    expect(errors).toMatchObject([{ rule: "shrunk" }]);
    const { code, out } = repository.paperlist("generate", "--format", "github");
    expect(code).toBe(1);
    expect(out).toContain(
      `::error file=README.md,line=1,col=1,title=shrunk::${errors[0]!.message}`,
    );
  });
});

it("a page as it renders holds nothing that loads, hides or closes anything", () => {
  const nasty =
    "</blockquote><details>\n\n# Big\n\n![x](https://a.b/c.png) [y](javascript:z) <b>q</b>\n\n> - [ ] ::error::x\n\n<!--";
  const { list } = merged({ "README.md": `# A list\n\n${nasty}\n` }, { folder: "." });
  const { text } = summaryOf(list, "");
  const types = new Set<string>();
  const quotes = fromMarkdown(text).children.filter(({ type }) => type === "blockquote");
  const visit = (node: { type: string; children?: unknown[] }): void => {
    types.add(node.type);
    for (const child of node.children ?? []) visit(child as never);
  };
  quotes.forEach((quote) => visit(quote));
  expect([...types]).toContain("blockquote");
  for (const type of ["html", "image", "link", "heading"]) expect([...types]).not.toContain(type);
});
