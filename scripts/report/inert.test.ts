import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { describe, expect, it } from "vitest";
import type { Finding } from "../finding/finding.ts";
import { formats, loadReport } from "./formats.ts";
import type { ReportOptions } from "./report.ts";
import { listFiles, paper, TestRepository } from "../testing/repository.ts";

/** What a stranger may write into a title, an address, a summary or a file name. */
const nasty = [
  "::error file=a.md,line=1::pwned",
  "x\n::stop-commands::token\n  ::add-mask::a",
  "\r\n::set-output name=a::b",
  "a ##[error]pwned ##[add-path]/tmp",
  "%0A::error::b%0D%25",
  "\u001b[31mred\u001b[0m\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007",
  "\u009b31m\u0000\u0008\u007f",
  "$(touch /tmp/pwned) `touch /tmp/pwned` ${IFS}",
  "```\n</code></details><script>alert(1)</script>",
  "a | b \\| c \\\\| d\n| x | y |",
  "[click](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>",
  "@octocat #1 GH-1 www.evil.example a@evil.example",
  "\u202eright to left\u202c \u2066isolated\u2069 \u200bzero\u200d \u{e0041}tag \ufeff",
  "\ud800 half",
  '{0} {{paper.title}} \\](x) \\\\](x) "quoted"',
];

/** The commands that GitHub's runner would take from a step's output (ActionCommand.cs). */
function runnerCommands(output: string): { name: string; properties: string; data: string }[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    const second = /^\s*::([A-Za-z-]+)(?: (.*?))?::(.*)$/s.exec(line);
    const first = /##\[([A-Za-z-]+)(?: (.*?))?\](.*)$/s.exec(line);
    const found = second ?? first;
    return found ? [{ name: found[1]!, properties: found[2] ?? "", data: found[3]! }] : [];
  });
}

const unescaped = (text: string) =>
  text
    .replace(/%0D/g, "\r")
    .replace(/%0A/g, "\n")
    .replace(/%3A/g, ":")
    .replace(/%2C/g, ",")
    .replace(/%25/g, "%");

const SEEN_AMISS =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u{e0041}]/u;

const findingsOf = (text: string): Finding[] => [
  {
    rule: "changed-entry",
    severity: "error",
    message: `found ${text}, expected ${text}`,
    file: `dir/${text}.md`,
    line: 1,
    column: 3,
    data: { file: `data/${text}.json`, line: 2, column: 1 },
    entry: text,
    field: text,
  },
  { rule: text, severity: "warning", message: text, file: "README.md", line: 1, column: 1 },
];

const optionsOf = (text: string): ReportOptions => ({
  source: () => `${text}\n${text}`,
  describe: () => text,
  width: 60,
});

describe.each(formats)("the report %s", (format) => {
  it.each(nasty)("lets nothing out of %j", async (text) => {
    const report = await loadReport(format);
    const output = report(findingsOf(text), optionsOf(text));
    expect(output).not.toMatch(SEEN_AMISS);
    const commands = runnerCommands(output);
    if (format === "github") {
      expect(commands.map(({ name }) => name)).toEqual(["error", "warning"]);
      expect(output.trimEnd().split("\n")).toHaveLength(2);
    } else {
      expect(commands).toEqual([]);
    }
  });
});

it("no command lets anything out of the names of pages", () => {
  const { "templates/README.md": template, ...files } = listFiles([paper("One")]);
  const names = nasty.map((text) => `${text.replaceAll("/", "").replaceAll("\0", "")}.md`);
  const repository = TestRepository.create();
  repository.write(files);
  repository.write(Object.fromEntries(names.map((name) => [`templates/${name}`, template])));
  for (const [command, expected] of [
    ["lint", 1],
    ["generate --check", 1],
    ["generate", 0],
    ["lint --fix", 0],
    ["sync --dry-run", 0],
    ["install-merge", 0],
    ["schema --check", 1],
    ["forms", 0],
  ] as const) {
    const { code, out, err } = repository.paperlist(...command.split(" "));
    expect([command, code]).toEqual([command, expected]);
    expect(out + err).not.toMatch(SEEN_AMISS);
    expect(runnerCommands(out + err)).toEqual([]);
    if (command === "generate") expect(out.trimEnd().split("\n")).toHaveLength(names.length);
  }
});

describe("what a report keeps", () => {
  it.each(nasty)("json parses back to the findings of %j", async (text) => {
    const output = (await loadReport("json"))(findingsOf(text));
    expect(JSON.parse(output)).toEqual({
      findings: findingsOf(text),
      summary: { errors: 1, warnings: 1 },
    });
  });

  it.each(nasty)("github's properties and message read back, of %j", async (text) => {
    const [error] = runnerCommands((await loadReport("github"))(findingsOf(text)));
    const properties = Object.fromEntries(
      error!.properties.split(",").map((pair) => pair.split("=", 2) as [string, string]),
    );
    expect(Object.keys(properties)).toEqual(["file", "line", "col", "title"]);
    expect(properties).toMatchObject({ line: "1", col: "3", title: "changed-entry" });
    expect(unescaped(error!.data)).toContain("found ");
    expect(unescaped(error!.data).split("\n").length).toBeGreaterThan(1);
  });

  it.each(nasty)("markdown has its own structure and no other, with %j", async (text) => {
    const output = (await loadReport("markdown"))(findingsOf(text), optionsOf(text));
    const tree = fromMarkdown(output, {
      extensions: [gfmTable()],
      mdastExtensions: [gfmTableFromMarkdown()],
    });
    expect(tree.children.map(({ type }) => type)).toEqual(["heading", "table"]);
    const html = new Set<string>();
    const types = new Set<string>();
    const visit = (node: { type: string; value?: string; children?: unknown[] }): void => {
      types.add(node.type);
      if (node.type === "html") html.add(node.value!);
      for (const child of node.children ?? []) visit(child as never);
    };
    const [, table] = tree.children;
    visit(table as never);
    for (const type of ["link", "image", "strong", "emphasis", "inlineCode", "break"])
      expect(types).not.toContain(type);
    for (const tag of html) expect(["<br>", "<span>", "</span>"]).toContain(tag);
    expect(
      (table as { children: { children: unknown[] }[] }).children.map((row) => row.children.length),
    ).toEqual([4, 4, 4]);
  });
});
