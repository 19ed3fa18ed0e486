import { letterAt } from "./letters.ts";

/** Letters to a shingle, and the shift after which so many are gone from a hash of 32 bits. */
const WIDTH = 6;
const SHIFT = 6;
/** Bins, of whose shingles one each stands for a text. */
const KEPT = 12;
const NONE = 0x7fffffff;

/**
 * Finds texts that are nearly the same among many in linear time: each is stored under a few of
 * its shingles, the one of lowest hash in each bin (one permutation hashing: Li, Owen and Zhang
 * 2012), and only texts that meet there twice are compared. A shingle leads to the first text that
 * has it, so that what many texts share costs no more than what is rare.
 */
export class Sketches<Value> {
  private readonly stored: Value[] = [];
  /** An open-addressed table: a shingle's hash, and beside it the number of its text, from 1. */
  private readonly table: Int32Array;
  private readonly mask: number;

  /**
   * @param most how many texts there will be
   * @param shortest texts of fewer letters are left alone
   */
  constructor(
    most: number,
    private readonly shortest: number,
  ) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, most * KEPT * 1.25)));
    this.table = new Int32Array(2 * slots);
    this.mask = slots - 1;
  }

  /** Stores a text that can be read letter by letter, and tells which of those stored before may be nearly the same. */
  add(text: string, value: Value): Value[] {
    if (sketch(text) < this.shortest) return [];
    this.stored.push(value);
    const own = this.stored.length;
    const met: number[] = [];
    for (let bin = 0; bin < KEPT; bin++) {
      if (lowest[bin] === NONE) continue;
      const owner = this.owner(lowest[bin]!, own);
      if (owner !== own) met.push(owner);
    }
    if (met.length < 2) return [];
    const often = met.filter((owner, index) => met.indexOf(owner) < index);
    return [...new Set(often)].map((owner) => this.stored[owner - 1]!);
  }

  /** The text that a shingle leads to: the given one, if it is the first to have it. */
  private owner(hash: number, text: number): number {
    // Low hashes are all alike in their high bits.
    const { table, mask } = this;
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 7) & mask;
    while (table[2 * slot + 1] !== 0 && table[2 * slot] !== hash) slot = (slot + 1) & mask;
    if (table[2 * slot + 1] === 0) {
      table[2 * slot] = hash;
      table[2 * slot + 1] = text;
    }
    return table[2 * slot + 1]!;
  }
}

/** The hash of the last letters of a text, with one more: each step shifts the oldest out. */
const roll = (rolling: number, letter: number): number =>
  ((rolling << SHIFT) + Math.imul(letter, 0x9e3779b1)) | 0;

/** Spreads a rolling hash, so that the lowest are a fair sample. */
function mix(rolling: number): number {
  const mixed = Math.imul(rolling ^ (rolling >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** Filled by `sketch`, which runs for every summary of a list. */
const lowest = new Int32Array(KEPT);

/** Puts the lowest hash of each of a text's bins of shingles into `lowest`, and tells how many letters it has. */
function sketch(text: string): number {
  lowest.fill(NONE);
  let letters = 0;
  let rolling = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = letterAt(text, at);
    if (letter === 0) continue;
    rolling = roll(rolling, letter);
    if (++letters < WIDTH) continue;
    const hash = mix(rolling);
    const bin = ((hash >>> 16) * KEPT) >>> 16;
    if (hash < lowest[bin]!) lowest[bin] = hash;
  }
  return letters;
}

/** How alike two folded texts are: the part of their shingles that both have, from 0 to 1 (Jaccard). */
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
    rolling = roll(rolling, text.charCodeAt(at));
    if (at >= WIDTH - 1) found.add(mix(rolling));
  }
  return found;
}
