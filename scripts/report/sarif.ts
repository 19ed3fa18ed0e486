// Findings as SARIF 2.1.0, for code scanning and editors.
import { createHash } from "node:crypto";
import type { Finding, Place } from "../finding/finding.ts";
import { printable, printableJson } from "./printable.ts";
import { byPlace, otherPlace, type ReportOptions } from "./report.ts";
import { sourceLines } from "./text.ts";

/**
 * Findings as a SARIF 2.1.0 log, for code scanning and editors.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function reportSarif(findings: readonly Finding[], options: ReportOptions = {}): string {
  const { prefix = "", describe = () => undefined, version = "0.0.0" } = options;
  const sorted = [...findings].sort(byPlace);
  const ids = [...new Set(sorted.map(({ rule }) => rule))].sort();
  const fingerprint = fingerprints(options);
  // §3.13 sarifLog, §3.14 run
  return `${printableJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        // §3.19 toolComponent
        tool: {
          driver: {
            name: "paperlist",
            semanticVersion: version,
            rules: ids.map((id) => ({ id, ...description(describe(id)) })),
          },
        },
        invocations: [{ executionSuccessful: true }],
        columnKind: "utf16CodeUnits",
        results: sorted.map((finding) => result(finding, ids, prefix, fingerprint(finding))),
      },
    ],
  })}\n`;
}

/** §3.49 reportingDescriptor */
const description = (text: string | undefined) =>
  text === undefined ? {} : { shortDescription: { text: message(text) } };

/** §3.27 result */
function result(finding: Finding, ids: string[], prefix: string, fingerprint: string) {
  const { rule, severity, entry, field } = finding;
  const data = otherPlace(finding);
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: severity,
    message: { text: message(finding.message) },
    locations: [
      {
        ...location(finding, prefix),
        // §3.33 logicalLocation
        ...(entry !== undefined && {
          logicalLocations: [
            {
              name: printable(entry),
              fullyQualifiedName: printable(
                [entry, field ?? ""].filter((part) => part).join(" › "),
              ),
              kind: "object",
            },
          ],
        }),
      },
    ],
    ...(data && {
      relatedLocations: [{ id: 0, ...location(data, prefix), message: { text: "the other side" } }],
    }),
    partialFingerprints: { "paperlistFinding/v1": fingerprint },
  };
}

/** §3.28 location, §3.29 physicalLocation, §3.30 region */
const location = ({ file, line, column }: Place, prefix: string) => ({
  physicalLocation: {
    artifactLocation: { uri: relativeUri(prefix + file), uriBaseId: "%SRCROOT%" },
    region: { startLine: line, startColumn: column },
  },
});

/** §3.4.3: a relative URI reference; in its first segment a colon would read as a scheme. */
export const relativeUri = (file: string): string =>
  file.toWellFormed().replace(/\\/g, "/").split("/").map(encodeURIComponent).join("/");

/**
 * A plain-text message: braces are doubled (§3.11.5), and what stands in brackets before a
 * parenthesis is no link (§3.11.6).
 */
export const message = (text: string): string =>
  printable(text)
    .replace(/[{}]/g, "$&$&")
    .replace(/(?<!\\)(\\*)\]\(/g, (_, slashes: string) =>
      // An even number of backslashes is all pairs, which leaves the bracket bare.
      slashes.length % 2 === 0 ? `${slashes}\\](` : `${slashes}](`,
    );

/**
 * §3.27.17: what stays the same of a finding when lines are added above it: its rule, file, entry
 * and field, or the text of its line; and which of several such it is.
 */
function fingerprints({ source, prefix = "" }: ReportOptions): (finding: Finding) => string {
  const lineOf = sourceLines(source);
  const seen = new Map<string, number>();
  return ({ rule, file, line, entry, field, message }) => {
    const about = entry === undefined ? (lineOf(file, line)?.trim() ?? message) : [entry, field];
    const key = JSON.stringify([rule, prefix + file, about]);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return createHash("sha256").update(`${key}:${count}`).digest("hex").slice(0, 32);
  };
}
