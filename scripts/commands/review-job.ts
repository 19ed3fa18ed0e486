/** The review of a pull request in a job of GitHub's: annotations in its log, and its summary. */
import { appendFileSync, existsSync } from "node:fs";
import type { Finding } from "../finding/finding.ts";
import { review } from "./review.ts";
import { annotation, reportGithub } from "../report/github.ts";
import { inert } from "../report/markdown.ts";
import { prefixOf } from "../report/options.ts";
import { printReport } from "../report/print.ts";
import { reviewMarkdown } from "../report/review.ts";

/**
 * Reviews the change that a job is about. Where there is no job, the summary goes to the standard
 * output.
 *
 * @returns what is wrong
 * @throws Error where the review fails, which the summary says too
 * @see https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function reviewForGithub(
  dir: string,
  options: { since?: string; quiet?: boolean; version: string },
): Finding[] {
  const { GITHUB_STEP_SUMMARY: file, GITHUB_WORKSPACE, GITHUB_BASE_REF: into } = process.env;
  const isPullRequest = process.env.GITHUB_EVENT_NAME === "pull_request" && into !== undefined;
  const summarize = (text: string) => (file ? appendFileSync(file, text) : printReport(text));
  try {
    if (!existsSync(dir)) throw new Error(`found no folder ${dir}, expected a list's folder`);
    const reviewed = review(dir, { ...options, ...(isPullRequest ? { into } : {}) });
    const told = reviewed.findings.filter(({ severity }) => severity === "error" || !options.quiet);
    const given = {
      prefix: prefixOf(dir, GITHUB_WORKSPACE),
      source: (name: string) => reviewed.sources.get(name),
      ...(reviewed.changed ? { changed: reviewed.changed } : {}),
    };
    if (file) printReport(reportGithub(told, given));
    if (file && reviewed.note !== undefined) printReport(annotation("warning", reviewed.note));
    summarize(reviewMarkdown({ ...reviewed, findings: told }, given));
    return reviewed.findings;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (file) printReport(annotation("error", message));
    summarize(`## ❌ Paper list: it could not be checked\n\n${inert(message)}\n`);
    throw error;
  }
}
