// The fields in which a line that reads says something else than the data.
import { quote, quoteBoth } from "../finding/quote.ts";
import type { ReadLine } from "../page/entry.ts";
import type { Page, RenderedLine } from "../page/render.ts";
import { isMade, type Use } from "../template/pattern.ts";
import { sameValue, shownValue, type Value } from "../page/value.ts";

/** A field that a line of the page shows otherwise than the data. */
interface Difference {
  path: string;
  message: string;
  /** Whether the line shows the field at all. */
  there: boolean;
  /** It is no field, but follows from the data. */
  made: boolean;
  /** Where it stands in the page. */
  offset: number;
}

const textOf = (value: Value): string => (typeof value === "string" ? value : value.join(", "));
const shown = (value: Value): string => quote(textOf(value));

/** A use's field; of what follows from the data, the whole of its hole. */
const pathOf = (use: Use): string =>
  use.anchor || !isMade(use) ? use.field.path : use.path.slice(use.kind.length + 1);

/**
 * The fields in which a line that reads differs from what it should say; a field that stands on
 * the line twice is reported once.
 */
export function differences(
  expected: RenderedLine,
  read: ReadLine,
  valueOf: Page["valueOf"],
): Difference[] {
  const found = new Map<string, Difference>();
  for (const capture of read.captures!) {
    const use = read.line!.uses[capture.use]!;
    const path = pathOf(use);
    const wanted = shownValue(use.field, valueOf(use, expected));
    const own = capture.value;
    if (found.has(path) || sameValue(own, wanted)) continue;
    if (use.role === "anchor") {
      const message = `the link goes to ${shown(`#${String(own)}`)}, expected ${shown(`#${String(wanted)}`)}`;
      found.set(path, { path, message, there: true, made: isMade(use), offset: capture.start });
      continue;
    }
    const where = use.derived ? "its address says" : "found";
    const [is, should] = quoteBoth(textOf(own), textOf(wanted ?? ""));
    const message =
      wanted === undefined
        ? `${where} ${shown(own)}, which the data does not have`
        : `${where} ${is}, expected ${should}`;
    found.set(path, { path, message, there: true, made: isMade(use), offset: capture.start });
  }
  const read_ = new Set(read.captures!.map((capture) => read.line!.uses[capture.use]!.path));
  for (const use of expected.node.line.uses) {
    const wanted = valueOf(use, expected);
    if (wanted === undefined || use.derived || read_.has(use.path) || found.has(pathOf(use)))
      continue;
    found.set(pathOf(use), {
      path: pathOf(use),
      message: `is missing: expected ${shown(wanted)} on this line`,
      there: false,
      made: isMade(use),
      offset: read.page.start,
    });
  }
  // What follows from a field that differs does too.
  return [...found.values()].filter(
    ({ path, made }) =>
      !made || ![...found.values()].some((one) => !one.made && path.startsWith(`${one.path}.`)),
  );
}
