import { describe, expect, it } from "vitest";
import { refusals, said, section, table } from "../testing/template.ts";

describe("refuses", () => {
  it("a line that can be read in two ways", () => {
    expect(
      refusals(
        "- {{paper.title}} ({{paper.venue}} {{paper.year}})",
        "- {{paper.title}}, {{paper.venue}}",
        "- **{{paper.title}}**\n  - {{paper.flag}} {{paper.venue}}",
        table("| a |", "| - |", "| {{paper.title}} / {{paper.venue}} |"),
        "- [[{{paper.venue}}]({{paper.links.paper}})] {{paper.title}}",
        "- {{paper.title}} [{{paper.venue}}] ({{paper.flag}})",
        "- [{{paper.alias}}] {{paper.title}}",
      ),
    ).toMatchInlineSnapshot(`
      "- {{paper.title}} ({{paper.venue}} {{paper.year}})
      → 1:3: the line {{paper.title}} ({{paper.venue}} {{paper.year}}) can be read in two ways: "a (a (a 1)" is {{paper.title}} "a (a", {{paper.venue}} "a", {{paper.year}} "1", or {{paper.title}} "a", {{paper.venue}} "a (a", {{paper.year}} "1"; put marks such as ** around one of them, or literal text between that none can hold, or, where no brackets stand in {{paper.venue}}, write in the list's kinds "venue": "phrase"

      - {{paper.title}}, {{paper.venue}}
      → 1:3: the line {{paper.title}}, {{paper.venue}} can be read in two ways: "a, a, a" is {{paper.title}} "a, a", {{paper.venue}} "a", or {{paper.title}} "a", {{paper.venue}} "a, a"; put marks such as ** around one of them, or literal text between that none can hold

      - **{{paper.title}}**
        - {{paper.flag}} {{paper.venue}}
      → 2:5: the line {{paper.flag}} {{paper.venue}} can be read in two ways: "a a a" is {{paper.flag}} "a a", {{paper.venue}} "a", or {{paper.flag}} "a", {{paper.venue}} "a a"; put marks such as ** around one of them, or literal text between that none can hold

      | a |
      | - |
      | {{paper.title}} / {{paper.venue}} |
      → 3:1: the line | {{paper.title}} / {{paper.venue}} | can be read in two ways: "a / / a" is {{paper.title}} "a /", {{paper.venue}} "a", or {{paper.title}} "a", {{paper.venue}} "/ a"; put marks such as ** around one of them, or literal text between that none can hold

      - [[{{paper.venue}}]({{paper.links.paper}})] {{paper.title}}
      → 1:3: the line [[{{paper.venue}}]({{paper.links.paper}})] {{paper.title}} can be read in two ways: "[a] a] a" is {{paper.venue}} "a] a", {{paper.title}} "a", or {{paper.venue}} "a", {{paper.title}} "a] a"; put marks such as ** around one of them, or literal text between that none can hold, or, where no brackets stand in {{paper.venue}}, write in the list's kinds "venue": "phrase", or, if each entry has {{paper.links.paper}}, make it required in the list's kinds: "links.paper": "url"

      - {{paper.title}} [{{paper.venue}}] ({{paper.flag}})
      → 1:3: the line {{paper.title}} [{{paper.venue}}] ({{paper.flag}}) can be read in two ways: "a [a [a] (a)" is {{paper.title}} "a [a", {{paper.venue}} "a", {{paper.flag}} "a", or {{paper.title}} "a", {{paper.venue}} "a [a", {{paper.flag}} "a"; put marks such as ** around one of them, or literal text between that none can hold, or, where no brackets stand in {{paper.venue}} and {{paper.flag}}, write in the list's kinds "venue": "phrase", "flag": "phrase"

      - [{{paper.alias}}] {{paper.title}}
      → 1:3: the line [{{paper.alias}}] {{paper.title}} can be read in two ways: "[a] a" is {{paper.alias}} "a", {{paper.title}} "a", or {{paper.title}} "[a] a"; put marks such as ** around one of them, or literal text between that none can hold, or, where no brackets stand in {{paper.title}}, write in the list's kinds "title": "phrase"
      "
    `);
  });

  it("a page that can be read in two ways", () => {
    expect(
      refusals(
        "- **{{paper.title}}**\n  - {{paper.summary}}\n  - {{paper.tags}}",
        "## {{paper.venue}}\n\n## {{topic.name}}",
        section("{{topic.intro}}", "{{topic.intro}}"),
      ),
    ).toMatchInlineSnapshot(`
      "- **{{paper.title}}**
        - {{paper.summary}}
        - {{paper.tags}}
      → 3:5: the page can be read in two ways: "a" is the line {{paper.summary}} or the line {{paper.tags}}; put different text into one of them

      ## {{paper.venue}}

      ## {{topic.name}}
      → 3:4: the page can be read in two ways: "a" is the line {{paper.venue}} or the line {{topic.name}}; put different text into one of them

      ## {{topic.name}}

      {{topic.intro}}

      {{topic.intro}}
      → 5:1: the page can be read in two ways: "a" is the line {{topic.intro}} or the line {{topic.intro}}; put different text into one of them
      "
    `);
  });

  it("what no kind of record has, all at once", () => {
    expect(
      refusals(
        "# {{list.titel}}\n\n- **{{papr.title}}** {{paper.yaer}} {{Paper.Year}}\n  - [c]({{paper.code}}) {{dataset.nothing}} {{x.y}}",
        "- {{paper.links}} {{paper.title.x}} {{paper.constructor}} {{__proto__.x}}",
      ),
    ).toMatchInlineSnapshot(`
      "# {{list.titel}}

      - **{{papr.title}}** {{paper.yaer}} {{Paper.Year}}
        - [c]({{paper.code}}) {{dataset.nothing}} {{x.y}}
      → 1:3: unknown field "titel" of list in {{list.titel}}; did you mean {{list.title}}?
      3:5: unknown kind of record "papr" in {{papr.title}}; did you mean {{paper.title}}?
      3:22: unknown field "yaer" of paper in {{paper.yaer}}; did you mean {{paper.year}}?
      3:37: unknown kind of record "Paper" in {{Paper.Year}}; did you mean {{paper.year}}?
      4:9: unknown field "code" of paper in {{paper.code}}; did you mean {{paper.links.code}}?
      4:25: unknown field "nothing" of dataset in {{dataset.nothing}}; expected one of name, url, type, task, description
      4:45: unknown kind of record "x" in {{x.y}}; expected one of list, paper, dataset, topic

      - {{paper.links}} {{paper.title.x}} {{paper.constructor}} {{__proto__.x}}
      → 1:3: unknown field "links" of paper in {{paper.links}}; did you mean {{paper.links.paper}}?
      1:19: unknown field "title.x" of paper in {{paper.title.x}}; did you mean {{paper.title}}?
      1:37: unknown field "constructor" of paper in {{paper.constructor}}; expected one of title, venue, year, links.paper, links.code, links.notes, links.project, links.demo, links.data, links.video, links.slides, links.poster, doi, arxiv, authors, date, tags, summary, topic, repo, flag, room, alias
      1:59: unknown kind of record "__proto__" in {{__proto__.x}}; expected one of list, paper, dataset, topic
      "
    `);
  });

  it("malformed holes", () => {
    expect(
      refusals(
        "- {{}} {{ }} {{paper}} {{paper.}} {{.title}} {{paper..title}} {{#each papers}}",
        "- {{paper.title}",
        "- {paper.title}}",
        "- **{{paper.title}}** {{ paper\n  .year }}",
        "{{{{paper.title}}}}",
        "- ｛｛paper.title｝｝",
        "`{{x`",
      ),
    ).toMatchInlineSnapshot(`
      "- {{}} {{ }} {{paper}} {{paper.}} {{.title}} {{paper..title}} {{#each papers}}
      → 1:3: {{}} names no field; write a kind of record, a dot and a field, such as {{paper.title}}
      1:8: {{}} names no field; write a kind of record, a dot and a field, such as {{paper.title}}
      1:14: {{paper}} names no field; write a kind of record, a dot and a field, such as {{paper.title}}
      1:24: {{paper.}} names no field; write a kind of record, a dot and a field, such as {{paper.title}}
      1:35: unknown kind of record "" in {{.title}}; expected one of list, paper, dataset, topic
      1:46: unknown field ".title" of paper in {{paper..title}}; did you mean {{paper.title}}?
      1:63: {{#each papers}} names no field; write a kind of record, a dot and a field, such as {{paper.title}}

      - {{paper.title}
      → 1:3: found "{{", which is no part of a hole; write a hole as {{paper.title}}, on one line, and braces that are text as \\{\\{

      - {paper.title}}
      → 1:15: found "}}", which is no part of a hole; write a hole as {{paper.title}}, on one line, and braces that are text as \\}\\}

      - **{{paper.title}}** {{ paper
        .year }}
      → 1:23: found "{{", which is no part of a hole; write a hole as {{paper.title}}, on one line, and braces that are text as \\{\\{
      2:9: found "}}", which is no part of a hole; write a hole as {{paper.title}}, on one line, and braces that are text as \\}\\}

      {{{{paper.title}}}}
      → 1:1: found "{{", which is no part of a hole; write a hole as {{paper.title}}, on one line, and braces that are text as \\{\\{
      1:18: found "}}", which is no part of a hole; write a hole as {{paper.title}}, on one line, and braces that are text as \\}\\}

      - ｛｛paper.title｝｝
      → 1:3: found full-width braces; write a hole as {{paper.title}}
      1:16: found full-width braces; write a hole as {{paper.title}}

      \`{{x\`
      → 1:2: found "{{", which is no part of a hole; write a hole as {{paper.title}}, on one line, and braces that are text as \\{\\{
      "
    `);
  });

  it("tables that are none", () => {
    expect(
      refusals(
        "| {{paper.title}} | {{paper.year}} |",
        table("| {{paper.year}} |", "| - |", "| {{paper.title}} |"),
        table("| a | b |", "| - | - |", "| {{paper.title}} |"),
        table("| a |", "| - |", "| {{paper.title}} | {{paper.year}} |"),
      ),
    ).toMatchInlineSnapshot(`
      "| {{paper.title}} | {{paper.year}} |
      → 1:1: found the row of a table without its header; write a header and a delimiter row such as | --- | --- | above it, with as many cells

      | {{paper.year}} |
      | - |
      | {{paper.title}} |
      → 1:1: a table has one header, but {{paper.year}} would repeat it; group the table under a heading that names it

      | a | b |
      | - | - |
      | {{paper.title}} |
      → 3:1: found a row of 1 cell in a table of 2 columns; give each row as many cells as the header

      | a |
      | - |
      | {{paper.title}} | {{paper.year}} |
      → 3:1: found a row of 2 cells in a table of 1 column; give each row as many cells as the header
      "
    `);
  });
});

it("counts lines and columns as an editor does, whatever the line ends and byte order mark", () => {
  const template = "# {{list.title}} {{x.y}}\n\n- **{{paper.title}}** {{paper.x}}\n";
  for (const text of [template, template.replaceAll("\n", "\r\n"), `\ufeff${template}`]) {
    expect(said(text).match(/^\d+:\d+/gm)).toEqual(["1:18", "3:23"]);
  }
});

it.each([
  "",
  "# Only text\n",
  "- {{paper.title}}, {{paper.year}}",
  "- {{paper.title}} [{{paper.year}}]",
  "- [{{paper.year}}] {{paper.title}}",
  "- {{paper.title}} [{{paper.room}}]",
  "- {{paper.title}}（{{paper.room}} {{paper.year}}）",
  "- [{{paper.year}} {{paper.room}}] {{paper.title}}",
  "- [{{paper.alias}}] {{paper.room}}, **{{paper.title}}**",
  "- **{{paper.alias}}**: {{paper.title}}",
  "- {{ paper.title }}",
  "- {{{paper.title}}}",
  "- \\{\\{paper.title\\}\\} **{{paper.title}}**",
  "- x <b>{{paper.title}}</b>",
  "- **{{paper.title}}** \\<{{paper.repo}}\\>",
  "- `{{paper.title}}`",
  "- [{{paper.title}}](#{{paper.title}})",
  "- **{{paper.title}}**, see [code]({{paper.links.code}})",
  "- [{{paper.title}}](x.md#{{paper.title}})",
  "- {{paper.year}}\\. **{{paper.title}}**",
  "- **{{paper.title}}**，{{paper.year}}",
  "- **{{paper.title}}** of {{list.title}}",
  "- **{{paper.title}}**\n  - {{paper.venue}}\n  - {{paper.flag}}",
  "- {{paper.title}}\n- always",
  "- **{{paper.title}}**\n- _{{dataset.name}}_",
  "- **{{paper.title}}**\n\n<!-- -->\n\n- **{{dataset.name}}**",
  "- **{{paper.title}}** by {{paper.repo}}",
  "1. **{{paper.title}}**\n2. _{{dataset.name}}_",
  "- [ ] {{paper.title}}",
  section("{{topic.intro}}", "Papers:", "- **{{paper.title}}**"),
  section("{{topic.intro}}", "### {{paper.year}}", "- **{{paper.title}}** {{topic.name}}"),
  section(table("| {{topic.name}} |", "| - |", "| {{paper.title}} |")),
  table("| a | b |", "| - | - |", "| {{paper.title}} | {{paper.doi}} |", "| all | x |"),
])("takes %j", (template) => {
  expect(said(template)).toBe("fine");
});

it("takes a template of many holes, in time that grows with it", () => {
  const lines = Array.from({ length: 300 }, (_, index) => `- x${index} {{list.title}}`);
  expect(said(lines.join("\n"))).toBe("fine");
});
