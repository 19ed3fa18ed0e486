import { distance } from "fastest-levenshtein";
import { quote } from "../finding/quote.ts";
import type { Item } from "./context.ts";
import { defineRule, type Problem } from "./rule.ts";
import { bare, usualName, usualNames } from "./venues.ts";

export const venueName = defineRule({
  name: "venue-name",
  description:
    "Near-miss and mixed spellings of one venue: `NeurlPS` with an l, `NIPS` beside `NeurIPS`, `Arxiv` beside `arXiv`.",
  details:
    "Of two spellings of one venue in a list the less common one is reported. `NIPS` is right up to 2017, before the conference changed its name.",
  severity: "warning",
  fixes: true,
  *check(context) {
    const byName = new Map<string, Item[]>();
    for (const entry of context.entries) {
      const item = entry.item("venue");
      if (!item) continue;
      const known = byName.get(item.value);
      if (known) known.push(item);
      else byName.set(item.value, [item]);
    }
    const groups = new Map<string, string[]>();
    for (const name of byName.keys()) {
      const id = usualName(name) ?? bare(name);
      groups.set(id, [...(groups.get(id) ?? []), name]);
    }
    for (const names of groups.values()) if (names.length > 1) yield* mixed(names, byName);
    const misses = new NearMisses(byName);
    for (const [name, items] of byName) {
      if (usualName(name) !== undefined || groups.get(bare(name))!.length > 1) continue;
      const meant = misses.of(name, items.length);
      if (meant === undefined) continue;
      for (const at of items)
        yield {
          at,
          message: `found the venue ${quote(name)}, expected ${quote(meant)}`,
          fix: meant,
        };
    }
  },
  examples: {
    good: [
      {
        papers: [
          { venue: "NIPS", year: 2016 },
          { venue: "NeurIPS", year: 2022 },
          { venue: "CVPR" },
          { venue: "CVPRW" },
        ],
      },
      { papers: [{ venue: "ICML" }, { venue: "ICLR" }, { venue: "ICMLA" }] },
    ],
    bad: [
      {
        papers: [{ venue: "NeurlPS" }, { venue: "CPVR" }],
        findings: [
          ["/papers/0/venue", 'found the venue "NeurlPS", expected "NeurIPS"'],
          ["/papers/1/venue", 'found the venue "CPVR", expected "CVPR"'],
        ],
        fixed: { "/papers/0/venue": "NeurIPS", "/papers/1/venue": "CVPR" },
      },
      {
        papers: [
          { venue: "NeurIPS" },
          { venue: "NIPS", year: 2022 },
          { venue: "arXiv" },
          { venue: "Arxiv" },
          { venue: "arXiv" },
        ],
        findings: [
          [
            "/papers/1/venue",
            'found the venue "NIPS", which stands as "NeurIPS" elsewhere in the list; write it one way',
          ],
          [
            "/papers/3/venue",
            'found the venue "Arxiv", which stands as "arXiv" elsewhere in the list; write it one way',
          ],
        ],
        fixed: { "/papers/3/venue": "arXiv" },
      },
    ],
  },
});

function* mixed(names: string[], byName: ReadonlyMap<string, Item[]>): Generator<Problem> {
  const count = (name: string) => byName.get(name)!.length;
  const best = names.reduce((a, b) =>
    count(b) > count(a) || (count(b) === count(a) && b === usualName(b)) ? b : a,
  );
  for (const name of names) {
    if (name === best) continue;
    for (const at of byName.get(name)!) {
      const renamed = [name, best].some((one) => bare(one) === "nips");
      const year = Number(at.entry.items.find(({ field }) => field.path === "year")?.value);
      if (renamed && year < 2018) continue;
      yield {
        at,
        message: `found the venue ${quote(name)}, which stands as ${quote(best)} elsewhere in the list; write it one way`,
        ...(bare(name) === bare(best) ? { fix: best } : {}),
      };
    }
  }
}

/** Letters and digits that are taken for each other, alike. */
const looks = (name: string): string =>
  name
    .replace(/[lI1|]/g, "l")
    .replace(/[O0]/g, "o")
    .toLowerCase();

/** How many times as common the right spelling must be, where it is not a known venue. */
const TIMES = 5;

/** Finds the venue that an unknown one is most likely a slip of. */
class NearMisses {
  private readonly counts = new Map<string, number>();
  private readonly byLooks = new Map<string, string>();

  constructor(byName: ReadonlyMap<string, readonly Item[]>) {
    for (const [name, { length }] of byName) if (length >= TIMES) this.counts.set(name, length);
    for (const name of usualNames) this.counts.set(name, Infinity);
    for (const name of this.counts.keys()) this.byLooks.set(looks(name), name);
  }

  of(name: string, times: number): string | undefined {
    const fits = (other: string | undefined): other is string =>
      other !== undefined &&
      other !== name &&
      other.length >= 4 &&
      this.counts.get(other)! >= TIMES * times;
    const alike = this.byLooks.get(looks(name));
    if (fits(alike)) return alike;
    for (let at = 0; at + 1 < Math.min(name.length, LONGEST); at++) {
      const swapped = name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2);
      if (this.counts.has(swapped) && fits(swapped)) return swapped;
    }
    if (name.length < 6 || name.length > LONGEST) return undefined;
    return usualNames.find(
      (other) => other.length >= 6 && distance(other.toLowerCase(), name.toLowerCase()) === 1,
    );
  }
}

/** Longer names are not acronyms. */
const LONGEST = 20;
