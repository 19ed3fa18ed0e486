/** Letters alike but for case, width and spaces; most texts are simple, and folded at once. */
export const folded = (text: string): string =>
  /^[!-~\0]+(?: [!-~\0]+)*$/.test(text)
    ? text.toLowerCase()
    : text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** The letters and digits of a text, for finding a name in a damaged line. */
export const bareText = (text: string): string =>
  text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
