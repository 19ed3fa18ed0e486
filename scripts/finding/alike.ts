/** How many UTF-16 code units two texts begin with alike. */
export function alikeUntil(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
