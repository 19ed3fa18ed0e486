import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "../generate.ts";
import { lintList } from "../lint.ts";
import { installMerge } from "./setup.ts";
import { sync } from "../sync/sync.ts";
import { listFiles, paper, program, TestRepository } from "../testing/repository.ts";

type Papers = Record<string, unknown>[];

const read = ({ top }: TestRepository, file: string) => readFileSync(path.join(top, file), "utf8");
const papers = (repository: TestRepository) =>
  JSON.parse(read(repository, "data/papers.json")) as Papers;

const commit = (repository: TestRepository, message: string) => {
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "-m", message);
};

/** What somebody does on a branch: to the data, after which the page is generated, or to the page. */
interface Branch {
  data?: (entries: Papers) => unknown[];
  page?: (text: string) => string;
}

function work(repository: TestRepository, branch: string, { data, page }: Branch): void {
  repository.git("checkout", "--quiet", "-B", branch, "start");
  if (data) {
    repository.write({ "data/papers.json": data(papers(repository)) });
    expect(generate(repository.top).findings).toEqual([]);
  }
  if (page) repository.write({ "README.md": page(read(repository, "README.md")) });
  commit(repository, branch);
}

const at = (title: string, more: object) => (entries: Papers) =>
  entries.map((one) => (one.title === title ? { ...one, ...more } : one));
const without = (title: string) => (entries: Papers) =>
  entries.filter((one) => one.title !== title);
const after = (title: string, added: object) => (entries: Papers) => {
  const place = entries.findIndex((one) => one.title === title);
  return entries.toSpliced(place + 1, 0, { ...added });
};

/** Two branches, and what must be in the data at the end; or the conflict that must be told of. */
const pairs: Record<
  string,
  { ours: Branch; theirs: Branch; expected?: string[]; conflict?: string }
> = {
  "add and add": {
    ours: { data: after("B", paper("New One")) },
    theirs: { data: after("B", paper("New Two")) },
    expected: ["A ICML", "B ICML", "C ICML", "New One ICML", "New Two ICML"],
  },
  "add at the end of both": {
    ours: { data: after("C", paper("New One")) },
    theirs: { data: after("C", paper("New Two")) },
    expected: ["A ICML", "B ICML", "C ICML", "New One ICML", "New Two ICML"],
  },
  "add the same": {
    ours: { data: after("B", paper("New")) },
    theirs: { data: after("C", { ...paper("New"), doi: "10.1000/x" }) },
    expected: ["A ICML", "B ICML", "C ICML", "New ICML 10.1000/x"],
  },
  "add and edit": {
    ours: { data: after("B", paper("New")) },
    theirs: { data: at("B", { venue: "ACL" }) },
    expected: ["A ICML", "B ACL", "C ICML", "New ICML"],
  },
  "edit different fields of one": {
    ours: { data: at("B", { venue: "ACL" }) },
    theirs: { data: at("B", { year: 2025, doi: "10.1000/x" }) },
    expected: ["A ICML", "B ACL 2025 10.1000/x", "C ICML"],
  },
  "edit the same field": {
    ours: { data: at("B", { venue: "ACL" }) },
    theirs: { data: at("B", { venue: "CVPR" }) },
    conflict: "venue",
  },
  "remove and edit": {
    ours: { data: without("B") },
    theirs: { data: at("B", { venue: "CVPR" }) },
    conflict: '"B"',
  },
  "reorder and add": {
    ours: { data: (entries) => [entries[2], entries[0], entries[1]] },
    theirs: { data: after("C", paper("New")) },
    expected: ["A ICML", "B ICML", "C ICML", "New ICML"],
  },
  "retitle and edit": {
    ours: { data: at("B", { title: "Be", links: { notes: "https://x.org/long/notes" } }) },
    theirs: { data: at("C", { venue: "ACL" }) },
    expected: ["A ICML", "Be ICML", "C ACL"],
  },
  "a page edited by hand, on a main that moved on": {
    ours: {
      data: (entries) => after("A", paper("New"))(at("C", { venue: "ACL" })(entries)),
    },
    theirs: { page: (text) => text.replace("**B** (ICML", "**B** (CVPR") },
    expected: ["A ICML", "B CVPR", "C ACL", "New ICML"],
  },
  "two pages edited by hand": {
    ours: { page: (text) => text.replace("**A** (ICML", "**A** (ACL") },
    theirs: {
      page: (text) =>
        text
          .replace("**B** (ICML", "**B** (CVPR")
          .replace("- **C**", "- **New** (ICML 2024)\n- **C**"),
    },
    expected: ["A ACL", "B CVPR", "C ICML", "New ICML"],
  },
};

/** An entry in a few words; year and more only where they are not the usual ones. */
const told = ({ title, venue, year, doi }: Papers[number]) =>
  [title, venue, ...(year === 2024 ? [] : [year]), ...(doi === undefined ? [] : [doi])].join(" ");

const ways: Record<string, string[][]> = {
  merged: [
    ["checkout", "ours"],
    ["merge", "--no-edit", "theirs"],
  ],
  rebased: [
    ["checkout", "theirs"],
    ["rebase", "ours"],
  ],
  "cherry-picked": [
    ["checkout", "ours"],
    ["cherry-pick", "theirs"],
  ],
};

describe("two branches, merged, rebased and cherry-picked: every edit is there or reported", () => {
  it.each(Object.keys(pairs))("%s", (name) => {
    const { ours, theirs, expected, conflict } = pairs[name]!;
    const repository = TestRepository.create();
    repository.write(
      listFiles([
        paper("A"),
        paper("B", { links: { notes: "https://x.org/long/notes" } }),
        paper("C"),
      ]),
    );
    generate(repository.top, { force: true });
    installMerge(repository.top, ["README.md"], program);
    commit(repository, "start");
    repository.git("branch", "start");
    work(repository, "theirs", theirs);
    work(repository, "ours", ours);
    for (const steps of Object.values(ways)) {
      for (const branch of ["ours", "theirs"])
        repository.git("branch", "--force", `kept-${branch}`, branch);
      const codes = steps.map((step) => repository.run("git", ...step).code);
      if (conflict === undefined) {
        expect(codes).toEqual([0, 0]);
        expect(sync(repository.top).findings).toEqual([]);
        expect(papers(repository).map(told).sort()).toEqual(expected);
        expect(lintList(repository.top)).toEqual([]);
      } else {
        expect(codes[1]).not.toBe(0);
        expect(repository.git("status", "--porcelain")).toMatch(/^(UU|AA) data\/papers\.json$/m);
        const text = read(repository, "data/papers.json");
        const sides = ["$1", "$2"].map((side) =>
          text.replace(/^<{7} ours\n([^]*?)^={7}\n([^]*?)^>{7} theirs\n/gm, side),
        );
        expect(sides[0]).not.toBe(sides[1]);
        expect(sides.some((side) => side.includes(conflict))).toBe(true);
        // Settled for theirs, the page is written anew, conflict markers or not.
        repository.write({ "data/papers.json": sides[1] });
        expect(generate(repository.top).findings).toEqual([]);
        expect(read(repository, "README.md")).toContain("**B** (CVPR");
      }
      repository.git("checkout", "--quiet", "--force", "--detach");
      repository.run("git", "rebase", "--quit");
      repository.git("reset", "--quiet", "--hard", "start");
      for (const branch of ["ours", "theirs"])
        repository.git("branch", "--force", branch, `kept-${branch}`);
    }
  });
});

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
      /^\*\.png binary\r\n\*\.md text\r\n# paperlist[^]*\/README\.md merge=paperlist\r\n# paperlist end\r\n$/,
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
    expect(linked.git("config", "merge.paperlist.driver")).toContain("merge-driver %O %A %B %P");
    expect(repository.paperlist("install-merge", "--undo", "-C", "a").out).toBe(
      ".gitattributes: removed\nmerge.paperlist: removed\n",
    );
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
