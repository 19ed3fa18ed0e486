// Findings as workflow commands, which GitHub shows on the lines of a change.
import type { Finding } from "../finding/finding.ts";
import { printable } from "./printable.ts";
import { byCause, type Cause, otherPlaces } from "./causes.ts";
import { byPlace, otherPlace, placedCommands, type ReportOptions } from "./report.ts";
import { counted, summary } from "./summary.ts";

/** GitHub shows this many annotations of each severity for a step; the log has them all. */
const SHOWN = 10;

/**
 * Findings as workflow commands, which GitHub shows as annotations on the lines of a change. Errors
 * come first, and among them what stands in changed files, since GitHub shows only the first few.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function reportGithub(findings: readonly Finding[], options: ReportOptions = {}): string {
  const { prefix = "", changed, limit } = options;
  const placed = byCause(findings, limit === Infinity).map((cause) => atChange(cause, changed));
  const rank = (finding: Finding) =>
    (finding.severity === "error" ? 0 : 2) + (changed?.has(finding.file) ? 0 : 1);
  const lines = placed
    .sort((a, b) => rank(a) - rank(b) || byPlace(a, b))
    .map((finding) =>
      command(
        finding.severity,
        {
          file: prefix + finding.file,
          line: String(finding.line),
          col: String(finding.column),
          title: finding.rule,
        },
        [
          placedCommands(finding.message, prefix),
          about(finding, prefix),
          otherPlaces(finding, prefix),
        ]
          .filter((part) => part)
          .join("\n"),
      ),
    );
  const total = summary(placed);
  if (total.errors > SHOWN || total.warnings > SHOWN) {
    lines.push(
      annotation(
        "notice",
        `${counted(total)}: GitHub shows the first ${SHOWN} of each here; the log and the summary of the job have more`,
      ),
    );
  }
  return lines.join("");
}

/** A remark about no place. */
export const annotation = (name: "error" | "warning" | "notice", text: string): string =>
  command(name, { title: "paperlist" }, text);

/** A finding at the place in the data, where that was changed and the page was not. */
function atChange(finding: Cause, changed: ReportOptions["changed"]): Cause {
  const { file, line, column, data } = finding;
  if (!changed || !data || changed.has(file) || !changed.has(data.file)) return finding;
  return { ...finding, ...data, data: { file, line, column } };
}

function about(finding: Finding, prefix: string): string {
  const { entry } = finding;
  const data = otherPlace(finding);
  const place = data ? `${prefix}${data.file}:${data.line}:${data.column}` : "";
  return [entry === undefined ? "" : `in ${entry}`, place].filter((part) => part).join("; ");
}

/**
 * One workflow command, escaped as the toolkit does.
 *
 * @see https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
function command(name: string, properties: Record<string, string>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${name} ${list.join(",")}::${data(message)}\n`;
}

const data = (text: string): string =>
  printable(text).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");

const property = (text: string): string => data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
