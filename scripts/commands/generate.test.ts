import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { generate } from "./generate.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { writeFiles } from "../testing/files.ts";

it("writes no page that could not be read again, and says so", () => {
  const dir = temporaryFolder();
  const marks = (count: number) => `${"**a** ".repeat(count)}z`;
  const write = (count: number) =>
    writeFiles(dir, {
      "data/list.json": { title: "L", kinds: { paper: { note: "markdown", more: "markdown" } } },
      "data/papers.json": [
        { title: "A", venue: "V", year: 2024, note: marks(count), more: marks(count) },
        { title: "B", venue: "V", year: 2024, note: marks(count), more: marks(count) },
      ],
      "templates/README.md":
        "# {{list.title}}\n\n| a | b | c | d |\n| - | - | - | - |\n| {{paper.title}} | {{paper.note}} | {{paper.more}} | {{paper.note}} |\n",
    });
  write(200);
  expect(generate(dir).findings).toMatchObject([
    {
      rule: "unreadable-page",
      line: 5,
      message: expect.stringContaining("shorten what the data says there") as string,
    },
  ]);
  expect(existsSync(path.join(dir, "README.md"))).toBe(false);
  write(150);
  expect(generate(dir).findings).toEqual([]);
});
