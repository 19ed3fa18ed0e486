import { readFileSync } from "node:fs";
import { makeKinds } from "../kinds.ts";
import type { LoadedList, Rec } from "../load.ts";
import { Context } from "../rules/context.ts";
import { outline } from "../rules/outline.ts";
import { rules } from "../rules/index.ts";
import { readSettings } from "../settings.ts";
for (const file of process.argv.slice(2)) {
  const source = readFileSync(file, "utf8");
  const papers: Rec[] = [];
  for (const line of source.split("\n")) {
    const links = [...line.matchAll(/\[([^\][]+)\]\((\S+?)\)/g)];
    const title = links.find(([, text, url]) => text!.length > 25 && /^https?:/.test(url!)) ;
    const bold = /\*\*(.{25,}?)\*\*/.exec(line)?.[1];
    if (!title && !bold) continue;
    const code = links.find(([, , url]) => /github\.com/.test(url!))?.[2];
    const value: Record<string, unknown> = { title: (title?.[1] ?? bold)!.replaceAll("**", ""), venue: "XYZ", year: 2026, links: { ...(title ? { paper: title[2] } : {}), ...(code && code !== title?.[2] ? { code } : {}) }, summary: [line.replace(/^[-*] /, "").trim()] };
    papers.push({ kind: "paper", index: papers.length, file: "x", pointer: "/" + papers.length, value });
  }
  const list: LoadedList = { dir: "/nowhere", kinds: makeKinds(), records: new Map([["list", [{ kind: "list", index: 0, file: "l", pointer: "", value: { title: "x" } }]], ["paper", papers], ["dataset", []]]), files: new Map(), findings: [] };
  const settings = readSettings(list, rules);
  const context = new Context(list);
  console.log(`\n=== ${file}: ${papers.length} entries`);
  for (const rule of rules) {
    const found = [...rule.check(context, settings.rules.get(rule.name)!.options)];
    if (found.length === 0) continue;
    console.log(`-- ${rule.name}: ${found.length}`);
    for (const { message } of found.slice(0, 7)) console.log("   " + message.slice(0, 260));
  }
  const o = outline(source);
  console.log("headings", o.headings.length, "anchors", o.anchors.length, "tables", o.tables.length, "bad rows", o.tables.flatMap(t => t.rows.filter(r => r.cells !== t.columns)).slice(0, 5));
}
