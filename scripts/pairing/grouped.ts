// Indices by a key, for whatever is looked up many times.

/** Indices by their keys, each group in the order in which they come. */
export function grouped<Key>(pairs: Iterable<readonly [Key, number]>): Map<Key, number[]> {
  const found = new Map<Key, number[]>();
  for (const [key, index] of pairs) {
    const known = found.get(key);
    if (known) known.push(index);
    else found.set(key, [index]);
  }
  return found;
}
