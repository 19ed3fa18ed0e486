export interface Field { path: string; type: string; list: boolean; optional: boolean; ref?: string }
export interface Kind { name: string; key: string; fields: Map<string, Field> }
const k = (name: string, t: Record<string,string>): Kind => ({ name, key: Object.keys(t)[0]!, fields: new Map(Object.entries(t).map(([path, s]) => [path, { path, type: s.replace(/\[\]|\?/g, ""), list: s.includes("[]"), optional: s.endsWith("?") }])) });
export const builtin = new Map([
 ["list", k("list", { title: "text", intro: "markdown[]?", language: "word?" })],
 ["paper", k("paper", { title: "text", venue: "text", year: "year", "links.paper": "url?", "links.code": "url?", "links.notes": "url?", "links.video": "url?", doi: "doi?", arxiv: "arxiv?", authors: "text[]?", date: "date?", tags: "text[]?", summary: "markdown[]?" })],
 ["dataset", k("dataset", { name: "text", url: "url", type: "text?", task: "text?", description: "markdown?" })],
]);
