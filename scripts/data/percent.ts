/** Percent-decoded (RFC 3986, section 2.1); the text itself where its percent signs are no encoding. */
export function percentDecoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
