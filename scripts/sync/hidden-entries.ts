// Entries that a page does not show, though nobody removed them: they may stand in what was
// misread.
import { quote } from "../finding/quote.ts";
import { bareText } from "../pairing/folded.ts";
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import type { Copy, Misread, PageEntry } from "./entry.ts";
import type { PageView } from "./page.ts";
import { shownRecords } from "./triples.ts";
import type { MergeInput, Triple } from "./types.ts";

/** A shorter name may stand in a text by chance. */
const SHORTEST_NAME = 3;
/** And so may another value. */
const SHORTEST_TELLING = 8;
/** More entries than this are not gone by a slip of the hand. */
const MOST_SEARCHES = 200;

/**
 * Entries of the base that the page does not show, but that nobody removed: they may hide in a line
 * that does not read, or their name stands in what reads as the text of something else. Nothing is
 * taken from that either.
 *
 * @returns where on the page each of them may stand
 */
export function hiddenEntries(
  input: MergeInput,
  triples: readonly Triple[],
  kind: Kind,
): Map<Triple, Misread> {
  const { view, base } = input;
  const found = new Map<Triple, Misread>();
  const byBase = new Map(triples.map((triple) => [triple.base, triple]));
  const row: readonly Omit<Copy, "at">[] =
    view.copies.get(kind.name) ??
    shownRecords(base.page, kind.name).map((rec) => ({
      rec,
      offset: byBase.get(rec)!.theirs?.offset,
    }));
  const starts = view.unread.map(({ page }) => page.start);
  const texts = new NewTexts(input, triples);
  let after = -1;
  /** An unread line between the entries around it, or any that holds what it says. */
  const unread = (rec: Rec, index: number): number | undefined => {
    const next = row.slice(index).find(({ offset = -1 }) => offset > after);
    const before = next?.offset ?? Infinity;
    const between = starts.find((start) => start > after && start < before);
    return between ?? (standsUnread(input, kind, rec) ? starts[0] : undefined);
  };
  row.forEach(({ rec, offset: there }, index) => {
    if (there !== undefined) {
      after = there;
      return;
    }
    const triple = byBase.get(rec)!;
    const offset = starts.length > 0 ? unread(rec, index) : undefined;
    // What the data lacks too was meant to go.
    const swallowed = offset === undefined && triple.ours ? texts.swallowing(kind, rec) : undefined;
    const misread = offset === undefined ? swallowed : { offset };
    if (misread && triple.theirs) triple.theirs.damage ??= misread;
    else if (misread) found.set(triple, misread);
  });
  return found;
}

function shownValues({ pattern }: MergeInput, kind: Kind, rec: Rec): string[] {
  return [...pattern.shownFields.get(kind.name)!]
    .flatMap((path) => fieldValue(rec, path) ?? [])
    .map((text) => bareText(text));
}

const standsUnread = (input: MergeInput, kind: Kind, rec: Rec): boolean =>
  shownValues(input, kind, rec).some(
    (text) => text.length >= SHORTEST_TELLING && input.view.unreadText.includes(text),
  );

/** Whether some list of an entry holds a text: one more value takes the place of none. */
const isListed = ({ said: { fields } }: PageEntry, text: string): boolean =>
  [...fields.values()].some(
    (value) => typeof value !== "string" && value.some((part) => bareText(part).includes(text)),
  );

/** A line that was not there before, and the text that it holds. */
type Found = PageView["fresh"][number] & { text: string };

/** The lines of the page that were not there before, for looking names up. */
class NewTexts {
  private readonly starts: number[] = [];
  private readonly added: ReadonlySet<PageEntry | undefined>;
  private text: string | undefined;
  private searches = 0;
  private before = "";

  constructor(
    private readonly input: MergeInput,
    triples: readonly Triple[],
  ) {
    this.added = new Set(triples.flatMap(({ base, theirs }) => (base ? [] : theirs)));
  }

  /**
   * Where a line that was not there before holds the name of an entry, or in a list what else it
   * said, which was in no other text of the base. The entry that the line belongs to is marked as
   * damaged; a new one may speak of others.
   */
  swallowing(kind: Kind, rec: Rec): Misread | undefined {
    const name = String(fieldValue(rec, kind.key) ?? "");
    const bare = bareText(name);
    const place =
      (bare.length < SHORTEST_NAME ? undefined : this.placeOf(bare, rec)) ??
      this.linesOf(kind, rec).find(({ text, entry }) => isListed(entry, text));
    if (!place || this.saidByOthers(place.text, kind, rec)) return undefined;
    const what = place.text === bare ? "its name" : "what it says";
    const misread = {
      offset: place.start,
      why: `${quote(name)} has no line of its own any more, but ${what} stands in this one`,
      unless: "take that entry out of the data too",
    };
    place.entry.damage ??= misread;
    return misread;
  }

  /** Where what an entry said may stand now. */
  private linesOf(kind: Kind, rec: Rec): Found[] {
    if (this.searches++ >= MOST_SEARCHES) return [];
    return shownValues(this.input, kind, rec).flatMap(
      (text) => (text.length < SHORTEST_TELLING ? undefined : this.placeOf(text, rec)) ?? [],
    );
  }

  private placeOf(text: string, rec: Rec): Found | undefined {
    for (let at = this.all.indexOf(text); at >= 0; at = this.all.indexOf(text, at + 1)) {
      const place = this.input.view.fresh[this.starts.findLastIndex((one) => one <= at)]!;
      if (!this.added.has(place.entry) && place.entry.of !== rec) return { ...place, text };
    }
    return undefined;
  }

  private saidByOthers(text: string, kind: Kind, rec: Rec): boolean {
    const own = this.input.base.page.lines.filter(
      ({ head }) => head?.node.record === kind.name && head.scope.get(kind.name)?.[0] === rec,
    );
    return count(this.before, text) > count(bareText(own.map((line) => line.text).join("")), text);
  }

  private get all(): string {
    if (this.text !== undefined) return this.text;
    const { view, base } = this.input;
    this.before = bareText(base.page.text);
    this.text = "";
    for (const { start, end } of view.fresh) {
      this.starts.push(this.text.length);
      this.text += `${bareText(view.source.slice(start, end))}\n`;
    }
    return this.text;
  }
}

const count = (text: string, part: string): number => text.split(part).length - 1;
