/** Where the first of the markers stands that a merge of lines left in a text, if it did. */
export function conflictAt(text: string): number | undefined {
  const start = text.search(/^<{7}(?: |$)/m);
  return start >= 0 && /^={7}$/m.test(text) && /^>{7}(?: |$)/m.test(text) ? start : undefined;
}
