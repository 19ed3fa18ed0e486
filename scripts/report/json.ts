import type { Finding } from "../finding.ts";
import { summary } from "./summary.ts";

/** Findings as one JSON object, for programs. */
export function reportJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ findings, summary: summary(findings) }, null, 2)}\n`;
}
