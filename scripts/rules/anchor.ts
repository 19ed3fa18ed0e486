import { percentDecoded } from "../data/percent.ts";
import GithubSlugger from "github-slugger";
import { nearestOfFew } from "../finding/nearest.ts";
import { quote } from "../finding/quote.ts";
import { defineRule } from "./rule.ts";

/** Places that every page has: its top (HTML, section 7.4.6.4), and the README within GitHub's. */
const ALWAYS = new Set(["", "top", "readme"]);

export const anchor = defineRule({
  name: "anchor",
  description:
    "A link to a heading that is not on the page, or is there in another letter case; a name in HTML that is linked to and stands twice.",
  details:
    "Headings have the anchors that GitHub gives them: small letters, punctuation dropped, `-` for each space, `-1` after a repeated one. `<a name>` and `id` in HTML count too.",
  severity: "error",
  *check(context) {
    for (const page of context.pages) {
      const { headings, anchors, ids, repeated } = context.outline(page);
      if (anchors.length === 0) continue;
      const slugger = new GithubSlugger();
      const slugs = new Map(headings.map(({ text }) => [slugger.slug(text), text]));
      const byCase = new Map(
        [...slugs.keys(), ...ids.keys()].map((one) => [one.toLowerCase(), one]),
      );
      const nearest = nearestOfFew();
      for (const { target, line, column } of anchors) {
        const wanted = percentDecoded(target).replace(/^user-content-/, "");
        if (slugs.has(wanted) || ids.has(wanted) || ALWAYS.has(wanted.toLowerCase())) continue;
        const marked = ids.get(`#${wanted}`);
        if (marked) {
          yield {
            at: { file: page.file, line, column },
            message: `found a link to ${quote(`#${wanted}`)}, whose place in line ${marked.line} has a "#" in its name; write the name ${quote(wanted)} there`,
          };
          continue;
        }
        const other =
          byCase.get(wanted.toLowerCase()) ?? byCase.get(new GithubSlugger().slug(wanted));
        const near = other ?? nearest(wanted, byCase.values());
        yield {
          at: { file: page.file, line, column },
          message: `found a link to ${quote(`#${wanted}`)}, which no heading of the page has${near === undefined ? "" : other !== undefined ? `; it is written ${quote(`#${near}`)}` : `; did you mean ${quote(`#${near}`)}?`}`,
        };
      }
      const linked = new Set(anchors.map(({ target }) => target));
      for (const { id, at } of repeated)
        if (linked.has(id))
          yield {
            at: { file: page.file, ...at },
            message: `found the name ${quote(id)} a second time, after line ${ids.get(id)!.line}, where every link to it leads; give each place its own name`,
          };
    }
  },
  examples: {
    good: [
      {
        readme:
          '# Example\n\n- [a](#相关数据集)\n- [b](#3d-visual-grounding)\n- [c](#c-1)\n- [d](#here)\n- [e](#%E7%9B%B8%E5%85%B3%E6%95%B0%E6%8D%AE%E9%9B%86)\n- [top](#top)\n\n## 相关数据集\n\n## 3D Visual *Grounding*\n\n## C\n\n### C\n\n<a name="here"></a>\n',
      },
    ],
    bad: [
      {
        template:
          "# {{list.title}}\n\n- [3D](#3D-Visual-Grounding)\n- [data](#datasets)\n\n## 3D-Visual-Grounding\n\n## Dataset\n\n- {{paper.title}}\n",
        papers: [{}],
        mended: {
          template:
            "# {{list.title}}\n\n- [3D](#3d-visual-grounding)\n- [data](#dataset)\n\n## 3D-Visual-Grounding\n\n## Dataset\n\n- {{paper.title}}\n",
        },
        findings: [
          [
            "README.md:3:8",
            'found a link to "#3D-Visual-Grounding", which no heading of the page has; it is written "#3d-visual-grounding"',
          ],
          [
            "README.md:4:10",
            'found a link to "#datasets", which no heading of the page has; did you mean "#dataset"?',
          ],
        ],
      },
      {
        readme:
          '# Example\n\n<a href=#nope>x</a> [a](#a) [b](#b)\n\n<a name="#a"></a>\n\n<a id="b"></a> and <a id=b></a>\n',
        mended: {
          readme:
            '# Example\n\n[a](#a) [b](#b)\n\n<a name="a"></a>\n\n<a id="b"></a> and <a id=c></a>\n',
        },
        findings: [
          ["README.md:3:9", 'found a link to "#nope", which no heading of the page has'],
          [
            "README.md:3:25",
            'found a link to "#a", whose place in line 5 has a "#" in its name; write the name "a" there',
          ],
          [
            "README.md:7:20",
            'found the name "b" a second time, after line 7, where every link to it leads; give each place its own name',
          ],
        ],
      },
    ],
  },
});
