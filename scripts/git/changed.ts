import { findRepository, git, GitError, resolveRevision } from "./git.ts";

/** The lines that a change touches, first and last of each run, by file. */
export type ChangedLines = ReadonlyMap<string, readonly [number, number][]>;

/**
 * The lines of a list's files that are new or changed since a revision, in the work tree.
 *
 * @throws GitError where there is no such revision
 */
export function changedLines(dir: string, base: string): ChangedLines {
  const repository = findRepository(dir);
  const tree = resolveRevision(repository, base);
  if (tree === undefined) throw new GitError(`found no revision ${base}`);
  const patch = git(repository, [
    "diff",
    "--unified=0",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    `--relative=${repository.prefix}`,
    tree,
  ]);
  return readHunks(patch.toString());
}

/** The ranges of lines on the new side of a unified diff, by file. */
export function readHunks(patch: string): Map<string, [number, number][]> {
  const ranges = new Map<string, [number, number][]>();
  let file: string | undefined;
  let left = 0;
  for (const line of patch.split("\n")) {
    // Lines of a hunk can look like headers; they are counted off.
    if (left > 0 && /^[-+]/.test(line)) {
      left--;
      continue;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk && file !== undefined) {
      const [removed, added] = [Number(hunk[1] ?? 1), Number(hunk[3] ?? 1)];
      left = removed + added;
      const first = Number(hunk[2]);
      // Where lines were only taken away, the lines on either side count.
      ranges.get(file)!.push(added === 0 ? [first, first + 1] : [first, first + added - 1]);
    }
    const header = /^\+\+\+ (?:"(.*)"|([^\t]*))\t?$/.exec(line);
    if (header) {
      const name = header[1] === undefined ? header[2]! : unquoted(header[1]);
      file = name.startsWith("b/") ? name.slice(2) : undefined;
      if (file !== undefined) ranges.set(file, []);
    }
  }
  return ranges;
}

/** A path as git quotes it: octal bytes and C escapes. */
function unquoted(text: string): string {
  const bytes: number[] = [];
  const plain: Record<string, number> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11 };
  for (const [, octal, escaped, other] of text.matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
    if (octal !== undefined) bytes.push(parseInt(octal, 8));
    else if (escaped !== undefined) bytes.push(plain[escaped] ?? escaped.charCodeAt(0));
    else bytes.push(...Buffer.from(other!));
  }
  return Buffer.from(bytes).toString();
}
