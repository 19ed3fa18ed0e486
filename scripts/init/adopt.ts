// Finds a template and data for a page: proposes, tries, and steps down where something does not hold.
import { SUREST } from "./ladder.ts";
import { evenedOut, type Source } from "./source.ts";
import { propose, type Proposal } from "./propose.ts";
import { type Part, sectionsOf } from "./outline.ts";
import { type Trial, tryProposal } from "./try.ts";

/** A page that moved in. */
export interface Adopted {
  trial: Trial;
  proposal: Proposal;
  /** The page as it was read. */
  source: Source;
  rounds: number;
}

export interface AdoptOptions {
  /** Names of kinds that other pages have. */
  taken?: ReadonlySet<string>;
  progress?: ((message: string) => void) | undefined;
}

const MOST_ROUNDS = 10;
/** From here on what fails is written in the surest way at once, and what stands beside it too. */
const SURE_ROUND = 4;

/** @throws UnreadablePage where reading the page would take too long */
export function adopt(
  name: string,
  text: string,
  { taken = new Set(), progress: log = () => undefined }: AdoptOptions = {},
): Adopted {
  const source = evenedOut(text);
  const parts = [...sectionsOf(source.page)].flatMap((section): Part[] => [
    ...(section.heading ? [section] : []),
    ...(section.anchor ? [section.anchor] : []),
    ...section.blocks,
  ]);
  const steps = new Map<Part, number>();
  let typed = true;
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const proposal = propose(source, steps, { taken, typed });
    const trial = tryProposal(name, source, proposal);
    if (trial.suspects.size === 0) return { trial, proposal, source, rounds: round };
    const [first] = trial.findings;
    const why = first ? `, since ${first.file}:${first.line}: ${first.message}` : "";
    log(`${name}: round ${round}, ${trial.suspects.size} parts to be written otherwise${why}`);
    // Items with a field for each part are told from others, or there are none of either.
    if (typed) {
      typed = false;
      continue;
    }
    const failed = new Set(trial.suspects);
    if (round >= SURE_ROUND)
      parts.forEach((part, at) => {
        if (trial.suspects.has(part))
          for (const other of [parts[at - 1], parts[at + 1]]) if (other) failed.add(other);
      });
    // What holds for any page is the page itself.
    if (round === MOST_ROUNDS - 2) for (const part of parts) failed.add(part);
    for (const part of failed)
      steps.set(part, (steps.get(part) ?? 0) + (round >= SURE_ROUND ? SUREST : 1));
  }
  throw new Error(
    `${name} holds something that no template could write back as it stands, so nothing was written; write templates/${name} by hand (see the documentation of templates)`,
  );
}
