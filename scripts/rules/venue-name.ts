import { distance } from "fastest-levenshtein";
import { quote } from "../finding/quote.ts";
import type { Item } from "./context.ts";
import { defineRule, type Problem } from "./rule.ts";
import { bare, exists, ownNames, rightForm, usualName, usualNames } from "./venues.ts";

export const venueName = defineRule({
  name: "venue-name",
  description:
    "Near-miss and mixed spellings of one venue: `NeurlPS` with an l, `NIPS` beside `NeurIPS`, `Arxiv` beside `arXiv`; a venue that holds its year.",
  details:
    'Of two names of one venue in a list the less common one is reported, of two ways to write a name the one that is not the usual, however common. `NIPS` is right up to 2017, before the conference changed its name. Names of the list\'s own, `"venues": { "NAME": ["another spelling"] }` in data/list.json, go first. A name that is nearly another\'s is left alone where a conference or journal goes by it (ICMI beside ICML, ACM TOMM beside ACM MM); `--fix` mends letters that cannot be and how known names are written, and nothing that is merely near.',
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
    const own = ownNames(context.list);
    const groups = new Map<string, string[]>();
    for (const [name, items] of byName) {
      const asked = own.get(bare(name));
      if (asked !== undefined) {
        if (asked !== name) yield* items.map((at) => notAsked(at, asked));
        continue;
      }
      const id = usualName(name) ?? bare(name.replaceAll("&", " and "));
      groups.set(id, [...(groups.get(id) ?? []), name]);
    }
    for (const names of groups.values()) {
      if (names.length > 1) yield* mixed(names, byName);
      else yield* mistyped(names[0]!, byName);
    }
    for (const items of byName.values()) for (const item of items) yield* withYear(item);
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
      {
        because: "names that exist",
        papers: [
          { venue: "ICMI" },
          { venue: "ICLP" },
          { venue: "ACM TMM" },
          { venue: "ACM MM" },
          { venue: "SemEval-2023 Task 5" },
        ],
      },
    ],
    bad: [
      {
        papers: [{ venue: "NeurlPS" }, { venue: "CPVR" }],
        findings: [
          ["/papers/0/venue", 'found the venue "NeurlPS", expected "NeurIPS"'],
          [
            "/papers/1/venue",
            'found the venue "CPVR", which nobody knows; if CVPR is meant, write "CVPR"',
          ],
        ],
        fixed: { "/papers/0/venue": "NeurIPS", "/papers/1/venue": "CPVR" },
      },
      {
        because: "within a longer name; and a year that is said twice",
        papers: [
          { venue: "NeurlPS Workshop" },
          { venue: "CVPR 2024", year: 2024 },
          { venue: "ICCV'23", year: 2023 },
          { venue: "ICML 2022 Workshop on Nets", year: 2023 },
        ],
        mended: {
          papers: [
            { venue: "NeurIPS Workshop" },
            { venue: "CVPR", year: 2024 },
            { venue: "ICCV", year: 2023 },
            { venue: "ICML Workshop on Nets", year: 2022 },
          ],
        },
        findings: [
          ["/papers/0/venue", 'found the venue "NeurlPS Workshop", expected "NeurIPS Workshop"'],
          [
            "/papers/1/venue",
            'found the year of the entry in its venue "CVPR 2024", and a page that shows both shows it twice; write "CVPR"',
          ],
          [
            "/papers/2/venue",
            'found the year of the entry in its venue "ICCV\'23", and a page that shows both shows it twice; write "ICCV"',
          ],
          [
            "/papers/3/venue",
            'found the venue "ICML 2022 Workshop on Nets" in an entry of 2023; mend the one that is wrong, and write the year in year alone',
          ],
        ],
        fixed: {
          "/papers/0/venue": "NeurIPS Workshop",
          "/papers/1/venue": "CVPR",
          "/papers/2/venue": "ICCV",
        },
      },
      {
        because: "the usual way to write a name is the one to keep, however rare",
        papers: [
          { venue: "Arxiv" },
          { venue: "Arxiv" },
          { venue: "arXiv" },
          { venue: "Computers & Operations Research" },
          { venue: "Computers and Operations Research" },
        ],
        mended: {
          papers: [
            { venue: "arXiv" },
            { venue: "arXiv" },
            { venue: "Computers & Operations Research" },
            { venue: "Computers & Operations Research" },
          ],
        },
        findings: [
          [
            "/papers/0/venue",
            'found the venue "Arxiv", which stands as "arXiv" elsewhere in the list; write it one way',
          ],
          [
            "/papers/1/venue",
            'found the venue "Arxiv", which stands as "arXiv" elsewhere in the list; write it one way',
          ],
          [
            "/papers/4/venue",
            'found the venue "Computers and Operations Research", which stands as "Computers & Operations Research" elsewhere in the list; write it one way',
          ],
        ],
        fixed: { "/papers/0/venue": "arXiv", "/papers/1/venue": "arXiv" },
      },
      {
        papers: [
          { venue: "NeurIPS" },
          { venue: "NIPS", year: 2022 },
          { venue: "arXiv" },
          { venue: "Arxiv" },
          { venue: "arXiv" },
        ],
        mended: {
          papers: [
            { venue: "NeurIPS" },
            { venue: "NeurIPS", year: 2022 },
            { venue: "arXiv" },
            { venue: "arXiv" },
          ],
        },
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

/** A name that the list's own table has another for. */
const notAsked = (at: Item, asked: string): Problem => ({
  at,
  message: `found the venue ${quote(at.value)}, which "venues" in data/list.json calls ${quote(asked)}; write ${quote(asked)}`,
  fix: asked,
});

function* mixed(names: string[], byName: ReadonlyMap<string, Item[]>): Generator<Problem> {
  const counts = new Map<string, number>();
  const count = (name: string) => byName.get(name)!.length;
  for (const name of names) counts.set(bare(name), (counts.get(bare(name)) ?? 0) + count(name));
  const most = names.reduce((a, b) => {
    const more = counts.get(bare(b))! - counts.get(bare(a))! || count(b) - count(a);
    return more > 0 || (more === 0 && b === usualName(b)) ? b : a;
  });
  const best = rightForm(most) ?? most;
  for (const name of names) {
    if (name === best) continue;
    const fix = bare(name) === bare(best) && rightForm(name) === best ? { fix: best } : {};
    for (const at of byName.get(name)!) {
      const renamed = [name, best].some((one) => bare(one) === "nips");
      const year = Number(at.entry.item("year")?.value);
      if (renamed && year < 2018) continue;
      yield {
        at,
        message: names.includes(best)
          ? `found the venue ${quote(name)}, which stands as ${quote(best)} elsewhere in the list; write it one way`
          : `found the venue ${quote(name)}, which stands in another way elsewhere in the list, expected ${quote(best)}`,
        ...fix,
      };
    }
  }
}

/** Letters and digits that are taken for each other, alike. */
const glyphs = (word: string): string => word.replace(/[l1|]/g, "I").replaceAll("0", "O");

const byGlyphs = new Map(
  usualNames.filter((name) => /^[^ ]{4,}$/.test(name)).map((name) => [glyphs(name), name]),
);

/** A name in one way only: is it mistyped? */
function* mistyped(name: string, byName: ReadonlyMap<string, Item[]>): Generator<Problem> {
  if (exists(name)) return;
  const slip = name.replace(/[A-Za-z0-9|-]+/g, (word) =>
    exists(word) ? word : (byGlyphs.get(glyphs(word)) ?? word),
  );
  const near = slip === name ? nearVenue(name, byName) : undefined;
  if (slip === name && near === undefined) return;
  for (const at of byName.get(name)!)
    yield near === undefined
      ? {
          at,
          message: `found the venue ${quote(name)}, expected ${quote(slip)}`,
          fix: slip,
        }
      : {
          at,
          message: `found the venue ${quote(name)}, which nobody knows; if ${near} is meant, write ${quote(near)}`,
        };
}

/** How many times as common the right spelling must be, where it is not a known venue. */
const TIMES = 5;
/** Longer names are not acronyms. */
const LONGEST = 20;

/** The venue that an unknown name is most likely a slip of: two letters that changed places, or one of six. */
function nearVenue(name: string, byName: ReadonlyMap<string, Item[]>): string | undefined {
  if (name.length < 4 || name.length > LONGEST) return undefined;
  const times = byName.get(name)!.length;
  const isKnown = (other: string) =>
    usualNames.includes(other) || (byName.get(other)?.length ?? 0) >= TIMES * times;
  for (let at = 0; at + 1 < name.length; at++) {
    const swapped = name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2);
    if (swapped !== name && isKnown(swapped)) return swapped;
  }
  if (name.length < 6) return undefined;
  return usualNames.find(
    (other) => other.length >= 6 && distance(other.toLowerCase(), name.toLowerCase()) === 1,
  );
}

/** A venue that holds a year, of an entry that has one. */
function* withYear(item: Item): Generator<Problem> {
  const { value, entry } = item;
  const year = entry.item("year")?.value;
  if (year === undefined) return;
  const whole = /(?<![\d-])(?:19|20)\d\d(?!\d)/.exec(value)?.[0];
  const short = /^([A-Z]{3,})['’]?(\d\d)$/i.exec(value);
  const held = whole ?? (short && exists(short[1]!) ? `${year.slice(0, 2)}${short[2]}` : undefined);
  if (held === undefined) return;
  if (held !== year) {
    yield {
      at: item,
      message: `found the venue ${quote(value)} in an entry of ${year}; mend the one that is wrong, and write the year in year alone`,
    };
    return;
  }
  const alone = short
    ? short[1]!
    : value
        .replace(held, "")
        .replace(/\s{2,}/g, " ")
        .trim();
  yield {
    at: item,
    message: `found the year of the entry in its venue ${quote(value)}, and a page that shows both shows it twice; write ${quote(alone)}`,
    ...(exists(alone) ? { fix: alone } : {}),
  };
}
