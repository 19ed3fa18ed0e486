// Finds a template and data for a page: proposes, tries, and gives up what does not hold.
import type { Finding } from "../finding/finding.ts";
import { collectionOf } from "../data/kinds.ts";
import { readableLines } from "../page/parts.ts";
import { withoutReferences } from "./references.ts";
import type { PageLine } from "../markdown/flatten.ts";
import { type Block, outline, type Section, sectionsOf } from "./outline.ts";
import { wordCount } from "./content.ts";
import { PLAIN, propose, type Proposal, type Refused, type Suspect } from "./propose.ts";
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
  const lines = readableLines(source).filter(isNoBareItem);
  const page = outline(lines);
  const all = [...sectionsOf(page)];
  const refused: Refused = { counts: new Map() };
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    // What holds for any page is the page itself.
    const left = MOST_ROUNDS - round;
    if (left < 2) for (const part of partsOf(all)) give(refused, part, PLAIN + 1 - left);
    const proposal = propose(source, page, refused, taken);
    const trial = tryProposal(name, source, lines, proposal);
    const suspects = suspectsOf(trial, proposal, all);
    log(`${name}: round ${round}, ${suspects.size} parts of the page to look at again`);
    const done = suspects.size === 0 || (round > 2 && isClose(trial, lines));
    if (done && trial.page) return { trial, proposal, source, lines, rounds: round };
    for (const suspect of suspects) {
      give(refused, suspect);
      // What holds by itself may not hold beside its neighbours.
      if (refused.counts.get(suspect)! > PLAIN + 1)
        for (const { blocks } of all)
          blocks.forEach((block, at) => {
            if (blocks[at - 1] === suspect || blocks[at + 1] === suspect) give(refused, block);
          });
    }
  }
  throw new Error(
    `${name} holds something that no template could write back as it stands, so nothing was written; write templates/${name} by hand (see the documentation of templates)`,
  );
}

/** Whether a line is more than the marker of an item in which nothing stands. */
const isNoBareItem = ({ shape, symbols }: PageLine, at: number, lines: PageLine[]): boolean =>
  symbols.codes.length > 0 ||
  !/^[-1]+$/.test(shape) ||
  (lines[at + 1]?.shape.startsWith(shape) && lines[at + 1]!.shape.length > shape.length) === true;

const give = ({ counts }: Refused, part: Suspect, least = 0): void => {
  const count = counts.get(part) ?? 0;
  counts.set(part, least > 0 ? Math.max(count, least) : count + 1);
};

const partsOf = (all: readonly Section[]): Suspect[] =>
  all.flatMap((section) => [section, ...section.blocks]);

/** Whether a page comes back with all of its links, and all but one in a thousand words. */
function isClose({ findings, unread, lost }: Trial, lines: readonly PageLine[]): boolean {
  const words = lost.reduce((sum, one) => sum + one.words, 0);
  return (
    findings.length + unread.length === 0 &&
    lost.every(({ links }) => links === 0) &&
    words * 1000 <= wordCount(lines)
  );
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
