import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";

/** What is said of a file whose encoding is another one. */
export const NOT_UTF8 = "found bytes that are not UTF-8; save the file as UTF-8";

/**
 * Reads a file as UTF-8 (RFC 3629).
 *
 * @returns its text, and where in it the first byte stands that is none; undefined where all are
 */
export function readText(file: string): { text: string; brokenAt: number | undefined } {
  const bytes = readFileSync(file);
  const text = bytes.toString("utf8");
  const at = text.indexOf("\uFFFD");
  return { text, brokenAt: at >= 0 && !isUtf8(bytes) ? at : undefined };
}
