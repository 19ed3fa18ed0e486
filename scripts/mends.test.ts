import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { generate } from "./commands/generate.ts";
import { lintList } from "./commands/lint.ts";
import { sync } from "./sync/sync.ts";
import { append, cut, replace } from "./testing/page-edits.ts";
import { TestRepository } from "./testing/repository.ts";

/** What people do to a page that no data can hold, or that is layout alone. */
const edits: [string, (page: string) => string][] = [
  ["a block of code at the end", append("```\ncode\n```\n")],
  ["a heading at the end", append("## More\n")],
  ["a list at the end", append("- [ ] to do\n- [x] done\n")],
  ["an image at the end", append("![x](https://example.org/x.png)\n")],
  ["a table's delimiter that is gone", cut("| ----")],
  ["a line that cannot be read", replace("(CVPR 2025)", "CVPR, 2025")],
  ["an empty line", replace("\n", "\n\n\n")],
];

/** Runs a command of a message, and returns why it would not. */
function run(dir: string, command: string): string[] {
  const force = command.includes("--force");
  const { findings } = command.startsWith("sync") ? sync(dir, { force }) : generate(dir, { force });
  return findings.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

it("the commands that lint names for what no data can hold are not refused, and mend it", () => {
  const repository = TestRepository.create();
  const { top } = repository;
  for (const part of [".github", "data", "templates", "README.md"])
    cpSync(part, path.join(top, part), { recursive: true });
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--message=list");
  const page = readFileSync("README.md", "utf8");
  const rules = new Set<string>();
  const found = (text: string) => {
    writeFileSync(path.join(top, "README.md"), text);
    return lintList(top).filter(({ file }) => file === "README.md");
  };
  for (const [name, edit] of edits) {
    const named = found(edit(page))
      .filter(({ rule }) => ["unknown-block", "damaged", "format"].includes(rule))
      .flatMap(({ rule, message }) => {
        rules.add(rule);
        return [...message.matchAll(/"paperlist ((?:generate|sync)[^"]*)"/g)].map(
          ([, one]) => one!,
        );
      });
    expect([name, named.length > 0]).toEqual([name, true]);
    for (const command of new Set(named)) {
      found(edit(page));
      expect([name, command, run(top, command)]).toEqual([name, command, []]);
      expect(found(readFileSync(path.join(top, "README.md"), "utf8"))).toEqual([]);
    }
  }
  expect([...rules].sort()).toEqual(["damaged", "format", "unknown-block"]);
});
