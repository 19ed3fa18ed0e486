/**
 * Whether output may be coloured: `FORCE_COLOR` decides where it is set (`0` and `false` are no),
 * then `NO_COLOR` and a dumb terminal forbid it, then it is for terminals only.
 *
 * @see https://no-color.org and https://force-color.org
 */
export function wantsColor(
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = env;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  return isTerminal && (no === undefined || no === "") && terminal !== "dumb";
}

const codes = { red: 31, yellow: 33, blue: 34, dim: 2, bold: 1, underline: 4 } as const;

/** Colours a text, or leaves it alone. */
export type Paint = (style: keyof typeof codes, text: string) => string;

export const painter = (color: boolean): Paint =>
  color ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m` : (_, text) => text;
