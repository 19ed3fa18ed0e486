import { percentDecoded } from "../data/percent.ts";
import { quote } from "../finding/quote.ts";
import { doiLink } from "./address.ts";
import { type Context, type Item, type Link, withAddress } from "./context.ts";
import { defineRule, type Problem } from "./rule.ts";

/** Prefixes that never lead anywhere, with what they are for. */
const NOWHERE: Record<string, string> = {
  "10.5555": "is Crossref's prefix for tests, and leads nowhere",
  "10.5072": "is DataCite's prefix for tests, and leads nowhere",
  "10.12345": "is no publisher's prefix",
  "10.0000": "is no publisher's prefix",
};

export const doiForm = defineRule({
  name: "doi-form",
  description:
    "A raw, doubled, legacy (`dx.doi.org`) or percent-encoded DOI, a DOI in a link's place, one under a test or placeholder prefix (`10.5555`), or one of Springer whose check character does not fit.",
  details:
    "By the [DOI Handbook](https://doi.org/10.1000/182), section 3: a DOI's address is `https://doi.org/` and the DOI. ACM's library shows `10.5555/…` for works that have no DOI. An address of doi.org in a link field is reported where the page shows the entry's `doi` as well.",
  severity: "warning",
  fixes: true,
  *check(context) {
    for (const item of context.items("doi")) yield* doiProblems(item);
    for (const link of context.allLinks) {
      const problem = addressProblem(context, link);
      if (problem) yield problem;
    }
  },
  examples: {
    good: [
      {
        papers: [
          {
            doi: "10.1109/CVPR46437.2021.00074",
            year: 2021,
            venue: "CVPR",
            links: { paper: "https://dl.acm.org/doi/10.1145/3448016.3452841" },
          },
        ],
      },
      { papers: [{ doi: "10.1016/S0140-6736(20)30183-5" }, { doi: "10.48550/arXiv.2211.14241" }] },
      {
        papers: [
          { doi: "10.1007/s10092-007-0128-x" },
          { doi: "10.1007/s11433-019-9000-1" },
          { doi: "10.1007/978-3-319-46448-0_7" },
        ],
      },
    ],
    bad: [
      {
        papers: [
          {
            doi: "10.1007/s10092-007-0128-3",
            links: { paper: "https://doi.org/10.1007/978-3-319-46448-1_7" },
          },
        ],
        mended: {
          papers: [
            {
              doi: "10.1007/s10092-007-0128-x",
              links: { paper: "https://doi.org/10.1007/978-3-319-46448-0_7" },
            },
          ],
        },
        findings: [
          [
            "/papers/0/doi",
            'found "10.1007/s10092-007-0128-3": its other digits make the last character "x", not "3", so one of them is mistyped; copy it again from the publisher\'s page',
          ],
          [
            "/papers/0/links/paper",
            'found "https://doi.org/10.1007/978-3-319-46448-1_7": its other digits make the last character of its ISBN "0", not "1", so one of them is mistyped; copy it again from the publisher\'s page',
          ],
        ],
      },
      {
        papers: [
          {
            doi: "10.5555/3603796.3603940",
            links: { paper: "https://doi.org/10.5555/3295222.3295349" },
          },
        ],
        findings: [
          [
            "/papers/0/doi",
            'found "10.5555/3603796.3603940": 10.5555 is Crossref\'s prefix for tests, and leads nowhere; leave it out, or find the real one',
          ],
          [
            "/papers/0/links/paper",
            'found "https://doi.org/10.5555/3295222.3295349": 10.5555 is Crossref\'s prefix for tests, and leads nowhere; leave it out, or find the real one',
          ],
        ],
      },
      {
        papers: [
          {
            links: { paper: "http://dx.doi.org/10.1109%2FTIP.2020.1234567" },
            venue: "TIP",
            year: 2020,
          },
          { links: { code: "https://doi.org/https://doi.org/10.1000/xyz123" } },
        ],
        findings: [
          [
            "/papers/0/links/paper",
            'found "http://dx.doi.org/10.1109%2FTIP.2020.1234567", expected "https://doi.org/10.1109/TIP.2020.1234567"',
          ],
          [
            "/papers/1/links/code",
            'found "https://doi.org/https://doi.org/10.1000/xyz123", expected "https://doi.org/10.1000/xyz123"',
          ],
        ],
        fixed: {
          "/papers/0/links/paper": "https://doi.org/10.1109/TIP.2020.1234567",
          "/papers/1/links/code": "https://doi.org/10.1000/xyz123",
        },
      },
      {
        papers: [
          { links: { paper: "10.1145/3448016.3452841" } },
          {
            doi: "10.1145/3448016.3452841.",
            links: { paper: "https://doi.org/10.1145/3448016.3452841" },
            title: "Other Things",
          },
          { doi: "10.1016/S0140-6736%2820%2930183-5" },
        ],
        findings: [
          ["/papers/1/doi", 'found "10.1145/3448016.3452841.", expected "10.1145/3448016.3452841"'],
          [
            "/papers/2/doi",
            'found "10.1016/S0140-6736%2820%2930183-5", expected "10.1016/S0140-6736(20)30183-5"',
          ],
          [
            "/papers/0/links/paper",
            'found the DOI "10.1145/3448016.3452841" where a link belongs, expected "https://doi.org/10.1145/3448016.3452841"',
          ],
          [
            "/papers/1/links/paper",
            "found the address of a DOI in links.paper, which the field doi shows already; link the paper itself, or leave the link out",
          ],
        ],
        fixed: {
          "/papers/0/links/paper": "https://doi.org/10.1145/3448016.3452841",
          "/papers/1/doi": "10.1145/3448016.3452841",
          "/papers/2/doi": "10.1016/S0140-6736(20)30183-5",
        },
      },
      {
        papers: [
          {
            doi: "10.1109/ICRA48891.2023.10161294",
            year: 2023,
            venue: "ICRA",
            links: { paper: "https://colab.ws/articles/10.1109%2Ficra48891.2023.10161294" },
          },
        ],
        findings: [
          [
            "/papers/0/links/paper",
            'found the percent-encoded DOI "10.1109/icra48891.2023.10161294" in an address of colab.ws; link the publisher\'s page, which is https://doi.org/10.1109/icra48891.2023.10161294, or leave the link out',
          ],
        ],
      },
    ],
  },
});

function* doiProblems(item: Item): Generator<Problem> {
  const { value } = item;
  const clean = tidy(value);
  const nowhere = leadsNowhere(value);
  if (clean !== value)
    yield { at: item, message: `found ${quote(value)}, expected ${quote(clean)}`, fix: clean };
  else if (nowhere) yield { at: item, message: `found ${quote(value)}: ${nowhere}` };
}

/** Journals of Science China, which count their check characters in a way of their own. */
const OTHERWISE = /^114(?:2[5-9]|3[0-4])$/;

/**
 * What is wrong with the last character of a DOI of Springer, if that is one of check: in a journal's,
 * the sum of the twelve digits, each times its place, modulo 13; in a book's, that of its ISBN-13
 * (ISO 2108).
 */
function wrongCheck(doi: string): string | undefined {
  const [, journal, rest = "", check] =
    /^10\.1007\/s([0-9]{5})-([0-9]{3}-[0-9]{4})-([0-9xyz])$/i.exec(doi) ?? [];
  if (journal && !OTHERWISE.test(journal)) {
    const sum = weighted(journal + rest.replace("-", ""), (at) => at + 1);
    return unlike(check!, "0123456789xyz"[sum % 13]!);
  }
  const isbn = /^10\.1007\/(97[89][0-9-]{9,14}[0-9])(?![0-9-])/.exec(doi)?.[1]?.replaceAll("-", "");
  if (isbn?.length !== 13) return undefined;
  const sum = weighted(isbn.slice(0, 12), (at) => (at % 2 === 0 ? 1 : 3));
  return unlike(isbn.at(-1)!, String((10 - (sum % 10)) % 10), "of its ISBN ");
}

const weighted = (digits: string, weight: (at: number) => number): number =>
  [...digits].reduce((sum, digit, at) => sum + Number(digit) * weight(at), 0);

const unlike = (found: string, expected: string, of = ""): string | undefined =>
  found.toLowerCase() === expected
    ? undefined
    : `its other digits make the last character ${of}${quote(expected)}, not ${quote(found)}, so one of them is mistyped; copy it again from the publisher's page`;

/** Why a DOI is none, if it has a prefix that leads nowhere. */
function leadsNowhere(doi: string): string | undefined {
  const prefix = doi.slice(0, doi.indexOf("/"));
  const why = Object.hasOwn(NOWHERE, prefix) ? `${prefix} ${NOWHERE[prefix]}` : undefined;
  const placeholder = /\/x{3,}$/i.test(doi) ? "it stands in for a DOI" : undefined;
  const found = why ?? placeholder;
  return found === undefined ? wrongCheck(doi) : `${found}; leave it out, or find the real one`;
}

/** A DOI without encoding, doubling and what was copied along with it. */
function tidy(doi: string): string {
  const whole = /^10\.[0-9]{4,9}\/.*?(10\.[0-9]{4,9}\/.+)$/.exec(percentDecoded(doi))?.[1] ?? doi;
  const plain = /^10\.[0-9]{4,9}\/[^%]+$/.test(percentDecoded(whole))
    ? percentDecoded(whole)
    : whole;
  return plain.replace(/(?<![.,;:，。；])[.,;:，。；]+$/, "");
}

function addressProblem(context: Context, link: Link): Problem | undefined {
  const { item, address } = link;
  const { value } = item;
  const own = item.field.type === "url";
  if (address.scheme === "") {
    if (!own || !/^(?:doi:\s*)?10\.[0-9]{4,9}\/./i.test(value)) return undefined;
    const fix = `https://doi.org/${value.replace(/^doi:\s*/i, "")}`;
    return {
      at: item,
      message: `found the DOI ${quote(value)} where a link belongs, expected ${quote(fix)}`,
      fix,
    };
  }
  const doi = doiLink(address);
  if (doi !== undefined) {
    const found = address.text;
    const wanted = `https://doi.org/${encodeDoi(tidy(doi))}`;
    if (found !== wanted && !equivalent(found, wanted))
      return {
        at: item,
        message: `found ${quote(found)}, expected ${quote(wanted)}`,
        fix: withAddress(link, wanted),
      };
    const nowhere = leadsNowhere(doi);
    if (nowhere) return { at: item, message: `found ${quote(found)}: ${nowhere}` };
    const kept = own && item.entry.item("doi");
    if (
      kept &&
      tidy(kept.value).toLowerCase() === tidy(doi).toLowerCase() &&
      context.shows(item.entry.kind.name, "doi")
    )
      return {
        at: item,
        message: `found the address of a DOI in ${item.field.path}, which the field doi shows already; link the paper itself, or leave the link out`,
      };
    return undefined;
  }
  const encoded = own && /\/(10\.[0-9]{4,9})%2F([^/?#]+)$/i.exec(address.path);
  if (!encoded) return undefined;
  const inside = percentDecoded(`${encoded[1]}/${encoded[2]}`);
  return {
    at: item,
    message: `found the percent-encoded DOI ${quote(inside)} in an address of ${address.site}; link the publisher's page, which is https://doi.org/${inside}, or leave the link out`,
  };
}

/** What a DOI in an address needs encoded (RFC 3986, section 3.3). */
const encodeDoi = (doi: string): string =>
  encodeURI(doi).replace(/[?#]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** Whether two addresses differ in how harmless characters are encoded only. */
const equivalent = (found: string, wanted: string): boolean =>
  found.startsWith("https://doi.org/10.") &&
  !/%2f/i.test(found) &&
  percentDecoded(found) === percentDecoded(wanted);
