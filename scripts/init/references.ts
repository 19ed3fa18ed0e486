// References such as `[code][1.26]` as links: records stand where no definition of the page is known.

/** A definition on a line of its own (CommonMark 4.7). */
const DEFINITION = /^ {0,3}\[([^[\]\n]+)\]:[ \t]*<?([^\s<>]+)>?[ \t]*(?:\r?\n|$)/gm;

/** A page whose references are links, without the definitions that these led to. */
export function withoutReferences(source: string): string {
  const urls = new Map<string, string>();
  for (const [, label, url] of source.matchAll(DEFINITION))
    if (!label!.startsWith("^") && isPlain(url!) && !urls.has(key(label!)))
      urls.set(key(label!), url!);
  if (urls.size === 0) return source;
  const used = new Set<string>();
  const target = (label: string): string | undefined => {
    const url = urls.get(key(label));
    if (url !== undefined) used.add(key(label));
    return url;
  };
  const linked = source
    .replace(/\]\[([^[\]\n]*)\]/g, (whole, label: string) => {
      const url = label === "" ? undefined : target(label);
      return url === undefined ? whole : `](${url})`;
    })
    .replace(/(?<!\])\[([^[\]\n]+)\](?:\[\])?(?![[(:])/g, (whole, label: string) => {
      const url = target(label);
      return url === undefined ? whole : `[${label}](${url})`;
    });
  // Where a label is defined twice, the first holds, and the other's address stands nowhere else.
  return linked.replace(DEFINITION, (whole, label: string, url: string) =>
    used.has(key(label)) && urls.get(key(label)) === url ? "" : whole,
  );
}

const key = (label: string): string => label.trim().replace(/\s+/g, " ").toLowerCase();

/** Whether an address can stand in parentheses as it is. */
const isPlain = (url: string): boolean => !/[()\\]/.test(url);
