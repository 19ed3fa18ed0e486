/** An issue that was made with one of the list's forms, as the values of a record. */
import type { Kind } from "../data/kinds.ts";
import { quote } from "../finding/quote.ts";
import { labelOf } from "./labels.ts";
import type { Value } from "../page/value.ts";

/** What GitHub writes where nothing was filled in. */
const NOTHING = "_No response_";

/**
 * Reads the body that GitHub makes of a form: the label of each item as a heading, then what was
 * written there, taken as it stands.
 *
 * @throws Error where the body is of no form, or what was written could be taken for a heading
 * @see https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
 */
export function readIssue(
  body: string,
  kinds: ReadonlyMap<string, Kind>,
): { kind: Kind; values: Map<string, Value> } {
  const lines = body.split(/\r?\n/);
  const forms = [...kinds.values()]
    .filter(({ name }) => name !== "list")
    .map((kind) => ({ kind, items: itemsOf(lines, kind) }));
  const whole = forms.filter(({ kind, items }) => items.some(({ path }) => path === kind.key));
  const [form] = whole.sort((a, b) => b.items.length - a.items.length);
  if (!form)
    throw new Error(
      `found no heading of a form, expected one such as "### ${labelOf(forms[0]!.kind, forms[0]!.kind.key)}"; "paperlist forms" writes the forms`,
    );
  const { kind, items } = form;
  const values = new Map<string, Value>();
  items.forEach(({ path, at }, index) => {
    if (items.findIndex((item) => item.path === path) < index)
      throw new Error(`found the heading ${quote(lines[at])} twice; one is not the form's`);
    const text = lines
      .slice(at + 1, items[index + 1]?.at)
      .join("\n")
      .trim();
    if (text === "" || text === NOTHING) return;
    const each = text.split("\n").map((line) => line.trim());
    values.set(path, kind.fields.get(path)!.list ? each.filter((line) => line) : text);
  });
  return { kind, values };
}

/** The headings of a kind's form, in their order. */
const itemsOf = (lines: readonly string[], kind: Kind): { path: string; at: number }[] =>
  lines.flatMap((line, at) => {
    const paths = line.startsWith("### ") ? [...kind.fields.keys()] : [];
    const path = paths.find((one) => line.trimEnd() === `### ${labelOf(kind, one)}`);
    return path === undefined ? [] : [{ path, at }];
  });
