// Finds a template and data for a page: proposes, tries, and gives up what does not hold.
import type { Finding } from "../finding/finding.ts";
import { collectionOf } from "../data/kinds.ts";
import { readableLines } from "../page/parts.ts";
import { withoutReferences } from "./references.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { type Block, outline, type Section, sectionsOf } from "./outline.ts";
import { propose, type Proposal, type Refused, type Suspect } from "./propose.ts";
import { type Trial, tryProposal } from "./try.ts";

/** A page that moved in. */
export interface Adopted {
  trial: Trial;
  proposal: Proposal;
  /** The page as it was read: its references as links. */
  source: string;
  lines: readonly PageLine[];
  rounds: number;
}

export interface AdoptOptions {
  /** Names of kinds that other pages have. */
  taken?: ReadonlySet<string>;
  progress?: ((message: string) => void) | undefined;
}

const MOST_ROUNDS = 12;

/** @throws UnreadablePage where reading the page would take too long */
export function adopt(
  name: string,
  text: string,
  { taken = new Set(), progress: log = () => undefined }: AdoptOptions = {},
): Adopted {
  const source = withoutReferences(text.replace(/^\uFEFF/, ""));
  const lines = readableLines(source);
  const page = outline(lines);
  const all = [...sectionsOf(page)];
  const refused: Refused = { counts: new Map() };
  for (let round = 1; ; round++) {
    const proposal = propose(source, page, refused, taken);
    const trial = tryProposal(name, source, lines, proposal);
    const suspects = suspectsOf(trial, proposal, all);
    log(
      `round ${round}: ${trial.findings.length} findings, ${trial.unread.length} unread, ${trial.lost.length} lost, ${suspects.size} suspects; ${trial.findings[0]?.file}:${trial.findings[0]?.line} ${trial.findings[0]?.message ?? ""}`,
    );
    for (const one of trial.lost.slice(0, 6))
      log(
        `  lost ${one.links} ${one.words} ${source.slice(one.line.start, one.line.end).slice(0, 160)}`,
      );
    if (suspects.size === 0 || round === MOST_ROUNDS)
      return { trial, proposal, source, lines, rounds: round };
    for (const suspect of suspects)
      refused.counts.set(suspect, (refused.counts.get(suspect) ?? 0) + 1);
  }
}

/** What made a proposal fail. */
function suspectsOf(
  { findings, unread, lost }: Trial,
  proposal: Proposal,
  all: readonly Section[],
): Set<Suspect> {
  const found = new Set<Suspect>();
  for (const finding of findings)
    for (const suspect of behind(finding, proposal)) found.add(suspect);
  const gone = [...unread, ...lost.map(({ line }) => line)];
  for (const line of gone) found.add(ownerOf(line, all));
  return found;
}

function behind({ file, line, data }: Finding, { madeLine, madeKind }: Proposal): Suspect[] {
  if (file.startsWith("templates/")) return madeLine(line);
  const kind = [...madeKind.keys()].find((name) =>
    (data?.file ?? file).startsWith(`data/${collectionOf(name)}.`),
  );
  return kind === undefined ? [] : madeKind.get(kind)!;
}

/** The block or heading that a line stands in. */
function ownerOf(line: PageLine, all: readonly Section[]): Suspect {
  for (const section of all) {
    if (section.heading === line) return section;
    const own = section.blocks.find(({ start, end }) => line.start >= start && line.start < end);
    if (own) return own;
  }
  return all[0]!;
}

export type { Block };
