// Each way of writing that is forgiven, in lines of several makes: read as the entry, and told as
// `format` at its place.
import { describe, expect, it } from "vitest";
import { pageOf } from "../testing/page.ts";

const kinds = {
  topic: { name: "text" },
  paper: { topic: "topic?", venue: "phrase?", alias: "phrase" },
};
const links = { paper: "https://x.org/1", code: "https://x.org/c" };
const paper = { title: "A b", year: 2024, venue: "ICLR", alias: "X", links };
const two = [paper, { ...paper, title: "G h" }];

const templates: Record<string, string> = {
  bullet:
    "## Papers\n\n- **{{paper.title}}** [Paper]({{paper.links.paper}}) [Code]({{paper.links.code}})\n",
  italics:
    "## Papers\n\n- {{paper.title}}. *{{paper.venue}}* ({{paper.alias}}), [Code]({{paper.links.code}})\n",
  brackets: "## Papers\n\n* **{{paper.title}}** | {{paper.year}} | <{{paper.links.code}}>\n",
  numbered:
    "## Papers\n\n1. [{{paper.title}}]({{paper.links.paper}}), {{paper.year}}, ~~{{paper.venue}}~~.\n",
  table:
    "## Papers\n\n| Title | Venue | Links |\n| - | - | - |\n| **{{paper.title}}** | *{{paper.venue}}* | [Paper]({{paper.links.paper}}), [Code]({{paper.links.code}}) |\n",
  "under a heading":
    "### **{{paper.title}}**\n\n- Venue: ~~{{paper.venue}}~~\n- Links: [Paper]({{paper.links.paper}}) / [Code]({{paper.links.code}})\n",
  nested:
    "## Papers\n\n- **{{paper.title}}**\n  - *{{paper.venue}}*\n  - [{{paper.links.code}}]({{paper.links.code}})\n",
};

const ways: Record<string, [RegExp, string]> = {
  "case of a label": [/\[Code\]/, "[CODE]"],
  "case of a heading": [/^## Papers/m, "## papers"],
  "case of a column": [/\| Venue/, "| VENUE"],
  "width of a column": [/\| Venue/, "| Ｖenue"],
  "width of a colon": [/(?<=Venue|Links|\)): /, "："],
  "width of brackets": [/ \((X)\)/, "（$1）"],
  "width of a bar": [/(?<=\*\*) \| (?=2)/, " ｜ "],
  "a comma between links": [/\)(?: \/|,)? \[(?=[CP])/, "), ["],
  "a slash between links": [/\)(?: \/|,)? \[(?=[CP])/, ") / ["],
  "a bar between links": [/\)(?: \/|,)? \[(?=[CP])(?!.*\|$)/m, ") | ["],
  "no space between links": [/\)(?: \/|,)? \[(?=[CP])/, ")["],
  "a break between links": [/\)(?: \/|,)? \[(?=[CP])/, ")<br>["],
  "a line end between links": [/\)(?: \/|,)? \[(?=[CP])(?!.*\|$)/m, "),\n  ["],
  "bold that does not close before a link": [/\*\*A b\*\* (?=\[)/, "**A b "],
  "bold alone that does not close": [/\*\*A b\*\*(?= *(?:$|\| (?=\*|C)))/m, "**A b"],
  "bold that closes as italics": [/\*\*A b\*\*/, "**A b*"],
  "bold that closes twice": [/\*\*A b\*\*/, "**A b****"],
  "bold that closes behind a space": [/\*\*A b\*\*/, "**A b **"],
  "italics that do not close": [/(?<=[-|] )[*_]ICLR[*_]/, "_ICLR"],
  "italics that close twice": [/[*_]ICLR[*_]/, "*ICLR**"],
  "deleted that does not close": [/~~ICLR~~(?!\.)/, "~~ICLR"],
  "a link that closes twice": [/\/1\)/, "/1))"],
  "a bracket that does not close": [/\(X\)/, "(X"],
  "a bracket that closes twice": [/\(X\)/, "(X))"],
  "no full stop": [/(?<=~)\.$/m, ""],
  "a bare address for its link": [/\[https:\S+\]\((\S+?)\)/, "$1"],
  "a bare address in angle brackets": [/\[https:\S+\]\((\S+?)\)/, "<$1>"],
  "a bare address for angle brackets": [/<(https\S+)>/, "$1"],
  "a link for angle brackets": [/<(https\S+)>/, "[$1]($1)"],
  "an empty row": [/(\n\| \*\*A)/, "\n|  |  |  |$1"],
  "a break at the end": [/(?<=https:\/\/x\.org\/c\)?\)?>?)(?= *\|?$)/m, "<br>"],
  "a break at the end of a cell": [/(?<=^\| \*\*A b\*\*)(?= +\|)/m, "<br>"],
  "another bullet": [/^[-*] (?=.*A b)/m, "+ "],
  "another bullet throughout": [/^( *)[-*] /gm, "$1+ "],
  "other numbers": [/^\d\. /gm, "1. "],
  "numbers with a bracket": [/^(\d)\. /gm, "$1) "],
  "more blank lines": [/\n\n/, "\n\n\n"],
};

describe.each(Object.entries(templates))("%s", (_, template) => {
  const data = { topic: [{ name: "T" }], paper: two };
  const { text, read, drift } = pageOf(template, data, kinds);
  const own = read(text);
  const fitting = Object.entries(ways).filter(([, [from, to]]) => text.replace(from, to) !== text);
  it.each(fitting)("%s", (_, [from, to]) => {
    const page = text.replace(from, to);
    expect(read(page)).toEqual(own);
    const found = drift(page);
    expect(found).not.toEqual([]);
    expect(found.filter((one) => !one.includes(" format: "))).toEqual([]);
  });
});
