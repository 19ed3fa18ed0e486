/** Finds lines and columns in a text. */
export interface LineIndex {
  /** The 1-based line and column of an offset. */
  at(offset: number): { line: number; column: number };
}

/** Indexes the lines of a text, as far as it is asked about them; a line ends with a line feed. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  let end = text.indexOf("\n");
  return {
    at(offset) {
      for (; end >= 0 && end < offset; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
      let [low, high] = [0, starts.length];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle;
      }
      return { line: low + 1, column: offset - starts[low]! + 1 };
    },
  };
}
