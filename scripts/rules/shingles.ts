/** Characters to a shingle. */
const WIDTH = 4;
/** Shingles that stand for a text: two texts that are nearly the same share one of these. */
const KEPT = 6;
/** Texts that one shingle leads to; what more texts share says nothing. */
const CROWD = 4;

/**
 * Finds texts that are nearly the same among many in linear time: each is stored under its few
 * shingles of lowest hash (Broder 1997, min-wise hashing), and only texts that meet there are
 * compared.
 */
export class Sketches<Value> {
  private readonly stored = new Map<number, { value: Value; text: string }[]>();

  add(text: string, value: Value): void {
    const stored = { value, text };
    for (const hash of sketch(text)) {
      const known = this.stored.get(hash);
      if (!known) this.stored.set(hash, [stored]);
      else if (known.length < CROWD) known.push(stored);
    }
  }

  /** Stored texts that may be nearly the same. */
  candidates(text: string): Set<{ value: Value; text: string }> {
    const found = new Set<{ value: Value; text: string }>();
    for (const hash of sketch(text)) for (const one of this.stored.get(hash) ?? []) found.add(one);
    return found;
  }
}

let last: { text: string; hashes: number[] } = { text: "", hashes: [] };

/** The lowest hashes of a text's shingles, each once. */
function sketch(text: string): number[] {
  if (last.text === text) return last.hashes;
  const lowest: number[] = [];
  for (let at = 0; at + WIDTH <= text.length; at++) {
    const hash = hashAt(text, at);
    if (lowest.length === KEPT && hash >= lowest[KEPT - 1]!) continue;
    let place = lowest.length;
    while (place > 0 && lowest[place - 1]! > hash) place--;
    if (lowest[place - 1] === hash) continue;
    lowest.splice(place, 0, hash);
    if (lowest.length > KEPT) lowest.pop();
  }
  last = { text, hashes: lowest };
  return lowest;
}

/** FNV-1a over the characters of a shingle, mixed so that low hashes are spread. */
function hashAt(text: string, at: number): number {
  let hash = 0x811c9dc5;
  for (let index = at; index < at + WIDTH; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** How alike two texts are: the part of their shingles that both have, from 0 to 1 (Jaccard). */
export function likeness(a: string, b: string): number {
  const mine = shinglesOf(a);
  const yours = shinglesOf(b);
  let common = 0;
  for (const one of mine) if (yours.has(one)) common++;
  return common / (mine.size + yours.size - common);
}

function shinglesOf(text: string): Set<number> {
  const found = new Set<number>();
  for (let at = 0; at + WIDTH <= text.length; at++) found.add(hashAt(text, at));
  return found;
}
