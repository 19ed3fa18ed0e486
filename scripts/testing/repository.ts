// A git repository in a temporary folder, and the command line run in it.
import { program, type Run, runCommand } from "./command-line.ts";
import { writeFiles } from "./files.ts";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

export { program, type Run };

/** An environment without what git, a runner or a terminal may have set for the tests themselves. */
export function plainEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(GIT_|GITHUB_|PRE_COMMIT|NO_COLOR$|FORCE_COLOR$|npm_)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_CONFIG_GLOBAL: os.devNull,
    GIT_CONFIG_SYSTEM: os.devNull,
    // Commits start no second program that looks whether there is something to tidy up.
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "maintenance.auto",
    GIT_CONFIG_VALUE_0: "false",
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@example.org",
    GIT_COMMITTER_NAME: "A",
    GIT_COMMITTER_EMAIL: "a@example.org",
    ...more,
  };
}

/** A new folder that is taken away after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "paperlist-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const CONFIG = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n";

/** A git repository in a new folder. */
export class TestRepository {
  env = plainEnvironment();

  constructor(readonly top = temporaryFolder()) {}

  /** A repository without a commit: all that git asks of one (gitrepository-layout(5)). */
  static create(): TestRepository {
    const repository = new TestRepository();
    for (const folder of ["objects", "refs"])
      mkdirSync(path.join(repository.top, ".git", folder), { recursive: true });
    return repository.write({ ".git/HEAD": "ref: refs/heads/main\n", ".git/config": CONFIG });
  }

  run(command: string, ...args: string[]): Run {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: this.top,
      env: this.env,
      encoding: "utf8",
    });
    return { code: status, out: stdout, err: stderr };
  }

  /** Runs git, which must succeed. */
  git(...args: string[]): string {
    const { code, out, err } = this.run("git", ...args);
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${out}${err}`);
    return out;
  }

  /** Runs a command as its users do, but for the process, which takes longer than the command. */
  paperlist(...args: string[]): Run {
    return runCommand(args, { cwd: this.top, env: this.env });
  }

  /** Runs a command in a process of its own. */
  paperlistAlone(...args: string[]): Run {
    return this.run(process.execPath, program, ...args);
  }

  write(files: Record<string, unknown>): this {
    writeFiles(this.top, files);
    return this;
  }
}

interface TestPaper {
  title: string;
  venue: string;
  year: number;
  links?: Record<string, string>;
  doi?: string;
  tags?: string[];
  summary?: string[];
}

export const paper = (title: string, more: Partial<TestPaper> = {}): TestPaper => ({
  title,
  venue: "ICML",
  year: 2024,
  ...more,
});

/** A small list: its data and template, and the page that they make. */
export function listFiles(papers: readonly TestPaper[]): Record<string, unknown> {
  const lines = papers.map(({ title, venue, year, links }) => {
    const notes = links?.notes === undefined ? "" : `\n  - [notes](${links.notes})`;
    return `- **${title}** (${venue} ${year})${notes}\n`;
  });
  return {
    "data/list.json": { title: "A list", language: "en" },
    "data/papers.json": papers,
    "templates/README.md":
      "# {{list.title}}\n\n- **{{paper.title}}** ({{paper.venue}} {{paper.year}})\n  - [notes]({{paper.links.notes}})\n",
    "README.md": `# A list\n\n${lines.join("")}`,
  };
}
