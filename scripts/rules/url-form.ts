import { urlProblem } from "../data/domains.ts";
import { quote } from "../finding/quote.ts";
import { Address, doiLink, trailingOf } from "./address.ts";
import { withAddress } from "./context.ts";
import { REDIRECTS, SECURE } from "./hosts.ts";
import { isPlaceholder } from "./placeholder-text.ts";
import { defineRule } from "./rule.ts";

/** Parameters that tell a site where its reader came from, and lead nowhere. */
const TRACKING =
  /^(?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hsenc|_hsmi|vd_source|spm|spm_id_from|share_source|share_medium|share_plat|ref_src|ref_url|trk)$/i;

export const urlForm = defineRule({
  name: "url-form",
  description:
    "An address with `http` where `https` is sure, tracking parameters, punctuation at its end, no scheme, or a page in between that only leads on.",
  details:
    "`https` is sure for hosts that are known to answer on it; an address without scheme is mended for these only. Addresses in Markdown are looked at as well. Empty addresses and such with spaces are refused by the schema; those of arXiv's papers are arxiv-form's, those of DOIs doi-form's.",
  severity: "warning",
  fixes: true,
  *check(context) {
    for (const link of context.allLinks) {
      const { item, address } = link;
      const mended = mend(address);
      if (!mended || isPlaceholder(address)) continue;
      const { url, why, sure } = mended;
      yield {
        at: item,
        message: `found ${why.join(", ")} in ${quote(address.text)}, expected ${quote(url)}`,
        ...(sure ? { fix: withAddress(link, url) } : {}),
      };
    }
  },
  examples: {
    good: [
      {
        papers: [
          { links: { paper: "http://www.scan-net.org/", code: "Papers/notes.md" } },
          {
            links: {
              paper: "https://en.wikipedia.org/wiki/Apple_Inc.",
              code: "https://x.example.org/?id=1&ref=v2",
            },
          },
        ],
      },
    ],
    bad: [
      {
        papers: [
          {
            links: {
              paper: "http://openaccess.thecvf.com/a.pdf",
              code: "github.com/a/b",
              project: "www.some-lab.example.org/p",
            },
          },
          {
            links: {
              paper: "https://x.example.org/p?id=3&utm_source=wechat&utm_medium=social#top",
              code: "https://github.com/a/c.",
            },
          },
        ],
        findings: [
          [
            "/papers/0/links/paper",
            'found http in "http://openaccess.thecvf.com/a.pdf", expected "https://openaccess.thecvf.com/a.pdf"',
          ],
          [
            "/papers/0/links/code",
            'found no scheme in "github.com/a/b", expected "https://github.com/a/b"',
          ],
          [
            "/papers/0/links/project",
            'found no scheme in "www.some-lab.example.org/p", expected "https://www.some-lab.example.org/p"',
          ],
          [
            "/papers/1/links/paper",
            'found the tracking parameters utm_source, utm_medium in "https://x.example.org/p?id=3&utm_source=wechat&utm_medium=social#top", expected "https://x.example.org/p?id=3#top"',
          ],
          [
            "/papers/1/links/code",
            'found "." at the end in "https://github.com/a/c.", expected "https://github.com/a/c"',
          ],
        ],
        fixed: {
          "/papers/0/links/paper": "https://openaccess.thecvf.com/a.pdf",
          "/papers/0/links/code": "https://github.com/a/b",
          "/papers/0/links/project": "www.some-lab.example.org/p",
          "/papers/1/links/paper": "https://x.example.org/p?id=3#top",
          "/papers/1/links/code": "https://github.com/a/c",
        },
      },
      {
        papers: [
          {
            links: {
              paper: "https://www.google.com/url?q=https%3A%2F%2Fx.example.org%2Fp&sa=D",
              code: "https://x.example.org./\u02dcsomeone/",
              project: "https://x.example.org/?id=1&amp;spm=a2c.b",
            },
          },
        ],
        findings: [
          [
            "/papers/0/links/paper",
            'found a page of google.com that only leads on in "https://www.google.com/url?q=https%3A%2F%2Fx.example.org%2Fp&sa=D", expected "https://x.example.org/p"',
          ],
          [
            "/papers/0/links/code",
            'found a host that ends in a full stop, "\u02dc" in the place of "~" in "https://x.example.org./\u02dcsomeone/", expected "https://x.example.org/~someone/"',
          ],
          [
            "/papers/0/links/project",
            'found "&amp;" in the place of "&", the tracking parameter spm in "https://x.example.org/?id=1&amp;spm=a2c.b", expected "https://x.example.org/?id=1"',
          ],
        ],
        fixed: {
          "/papers/0/links/paper": "https://x.example.org/p",
          "/papers/0/links/code": "https://x.example.org/~someone/",
        },
      },
      {
        papers: [{ summary: ["代码见[此处](http://github.com/a/b)，数据另见"] }],
        findings: [
          [
            "/papers/0/summary/0",
            'found http in "http://github.com/a/b", expected "https://github.com/a/b"',
          ],
        ],
        fixed: { "/papers/0/summary/0": "代码见[此处](https://github.com/a/b)，数据另见" },
      },
    ],
  },
});

/** Whether a relative address begins with a well-known host, or with `www.`. */
export function lacksScheme({ text }: Address): boolean {
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#]|$)/i.test(text)) return false;
  const whole = new Address(`https://${text}`);
  return whole.within(SECURE) || whole.site === "doi.org" || /^www\./i.test(text);
}

/** One thing that may be wrong with an address: in words, and the address without it. */
interface Mended {
  why: string;
  url: string;
  /** It is likely, but not certain. */
  unsure?: boolean;
}

/** What is mended, in this order; each sees what those before it made. */
const MENDS: ((address: Address) => Mended | undefined)[] = [
  ({ text }) => {
    const doubled = /^https?:\/\/(https?):?\/\/(?=.)/i.exec(text);
    return doubled
      ? { why: "two schemes", url: `${doubled[1]}://${text.slice(doubled[0].length)}` }
      : undefined;
  },
  (address) => {
    if (!address.relative || !lacksScheme(address)) return undefined;
    const url = `https://${address.text}`;
    return { why: "no scheme", url, unsure: !new Address(url).within(SECURE) };
  },
  redirected,
  (address) =>
    address.scheme === "http" && address.within(SECURE) && address.arxiv?.rest !== ""
      ? { why: "http", url: address.text.replace(/^http:/i, "https:") }
      : undefined,
  ({ text }) =>
    /^https?:/i.test(text) && !/^https?:/.test(text)
      ? {
          why: "capitals in the scheme",
          url: text.replace(/^[a-z]+/i, (scheme) => scheme.toLowerCase()),
        }
      : undefined,
  ({ text, site }) => {
    if (!site.endsWith(".")) return undefined;
    const host = /^[a-z]+:\/\/[^/?#]*/i.exec(text)![0];
    const bare = host.replace(/\.(?=(?::\d*)?$)/, "");
    return { why: "a host that ends in a full stop", url: bare + text.slice(host.length) };
  },
  ({ text }) =>
    text.includes("\u02dc")
      ? { why: '"\u02dc" in the place of "~"', url: text.replaceAll("\u02dc", "~") }
      : undefined,
  ({ text, site }) => {
    const trailing = trailingOf(text);
    return trailing === "" || (trailing === "." && site.endsWith("wikipedia.org"))
      ? undefined
      : { why: `${quote(trailing)} at the end`, url: text.slice(0, -trailing.length) };
  },
  ({ text, query }) =>
    query.includes("&amp;")
      ? { why: '"&amp;" in the place of "&"', url: text.replaceAll("&amp;", "&"), unsure: true }
      : undefined,
  ({ text, query }) => {
    const parameters = query.slice(1).split("&");
    const tracking = parameters.filter((one) => TRACKING.test(one.split("=")[0]!));
    if (tracking.length === 0) return undefined;
    const kept = parameters.filter((one) => !tracking.includes(one));
    const names = tracking.map((one) => one.split("=")[0]!);
    return {
      why: `the tracking parameter${names.length > 1 ? "s" : ""} ${names.join(", ")}`,
      url: text.replace(query, () => (kept.length > 0 ? `?${kept.join("&")}` : "")),
    };
  },
];

/** The address that a page in between leads on to, where it tells. */
function redirected({ site, path, query }: Address): Mended | undefined {
  const known = Object.hasOwn(REDIRECTS, site) ? REDIRECTS[site] : undefined;
  if (!known || (path || "/") !== known.path) return undefined;
  const parameters = new URLSearchParams(query);
  const url = known.parameters.map((name) => parameters.get(name) ?? "").find((one) => one !== "");
  if (url === undefined || !/^https?:/i.test(url) || urlProblem(url) !== undefined)
    return undefined;
  // Of an address that is not encoded, what follows its first & may be its own.
  const encoded = /=https?%3A/i.test(query) || parameters.size === 1;
  return { why: `a page of ${site} that only leads on`, url, unsure: !encoded };
}

/** What an address should be, why, and whether that is sure; undefined where nothing is wrong with it. */
function mend(address: Address): { url: string; why: string[]; sure: boolean } | undefined {
  const { text } = address;
  if (
    /^https:\/\/[^:?\u02dc]*[a-z0-9/_-]$/i.test(text) &&
    !/%(?:20|A0)$/i.test(text) &&
    !address.site.endsWith(".")
  )
    return undefined;
  // What is wrong with a DOI's address is doi-form's.
  if (doiLink(address) !== undefined) return undefined;
  if (address.relative && !lacksScheme(address)) return undefined;
  const why: string[] = [];
  let sure = true;
  let now = address;
  for (const step of MENDS) {
    const mended = step(now);
    if (!mended) continue;
    why.push(mended.why);
    sure &&= mended.unsure !== true;
    now = new Address(mended.url);
  }
  return why.length > 0 && now.text !== text ? { url: now.text, why, sure } : undefined;
}
