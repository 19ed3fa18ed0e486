import { expect, it } from "vitest";
import { generate } from "../commands/generate.ts";
import { paper } from "../testing/repository.ts";
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
