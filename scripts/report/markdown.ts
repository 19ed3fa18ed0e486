/** Findings as a table in GitHub's Markdown, and the parts that a job's summary is made of. */
import type { Finding } from "../finding/finding.ts";
import { byCause, type Cause, otherPlaces } from "./causes.ts";
import { printable } from "./printable.ts";
import { firstFew, placedCommands, type ReportOptions } from "./report.ts";
import { counted, summary } from "./summary.ts";

/** How many bytes the rows of a table may take: the summary of a step may be a mebibyte at most. */
const MOST_BYTES = 440_000;
/** How many of a summary's bytes are for one difference. */
const LONGEST_PATCH = 60_000;
const LONGEST_TEXT = 600;
const ROWS = 100;

/** Findings in GitHub's Markdown, one row for each cause. */
export function reportMarkdown(findings: readonly Finding[], options: ReportOptions = {}): string {
  const title = findings.length === 0 ? "no findings" : counted(summary(findings));
  const parts = [`## Paper list: ${title}`];
  if (findings.length > 0) parts.push(findingsTable(findings, options));
  return `${parts.join("\n\n")}\n`;
}

/**
 * A table of findings, errors first.
 *
 * @param room how many bytes its rows may take
 */
export function findingsTable(
  findings: readonly Finding[],
  { limit = ROWS, prefix = "" }: ReportOptions,
  room = MOST_BYTES,
): string {
  const causes = byCause(findings, limit === Infinity);
  const few = firstFew(causes, limit);
  const of = (severity: string) => few.filter((cause) => cause.severity === severity);
  const rows: string[] = [];
  const shown: Cause[] = [];
  for (const cause of [...of("error"), ...of("warning")]) {
    const text = row(cause, prefix);
    // After the first that does not fit, none does.
    if ((room -= Buffer.byteLength(text)) < 0) break;
    rows.push(text);
    shown.push(cause);
  }
  const more = causes.filter((cause) => !shown.includes(cause)).flatMap(({ places }) => places);
  return [...HEADER, ...rows, ...(more.length > 0 ? ["", `… and ${more.length} more`] : [])].join(
    "\n",
  );
}

const HEADER = ["| | Where | What | Rule |", "| --- | --- | --- | --- |"];

function row(cause: Cause, prefix: string): string {
  const { severity, file, line, column, message, rule, entry, field } = cause;
  const about = [entry ?? "", field ?? ""].filter((part) => part).join(", ");
  const more = otherPlaces(cause, prefix);
  const cells = [
    severity === "error" ? "❌" : "⚠️",
    inert(`${prefix}${file}:${line}:${column}`),
    [placedCommands(message, prefix), about, more]
      .filter((part) => part)
      .map(inert)
      .join("<br>"),
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
