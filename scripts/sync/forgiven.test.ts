import { describe, expect, it } from "vitest";
import { paper } from "../testing/repository.ts";
import { changed, edit, inStep, papers, start, titles } from "../testing/sync.ts";

describe("sync of what people write otherwise than the template", () => {
  it("takes several new entries that lack lines which the template has in each", () => {
    const template =
      "# {{list.title}}\n\n### {{paper.title}}\n\n**Venue:** {{paper.venue}}, {{paper.year}}\n\n**Notes:**\n\n- {{paper.summary}}\n\n---\n";
    const old = ["Alpha", "Beta"].map((title) => paper(title, { summary: [`About ${title}`] }));
    const repository = start(old, { "templates/README.md": template });
    const entry = (title: string) =>
      `### ${title}\n\n**Venue:** ACL, 2023\n\n- What ${title} is about\n\n`;
    edit(repository, "README.md", [
      "### Beta",
      `${["New", "Newer", "Newest"].map(entry).join("")}### Beta`,
    ]);
    const { code, out } = repository.paperlist("sync");
    expect(out).not.toMatch(/ (?:error|warning) /);
    expect(code).toBe(0);
    expect(titles(repository)).toEqual(["Alpha", "New", "Newer", "Newest", "Beta"]);
    expect(papers(repository)[2]).toMatchObject({ venue: "ACL", summary: ["What Newer is about"] });
    inStep(repository);
  });

  it("reads what stands for nothing in a table's cell as nothing", () => {
    const template =
      "# {{list.title}}\n\n| Title | Venue | Links | Year |\n| --- | --- | --- | --- |\n| {{paper.title}} | {{paper.venue}} | [code]({{paper.links.code}}) | {{paper.year}} |\n";
    const code = { code: "https://c.org" };
    const repository = start([paper("Alpha", { links: code }), paper("Beta", { links: code })], {
      "templates/README.md": template,
      "data/list.json": { title: "A list", kinds: { paper: { year: "year?" } } },
    });
    edit(
      repository,
      "README.md",
      [/\| Alpha .*/, "| Alpha | - | - | N/A |\n| New | ACL | — | 无 |"],
      [/\| Beta .*/, "| Beta | ICML | [code](https://c.org) | None |"],
    );
    expect(repository.paperlist("lint").out).toContain(
      'field links.code: is missing: expected "https://c.org"',
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(papers(repository)).toEqual([
      { title: "Alpha", venue: "-" },
      { title: "New", venue: "ACL" },
      { title: "Beta", venue: "ICML", links: code },
    ]);
    inStep(repository);
  });

  it("reads links in any order, but none twice", () => {
    const template =
      "# {{list.title}}\n\n- **{{paper.title}}** ({{paper.venue}} {{paper.year}}) [[paper]({{paper.links.paper}})] [[code]({{paper.links.code}})] [[demo]({{paper.links.demo}})]\n";
    const links = { paper: "https://p.org", code: "https://c.org", demo: "https://d.org" };
    const make = () =>
      start([paper("Alpha", { links }), paper("Beta")], { "templates/README.md": template });
    const repository = make();
    edit(
      repository,
      "README.md",
      [
        "[[paper](https://p.org)] [[code](https://c.org)]",
        "[[code](https://c.org/2)] [[paper](https://p.org)]",
      ],
      [
        "- **Beta**",
        "- **New** (ACL 2023) [[demo](https://n.org/d)] [[code](https://n.org/c)]\n- **Beta**",
      ],
    );
    expect(repository.paperlist("sync").code).toBe(0);
    expect(papers(repository)).toMatchObject([
      { links: { ...links, code: "https://c.org/2" } },
      { links: { demo: "https://n.org/d", code: "https://n.org/c" } },
      {},
    ]);
    inStep(repository);
    const twice = make();
    edit(
      twice,
      "README.md",
      ["[[code](https://c.org)]", "[[code](https://c.org)] [[code](https://c.org/2)]"],
      [
        "- **Beta**",
        "- **New** (ACL 2023) [[code](https://n.org/c)] [[code](https://n.org/d)]\n- **Beta**",
      ],
    );
    expect(twice.paperlist("lint").out).toContain(
      'found "https://n.org/d)]", but {{paper.links.code}} stands on this line already',
    );
    expect(twice.paperlist("sync").code).toBe(1);
    expect(changed(twice, "data/papers.json")).toBe("");
  });
});
