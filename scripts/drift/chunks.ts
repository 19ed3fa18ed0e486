// Cuts both sides of a comparison alike: an entry with its lines, or one line of no entry.
import type { Kind } from "../data/kinds.ts";
import { fieldValue, type Rec } from "../data/record.ts";
import type { Entry, ReadLine } from "../page/entry.ts";
import type { Reading } from "../page/reading.ts";
import type { Page, RenderedLine } from "../page/render.ts";

/**
 * The two sides of a comparison, cut alike: an entry with all its lines, or one line that belongs
 * to no entry (a heading, prose, a line of the contents).
 */
export interface ExpectedChunk {
  lines: RenderedLine[];
  record?: Rec;
  /** The record's key. */
  name?: string;
}

export interface ActualChunk {
  lines: ReadLine[];
  /** The source of its lines. */
  source: string;
  entry?: Entry;
  name?: string;
  /** All its lines stand as they should, and so does what is around them: it was not read. */
  untouched: boolean;
}

/** The key of a kind's records, for chunks of this kind. */
type KeyOf = (kind: string) => string;

/** What should be on a page, in chunks, but for what is known to stand there. */
export function expectedChunks(page: Page, { omitted }: Reading, keyOf: KeyOf): ExpectedChunk[] {
  const chunks: ExpectedChunk[] = [];
  const ofHead = new Map<RenderedLine, ExpectedChunk>();
  let next = 0;
  for (const [from, to] of [...omitted, [page.lines.length, Infinity] as const]) {
    for (const shown of page.lines.slice(next, from)) {
      const known = shown.head && ofHead.get(shown.head);
      if (known) {
        known.lines.push(shown);
        continue;
      }
      const chunk = chunkOf(shown, keyOf);
      if (shown.head) ofHead.set(shown.head, chunk);
      chunks.push(chunk);
    }
    next = to;
  }
  return chunks;
}

function chunkOf(shown: RenderedLine, keyOf: KeyOf): ExpectedChunk {
  const kind = shown.head?.node.record;
  const record = kind === undefined ? undefined : shown.scope.get(kind)?.[0];
  const name = record && fieldValue(record, keyOf(kind!));
  return {
    lines: [shown],
    ...(record ? { record } : {}),
    ...(name === undefined ? {} : { name: String(name) }),
  };
}

/** The first entry of each kind and name that should be on a page. */
export function entriesByName(
  page: Page,
  kinds: ReadonlyMap<string, Kind>,
): (kind: string, name: string | undefined) => ExpectedChunk | undefined {
  const found = new Map<string, ExpectedChunk>();
  const keyOf = (kind: string) => kinds.get(kind)!.key;
  for (const shown of page.lines) {
    if (!shown.head) continue;
    const chunk = chunkOf(shown, keyOf);
    const key = `${chunk.record?.kind}\0${chunk.name}`;
    if (!found.has(key)) found.set(key, chunk);
  }
  return (kind, name) => found.get(`${kind}\0${name}`);
}

/** What is on a page, in chunks. */
export function actualChunks(reading: Reading, keyOf: KeyOf): ActualChunk[] {
  const chunks: ActualChunk[] = [];
  const ofEntry = new Map<Entry, ActualChunk>();
  for (const line of reading.lines) {
    const { entry } = line;
    const previous = chunks.at(-1);
    const sameBlock =
      !line.line &&
      previous &&
      !previous.lines[0]!.line &&
      previous.lines[0]!.page.block === line.page.block;
    const known = entry ? ofEntry.get(entry) : sameBlock ? previous : undefined;
    if (known) {
      known.lines.push(line);
      continue;
    }
    const chunk: ActualChunk = { lines: [line], source: "", untouched: false };
    if (entry) {
      chunk.entry = entry;
      ofEntry.set(entry, chunk);
    }
    chunks.push(chunk);
  }
  for (const chunk of chunks) {
    chunk.untouched = chunk.lines.every(({ same }) => same);
    if (chunk.untouched) continue;
    const name = chunk.entry?.fields.get(keyOf(chunk.entry.kind));
    if (name !== undefined) chunk.name = String(name);
    const sources = chunk.lines.map(({ page }) => reading.source.slice(page.start, page.end));
    chunk.source = sources.join("\n");
  }
  return chunks;
}
