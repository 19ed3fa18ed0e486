/** `(+3 -1 lines)` of a unified diff. */
export function patchSize(patch: string): string {
  const count = (sign: RegExp) => patch.split("\n").filter((line) => sign.test(line)).length;
  return `(+${count(/^\+(?!\+\+)/)} -${count(/^-(?!--)/)} lines)`;
}
