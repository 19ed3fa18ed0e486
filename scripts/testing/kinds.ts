import { builtin, type Kind } from "../kinds.ts";
export function kindsWith(extra: Record<string, Record<string, string>>): Map<string, Kind> {
  const kinds = new Map([...builtin].map(([n, k]) => [n, { ...k, fields: new Map(k.fields) }]));
  for (const [name, fields] of Object.entries(extra)) {
    if (!kinds.has(name)) kinds.set(name, { name, key: Object.keys(fields)[0]!, fields: new Map() });
    for (const [path, s] of Object.entries(fields)) {
      const type = s.replace(/\[\]|\?/g, "");
      kinds.get(name)!.fields.set(path, { path, type, list: s.includes("[]"), optional: s.endsWith("?"), ...(type in extra ? { ref: type } : {}) });
    }
  }
  return kinds;
}
