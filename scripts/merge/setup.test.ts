import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "../commands/generate.ts";
import { memoryFiles } from "../files/memory.ts";
import { withAttributes } from "./attributes.ts";
import { installMerge } from "./setup.ts";
import { after, at, commit, read, work } from "../testing/branches.ts";
import { listFiles, paper, TestRepository } from "../testing/repository.ts";

describe("install-merge", () => {
  it("writes its own lines and settings only, and takes them back", () => {
    const repository = TestRepository.create();
    repository.write({ ...listFiles([paper("A")]), ".gitattributes": "*.png binary\r\n*.md text" });
    repository.git("config", "merge.other.driver", "true");
    const config = read(repository, ".git/config");
    const { code, out } = repository.paperlist("install-merge");
    expect({ code, out }).toEqual({
      code: 0,
      out: ".gitattributes: written\nmerge.paperlist: written\n",
    });
    expect(read(repository, ".gitattributes")).toMatch(
      /^\*\.png binary\r\n\*\.md text\r\n# paperlist[^\n]*\r\n(?:[^#\n]*\r\n)+# paperlist end\r\n$/,
    );
    expect(
      repository.git(
        "check-attr",
        "merge",
        "--",
        "data/papers.json",
        "data/papers/a.json",
        "README.md",
        "other.md",
      ),
    ).toBe(
      "data/papers.json: merge: paperlist\ndata/papers/a.json: merge: paperlist\nREADME.md: merge: paperlist\nother.md: merge: unspecified\n",
    );
    expect(repository.paperlist("install-merge").out).toBe(
      ".gitattributes: unchanged\nmerge.paperlist: unchanged\n",
    );
    expect(repository.paperlist("install-merge", "--undo").code).toBe(0);
    expect(read(repository, ".gitattributes")).toBe("*.png binary\r\n*.md text\r\n");
    expect(read(repository, ".git/config")).toBe(config);
    repository.run("rm", ".gitattributes");
    repository.paperlist("install-merge");
    repository.paperlist("install-merge", "--undo");
    expect(existsSync(path.join(repository.top, ".gitattributes"))).toBe(false);
  });

  it("is set up by install-hook, where the list's attributes ask for it", () => {
    const repository = TestRepository.create().write(listFiles([paper("A")]));
    expect(repository.paperlist("install-hook").out).not.toContain("merge.paperlist");
    repository.write({ ".gitattributes": withAttributes(memoryFiles([]), ["README.md"]) });
    expect(repository.paperlist("install-hook").out).toMatch(/^merge\.paperlist: written$/m);
    expect(repository.git("config", "merge.paperlist.driver")).toContain("merge-driver");
  });

  it("keeps the line ends of what was committed with others, and gives the rest line feeds", () => {
    const repository = TestRepository.create().write({ "README.md": "a\r\n", "old.md": "a\r\n" });
    commit(repository, "start");
    const attributes = withAttributes(memoryFiles([]), ["README.md", "new.md"]);
    repository.write({ ".gitattributes": attributes, "new.md": "a\n" });
    repository.git("-c", "core.autocrlf=true", "add", "--all");
    expect(repository.git("status", "--porcelain")).toBe("A  .gitattributes\nA  new.md\n");
    repository.git("commit", "--quiet", "--message=attributes");
    const clone = new TestRepository();
    clone.git("clone", "--config=core.autocrlf=true", "--quiet", repository.top, ".");
    expect(read(clone, "new.md")).toBe("a\n");
    expect(clone.git("status", "--porcelain")).toBe("");
  });

  it("takes no line of others away, whatever became of its marks", () => {
    const repository = TestRepository.create().write(listFiles([paper("A")]));
    repository.paperlist("install-merge");
    const own = read(repository, ".gitattributes");
    const [begin, ...rest] = own.split(/(?<=\n)/);
    const end = rest.pop()!;
    for (const [text, installed, removed] of [
      [`a x\n${begin}b x\nc x`, `a x\nb x\nc x\n${own}`, "a x\nb x\nc x\n"],
      [`a x\n${begin}b x\n${own}c x\r\n`, `a x\nb x\n${own}c x\r\n`, "a x\nb x\nc x\r\n"],
      [`a x\n${end}${own}b x\n${own}`, `a x\n${end}${own}b x\n`, `a x\n${end}b x\n`],
    ] as const) {
      repository.write({ ".gitattributes": text });
      for (let times = 0; times < 2; times++) {
        repository.paperlist("install-merge");
        expect(read(repository, ".gitattributes").replaceAll("\r", "")).toBe(
          installed.replaceAll("\r", ""),
        );
      }
      repository.paperlist("install-merge", "--undo");
      expect(read(repository, ".gitattributes")).toBe(removed);
    }
  });

  it("leaves the driver to other lists of the repository, and to linked work trees", () => {
    const repository = TestRepository.create();
    for (const list of ["a", "b"])
      for (const [name, content] of Object.entries(listFiles([paper("A")])))
        repository.write({ [`${list}/${name}`]: content });
    for (const list of ["a", "b"])
      expect(repository.paperlist("install-merge", "-C", list).code).toBe(0);
    expect(repository.paperlist("install-merge", "--undo", "-C", "b").out).toBe(
      ".gitattributes: removed\nmerge.paperlist: unchanged\n",
    );
    commit(repository, "start");
    repository.git("worktree", "add", "--quiet", "linked");
    const linked = new TestRepository(path.join(repository.top, "linked"));
    expect(linked.git("config", "merge.paperlist.driver")).toContain("merge-driver -- %O %A %B %P");
    expect(repository.paperlist("install-merge", "--undo", "-C", "a").out).toBe(
      ".gitattributes: removed\nmerge.paperlist: removed\n",
    );
  });

  it("merges a page whatever its name, also with a driver that was installed before", () => {
    const {
      "README.md": page,
      "templates/README.md": template,
      ...files
    } = listFiles([paper("A"), paper("B")]);
    const repository = TestRepository.create();
    repository.write({ ...files, "--help.md": page, "templates/--help.md": template });
    repository.git("config", "merge.paperlist.driver", "of before");
    expect(repository.paperlist("install-merge").out).toContain("merge.paperlist: written");
    commit(repository, "start");
    repository.git("branch", "start");
    work(repository, "theirs", { data: after("A", paper("New One")) });
    work(repository, "ours", { data: after("A", paper("New Two")) });
    expect(repository.run("git", "merge", "theirs").code).toBe(0);
    expect(read(repository, "--help.md")).toMatch(/New One[^]*New Two|New Two[^]*New One/);
  });

  it("merges by lines, with markers, where the program has gone since", () => {
    const repository = TestRepository.create();
    repository.write(listFiles([paper("A"), paper("B")]));
    generate(repository.top, { force: true });
    installMerge(repository.top, ["README.md"], "/nowhere/cli's.js");
    commit(repository, "start");
    repository.git("branch", "start");
    work(repository, "theirs", { data: after("A", paper("New One")) });
    work(repository, "ours", { data: after("A", paper("New Two")) });
    expect(repository.run("git", "merge", "theirs").code).toBe(1);
    for (const file of ["README.md", "data/papers.json"])
      expect(read(repository, file)).toMatch(/<{7} ours\n.*New Two[^]*New One[^]*>{7} theirs\n/);
  });

  it("leaves a page with conflict markers to generate, once the data is settled", () => {
    const repository = TestRepository.create();
    repository.write(listFiles([paper("A"), paper("B")]));
    repository.paperlist("generate", "--force");
    commit(repository, "start");
    repository.git("branch", "start");
    work(repository, "theirs", { data: at("A", { venue: "ACL" }) });
    work(repository, "ours", { data: at("A", { venue: "CVPR" }) });
    expect(repository.run("git", "merge", "theirs").code).toBe(1);
    expect(read(repository, "README.md")).toContain("<<<<<<<");
    repository.write({ "data/papers.json": [paper("A", { venue: "ACL" }), paper("B")] });
    expect(repository.paperlist("sync")).toMatchObject({
      code: 1,
      out: expect.stringContaining("found conflict markers"),
    });
    expect(repository.paperlist("generate").code).toBe(0);
    expect(read(repository, "README.md")).toContain("**A** (ACL 2024)");
    // With a hand edit on one side, it is not written over.
    repository.git("merge", "--abort");
    work(repository, "theirs", { page: (text) => text.replace("**A** (ICML", "**A** (ECCV") });
    repository.git("checkout", "--quiet", "ours");
    repository.run("git", "merge", "theirs");
    expect(repository.paperlist("generate")).toMatchObject({
      code: 1,
      out: expect.stringContaining("found conflict markers, and on one side edits"),
    });
    expect(read(repository, "README.md")).toContain("ECCV");
  });
});
