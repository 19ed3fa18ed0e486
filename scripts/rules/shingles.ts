/** Characters to a shingle. */
const WIDTH = 6;
/** Shingles that stand for a text. */
const KEPT = 8;
/** Texts nearly the same have at least so many of these in common. */
const MEETINGS = 2;

/**
 * Finds texts that are nearly the same among many in linear time: each is stored under its few
 * shingles of lowest hash (min-wise hashing: Broder 1997, "On the resemblance and containment of
 * documents"), and only texts that meet there are compared. A shingle leads to the first text that
 * has it, so that what many texts share costs no more than what is rare.
 */
export class Sketches<Value> {
  private readonly stored: { value: Value; text: string }[] = [];
  /** An open-addressed table: a shingle's hash, and the number of its text, from 1. */
  private readonly hashes: Uint32Array;
  private readonly owners: Uint32Array;
  private readonly mask: number;

  /** @param most how many texts there will be */
  constructor(most: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, most * KEPT * 2)));
    this.hashes = new Uint32Array(size);
    this.owners = new Uint32Array(size);
    this.mask = size - 1;
  }

  /** Stores a text, and tells which of those stored before it may be nearly the same. */
  add(text: string, value: Value): { value: Value; text: string }[] {
    this.stored.push({ value, text });
    const count = sketch(text);
    const met: number[] = [];
    for (let at = 0; at < count; at++) {
      const owner = this.owner(lowest[at]!, this.stored.length);
      if (owner !== this.stored.length) met.push(owner);
    }
    if (met.length < MEETINGS) return [];
    const often = met.filter((owner, at) => met.indexOf(owner) !== at);
    return [...new Set(often)].map((owner) => this.stored[owner - 1]!);
  }

  /** The text that a shingle leads to: the given one, if it is the first to have it. */
  private owner(hash: number, text: number): number {
    // Low hashes are all alike in their high bits.
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 7) & this.mask;
    while (this.owners[slot] !== 0 && this.hashes[slot] !== hash) slot = (slot + 1) & this.mask;
    if (this.owners[slot] === 0) {
      this.owners[slot] = text;
      this.hashes[slot] = hash;
    }
    return this.owners[slot]!;
  }
}

const BASE = 0x01000193;
let outgoing = 1;
for (let power = 0; power < WIDTH; power++) outgoing = Math.imul(outgoing, BASE);

/** The hash of the shingle that ends at a place, from the one that ends before it: Karp and Rabin 1987. */
function roll(text: string, at: number, rolling: number): number {
  const next = (Math.imul(rolling, BASE) + text.charCodeAt(at)) | 0;
  return at < WIDTH ? next : (next - Math.imul(text.charCodeAt(at - WIDTH), outgoing)) | 0;
}

/** Spreads a rolling hash, so that the lowest are a fair sample. */
function mix(rolling: number): number {
  const mixed = Math.imul(rolling ^ (rolling >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** Filled by `sketch`, which runs for every summary of a list. */
const lowest = new Uint32Array(KEPT);

/** Puts the lowest hashes of a text's shingles, each once, into `lowest`, and tells how many. */
function sketch(text: string): number {
  let count = 0;
  let rolling = 0;
  for (let at = 0; at < text.length; at++) {
    rolling = roll(text, at, rolling);
    if (at < WIDTH - 1) continue;
    const hash = mix(rolling);
    if (count === KEPT && hash >= lowest[KEPT - 1]!) continue;
    let place = count;
    while (place > 0 && lowest[place - 1]! > hash) place--;
    if (place > 0 && lowest[place - 1] === hash) continue;
    if (count < KEPT) count++;
    lowest.copyWithin(place + 1, place, count - 1);
    lowest[place] = hash;
  }
  return count;
}

/** How alike two texts are: the part of their shingles that both have, from 0 to 1 (Jaccard). */
export function likeness(a: string, b: string): number {
  const mine = shingles(a);
  const yours = shingles(b);
  let common = 0;
  for (const one of mine) if (yours.has(one)) common++;
  return common / (mine.size + yours.size - common);
}

function shingles(text: string): Set<number> {
  const found = new Set<number>();
  let rolling = 0;
  for (let at = 0; at < text.length; at++) {
    rolling = roll(text, at, rolling);
    if (at >= WIDTH - 1) found.add(mix(rolling));
  }
  return found;
}
