/** For each code unit, the sets that name it. */
const named = new Uint16Array(0x10000);
/** The sets of all that they do not name. */
let others = 0;
let bit = 1;

/**
 * Makes a set of characters that a rule looks for, so that one pass over a text tells every rule
 * whether it need look at all.
 *
 * @param characters as in a class of a regular expression, but without escapes: `a-z` is a range,
 *   and `^` at the beginning means all others
 * @returns the set's bit in what `setsIn` returns
 */
export function characterSet(characters: string): number {
  const own = bit;
  if (own > 0x8000) throw new Error("there are more sets than bits");
  bit *= 2;
  const inverted = characters.startsWith("^");
  if (inverted) others |= own;
  for (let at = inverted ? 1 : 0; at < characters.length; at++) {
    const first = characters.charCodeAt(at);
    if (characters[at + 1] === "-" && at + 2 < characters.length) at += 2;
    const last = characters.charCodeAt(at);
    for (let code = first; code <= last; code++) named[code]! |= own;
  }
  return own;
}

/** The sets of which a text has a character. */
export function setsIn(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) found |= named[text.charCodeAt(at)]! ^ others;
  return found;
}
