import { describe, expect, it } from "vitest";
import { generate } from "../commands/generate.ts";
import { paper } from "../testing/repository.ts";
import { sync } from "./sync.ts";
import { commit, edit, inStep, papers, read, start } from "../testing/sync.ts";

it("a page in the form of another side's template is written anew, but for edits by hand", () => {
  const refused = () => generate(repository.top).findings.map(({ message }) => message);
  const template =
    "# {{list.title}}\n\n## {{paper.year}}\n\n- **{{paper.title}}**\n  - [notes]({{paper.links.notes}})\n";
  const links = { notes: "https://example.org/notes" };
  const repository = start([paper("Alpha"), paper("Beta", { year: 2023, links })], {
    "templates/README.md": template,
  });
  repository.git("checkout", "--quiet", "-b", "branch");
  const last = paper("Last", { year: 2019 });
  repository.write({ "data/papers.json": [...papers(repository), last] });
  expect(refused()).toEqual([]);
  commit(repository);
  repository.git("checkout", "--quiet", "main");
  edit(repository, "templates/README.md", ["**{{paper.title}}**", "_{{paper.title}}_"]);
  generate(repository.top);
  commit(repository);
  repository.run("git", "merge", "--quiet", "--no-edit", "branch");
  expect(read(repository, "README.md")).toContain("- **Last**");
  edit(repository, "README.md", ["_Beta_", "_Betty_"]);
  expect(refused()).toEqual([expect.stringContaining('the page says "Betty"')]);
  edit(repository, "README.md", ["_Betty_", "_Beta_"]);
  expect(refused()).toEqual([]);
  inStep(repository);
});

describe("what an older template wrote is no edit of today's fields", () => {
  const WITH =
    "# {{list.title}}\n\n- **{{paper.title}}**\n  - DOI: {{paper.doi}}\n  - {{paper.summary}}\n";
  const WITHOUT = WITH.replace(/.*DOI.*\n/, "");
  const entries = [
    paper("Alpha", { doi: "10.1000/a", summary: ["One"] }),
    paper("Beta", { doi: "10.1000/b", summary: ["Two"] }),
  ];
  const withLine = () => start(entries, { "templates/README.md": WITH });

  it.each(["\n", "\r\n"])("where a line was taken out of the template, with ends of %j", (end) => {
    const repository = withLine();
    repository.write({ "templates/README.md": WITHOUT });
    repository.write({ "README.md": read(repository, "README.md").replaceAll("\n", end) });
    edit(repository, "README.md", ["- Two", "- Two edited"]);
    expect(sync(repository.top)).toMatchObject({
      findings: [],
      edits: [{ after: ["Two edited"] }],
    });
    expect(read(repository, "README.md")).not.toContain("DOI");
    inStep(repository);
  });

  it("nor where another form was noted on another branch", () => {
    const repository = withLine();
    repository.git("checkout", "--quiet", "-b", "branch");
    edit(repository, "templates/README.md", ["**{{paper.title}}**", "_{{paper.title}}_"]);
    expect(generate(repository.top).findings).toEqual([]);
    commit(repository);
    repository.git("checkout", "--quiet", "main");
    repository.write({ "templates/README.md": WITHOUT });
    expect(sync(repository.top)).toMatchObject({ findings: [], edits: [] });
    expect(papers(repository)).toEqual(entries);
  });

  it("nor where one side took a line out of the template, and the other added an entry", () => {
    const repository = withLine();
    repository.git("checkout", "--quiet", "-b", "branch");
    const added = paper("Gamma", { doi: "10.1000/c", summary: ["Three"] });
    repository.write({ "data/papers.json": [...entries, added] });
    expect(generate(repository.top).findings).toEqual([]);
    edit(repository, "README.md", ["- Two", "- Two edited"]);
    commit(repository);
    repository.git("checkout", "--quiet", "main");
    repository.write({ "templates/README.md": WITHOUT });
    expect(generate(repository.top).findings).toEqual([]);
    commit(repository);
    repository.run("git", "merge", "--quiet", "--no-edit", "branch");
    const [left, right] = [/<<<<<<< .*\n[^]*?=======\n/g, />>>>>>> .*\n/g];
    const page = read(repository, "README.md").replace(left, "").replace(right, "");
    expect(page).toContain("DOI");
    repository.write({ "README.md": page });
    expect(sync(repository.top)).toMatchObject({
      findings: [],
      edits: [{ after: ["Two edited"] }],
    });
    expect(papers(repository)).toEqual([
      entries[0],
      { ...entries[1], summary: ["Two edited"] },
      added,
    ]);
    inStep(repository);
  });

  it("nor where its label was written by hand since: the line is named, and nothing taken of it", () => {
    const repository = withLine();
    repository.write({ "templates/README.md": WITHOUT });
    expect(generate(repository.top).findings).toEqual([]);
    commit(repository);
    edit(repository, "README.md", ["  - Two", "  - DOI: 10.1000/new\n  - Two"]);
    expect(sync(repository.top)).toMatchObject({
      findings: [
        { rule: "damaged", line: 6, message: expect.stringContaining("DOI: {{") as string },
      ],
      edits: [],
    });
    expect(papers(repository)).toEqual(entries);
  });
});
