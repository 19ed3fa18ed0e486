// What a report is, and what all formats have in common.
import { shellWord } from "../finding/shell.ts";
import type { Finding, Place } from "../finding/finding.ts";

/** What a report may use beside the findings. All of it is plain data or a pure look-up. */
export interface ReportOptions {
  /** A file's text, by its path in the list's folder; source lines are quoted from it. */
  source?: (file: string) => string | undefined;
  /** What a rule is about, in a sentence. */
  describe?: (rule: string) => string | undefined;
  /** Whether text may be coloured. */
  color?: boolean;
  /** The columns of the terminal. */
  width?: number;
  /** How many findings are shown in full; the others are counted. */
  limit?: number;
  /** Where the list's folder stands in its repository: `""`, or a path that ends with `/`. */
  prefix?: string;
  /** Warnings that were there before the change that is checked: they are counted. */
  older?: readonly Finding[];
  /** The files of the list's folder that a change touches. */
  changed?: ReadonlySet<string>;
  /** The version of this program. */
  version?: string;
}

/** Findings as text, in one format. */
export type Report = (findings: readonly Finding[], options?: ReportOptions) => string;

/** By file, then by place. */
export function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** The findings that are shown where only some can be: errors first; in their places' order. */
export function firstFew<One extends Finding>(findings: readonly One[], limit: number): One[] {
  const sorted = [...findings].sort(byPlace);
  if (sorted.length <= limit) return sorted;
  const of = (severity: string) => sorted.filter((finding) => finding.severity === severity);
  return [...of("error"), ...of("warning")].slice(0, limit).sort(byPlace);
}

/** A message whose commands are run in the repository's folder: they say where the list stands. */
export const placedCommands = (message: string, prefix: string): string =>
  prefix === ""
    ? message
    : message.replace(/"paperlist [a-z-]+/g, `$& -C ${shellWord(prefix.replace(/\/$/, ""))}`);

/** Where the other side of a finding stands, if it is not where the finding itself does. */
export const otherPlace = ({ file, line, column, data }: Finding): Place | undefined =>
  data && (data.file !== file || data.line !== line || data.column !== column) ? data : undefined;
