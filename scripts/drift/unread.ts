// The message about a line that reads as no line of the template.
import { quote } from "../finding/quote.ts";
import { stopOf } from "../page/out-of-place.ts";
import type { ReadLine } from "../page/entry.ts";

/** So much of what may stand in a place is told. */
const MOST_TOLD = 5;

/** What is wrong with a line that does not read, and where on the page it begins to be. */
export function unreadMessage(read: ReadLine, source: string): { stop: number; message: string } {
  const { line, page } = read;
  const { offset: stop, texts, holes, ends, twice } = stopOf(read);
  const found = quote(source.slice(stop === page.end ? page.start : stop, page.end));
  if (!line) return { stop, message: `found ${found}, which is no part of the template` };
  if (stop === page.start)
    return { stop, message: `found ${found}, expected a line like ${line.source}` };
  if (twice !== undefined)
    return { stop, message: `found ${found}, but ${twice} stands on this line already` };
  const next = [...texts.map(told), ...holes].slice(0, MOST_TOLD);
  if (ends || next.length === 0) next.push("the line to end");
  const wanted = next.join(" or ");
  const as = `expected ${wanted}, as in ${line.source}`;
  return {
    stop,
    message:
      stop === page.end
        ? `found ${found}, which ends too early: ${as}`
        : `this line reads no further than here: found ${found}, ${as}`,
  };
}

const told = (text: string): string => (text === " " ? "a space" : quote(text));
