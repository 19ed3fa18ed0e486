import { defineRule } from "./rule.ts";

const shown = (bytes: number): string => bytes.toLocaleString("en-US");

export const pageSize = defineRule({
  name: "page-size",
  description: "A page near or over the 512,000 bytes at which GitHub cuts a README.",
  details:
    "GitHub: [About READMEs](https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-readmes), content beyond 500 KiB is truncated. Split the list: every template makes a page of its own.",
  severity: "warning",
  options: {
    limit: { description: "Bytes after which the page is cut", preset: 512_000 },
    near: {
      description: "The part of the limit from which a page is near it",
      preset: 0.9,
      most: 1,
    },
  },
  *check(context, { limit, near }) {
    for (const { file, page } of context.pages) {
      // A character is at most three bytes to a code unit.
      if (page.text.length * 3 < limit * near) continue;
      const bytes = Buffer.byteLength(page.text);
      if (bytes < limit * near) continue;
      yield {
        at: { file, line: 1, column: 1 },
        message: `the page has ${shown(bytes)} bytes, ${bytes > limit ? `and GitHub cuts it after ${shown(limit)}` : `near the ${shown(limit)} after which GitHub cuts it`}; move some of it to a page of its own`,
      };
    }
  },
  examples: {
    good: [{ papers: [{}] }],
    bad: [
      {
        options: { limit: 10 },
        template: "# {{list.title}}\n\nA short page.\n",
        mended: { template: "Short.\n" },
        findings: [
          [
            "README.md:1:1",
            "the page has 25 bytes, and GitHub cuts it after 10; move some of it to a page of its own",
          ],
        ],
      },
      {
        options: { limit: 27 },
        template: "# {{list.title}}\n\nA short page.\n",
        mended: { template: "# {{list.title}}\n" },
        findings: [
          [
            "README.md:1:1",
            "the page has 25 bytes, near the 27 after which GitHub cuts it; move some of it to a page of its own",
          ],
        ],
      },
    ],
  },
});
