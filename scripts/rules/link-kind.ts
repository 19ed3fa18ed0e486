import { quote } from "../finding/quote.ts";
import type { Address } from "./address.ts";
import type { Item } from "./context.ts";
import { defineRule } from "./rule.ts";

const FORGES = new Set(["github.com", "gitlab.com", "gitee.com", "bitbucket.org"]);
const PAPERS = new Set([
  "arxiv.org",
  "doi.org",
  "openreview.net",
  "openaccess.thecvf.com",
  "aclanthology.org",
  "proceedings.neurips.cc",
  "papers.nips.cc",
  "proceedings.mlr.press",
  "ieeexplore.ieee.org",
  "dl.acm.org",
  "link.springer.com",
  "ecva.net",
]);

export const linkKind = defineRule({
  name: "link-kind",
  description:
    "A `code` link to a user's page, a list of gists or a paper; a `paper` link to a repository; the same address in two fields of an entry.",
  details: "A PDF in a repository is a paper.",
  severity: "warning",
  *check(context) {
    let entry: unknown;
    let fields = new Map<string, Item>();
    for (const { item, address, role } of context.links) {
      if (entry !== item.entry) {
        entry = item.entry;
        fields = new Map();
      }
      const key = sameAddress(address);
      const twin = fields.get(key);
      if (twin && twin.field.path !== item.field.path) {
        yield {
          at: item,
          message: `found ${quote(item.value)}, which stands in ${twin.field.path} already; leave it out of one of them`,
        };
        continue;
      }
      fields.set(key, item);
      const wrong =
        role === "code" || role === "repo"
          ? notCode(address)
          : role === "paper" || role === "pdf"
            ? notPaper(address)
            : undefined;
      if (wrong)
        yield {
          at: item,
          message: `found ${wrong} in ${item.field.path}: ${quote(item.value)}; expected the address of a ${role === "code" || role === "repo" ? "repository" : "paper"}`,
        };
    }
  },
  examples: {
    good: [
      {
        papers: [
          {
            links: {
              paper: "https://github.com/a/b/blob/main/paper.pdf",
              code: "https://github.com/a/b/tree/main/src",
            },
          },
          { links: { code: "https://gist.github.com/a/0123456789abcdef" } },
        ],
      },
    ],
    bad: [
      {
        papers: [
          { links: { code: "https://github.com/someone" } },
          { links: { code: "https://arxiv.org/abs/2412.00876" } },
          { links: { code: "https://gist.github.com/someone" } },
          { links: { code: "https://github.com/orgs/some/repositories" } },
        ],
        findings: [
          [
            "/papers/0/links/code",
            'found the page of a user or a group in links.code: "https://github.com/someone"; expected the address of a repository',
          ],
          [
            "/papers/1/links/code",
            'found a paper in links.code: "https://arxiv.org/abs/2412.00876"; expected the address of a repository',
          ],
          [
            "/papers/2/links/code",
            'found a list of gists in links.code: "https://gist.github.com/someone"; expected the address of a repository',
          ],
          [
            "/papers/3/links/code",
            'found the page of a user or a group in links.code: "https://github.com/orgs/some/repositories"; expected the address of a repository',
          ],
        ],
      },
      {
        papers: [
          { links: { paper: "https://github.com/a/b" } },
          { links: { paper: "https://x.example.org/p", code: "http://www.x.example.org/p/" } },
        ],
        findings: [
          [
            "/papers/0/links/paper",
            'found a repository in links.paper: "https://github.com/a/b"; expected the address of a paper',
          ],
          [
            "/papers/1/links/code",
            'found "http://www.x.example.org/p/", which stands in links.paper already; leave it out of one of them',
          ],
        ],
      },
    ],
  },
});

/** What is the same for an address with and without `www.`, a `/` at its end, and in `http` or `https`. */
const sameAddress = ({ site, path, query, fragment }: Address): string =>
  `${site}${path.endsWith("/") ? path.slice(0, -1) : path}${query}${fragment}`;

/** First steps of addresses that are nobody's name. */
const PLACES = new Set(["orgs", "topics", "search", "sponsors", "collections", "stars"]);

const stepsOf = ({ path }: Address): string[] => path.split("/").filter((step) => step !== "");

function notCode(address: Address): string | undefined {
  const steps = stepsOf(address);
  if (address.site === "gist.github.com") return steps.length < 2 ? "a list of gists" : undefined;
  if (FORGES.has(address.site)) {
    if (steps.length < 2 || PLACES.has(steps[0]!)) return "the page of a user or a group";
    return /\.pdf$/i.test(address.path) ? "a paper" : undefined;
  }
  return address.within(PAPERS) || /\.pdf$/i.test(address.path) ? "a paper" : undefined;
}

function notPaper(address: Address): string | undefined {
  if (!FORGES.has(address.site) && address.site !== "gist.github.com") return undefined;
  const steps = stepsOf(address);
  // A file of a repository, or of a release, may be the paper.
  if (/^(?:blob|raw|releases|wiki|-|files)$/.test(steps[2] ?? "")) return undefined;
  return steps.length < 2 ? "the page of a user or a group" : "a repository";
}
