/** What findings other than those of drift and of rules ask for, done as they say: it mends what was found. */
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { committedList, files } from "./testing/mended-list.ts";
import { type Changes, unsoundLists } from "./testing/unsound-lists.ts";

const { repository, page } = committedList();
const { top } = repository;
const head = readFileSync(path.join(top, ".git/HEAD"), "utf8");

function change(changes: Changes = {}): void {
  for (const [name, content] of Object.entries(changes))
    if (content === null) rmSync(path.join(top, name));
    else repository.write({ [name]: content });
}

/** Runs a command as it stands in a message, or one of git's. */
function run(command: string) {
  const [program, ...words] = command.split(" ");
  return program === "git" ? repository.run("git", ...words) : repository.paperlist(...words);
}

/** The commands that a message names. */
const commandsIn = (message: string): string[] =>
  [...message.matchAll(/"((?:paperlist|git) [^"]*)"/g)].map(([, one]) => one!);

const cases = unsoundLists(files, "").map(({ rule, says }, index) => [rule, says, index] as const);
it.each(cases)("%s: %s", (rule, says, index) => {
  const one = unsoundLists(files, page)[index]!;
  const by = `paperlist ${one.by ?? "lint"}`;
  const bringAbout = () => {
    repository.write({ ".git/HEAD": head });
    repository.git("reset", "--quiet", "--hard");
    repository.git("clean", "--quiet", "--force", "-d");
    rmSync(path.join(top, ".git/paperlist"), { recursive: true, force: true });
    change(one.from);
    if (one.from) run("paperlist generate --force");
    change(one.files);
    for (const command of one.then ?? [])
      expect([command, run(command).code]).toEqual([command, 0]);
  };
  const tells = () => {
    const { out, err } = run(by);
    return [out + err].filter((text) => new RegExp(`\\b${rule}$`, "m").test(text));
  };
  bringAbout();
  const [told] = tells();
  expect(told).toContain(says);
  if (one.mended) {
    change(one.mended);
    expect(tells()).toEqual([]);
    return;
  }
  const commands = commandsIn(says);
  expect(commands).not.toEqual([]);
  for (const command of commands) {
    bringAbout();
    expect([command, run(command).code]).toEqual([command, 0]);
    expect([command, tells()]).toEqual([command, []]);
  }
});
