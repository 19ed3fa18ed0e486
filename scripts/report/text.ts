import type { Finding } from "../finding.ts";
import { printable } from "./printable.ts";
import { summary } from "./summary.ts";

/** Findings for a person: one paragraph each, by file and line, and a count. */
export function reportText(findings: readonly Finding[]): string {
  const blocks = [...findings]
    .sort((a, b) =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
    )
    .map((finding) => {
      const { file, line, column, severity, rule, message, entry, data } = finding;
      const about = entry === undefined ? "" : `  entry: ${entry}\n`;
      const place =
        data && data.file !== file ? `  data: ${data.file}:${data.line}:${data.column}\n` : "";
      return printable(
        `${file}:${line}:${column}: ${severity}: ${message} [${rule}]\n${about}${place}`,
      );
    });
  const { errors, warnings } = summary(findings);
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${blocks.join("")}${count(errors, "error")}, ${count(warnings, "warning")}\n`;
}
