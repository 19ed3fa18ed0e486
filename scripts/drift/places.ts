// What the other places of an entry say that stands in several, as under each of its topics.
import { fieldValue, type LoadedList, type Rec } from "../data/record.ts";
import { lineIndex } from "../finding/place.ts";
import { quote } from "../finding/quote.ts";
import { grouped } from "../pairing/grouped.ts";
import type { Pairing } from "../pairing/pair.ts";
import type { Reading } from "../page/reading.ts";
import { sameValue, shownValue, type Value } from "../page/value.ts";
import type { ActualChunk, ExpectedChunk } from "./chunks.ts";
import type { About } from "./describe.ts";

/** The places of entries that have several. */
export class Places {
  private readonly known: ReadonlyMap<Rec, ActualChunk[]>;

  constructor(
    private readonly given: { list: LoadedList; reading: Reading },
    expected: readonly ExpectedChunk[],
    actual: readonly ActualChunk[],
    { pairs }: Pairing,
  ) {
    this.known = grouped(
      pairs.flatMap((pair) => {
        const [{ record }, own] = [expected[pair.expected]!, actual[pair.actual]!];
        return record && own.entry ? [[record, own] as const] : [];
      }),
    );
  }

  /** What the others say of a field that differs in one of them, and where. */
  besides(offset: number, { chunk, path }: About): string {
    const [head] = chunk?.lines ?? [];
    if (!chunk?.record || path === undefined || !head?.node.spread) return "";
    if (path === head.node.spread.path) return "";
    const { source } = this.given.reading;
    const field = this.given.list.kinds.get(chunk.record.kind)!.fields.get(path)!;
    const wanted = shownValue(field, fieldValue(chunk.record, path));
    const index = lineIndex(source);
    const said = new Map<number, Value | undefined>();
    for (const { entry, lines } of this.known.get(chunk.record) ?? []) {
      const value = entry!.fields.get(path);
      if (!sameValue(value, wanted)) said.set(index.at(lines[0]!.page.start).line, value);
    }
    // A copy that stands letter by letter as it should need not have been read.
    const { text } = head;
    for (let from = source.indexOf(text); from >= 0; from = source.indexOf(text, from + 1)) {
      const { line } = index.at(from);
      if (!said.has(line)) said.set(line, wanted);
    }
    said.delete(index.at(offset).line);
    const others = [...said].sort((a, b) => a[0] - b[0]).slice(0, MOST_TOLD);
    const told = others.map(
      ([line, value]) =>
        `${value === undefined ? "nothing" : quote(String(value))} in line ${line}`,
    );
    return told.length === 0 ? "" : `, while the same entry has ${told.join(", ")}`;
  }
}

/** Other places than these say no more. */
const MOST_TOLD = 5;
