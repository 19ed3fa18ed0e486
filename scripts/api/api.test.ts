import { unified } from "unified";
import remarkParse from "remark-parse";
import remarkStringify from "remark-stringify";
import { VFile } from "vfile";
import { reporter } from "vfile-reporter";
import { describe, expect, it } from "vitest";
import { listFiles, paper, temporaryFolder } from "../testing/repository.ts";
import { writeFiles } from "../testing/files.ts";
import { defineRule, generate, lint, memoryFiles, remarkPaperlist, sync } from "./index.ts";

/** A list in memory. */
const memory = (papers = [paper("One"), paper("Two")], more: Record<string, unknown> = {}) =>
  memoryFiles(
    Object.entries({ ...listFiles(papers), ...more }).map(([name, content]) => [
      name,
      typeof content === "string" ? content : JSON.stringify(content, null, 2),
    ]),
  );
const edited = "# A list\n\n- **One** (ICML 2024)\n\n- **Two** (ICML 2023)\n";

describe("a list in memory", () => {
  it("is linted, generated and synced as one on disk", () => {
    expect(lint(memory())).toEqual([]);
    const files = memory([paper("One"), paper("Two"), paper("Three")], { "README.md": "" });
    expect(generate(files, { force: true }).generated).toMatchObject([{ change: "updated" }]);
    expect(lint(files)).toEqual([]);
    expect(sync(files).findings).toEqual([]);
  });

  it("has findings with their end, what stands there and what should", () => {
    const links = { paper: "https://arxiv.org/pdf/2412.00876" };
    const rules = { "arxiv-form": ["warning", { form: "abs" }] };
    const files = memory([paper("One", { links })], {
      "data/list.json": { title: "A list", language: "en", rules },
    });
    expect(lint(files)).toMatchObject([
      {
        rule: "arxiv-form",
        file: "data/papers.json",
        line: 7,
        column: 16,
        end: { line: 7, column: 50 },
        actual: links.paper,
        expected: ["https://arxiv.org/abs/2412.00876"],
        url: expect.stringMatching(/^file:.*rules\.md#arxiv-form$/) as string,
      },
    ]);
    expect(lint(memory(undefined, { "README.md": edited }))[0]).toMatchObject({
      file: "README.md",
      line: 5,
      end: { line: 5, column: 22 },
      entry: "Two",
    });
    expect(lint(memory(undefined, { "data/list.json": "" }))[0]).toMatchObject({
      end: { line: 1, column: 1 },
    });
  });

  it("is asked by rules of others too, which the list may set, and excuse entries from", () => {
    const noOne = defineRule({
      name: "no-one",
      description: "no entry is called One",
      severity: "warning",
      *check(context) {
        for (const { kind, items } of context.entries)
          for (const at of items)
            if (at.field.path === kind.key && at.value === "One")
              yield { at, message: "found One" };
      },
      examples: { good: [], bad: [] },
    });
    expect(lint(memory(), { rules: [noOne] })).toMatchObject([{ rule: "no-one", entry: "One" }]);
    const list = { title: "A list", language: "en", rules: { "no-one": "off" } };
    expect(lint(memory(undefined, { "data/list.json": list }), { rules: [noOne] })).toEqual([]);
    expect(lint(memory(undefined, { "data/list.json": list }))).toMatchObject([
      { rule: "settings" },
    ]);
  });
});

describe("remark-paperlist", () => {
  const process = async (options: Parameters<typeof remarkPaperlist>[0], file: VFile) => {
    await unified()
      .use(remarkParse)
      .use(remarkStringify)
      .use(remarkPaperlist, options)
      .process(file);
    return file;
  };

  it("puts findings on the vfile, as reporters show them", async () => {
    const file = await process(
      { files: memory() },
      new VFile({ path: "README.md", value: edited }),
    );
    expect(file.messages).toMatchObject([
      {
        source: "paperlist",
        ruleId: "changed",
        place: { start: { line: 5, column: 17 }, end: { line: 5, column: 22 } },
        fatal: true,
      },
    ]);
    expect(reporter(file, { color: false })).toMatch(
      /^README\.md\n5:17-5:22 error field year: .* changed paperlist$/m,
    );
  });

  it("finds the list in a folder, and leaves other files alone", async () => {
    const cwd = temporaryFolder();
    writeFiles(cwd, listFiles([paper("One"), paper("Two")]));
    const page = (path: string) => new VFile({ cwd, path, value: edited });
    expect((await process({}, page("README.md"))).messages).toHaveLength(1);
    for (const other of ["docs/README.md", "../README.md", "notes.md"])
      expect((await process({}, page(other))).messages).toEqual([]);
  });

  it("says what keeps a page from being checked", async () => {
    const files = memory([paper("One", { year: 3024 })]);
    const file = await process({ files }, new VFile({ path: "README.md", value: edited }));
    expect(file.messages.map(String)).toEqual([
      expect.stringMatching(/data\/papers\.json:5:13: year: found 3024/),
    ]);
  });
});
