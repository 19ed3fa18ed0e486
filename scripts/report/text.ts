// Findings for a person: grouped by cause, each with its line and a caret.
import type { Finding } from "../finding/finding.ts";
import { byCause, otherPlaces } from "./causes.ts";
import { painter } from "./color.ts";
import { excerpt } from "./excerpt.ts";
import { printable } from "./printable.ts";
import { firstFew, otherPlace, placedCommands, type ReportOptions } from "./report.ts";
import { count } from "../finding/count.ts";
import { counted, summary } from "./summary.ts";

/** How many findings are shown in full unless all are asked for. */
const LIMIT = 50;

/**
 * Findings for a person: warnings first, since the eye rests at the end; by file, each with the
 * line that it is about and a caret under the place; one for each cause. A long list is cut, errors
 * last, and counted.
 */
export function reportText(findings: readonly Finding[], options: ReportOptions = {}): string {
  const { color = false, limit = LIMIT, width = 100, older = [], prefix = "" } = options;
  const paint = painter(color);
  const lineAt = sourceLines(options.source);
  const causes = byCause(findings, limit === Infinity);
  const shown = firstFew(causes, limit);
  const out: string[] = [];
  for (const severity of ["warning", "error"] as const) {
    let file: string | undefined;
    for (const finding of shown.filter((one) => one.severity === severity)) {
      if (finding.file !== file) {
        if (out.length > 0) out.push("");
        file = finding.file;
        out.push(paint("underline", printable(prefix + file).replace(/\n/g, "\\n")));
      }
      const { line, column, rule, message } = finding;
      const kind = paint(severity === "error" ? "red" : "yellow", severity);
      // Every line but the first of a message is set in.
      const said = printable(placedCommands(message, prefix)).replace(/\n/g, "\n      ");
      out.push(`  ${line}:${column} ${kind} ${said}  ${paint("dim", printable(rule))}`);
      out.push(...quoted(finding, lineAt(finding.file, line), width, paint));
      for (const more of [aboutEntry(finding, prefix), printable(otherPlaces(finding, prefix))])
        if (more !== "") out.push(`      ${paint("dim", more)}`);
    }
  }
  const total = summary(findings);
  const rest = causes.filter((cause) => !shown.includes(cause)).flatMap(({ places }) => places);
  if (rest.length > 0)
    out.push("", `… and ${rest.length} more (${counted(summary(rest))}); --all shows them`);
  else if (causes.length < findings.length)
    out.push(
      "",
      `${findings.length} findings of ${count(causes.length, "cause")}; --all shows each`,
    );
  const old = older.length > 0 ? ` (and ${older.length} from before; lint shows them)` : "";
  const ending = paint(total.errors > 0 ? "red" : "yellow", counted(total)) + old;
  return `${[...out, ...(out.length > 0 ? [""] : []), ending].join("\n")}\n`;
}

/** The source line with a caret under the place. */
function quoted(
  { line, column }: Finding,
  source: string | undefined,
  width: number,
  paint: ReturnType<typeof painter>,
): string[] {
  if (source === undefined || source.trim() === "") return [];
  const number = String(line);
  const { text, caret } = excerpt(source, column, Math.max(20, width - number.length - 9));
  const gutter = (label: string) => paint("blue", `    ${label.padStart(number.length)} |`);
  return [`${gutter(number)} ${text}`, `${gutter("")} ${" ".repeat(caret)}${paint("red", "^")}`];
}

/** A name that is longer than two lines says no more than its beginning. */
const shortened = (name: string): string => (name.length > 200 ? `${name.slice(0, 200)}…` : name);

/** `in "Title", links.code; data/papers.json:12:5` */
function aboutEntry(finding: Finding, prefix: string): string {
  const { entry, field } = finding;
  const parts = [entry === undefined ? "" : `in ${shortened(entry)}`, field ?? ""].filter(
    (part) => part,
  );
  const data = otherPlace(finding);
  const place = data ? `${prefix}${data.file}:${data.line}:${data.column}` : "";
  return printable([parts.join(", "), place].filter((part) => part).join("; ")).replace(
    /\n/g,
    "\\n",
  );
}

/** Looks up a line of a file; a file is split once. */
export function sourceLines(
  source: ReportOptions["source"] = () => undefined,
): (file: string, line: number) => string | undefined {
  const files = new Map<string, string[]>();
  return (file, line) => {
    let lines = files.get(file);
    if (!lines) {
      lines = (source(file) ?? "").replace(/^\uFEFF/, "").split(/\r\n?|\n/);
      files.set(file, lines);
    }
    return lines[line - 1];
  };
}
