/**
 * Templates that are not written as prettier would write them, or in which a value could become
 * markup together with the text around it. The laws hold for these too.
 */
export const oddTemplates: Record<string, string> = {
  "other bullets": "* **{{paper.title}}**\n  + {{paper.flag}}\n",
  "other numbers": "1) **{{paper.title}}**\n1) always\n",
  "stars for emphasis": "- *{{paper.title}}*, __{{paper.year}}__ ~{{paper.flag}}~\n",
  "emphasis within": "- ***{{paper.title}}*** and *x **{{paper.flag}}***\n",
  "emphasis beside letters": "- x*y*z **{{paper.title}}**\n",
  "line ends of Windows": "# {{list.title}}\r\n\r\n- **{{paper.title}}**\r\n  {{paper.year}}\r\n",
  "a byte order mark": "\ufeff# {{list.title}}\n\n- **{{paper.title}}**\n",
  "a heading underlined": "{{list.title}}\n===\n\n## {{paper.title}} ##\n\nx\n",
  "a line end in a line": "- **{{paper.title}}**\n  and\n     {{paper.year}}\n",
  "spaces before a line end":
    "Some \ntext.\n\n- **{{paper.title}}** \n  and {{paper.year}}\t\n  ![x \n  y](a.png)\n  - [{{paper.flag}} \n    x](https://a.b)\n",
  "spaces in a row":
    "Some  text.\n\n- **{{paper.title}}**  ({{paper.year}}),  [code]({{paper.links.code}})  ｜  [data]({{paper.links.data}})\n- x\t\ty\n",
  "spaces that do not show":
    "- [ {{paper.title}} ](https://a.b) x <br> _{{paper.flag}}_ <br><br/>[c]({{paper.links.code}})\n  - <br> y {{paper.summary}}\n\n{{list.note}} <br> x\n",
  "spaces by name":
    "- **{{paper.title}}**&emsp;({{paper.year}})&nbsp;&nbsp;[c]({{paper.links.code}})\n  - x&nbsp;y {{paper.flag}}\n",
  "line breaks of spaces": "**{{paper.title}}**  \n{{paper.flag}}  \n{{paper.year}}\n",
  "code and rules": "# x\n\n~~~sh\n  a\n~~~\n\n***\n\n> *x*\n> y\n\n- {{paper.title}}\n",
  "a block in an item":
    "- **{{paper.title}}**\n  ```sh\n  x\n    y\n  ```\n  - {{paper.summary}}\n",
  "raw HTML in an item": "- **{{paper.title}}**\n\n  <br>\n- x\n",
  "brackets around": "- [{{paper.title}}] ([{{paper.year}}])\n  - [[{{paper.flag}}]]\n",
  "phrases in brackets":
    "- [{{paper.year}} {{paper.room}}] {{paper.title}}（{{paper.labels}}）\n  - {{paper.labels}}) ({{paper.labels}}\n",
  "a short name before a title":
    "- **[{{paper.alias}}]** {{paper.title}} [[c]({{paper.links.code}})]\n\n## {{dataset.name}}\n\n【{{dataset.task}}】*{{dataset.url}}*\n",
  "a short name before a title, in brackets":
    "- [**{{paper.alias}}**] {{paper.title}}.\n\n| a |\n| - |\n| ({{dataset.task}}), **{{dataset.name}}** |\n",
  "a short name before a title, without brackets":
    "- {{paper.alias}} - **{{paper.title}}** ({{paper.year}})\n\n## {{dataset.type}}: _{{dataset.name}}_\n",
  "a link before a title": "- [p]({{paper.links.paper}}), {{paper.title}}\n",
  "code before a title": "- `{{paper.alias}}` {{paper.title}}\n",
  "brackets before a link": "- [{{paper.flag}}] **[[{{paper.title}}](https://a.b)]** (x)\n",
  "escaped markup around": "- \\<{{paper.repo}}\\> \\`{{paper.title}}\\`\n",
  "marks that open nothing": "- *{{paper.title}} ~{{paper.year}}\n  - _{{paper.flag}}\n",
  "links by reference": "- {{paper.title}} [x][r] [r]\n\n[r]: https://a.b 'c'\n",
  "braces in code":
    "- {{paper.title}}\n\n```bibtex\n@article{x, title={{A} {{B}}}, y = {{C}}}\n```\n",
  "braces in code of an item":
    "- x\n\n  ```\n  {{ x }}\n  ```\n\n> ~~~\n> {{ x\n> ~~~\n\n# y\n\n- {{paper.title}}\n",
  "formatted text in a table's header": "- {{paper.title}}\n\n| a {{list.note}} |\n| - |\n| x |\n",
  "a number before text that could begin a block": "- {{paper.year}} - {{paper.title}}\n",
  "a rule at the top": "---\n\n- {{paper.title}}\n",
  "a rule where nothing stands above it": "{{list.intro}}\n\n---\n\n- {{paper.title}}\n",
  "addresses that are links":
    "- **{{paper.title}}**\n  - 代码：<{{paper.links.code}}> (x)\n  - <{{paper.links.data}}>\n\n| a |\n| - |\n| {{dataset.name}} <{{dataset.url}}> |\n",
  "a task": "- [ ] {{paper.title}}\n",
  "pipes in a cell": "| a |\n| - |\n| {{paper.title}} \\| {{paper.year}} |\n",
  "formatted values in a cell": "| a | b |\n| - | - |\n| {{paper.title}} | {{paper.summary}} |\n",
  "optional links beside a title":
    "- [p]({{paper.links.paper}}) **{{paper.title}}** [c]({{paper.links.code}})\n",
  "titles that are linked where there is an address":
    "- [{{paper.title}}]({{paper.links.paper}}). _{{paper.flag}}_\n\n## x\n\n| a |\n| - |\n| [**{{dataset.name}}**]({{dataset.home}}) |\n",
  "marked titles that are linked where there is an address":
    "- **[{{paper.title}}]({{paper.links.paper}})** ([{{paper.year}}](https://a.b/{{paper.arxiv}}))\n",
  "optional links that end a line":
    "- **{{paper.title}}**. {{paper.year}}. [[p]({{paper.links.paper}})] [[c]({{paper.links.code}})]\n",
  "optional links that end a line after a separator":
    "- [{{paper.title}}]({{paper.links.paper}}) | [c]({{paper.links.code}}) | [v]({{paper.links.video}})\n",
  "text that could be a number before a full stop": "- {{paper.title}}. _{{paper.flag}}_\n",
  "optional links in a cell, with a bar between":
    "| a |\n| - |\n| {{paper.title}} \\| [c]({{paper.links.code}}) \\| [v]({{paper.links.video}}) |\n",
  "one optional link that ends a line": "- {{paper.title}} - ([c]({{paper.links.code}}))\n",
  "optional links behind a label":
    "- **{{paper.title}}**\n  - Links: [p]({{paper.links.paper}}), [c]({{paper.links.code}})\n",
  "optional links in a cell":
    "| a | b |\n| - | - |\n| **{{paper.title}}**<br>[p]({{paper.links.paper}}) [d]({{paper.links.data}}) | [c]({{paper.links.code}})<br>[v]({{paper.links.video}}) |\n",
  "headings that refer to the ones above":
    "## {{area.name}}\n\n### {{topic.name}}\n\n{{topic.parent}}\n\n- {{work.title}}\n  - {{work.also}}\n",
  "entries that refer to their heading by way of another record":
    "## {{area.name}}\n\n- {{work.title}}\n\n# x\n\n- {{topic.name}}\n  - {{topic.parent}}\n",
  "values in brackets each":
    "- {{paper.title}}\n  - Key: [{{paper.labels}}], [{{paper.labels}}]\n  - \\*{{paper.tags}}*; \\*{{paper.tags}}*\n",
  "what absent values show":
    "- **{{paper.title}}** ({{paper.arxiv or 无}}) [c]({{paper.links.code or -}})\n\n| a | b | c |\n| - | - | - |\n| **{{dataset.name}}** | {{dataset.task or N/A}} | [x]({{dataset.home or null}}) |\n",
  "values that may be absent among text":
    "- **{{paper.title}}** _by {{paper.alias}}_, {{paper.year}} ({{paper.date}}). :star:[c]({{paper.links.code}}); [[p]({{paper.links.paper}})]\n  - **{{paper.flag}}** ![x]({{paper.links.video}}) ({{paper.year}}), _{{paper.arxiv}}_, z\n",
  "lines of form":
    "- **{{paper.title}}** ({{paper.alias}}) [c]({{paper.links.code}})\n- **{{paper.title}}** [c]({{paper.links.code}}), [v]({{paper.links.video}})\n- **{{paper.arxiv}}**: _{{paper.title}}_\n- {{paper.title}}\n  - {{paper.summary}}\n  - {{paper.flag}}: {{paper.year}}\n",
  "rows and headings of form":
    "| a | b |\n| - | - |\n| **{{dataset.name}}** | {{dataset.task}} |\n| _{{dataset.name}}_ | <{{dataset.home}}> |\n\n## [{{paper.title}}]({{paper.links.paper}}) **{{paper.alias}}**\n\n## {{paper.title}}\n\nx {{paper.flag}}\n",
};

/** The kinds that they need beyond the built-in ones. */
export const oddKinds = {
  paper: { flag: "text", repo: "word", room: "phrase", alias: "text?", labels: "phrase[]" },
  dataset: { home: "url?" },
  list: { note: "markdown" },
  area: { name: "text" },
  topic: { name: "text", area: "area", parent: "topic?" },
  work: { title: "text", also: "topic[]?", topic: "topic" },
};
