// Findings as JSON, for programs.
import type { Finding } from "../finding/finding.ts";
import { printableJson } from "./printable.ts";
import { summary } from "./summary.ts";

/** Findings as one JSON object, for programs: just what is promised, and nothing else. */
export function reportJson(findings: readonly Finding[]): string {
  const promised = findings.map(
    ({ rule, severity, message, file, line, column, data, entry, field }) => ({
      ...{ rule, severity, message, file, line, column },
      ...(data && { data: { file: data.file, line: data.line, column: data.column } }),
      ...(entry !== undefined && { entry }),
      ...(field !== undefined && { field }),
    }),
  );
  return `${printableJson({ findings: promised, summary: summary(findings) })}\n`;
}
