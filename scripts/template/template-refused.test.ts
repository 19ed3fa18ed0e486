import { describe, expect, it } from "vitest";
import { refusals, said, section, table } from "../testing/template.ts";

describe("refuses", () => {
  it("holes where they could not be read back", () => {
    expect(
      refusals(
        "<div>\n{{paper.title}}\n</div>",
        '- x <a href="{{paper.repo}}">y</a>',
        "<!-- {{paper.title}} -->",
        "```\n{{paper.title}}\n```",
        "x\n\n    {{paper.title}}",
        "- `see {{paper.title}}`",
        "- `{{paper.title}}",
        "> {{paper.title}}",
        "- [{{paper.title}}][r]\n\n[r]: https://a.b",
        "- [x][r]\n\n[r]: https://a.b/{{paper.repo}}",
        '- {{paper.title}} [x](https://a.b "{{paper.repo}}")',
        "- [x](#{{paper.title}})",
        "- **{{paper.title}}** <https://a.b/{{paper.repo}}>",
        "- **{{paper.title}}** <{{paper.repo}}>",
        "- [x]({{paper.summary}})",
        "- [x](https://a.b/{{paper.tags}})",
      ),
    ).toMatchInlineSnapshot(`
      "<div>
      {{paper.title}}
      </div>
      → fine

      - x <a href="{{paper.repo}}">y</a>
      → fine

      <!-- {{paper.title}} -->
      → 1:6: hole {{paper.title}} stands in raw HTML where it could not be read back; write it between two tags, or in the double quotes of an attribute

      \`\`\`
      {{paper.title}}
      \`\`\`
      → 2:1: hole {{paper.title}} stands in a block of type code, where it could not be read back; move it into text, a link, a heading, a list or a table

      x

          {{paper.title}}
      → 3:5: hole {{paper.title}} stands in a block of type code, where it could not be read back; move it into text, a link, a heading, a list or a table

      - \`see {{paper.title}}\`
      → 1:8: hole {{paper.title}} must stand alone in its code span

      - \`{{paper.title}}
      → 1:3: found "\`" before {{paper.title}}, with which a value could become code; write "\\\`"

      > {{paper.title}}
      → 1:3: hole {{paper.title}} stands in a block of type blockquote, where it could not be read back; move it into text, a link, a heading, a list or a table

      - [{{paper.title}}][r]

      [r]: https://a.b
      → 1:4: hole {{paper.title}} stands in a linkReference, where it could not be read back; use text or an inline link

      - [x][r]

      [r]: https://a.b/{{paper.repo}}
      → 3:18: hole {{paper.repo}} stands in a block of type definition, where it could not be read back; move it into text, a link, a heading, a list or a table

      - {{paper.title}} [x](https://a.b "{{paper.repo}}")
      → 1:36: hole {{paper.repo}} stands in a link's title, which no reader sees; use the link's text

      - [x](#{{paper.title}})
      → 1:8: hole {{paper.title}} stands in the anchor of a link only; show it in the link's text too, from which it is read back

      - **{{paper.title}}** <https://a.b/{{paper.repo}}>
      → 1:36: hole {{paper.repo}} stands in an address in angle brackets, where it could not be read back; write [text](address)

      - **{{paper.title}}** <{{paper.repo}}>
      → 1:23: found "<" before {{paper.repo}}, with which a value could become raw HTML or an address; write "\\<"

      - [x]({{paper.summary}})
      → 1:7: hole {{paper.summary}} stands in an address, which takes a single plain value

      - [x](https://a.b/{{paper.tags}})
      → 1:19: hole {{paper.tags}} stands in an address, which takes a single plain value
      "
    `);
  });

  it("what would vanish with an absent value", () => {
    expect(
      refusals(
        "- {{paper.title}} [code]({{paper.links.code}}) and more",
        "- {{paper.title}}, code: [here]({{paper.links.code}})",
        "- **{{paper.title}}** {{paper.doi}}",
        "- **{{paper.title}}** [{{paper.doi}}]",
        "- [{{paper.doi}} {{paper.year}}] **{{paper.title}}**",
        "- **{{paper.title}}** {{paper.authors}}, {{paper.authors}}",
        "## {{paper.date}}\n\n- {{paper.title}}",
        table("| a |", "| - |", "| {{paper.title}} {{paper.doi}} |"),
      ),
    ).toMatchInlineSnapshot(`
      "- {{paper.title}} [code]({{paper.links.code}}) and more
      → fine

      - {{paper.title}}, code: [here]({{paper.links.code}})
      → 1:3: optional link among text: {{paper.links.code}} may be absent, and would take the whole of {{paper.title}}, code: [here]({{paper.links.code}}) away with it; put optional links at the end of the line or on a line of their own, joined by one separator, or make it required in the list's kinds

      - **{{paper.title}}** {{paper.doi}}
      → fine

      - **{{paper.title}}** [{{paper.doi}}]
      → fine

      - [{{paper.doi}} {{paper.year}}] **{{paper.title}}**
      → 1:3: optional value among text: {{paper.doi}} may be absent, and would take the whole of [{{paper.doi}} {{paper.year}}] **{{paper.title}}** away with it; put it on a line of its own, or a line of form without it below this one, or make it required in the list's kinds

      - **{{paper.title}}** {{paper.authors}}, {{paper.authors}}
      → fine

      ## {{paper.date}}

      - {{paper.title}}
      → 1:4: {{paper.date}} may be absent, and without it the line {{paper.date}} and every paper under it would vanish from the page; make it required in the list's kinds, or group by another field

      | a |
      | - |
      | {{paper.title}} {{paper.doi}} |
      → 3:1: the line | {{paper.title}} {{paper.doi}} | can be read in two ways: "a a" is {{paper.title}} "a a", or {{paper.title}} "a", {{paper.doi}} "a"; put marks such as ** around one of them, or literal text between that none can hold
      "
    `);
  });

  it("holes that nothing keeps apart", () => {
    expect(
      refusals(
        "- {{paper.title}}{{paper.year}}",
        "- [{{paper.title}}](https://a.b/{{paper.repo}}{{paper.flag}})",
        "- x**{{paper.title}}**",
        "- **{{paper.title}}**见",
        "- {{paper.year}}. **{{paper.title}}**",
      ),
    ).toMatchInlineSnapshot(`
      "- {{paper.title}}{{paper.year}}
      → 1:18: holes {{paper.title}} and {{paper.year}} touch, so nothing tells where one ends; put text between them

      - [{{paper.title}}](https://a.b/{{paper.repo}}{{paper.flag}})
      → 1:47: holes {{paper.repo}} and {{paper.flag}} touch, so nothing tells where one ends; put text between them

      - x**{{paper.title}}**
      → 1:6: hole {{paper.title}} is marked as strong right beside a letter, where Markdown does not see the mark for every value; put a space or punctuation between

      - **{{paper.title}}**见
      → 1:5: hole {{paper.title}} is marked as strong right beside a letter, where Markdown does not see the mark for every value; put a space or punctuation between

      - {{paper.year}}. **{{paper.title}}**
      → 1:3: the line begins with {{paper.year}} and ".", which Markdown reads as a numbered list; write "\\."
      "
    `);
  });

  it("a line about two kinds of record", () => {
    expect(refusals("- **{{paper.title}}** ({{dataset.name}})")).toMatchInlineSnapshot(`
      "- **{{paper.title}}** ({{dataset.name}})
      → 1:3: a line names fields of paper and dataset, so nothing tells by which it repeats; name one kind a line
      "
    `);
  });

  it("what no entry holds", () => {
    expect(refusals("**{{paper.title}}**\\\n{{paper.venue}}\n\nAbstract\n\n{{paper.summary}}"))
      .toMatchInlineSnapshot(`
      "**{{paper.title}}**\\
      {{paper.venue}}

      Abstract

      {{paper.summary}}
      → 6:1: {{paper.summary}} stands outside of the entry that the line **{{paper.title}}** begins, so nothing tells whose it is; move it under that line, or make that line a heading
      "
    `);
  });

  it("lists that Markdown would join", () => {
    expect(
      refusals(
        "- **{{paper.title}}**\n\n1. **{{dataset.name}}**",
        "- **{{paper.title}}**\n\n{{list.intro}}\n\n- **{{dataset.name}}**",
        section("{{topic.intro}}", "- **{{paper.title}}**"),
        section("- **{{paper.title}}**", "{{topic.intro}}"),
      ),
    ).toMatchInlineSnapshot(`
      "- **{{paper.title}}**

      1. **{{dataset.name}}**
      → 3:1: two lists follow one another, which Markdown reads as one as soon as an entry is absent; put a heading or a paragraph between

      - **{{paper.title}}**

      {{list.intro}}

      - **{{dataset.name}}**
      → 5:1: two lists follow one another, which Markdown reads as one as soon as an entry is absent; put a heading or a paragraph between

      ## {{topic.name}}

      {{topic.intro}}

      - **{{paper.title}}**
      → 5:1: prose and a list follow one another, which Markdown reads as one list where the prose is a list itself; put a heading or a paragraph between

      ## {{topic.name}}

      - **{{paper.title}}**

      {{topic.intro}}
      → 5:1: prose and a list follow one another, which Markdown reads as one list where the prose is a list itself; put a heading or a paragraph between
      "
    `);
  });

  it("prose that does not stand alone", () => {
    expect(
      refusals(
        "- {{topic.intro}}",
        "## {{topic.intro}}",
        section("Intro: {{topic.intro}}"),
        section("**{{topic.intro}}**"),
        section("> {{topic.intro}}"),
        section(table("| a |", "| - |", "| {{topic.intro}} |")),
      ),
    ).toMatchInlineSnapshot(`
      "- {{topic.intro}}
      → 1:3: {{topic.intro}} is prose, blocks of any kind, and must stand alone in a paragraph that is in no list, table or quotation

      ## {{topic.intro}}
      → 1:4: {{topic.intro}} is prose, blocks of any kind, and must stand alone in a paragraph that is in no list, table or quotation

      ## {{topic.name}}

      Intro: {{topic.intro}}
      → 3:1: {{topic.intro}} is prose, blocks of any kind, and must stand alone in a paragraph that is in no list, table or quotation

      ## {{topic.name}}

      **{{topic.intro}}**
      → 3:1: {{topic.intro}} is prose, blocks of any kind, and must stand alone in a paragraph that is in no list, table or quotation

      ## {{topic.name}}

      > {{topic.intro}}
      → 3:3: hole {{topic.intro}} stands in a block of type blockquote, where it could not be read back; move it into text, a link, a heading, a list or a table

      ## {{topic.name}}

      | a |
      | - |
      | {{topic.intro}} |
      → 5:1: {{topic.intro}} is prose, blocks of any kind, and must stand alone in a paragraph that is in no list, table or quotation
      "
    `);
  });

  it("list items without text", () => {
    expect(refusals("- # {{paper.title}}", "-\n- {{paper.title}}", "- - {{paper.title}}"))
      .toMatchInlineSnapshot(`
      "- # {{paper.title}}
      → 1:1: found a list item that begins with a heading, expected text

      -
      - {{paper.title}}
      → 1:1: found a list item that begins with nothing, expected text

      - - {{paper.title}}
      → 1:1: found a list item that begins with a list, expected text
      "
    `);
  });

  it("characters that stand for holes", () => {
    expect(refusals("- {{paper.title}} \ue000", "\uf8ff")).toMatchInlineSnapshot(`
      "- {{paper.title}} 
      → 1:19: found the private-use character U+E000, which a template may not hold; remove it

      
      → 1:1: found the private-use character U+F8FF, which a template may not hold; remove it
      "
    `);
  });

  it("what is too deep or too long for a parser, and front matter", () => {
    expect(said(`${"> ".repeat(3000)}{{paper.title}}`)).toMatchInlineSnapshot(
      `"1:1: found a line nested deeper than 60 levels"`,
    );
    expect(said("---\ntitle: x\n---\n\n- {{paper.title}}\n")).toMatchInlineSnapshot(
      `"1:1: found front matter, which a page cannot keep; remove it"`,
    );
    expect(said("```js\n{{papr.title}} {{ x\n{{paper.title}}\n```\n")).toMatchInlineSnapshot(
      `"3:1: hole {{paper.title}} stands in a block of type code, where it could not be read back; move it into text, a link, a heading, a list or a table"`,
    );
  });

  it("lines that each show all entries, under headings that say nothing of them", () => {
    const list = "- **{{paper.title}}**, {{paper.year}}";
    const overview = "- {{paper.title}}";
    const under = (one: string, other: string) => `## Vision\n\n${one}\n\n## Text\n\n${other}`;
    expect(refusals(under(list, list))).toContain(
      "7:3: the line **{{paper.title}}**, {{paper.year}} shows each paper that **{{paper.title}}**, {{paper.year}} of line 3 shows, and as much of it, so each would stand on the page twice",
    );
    expect(refusals(under(list, overview))).toContain("→ fine");
    expect(
      refusals(under(`### {{paper.year}}\n\n${overview}`, `### {{paper.venue}}\n\n${overview}`)),
    ).not.toContain("each would stand on the page twice");
    const topics = "### {{topic.title}}";
    expect(
      refusals(under(`${topics}\n\n${list}`, `${topics}\n\n- {{dataset.name}}, {{dataset.task}}`)),
    ).not.toContain("each would stand on the page twice");
    expect(refusals(`${list}\n- {{paper.title}}, {{paper.year}}.`)).toContain("→ fine");
  });
});
