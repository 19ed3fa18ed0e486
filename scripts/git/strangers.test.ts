import { chmodSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { checkList } from "../commands/check.ts";
import { generate } from "../commands/generate.ts";
import { sync } from "../sync/sync.ts";
import { listFiles, paper, TestRepository, temporaryFolder } from "../testing/repository.ts";

/** A repository whose configuration, attributes or submodules name a program that leaves a mark. */
interface Stranger {
  /** Makes it so; the program's file is given. */
  setUp: (repository: TestRepository, program: string) => void;
  /** What starts the program where nothing holds it off: the set-up does what it is meant to. */
  starts: string[];
  input?: string;
}

const filters = (
  repository: TestRepository,
  program: string,
  attributes = ".git/info/attributes",
) => {
  repository.write({ [attributes]: "* filter=x\n" });
  for (const name of ["clean", "smudge"])
    repository.git("config", `filter.x.${name}`, `${program} %f`);
};

/** Gives up an object that git would then fetch, as clones do that left it out. */
const partial = (repository: TestRepository, ...remote: [string, string][]) => {
  repository.git("config", "core.repositoryFormatVersion", "1");
  repository.git("config", "extensions.partialClone", "origin");
  for (const [name, value] of [["promisor", "true"], ...remote] as const)
    repository.git("config", `remote.origin.${name}`, value);
  const id = repository.git("rev-parse", "HEAD:data/papers.json").trim();
  rmSync(path.join(repository.top, ".git/objects", id.slice(0, 2), id.slice(2)), { force: true });
};

const strangers: Record<string, Stranger> = {
  "filters that clean": {
    setUp: filters,
    starts: ["add", "--renormalize", "."],
  },
  "filters in another file's settings": {
    setUp(repository, program) {
      repository.write({
        ".git/info/attributes": "* filter=x\n",
        ".git/more": `[filter "x"]\n\tclean = ${program}\n\tprocess = ${program}\n`,
      });
      repository.git("config", `includeIf.gitdir:${repository.top}/.path`, "more");
    },
    starts: ["add", "--renormalize", "."],
  },
  "signatures that are shown": {
    setUp(repository, program) {
      const [head, ...rest] = repository.git("cat-file", "commit", "HEAD").split("\n\n");
      const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----";
      repository.write({ ".git/signed": `${head}\n${signature}\n\n${rest.join("\n\n")}` });
      const id = repository.git("hash-object", "-t", "commit", "-w", ".git/signed").trim();
      repository.git("update-ref", "HEAD", id);
      repository.git("config", "log.showSignature", "true");
      repository.git("config", "gpg.program", program);
    },
    starts: ["log", "-1"],
  },
  "objects to be fetched by ssh": {
    setUp(repository, program) {
      partial(repository, ["url", "ssh://nowhere.invalid/x"]);
      repository.git("config", "core.sshCommand", program);
    },
    starts: ["cat-file", "blob", "HEAD:data/papers.json"],
  },
  "objects to be fetched by a program": {
    setUp(repository, program) {
      partial(repository, ["url", `ext::${program}`]);
      repository.git("config", "protocol.ext.allow", "always");
    },
    starts: ["cat-file", "blob", "HEAD:data/papers.json"],
  },
  "objects to be fetched from another's pack": {
    setUp(repository, program) {
      partial(repository, ["url", repository.top], ["uploadpack", program]);
    },
    starts: ["cat-file", "blob", "HEAD:data/papers.json"],
  },
  "a submodule with filters": {
    setUp(repository, program) {
      const inner = new TestRepository(path.join(repository.top, "data/inner"));
      inner.write({ "a.json": "[]" });
      inner.git("init", "--quiet");
      inner.git("add", "--all");
      inner.git("commit", "--quiet", "--message=one");
      repository.git("-c", "advice.addEmbeddedRepo=false", "add", "data/inner");
      repository.git("commit", "--quiet", "--message=inner");
      filters(inner, program);
      inner.write({ "a.json": "{}" });
    },
    starts: ["diff"],
  },
  "a monitor of files": {
    setUp: (repository, program) => void repository.git("config", "core.fsmonitor", program),
    starts: ["status"],
  },
  "texts and differences as programs have them": {
    setUp(repository, program) {
      repository.write({ ".git/info/attributes": "* diff=x\n" });
      repository.git("config", "diff.x.textconv", program);
      repository.git("config", "diff.external", program);
    },
    starts: ["diff", "HEAD"],
  },
  hooks: {
    setUp(repository, program) {
      for (const name of ["post-index-change", "reference-transaction", "pre-commit"])
        cpSync(program, path.join(repository.top, ".git/hooks", name));
    },
    starts: ["add", "--all"],
  },
  aliases: {
    setUp(repository, program) {
      for (const name of ["hello", "ls-tree", "cat-file", "rev-parse", "diff"])
        repository.git("config", `alias.${name}`, `!${program}`);
    },
    starts: ["hello"],
  },
  "helpers for passwords": {
    setUp(repository, program) {
      repository.git("config", "credential.helper", program);
      repository.git("config", "core.askPass", program);
      partial(repository, ["url", "http://127.0.0.1:9/x"]);
    },
    starts: ["credential", "fill"],
    input: "protocol=http\nhost=nowhere.invalid\n\n",
  },
  "merges of its own": {
    setUp(repository, program) {
      repository.write({ ".git/info/attributes": "* merge=x\n" });
      repository.git("config", "merge.x.driver", program);
      repository.git("branch", "other");
      repository.git("commit", "--quiet", "--all", "--message=ours");
      repository.git("switch", "--quiet", "other");
      repository.write({ "README.md": "# Theirs\n" });
      repository.git("commit", "--quiet", "--all", "--message=theirs");
    },
    starts: ["merge", "main"],
  },
  "a folder that looks like a repository": {
    setUp(repository, program) {
      cpSync(path.join(repository.top, ".git"), repository.top, { recursive: true });
      rmSync(path.join(repository.top, ".git"), { recursive: true });
      repository.git("config", "core.bare", "false");
      repository.git("config", "core.worktree", ".");
      repository.git("config", "core.fsmonitor", program);
    },
    starts: ["status"],
  },
};

it.each(Object.entries(strangers))("starts nothing of %s", (_, { setUp, starts, input }) => {
  const repository = TestRepository.create();
  const folder = temporaryFolder();
  const mark = path.join(folder, "started");
  const program = path.join(folder, "program");
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${mark}'\nexit 1\n`);
  chmodSync(program, 0o755);
  const files = listFiles([paper("One"), paper("Two")]);
  repository.write(files).git("add", "--all");
  repository.git("commit", "--quiet", "--message=one");
  const page = files["README.md"] as string;
  repository.write({ "README.md": page.replace("One** (ICML", "One** (ACL") });
  setUp(repository, program);
  rmSync(mark, { force: true });

  const { top } = repository;
  const kept = { ...process.env };
  const edit = () =>
    repository.write({
      ...files,
      "data/papers.json": [paper("One"), paper("Two", { year: 2023 })],
      "README.md": page.replace("One** (ICML", "One** (ACL"),
    });
  // Some objects are gone: that may be an error, but nothing else.
  const attempt = (act: () => unknown) => {
    try {
      return act();
    } catch (error) {
      expect(String(error)).toMatch(/revision|object|repository|promisor/);
    }
  };
  attempt(() => checkList(top, { since: "HEAD" }));
  attempt(() => checkList(top, { generated: true }));
  attempt(() => checkList(top, { staged: true }));
  attempt(() => generate(edit().top));
  attempt(() => sync(edit().top, { base: "HEAD", dryRun: true }));
  attempt(() => sync(edit().top));
  attempt(() => generate(edit().top, { force: true }));
  expect(process.env).toEqual(kept);
  expect(existsSync(mark) ? readFileSync(mark, "utf8") : "nothing").toBe("nothing");

  repository.write({ "README.md": "# Another\n" });
  repository.run("sh", "-c", `printf '%b' '${input ?? ""}' | git "$@"`, "sh", ...starts);
  expect(existsSync(mark)).toBe(true);
});
