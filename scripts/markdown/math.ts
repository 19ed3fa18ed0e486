// Mathematics in text: kept as it is, told from dollars that are none.
import { escapeText, type TextContext, writeCode } from "./escape.ts";
import type {
  Code,
  Construct,
  Effects,
  Extension,
  State,
  TokenizeContext,
} from "micromark-util-types";

const DOLLAR = 36;
const BACKSLASH = 92;
const BACKTICK = 96;

/** What prettier, which knows `$$…$$` only, might rewrite between single dollars. */
const TOUCHED = /[*~<[\]]/;

/**
 * Mathematics as prettier leaves it: what it might rewrite stands between backticks, which to
 * GitHub mean the same.
 */
export const writeMath = (math: string): string =>
  /^\$[^$`]/.test(math) && TOUCHED.test(math) ? `$\`${math.slice(1, -1)}\`$` : math;

/** Mathematics in a text, where no letter or digit stands before it and no digit behind. */
const IN_TEXT = /(?<![\p{L}\p{N}$])\$(?![\s$])[^$`\n]*(?<!\s)\$(?![\d$])/gu;

/**
 * Writes plain text with its mathematics, which stays as it is, or between backticks where Markdown
 * would read something in it; a dollar by itself is text.
 */
export function writeText(value: string, context: TextContext): string {
  if (!value.includes("$")) return escapeText(value, context);
  let written = "";
  let done = 0;
  for (const { 0: math, index } of value.matchAll(IN_TEXT)) {
    const end = index + math.length;
    if (TOUCHED.test(math) && /^[a-z]/i.test(value.slice(end))) continue;
    const inner = math.slice(1, -1);
    const plain = escapeText(inner, { ...context, before: "$", after: "$" }) === inner;
    const between = escapeText(value.slice(done, index), {
      ...context,
      before: context.before + written,
      after: "$",
    });
    written += between + (plain ? math : `$${writeCode(inner, context)}$`);
    done = end;
  }
  const before = context.before + written;
  return written + escapeText(value.slice(done), { ...context, before });
}

/**
 * GitHub's mathematics, `$x_1$`, `$$x_1$$` and ``$`x_1`$``, within a line: read as raw HTML is, to
 * stay as it is. As on GitHub, a price is none: no space stands just inside the dollars, no digit
 * after them, and behind what might be emphasis or a link no letter either.
 *
 * @see https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
 */
export const mathSyntax: Extension = {
  text: { [DOLLAR]: { name: "math", tokenize } },
  flow: { [DOLLAR]: { name: "mathFlow", concrete: true, tokenize: tokenizeBlock } },
};

/** Lines between two that are `$$` alone, none of them blank: read as a block of raw HTML is. */
function tokenizeBlock(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const indented = this.events.at(-1)?.[1].type === "linePrefix";
  let first = true;
  let dollars = 0;

  const line: State = (code) => {
    if (isLineEnd(code)) return nok(code);
    effects.enter("htmlFlowData");
    dollars = 0;
    return fence(code);
  };
  const fence: State = (code) => {
    if (code === DOLLAR && ++dollars < 3) {
      effects.consume(code);
      return fence;
    }
    if (dollars === 2 && isLineEnd(code) && !first) return close(code);
    return first && !(dollars === 2 && isLineEnd(code)) ? nok(code) : inside(code);
  };
  const inside: State = (code) => {
    if (!isLineEnd(code)) {
      effects.consume(code);
      return inside;
    }
    effects.exit("htmlFlowData");
    first = false;
    return code === null ? nok(code) : effects.check(nextLine, lineEnding, nok)(code);
  };
  const lineEnding: State = (code) => {
    effects.enter("lineEnding");
    effects.consume(code);
    effects.exit("lineEnding");
    return line;
  };
  const close: State = (code) => {
    effects.exit("htmlFlowData");
    effects.exit("htmlFlow");
    return ok(code);
  };

  return (code) => {
    if (indented) return nok(code);
    effects.enter("htmlFlow");
    return line(code);
  };
}

/** Whether the next line stands in the same containers. */
const nextLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const next: State = (code) => (this.parser.lazy[this.now().line] ? nok(code) : ok(code));
    return (code) => {
      effects.enter("lineEnding");
      effects.consume(code);
      effects.exit("lineEnding");
      return next;
    };
  },
};

function tokenize(effects: Effects, ok: State, nok: State): State {
  let size = 0;
  let run = 0;
  let previous: Code = null;
  let touched = false;

  const consume = (code: Code, next: State): State => {
    effects.consume(code);
    previous = code;
    return next;
  };
  const open: State = (code) => {
    if (code === DOLLAR) {
      // Each dollar of a run is tried: what looked at the run's end would take quadratic time.
      return ++size > 2 ? nok(code) : consume(code, open);
    }
    if (isSpace(code)) return nok(code);
    return size === 1 && code === BACKTICK ? consume(code, quoted) : inside(code);
  };
  const inside: State = (code) => {
    if (isLineEnd(code)) return nok(code);
    if (size === 1) {
      if (code === BACKTICK || (isSpace(code) && isSpace(previous))) return nok(code);
      touched ||= code! > 0 && TOUCHED.test(String.fromCharCode(code!));
    }
    if (code === BACKSLASH) return consume(code, escaped);
    if (code !== DOLLAR || isSpace(previous)) return consume(code, inside);
    run = 0;
    return close(code);
  };
  const quoted: State = (code) => {
    if (isLineEnd(code)) return nok(code);
    if (code !== BACKTICK || previous === BACKTICK) return consume(code, quoted);
    return consume(code, (next) => (next === DOLLAR ? consume(next, behind) : nok(next)));
  };
  const behind: State = (code) => (isDigit(code) ? nok(code) : done(code));
  const escaped: State = (code) => (isLineEnd(code) ? nok(code) : consume(code, inside));
  const close: State = (code) => {
    if (code === DOLLAR) {
      run++;
      return consume(code, close);
    }
    return run !== size || isDigit(code) || (touched && isLetter(code)) ? inside(code) : done(code);
  };
  const done: State = (code) => {
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

const isLetter = (code: Code): boolean =>
  code !== null && ((code >= 65 && code <= 90) || (code >= 97 && code <= 122));
