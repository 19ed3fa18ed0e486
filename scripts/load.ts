import { readFileSync } from "node:fs"; import { builtin, type Kind } from "./kinds.ts"; import type { Finding } from "./finding.ts";
export interface Rec { kind: string; index: number; file: string; pointer: string; value: Record<string, unknown> }
export interface LoadedList { dir: string; kinds: Map<string, Kind>; records: Map<string, Rec[]>; findings: Finding[] }
export function loadList(dir: string): LoadedList {
  const r = (f: string) => JSON.parse(readFileSync(`${dir}/data/${f}`, "utf8"));
  const mk = (kind: string, file: string, v: any[]) => v.map((value, index) => ({ kind, index, file, pointer: `/${index}`, value }));
  return { dir, kinds: builtin, records: new Map([["list", mk("list", "data/list.json", [r("list.json")])], ["paper", mk("paper", "data/papers.json", r("papers.json"))], ["dataset", mk("dataset", "data/datasets.json", r("datasets.json"))]]), findings: [] };
}
export function fieldValue(rec: Rec, path: string): string | string[] | undefined { let v: any = rec.value; for (const p of path.split(".")) v = v?.[p]; return typeof v === "number" ? String(v) : v; }
export function placeOf(_l: LoadedList, rec: Rec, _p?: string, _e?: number) { return { file: rec.file, line: rec.index + 1, column: 1 }; }
