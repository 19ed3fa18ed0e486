// Templates drawn from the whole language: what each part of a page may be, put together at random.
// For the laws, which hold for whatever is not refused.
import fc from "fast-check";
import type { KindTable } from "../data/kinds.ts";

/** The kinds that they show. */
export const drawnKinds: Record<string, KindTable> = {
  list: { note: "markdown?" },
  area: { name: "text" },
  topic: { name: "text", id: "word" },
  work: {
    title: "text",
    year: "year",
    topic: "topic",
    areas: "area[]",
    tags: "text[]",
    section: "text?",
    alias: "phrase?",
    venue: "phrase?",
    date: "date?",
    note: "markdown?",
    hint: "phrase?",
    code: "url?",
    page: "url?",
    image: "url",
  },
  recent: { date: "date", topic: "topic" },
};

const one = (...texts: string[]) => fc.constantFrom(...texts);

/** How works are grouped; `@` stands for them. */
const groups = one(
  "@",
  "## {{work.year}} ({{work.count}})\n\n@",
  "## {{topic.name}}\n\n@",
  '<a name="{{topic.id}}"></a>\n\n## {{topic.name}}\n\n@',
  "## {{area.name}}\n\n@",
  "## {{work.tags}}\n\n@",
  "## {{topic.name}}\n\n### {{work.year}}\n\n@\n\n<!-- end of {{topic.name}} -->",
  "## {{topic.name}}\n\n@\n\n### {{work.section}}\n\n@",
  "<details><summary>{{work.year}}</summary>\n\n@\n\n</details>",
);

/** What a line shows of a work beside its title. */
const tails = one(
  "",
  " ({{work.year}})",
  " ({{work.alias or N/A}})",
  ", _{{work.venue}}_ ({{work.date}})",
  " {{work.year}}. [code]({{work.code}}){{work.hint}}, [page]({{work.page}})",
  " :star:[code]({{work.code}})",
  ' {{work.year}} <img src="{{work.image}}" width="100">',
  ' <img src="{{work.image}}"> $R^2$',
);

const titles = one("**{{work.title}}**", "**[{{work.title}}]({{work.page}})**", "_{{work.title}}_");

const subs = one(
  "",
  "",
  "\n  - {{work.note}}",
  "\n  - Tags: {{work.tags}}, {{work.tags}}",
  "\n  - _{{work.hint}}_\n  - [code]({{work.code}}) | [page]({{work.page}})",
  "\n\n  {{work.note}}",
);

/** The lines of a work. */
const works = fc.oneof(
  fc.tuple(one("- ", "* "), titles, tails, subs).map((parts) => parts.join("")),
  fc
    .tuple(one("1. ", "2. "), one("\n", "\n\n"), titles, tails)
    .map(([next, gap, title, tail]) => `1. ${title}${tail}${gap}${next}${title}${tail}`),
  fc
    .tuple(titles, tails)
    .map(
      ([title, tail]) =>
        `- ${title}, {{work.venue}} {{work.year}}\n- ${title}${tail}\n- {{work.title}}`,
    ),
  titles.map((title) => `#### ${title}\n\n_{{work.venue}}_, {{work.year}}\n\n{{work.note}}`),
  one(
    "|Name|Year|\n|-|-|\n|**{{work.title}}**|{{work.year}}|",
    "| Name               | Links                                             |\n| ------------------ | ------------------------------------------------- |\n| **{{work.title}}** | [code]({{work.code}}) / [page]({{work.page}}) |",
    "| Name | Venue |\n| --- | :-: |\n| {{work.title}} | {{work.venue or -}} |",
  ),
);

const heads = one(
  "# {{list.title}}",
  "# {{list.title}}\n\n共 {{work.count}} 篇，最新 {{work.year.newest}} 年\n\n{{list.note}}",
  "# {{list.title}}\n\n## Contents\n\n- [{{topic.name}}](#{{topic.name}})",
  "# {{list.title}}\n\n- {{recent.date}}: [**{{recent.topic}}**](https://a.b/{{recent.topic.id}}) _{{recent.topic.id}}_",
);

const ends = one("", "", "## End\n\nFin.", "---\n\n> Fin, _all_.");

/** A template; not each is one that is taken. */
export const drawnTemplate = fc.tuple(heads, groups, works, ends).map(([head, group, work, end]) =>
  [head, group.replaceAll("@", () => work), end]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n"),
);
