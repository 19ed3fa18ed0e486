import { createRequire } from "node:module";
import Ajv from "ajv-draft-04";
import { describe, expect, it } from "vitest";
import type { Finding } from "../finding/finding.ts";
import { readdirSync, readFileSync } from "node:fs";
import { describeRule } from "./names.ts";
import { message, relativeUri, reportSarif } from "./sarif.ts";

const schema = createRequire(import.meta.url)(
  "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
) as object;
// The schema names formats, which are checked below, and has a pattern that is no Unicode one.
const ajv = new Ajv.default({
  strict: false,
  allErrors: true,
  validateFormats: false,
  unicodeRegExp: false,
});
const validate = ajv.compile(schema);

const findings: Finding[] = [
  {
    rule: "changed-entry",
    severity: "error",
    message: "found [a](b) {c}",
    file: "README.md",
    line: 12,
    column: 5,
    data: { file: "data/papers/二 〇.json", line: 3, column: 7 },
    entry: "A title",
    field: "links.code",
  },
  { rule: "order", severity: "warning", message: "late", file: "README.md", line: 2, column: 1 },
  { rule: "order", severity: "warning", message: "late", file: "README.md", line: 4, column: 1 },
];

interface Log {
  runs: {
    tool: { driver: { rules: { id: string; shortDescription?: { text: string } }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: Located[];
      relatedLocations?: Located[];
      partialFingerprints: Record<string, string>;
    }[];
  }[];
}

interface Located {
  physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> };
}

const runOf = (...given: Parameters<typeof reportSarif>) =>
  (JSON.parse(reportSarif(...given)) as Log).runs[0]!;

describe("SARIF", () => {
  it.each([
    ["findings", findings],
    ["none", []],
  ])("is valid by the schema of SARIF 2.1.0: %s", (_, given) => {
    validate(JSON.parse(reportSarif(given, { version: "1.2.3", describe: () => "about" })));
    expect(validate.errors).toBeNull();
    expect(validate({ version: "2.1.0", runs: [{ results: [] }] })).toBe(false);
  });

  it("says what, where, and where the other side stands", () => {
    const run = runOf(findings, { prefix: "lists/a b/", describe: (rule) => `about ${rule}` });
    expect(run.tool.driver.rules).toEqual([
      { id: "changed-entry", shortDescription: { text: "about changed-entry" } },
      { id: "order", shortDescription: { text: "about order" } },
    ]);
    const changed = run.results.find(({ ruleId }) => ruleId === "changed-entry")!;
    expect(changed).toMatchObject({ ruleIndex: 0, level: "error" });
    expect(changed.locations[0]!.physicalLocation).toMatchObject({
      artifactLocation: { uri: "lists/a%20b/README.md" },
      region: { startLine: 12, startColumn: 5 },
    });
    expect(changed.relatedLocations![0]!.physicalLocation).toMatchObject({
      artifactLocation: { uri: "lists/a%20b/data/papers/%E4%BA%8C%20%E3%80%87.json" },
      region: { startLine: 3, startColumn: 7 },
    });
    expect(changed.message.text).toBe("found [a\\](b) {{c}}");
  });

  it.each([
    ["a:b/c#d?e.md", "a%3Ab/c%23d%3Fe.md"],
    ["100%.md", "100%25.md"],
    ["\ud800.md", "%EF%BF%BD.md"],
  ])("writes the path %j as %j", (file, uri) => {
    expect(relativeUri(file)).toBe(uri);
    expect(() => new URL(uri, "file:///root/")).not.toThrow();
  });

  it.each([
    ["[a](b)", "[a\\](b)"],
    ["[a\\](b)", "[a\\](b)"],
    ["[a\\\\](b)", "[a\\\\\\](b)"],
    ["[a] (b) {0}", "[a] (b) {{0}}"],
    ["\u202ex ##[y]", "\\u202ex \\u0023#[y]"],
  ])("has no link or placeholder in %j", (text, expected) => {
    expect(message(text)).toBe(expected);
  });

  it("knows a finding again when lines are added above it", () => {
    const prints = (given: Finding[], source: string) =>
      runOf(given, { source: () => source })
        .results.map(({ partialFingerprints }) => Object.values(partialFingerprints)[0]!)
        .sort();
    const before = prints(findings, "x\nsame\n\nsame\n");
    const lower = findings.map((finding) => ({ ...finding, line: finding.line + 1 }));
    expect(prints(lower, "new\nx\nsame\n\nsame\n")).toEqual(before);
    expect(new Set(before).size).toBe(3);
    expect(prints(findings, "x\nother\n\nsame\n")).not.toEqual(before);
  });
});

it("every finding that the source makes has a description", () => {
  const sources = readdirSync("scripts", { encoding: "utf8", recursive: true })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(`scripts/${name}`, "utf8"));
  const given = sources.flatMap((text) => text.match(/\b(?:rule: |\.add\(\s*)[^,;)`]*,/g) ?? []);
  const named = given.flatMap((text) => [...text.matchAll(/(?<!\[)"([a-z-]+)"/g)]);
  expect(named.length).toBeGreaterThan(30);
  for (const [, name] of named)
    expect([name, describeRule(name!)]).toEqual([name, expect.any(String)]);
});
