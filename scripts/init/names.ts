// Names of kinds and fields, from headings, labels and column headers in English and Chinese.
import { slug } from "github-slugger";

const FIELDS: [RegExp, string][] = [
  [
    /^(?:paper |full )?(?:title|name|paper|model|method|论文|标题|题目|名称|名字|论文标题|论文名称|模型)s?$/i,
    "title",
  ],
  [/^(?:authors?|first author|作者|第一作者)$/i, "authors"],
  [
    /^(?:venue|publication|published|publisher|conference|journal|pub|会议|期刊|会议\/期刊|发表|出处|来源)s?$/i,
    "venue",
  ],
  [/^(?:year|年份|年|年度)$/i, "year"],
  [/^(?:date|publish date|publication date|time|released?|日期|时间|发布时间|发布日期)$/i, "date"],
  [
    /^(?:code|github|codes|repo|repository|implementation|代码|源码|开源代码|开源项目|项目代码)$/i,
    "code",
  ],
  [/^(?:pdf|link|links|url|paper link|arxiv|链接|论文链接|地址|论文地址)$/i, "link"],
  [/^(?:project|project page|homepage|website|page|主页|项目主页|项目)$/i, "project"],
  [/^(?:task|tasks|任务|任务\/用途|用途)$/i, "task"],
  [/^(?:type|category|类型|类别|分类)$/i, "type"],
  [/^(?:data|dataset|datasets|数据|数据集|数据集名称)$/i, "dataset"],
  [/^(?:notes?|remarks?|comments?|备注|说明)$/i, "notes"],
  [
    /^(?:summary|abstract|description|tl;?dr|introduction|简介|摘要|描述|介绍|说明及特点|内容)$/i,
    "summary",
  ],
  [/^(?:tags?|keywords?|标签|关键词|关键字)$/i, "tags"],
  [/^(?:institutions?|institutes?|affiliations?|organi[sz]ations?|机构|单位)$/i, "institution"],
];

/** Names of the fields that columns hold, by their headers: all different. */
export function fieldNames(headers: readonly string[]): string[] {
  const names: string[] = [];
  headers.forEach((header, index) => {
    const text = header.replace(/[*_`:：]/g, "").trim();
    const known = FIELDS.find(([pattern]) => pattern.test(text))?.[1];
    const own = known ?? (asciiName(text) || `column${index + 1}`);
    let name = own;
    for (let nth = 2; names.includes(name); nth++) name = `${own}${nth}`;
    names.push(name);
  });
  return names;
}

/** A text as a name of letters and digits that begins with a small letter; empty where it has none. */
export function asciiName(text: string): string {
  const words = slug(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const name = words
    .slice(0, 3)
    .map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1)))
    .join("")
    .slice(0, 24);
  return /^[a-z]/.test(name) && !(name in Object.prototype) ? name : "";
}

const LINKS: [RegExp, string][] = [
  [/^(?:papers?|paper link|pdf|论文|论文链接|论文地址)$/i, "paper"],
  [
    /^(?:codes?|code link|github|repo|代码|源码|开源代码|代码链接|开源项目|开源项目链接|项目代码)$/i,
    "code",
  ],
  [/^(?:project|project page|homepage|website|page|主页|项目|项目主页)$/i, "project"],
  [/^(?:data|datasets?|数据|数据集)$/i, "data"],
  [/^(?:notes?|解读|论文解读)$/i, "notes"],
];

/** The name of the field that links with a label hold; empty where it gives none. */
export const linkName = (label: string): string =>
  LINKS.find(([pattern]) => pattern.test(label.trim()))?.[1] ?? asciiName(label);

const KINDS: [RegExp, string][] = [
  [/data\s?sets?|数据集|corpora|corpus/i, "dataset"],
  [/benchmarks?|基准|评测/i, "benchmark"],
  [/surveys?|reviews?|综述/i, "survey"],
  [/tutorials?|courses?|教程|课程/i, "tutorial"],
  [/books?|书籍|教材/i, "book"],
  [/blogs?|posts?|articles?|博客|文章/i, "article"],
  [/tools?|toolkits?|librar(?:y|ies)|frameworks?|code|software|工具|框架|代码/i, "tool"],
  [/news|updates?|新闻|更新|动态/i, "update"],
  [/talks?|videos?|lectures?|视频|讲座/i, "video"],
  [/papers?|论文|works?|methods?/i, "paper"],
];

/** What the records under headings are called, from the nearest heading up. */
export function kindName(headings: readonly string[]): string {
  for (const heading of headings) {
    const known = KINDS.find(([pattern]) => pattern.test(heading));
    if (known) return known[1];
  }
  return "paper";
}
