// Values as messages show them: quoted, cut, and with nothing hidden in them.
import { alikeUntil } from "./alike.ts";

const LONGEST = 100;

/** Characters that cannot be seen or that turn text around: shown as escapes. */
const HIDDEN =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Shows hidden, control and bidirectional characters as `\uXXXX`. */
export function escapeHidden(text: string): string {
  return text.replace(HIDDEN, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** A value for a message: in double quotes, hidden characters escaped, cut where it is long. */
export function quote(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value, asRead) ?? String(value));
  const cut =
    text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")}…` : text;
  const shown = escapeHidden(cut);
  return typeof value === "string" ? `"${shown}"` : shown;
}

/** What JSON has no number for: it reads `1e999` as infinity, and would write it as null. */
const asRead = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? "a number too large to hold" : value;

/** How much of what two long values have in common is shown before their first difference. */
const LEAD = 30;

/** Two texts for a message, found and expected: of long ones, what stands where they first differ. */
export function quoteBoth(found: string, expected: string): [found: string, expected: string] {
  const alike = alikeUntil(found, expected);
  const start = alike - LEAD;
  if (alike < LONGEST - LEAD) return [quote(found), quote(expected)];
  const from = (text: string) => quote(`…${text.slice(start).replace(/^[\udc00-\udfff]/, "")}`);
  return [from(found), from(expected)];
}
