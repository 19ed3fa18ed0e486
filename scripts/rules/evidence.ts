import type { Address } from "./address.ts";
import { doiLink } from "./address.ts";
import { readArxivId } from "./arxiv-id.ts";
import { journals, numbered, usualName } from "./venues.ts";

/** What an address or a DOI shows of where and when its paper appeared. */
export interface Evidence {
  venue?: string;
  year?: number;
  /** The years after `year` in which it may still have appeared. */
  later?: number;
  /** Something is wrong with the address or DOI itself. */
  wrong?: string;
}

/** Volumes of the Proceedings of Machine Learning Research. */
const PMLR: Record<number, [string, number]> = {
  28: ["ICML", 2013],
  32: ["ICML", 2014],
  37: ["ICML", 2015],
  48: ["ICML", 2016],
  70: ["ICML", 2017],
  80: ["ICML", 2018],
  97: ["ICML", 2019],
  119: ["ICML", 2020],
  139: ["ICML", 2021],
  162: ["ICML", 2022],
  202: ["ICML", 2023],
  235: ["ICML", 2024],
  267: ["ICML", 2025],
  108: ["AISTATS", 2020],
  130: ["AISTATS", 2021],
  151: ["AISTATS", 2022],
  206: ["AISTATS", 2023],
  238: ["AISTATS", 2024],
  78: ["CoRL", 2017],
  87: ["CoRL", 2018],
  100: ["CoRL", 2019],
  155: ["CoRL", 2020],
  164: ["CoRL", 2021],
  205: ["CoRL", 2022],
  229: ["CoRL", 2023],
  270: ["CoRL", 2024],
};

/** Letters of old ids of the ACL Anthology. */
const ANTHOLOGY: Record<string, string> = {
  P: "ACL",
  N: "NAACL",
  D: "EMNLP",
  E: "EACL",
  C: "COLING",
  Q: "TACL",
  K: "CoNLL",
};

/** Conferences that met in the year after the one they are named for. */
const LATE = new Set(["ICPR 2020", "SLT 2020", "COLING 2024"]);

/** What a DOI shows. */
export function doiEvidence(doi: string): Evidence | undefined {
  // IEEE: letters of the venue, since 2020 the number of the proceedings, the year, the article.
  const ieee =
    /^10\.1109\/(3DV|[A-Za-z][A-Za-z-]*?)([0-9]{4,6})?\.((?:19|20)[0-9]{2})\.([0-9]+)$/i.exec(doi);
  if (ieee) return ieeeEvidence(ieee[1]!, ieee[2], Number(ieee[3]), ieee[4]!);
  const acl = /^10\.18653\/v1\/(.+)$/i.exec(doi);
  if (acl) return anthologyEvidence(acl[1]!);
  const aaai = /^10\.1609\/aaai\.v([0-9]+)i/i.exec(doi);
  if (aaai) return { venue: "AAAI", year: 1986 + Number(aaai[1]) };
  const ijcai = /^10\.24963\/ijcai\.([0-9]{4})\//i.exec(doi);
  if (ijcai) return { venue: "IJCAI", year: Number(ijcai[1]) };
  return undefined;
}

function ieeeEvidence(
  letters: string,
  number: string | undefined,
  year: number,
  article: string,
): Evidence {
  const venue = usualName(letters) ?? letters.toUpperCase();
  if (journals.has(venue) || !(number || numbered.has(venue) || /^0[0-9]{4}$/.test(article)))
    return { venue, year, later: 3 };
  if (!number && year >= 2020)
    return {
      venue,
      year,
      wrong: `DOIs of IEEE conferences hold the number of their proceedings since 2020, as in 10.1109/CVPR46437.2021.00074; this one has none after ${letters}`,
    };
  const named = `${venue} ${year - 1}`;
  return LATE.has(named) ? { venue } : { venue, year };
}

/** What an id of the ACL Anthology shows: `2023.emnlp-main.70`, or before 2020 `P19-1001`. */
function anthologyEvidence(id: string): Evidence | undefined {
  const now = /^((?:19|20)[0-9]{2})\.([a-z]+)-/i.exec(id);
  if (now) {
    const venue = usualName(now[2]!);
    return { ...(venue ? { venue } : {}), year: Number(now[1]) };
  }
  const old = /^([A-Z])([0-9]{2})-([0-9]{4})/i.exec(id);
  if (!old) return undefined;
  const year = Number(old[2]) > 60 ? 1900 + Number(old[2]) : 2000 + Number(old[2]);
  // From 5000 on, volumes of workshops.
  const venue = Number(old[3]) >= 5000 ? undefined : ANTHOLOGY[old[1]!.toUpperCase()];
  return { ...(venue ? { venue } : {}), year };
}

/** How each site's addresses are read. */
const SITES = new Map<string, (address: Address) => Evidence | undefined>();
const read = (sites: string, reader: (address: Address) => Evidence | undefined): void => {
  for (const site of sites.split(" ")) SITES.set(site, reader);
};

/** What an address shows. */
export const addressEvidence = (address: Address): Evidence | undefined =>
  SITES.get(address.site)?.(address);

/** Reads addresses in which a venue's year stands. */
const yearOf =
  (venue: string, pattern: RegExp, always = false) =>
  ({ path }: Address): Evidence | undefined => {
    const year = pattern.exec(path)?.[1];
    return year ? { venue, year: Number(year) } : always ? { venue } : undefined;
  };

read("doi.org dx.doi.org", (address) => {
  const doi = doiLink(address);
  return doi === undefined ? undefined : doiEvidence(doi);
});

read("openaccess.thecvf.com", ({ path }) => {
  const [, venue, year, workshop] =
    /^\/content[_/]([A-Z]+?)_?((?:19|20)[0-9]{2})_?(W|workshops)?(?:[/_]|$)/i.exec(path) ?? [];
  if (!venue) return undefined;
  const name = venue.toUpperCase();
  return {
    venue: (workshop || /_W\d*\//.test(path)) && !name.endsWith("W") ? `${name}W` : name,
    year: Number(year),
  };
});

// Virtual conferences, by the site's first name.
read(
  "cvpr.thecvf.com iccv.thecvf.com wacv.thecvf.com eccv.ecva.net iclr.cc icml.cc neurips.cc nips.cc",
  ({ site, path }) => {
    const [, year, workshop] = /^\/virtual\/((?:19|20)[0-9]{2})\/(workshop\/)?/.exec(path) ?? [];
    const venue = usualName(site.slice(0, site.indexOf(".")));
    return venue && year && !workshop ? { venue, year: Number(year) } : undefined;
  },
);

read(
  "proceedings.neurips.cc papers.nips.cc papers.neurips.cc",
  yearOf("NeurIPS", /^\/paper(?:_files\/paper)?\/((?:19|20)[0-9]{2})\//, true),
);
read("proceedings.iclr.cc", yearOf("ICLR", /\/((?:19|20)[0-9]{2})\//, true));
read("ecva.net", yearOf("ECCV", /\/eccv_((?:19|20)[0-9]{2})\//i));
read("ijcai.org", yearOf("IJCAI", /^\/proceedings\/((?:19|20)[0-9]{2})\//));

read("openreview.net", ({ query }) => {
  const [, venue, year] =
    /^\?id=(ICLR|ICML|NeurIPS|COLM|TMLR|AAAI|UAI)(?:\.cc|\.org|web\.org)?\/((?:19|20)[0-9]{2})\/Conference/i.exec(
      query.replace(/%2F/gi, "/"),
    ) ?? [];
  return venue ? { venue: usualName(venue)!, year: Number(year) } : undefined;
});

read("aclanthology.org aclweb.org", ({ path }) =>
  anthologyEvidence(path.replace(/^\/(?:anthology\/)?/, "")),
);

read("proceedings.mlr.press", ({ path }) => {
  const known = PMLR[Number(/^\/v([0-9]+)\//.exec(path)?.[1])];
  return known ? { venue: known[0], year: known[1] } : undefined;
});

/** What an arXiv id shows of a work that claims to stand on arXiv alone. */
export function arxivEvidence(id: string): Evidence | undefined {
  const read = readArxivId(id);
  if ("wrong" in read) return undefined;
  // What is sent in December may be announced in January.
  return { venue: "arXiv", year: read.year, later: read.month === 12 ? 1 : 0 };
}
