import { expect, it } from "vitest";
import { refusals } from "../testing/template.ts";
import { pageFrom } from "../testing/pages.ts";

const kinds = {
  topic: { name: "text" },
  paper: { topic: "topic", venue: "text?", year: "year?" },
  dataset: { topic: "topic", url: "url?" },
};
const topics = [{ name: "A" }, { name: "B" }];

it("writes values into raw HTML as HTML wants it, and reads them back", () => {
  const template = `<a name="{{topic.id}}"></a>

## {{topic.name}}

- **{{paper.title}}** <b title="{{paper.title}}">x</b>
  - Image: <img src="{{paper.image}}" width="100">

| Name                                         |
| -------------------------------------------- |
| <i id="{{dataset.name}}"></i> _{{dataset.url}}_ |
`;
  const { text, problems, read } = pageFrom(
    template,
    {
      topic: { name: "text", id: "text" },
      paper: { ...kinds.paper, image: "text?" },
      dataset: { topic: "topic", url: "url" },
    },
    {
      topic: [
        { name: "A", id: 'a" b' },
        { name: "B", id: "<b>" },
      ],
      paper: [
        { title: "1 < 2 & \"3\" 'x' &amp;", topic: "A", image: "https://x/?a=1&b=`c`|d" },
        { title: "two", topic: "B" },
      ],
      dataset: [{ name: 'a|b\\ "', topic: "A", url: "https://a.org" }],
    },
  );
  expect(text).toMatchInlineSnapshot(`
    "<a name="a&quot; b"></a>

    ## A

    - **1 < 2 & "3" 'x' \\&amp;** <b title="1 &lt; 2 &amp; &quot;3&quot; &#39;x&#39; &amp;amp;">x</b>
      - Image: <img src="https://x/?a=1&amp;b=&#96;c&#96;|d" width="100">

    | Name                                               |
    | -------------------------------------------------- |
    | <i id="a&#124;b&#92; &quot;"></i> _https\\://a.org_ |

    <a name="&lt;b&gt;"></a>

    ## B

    - **two** <b title="two">x</b>
    "
  `);
  expect(problems).toEqual([]);
  expect(read(text)).toMatchInlineSnapshot(`
    [
      "list",
      "topic id=a" b name=A",
      "paper image=https://x/?a=1&b=\`c\`|d title=1 < 2 & "3" 'x' &amp; topic=A",
      "dataset name=a|b\\ " topic=A url=https://a.org",
      "topic id=<b> name=B",
      "paper title=two topic=B",
    ]
  `);
});

it("writes a group within tags, both of them for each", () => {
  const template = `<details>
<summary>{{topic.name}}</summary>

- **{{paper.title}}**

</details>

Thanks.
`;
  const { text, read } = pageFrom(template, kinds, {
    topic: topics,
    paper: [
      { title: "one", topic: "A" },
      { title: "two", topic: "B" },
    ],
  });
  const group = (name: string, title: string) =>
    `<details>\n<summary>${name}</summary>\n\n- **${title}**\n\n</details>\n\n`;
  expect(text).toBe(`${group("A", "one")}${group("B", "two")}Thanks.\n`);
  expect(read(text)).toContain("paper title=two topic=B");
});

it("refuses holes in HTML that could become a tag, and tags that do not pair", () => {
  expect(
    refusals(
      "- {{paper.title}} <b class={{paper.flag}}>x</b>\n",
      '<script>\nlet x = "{{paper.flag}}";\n</script>\n',
      "<!-- {{paper.flag}} -->\n",
      "<p {{paper.flag}}>\n",
      '- {{paper.title}} <b class="{{paper.summary}}">x</b>\n',
      "<details>\n<summary>All</summary>\n\n## {{topic.name}}\n\n- {{paper.title}}\n\n</details>\n",
      "<details>\n<summary>All</summary>\n\n## {{topic.name}}\n\n- {{paper.title}}\n\n<!-- end of {{topic.name}} -->\n\n</details>\n",
    ),
  ).toMatchInlineSnapshot(`
    "- {{paper.title}} <b class={{paper.flag}}>x</b>
    → 1:28: hole {{paper.flag}} stands in raw HTML where it could not be read back; write it between two tags, or in the double quotes of an attribute

    <script>
    let x = "{{paper.flag}}";
    </script>
    → 2:10: hole {{paper.flag}} stands in raw HTML where it could not be read back; write it between two tags, or in the double quotes of an attribute

    <!-- {{paper.flag}} -->
    → 1:6: hole {{paper.flag}} stands in raw HTML where it could not be read back; write it between two tags, or in the double quotes of an attribute

    <p {{paper.flag}}>
    → 1:4: hole {{paper.flag}} stands in raw HTML where it could not be read back; write it between two tags, or in the double quotes of an attribute

    - {{paper.title}} <b class="{{paper.summary}}">x</b>
    → 1:29: hole {{paper.summary}} stands in raw HTML, which takes a plain value; use text, or a field of another type

    <details>
    <summary>All</summary>

    ## {{topic.name}}

    - {{paper.title}}

    </details>
    → 8:1: <details> is opened and closed on different sides of {{topic.name}}, which repeats; end the group before </details> with a comment such as <!-- end of {{topic.name}} -->, or put both tags under what repeats

    <details>
    <summary>All</summary>

    ## {{topic.name}}

    - {{paper.title}}

    <!-- end of {{topic.name}} -->

    </details>
    → fine
    "
  `);
});

it("keeps a text apart from the template's marks and brackets around it, or says why it cannot", () => {
  const page = (template: string, ...notes: string[]) =>
    pageFrom(
      template,
      { paper: { venue: "text?", year: "year?", note: "markdown?" } },
      {
        paper: notes.map((note, at) => ({ title: `www.a.b__${at}_ <br>`, note })),
      },
    );
  // Behind a bracket, GitHub makes links of bare addresses as everywhere.
  const { text, problems, read } = page(
    "- [x] {{paper.title}} _{{paper.note}}_\n",
    "f[x] y",
    "**b**",
  );
  expect(text).toMatchInlineSnapshot(`
    "- [x] www\\.a.b\\_\\_0\\_ \\<br> _f\\[x] y_
    - [x] www\\.a.b\\_\\_1\\_ \\<br> _**b**_
    "
  `);
  expect(problems).toEqual([]);
  expect(read(text)).toMatchInlineSnapshot(`
    [
      "list",
      "paper note=f\\[x] y title=www.a.b__0_ <br>",
      "paper note=**b** title=www.a.b__1_ <br>",
    ]
  `);
  expect([
    ...page("- {{paper.title}} _{{paper.note}}_\n", "x *a*", "*a*").problems,
    ...page("- {{paper.title}} **{{paper.note}}**\n", "x **a** y").problems,
    ...page("- {{paper.title}} ~~{{paper.note}}~~\n", "~~a~~").problems,
    ...page("- {{paper.title}} [{{paper.note}}](https://a.b)\n", "[a](b)").problems,
  ]).toMatchInlineSnapshot(`
    [
      "field note: "x *a*" has emphasis, and stands within emphasis in templates/README.md:1, where Markdown has no place for it; take it out of the value, or out of the template",
      "field note: "*a*" has emphasis, and stands within emphasis in templates/README.md:1, where Markdown has no place for it; take it out of the value, or out of the template",
      "field note: "x **a** y" has bold text, and stands within bold text in templates/README.md:1, where Markdown has no place for it; take it out of the value, or out of the template",
      "field note: "~~a~~" has text struck through, and stands within text struck through in templates/README.md:1, where Markdown has no place for it; take it out of the value, or out of the template",
      "field note: "[a](b)" has a link, and stands within a link in templates/README.md:1, where Markdown has no place for it; take it out of the value, or out of the template",
    ]
  `);
  const label = page("- {{paper.title}} [{{paper.note}}](https://a.b)\n", "f[x] y");
  expect(label.text).toContain("[f\\[x\\] y](https://a.b)");
  expect(label.read(label.text)[1]).toContain("note=f\\[x] y");
});

it("writes items that begin with an image in HTML", () => {
  const { text, problems, read, lint } = pageFrom(
    '- <img src="{{paper.image}}" width="100">\n  - **{{paper.title}}**\n\n## x\n\n- <img src="x.png">\n- <br>\n',
    { paper: { image: "url", title: "text", venue: "text?", year: "year?" } },
    {
      paper: [
        { title: "one", image: 'a"b.png' },
        { title: "two", image: "b.png" },
      ],
    },
  );
  expect(text).toBe(`- <img src="a&quot;b.png" width="100">
  - **one**
- <img src="b.png" width="100">
  - **two**

## x

- <img src="x.png">
- <br>
`);
  expect(problems).toEqual([]);
  expect(read(text)).toEqual([
    "list",
    'paper image=a"b.png title=one',
    "paper image=b.png title=two",
  ]);
  expect(lint(text.replace('"100"', '"200"')).join()).toContain("found");
});

it("lets a note stand behind an optional link, and go with it", () => {
  const { text, problems, read, lint } = pageFrom(
    "- **{{paper.title}}**. [paper]({{paper.links.paper}}){{paper.tip}}, [code]({{paper.links.code}}){{paper.note}}\n",
    { paper: { venue: "text?", year: "year?", note: "text?", tip: "text?" } },
    {
      paper: [
        { title: "A", links: { paper: "x/1", code: "x/2" }, note: "中文注释" },
        { title: "B", links: { paper: "x/1b" }, tip: "(slow), see [x]" },
        { title: "C", links: { code: "x/2c" }, note: "n" },
        { title: "D", note: "lost" },
      ],
    },
  );
  expect(text).toBe(`- **A**. [paper](x/1), [code](x/2)中文注释
- **B**. [paper](x/1b)(slow), see \\[x]
- **C**. [code](x/2c)n
- **D**.
`);
  expect(problems).toMatchInlineSnapshot(`
    [
      "field note: "lost" stands with a link that the entry does not have; add the link, or leave the field out",
    ]
  `);
  expect(read(text)).toMatchInlineSnapshot(`
    [
      "list",
      "paper links.code=x/2 links.paper=x/1 note=中文注释 title=A",
      "paper links.paper=x/1b tip=(slow), see [x] title=B",
      "paper links.code=x/2c note=n title=C",
      "paper title=D",
    ]
  `);
  expect(lint(text)).toEqual([]);
});
