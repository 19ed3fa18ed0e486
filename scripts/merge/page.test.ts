import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mergePages } from "./page.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "paperlist-"));
  mkdirSync(path.join(folder, "data"));
  mkdirSync(path.join(folder, "templates"));
  const kinds = { topic: { name: "text" }, paper: { topics: "topic[]", year: "year?" } };
  writeFileSync(path.join(folder, "data/list.json"), JSON.stringify({ title: "L", kinds }));
  const template =
    "# {{list.title}}\n\n## {{topic.name}}\n\n- **{{paper.title}}** ({{paper.venue}})\n";
  writeFileSync(path.join(folder, "templates/README.md"), template);
});
afterAll(() => rmSync(folder, { recursive: true }));

it("merges pages on which an entry has several places", () => {
  const base = `# L

## Ants

- **One** (V)
- **Two** (V)

## Bees

- **Two** (V)
- **Three** (V)
`;
  const ours = base.replace("## Bees\n\n", "## Bees\n\n- **One** (V)\n");
  const theirs = base.replaceAll("**Two** (V)", "**Two** (W)");
  const merge = (one: string, other: string) =>
    mergePages(path.join(folder, "README.md"), base, one, other);
  expect(merge(ours, theirs)).toBe(ours.replaceAll("**Two** (V)", "**Two** (W)"));
  // Copies that differ are settled by hand.
  expect(merge(ours, base.replace("**Two** (V)", "**Two** (W)"))).toBe(undefined);
});
