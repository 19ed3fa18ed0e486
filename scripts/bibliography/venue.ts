/** The short name that a list gives to a venue, from what bibliographies call it. */
import type { LoadedList } from "../data/record.ts";
import { bare, ownNames, usualName } from "../rules/venues.ts";

const ORDINAL =
  /\b(?:(?:twenty|thirty|forty|fifty|sixty)-?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]{3,6}teenth|[a-z]{3,5}tieth)\b|\b[0-9]{1,3}(?:st|nd|rd|th)\b/gi;

/** What stands around the name of a venue: years, ordinals, societies, tracks, volumes. */
const AROUND =
  /\b(?:proceedings|proc|annual|IEEE(?:\/CVF|\/RSJ)?|ACM|CVF|datasets and benchmarks track|volume|vol|long papers|short papers)\b\.?|\b(?:19|20)[0-9]{2}\b|['’][0-9]{2}\b|\b[0-9]{1,3}$|\barXiv:\S+/gi;

/** Takes a name's surroundings away. */
const core = (text: string): string =>
  text
    .replace(ORDINAL, " ")
    .replace(AROUND, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^(?:(?:of|in|the) )+/i, "");

/** The parts of what a venue is called that may be its name, whole ones first. */
const partsOf = (text: string): string[] =>
  [text, ...text.split(/[,:;()]|\s[-–—]\s|\sand the\s/i)].flatMap((part) => [
    part.trim(),
    core(part),
  ]);

/** A list's names of venues: those of its table, the usual ones, each as it spells them. */
export class VenueNames {
  /** The names of the list's own table, by their other spellings. */
  private readonly own: ReadonlyMap<string, string>;
  /** How the list spells the usual names; the commonest way. */
  private readonly used = new Map<string, string>();

  constructor(list: LoadedList) {
    this.own = ownNames(list);
    const counts = new Map<string, number>();
    for (const { value } of [...list.records.values()].flat()) {
      const { venue } = value;
      if (typeof venue === "string") counts.set(venue, (counts.get(venue) ?? 0) + 1);
    }
    for (const [venue] of [...counts].sort((a, b) => b[1] - a[1])) {
      const usual = usualName(venue);
      if (usual !== undefined && !this.used.has(usual)) this.used.set(usual, venue);
    }
  }

  /** The short name of the first of some venues that has one; else the first as it is called. */
  shortest(venues: readonly string[]): { venue: string; known: boolean } {
    for (const text of venues) {
      for (const part of partsOf(text)) {
        const own = this.own.get(bare(part));
        const usual = own ?? this.within(text, usualName(part));
        if (usual !== undefined)
          return { venue: own ?? this.used.get(usual) ?? usual, known: true };
      }
    }
    const [text = ""] = venues;
    const [, acronym] =
      /\b(?:conference|symposium|meeting)\b.*\(([A-Z][A-Za-z0-9-]{1,11})\)$/i.exec(text) ?? [];
    const own = text.replace(/^(?:proceedings of (?:the )?)?(?:(?:19|20)[0-9]{2} )?/i, "");
    return { venue: acronym ?? own, known: false };
  }

  /** The name of a conference, where its main one is meant, its workshops or its findings. */
  private within(text: string, name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    if (/^findings of /i.test(text)) return `Findings of ${name}`;
    return /\bworkshops?\b/i.test(text) && !name.endsWith("W") ? usualName(`${name}W`) : name;
  }
}
