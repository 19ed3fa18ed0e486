// What `paperlist init` tells of a page that moved in, in a screenful.
import { plainLines } from "../files/line-ends.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { grouped } from "../pairing/grouped.ts";
import { count } from "../finding/count.ts";
import { isProse, lineNodes } from "../template/pattern.ts";
import { unifiedDiff } from "../pairing/text-diff.ts";
import { patchSize } from "../report/patch-size.ts";
import type { Initiated } from "./init.ts";
import { linksOf } from "./outline.ts";

const PLACES = 4;
/** So many kinds fit a screen. */
const KINDS = 15;

/** The report of a run, for a person. */
export function reportInit({ pages, files, strict }: Initiated, dryRun: boolean): string {
  const parts = pages.map(pageReport);
  if (strict.length > 0)
    parts.push(
      `unsure: the list breaks ${strict.join(", ")}; "rules" in data/list.json has them warn for now`,
    );
  const data = [...files.keys()].filter((file) => /^data\/.*s\.json$/.test(file));
  const names = [...files.keys()].filter((file) => data.length < 5 || !data.includes(file));
  if (data.length >= 5) names.push(`${count(data.length, "file")} of entries in data/`);
  parts.push(
    `${dryRun ? "would write" : "wrote"} ${names.join(", ")}${dryRun ? "" : ", data/schema/"}`,
  );
  if (dryRun) parts.push(...pages.map(({ adopted }) => adopted.proposal.template));
  parts.push(
    pages.length > 0
      ? 'next: look at templates/ and data/list.json, then "paperlist generate --force", and "git diff" to see what it changed'
      : 'next: "paperlist generate", then edit data/ and templates/',
  );
  return `${parts.join("\n\n")}\n`;
}

function pageReport({ name, adopted }: Initiated["pages"][number]): string {
  const { trial, source, proposal, original, plain } = adopted;
  const { lines } = source;
  const file = `templates/${name}`;
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
  const isRead = ({ start, block }: PageLine) => read.has(start) || prose.has(block);
  const all = linksOf(lines).outer;
  const held = linksOf(lines.filter(isRead)).outer;
  const told = [
    `${name}: ${held} of ${all} links are in the data (${all === 0 ? 100 : Math.floor((100 * held) / all)} %)`,
  ];
  const entries = [...lineNodes(trial.pattern!.nodes)].flatMap(([{ record, line }]) =>
    record === undefined ? [] : { record, line, count: heads.get(record) ?? 0 },
  );
  const most = [...entries].sort((a, b) => b.count - a.count).slice(0, KINDS);
  for (const { record, line, count: number } of entries.filter((entry) => most.includes(entry)))
    told.push(`  ${String(number).padStart(5)} ${record}  by ${file}:${line.place.line}`);
  if (entries.length > KINDS)
    told.push(`        and ${count(entries.length - KINDS, "kind")} more`);
  const at = (own: readonly number[]) =>
    `(${file}:${own.slice(0, PLACES).join(", ")}${own.length > PLACES ? ", …" : ""})`;
  /** Where lines of the page stand in the template. */
  const placesOf = (own: readonly PageLine[]) =>
    at([...new Set(own.flatMap((line) => proposal.places.get(line)?.chunk.from ?? []))]);
  /** Not of a contents list, whose entries follow the groups. */
  const isText = (line: PageLine) => !proposal.places.get(line)!.chunk.text.includes("](#{{");
  const left = lines.filter((line) => !isRead(line) && isText(line));
  const causes = grouped(left.map((line) => [causeOf(line), line] as const));
  if (causes.size > 0) told.push("as text in the template stay:");
  for (const [cause, own] of causes)
    told.push(
      `  ${String(own.length).padStart(5)} ${own.length === 1 ? cause : `${cause}s`}  ${placesOf(own)}`,
    );
  const whole = entries.filter(
    ({ line: { shape, uses } }) =>
      !shape.includes("#") && uses.length === 1 && uses[0]!.role === "text",
  );
  if (whole.length > 0)
    told.push(
      `unsure: ${count(whole.length, "kind")} whose entries are one text each; their line decides ${at(whole.map(({ line }) => line.place.line))}`,
    );
  if (plain > 0)
    told.push(`unsure: ${count(plain, "part")} that no template holds will be plain paragraphs`);
  const [before, after] = [plainLines(original), trial.page!.text];
  const words = trial.lost.reduce((sum, one) => sum + one.words, 0);
  const loss =
    words === 0
      ? "layout only, no word and no link is lost"
      : `no link is lost, and ${count(words, "word")} ${placesOf(trial.lost.map(({ line }) => line))}`;
  told.push(
    before === after
      ? "the next generate changes nothing"
      : `the next generate changes the page ${patchSize(unifiedDiff([name, name], before, after, 0))}: ${loss}`,
  );
  return told.join("\n");
}

function causeOf({ shape }: PageLine): string {
  if (shape.startsWith("#")) return "heading";
  if (/^[-1]/.test(shape)) return "list line";
  if (/^t[hr]/.test(shape)) return "table row";
  if (shape.startsWith("p")) return "paragraph line";
  return BLOCKS[shape.slice(1)] ?? `${shape.slice(1)} block`;
}

/** What blocks are called where mdast's name is no word. */
const BLOCKS: Record<string, string> = {
  html: "HTML block",
  thematicBreak: "rule",
  blockquote: "quotation",
};
