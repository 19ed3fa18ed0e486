import { formatPatch, structuredPatch } from "diff";

/**
 * A unified diff of two texts. What they begin and end with alike is not looked at, so that its
 * cost grows with the change.
 *
 * @param context how many lines are shown around a change
 */
export function unifiedDiff(
  [oldName, newName]: readonly [string, string],
  before: string,
  after: string,
  context: number,
): string {
  const start = commonStart(before, after, context);
  const tail = commonEnd(before, after, start, context);
  const part = (text: string) => text.slice(start, text.length - tail);
  const patch = structuredPatch(oldName, newName, part(before), part(after), "", "", { context });
  const above = before.slice(0, start).split("\n").length - 1;
  for (const hunk of patch.hunks) {
    hunk.oldStart += above;
    hunk.newStart += above;
  }
  return formatPatch(patch);
}

/** Where the lines begin that are shown before the first difference. */
function commonStart(a: string, b: string, context: number): number {
  let start = 0;
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  start = lineStart(a, start);
  for (let lines = context; lines > 0 && start > 0; lines--) start = lineStart(a, start - 1);
  return start;
}

/** Where the line begins that an offset stands in. */
const lineStart = (text: string, offset: number): number =>
  offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;

/** How much follows the lines that are shown after the last difference. */
function commonEnd(a: string, b: string, start: number, context: number): number {
  const most = Math.min(a.length, b.length) - start;
  let length = 0;
  while (
    length < most &&
    a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)
  )
    length++;
  let end = a.length - length;
  for (let lines = context + 1; lines > 0 && end < a.length; lines--) {
    const next = a.indexOf("\n", end);
    end = next < 0 ? a.length : next + 1;
  }
  return a.length - end;
}
