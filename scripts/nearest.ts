import { distance } from "fastest-levenshtein";

/** The candidate that a mistyped name is most likely meant to be, if any is near enough. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: { candidate: string; far: number } | undefined;
  const wanted = name.slice(0, 200).toLowerCase();
  for (const candidate of candidates) {
    const far = distance(wanted, candidate.toLowerCase());
    // A third of the letters may be wrong.
    if (far * 3 <= Math.max(candidate.length, wanted.length) + 1 && far < (best?.far ?? Infinity))
      best = { candidate, far };
  }
  return best?.candidate;
}
