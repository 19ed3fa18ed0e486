// Merges three versions of a page by what they show.
import { SETTINGS } from "../data/data-files.ts";
import path from "node:path";
import { textOf } from "../files/files.ts";
import { folderFiles } from "../files/folder.ts";
import { memoryFiles } from "../files/memory.ts";
import { type Kind, makeKinds } from "../data/kinds.ts";
import type { LoadedList, Rec } from "../data/record.ts";
import type { Pattern } from "../template/pattern.ts";
import { guardPage } from "../page/guard.ts";
import { readPage } from "../page/read.ts";
import { render } from "../page/render.ts";
import { isInStep } from "../sync/whole.ts";
import { joinCopies } from "../sync/copies.ts";
import { mergePage } from "../sync/merge.ts";
import type { State } from "../sync/types.ts";
import { withFields } from "../sync/values.ts";
import type { PageEntry } from "../sync/entry.ts";
import { isUnread, viewPage } from "../sync/page.ts";
import { asRecords } from "../sync/take.ts";
import { compileTemplate } from "../template/template.ts";

/**
 * Merges three versions of a page by what they show: each is read back into entries, the entries
 * are merged as those of the data are, and the page is written from them.
 *
 * @param name the page's path from the working tree's top, where git runs its drivers
 * @returns the page; undefined where one of them does not read whole, or both sides changed the same: then
 *   the page is merged by its lines, and written anew once the data is settled
 */
export function mergePages(
  name: string,
  base: string,
  ours: string,
  theirs: string,
): string | undefined {
  const known = templateOf(name);
  if (!known) return undefined;
  const { pattern, kinds } = known;
  const versions = [base, ours, theirs].map((text) => readVersion(pattern, kinds, text));
  if (versions.some((version) => version === undefined)) return undefined;
  const [b, o, t] = versions as Version[];
  const { list } = o!;
  const merge = mergePage({ kinds, pattern, base: b!.state, ours: o!.state, list, view: t!.view });
  if (merge.conflicts.length + merge.damaged.length > 0) return undefined;
  const records = asRecords(merge);
  const page = render(pattern, kinds, records);
  // What went in is shown, or settled by hand: a heading may be gone that an entry stood under.
  return guardPage({ ...list, records }, pattern, page).length > 0 ? undefined : page.text;
}

function templateOf(name: string): { pattern: Pattern; kinds: Map<string, Kind> } | undefined {
  try {
    const files = folderFiles(path.dirname(name));
    const file = `templates/${path.basename(name)}`;
    const template = textOf(files, file);
    if (template === undefined) return undefined;
    const own: unknown = JSON.parse(textOf(files, SETTINGS) ?? "{}");
    const kinds = makeKinds((own as { kinds?: Parameters<typeof makeKinds>[0] }).kinds);
    return { pattern: compileTemplate(file, template, kinds), kinds };
  } catch {
    return undefined;
  }
}

interface Version {
  list: LoadedList;
  state: State;
  view: ReturnType<typeof viewPage>;
}

/** A version of a page as records; undefined where they would not make it again. */
function readVersion(
  pattern: Pattern,
  kinds: Map<string, Kind>,
  text: string,
): Version | undefined {
  const reading = readPage(pattern, kinds, text);
  if (reading.lines.some(isUnread)) return undefined;
  const view = joinCopies(viewPage(reading, pattern, kinds), pattern, kinds);
  const records = new Map<string, Rec[]>();
  const record = (kind: Kind, entry: PageEntry, index: number): Rec => ({
    kind: kind.name,
    index,
    file: "",
    element: index,
    value: withFields({}, entry.said.fields, kind),
  });
  for (const kind of kinds.values()) {
    const entries = kind.name === "list" ? [view.list] : (view.entries.get(kind.name) ?? []);
    if (entries.some(({ said: { torn, contradicted } }) => torn.size + contradicted.size > 0))
      return undefined;
    records.set(
      kind.name,
      entries.map((entry, index) => record(kind, entry, index)),
    );
  }
  const page = render(pattern, kinds, records);
  const list = { files: memoryFiles(), kinds, records, documents: new Map(), findings: [] };
  return isInStep(list, { file: "", pattern, page, actual: text })
    ? { list, state: { records, page }, view }
    : undefined;
}
