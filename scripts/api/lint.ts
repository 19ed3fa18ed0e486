/** Lint for other programs: each finding with all that an editor shows of one. */
import { createScanner } from "jsonc-parser";
import { type Files, textOf } from "../files/files.ts";
import { folderFiles } from "../files/folder.ts";
import type { Finding } from "../finding/finding.ts";
import { type LineIndex, lineIndex } from "../finding/place.ts";
import { lintList, type LintOptions } from "../commands/lint.ts";
import { rules } from "../rules/index.ts";

/** A finding, with where it ends and what its rule says of itself. */
export interface ApiFinding extends Finding {
  /** Behind the value that it is about, or behind its line: 1-based, in UTF-16 code units. */
  end: { line: number; column: number };
  /** Where its rule is explained, in this package; of rules that come with it. */
  url?: string;
  /** What stands between its place and its end. */
  actual?: string;
  /** What should stand there, where that is certain. */
  expected?: string[];
}

/**
 * All that is wrong with a list: its data, its templates, and where its pages have drifted.
 *
 * @param from the list's files, or the path of its folder
 * @throws Error where a file cannot be read at all
 */
export function lint(from: string | Files, options: LintOptions = {}): ApiFinding[] {
  const files = typeof from === "string" ? folderFiles(from) : from;
  const sources = new Map<string, Source>();
  return lintList(files, options).map((finding) => {
    const { file, rule, fix } = finding;
    let source = sources.get(file);
    if (!source) sources.set(file, (source = new Source(file, textOf(files, file) ?? "")));
    const range = source.range(finding);
    return {
      ...finding,
      ...range,
      ...(own.has(rule) ? { url: new URL(`rules.md#${rule}`, import.meta.url).href } : {}),
      ...(fix && "value" in fix && range.actual !== undefined ? { expected: [fix.value] } : {}),
    };
  });
}

const own = new Set(rules.map(({ name }) => name));

/** A file that findings are about. */
class Source {
  private readonly lines: LineIndex;
  private readonly starts: number[];

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    this.lines = lineIndex(text);
    this.starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  range({ line, column }: Finding): Pick<ApiFinding, "end" | "actual"> {
    const start = (this.starts[line - 1] ?? this.text.length) + column - 1;
    if (start >= this.text.length) return { end: { line, column } };
    const { end, actual } = this.file.endsWith(".json") ? this.value(start) : this.rest(start);
    const { line: endLine, column: endColumn } = this.lines.at(end);
    return { end: { line: endLine, column: endColumn }, actual };
  }

  /** The text, number or key that begins at an offset of JSON; of an object its brace. */
  private value(start: number): { end: number; actual: string } {
    const scanner = createScanner(this.text, true);
    scanner.setPosition(start);
    scanner.scan();
    const actual = scanner.getTokenValue();
    const end = start + scanner.getTokenLength();
    return { end, actual: this.text[start] === '"' ? actual : this.text.slice(start, end) };
  }

  private rest(start: number): { end: number; actual: string } {
    const actual = /^.*/.exec(this.text.slice(start, start + LONGEST_LINE))![0].trimEnd();
    return { end: start + actual.length, actual };
  }
}

/** What is shown of a line. */
const LONGEST_LINE = 10_000;
