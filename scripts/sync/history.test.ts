// Histories in git: each edit of page or data is there afterwards or is named; nothing else is done.
import { describe, expect, it } from "vitest";
import { generate } from "../commands/generate.ts";
import { sync } from "./sync.ts";
import { listFiles, paper, TestRepository } from "../testing/repository.ts";
import { changed, commit, edit, papers, read, start, titles } from "../testing/sync.ts";

const DELTA = JSON.stringify(paper("Delta Networks"));

/** A list of three papers of different venues, committed with its page. */
const three = () =>
  start([
    paper("Alpha", { venue: "ICML" }),
    paper("Beta", { venue: "CVPR" }),
    paper("Gamma", { venue: "ACL" }),
  ]);

const add = (repository: TestRepository, entry = DELTA) =>
  edit(repository, "data/papers.json", [/\n\]\s*$/, `,\n${entry}\n]\n`]);
const rules = (repository: TestRepository) =>
  generate(repository.top).findings.map(
    ({ rule, message }) => `${rule}: ${message.split(";")[0]!}`,
  );
const merge = (repository: TestRepository, branch: string) =>
  repository.run("git", "merge", "--quiet", "--no-edit", branch);

describe("what was generated is the nearest base, while its data are today's", () => {
  it.each([
    [
      "deleted on the page again",
      [/- \*\*Delta.*\n/, ""],
      "hand-edit: this entry was removed from the page",
    ],
    ["retitled on the page", ["Delta Networks", "Delta Nets"], "hand-edit: field title"],
  ] as const)("an entry added in the data and %s", (_, change, message) => {
    for (const committed of [false, true]) {
      const repository = three();
      add(repository);
      expect(rules(repository)).toEqual([]);
      edit(repository, "README.md", [...change] as [string, string]);
      if (committed) commit(repository);
      expect(rules(repository)[0]).toContain(message);
      expect(sync(repository.top).edits).toHaveLength(1);
      expect(titles(repository).filter((title) => title.startsWith("Delta"))).toEqual(
        change[1] === "" ? [] : ["Delta Nets"],
      );
    }
  });

  it("entries taken out of the data and put back on the page", () => {
    const repository = three();
    repository.write({ "data/papers.json": [paper("Alpha", { venue: "ICML" })] });
    generate(repository.top, { force: true });
    edit(repository, "README.md", [/(- \*\*Alpha.*\n)/, "$1- **Beta** (CVPR 2024)\n"]);
    expect(rules(repository)).toEqual([expect.stringContaining("on the page only")]);
  });

  it("not on another branch, nor after the data were checked out again", () => {
    const repository = three();
    repository.git("checkout", "--quiet", "-b", "b");
    edit(repository, "data/papers.json", ["ACL", "EMNLP"]);
    expect(rules(repository)).toEqual([]);
    commit(repository);
    repository.git("checkout", "--quiet", "main");
    edit(repository, "data/papers.json", ["ACL", "TACL"]);
    expect(rules(repository)).toEqual([]);
    repository.git("checkout", "--quiet", ".");
    edit(repository, "README.md", ["(ICML", "(NeurIPS"]);
    expect(sync(repository.top).edits).toHaveLength(1);
    repository.git("checkout", "--quiet", "data");
    edit(repository, "data/papers.json", ["ACL", "EMNLP"]);
    expect(rules(repository)).toEqual([expect.stringContaining('the page says "NeurIPS"')]);
  });

  it("nor what was noted at an older commit, though the page is that again", () => {
    const repository = three();
    edit(repository, "data/papers.json", ["ICML", "ICLR"]);
    expect(rules(repository)).toEqual([]);
    commit(repository);
    add(repository, JSON.stringify(paper("Bobs")));
    edit(repository, "README.md", [/$/, "- **Bobs** (ICML 2024)\n"]);
    commit(repository, "as a pull brings it");
    edit(repository, "README.md", [/- \*\*Bobs.*\n/, ""]);
    expect(rules(repository)).toEqual([expect.stringContaining("removed from the page")]);
  });

  it("also where sync held the page", () => {
    const repository = three();
    edit(repository, "README.md", [
      "- **Gamma** (",
      "- **Delta Networks** (ICLR 2024)\n- **Gamma** ",
    ]);
    expect(sync(repository.top).findings).toMatchObject([{ rule: "damaged" }]);
    edit(
      repository,
      "README.md",
      ["Delta Networks", "Delta Nets"],
      ["- **Gamma** ", "- **Gamma** ("],
    );
    expect(sync(repository.top).findings).toEqual([]);
    expect(titles(repository)).toEqual(["Alpha", "Beta", "Delta Nets", "Gamma"]);
  });
});

describe("the last commit whose page is what its data make", () => {
  it("may have changed the data alone", () => {
    const repository = three();
    edit(repository, "README.md", ["(ACL", "(EMNLP"]);
    commit(repository, "page");
    edit(repository, "data/papers.json", ["ACL", "EMNLP"]);
    commit(repository, "data");
    edit(repository, "data/papers.json", ["EMNLP", "ACL"]);
    commit(repository, "data back");
    expect(rules(repository)).toEqual([]);
    expect(read(repository, "README.md")).toContain("(ACL");
  });

  it("may be many commits back, and of another layout", () => {
    const repository = three();
    repository.write({
      "README.md": read(repository, "README.md").replaceAll("- ", "* ").replaceAll("\n", "\r\n"),
    });
    commit(repository, "layout");
    edit(repository, "data/papers.json", ["ACL", "EMNLP"]);
    commit(repository, "data");
    for (let nth = 0; nth < 14; nth++) {
      edit(repository, "README.md", [/Beta\*\* \(\S+/, `Beta** (V${nth}`]);
      commit(repository, "page");
    }
    expect(sync(repository.top).edits).toMatchObject([{ entry: "Beta", after: "V13" }]);
    expect(papers(repository)).toMatchObject([{}, { venue: "V13" }, { venue: "EMNLP" }]);
  });
});

describe("a merge", () => {
  const withTopics = () => {
    const repository = TestRepository.create();
    const template =
      "# {{list.title}}\n\n## {{topic.name}}\n\n- **{{paper.title}}** ({{paper.venue}} {{paper.year}})\n";
    repository.write({
      ...listFiles([]),
      "templates/README.md": template,
      "data/papers.json": [
        { ...paper("Alpha"), topic: "Vision" },
        { ...paper("Beta"), topic: "Speech" },
      ],
      "data/list.json": {
        title: "L",
        kinds: { topic: { name: "text", owner: "text?" }, paper: { topic: "topic" } },
      },
      "data/topics.json": [{ name: "Vision", owner: "Ann" }, { name: "Speech" }],
    });
    generate(repository.top, { force: true });
    commit(repository);
    return repository;
  };

  it("knows a topic by what stands under it, renamed on either side", () => {
    const repository = withTopics();
    edit(repository, "README.md", ["## Vision", "## Images"]);
    add(repository, JSON.stringify({ ...paper("New"), topic: "Vision" }));
    expect(sync(repository.top).findings).toEqual([]);
    expect(JSON.parse(read(repository, "data/topics.json"))).toMatchObject([
      { name: "Images", owner: "Ann" },
      { name: "Speech" },
    ]);
    expect(papers(repository).map(({ topic }) => topic as string)).toEqual([
      "Images",
      "Speech",
      "Images",
    ]);
  });

  it("loses no entry whose topic the other side renamed", () => {
    const repository = withTopics();
    repository.paperlist("install-merge");
    commit(repository);
    repository.git("checkout", "--quiet", "-b", "data");
    edit(repository, "data/topics.json", ["Vision", "Images"]);
    edit(repository, "data/papers.json", ["Vision", "Images"]);
    generate(repository.top);
    commit(repository);
    repository.git("checkout", "--quiet", "main");
    edit(repository, "README.md", [/(- \*\*Alpha.*\n)/, "$1- **New** (KDD 2024)\n"]);
    commit(repository);
    merge(repository, "data");
    expect(read(repository, "README.md")).toContain("- **New** (KDD 2024)");
    expect(rules(repository)).toEqual([expect.stringContaining("on the page only")]);
    expect(sync(repository.top).edits).toMatchObject([{ change: "added", entry: "New" }]);
    expect(papers(repository)).toMatchObject([{}, { title: "New", topic: "Images" }, {}]);
  });

  it("of a page in an older template's form needs no force", () => {
    const repository = three();
    repository.git("checkout", "--quiet", "-b", "branch");
    add(repository);
    expect(rules(repository)).toEqual([]);
    commit(repository);
    repository.git("checkout", "--quiet", "main");
    edit(repository, "templates/README.md", ["**{{paper.title}}**", "_{{paper.title}}_"]);
    generate(repository.top);
    edit(repository, "data/papers.json", ["Alpha", "Alpha One"]);
    generate(repository.top);
    commit(repository);
    merge(repository, "branch");
    repository.write({
      "README.md": `${read(repository, "README.md")
        .replace(/<<<<<<< .*\n([^]*)=======\n[^]*>>>>>>> .*\n/, "$1")
        .trim()}\n- **Delta Networks** (ICML 2024)\n`,
    });
    expect(rules(repository)).toEqual([]);
    expect(read(repository, "README.md")).toContain("- _Delta Networks_");
  });

  it("that stopped is written over only as git left it", () => {
    const repository = three();
    for (const [branch, venue] of [
      ["b", "EMNLP"],
      ["main", "TACL"],
    ] as const) {
      repository.git("checkout", "--quiet", ...(branch === "b" ? ["-b", branch] : [branch]));
      edit(repository, "data/papers.json", ["ACL", venue]);
      generate(repository.top);
      commit(repository);
    }
    merge(repository, "b");
    repository.git("checkout", "--quiet", "--ours", "data/papers.json");
    const marked = read(repository, "README.md");
    for (const change of [
      [/(>>>>>>> .*)/, "- **New** (KDD 2024)\n$1"],
      ["(CVPR", "(ECCV"],
    ] as const) {
      repository.write({ "README.md": marked });
      edit(repository, "README.md", [...change] as [string, string]);
      expect(rules(repository)).toEqual([expect.stringContaining("conflict")]);
    }
    repository.write({ "README.md": marked });
    expect(rules(repository)).toEqual([]);
    expect(read(repository, "README.md")).toContain("(TACL");
  });
});

it("tells what else of the data is put in another order", () => {
  const repository = start([paper("Alpha"), paper("Beta", { year: 2023 }), paper("Gamma")], {
    "templates/README.md": "# {{list.title}}\n\n## {{paper.year}}\n\n- **{{paper.title}}**\n",
  });
  edit(repository, "README.md", ["- **Alpha**\n", ""]);
  expect(sync(repository.top).edits).toMatchObject([
    { change: "removed", entry: "Alpha" },
    { change: "moved", entry: "Gamma" },
  ]);
  expect(changed(repository, "data/papers.json")).not.toBe("");
});

it("adds no line of the template under groups of an adopted page that lack it", () => {
  const repository = TestRepository.create();
  const page = "# L\n\n## A\n\n- **One**\n\n## B\n\n- **Two**\n\nThanks.\n";
  repository.write({
    "data/list.json": {
      title: "L",
      kinds: {
        topic: { name: "text" },
        paper: { topic: "topic", venue: "text?", year: "year?" },
      },
    },
    "templates/README.md":
      "# {{list.title}}\n\n## {{topic.name}}\n\n- **{{paper.title}}**\n\nThanks.\n",
    "README.md": page,
  });
  expect(sync(repository.top, { prefer: "readme" }).findings).toMatchObject([
    { rule: "not-in-data", line: 3, message: expect.stringContaining("<!-- end of") as string },
  ]);
  expect(read(repository, "README.md")).toBe(page);
  edit(repository, "templates/README.md", ["Thanks.", "<!-- end of {{topic.name}} -->\n\nThanks."]);
  expect(sync(repository.top, { prefer: "readme" }).findings).toEqual([]);
  expect(read(repository, "README.md")).toBe(page);
});
