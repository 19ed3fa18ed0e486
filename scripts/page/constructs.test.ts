import { expect, it } from "vitest";
import { refusals, said } from "../testing/template.ts";
import { pageFrom } from "../testing/pages.ts";

it("lets the same entries stand right under a chapter, under its sections and their parts", () => {
  const template = `## {{chapter.name}}

- **{{paper.title}}**

### {{section.name}}

- **{{paper.title}}**
- {{part.name}}
  - **{{paper.title}}**
`;
  const { text, problems, read } = pageFrom(
    template,
    {
      chapter: { name: "text" },
      section: { name: "text", chapter: "chapter" },
      part: { name: "text", section: "section" },
      paper: {
        chapter: "chapter?",
        section: "section?",
        part: "part?",
        venue: "text?",
        year: "year?",
      },
    },
    {
      chapter: [{ name: "A" }, { name: "B" }],
      section: [
        { name: "S", chapter: "A" },
        { name: "T", chapter: "B" },
      ],
      part: [{ name: "P", section: "T" }],
      paper: [
        { title: "one", part: "P" },
        { title: "two", chapter: "A" },
        { title: "three", section: "S" },
        { title: "four", chapter: "B" },
        { title: "both", chapter: "A", section: "S" },
        { title: "none" },
      ],
    },
  );
  expect(text).toBe(`## A

- **two**

### S

- **three**

## B

- **four**

### T

- P
  - **one**
`);
  expect(problems).toMatchInlineSnapshot(`
    [
      ""both" has no place on the page made by templates/README.md, since no heading stands for all of its chapter, section; make them name headings that stand under each other, or name one only",
      ""none" has no place on the page made by templates/README.md, since it has no chapter, section, part; name one of these",
    ]
  `);
  expect(read(text)).toMatchInlineSnapshot(`
    [
      "list",
      "chapter name=A",
      "paper chapter=A title=two",
      "section chapter=A name=S",
      "paper section=S title=three",
      "chapter name=B",
      "paper chapter=B title=four",
      "section chapter=B name=T",
      "part name=P section=T",
      "paper part=P title=one",
    ]
  `);
});

it("lets entries stand right under a heading, and others under a field of their own", () => {
  const { text, problems } = pageFrom(
    "## {{topic.name}}\n\n- **{{paper.title}}**\n\n### {{paper.group}}\n\n- **{{paper.title}}**\n",
    {
      topic: { name: "text" },
      paper: { topic: "topic", group: "text?", venue: "text?", year: "year?" },
    },
    {
      topic: [{ name: "A" }],
      paper: [
        { title: "one", topic: "A", group: "g" },
        { title: "two", topic: "A" },
      ],
    },
  );
  expect(text).toBe("## A\n\n- **two**\n\n### g\n\n- **one**\n");
  expect(problems).toEqual([]);
});

const kinds = {
  topic: { name: "text" },
  paper: { topic: "topic", venue: "text?", year: "year?" },
  dataset: { topic: "topic", url: "url?" },
};
const topics = [{ name: "A" }, { name: "B" }];

it("leaves nothing over nothing: no table without rows, and no heading or contents line over it", () => {
  const template = `# {{list.title}}

## Contents

- [{{topic.name}}](#{{topic.name}})
- [Uses](#uses)

## {{topic.name}}

- **{{paper.title}}**

### Data sets

| Name             |
| ---------------- |
| {{dataset.name}} |

## Uses

- Of all kinds
  - {{use.name}}
`;
  const own = { ...kinds, use: { name: "text" } };
  const paper = [{ title: "one", topic: "A" }];
  const dataset = [{ name: "COCO", topic: "B" }];
  const full = pageFrom(template, own, { topic: topics, paper, dataset, use: [{ name: "x" }] });
  expect(full.text).toContain("- [Uses](#uses)\n");
  expect(full.text).toContain("## Uses\n\n- Of all kinds\n  - x\n");
  const { text, problems, read } = pageFrom(template, own, { topic: topics, paper, dataset });
  expect(text).toBe(
    "# L\n\n## Contents\n\n- [A](#a)\n- [B](#b)\n\n## A\n\n- **one**\n\n## B\n\n### Data sets\n\n| Name |\n| ---- |\n| COCO |\n",
  );
  expect(problems).toEqual([]);
  expect(read(text)).toContain("dataset name=COCO topic=B");
  expect(pageFrom(template, own, {}).text).toBe("# L\n");
});

it("ends a group where a comment says so", () => {
  const template = `## {{topic.name}}

- **{{paper.title}}**

<!-- end of {{topic.name}} -->

Thanks to all.
`;
  const paper = [
    { title: "one", topic: "A" },
    { title: "two", topic: "B" },
  ];
  const { text, problems, read } = pageFrom(template, kinds, { topic: topics, paper });
  expect(text).toBe("## A\n\n- **one**\n\n## B\n\n- **two**\n\nThanks to all.\n");
  expect(problems).toEqual([]);
  expect(read(text)).toContain("paper title=two topic=B");
  expect([
    said("## {{topic.name}}\n\n<!-- end of {{paper.year}} -->\n"),
    said("## {{topic.name}}\n\n- **{{paper.title}}**\n\n<!-- end of {{topic.name}} -->\n\n- x\n"),
  ]).toMatchInlineSnapshot(`
    [
      "3:1: found the end of {{paper.year}}, but no heading above it shows that; write it under the heading whose group it ends",
      "7:1: two lists follow one another, which Markdown reads as one as soon as an entry is absent; put a heading or a paragraph between",
    ]
  `);
});

it("keeps the manner of a page as the template shows it", () => {
  const template = `# {{list.title}}

* **{{paper.title}}**

    * [p]({{paper.links.paper}})

* **{{paper.title}}**

    * [p]({{paper.links.paper}})


## {{topic.name}}
|Name|Url|
|---|:-:|
|{{dataset.name}}|{{dataset.url}}|

1. {{use.name}}

1. {{use.name}}
`;
  const { text, problems, read } = pageFrom(
    template,
    { ...kinds, use: { name: "text", topic: "topic" } },
    {
      topic: topics,
      paper: [
        { title: "one", topic: "A", links: { paper: "https://a.org/x" } },
        { title: "two", topic: "A" },
      ],
      dataset: [{ name: "COCO", topic: "A", url: "https://a.org/coco" }],
      use: [
        { name: "x", topic: "A" },
        { name: "y", topic: "A" },
        { name: "z", topic: "A" },
      ],
    },
  );
  expect(text).toBe(`# L

* **one**

    * [p](https://a.org/x)

* **two**


## A
|Name|Url|
|---|:-:|
|COCO|https://a.org/coco|

1. x

1. y

1. z


## B
`);
  expect(problems).toEqual([]);
  expect(read(text)).toContain("use name=z topic=A");
});

it("counts the numbers of a list whose template does", () => {
  const page = (template: string) =>
    pageFrom(template, {}, { dataset: [{ name: "a" }, { name: "b" }, { name: "c" }] }).text;
  expect(page("1. {{dataset.name}}\n")).toBe("1. a\n2. b\n3. c\n");
  expect(page("1. {{dataset.name}}\n2. {{dataset.name}}\n")).toBe("1. a\n2. b\n3. c\n");
  expect(page("1) {{dataset.name}}\n1) {{dataset.name}}\n")).toBe("1) a\n1) b\n1) c\n");
});

it("writes an anchor as GitHub does, for the heading of the same kind", () => {
  const template = `- [{{topic.name}}](#{{topic.name}})
  - [{{use.name}}](#{{use.name}})

## {{topic.name}}

### {{use.name}}
`;
  const { text } = pageFrom(
    template,
    { topic: { name: "text" }, use: { name: "text", topic: "topic" } },
    { topic: [{ name: "Others" }], use: [{ name: "Others", topic: "Others" }] },
  );
  expect(text).toContain("- [Others](#others)\n  - [Others](#others-1)\n");
});

it("takes no line at another depth for a group, and no other line along with it", () => {
  const { read } = pageFrom(
    "## {{topic.name}}\n\n- {{group.name}}\n  - [{{work.title}}]({{work.url}})\n",
    {
      topic: { name: "text" },
      group: { name: "text", topic: "topic" },
      work: { title: "text", group: "group", url: "url" },
    },
    {},
  );
  const item = (title: string) => `  - [${title}](https://a.example/${title})\n`;
  const found = read(`## T\n\n- Group one\n${item("A")}  - [B]\n${item("C")}${item("D")}`);
  expect(found.filter((line) => line.startsWith("group"))).toEqual([
    "group name=Group one topic=T",
  ]);
  expect(found).toContain("work group=Group one title=D url=https://a.example/D");
});

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

it("writes what follows from the data, and never reads it", () => {
  const template = `共 {{paper.count}} 篇，最新 {{paper.year.newest}} 年

## {{topic.name}} ({{paper.count}})

- **{{paper.title}}** ({{paper.year}})
  - [![stars](https://img.shields.io/github/stars/{{paper.links.code.repo}})]({{paper.links.code}})
`;
  const own = { ...kinds, paper: { topic: "topic", venue: "text?" } };
  const { text, problems, read, lint, sync } = pageFrom(template, own, {
    topic: topics,
    paper: [
      { title: "one", topic: "A", year: 2021, links: { code: "https://github.com/a/b_c.git" } },
      { title: "two", topic: "A", year: 2023 },
      { title: "three", topic: "B", year: 2022 },
    ],
  });
  expect(text).toBe(`共 3 篇，最新 2023 年

## A (2)

- **one** (2021)
  - [![stars](https://img.shields.io/github/stars/a/b_c)](https://github.com/a/b_c.git)
- **two** (2023)

## B (1)

- **three** (2022)
`);
  expect(problems).toEqual([]);
  const stale = text
    .replace("共 3", "共 9")
    .replace("A (2)", "A (7)")
    .replace("stars/a/b", "stars/x/y");
  expect(lint(stale)).toMatchInlineSnapshot(`
    [
      "1:3 found "9", expected "3"; it follows from the data; run "paperlist generate" to write it anew, or edit what it follows from",
      "3:7 found "7", expected "2"; it follows from the data; run "paperlist generate" to write it anew, or edit what it follows from",
      "6:51 field links.code.repo: found "x/y_c", expected "a/b_c"; it follows from the data; run "paperlist generate" to write it anew, or edit what it follows from",
    ]
  `);
  expect(sync(stale)).toMatchInlineSnapshot(`
    [
      "1:3 warning found "9", expected "3", which follows from the data and is written anew",
      "3:7 warning found "7", expected "2", which follows from the data and is written anew",
      "6:51 warning found "x/y_c", expected "a/b_c", which follows from the data and is written anew",
    ]
  `);
  expect(lint(text.replaceAll("a/b_c", "x/y"))).toMatchInlineSnapshot(`
    [
      "6:57 field links.code: found "https://github.com/x/y.git", expected "https://github.com/a/b_c.git"; run "paperlist sync" to keep the page, or "paperlist generate --force" to keep the data",
    ]
  `);
  expect(read(stale)).toEqual(read(text));
  expect(read(text)).toContain(
    "paper links.code=https://github.com/a/b_c.git title=one topic=A year=2021",
  );
});

it("shows fields of the record that a field refers to, and reads of them what it refers to only", () => {
  const template =
    "# {{list.title}}\n\n- {{recent.date}}: [**{{recent.paper}}**]({{recent.paper.links.paper}}) ({{recent.paper.venue}})\n\n## {{paper.year}}\n\n- **{{paper.title}}** ({{paper.venue}})\n";
  const own = {
    recent: { date: "date", paper: "paper" },
    paper: { venue: "text" },
  };
  const { text, problems, read, lint, sync } = pageFrom(template, own, {
    recent: [
      { date: "2026-02", paper: "two" },
      { date: "2026-01", paper: "*one" },
    ],
    paper: [
      { title: "*one", venue: "A_b_", year: 2024, links: { paper: "https://a.b/c_(d" } },
      { title: "two", venue: "C", year: 2025 },
    ],
  });
  expect(text).toBe(`# L

- 2026-02: **two** (C)
- 2026-01: [**\\*one**](<https://a.b/c_(d>) (A_b\\_)

## 2024

- **\\*one** (A_b\\_)

## 2025

- **two** (C)
`);
  expect(problems).toEqual([]);
  expect(lint(text.replace("(C)", "(D)"))).toMatchInlineSnapshot(`
    [
      "3:21 field paper.venue: found "D", expected "C"; it follows from the data; run "paperlist generate" to write it anew, or edit what it follows from",
    ]
  `);
  expect(sync(text.replace("(C)", "(D)"))).toMatchInlineSnapshot(`
    [
      "3:21 warning found "D", expected "C", which follows from the data and is written anew",
    ]
  `);
  // An edit of the paper itself is no edit of what follows from it.
  expect(sync(text.replace(/\(C\)\n$/, "(D)\n"))).toEqual(["changed two venue D"]);
  expect(read(text.replace("(C)", "(D)"))).toMatchInlineSnapshot(`
    [
      "list title=L",
      "recent date=2026-02 paper=two",
      "recent date=2026-01 paper=*one",
      "paper title=*one venue=A_b_ year=2024",
      "paper title=two venue=C year=2025",
    ]
  `);
  expect([
    said("- {{recent.date}} {{recent.paper.nothing}}\n", own),
    said("- {{recent.date}} {{recent.paper.tags}}\n", own),
  ]).toMatchInlineSnapshot(`
    [
      "1:19: unknown field "paper.nothing" of recent in {{recent.paper.nothing}}; expected one of date, paper",
      "1:19: unknown field "paper.tags" of recent in {{recent.paper.tags}}; expected one of date, paper",
    ]
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

it("lets entries stand under each of their topics, and those without one elsewhere", () => {
  const { text, problems, read, lint, sync } = pageFrom(
    "## {{topic.name}}\n\n- **{{paper.title}}**\n\n<!-- end of {{topic.name}} -->\n\n## Others\n\n- **{{paper.title}}**\n",
    { topic: { name: "text" }, paper: { topics: "topic[]?", venue: "text?", year: "year?" } },
    {
      topic: [{ name: "A" }, { name: "B" }],
      paper: [
        { title: "first one", topics: ["A", "B"] },
        { title: "second two" },
        { title: "third three", topics: ["B"] },
      ],
    },
  );
  expect(text).toBe(`## A

- **first one**

## B

- **first one**
- **third three**

## Others

- **second two**
`);
  expect(problems).toEqual([]);
  expect(read(text)).toMatchInlineSnapshot(`
    [
      "list",
      "topic name=A",
      "paper title=first one topics=A,B",
      "topic name=B",
      "paper title=third three topics=B",
      "paper title=second two",
    ]
  `);
  const moved = text
    .replace("\n- **third three**", "")
    .replace("- **second two**", "- **second two**\n- **third three**");
  expect(sync(moved)).toMatchInlineSnapshot(`
    [
      "changed third three topics",
      "moved second two",
    ]
  `);
  const twice = text.replace("## A\n\n", "## A\n\n- **second two**\n");
  expect(lint(twice)).toMatchInlineSnapshot(`
    [
      "3:3 field topics: "second two" stands under "A", which the data does not have; run "paperlist sync" to keep the page, or "paperlist generate --force" to keep the data",
    ]
  `);
  expect(sync(twice)).toMatchInlineSnapshot(`
    [
      "changed second two topics A",
      "4:3 warning this entry stands elsewhere than its data file puts it; it goes back there",
    ]
  `);
});
