import type { Finding } from "../finding/finding.ts";
import { printable } from "./printable.ts";
import { firstFew, type ReportOptions } from "./report.ts";
import { counted, summary } from "./summary.ts";

/**
 * How many bytes rows and differences may take. A summary of a step may be a mebibyte at most, and
 * the action adds a patch of 200,000 bytes to it, between fences that may be as long.
 */
const MOST_BYTES = 440_000;
/** How many of them are for one difference. */
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
  let room = MOST_BYTES;
  // After the first that does not fit, none does.
  const fits = (part: string) => (room -= Buffer.byteLength(part)) >= 0;

  const few = firstFew(findings, limit).map((finding) => ({ finding, row: row(finding, prefix) }));
  const of = (severity: string) => few.filter(({ finding }) => finding.severity === severity);
  const fitting = new Set([...of("error"), ...of("warning")].filter((one) => fits(one.row)));
  const rows = few.filter((one) => fitting.has(one)).map((one) => one.row);
  if (findings.length > 0) parts.push([...HEADER, ...rows].join("\n"));
  if (findings.length > rows.length) parts.push(`… and ${findings.length - rows.length} more`);

  const changes = differences
    .filter(({ patch }) => patch !== "")
    .map(
      ({ file, patch }) =>
        `### What <code>paperlist generate</code> makes of ${inert(prefix + file)}\n\n${diffBlock(patch)}`,
    );
  const shown = changes.filter(fits);
  parts.push(...shown);
  if (changes.length > shown.length)
    parts.push(
      `… and ${changes.length - shown.length} more pages; \`npx paperlist generate --check\` shows them`,
    );
  if (findings.length + changes.length > 0) parts.push(mending);
  return `${parts.join("\n\n")}\n`;
}

const HEADER = ["| | Where | What | Rule |", "| --- | --- | --- | --- |"];

const mending = `### How to mend it

- The data are right and the page is not: run \`npx paperlist generate\`, and commit the page.
- The page was edited by hand and is right: run \`npx paperlist sync\`, which puts the edit into the data.
- A value is wrong: correct it in \`data/\`, then run \`npx paperlist generate\`.`;

function row(finding: Finding, prefix: string): string {
  const { severity, file, line, column, message, rule, entry, field } = finding;
  const about = [entry ?? "", field ?? ""].filter((part) => part).join(", ");
  const cells = [
    severity === "error" ? "❌" : "⚠️",
    inert(`${prefix}${file}:${line}:${column}`),
    inert(message) + (about === "" ? "" : `<br>${inert(about)}`),
    inert(rule),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** A unified diff in a fence that nothing within it can close. */
export function diffBlock(patch: string): string {
  const text = printable(patch).trimEnd();
  // A character that is cut in two is none.
  const most = Buffer.from(text)
    .subarray(0, LONGEST_PATCH)
    .toString()
    .replace(/\ufffd$/, "");
  const end = most.length < text.length ? most.lastIndexOf("\n") : most.length;
  const kept = most.slice(0, end > 0 ? end : most.length);
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
