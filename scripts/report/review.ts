/** The summary of a pull request's job, for whoever opened it: see the situations in `review.ts`. */
import type { Since } from "../finding/older.ts";
import { diffBlock, findingsTable, inert } from "./markdown.ts";
import { renderedChange } from "./rendered.ts";
import type { ReportOptions } from "./report.ts";
import { counted, summary } from "./summary.ts";
import { unifiedDiff } from "../pairing/text-diff.ts";

/** What a change does to a list, and what is wrong with it. */
export interface Review extends Since {
  /** The files that the findings speak of, as they were checked. */
  sources: ReadonlyMap<string, string>;
  /** The files of the list that the change touches. */
  changed?: ReadonlySet<string>;
  /** The pages as they were and as they will be. */
  pages: { file: string; before: string; after: string }[];
  /** What `sync` would write: the edit of a page, as an edit of the data. */
  written: { file: string; patch: string }[];
  /** What mends what is wrong, run in the repository's folder. */
  command?: string;
  /** What could not be told, and why. */
  note?: string;
}

/** A summary of a step may be a mebibyte at most; the table of what is wrong may take half of it. */
const MOST_BYTES = 500_000;
const OLDER_BYTES = 60_000;

/**
 * What a change does to the pages, what is wrong with it, and the command that mends it. Where
 * nothing is to be mended, nothing is said of mending.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
 */
export function reviewMarkdown(review: Review, options: ReportOptions = {}): string {
  const { findings, older, written, command, note } = review;
  const { prefix = "" } = options;
  const { errors, warnings } = summary(findings);
  const mark = errors > 0 ? "❌" : warnings > 0 ? "⚠️" : "✅";
  const verdict = findings.length === 0 ? "nothing is wrong" : counted({ errors, warnings });
  const parts = [`## ${mark} Paper list: ${verdict}`];
  if (note !== undefined) parts.push(`**Not all could be told:** ${inert(note)}`);
  if (findings.length > 0) parts.push(findingsTable(findings, options));
  if (command !== undefined)
    parts.push(
      `**To mend ${errors + warnings === 1 ? "it" : "what is certain"}**, run this in your clone of the repository, and commit what it writes:`,
      `\`\`\`sh\n${command}\n\`\`\``,
    );

  let room = MOST_BYTES;
  const add = (part: string) => {
    if ((room -= Buffer.byteLength(part)) >= 0) parts.push(part);
  };
  for (const { file, patch } of written)
    add(collapsed(`What it writes into ${prefix + file}`, diffBlock(rooted(patch, prefix))));
  for (const { file, before, after } of review.pages) {
    // Of a page that is to be written anew, its edit is what counts.
    if (before === after || written.some((one) => one.file === file)) continue;
    const patch = unifiedDiff([`a/${prefix}${file}`, `b/${prefix}${file}`], before, after, 1);
    add(`### What this changes on ${inert(prefix + file)}\n\n${renderedChange(before, after)}`);
    add(collapsed("The same as a patch", diffBlock(patch)));
  }
  if (room < 0) parts.push("… and more than a summary may hold");
  if (older.length > 0)
    parts.push(
      collapsed(
        `${counted(summary(older)).replace("0 errors, ", "")} from before, which ${older.length === 1 ? "is" : "are"} no matter of this change`,
        findingsTable(older, options, OLDER_BYTES),
      ),
    );
  return `${parts.join("\n\n")}\n`;
}

const collapsed = (title: string, text: string): string =>
  `<details>\n<summary>${inert(title)}</summary>\n\n${text}\n\n</details>`;

/** A patch of the list's folder as one of the repository's. */
const rooted = (patch: string, prefix: string): string =>
  patch
    .replace(/^(--- a\/|\+\+\+ b\/)/, `$1${prefix}`)
    .replace(/\n\+\+\+ b\//, (found) => found + prefix);
