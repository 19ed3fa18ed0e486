/** Where the first marker stands that a merge of lines left in a page, if it left one. */
export function conflictAt(text: string): number | undefined {
  for (const { 0: mark, index } of text.matchAll(/^(?:(?:<{7}|>{7})(?= |$)|={7}$)/gm))
    if (!mark.startsWith("=") || !underlines(text, index)) return index;
  return undefined;
}

/** Whether what stands here makes a heading of the line above (CommonMark 4.3). */
function underlines(text: string, at: number): boolean {
  const above = text.slice(text.lastIndexOf("\n", at - 2) + 1, at);
  return /^(?![-*+>|]|\d+[.)])\S/.test(above);
}
