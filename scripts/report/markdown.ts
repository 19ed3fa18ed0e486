import type { Finding } from "../finding/finding.ts";
import { printable } from "./printable.ts";
import { firstFew, type ReportOptions } from "./report.ts";
import { counted, summary } from "./summary.ts";

/** A summary of a step may be a mebibyte at most; this much of it is for one difference. */
const LONGEST_PATCH = 60_000;
const LONGEST_TEXT = 600;
const ROWS = 100;

/**
 * Findings for the summary page of a job, in GitHub's Markdown, with how the pages would change
 * and how to mend what is wrong.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
 */
export function reportMarkdown(findings: readonly Finding[], options: ReportOptions = {}): string {
  const { differences = [], limit = ROWS, prefix = "" } = options;
  const total = summary(findings);
  const parts = [`## Paper list: ${findings.length === 0 ? "no findings" : counted(total)}`];
  if (findings.length > 0) parts.push(table(firstFew(findings, limit), prefix));
  if (findings.length > limit) parts.push(`… and ${findings.length - limit} more`);
  for (const { file, patch } of differences) {
    if (patch === "") continue;
    parts.push(
      `### What <code>paperlist generate</code> makes of ${inert(prefix + file)}`,
      diffBlock(patch),
    );
  }
  if (findings.length > 0 || differences.some(({ patch }) => patch !== "")) parts.push(mending);
  return `${parts.join("\n\n")}\n`;
}

const mending = `### How to mend it

- The data are right and the page is not: run \`npx paperlist generate\`, and commit the page.
- The page was edited by hand and is right: run \`npx paperlist sync\`, which puts the edit into the data.
- A value is wrong: correct it in \`data/\`, then run \`npx paperlist generate\`.`;

function table(findings: readonly Finding[], prefix: string): string {
  const rows = findings.map(({ severity, file, line, column, message, rule, entry, field }) => {
    const about = [entry ?? "", field ?? ""].filter((part) => part).join(", ");
    const cells = [
      severity === "error" ? "❌" : "⚠️",
      inert(`${prefix}${file}:${line}:${column}`),
      inert(message) + (about === "" ? "" : `<br>${inert(about)}`),
      inert(rule),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return ["| | Where | What | Rule |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** A unified diff in a fence that nothing within it can close. */
export function diffBlock(patch: string): string {
  const text = printable(patch).trimEnd();
  const end = text.length > LONGEST_PATCH ? text.lastIndexOf("\n", LONGEST_PATCH) : text.length;
  const kept = text.slice(0, end > 0 ? end : LONGEST_PATCH);
  const more = text.slice(kept.length).split("\n").length - 1;
  const longest = Math.max(2, ...(kept.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const rest = more > 0 ? `\n\n… and ${more} more lines` : "";
  return `${fence}diff\n${kept}\n${fence}${rest}`;
}

/**
 * Text that stays text in Markdown, in a table's cell and in HTML: ASCII punctuation that could mean
 * anything there is written as character references, which have no structure (CommonMark §2.5).
 * `@` and `#` stand apart from what follows, lest GitHub take it for a person or an issue.
 */
export function inert(text: string): string {
  const characters = [...printable(text)];
  const cut = characters.length > LONGEST_TEXT;
  return (cut ? [...characters.slice(0, LONGEST_TEXT), "…"] : characters)
    .map((character) =>
      character === "\n"
        ? "<br>"
        : character === "@" || character === "#"
          ? `<span>&#${character.charCodeAt(0)};</span>`
          : /[!#$&()*+\-.:<=>@[\\\]^_`{|}~]/.test(character)
            ? `&#${character.charCodeAt(0)};`
            : character,
    )
    .join("");
}
