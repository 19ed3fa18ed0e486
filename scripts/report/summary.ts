// Counts findings by severity.
import { count } from "../finding/count.ts";
import type { Finding } from "../finding/finding.ts";

export interface Summary {
  errors: number;
  warnings: number;
}

/** How many findings there are of each severity. */
export function summary(findings: readonly Finding[]): Summary {
  const errors = findings.filter((finding) => finding.severity === "error").length;
  return { errors, warnings: findings.length - errors };
}

/** `1 error, 3 warnings` */
export const counted = ({ errors, warnings }: Summary): string =>
  `${count(errors, "error")}, ${count(warnings, "warning")}`;
