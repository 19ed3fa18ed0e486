import { describe, expect, it } from "vitest";
import type { Finding } from "../finding/finding.ts";
import { displayWidth } from "../markdown/table.ts";
import { wantsColor } from "./color.ts";
import { excerpt, graphemes } from "./excerpt.ts";
import { reportGithub } from "./github.ts";
import { diffBlock, reportMarkdown } from "./markdown.ts";
import { reportJson } from "./json.ts";
import { prefixOf } from "./options.ts";
import { reportText } from "./text.ts";

const at = (line: number, column: number, more: Partial<Finding> = {}): Finding => ({
  rule: "venue-name",
  severity: "warning",
  message: 'found "NIPS", expected "NeurIPS"',
  file: "README.md",
  line,
  column,
  ...more,
});

const page = "# 视觉定位\n\n- **标题：一** (NIPS 2024)\n- **Two** (NIPS 2023)\n";

describe("the report for a person", () => {
  it("groups by file, quotes the line, and points under the place", () => {
    const findings = [
      at(3, 13, {
        entry: "标题：一",
        field: "venue",
        data: { file: "data/papers.json", line: 4, column: 7 },
      }),
      at(1, 1, { file: "data/list.json", severity: "error", rule: "schema", message: "no title" }),
    ];
    const source = (file: string) => (file === "README.md" ? page : "{}");
    expect(reportText(findings, { source })).toBe(
      `README.md
  3:13 warning found "NIPS", expected "NeurIPS"  venue-name
    3 | - **标题：一** (NIPS 2024)
      |                 ^
      in 标题：一, venue; data/papers.json:4:7

data/list.json
  1:1 error no title  schema
    1 | {}
      | ^

1 error, 1 warning
`,
    );
  });

  it("cuts a long list, errors first, and counts the rest", () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      at(index + 1, 1, { message: `found ${index}` }),
    );
    const findings = [at(1, 1, { severity: "error", message: "first but last" }), ...many];
    const output = reportText(findings, { limit: 10 });
    expect(output.match(/warning found/g)).toHaveLength(9);
    expect(output.indexOf("error first but last")).toBeGreaterThan(
      output.lastIndexOf("warning found"),
    );
    expect(output).toContain("… and 51 more (0 errors, 51 warnings); --all shows them\n\n");
    expect(output.endsWith("1 error, 60 warnings\n")).toBe(true);
    expect(reportText(findings, { limit: Infinity })).not.toContain("more");
  });

  it("tells one cause once, where it is mended, with its count and first places", () => {
    const cause = { file: "templates/README.md", line: 5, column: 6 };
    const headings = [9, 3, 6].map((line) =>
      at(line, 1, { rule: "heading", message: `heading ${line}`, data: cause, cause }),
    );
    const same = [1, 2, 4, 5, 7, 8].map((line) => at(line, 3, { message: "the same" }));
    const mendable = [10, 11].map((line) =>
      at(line, 2, {
        rule: "form",
        message: `found ${line}`,
        fix: { file: "x", pointer: "", value: "" },
      }),
    );
    const findings = [...headings, ...same, ...mendable];
    expect(reportText(findings)).toBe(`README.md
  1:3 warning the same  venue-name
      and 5 more: 2:3, 4:3, 5:3, 7:3 …
  10:2 warning found 10  form
      and 1 more: 11:2; "paperlist lint --fix" mends them

templates/README.md
  5:6 warning heading 3  heading
      3 places: README.md:3:1, 6:1, 9:1

11 findings of 3 causes; --all shows each

0 errors, 11 warnings
`);
    const each = reportText(findings, { limit: Infinity });
    expect(each.match(/warning /g)).toHaveLength(11);
    expect(reportGithub(findings).match(/^::warning/gm)).toHaveLength(3);
    expect(JSON.parse(reportJson(findings))).toMatchObject({ summary: { warnings: 11 } });
    expect(reportText(headings.slice(0, 1))).toContain("README.md\n  9:1 warning heading 9");
  });

  it("counts what was there before", () => {
    expect(reportText([at(1, 1)], { older: [at(2, 1)] })).toContain(
      "0 errors, 1 warning (and 1 from before; lint shows them)\n",
    );
  });

  it("sets further lines of a message in, and quotes nothing that is not there", () => {
    const output = reportText([at(9, 9, { message: "one\ntwo" })], { source: () => page });
    expect(output).toBe(
      "README.md\n  9:9 warning one\n      two  venue-name\n\n0 errors, 1 warning\n",
    );
  });

  it("colours only where it is asked to", () => {
    expect(reportText([at(3, 1)], { source: () => page, color: true })).toContain(
      "\u001b[33mwarning\u001b[0m",
    );
    expect(reportText([at(3, 1)], { source: () => page })).not.toContain("\u001b");
  });

  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ TERM: "dumb" }, true, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
  ])("with %j, on a terminal %j: colour %j", (env, terminal, expected) => {
    expect(wantsColor(env, terminal)).toBe(expected);
  });
});

describe("a source line", () => {
  const around = (line: string, column: number, width: number) => {
    const { text, caret } = excerpt(line, column, width);
    return `${text}\n${" ".repeat(caret)}^`;
  };

  it.each([
    ["short", "abc", 2, "abc\n ^"],
    ["at its end", "abc", 4, "abc\n   ^"],
    ["beyond its end", "abc", 40, "abc\n   ^"],
    ["Chinese", "中文x", 3, "中文x\n    ^"],
    ["emoji", "👍🏽é|x", 7, "👍🏽é|x\n    ^"],
    ["a zero-width space", "a\u200bb", 3, "a\\u200bb\n       ^"],
    ["a tab", "\tb", 2, " b\n ^"],
    ["a carriage return", "ab\r", 3, "ab\n  ^"],
    ["a runner's command", "a ##[x]", 3, "a \\u0023#[x]\n  ^"],
  ])("%s", (_, line, column, expected) => {
    expect(around(line, column, 40)).toBe(expected);
  });

  it("is told apart into characters as Unicode has it", () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    for (let code = 0; code < 0x10000; code++) {
      const text = `a${String.fromCharCode(code)}中${String.fromCharCode(code)}`;
      const expected = Array.from(segmenter.segment(text), ({ segment }) => segment);
      if (graphemes(text).length !== expected.length)
        expect(graphemes(text).map(({ segment }) => segment)).toEqual(expected);
    }
  });

  it("is cut around the place, on either side, to the width", () => {
    const line = "中".repeat(100) + "X" + "文".repeat(100);
    const { text, caret } = excerpt(line, 101, 21);
    expect(text).toBe("…中中中中X文文文文文…".slice(0, text.length));
    expect(displayWidth(text)).toBeLessThanOrEqual(21);
    expect(displayWidth(text.slice(0, text.indexOf("X")))).toBe(caret);
    expect(excerpt(line, 1, 11)).toEqual({ text: "中中中中…", caret: 0 });
    expect(excerpt(line, 202, 11)).toEqual({ text: "…文文文文", caret: 9 });
    const endless = "é".repeat(1_000_000);
    expect(displayWidth(excerpt(endless, 500_000, 80).text)).toBeLessThanOrEqual(80);
  });
});

describe("annotations", () => {
  it("are workflow commands, escaped as the toolkit escapes them", () => {
    const finding = at(3, 13, { message: "100%\nsure", file: "a,b:c.md", entry: "T" });
    expect(reportGithub([finding], { prefix: "lists/" })).toBe(
      "::warning file=lists/a%2Cb%3Ac.md,line=3,col=13,title=venue-name::100%25%0Asure%0Ain T\n",
    );
  });

  it("stand where the change is: in the data, where the page was left alone", () => {
    const data = { file: "data/papers.json", line: 8, column: 2 };
    const changed = new Set([data.file]);
    const output = reportGithub([at(1, 1), at(3, 1, { message: "other", data })], { changed });
    expect(output.split("\n")[0]).toContain("file=data/papers.json,line=8,col=2");
    expect(output.split("\n")[0]).toContain("%0AREADME.md:3:1");
    expect(output.split("\n")[1]).toContain("file=README.md,line=1,");
  });

  it("say so where GitHub shows only some of them", () => {
    const output = reportGithub(
      Array.from({ length: 11 }, (_, index) => at(index + 1, 1, { message: `found ${index}` })),
    );
    expect(output.trim().split("\n")).toHaveLength(12);
    expect(output).toMatch(/\n::notice title=paperlist::0 errors, 11 warnings: GitHub shows/);
    expect(reportGithub([at(1, 1)])).not.toContain("notice");
  });
});

describe("findings in Markdown", () => {
  const size = (report: string) => Buffer.byteLength(report);

  it("are a table", () => {
    const output = reportMarkdown([at(3, 1)]);
    expect(output).toContain("## Paper list: 0 errors, 1 warning\n");
    expect(output).toContain('| ⚠️ | README&#46;md&#58;3&#58;1 | found "NIPS"');
    expect(reportMarkdown([])).toBe("## Paper list: no findings\n");
  });

  it("name the list's folder, in places and in commands", () => {
    const message = 'stale; run "paperlist generate" or "paperlist sync --base X"';
    const prefix = "lists/a b/";
    expect(reportText([at(3, 1, { message })], { prefix })).toContain(
      `lists/a b/README.md\n  3:1 warning stale; run "paperlist generate -C 'lists/a b'" or "paperlist sync -C 'lists/a b' --base X"`,
    );
    for (const report of [reportGithub, reportMarkdown])
      expect(report([at(3, 1, { message })], { prefix })).toMatch(
        /generate (&#45;|-)C 'lists\/a b'/,
      );
  });

  it("stay below what GitHub takes, errors first", () => {
    const large = "#".repeat(600);
    const findings = Array.from({ length: 2000 }, (_, index) =>
      at(index + 1, 1, { message: large + index, entry: large }),
    );
    const error = at(9999, 1, { severity: "error", message: "last but first" });
    const output = reportMarkdown([...findings, error], { limit: Infinity });
    expect(size(output)).toBeLessThan(441_000);
    expect(output).toContain("last but first");
    const rows = output.match(/^\| (?:❌|⚠️)/gm)!.length;
    expect(output).toContain(`\n\n… and ${2001 - rows} more\n`);
    const short = findings.map(({ entry: _, ...one }, index) => ({ ...one, message: `${index}` }));
    expect(reportMarkdown(short)).toContain("… and 1900 more");
  });

  it("have differences of a bounded length", () => {
    const patch = `${"+0123456789\n".repeat(100_000)}`;
    expect(diffBlock("-```\n+````x")).toBe("`````diff\n-```\n+````x\n`````");
    expect(diffBlock(patch)).toMatch(/… and 9\d{4} more lines$/);
    expect(diffBlock("+".repeat(100_000)).length).toBeLessThan(61_000);
    expect(size(diffBlock("文".repeat(100_000)))).toBeLessThan(61_000);
  });
});

it.each([
  ["/w/repo/lists/a", "/w/repo", "lists/a/"],
  ["/w/repo", "/w/repo", ""],
  ["/elsewhere", "/w/repo", ""],
  [`${process.cwd()}/x`, undefined, "x/"],
])("a list in %s, in the workspace %s, has the prefix %j", (dir, workspace, prefix) => {
  expect(prefixOf(dir, workspace)).toBe(prefix);
});
