// Finds a template and data for a page: proposes, tries, and steps down where something does not hold.
import { count } from "../finding/count.ts";
import { SUREST } from "./ladder.ts";
import { evenedOut, type Source } from "./source.ts";
import { propose, type Proposal } from "./propose.ts";
import { hasEntries, type Part, partsOf } from "./outline.ts";
import { asParagraphs, RESORTS } from "./paragraphs.ts";
import { type Trial, tryProposal } from "./try.ts";

/** A page that moved in. */
export interface Adopted {
  trial: Trial;
  proposal: Proposal;
  /** The page as it was read. */
  source: Source;
  rounds: number;
  /** The page as it stood. */
  original: string;
  /** How many of its parts no template could hold, which became paragraphs. */
  plain: number;
}

export interface AdoptOptions {
  /** Names of kinds that other pages have. */
  taken?: ReadonlySet<string>;
  progress?: ((message: string) => void) | undefined;
}

const MOST_ROUNDS = 8;
/** So many rounds items may have a field for each of their parts. */
const TYPED_ROUNDS = 2;
/** From here on what fails is written in the surest way at once, and what stands beside it too. */
const SURE_ROUND = 5;

/** @throws UnreadablePage where reading the page would take too long */
export function adopt(name: string, text: string, options: AdoptOptions = {}): Adopted {
  let source = evenedOut(text);
  let adopted = adoptSource(name, source, options);
  let plain = 0;
  for (const resort of RESORTS) {
    const { suspects } = adopted.trial;
    if (suspects.size === 0) break;
    const what = resort === "failed" ? count(suspects.size, "part") : "all";
    options.progress?.(`${name}: ${what} become paragraphs`);
    plain = resort === "failed" ? suspects.size : partsOf(source.page).length;
    source = evenedOut(asParagraphs(source, suspects, resort));
    adopted = adoptSource(name, source, options);
  }
  return { ...adopted, original: text, plain };
}

/** Whether a field for each part of an item may be behind what went wrong. */
const mayBeTyped = (part: Part): boolean =>
  !("lines" in part) || (part.type === "list" && hasEntries(part));

/** What the last round came to, in which something may have failed. */
function adoptSource(
  name: string,
  source: Source,
  { taken = new Set(), progress: log = () => undefined }: AdoptOptions,
): Omit<Adopted, "original" | "plain"> {
  const parts = partsOf(source.page);
  const steps = new Map<Part, number>();
  let typed = true;
  for (let round = 1; ; round++) {
    const proposal = propose(source, steps, { taken, typed });
    const trial = tryProposal(name, source, proposal);
    if (trial.suspects.size === 0 || round === MOST_ROUNDS)
      return { trial, proposal, source, rounds: round };
    const [first] = trial.findings;
    const why = first ? `, since ${first.file}:${first.line}: ${first.message}` : "";
    log(
      `${name}: round ${round}, ${count(trial.suspects.size, "part")} to be written otherwise${why}`,
    );
    // Where it fails twice, no item has a field for each part.
    if (typed && round >= TYPED_ROUNDS && [...trial.suspects].some(mayBeTyped)) {
      typed = false;
      steps.clear();
      if (propose(source, steps, { taken, typed }).template !== proposal.template) continue;
    }
    // Before anything else, the items are given up that have a field for each part.
    const items = typed
      ? [...trial.suspects].filter((part) => "lines" in part && mayBeTyped(part))
      : [];
    const failed = new Set(items.length > 0 ? items : trial.suspects);
    if (round >= SURE_ROUND)
      parts.forEach((part, at) => {
        if (trial.suspects.has(part))
          for (const other of [parts[at - 1], parts[at + 1]]) if (other) failed.add(other);
      });
    for (const part of failed)
      steps.set(part, (steps.get(part) ?? 0) + (round >= SURE_ROUND ? SUREST : 1));
  }
}
