// `lint --fix`: mends what is certain, each fix tried with the others before anything is written.
import type { Finding, Fix, Place } from "../finding/finding.ts";
import type { Files, WritableFiles } from "../files/files.ts";
import { filesOf } from "../files/folder.ts";
import { overlay } from "../files/memory.ts";
import { generate } from "./generate.ts";
import { loadList } from "../data/load.ts";
import type { LoadedList } from "../data/record.ts";
import { listPages } from "../page/pages.ts";
import { type Edits, type Fixable, mendTexts } from "../rules/fixes.ts";
import { runRules } from "../rules/index.ts";

/** Some fixes make room for others, in the same value too; what is left then is told by lint. */
const MOST_ROUNDS = 50;

/** What mending did. */
export interface Mended {
  /** The findings that were mended, in the order of mending. */
  mended: Finding[];
  /** Findings whose fix was left out, with what the list would be after it. */
  left: Finding[];
  /** Files that were written, relative to the list's folder. */
  files: string[];
  /** Why nothing was mended: data that cannot be read, a page with edits made by hand. */
  findings: Finding[];
}

/**
 * Mends what is certain: values and the order of records in the data files, by edits of just these
 * places, until there is nothing left to mend, and then the pages. Nothing is mended where a page
 * holds edits made by hand, since these may be of the same values. A fix after which the list would
 * not be sound, such as one that makes two entries one, is left out, and takes no other with it.
 *
 * @param from the list's files, or the path of its folder
 * @param only the rules whose findings are mended; every rule's where it is left out
 * @throws Error where a file cannot be written; each file is then whole, old or new
 */
export function mendList(
  from: string | WritableFiles,
  { today = new Date(), only }: { today?: Date; only?: readonly string[] } = {},
): Mended {
  const all = filesOf(from);
  const first = generate(all);
  if (first.findings.length > 0)
    return { mended: [], left: [], files: [], findings: first.findings };
  const mended: Finding[] = [];
  const left = new Map<string, Finding>();
  const files = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const list = loadList(all);
    const found = runRules(list, listPages(list).pages, today).filter(
      (finding): finding is Fixable =>
        finding.fix !== undefined &&
        (only?.includes(finding.rule) ?? true) &&
        !left.has(keyOf(finding.fix)),
    );
    const made = new Trial(list).settle(found, (finding, why) =>
      left.set(keyOf(finding.fix), {
        ...finding,
        message: `${finding.message}; not mended, for then ${why}`,
      }),
    );
    if (made.mended.length === 0) break;
    for (const [file, text] of made.texts) all.write(file, text);
    mended.push(...made.mended);
    for (const file of made.texts.keys()) files.add(file);
  }
  // The pages were as the data before made them, so there is nothing in them to lose.
  const { generated } = generate(all, { force: true });
  for (const { file, change } of [...first.generated, ...generated])
    if (change !== "unchanged") files.add(file);
  return { mended, left: [...left.values()], files: [...files], findings: [] };
}

/** Which value or file a fix changes. */
const keyOf = (fix: Fix): string => ("pointer" in fix ? `${fix.file} ${fix.pointer}` : fix.file);

/** So many times a list is tried with a part of the fixes; what is left by then is left out. */
const MOST_TRIALS = 40;

/** Makes the fixes after which a list is sound. */
class Trial {
  private readonly before: ReadonlyMap<string, string>;
  private trials = 0;

  constructor(private readonly list: LoadedList) {
    this.before = new Map([...list.documents].map(([file, { text }]) => [file, text]));
  }

  /** Makes all of some fixes but those that break the list; these are told, with what breaks. */
  settle(found: readonly Fixable[], leave: (finding: Fixable, why: string) => void): Edits {
    return mendTexts(this.before, this.sound([], found, leave));
  }

  /** Those fixes of `rest` that the list bears along with the kept ones, which it bears. */
  private sound(
    kept: readonly Fixable[],
    rest: readonly Fixable[],
    leave: (finding: Fixable, why: string) => void,
  ): readonly Fixable[] {
    const broken = rest.length === 0 ? [] : this.attempt([...kept, ...rest]);
    const [first] = broken;
    if (!first) return [...kept, ...rest];
    if (rest.length === 1 || this.trials >= MOST_TRIALS) {
      for (const finding of rest) leave(finding, first.message);
      return kept;
    }
    // Most of what breaks is told of the record whose fix breaks it.
    const why = new Map(broken.map(({ data, message }) => [placeText(data), message]));
    const blamed = rest.filter((finding) => why.has(this.recordOf(finding)));
    if (blamed.length > 0 && blamed.length < rest.length) {
      for (const finding of blamed) leave(finding, why.get(this.recordOf(finding))!);
      const others = rest.filter((finding) => !blamed.includes(finding));
      return this.sound(kept, others, leave);
    }
    const half = rest.length >> 1;
    return this.sound(this.sound(kept, rest.slice(0, half), leave), rest.slice(half), leave);
  }

  /** What would be wrong with the list after some fixes. */
  private attempt(fixes: readonly Fixable[]): Finding[] {
    this.trials++;
    return problems(overlay(this.list.files, mendTexts(this.before, fixes).texts));
  }

  /** Where the record stands that a fix is of. */
  private recordOf({ fix }: Fixable): string {
    const element = "pointer" in fix ? /^\/([0-9]+)(?=\/)/.exec(fix.pointer)?.[1] : undefined;
    const steps = element === undefined ? [] : [Number(element)];
    return placeText(this.list.documents.get(fix.file)?.place(steps));
  }
}

const placeText = (place: Place | undefined): string =>
  place === undefined ? "" : `${place.file}:${place.line}`;

/** What is wrong with a list's data, and with the pages that they make. */
function problems(files: Files): Finding[] {
  const list = loadList(files);
  return list.findings.length > 0 ? list.findings : listPages(list).findings;
}
