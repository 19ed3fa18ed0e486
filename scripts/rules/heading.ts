import { quote } from "../finding/quote.ts";
import type { Heading } from "./outline.ts";
import { defineRule } from "./rule.ts";

export const heading = defineRule({
  name: "heading",
  description:
    "Headings of a page that skip a level, a second title, and headings that repeat one beside them.",
  details:
    "A heading may be repeated under another heading: years under each topic; so may one that is nothing but a link, as in an index. Under a title that is HTML, level 1 is for chapters. Levels matter to readers who move by headings ([WCAG 2.2](https://www.w3.org/TR/WCAG22/#info-and-relationships), criterion 1.3.1).",
  severity: "warning",
  *check(context) {
    for (const page of context.pages) {
      const { headings, htmlTitle } = context.outline(page);
      const path: Heading[] = [];
      const beside = new Map<string, Heading>();
      let title: Heading | undefined;
      for (const one of headings) {
        while (path.length > 0 && path.at(-1)!.depth >= one.depth) path.pop();
        const parent = path.at(-1);
        const problem = (message: string) => ({
          at: { file: page.file, line: one.line, column: 1 },
          message,
        });
        if (one.depth === 1 && title && !htmlTitle)
          yield problem(
            `found a second title ${quote(one.text)}, after ${quote(title.text)} in line ${title.line}; make it a heading of level 2`,
          );
        else if (parent && one.depth > parent.depth + 1)
          yield problem(
            `found ${quote(one.text)} at level ${one.depth} under ${quote(parent.text)} at level ${parent.depth}, expected level ${parent.depth + 1}`,
          );
        if (one.depth === 1) title ??= one;
        const key = `${parent?.line ?? 0}\0${one.depth}\0${one.text}`;
        const twin = beside.get(key);
        if (twin && one.depth > 1 && !one.link)
          yield problem(
            `found the heading ${quote(one.text)} again, after line ${twin.line}; merge the two, or name them apart`,
          );
        if (!one.link) beside.set(key, one);
        path.push(one);
      }
    }
  },
  examples: {
    good: [
      {
        template: "# {{list.title}}\n\n## A\n\n### 2024\n\n## B\n\n### 2024\n\n- {{paper.title}}\n",
        papers: [{}],
      },
      {
        because: "chapters under a title that is HTML, and an index",
        readme:
          '<h1 align="center">Example</h1>\n\n# Papers\n\n## [2020](p/2020.md)\n\n# Data\n\n## [2020](#2020)\n\n## [2020](#2020)\n\n## 2020\n',
      },
    ],
    bad: [
      {
        template: "# {{list.title}}\n\n### Deep\n\n## Papers\n\n- {{paper.title}}\n\n# Again\n",
        papers: [{}],
        mended: {
          template: "# {{list.title}}\n\n## Deep\n\n## Papers\n\n- {{paper.title}}\n\n## Again\n",
        },
        findings: [
          ["README.md:3:1", 'found "Deep" at level 3 under "Example" at level 1, expected level 2'],
          [
            "README.md:9:1",
            'found a second title "Again", after "Example" in line 1; make it a heading of level 2',
          ],
        ],
      },
      {
        readme: "# Example\n\n## Papers\n\n```\n# no heading\n```\n\nPapers\n------\n",
        mended: {
          readme: "# Example\n\n## Papers\n\n```\n# no heading\n```\n\nMore papers\n------\n",
        },
        findings: [
          [
            "README.md:9:1",
            'found the heading "Papers" again, after line 3; merge the two, or name them apart',
          ],
        ],
      },
    ],
  },
});
