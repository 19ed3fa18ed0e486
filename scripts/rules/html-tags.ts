import { quote } from "../finding/quote.ts";
import type { Tag } from "./html.ts";
import { defineRule } from "./rule.ts";

export const htmlTags = defineRule({
  name: "html-tags",
  description:
    "Tags of a page's own HTML that nothing closes, or that nothing opens: `<details>`, `<div>`, `<table>` and other blocks.",
  details:
    "Each block of HTML is closed where it was opened ([HTML](https://html.spec.whatwg.org/multipage/syntax.html#optional-tags), section 13.1.2.4). One more `</details>` than there are `<details>` shows the rest of a page as it should not be. Tags in values are unrendered-marks'.",
  severity: "warning",
  *check(context) {
    for (const page of context.pages) {
      const open: Tag[] = [];
      const problem = ({ line, column }: Tag, message: string) => ({
        at: { file: page.file, line, column },
        message,
      });
      for (const tag of context.outline(page).tags) {
        if (!tag.end) {
          open.push(tag);
          continue;
        }
        const at = open.findLastIndex(({ name }) => name === tag.name);
        if (at < 0)
          yield problem(
            tag,
            `found ${quote(`</${tag.name}>`)} that nothing opens; take it out, or put <${tag.name}> above it`,
          );
        else for (const one of open.splice(at).slice(1)) yield unclosed(one);
      }
      for (const one of open) yield unclosed(one);

      function unclosed(tag: Tag) {
        return problem(
          tag,
          `found ${quote(`<${tag.name}>`)} that nothing closes; put </${tag.name}> where it ends`,
        );
      }
    }
  },
  examples: {
    good: [
      {
        readme:
          '# Example\n\n<details>\n<summary>All</summary>\n\n<p align="center">\n<a name="here">\n\n```html\n<div>\n```\n\n`<div>`\n\n<div align="center"><br></div>\n</details>\n',
      },
    ],
    bad: [
      {
        readme:
          "# Example\n\n<details>\n<summary>All</summary>\n\n## A\n\n</details>\n\n## B\n\n</details>\n\n<div>\n",
        mended: {
          readme:
            "# Example\n\n<details>\n<summary>All</summary>\n\n## A\n\n</details>\n\n## B\n\n<div>\n\n</div>\n",
        },
        findings: [
          [
            "README.md:12:1",
            'found "</details>" that nothing opens; take it out, or put <details> above it',
          ],
          ["README.md:14:1", 'found "<div>" that nothing closes; put </div> where it ends'],
        ],
      },
    ],
  },
});
