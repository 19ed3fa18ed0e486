import { closest, distance } from "fastest-levenshtein";
export function nearest(n: string, c: string[]) { if (!c.length) return undefined; const r = closest(n, c); return distance(n, r) <= 3 ? r : undefined; }
