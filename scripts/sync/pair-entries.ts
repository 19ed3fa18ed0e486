// Which entries of two versions are the same one.
import { grouped } from "../pairing/grouped.ts";
import { bareText, folded } from "../pairing/folded.ts";
import { type Likeness, pairUp, textSimilarity } from "../pairing/pair.ts";

/** An entry as one side of a merge has it. */
export interface Side {
  name: string | undefined;
  /** What it says but for its name, field by field, as text that is equal for what is equal. */
  fields: ReadonlyMap<string, string>;
  /** What stands there where it does not read whole. */
  source?: string;
}

/** A text of this length or more tells an entry from the others. */
const TELLING = 12;

/** Two entries below this are not the same one, edited. */
const ENOUGH = 0.45;
/** And these are not, where nothing but themselves speaks for it. */
const ENOUGH_AFAR = 0.65;
/** So many pairs are looked at wherever they stand. */
const FEW = 1000;

const nameKey = ({ name }: Side): string | undefined =>
  name === undefined ? undefined : folded(name);

const exactKey = ({ name, fields, source }: Side): string =>
  source === undefined ? JSON.stringify([name, [...fields].sort()]) : `\0${source}`;

const traits = ({ fields }: Side): string[] =>
  [...fields].flatMap(([path, value]) => (value.length >= TELLING ? [`${path}\0${value}`] : []));

const likeness: Likeness<Side, Side> = {
  exactKey: [exactKey, exactKey],
  nameKey: [nameKey, nameKey],
  traits: [traits, traits],
  similarity,
  enough: ENOUGH,
};

const isAddress = (text: string): boolean => /^"?(https?:|10\.)/.test(text);
const isAddressTrait = (text: string): boolean => isAddress(text.slice(text.indexOf("\0") + 1));

/** So many fields of one entry are not all edited at once. */
const MOST_CHANGED = 3;

/** Half by their names, half by what else they say; long texts tell more than short ones. */
export function similarity(a: Side, b: Side): number {
  if (a.source !== undefined || b.source !== undefined) {
    const [source, name] = [b.source ?? a.source!, a.source === undefined ? a.name : b.name];
    if (name !== undefined && bareText(source).includes(bareText(name))) return 0.9;
  }
  const named =
    a.name === undefined || b.name === undefined
      ? 0
      : nameSimilarity(folded(a.name), folded(b.name));
  let [together, alike] = [0, 0];
  let [both, equal] = [0, 0];
  for (const path of new Set([...a.fields.keys(), ...b.fields.keys()])) {
    const [x = "", y = ""] = [a.fields.get(path), b.fields.get(path)];
    const telling = Math.max(x.length, y.length) >= TELLING;
    // Two entries seldom have an address in common, and a DOI never.
    const weight = isAddress(x || y) ? 3 : telling ? 1 : 0.1;
    if (x !== "" && y !== "") both++;
    if (x === y) equal++;
    together += weight;
    if (x === y) alike += weight;
    else if (telling) alike += 0.5 * weight * textSimilarity(x, y) ** 2;
  }
  // What says all else otherwise is another work, such as a successor of a name much like it.
  if (both >= MOST_CHANGED && equal === 0 && named < 1) return 0;
  // Of entries that say little else, the name alone tells.
  const rest = together >= 1 ? alike / together : named;
  return 0.5 * named + 0.5 * rest;
}

/** Names of which one goes on from the other are much alike. */
const nameSimilarity = (a: string, b: string): number =>
  Math.min(a.length, b.length) >= 4 && (a.includes(b) || b.includes(a))
    ? Math.max(0.85, textSimilarity(a, b))
    : textSimilarity(a, b);

/**
 * Which entries of two sides are the same: by all they say, by name, then by likeness.
 *
 * @param sure pairs known beforehand, as indices
 */
export function pairEntries(
  from: readonly Side[],
  to: readonly Side[],
  sure: readonly [number, number][] = [],
): { pairs: Map<number, number>; missing: number[]; extra: number[] } {
  const near = pairUp(from, to, likeness, sure);
  const pairs = new Map(near.pairs.map(({ expected, actual }) => [expected, actual]));
  const far = pairAfar(from, to, near.missing, near.extra);
  for (const [a, b] of far) pairs.set(a, b);
  const found = new Set(far.values());
  return {
    pairs,
    missing: near.missing.filter((a) => !far.has(a)),
    extra: near.extra.filter((b) => !found.has(b)),
  };
}

/** Pairs what was both edited and moved away from what it was near; of a few entries only. */
function pairAfar(
  from: readonly Side[],
  to: readonly Side[],
  missing: readonly number[],
  extra: readonly number[],
): Map<number, number> {
  const pairs = new Map<number, number>();
  if (missing.length * extra.length > FEW) return pairs;
  const found = new Set<number>();
  const likely = missing
    .flatMap((a) => extra.map((b) => ({ a, b, score: similarity(from[a]!, to[b]!) })))
    .filter(({ score }) => score >= ENOUGH_AFAR)
    .sort((x, y) => y.score - x.score);
  for (const { a, b } of likely) {
    if (pairs.has(a) || found.has(b)) continue;
    pairs.set(a, b);
    found.add(b);
  }
  return pairs;
}

/**
 * Pairs entries that two sides added each for itself: those of the same name, then those that have
 * an address in common.
 */
export function pairAdded(ours: readonly Side[], theirs: readonly Side[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  const addresses = ({ fields }: Side) => traits({ fields } as Side).filter(isAddressTrait);
  for (const keysOf of [(side: Side) => nameKey(side) ?? [], addresses]) {
    const waiting = grouped(
      theirs.flatMap((side, index) =>
        taken.has(index) ? [] : [keysOf(side)].flat().map((key) => [key, index] as const),
      ),
    );
    ours.forEach((side, index) => {
      if (pairs.has(index)) return;
      const firstOf = (all: number[]) => {
        while (all.length > 0 && taken.has(all[0]!)) all.shift();
        return all[0];
      };
      const [other] = [keysOf(side)].flat().flatMap((key) => firstOf(waiting.get(key) ?? []) ?? []);
      if (other === undefined) return;
      pairs.set(index, other);
      taken.add(other);
    });
  }
  return pairs;
}
