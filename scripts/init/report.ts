// What `paperlist init` tells of a page that moved in, in a screenful.
import { lineIndex } from "../finding/place.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { grouped } from "../pairing/grouped.ts";
import { count } from "../report/summary.ts";
import { isProse, lineNodes } from "../template/pattern.ts";
import { unifiedDiff } from "../pairing/text-diff.ts";
import { patchSize } from "../report/patch-size.ts";
import type { Initiated } from "./init.ts";
import { addressesOf } from "./content.ts";

const PLACES = 4;

/** The report of a run, for a person. */
export function reportInit({ pages, files }: Initiated, dryRun: boolean): string {
  const parts = pages.map(pageReport);
  const names = [...files.keys()].join(", ");
  parts.push(`${dryRun ? "would write" : "wrote"} ${names}${dryRun ? "" : ", data/schema/"}`);
  if (dryRun) parts.push(...pages.map(({ adopted }) => adopted.proposal.template));
  parts.push(
    pages.length > 0
      ? 'next: look at templates/ and data/list.json, then "paperlist generate --force", and "git diff" to see what it changed'
      : 'next: "paperlist generate", then edit data/ and templates/',
  );
  return `${parts.join("\n\n")}\n`;
}

function pageReport({ name, adopted }: Initiated["pages"][number]): string {
  const { trial, source } = adopted;
  const { lines, text } = source;
  const index = lineIndex(text);
  const heads = new Map<string, number>();
  const read = new Set<number>();
  /** Prose takes whole blocks. */
  const prose = new Set<number>();
  for (const { kind, lines: own } of trial.records) {
    if (kind !== "list") heads.set(kind, (heads.get(kind) ?? 0) + 1);
    for (const { line, page } of own)
      if (line && isProse(line)) prose.add(page.block);
      else read.add(page.start);
  }
  const linked = (own: readonly PageLine[]) =>
    own.flatMap(({ symbols }) => addressesOf(symbols).filter((url) => !url.startsWith("#"))).length;
  const isRead = ({ start, block }: PageLine) => read.has(start) || prose.has(block);
  const all = linked(lines);
  const held = linked(lines.filter(isRead));
  const told = [
    `${name}: ${held} of ${all} links are in the data (${all === 0 ? 100 : Math.floor((100 * held) / all)} %)`,
  ];
  for (const [node] of lineNodes(trial.pattern!.nodes))
    if (node.record !== undefined)
      told.push(
        `  ${String(heads.get(node.record) ?? 0).padStart(5)} ${node.record}  by ${trial.pattern!.file}:${node.line.place.line}`,
      );
  const left = lines.filter((line) => !isRead(line));
  const causes = grouped(left.map((line) => [causeOf(line), line] as const));
  if (causes.size > 0) told.push("as text in the template stay:");
  for (const [cause, own] of causes) {
    const places = own.slice(0, PLACES).map(({ start }) => index.at(start).line);
    told.push(
      `  ${String(own.length).padStart(5)} ${cause}  (line ${places.join(", ")}${own.length > PLACES ? ", …" : ""})`,
    );
  }
  const patch = unifiedDiff([name, name], text, trial.page!.text, 0);
  told.push(
    patch === ""
      ? "the next generate changes nothing"
      : `the next generate changes the page ${patchSize(patch)}: ${lossOf(adopted)}`,
  );
  return told.join("\n");
}

/** What generating the page would lose, and where. */
function lossOf({ trial, source }: Initiated["pages"][number]["adopted"]): string {
  const words = trial.lost.reduce((sum, one) => sum + one.words, 0);
  if (words === 0) return "layout only, no word and no link is lost";
  const index = lineIndex(source.text);
  const places = trial.lost.map(({ line }) => index.at(line.start).line).slice(0, PLACES);
  return `no link is lost, and ${count(words, "word")} at line ${places.join(", ")}`;
}

function causeOf({ shape }: PageLine): string {
  if (shape.startsWith("#")) return "headings that no other one is like";
  if (/^[-1]/.test(shape)) return "lines of lists";
  if (/^t[hr]/.test(shape)) return "rows of tables";
  if (shape.startsWith("p")) return "lines of paragraphs";
  return `blocks of ${shape.slice(1)}`;
}
