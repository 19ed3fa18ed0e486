/** `(+3 -1 lines)` of a unified diff, whose first two lines name the files. */
export function patchSize(patch: string): string {
  const lines = patch.split("\n").slice(2);
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  return `(+${count("+")} -${count("-")} lines)`;
}
