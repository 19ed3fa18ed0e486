/** Which findings a change brought, and which were there before it. */
import type { Finding } from "./finding.ts";

/** Findings of a list after a change. */
export interface Since {
  /** What the change brought, and every error: nothing can be generated while there is one. */
  findings: Finding[];
  /** Warnings that were there before. */
  older: Finding[];
}

/** What stays the same of a finding when lines are added above it, or its record moves. */
const key = ({ rule, file, entry, field, message }: Finding): string =>
  JSON.stringify([
    rule,
    entry === undefined ? file : [entry, field],
    message.replace(/:\d+:\d+|\bline \d+/g, ""),
  ]);

/**
 * Parts the findings of a list from those that it had before a change.
 *
 * @param before what was found then
 */
export function sinceBefore(findings: readonly Finding[], before: readonly Finding[]): Since {
  const known = new Map<string, number>();
  for (const finding of before) known.set(key(finding), (known.get(key(finding)) ?? 0) + 1);
  const since: Since = { findings: [], older: [] };
  for (const finding of findings) {
    const left = known.get(key(finding)) ?? 0;
    known.set(key(finding), left - 1);
    since[left > 0 && finding.severity === "warning" ? "older" : "findings"].push(finding);
  }
  return since;
}
