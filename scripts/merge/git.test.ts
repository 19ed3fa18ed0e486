import { describe, expect, it } from "vitest";
import { generate } from "../commands/generate.ts";
import { lintList } from "../commands/lint.ts";
import { installMerge } from "./setup.ts";
import { sync } from "../sync/sync.ts";
import {
  after,
  at,
  type Branch,
  commit,
  papers,
  type Papers,
  read,
  without,
  work,
} from "../testing/branches.ts";
import { listFiles, paper, program, TestRepository } from "../testing/repository.ts";

/** Two branches, and what must be in the data at the end; or the conflict that must be told of. */
const pairs: Record<
  string,
  { ours: Branch; theirs: Branch; expected?: string[]; conflict?: string }
> = {
  "add and add": {
    ours: { data: after("B", paper("New One")) },
    theirs: { data: after("B", paper("New Two")) },
    expected: ["A ICML", "B ICML", "C ICML", "New One ICML", "New Two ICML"],
  },
  "add at the end of both": {
    ours: { data: after("C", paper("New One")) },
    theirs: { data: after("C", paper("New Two")) },
    expected: ["A ICML", "B ICML", "C ICML", "New One ICML", "New Two ICML"],
  },
  "add the same": {
    ours: { data: after("B", paper("New")) },
    theirs: { data: after("C", { ...paper("New"), doi: "10.1000/x" }) },
    expected: ["A ICML", "B ICML", "C ICML", "New ICML 10.1000/x"],
  },
  "add and edit": {
    ours: { data: after("B", paper("New")) },
    theirs: { data: at("B", { venue: "ACL" }) },
    expected: ["A ICML", "B ACL", "C ICML", "New ICML"],
  },
  "edit different fields of one": {
    ours: { data: at("B", { venue: "ACL" }) },
    theirs: { data: at("B", { year: 2025, doi: "10.1000/x" }) },
    expected: ["A ICML", "B ACL 2025 10.1000/x", "C ICML"],
  },
  "edit the same field": {
    ours: { data: at("B", { venue: "ACL" }) },
    theirs: { data: at("B", { venue: "CVPR" }) },
    conflict: "venue",
  },
  "remove and edit": {
    ours: { data: without("B") },
    theirs: { data: at("B", { venue: "CVPR" }) },
    conflict: '"B"',
  },
  "reorder and add": {
    ours: { data: (entries) => [entries[2], entries[0], entries[1]] },
    theirs: { data: after("C", paper("New")) },
    expected: ["A ICML", "B ICML", "C ICML", "New ICML"],
  },
  "retitle and edit": {
    ours: { data: at("B", { title: "Be", links: { notes: "https://x.org/long/notes" } }) },
    theirs: { data: at("C", { venue: "ACL" }) },
    expected: ["A ICML", "Be ICML", "C ACL"],
  },
  "a page edited by hand, on a main that moved on": {
    ours: {
      data: (entries) => after("A", paper("New"))(at("C", { venue: "ACL" })(entries)),
    },
    theirs: { page: (text) => text.replace("**B** (ICML", "**B** (CVPR") },
    expected: ["A ICML", "B CVPR", "C ACL", "New ICML"],
  },
  "two pages edited by hand": {
    ours: { page: (text) => text.replace("**A** (ICML", "**A** (ACL") },
    theirs: {
      page: (text) =>
        text
          .replace("**B** (ICML", "**B** (CVPR")
          .replace("- **C**", "- **New** (ICML 2024)\n- **C**"),
    },
    expected: ["A ACL", "B CVPR", "C ICML", "New ICML"],
  },
};

/** An entry in a few words; year and more only where they are not the usual ones. */
const told = ({ title, venue, year, doi }: Papers[number]) =>
  [title, venue, ...(year === 2024 ? [] : [year]), ...(doi === undefined ? [] : [doi])].join(" ");

const ways: Record<string, string[][]> = {
  merged: [
    ["checkout", "ours"],
    ["merge", "--no-edit", "theirs"],
  ],
  rebased: [
    ["checkout", "theirs"],
    ["rebase", "ours"],
  ],
  "cherry-picked": [
    ["checkout", "ours"],
    ["cherry-pick", "theirs"],
  ],
};

describe("two branches, merged, rebased and cherry-picked: every edit is there or reported", () => {
  it.each(Object.keys(pairs))("%s", (name) => {
    const { ours, theirs, expected, conflict } = pairs[name]!;
    const repository = TestRepository.create();
    repository.write(
      listFiles([
        paper("A"),
        paper("B", { links: { notes: "https://x.org/long/notes" } }),
        paper("C"),
      ]),
    );
    generate(repository.top, { force: true });
    installMerge(repository.top, ["README.md"], program);
    commit(repository, "start");
    repository.git("branch", "start");
    work(repository, "theirs", theirs);
    work(repository, "ours", ours);
    for (const steps of Object.values(ways)) {
      for (const branch of ["ours", "theirs"])
        repository.git("branch", "--force", `kept-${branch}`, branch);
      const codes = steps.map((step) => repository.run("git", ...step).code);
      if (conflict === undefined) {
        expect(codes).toEqual([0, 0]);
        expect(sync(repository.top).findings).toEqual([]);
        expect(papers(repository).map(told).sort()).toEqual(expected);
        expect(lintList(repository.top)).toEqual([]);
      } else {
        expect(codes[1]).not.toBe(0);
        expect(repository.git("status", "--porcelain")).toMatch(/^(UU|AA) data\/papers\.json$/m);
        const text = read(repository, "data/papers.json");
        const sides = ["$1", "$2"].map((side) =>
          text.replace(/^<{7} ours\n([^]*?)^={7}\n([^]*?)^>{7} theirs\n/gm, side),
        );
        expect(sides[0]).not.toBe(sides[1]);
        expect(sides.some((side) => side.includes(conflict))).toBe(true);
        // Settled for theirs, the page is written anew, conflict markers or not.
        repository.write({ "data/papers.json": sides[1] });
        expect(generate(repository.top).findings).toEqual([]);
        expect(read(repository, "README.md")).toContain("**B** (CVPR");
      }
      repository.git("checkout", "--quiet", "--force", "--detach");
      repository.run("git", "rebase", "--quit");
      repository.git("reset", "--quiet", "--hard", "start");
      for (const branch of ["ours", "theirs"])
        repository.git("branch", "--force", branch, `kept-${branch}`);
    }
  });
});
