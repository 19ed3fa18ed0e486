import { quote } from "../finding/quote.ts";
import { type ArxivLink, trailingOf } from "./address.ts";
import type { Entry, Item } from "./context.ts";
import { defineRule } from "./rule.ts";

const OLD = /^[a-z-]+(?:\.[A-Z]{2})?\/([0-9]{2})([0-9]{2})([0-9]{3})$/;
const NEW = /^([0-9]{2})([0-9]{2})\.([0-9]+)$/;

/** The year and month that an arXiv id holds, or why no paper can have it. */
export function readArxivId(id: string): { year: number; month: number } | { wrong: string } {
  const [, yy, mm, number] = NEW.exec(id) ?? [];
  const old = yy ? undefined : OLD.exec(id);
  if (old) {
    const [year, month] = [Number(old[1]), Number(old[2])];
    const full = year >= 91 ? 1900 + year : 2000 + year;
    if (month < 1 || month > 12) return { wrong: `there is no month ${old[2]}` };
    if (full * 100 + month < 199107 || full * 100 + month > 200703)
      return { wrong: "ids of this form were given from July 1991 to March 2007" };
    return { year: full, month };
  }
  if (!yy) return { wrong: 'ids look like "2412.00876" or "hep-th/9901001"' };
  const [year, month] = [2000 + Number(yy), Number(mm)];
  if (month < 1 || month > 12) return { wrong: `there is no month ${mm}` };
  if (year * 100 + month < 200704) return { wrong: "ids of this form are given since April 2007" };
  const digits = year >= 2015 ? 5 : 4;
  if (number!.length !== digits)
    return { wrong: `ids of ${year} have ${digits} digits after the point` };
  if (Number(number) === 0) return { wrong: "papers are numbered from 1" };
  return { year, month };
}

export const arxivId = defineRule({
  name: "arxiv-id",
  description:
    "An arXiv id that no paper can have, one with something behind it, or one from a later year than its entry.",
  details:
    "By arXiv's [identifier scheme](https://info.arxiv.org/help/arxiv_identifier.html): a month from 01 to 12, four digits from April 2007 and five from January 2015, `archive/YYMMNNN` before.",
  severity: "warning",
  *check(context) {
    const ids: { item: Item; id: string; link?: ArxivLink }[] = context
      .items("arxiv")
      .map((item) => ({ item, id: item.value.replace(/v[0-9]+$/, "") }));
    for (const { item, address } of context.links) {
      const link = address.arxiv;
      if (link) ids.push({ item, id: link.id, link });
    }
    for (const item of context.items("doi")) {
      const id = /^10\.48550\/arxiv\.(.+?)(?:v[0-9]+)?$/i.exec(item.value)?.[1];
      if (id) ids.push({ item, id });
    }
    const today = context.today.getUTCFullYear() * 100 + context.today.getUTCMonth() + 1;
    const said = new Map<Entry, string>();
    for (const { item, id, link } of ids) {
      const read = readArxivId(id);
      // What was copied along with an address is url-form's.
      if (link && link.rest !== trailingOf(link.rest)) {
        yield {
          at: item,
          message: `found ${quote(link.rest)} after the arXiv id ${quote(id)}; if that is the paper, write ${quote(`https://arxiv.org/abs/${id}`)}`,
        };
        continue;
      }
      if ("wrong" in read) {
        if (said.get(item.entry) === id) continue;
        said.set(item.entry, id);
        yield { at: item, message: `no paper on arXiv has the id ${quote(id)}: ${read.wrong}` };
        continue;
      }
      const { year, month } = read;
      const own = Number(item.entry.item("year")?.value);
      // A workshop of December may be announced in the new year.
      const late = year > own && !(year === own + 1 && month <= 2);
      if (!late && year * 100 + month <= today) continue;
      if (said.get(item.entry) === id) continue;
      said.set(item.entry, id);
      if (year * 100 + month > today) {
        yield {
          at: item,
          message: `no paper on arXiv has the id ${quote(id)}: ${year}-${String(month).padStart(2, "0")} is still to come`,
        };
      } else {
        yield {
          at: item,
          message: `the arXiv id ${quote(id)} is from ${year}, later than the entry's year ${own}; is it another paper's, or is the year wrong?`,
        };
      }
    }
  },
  examples: {
    good: [
      {
        papers: [
          {
            year: 2022,
            links: { paper: "https://arxiv.org/abs/2211.14241" },
            doi: "10.48550/arXiv.2211.14241",
          },
        ],
      },
      { papers: [{ year: 1999, arxiv: "hep-th/9901001" }] },
      {
        because: "the paper of a workshop of the December before",
        papers: [{ year: 2021, links: { paper: "https://arxiv.org/abs/2202.07506" } }],
      },
    ],
    bad: [
      {
        papers: [
          { year: 2024, arxiv: "2413.00876" },
          { year: 2014, links: { paper: "https://arxiv.org/abs/1412.12345" } },
        ],
        mended: {
          papers: [
            { year: 2025, arxiv: "2412.00876" },
            { year: 2014, links: { paper: "https://arxiv.org/abs/1412.1234" } },
          ],
        },
        findings: [
          ["/papers/0/arxiv", 'no paper on arXiv has the id "2413.00876": there is no month 13'],
          [
            "/papers/1/links/paper",
            'no paper on arXiv has the id "1412.12345": ids of 2014 have 4 digits after the point',
          ],
        ],
      },
      {
        because: "a mistyped ending",
        papers: [{ year: 2018, links: { paper: "https://arxiv.org/pdf/1805.04140.pds" } }],
        findings: [
          [
            "/papers/0/links/paper",
            'found ".pds" after the arXiv id "1805.04140"; if that is the paper, write "https://arxiv.org/abs/1805.04140"',
          ],
        ],
      },
      {
        papers: [{ year: 2021, links: { paper: "https://arxiv.org/abs/2211.14241" } }],
        mended: { papers: [{ year: 2022, links: { paper: "https://arxiv.org/abs/2211.14241" } }] },
        findings: [
          [
            "/papers/0/links/paper",
            "the arXiv id \"2211.14241\" is from 2022, later than the entry's year 2021; is it another paper's, or is the year wrong?",
          ],
        ],
      },
    ],
  },
});
