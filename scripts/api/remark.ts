/**
 * The unified plugin: what lint finds on a page, as messages of its vfile, so that remark-cli, the
 * language server of remark and every reporter of vfiles show it.
 */
import path from "node:path";
import type { Files } from "../files/files.ts";
import { folderFiles, isInside } from "../files/folder.ts";
import { overlay } from "../files/memory.ts";
import type { LintOptions } from "../commands/lint.ts";
import { lint } from "./lint.ts";

export interface RemarkOptions extends LintOptions {
  /** The list's files, or the path of its folder; the folder that the processor runs in, if left out. */
  files?: Files | string;
}

/** What the plugin needs of a vfile. */
interface Page {
  cwd: string;
  path: string | undefined;
  value: unknown;
  toString(): string;
  message(reason: string, options: object): object;
}

/**
 * `use(remarkPaperlist, { files })`: files that are no page of the list are left alone. The text is
 * looked at as the vfile has it, saved or not. What is wrong with data or templates keeps pages
 * from being checked, and is one message without a place.
 *
 * @see https://github.com/vfile/vfile-message#fields
 */
export function remarkPaperlist({ files: given, ...options }: RemarkOptions = {}) {
  return (_tree: unknown, page: Page): void => {
    const files =
      typeof given === "object" ? given : folderFiles(path.resolve(page.cwd, given ?? "."));
    const name = nameIn(files, page);
    if (name === undefined || files.stat(`templates/${name}`) !== "file") return;
    const findings = lint(overlay(files, [[name, page.toString()]]), options);
    for (const {
      line,
      column,
      end,
      rule,
      severity,
      message,
      actual,
      expected,
      url,
      data,
    } of findings.filter(({ file }) => file === name)) {
      Object.assign(
        page.message(message, {
          source: "paperlist",
          ruleId: rule,
          place: { start: { line, column }, end },
        }),
        // An error has remark-cli fail, as it does lint.
        { fatal: severity === "error" },
        {
          ...(actual === undefined ? {} : { actual }),
          ...(expected ? { expected } : {}),
          ...(url === undefined ? {} : { url }),
        },
        data && data.file !== name
          ? { note: `It comes from ${data.file}:${data.line}:${data.column}.` }
          : {},
      );
    }
    const elsewhere = findings.filter(
      ({ file, severity }) => file !== name && severity === "error",
    );
    const [first] = elsewhere;
    if (first)
      page.message(
        `${first.file}:${first.line}:${first.column}: ${first.message}${elsewhere.length > 1 ? ` (and ${elsewhere.length - 1} more; run "paperlist lint")` : ""}`,
        { source: "paperlist", ruleId: first.rule },
      );
  };
}

/** What the list calls a file; undefined where it stands elsewhere. */
function nameIn({ dir }: Files, page: Page): string | undefined {
  if (page.path === undefined) return undefined;
  if (dir === undefined) return page.path;
  const place = path.resolve(page.cwd, page.path);
  return isInside(dir, place) ? path.relative(dir, place).replaceAll(path.sep, "/") : undefined;
}
