import { quote } from "../finding/quote.ts";
import { Address, doiLink } from "./address.ts";
import { withAddress } from "./context.ts";
import { defineRule } from "./rule.ts";

/** Hosts that answer on https, and send there whoever asks on http. */
const SECURE = new Set([
  "arxiv.org",
  "github.com",
  "github.io",
  "githubusercontent.com",
  "gitlab.com",
  "gitee.com",
  "openreview.net",
  "thecvf.com",
  "aclanthology.org",
  "aclweb.org",
  "mlr.press",
  "neurips.cc",
  "nips.cc",
  "iclr.cc",
  "icml.cc",
  "ecva.net",
  "ieeexplore.ieee.org",
  "dl.acm.org",
  "link.springer.com",
  "sciencedirect.com",
  "nature.com",
  "science.org",
  "ojs.aaai.org",
  "ijcai.org",
  "jmlr.org",
  "biorxiv.org",
  "semanticscholar.org",
  "huggingface.co",
  "kaggle.com",
  "zenodo.org",
  "youtube.com",
  "youtu.be",
  "bilibili.com",
  "zhihu.com",
  "scholar.google.com",
  "drive.google.com",
  "sites.google.com",
  "wikipedia.org",
]);

/** Parameters that tell a site where its reader came from, and lead nowhere. */
const TRACKING =
  /^(?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hsenc|_hsmi|vd_source|spm_id_from|share_source|share_medium|share_plat|ref_src|ref_url|trk)$/i;

/** What is copied along with an address, where a sentence goes on after it. */
const TRAILING = /(?:[.,;:!'"，。；：！？、）】》]|%20|%C2%A0)$/i;

export const urlForm = defineRule({
  name: "url-form",
  description:
    "An address with `http` where `https` is sure, tracking parameters, punctuation at its end, or no scheme.",
  details:
    "`https` is sure for hosts that are known to answer on it; an address without scheme is mended for these only. Addresses in Markdown are looked at as well. Empty addresses and such with spaces are refused by the schema.",
  severity: "warning",
  fixes: true,
  *check(context) {
    for (const link of context.allLinks) {
      const { item, address } = link;
      const mended = mend(address);
      if (!mended) continue;
      const { url, why, sure } = mended;
      yield {
        at: item,
        message: `found ${why} in ${quote(address.text)}, expected ${quote(url)}`,
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

/** What an address should be, why, and whether that is sure; undefined where nothing is wrong with it. */
function mend(address: Address): { url: string; why: string; sure: boolean } | undefined {
  if (/^https:\/\/[^:?]*[a-z0-9/_-]$/i.test(address.text) && !/%(?:20|A0)$/i.test(address.text))
    return undefined;
  // What is wrong with a DOI's address is doi-form's.
  if (doiLink(address) !== undefined) return undefined;
  const why: string[] = [];
  let url = address.text;
  const doubled = /^https?:\/\/(https?):?\/\/(?=.)/i.exec(url);
  if (doubled) {
    why.push("two schemes");
    url = `${doubled[1]}://${url.slice(doubled[0].length)}`;
  }
  if (address.relative) {
    if (!lacksScheme(address)) return undefined;
    why.push("no scheme");
    url = `https://${url}`;
  }
  let now = new Address(url);
  if (now.scheme === "http" && now.within(SECURE)) {
    why.push("http");
    url = url.replace(/^http:/i, "https:");
  } else if (/^https?/.exec(url) === null && /^https?:/i.test(url)) {
    why.push("capitals in the scheme");
    url = url.replace(/^[a-z]+/i, (scheme) => scheme.toLowerCase());
  }
  const sure = !address.relative || now.within(SECURE);
  const trailing = trailingOf(url);
  if (trailing !== "" && !(trailing === "." && now.site.endsWith("wikipedia.org"))) {
    why.push(`${quote(trailing)} at the end`);
    url = url.slice(0, -trailing.length);
  }
  now = new Address(url);
  const parameters = now.query.slice(1).split("&");
  const tracking = parameters.filter((one) => TRACKING.test(one.split("=")[0]!));
  if (tracking.length > 0) {
    const kept = parameters.filter((one) => !tracking.includes(one));
    const names = tracking.map((one) => one.split("=")[0]!);
    why.push(`the tracking parameter${names.length > 1 ? "s" : ""} ${names.join(", ")}`);
    url = url.replace(now.query, kept.length > 0 ? `?${kept.join("&")}` : "");
  }
  return why.length > 0 && url !== address.text ? { url, why: why.join(", "), sure } : undefined;
}

function trailingOf(url: string): string {
  let end = url.length;
  for (;;) {
    const found = TRAILING.exec(url.slice(Math.max(0, end - 6), end));
    if (!found) return url.slice(end);
    end -= found[0].length;
  }
}
