import { quote } from "../finding/quote.ts";
import { Address } from "./address.ts";
import { type Entry, roleOf } from "./context.ts";
import { defineRule } from "./rule.ts";

/** The repository of an address, in lower case. */
const repositoryIn = (path: string): string | undefined =>
  /^\/([^/]+\/[^/]+)/
    .exec(path)?.[1]
    ?.toLowerCase()
    .replace(/\.(?:git|svg)$/, "");

export const badge = defineRule({
  name: "badge",
  description: "A badge of shields.io that counts another repository than the entry's code.",
  details: "Compared are badges of GitHub with code that is on GitHub.",
  severity: "warning",
  *check(context) {
    for (const { item, address } of context.allLinks) {
      if (address.site !== "img.shields.io" && address.site !== "badgen.net") continue;
      const [, rest] = /^\/github(?:\/[a-z-]+)?(\/[^/]+\/[^/]+?)\/?$/.exec(address.path) ?? [];
      const counted = rest && repositoryIn(rest);
      const own = codeOf(item.entry);
      if (counted && own && !own.includes(counted))
        yield {
          at: item,
          message: `found a badge of ${quote(counted)} in ${item.field.path}, but the code is ${quote(own[0])}; count the one that is linked`,
        };
    }
  },
  examples: {
    good: [
      {
        list: { kinds: { paper: { badge: "url?" } } },
        papers: [
          {
            badge: "https://img.shields.io/github/stars/A/Nets.svg?style=social",
            links: { code: "https://github.com/a/nets/tree/main" },
          },
          {
            badge: "https://img.shields.io/github/stars/a/nets",
            links: { code: "https://huggingface.co/a/nets" },
          },
          { badge: "https://img.shields.io/badge/arXiv-2412.00876-red" },
        ],
      },
    ],
    bad: [
      {
        list: { kinds: { paper: { badge: "url?" } } },
        papers: [
          {
            badge: "https://img.shields.io/github/stars/a/older-nets.svg",
            links: { code: "https://github.com/a/Nets" },
          },
        ],
        mended: {
          papers: [
            {
              badge: "https://img.shields.io/github/stars/a/nets.svg",
              links: { code: "https://github.com/a/Nets" },
            },
          ],
        },
        findings: [
          [
            "/papers/0/badge",
            'found a badge of "a/older-nets" in badge, but the code is "a/nets"; count the one that is linked',
          ],
        ],
      },
    ],
  },
});

/** The repositories on GitHub that an entry links to as its code, or as its paper where it has no code. */
function codeOf({ items }: Entry): string[] | undefined {
  const found = items.flatMap(({ field, value }) => {
    if (field.type !== "url" || !/^(?:code|repo)/.test(roleOf(field))) return [];
    const { site, path } = new Address(value);
    return site === "github.com" ? (repositoryIn(path) ?? []) : [];
  });
  return found.length > 0 ? found : undefined;
}
