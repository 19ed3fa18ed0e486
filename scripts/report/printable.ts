/**
 * Characters that a reader cannot see, or that make text read as something else: controls (C0, C1),
 * soft hyphens, joiners, zero-width and bidirectional marks, fillers, line and paragraph
 * separators, annotation marks, and tag characters. Line feeds are not among them.
 */
const UNSEEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u{1d173}|[\u{e0000}-\u{e0fff}]/gu;

/**
 * What GitHub's runner takes for a command in any line that a step prints: `::name::` at its start,
 * and the older `##[name]` anywhere.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const COMMAND = /^([^\S\n\r\u2028\u2029]*):(?=:)|#(?=#\[)/gmu;

/** `\uXXXX` for each UTF-16 code unit. */
const escape = (text: string): string =>
  text
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/**
 * Text of strangers made safe for a terminal or a log: unseen characters are shown as escapes, and
 * nothing in it is a command to GitHub's runner. Line feeds stay.
 */
export function printable(text: string): string {
  return text
    .replace(UNSEEN, escape)
    .replace(COMMAND, (found, indent: string | undefined) =>
      indent === undefined ? escape(found) : indent + escape(":"),
    );
}

/** JSON of a value, with the same characters escaped: it parses back to the very same value. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(UNSEEN, escape)
    .replace(/#(?=#\[)/g, escape);
}
