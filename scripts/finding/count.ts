// How messages count: look here where one says "1 lines" or "2 entrys".

/** `1 cause`, `2 causes`, `2 entries`; of several words, the last is counted. */
export const count = (number: number, word: string): string =>
  `${number} ${number === 1 ? word : `${word.replace(/y$/, "ie")}s`}`;
