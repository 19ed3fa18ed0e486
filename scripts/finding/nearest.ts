// Finds what a mistyped name was most likely meant to be.
import { distance } from "fastest-levenshtein";

/** The candidate that a mistyped name is most likely meant to be, if any is near enough. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: { candidate: string; far: number } | undefined;
  const wanted = name.slice(0, 200).toLowerCase();
  for (const candidate of candidates) {
    const longer = Math.max(candidate.length, wanted.length);
    const differ = Math.abs(candidate.length - wanted.length);
    // A third of the letters may be wrong; of many candidates, most are told apart by their length.
    const isNear = (far: number) => far * 3 <= longer + 1 && far < (best?.far ?? Infinity);
    if (!isNear(differ)) continue;
    const far = mistypings(wanted, candidate.toLowerCase());
    if (isNear(far)) best = { candidate, far };
  }
  return best?.candidate;
}

/** More mistypings than this most likely have one cause, and each is held against every name. */
const MOST_SEARCHES = 20;

/** `nearest` for what may be found any number of times: it looks for the first few only. */
export function nearestOfFew(): typeof nearest {
  let searches = 0;
  return (...asked) => (searches++ < MOST_SEARCHES ? nearest(...asked) : undefined);
}

/** How many letters are wrong; letters that have only changed places count as one. */
function mistypings(wanted: string, candidate: string): number {
  const far = distance(wanted, candidate);
  if (far !== 2 || wanted.length !== candidate.length) return far;
  const sorted = (text: string) => [...text].sort().join("");
  return sorted(wanted) === sorted(candidate) ? 1 : far;
}
