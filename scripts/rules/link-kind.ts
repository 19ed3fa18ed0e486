import { quote } from "../finding/quote.ts";
import { Address } from "./address.ts";
import { isNamedByTitle, type Item, roleOf } from "./context.ts";
import { FORGES, PAPERS } from "./hosts.ts";
import { isPlaceholder } from "./placeholder-text.ts";
import { defineRule } from "./rule.ts";

export const linkKind = defineRule({
  name: "link-kind",
  description:
    "A `code` link to a user's page, a list of gists or a paper; a `paper` link to a repository, of an entry that has another one or a paper elsewhere; the same address in two fields of an entry.",
  details:
    "A PDF in a repository is a paper, and an attachment on openreview.net may be code. A work without a paper may link its repository instead, and kinds that are not named by a title link what they like.",
  severity: "warning",
  *check(context) {
    let entry: unknown;
    let fields = new Map<string, Item>();
    for (const { item, address, role } of context.links) {
      if (isPlaceholder(address)) continue;
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
          : isNamedByTitle(item.entry.kind) && (role === "paper" || role === "pdf")
            ? notPaper(address, item)
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
          { links: { paper: "https://github.com/a/b/tree/main/figs/preview.pdf" } },
          {
            links: { code: "https://openreview.net/attachment?id=a1&name=supplementary_material" },
          },
        ],
      },
      {
        because: "a work without a paper, and a kind of repositories",
        list: { kinds: { dataset: { "links.paper": "url?" } } },
        papers: [{ links: { paper: "https://github.com/a/b" } }],
        datasets: [
          { links: { paper: "https://github.com/a/b" }, url: "https://data.example.org/b" },
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
        mended: {
          papers: [
            { links: { code: "https://github.com/someone/nets" } },
            { links: { code: "https://gist.github.com/someone/0123456789abcdef" } },
          ],
        },
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
          { links: { paper: "https://github.com/a/b" }, arxiv: "2412.00876" },
          { links: { paper: "https://x.example.org/p", code: "http://www.x.example.org/p/" } },
        ],
        mended: {
          papers: [
            { links: { code: "https://github.com/a/b" }, arxiv: "2412.00876" },
            { links: { paper: "https://x.example.org/p" } },
          ],
        },
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
  if (address.site === "openreview.net" && steps[0] === "attachment") return undefined;
  return address.within(PAPERS) || /\.pdf$/i.test(address.path) ? "a paper" : undefined;
}

/** What a link to a paper leads to instead, where the entry shows that there is a paper, or another repository. */
function notPaper(address: Address, { entry, field }: Item): string | undefined {
  if (!FORGES.has(address.site) && address.site !== "gist.github.com") return undefined;
  const steps = stepsOf(address);
  if (steps.length < 2) return "the page of a user or a group";
  // A file of a repository, or of a release, may be the paper.
  if (/^(?:blob|raw|releases|wiki|-|files)$/.test(steps[2] ?? "") || /\.pdf$/i.test(address.path))
    return undefined;
  const other = entry.items.some(
    (item) =>
      item.field.type === "doi" ||
      item.field.type === "arxiv" ||
      (item.field.type === "url" &&
        item.field.path !== field.path &&
        /^(?:paper|pdf|code|repo)$/.test(roleOf(item.field)) &&
        sameAddress(new Address(item.value)) !== sameAddress(address)),
  );
  return other ? "a repository" : undefined;
}
