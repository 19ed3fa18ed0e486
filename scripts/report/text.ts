import type { Finding } from "../finding/finding.ts";
import { painter } from "./color.ts";
import { excerpt } from "./excerpt.ts";
import { printable } from "./printable.ts";
import { firstFew, otherPlace, type ReportOptions } from "./report.ts";
import { counted, summary } from "./summary.ts";

/** How many findings are shown in full unless all are asked for. */
export const LIMIT = 50;

/**
 * Findings for a person: by file, each with the line that it is about and a caret under the place;
 * a long list is cut, errors first, and counted.
 */
export function reportText(findings: readonly Finding[], options: ReportOptions = {}): string {
  const { color = false, limit = LIMIT, width = 100 } = options;
  const paint = painter(color);
  const lineOf = sourceLines(options.source);
  const shown = firstFew(findings, limit);
  const out: string[] = [];
  let file: string | undefined;
  for (const finding of shown) {
    if (finding.file !== file) {
      if (file !== undefined) out.push("");
      file = finding.file;
      out.push(paint("underline", printable(file)));
    }
    const { line, column, severity, rule, message } = finding;
    const kind = paint(severity === "error" ? "red" : "yellow", severity);
    // Every line but the first of a message is set in.
    const said = printable(message).replace(/\n/g, "\n      ");
    out.push(`  ${line}:${column} ${kind} ${said}  ${paint("dim", printable(rule))}`);
    out.push(...quoted(finding, lineOf(finding.file, line), width, paint));
    const about = aboutEntry(finding);
    if (about !== "") out.push(`      ${paint("dim", about)}`);
  }
  const total = summary(findings);
  const more = findings.length - shown.length;
  if (more > 0) {
    const seen = summary(shown);
    const rest = counted({
      errors: total.errors - seen.errors,
      warnings: total.warnings - seen.warnings,
    });
    out.push("", `… and ${more} more (${rest}); --all shows them`);
  }
  const ending = paint(total.errors > 0 ? "red" : "yellow", counted(total));
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

/** `in "Title", links.code; data/papers.json:12:5` */
function aboutEntry(finding: Finding): string {
  const { entry, field } = finding;
  const parts = [entry === undefined ? "" : `in ${entry}`, field ?? ""].filter((part) => part);
  const data = otherPlace(finding);
  const place = data ? `${data.file}:${data.line}:${data.column}` : "";
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
