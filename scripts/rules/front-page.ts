import { quote } from "../finding/quote.ts";
import { isNamedByTitle } from "./context.ts";
import { FRONT_PAGES } from "./hosts.ts";
import { defineRule } from "./rule.ts";

export const frontPage = defineRule({
  name: "front-page",
  description:
    "The front page of a venue or a publisher, or the contents of a volume, in the place of a paper.",
  details: "Of known hosts only, and of kinds that are named by a title.",
  severity: "warning",
  *check(context) {
    for (const { item, address, role } of context.links) {
      if ((role !== "paper" && role !== "pdf") || !isNamedByTitle(item.entry.kind)) continue;
      const { site, path, query, fragment } = address;
      const known = Object.hasOwn(FRONT_PAGES, site) ? FRONT_PAGES[site]! : undefined;
      if (
        known &&
        fragment === "" &&
        !/[?&](?:id|arnumber|doi)=/i.test(query) &&
        known.test(path || "/")
      )
        yield {
          at: item,
          message: `found a front page of ${site} in ${item.field.path}: ${quote(item.value)}; expected the address of the paper itself`,
        };
    }
  },
  examples: {
    good: [
      {
        papers: [
          { links: { paper: "https://openreview.net/forum?id=ab12" } },
          { links: { paper: "https://proceedings.mlr.press/v139/yu21d.html" } },
          { links: { paper: "https://link.springer.com/chapter/10.1007/978-3-319-46448-0_7" } },
          { links: { paper: "https://some-venue.example.org/", project: "https://neurips.cc/" } },
        ],
      },
    ],
    bad: [
      {
        papers: [
          { links: { paper: "https://ieeexplore.ieee.org/Xplore/home.jsp" } },
          { links: { paper: "https://proceedings.mlr.press/v139/" } },
          { links: { paper: "https://www.sciencedirect.com" } },
        ],
        mended: {
          papers: [
            { links: { paper: "https://ieeexplore.ieee.org/document/9578180" } },
            { links: { paper: "https://proceedings.mlr.press/v139/yu21d.html" } },
          ],
        },
        findings: [
          [
            "/papers/0/links/paper",
            'found a front page of ieeexplore.ieee.org in links.paper: "https://ieeexplore.ieee.org/Xplore/home.jsp"; expected the address of the paper itself',
          ],
          [
            "/papers/1/links/paper",
            'found a front page of proceedings.mlr.press in links.paper: "https://proceedings.mlr.press/v139/"; expected the address of the paper itself',
          ],
          [
            "/papers/2/links/paper",
            'found a front page of sciencedirect.com in links.paper: "https://www.sciencedirect.com"; expected the address of the paper itself',
          ],
        ],
      },
    ],
  },
});
