import type { Code, Effects, Extension, State } from "micromark-util-types";

const DOLLAR = 36;
const BACKSLASH = 92;

/** What prettier, which knows `$$…$$` only, might rewrite between single dollars. */
const TOUCHED = new Set([..."*~`<[]"].map((character) => character.charCodeAt(0)));

/**
 * GitHub's mathematics, `$x_1$` and `$$x_1$$`, within a line: read as raw HTML is, to stay as it is.
 * As on GitHub, a price is none: no space stands just inside the dollars, no digit after them.
 */
export const mathSyntax: Extension = { text: { [DOLLAR]: { name: "math", tokenize } } };

function tokenize(effects: Effects, ok: State, nok: State): State {
  let size = 0;
  let run = 0;
  let previous: Code = null;

  const consume = (code: Code, next: State): State => {
    effects.consume(code);
    previous = code;
    return next;
  };
  const open: State = (code) => {
    if (code !== DOLLAR) return size > 2 || isSpace(code) ? nok(code) : inside(code);
    size++;
    return consume(code, open);
  };
  const inside: State = (code) => {
    if (isLineEnd(code)) return nok(code);
    if (size === 1 && (TOUCHED.has(code!) || (isSpace(code) && isSpace(previous))))
      return nok(code);
    if (code === BACKSLASH) return consume(code, escaped);
    if (code !== DOLLAR || isSpace(previous)) return consume(code, inside);
    run = 0;
    return close(code);
  };
  const escaped: State = (code) => (isLineEnd(code) ? nok(code) : consume(code, inside));
  const close: State = (code) => {
    if (code === DOLLAR) {
      run++;
      return consume(code, close);
    }
    if (run !== size || isDigit(code)) return inside(code);
    effects.exit("htmlTextData");
    effects.exit("htmlText");
    return ok(code);
  };

  return (code) => {
    effects.enter("htmlText");
    effects.enter("htmlTextData");
    return open(code);
  };
}

const isLineEnd = (code: Code): boolean => code === null || code < -2;

const isSpace = (code: Code): boolean => code === null || code < 0 || code === 32;

const isDigit = (code: Code): boolean => code !== null && code >= 48 && code <= 57;
