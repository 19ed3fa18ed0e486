import { describe, expect, it } from "vitest";
import { paper } from "../testing/repository.ts";
import { changed, edit, papers, read, start } from "../testing/sync.ts";

const TABLE =
  "# {{list.title}}\n\n| Title | Year |\n| --- | --- |\n| {{paper.title}} | {{paper.year}} |\n";

/** A list whose papers stand on two pages, of which one shows less. */
const twoPages = () => start([paper("Alpha"), paper("Beta")], { "templates/EN.md": TABLE });

describe("sync of a list with several pages", () => {
  it("takes what was edited on each, and writes each anew", () => {
    const repository = twoPages();
    edit(repository, "README.md", ["**Beta** (ICML", "**Beta** (ACL"]);
    edit(repository, "EN.md", [/\| Alpha \| 2024/, "| Alpha | 2025"]);
    const { code, out } = repository.paperlist("sync");
    expect(code).toBe(0);
    expect(out).toContain('README.md:4:13: changed "Beta": venue "ICML" → "ACL"');
    expect(out).toContain('EN.md:5:11: changed "Alpha": year "2024" → "2025"');
    expect(papers(repository)).toEqual([
      paper("Alpha", { year: 2025 }),
      paper("Beta", { venue: "ACL" }),
    ]);
    expect(read(repository, "README.md")).toContain("**Alpha** (ICML 2025)");
    expect(repository.paperlist("lint")).toMatchObject({ code: 0, out: "" });
  });

  it("refuses two values of one field, with both places, whichever side is preferred", () => {
    const repository = twoPages();
    edit(repository, "README.md", ["**Beta** (ICML 2024", "**Beta** (ICML 2023"]);
    edit(repository, "EN.md", ["| Beta | 2024", "| Beta | 2025"]);
    for (const args of [[], ["--prefer", "readme"], ["--prefer", "data"]]) {
      const { code, out } = repository.paperlist("sync", ...args);
      expect(code).toBe(1);
      expect(out).toContain(
        'the page says "2025", README.md:4:18 "2023", and before it was "2024"',
      );
      expect(out).toMatch(/EN\.md\n {2}6:10 /);
      expect(changed(repository, "data/papers.json")).toBe("");
    }
    edit(repository, "EN.md", [/2025/, "2023"]);
    expect(repository.paperlist("sync").code).toBe(0);
    expect(papers(repository)[1]).toMatchObject({ year: 2023 });
  });

  it("refuses an entry that was removed from one page and edited on another", () => {
    const repository = twoPages();
    edit(repository, "README.md", ["- **Beta** (ICML 2024)\n", ""]);
    edit(repository, "EN.md", ["| Beta | 2024", "| Beta | 2025"]);
    const { code, out } = repository.paperlist("sync", "--prefer", "readme");
    expect(code).toBe(1);
    expect(out).toContain("was changed on the page, and removed at README.md:3:3");
    expect(changed(repository, "data/papers.json")).toBe("");
  });

  it("takes a new entry from the page that shows most of it", () => {
    const repository = twoPages();
    edit(repository, "EN.md", ["| Beta ", "| New | 2020 |\n| Beta "]);
    expect(repository.paperlist("sync")).toMatchObject({
      code: 1,
      out: expect.stringContaining("venue: found nothing") as string,
    });
    edit(repository, "EN.md", ["| New | 2020 |\n", "| New | 2020 |\n| Newer | 2021 |\n"]);
    expect(repository.paperlist("sync").out).toContain(
      'venue: found nothing, expected plain text on one line; the page does not show it, so add this entry and 1 other entry to the data, or let the field be absent: in data/list.json, "kinds": {"paper": {"venue": "text?"}}, and run',
    );
    edit(repository, "EN.md", ["| Newer | 2021 |\n", ""]);
    edit(repository, "README.md", ["- **Beta**", "- **New** (ACL 2020)\n- **Beta**"]);
    expect(repository.paperlist("sync").code).toBe(0);
    expect(papers(repository)[1]).toEqual(paper("New", { venue: "ACL", year: 2020 }));
  });
});
