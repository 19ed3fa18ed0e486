import { quote } from "../finding/quote.ts";
import type { Entry, Item } from "./context.ts";
import { addressEvidence, arxivEvidence, doiEvidence, type Evidence } from "./evidence.ts";
import { defineRule, type Problem } from "./rule.ts";
import { bare, ownNames, usualName, usualNames } from "./venues.ts";

interface Witness extends Evidence {
  item: Item;
}

export const venueEvidence = defineRule({
  name: "venue-evidence",
  description:
    "A venue or year that contradicts what the entry's own DOI or address shows, and an IEEE DOI without the number of its proceedings.",
  details:
    "Read are DOIs of IEEE, ACL, AAAI and IJCAI and addresses of openaccess.thecvf.com, virtual conferences, proceedings.neurips.cc, iclr.cc, openreview.net, aclanthology.org, ecva.net, proceedings.mlr.press and arXiv. A journal's DOI holds the year in which a paper was first online, so the paper may have appeared up to three years later. An arXiv link says nothing against a conference, and an id that is later than its entry is arxiv-id's.",
  severity: "warning",
  *check(context) {
    const own = ownNames(context.list);
    const witnesses = new Map<Entry, Witness[]>();
    const add = (item: Item, evidence: Evidence | undefined) => {
      if (!evidence) return;
      const known = witnesses.get(item.entry);
      if (known) known.push({ ...evidence, item });
      else witnesses.set(item.entry, [{ ...evidence, item }]);
    };
    for (const item of context.items("doi")) add(item, doiEvidence(item.value));
    for (const item of context.items("arxiv"))
      if (isPreprint(item.entry)) add(item, arxivEvidence(item.value.replace(/v[0-9]+$/, "")));
    for (const { item, address, role } of context.links) {
      if (role === "data" || role === "code" || item.entry.kind.name === "list") continue;
      const arxiv = address.arxiv;
      if (!arxiv) add(item, addressEvidence(address));
      else if (isPreprint(item.entry)) add(item, arxivEvidence(arxiv.id));
    }
    for (const [entry, heard] of witnesses)
      yield* problemsOf(heard, own, entry.item("venue"), entry.item("year"));
  },
  examples: {
    good: [
      {
        papers: [
          { venue: "IEEE TCSVT", year: 2024, doi: "10.1109/TCSVT.2024.3407785" },
          { venue: "TPAMI", year: 2021, doi: "10.1109/TPAMI.2019.2918284" },
          { venue: "GRSL", year: 2022, doi: "10.1109/LGRS.2021.3123456" },
          { venue: "ICCV", year: 2019, doi: "10.1109/ICCV.2019.00039" },
          {
            venue: "CVPR",
            year: 2025,
            links: { paper: "https://cvpr.thecvf.com/virtual/2025/poster/33163" },
          },
          { venue: "ICLR", year: 2025, links: { paper: "https://arxiv.org/abs/2412.00876" } },
          { venue: "Findings of EMNLP", year: 2023, doi: "10.18653/v1/2023.findings-emnlp.70" },
          { venue: "arXiv", year: 2024, links: { paper: "https://arxiv.org/abs/2312.17648" } },
          { venue: "arXiv", year: 2022, links: { paper: "https://arxiv.org/abs/2305.10601" } },
        ],
      },
    ],
    bad: [
      {
        papers: [
          { venue: "CVPR", year: 2022, doi: "10.1109/ICCV51070.2023.00039" },
          {
            venue: "NeurIPS",
            year: 2022,
            links: {
              paper:
                "https://proceedings.neurips.cc/paper_files/paper/2023/hash/257b-Abstract-Conference.html",
            },
          },
          {
            venue: "arXiv",
            year: 2024,
            links: {
              paper: "https://openaccess.thecvf.com/content/CVPR2024/papers/A_CVPR_2024_paper.pdf",
            },
          },
        ],
        mended: {
          papers: [
            { venue: "ICCV", year: 2023, doi: "10.1109/ICCV51070.2023.00039" },
            {
              venue: "NeurIPS",
              year: 2023,
              links: {
                paper:
                  "https://proceedings.neurips.cc/paper_files/paper/2023/hash/257b-Abstract-Conference.html",
              },
            },
            {
              venue: "CVPR",
              year: 2024,
              links: {
                paper:
                  "https://openaccess.thecvf.com/content/CVPR2024/papers/A_CVPR_2024_paper.pdf",
              },
            },
          ],
        },
        findings: [
          [
            "/papers/0/venue",
            'found CVPR 2022, but doi "10.1109/ICCV51070.2023.00039" is of ICCV 2023',
          ],
          [
            "/papers/1/year",
            'found NeurIPS 2022, but links.paper "https://proceedings.neurips.cc/paper_files/paper/2023/hash/257b-Abstract-Conference.html" is of NeurIPS 2023',
          ],
          [
            "/papers/2/venue",
            'found arXiv 2024, but links.paper "https://openaccess.thecvf.com/content/CVPR2024/papers/A_CVPR_2024_paper.pdf" is of CVPR 2024',
          ],
        ],
      },
      {
        because: "the link agrees with the entry, so the DOI is another paper's",
        papers: [
          {
            venue: "CVPR",
            year: 2021,
            links: {
              paper: "https://openaccess.thecvf.com/content/CVPR2021/papers/B_CVPR_2021_paper.pdf",
            },
            doi: "10.1109/ICCV48922.2021.00074",
          },
        ],
        mended: {
          papers: [
            {
              venue: "CVPR",
              year: 2021,
              doi: "10.1109/CVPR46437.2021.00074",
              links: {
                paper:
                  "https://openaccess.thecvf.com/content/CVPR2021/papers/B_CVPR_2021_paper.pdf",
              },
            },
          ],
        },
        findings: [
          [
            "/papers/0/doi",
            'found CVPR 2021, but doi "10.1109/ICCV48922.2021.00074" is of ICCV 2021; links.paper agrees with the entry',
          ],
        ],
      },
      {
        papers: [{ venue: "ICCV", year: 2023, doi: "10.1109/ICCV.2023.00039" }],
        mended: { papers: [{ venue: "ICCV", year: 2023, doi: "10.1109/ICCV51070.2023.00039" }] },
        findings: [
          [
            "/papers/0/doi",
            'found "10.1109/ICCV.2023.00039": DOIs of IEEE conferences hold the number of their proceedings since 2020, as in 10.1109/CVPR46437.2021.00074; this one has none after ICCV',
          ],
        ],
      },
    ],
  },
});

/** Whether an entry claims to stand on arXiv alone. */
function isPreprint(entry: Entry): boolean {
  const venue = entry.item("venue")?.value;
  return venue !== undefined && usualName(venue) === "arXiv";
}

function* problemsOf(
  witnesses: Witness[],
  own: ReadonlyMap<string, string>,
  venue?: Item,
  year?: Item,
): Generator<Problem> {
  const sameVenue = (item: Item | undefined, evidence: Evidence) =>
    mayBe(item, evidence) || own.get(bare(evidence.venue ?? "")) === item?.value;
  const stated = [venue?.value, year?.value].filter((one) => one !== undefined).join(" ");
  for (const { item, wrong } of witnesses)
    if (wrong) yield { at: item, message: `found ${quote(item.value)}: ${wrong}` };
  const published = witnesses.some((one) => one.venue !== "arXiv");
  const heard = published ? witnesses.filter((one) => one.venue !== "arXiv") : witnesses;
  const against = heard.filter((one) => !sameVenue(venue, one) || !sameYear(year, one));
  const [first] = against;
  if (!first) return;
  const agreeing = heard.find((one) => !against.includes(one));
  const at = agreeing ? first.item : sameVenue(venue, first) ? year! : venue!;
  const shown = [first.venue, first.year].filter((one) => one !== undefined).join(" ");
  yield {
    at,
    message: `found ${stated}, but ${first.item.field.path} ${quote(first.item.value)} is of ${shown}${agreeing ? `; ${agreeing.item.field.path} agrees with the entry` : ""}`,
  };
}

/** Whether an entry's venue may be the one shown; venues that nobody knows are left alone. */
function mayBe(venue: Item | undefined, { venue: shown, later: journal }: Evidence): boolean {
  if (!venue || shown === undefined) return true;
  const name = usualName(venue.value);
  if (name === shown) return true;
  const [mine, yours] = [bare(venue.value), bare(shown)];
  // "Findings of EMNLP", "CVPR Workshop on …"; but CVPRW is not CVPR.
  if (name !== undefined) return false;
  // The letters in a journal's DOI may stand in another order: LGRS for GRSL.
  if (journal && !usualNames.includes(shown)) return true;
  return mine.includes(yours) || yours.includes(mine) || !/^[A-Z0-9]{3,8}$/.test(venue.value);
}

function sameYear(year: Item | undefined, { venue, year: shown, later = 0 }: Evidence): boolean {
  if (!year || shown === undefined) return true;
  const own = Number(year.value);
  return own < shown ? venue === "arXiv" : own <= shown + later;
}
