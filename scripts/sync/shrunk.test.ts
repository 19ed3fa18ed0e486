import { describe, expect, it } from "vitest";
import { paper } from "../testing/repository.ts";
import { edit, inStep, read, start, titles } from "../testing/sync.ts";

const TEMPLATE = `# {{list.title}}

- **{{paper.title}}** ({{paper.venue}} {{paper.year}})
  - {{paper.summary}}

## The end

Thanks.
`;

const start4 = () =>
  start(
    ["Alpha", "Beta", "Gamma", "Delta"].map((title) =>
      paper(title, { summary: [`What ${title} does`] }),
    ),
    { "templates/README.md": TEMPLATE },
  );

describe("a page that ends too early", () => {
  it.each([
    [
      "after an entry",
      "- **Gamma**",
      'it lacks "**Gamma** (ICML 2024)" and all behind it, to "Thanks."',
    ],
    ["within an entry's line", "ma** (ICML", 'it lacks "**Gamma** (ICML 2024)"'],
    ["within the last entry's last line", "at Delta does", 'it lacks "What Delta does"'],
  ])("is not taken for removals: %s", (_, cut, lacks) => {
    const repository = start4();
    const page = read(repository, "README.md");
    const half = page.slice(0, page.indexOf(cut));
    repository.write({ "README.md": half });
    const { code, out } = repository.paperlist("sync");
    expect(out).toContain(lacks);
    expect(code).toBe(1);
    expect(titles(repository)).toHaveLength(4);
    expect(read(repository, "README.md")).toBe(half);
    expect(repository.paperlist("generate").code).toBe(1);
    expect(repository.paperlist("generate", "--force").code).toBe(0);
    expect(read(repository, "README.md")).toBe(page);
  });

  it("is taken where it is meant", () => {
    const repository = start4();
    edit(repository, "README.md", [/- \*\*Gamma[^]*/, ""]);
    const { out } = repository.paperlist("sync");
    expect(out).toContain("  6:1 error the page ends here, as where a file was cut off");
    expect(out).toContain("\n1 error, 0 warnings");
    expect(repository.paperlist("sync", "--force").code).toBe(0);
    expect(titles(repository)).toEqual(["Alpha", "Beta"]);
    inStep(repository);
  });

  it("is none where only the end, or only the last entries are gone, or entries came there", () => {
    const entry = "- **Epsilon** (ACL 2024)\n  - What Epsilon does\n";
    for (const [from, to, left] of [
      ["\n## The end\n\nThanks.\n", "", ["Alpha", "Beta", "Gamma", "Delta"]],
      [/- \*\*Delta[^]*does\n/, "", ["Alpha", "Beta", "Gamma"]],
      ["\n## The end\n\nThanks.\n", entry, ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]],
    ] as const) {
      const repository = start4();
      edit(repository, "README.md", [from, to]);
      expect(repository.paperlist("sync").code).toBe(0);
      expect(titles(repository)).toEqual(left);
      inStep(repository);
    }
  });
});

describe("data that lack many entries", () => {
  const ten = Array.from({ length: 10 }, (_, index) => paper(`Paper ${index}`));

  it.each([
    ["as the page was left", ""],
    ["with an edit on the page", "(ACL 2024)"],
  ])("empty no page, until forced: %s", (_, venue) => {
    const repository = start(ten, { "templates/README.md": TEMPLATE });
    if (venue !== "") edit(repository, "README.md", ["(ICML 2024)", venue]);
    const page = read(repository, "README.md");
    repository.write({ "data/papers.json": "[]\n" });
    const { code, out } = repository.paperlist("sync");
    expect(out).toContain("found 10 entries of the kind paper on the page, and 0 in the data");
    expect(code).toBe(1);
    expect(read(repository, "README.md")).toBe(page);
    if (venue === "") expect(repository.paperlist("sync", "--force").code).toBe(0);
  });
});
