import { quote } from "../finding/quote.ts";
import type { Address } from "./address.ts";
import { FORGES, SHORT_LIVED } from "./hosts.ts";
import { defineRule } from "./rule.ts";

export const shortLivedLink = defineRule({
  name: "short-lived-link",
  description:
    "An address that lasts for days: a tunnel, a bare IP address, an anonymous repository, a file shared for a while, a signed address.",
  details:
    "Short links that somebody keeps up (aka.ms, bit.ly) are left alone. Of a site in between that tells where it leads on to, url-form speaks.",
  severity: "warning",
  *check(context) {
    for (const { item, address } of context.allLinks) {
      const what = shortLived(address);
      if (what !== undefined)
        yield {
          at: item,
          message: `found ${what} in ${quote(address.text)}, which is soon gone; link a lasting page, or leave it out`,
        };
    }
  },
  examples: {
    good: [
      {
        papers: [
          { links: { demo: "https://aka.ms/nets", project: "https://bit.ly/sushi" } },
          { links: { code: "https://github.com/a/ngrok.io", project: "https://1.example.org/" } },
        ],
      },
    ],
    bad: [
      {
        papers: [
          {
            links: {
              demo: "https://ab12.ngrok-free.app",
              project: "http://101.126.42.235:30910/",
              code: "https://anonymous.4open.science/r/nets-1A2B/",
            },
          },
          {
            links: { code: "https://github.com/anonymous-authors/nets" },
            summary: [
              "见[附件](https://b.example.org/a.zip?X-Amz-Expires=3600&X-Amz-Signature=0a)",
            ],
          },
        ],
        findings: [
          [
            "/papers/0/links/demo",
            'found a tunnel in "https://ab12.ngrok-free.app", which is soon gone; link a lasting page, or leave it out',
          ],
          [
            "/papers/0/links/project",
            'found a bare IP address in "http://101.126.42.235:30910/", which is soon gone; link a lasting page, or leave it out',
          ],
          [
            "/papers/0/links/code",
            'found an anonymous repository, kept for its review in "https://anonymous.4open.science/r/nets-1A2B/", which is soon gone; link a lasting page, or leave it out',
          ],
          [
            "/papers/1/links/code",
            'found an anonymous repository, kept for its review in "https://github.com/anonymous-authors/nets", which is soon gone; link a lasting page, or leave it out',
          ],
          [
            "/papers/1/summary/0",
            'found a signed address, which expires in "https://b.example.org/a.zip?X-Amz-Expires=3600&X-Amz-Signature=0a", which is soon gone; link a lasting page, or leave it out',
          ],
        ],
      },
    ],
  },
});

/** What lasts for a while only, if an address leads there. */
function shortLived({ site, path, query }: Address): string | undefined {
  if (site === "" || site.length > 253) return undefined;
  if (/^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/.test(site) || site.startsWith("["))
    return "a bare IP address";
  if (site === "localhost") return "an address of one's own machine";
  for (let own = site; own !== ""; own = own.slice(own.indexOf(".") + 1 || own.length))
    if (Object.hasOwn(SHORT_LIVED, own)) return SHORT_LIVED[own];
  // Shared without a name of its own, a demo has the number of its process.
  if (/^[0-9]+\.gradio\.app$/.test(site)) return SHORT_LIVED["gradio.live"];
  if (FORGES.has(site) && /^\/anonymous/i.test(path)) return SHORT_LIVED["anonymous.4open.science"];
  return /[?&](?:X-Amz-Signature|X-Goog-Signature|Signature)=/i.test(query)
    ? "a signed address, which expires"
    : undefined;
}
