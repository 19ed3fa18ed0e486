import { placeOf } from "../data/record.ts";
import { quote } from "../finding/quote.ts";
import { grouped } from "../pairing/grouped.ts";
import { type Context, type Entry, isNamedByTitle, type Item, roleOf } from "./context.ts";
import { lettersOf, readable } from "./letters.ts";
import { isTelling, methodsOf, sameWork } from "./names.ts";
import { placeholderIn } from "./placeholder-text.ts";
import { defineRule, type Problem } from "./rule.ts";
import { likeness, Sketches } from "./shingles.ts";
import { hasCjk } from "./words.ts";

/** Shorter texts may well be said of two works. */
const SHORTEST = 12;
const SHORTEST_NEAR = 24;
/** Letters of the Latin alphabet that say as much as one Chinese letter. */
const LATIN = 4;
/** As a part of common shingles: two letters of thirty may differ. */
const NEAR = 0.45;
/** Four small words in a row: dates, institutions, people and links have none. */
const PROSE = /(?:\p{Ll}{1,24}[ -]){3}\p{Ll}/u;
const INSTITUTION = /大学|学院|研究[院所]|实验室|公司/;
/** Whether a text says something, and does not list names. */
const isProse = (text: string): boolean =>
  hasCjk(text) ? !INSTITUTION.test(text) : PROSE.test(text);
/** What more entries share is a label of theirs, such as "Key: framework". */
const MOST_COPIES = 4;

export const copiedSummary = defineRule({
  name: "copied-summary",
  description:
    "A summary that stands on another entry too, or nearly; one that names another entry's method and not its own.",
  details:
    "Looked at are summaries, descriptions and notes, without the addresses in them. A method is what stands before the colon of a title, in brackets in it, or the name of its repository; where a work has none, another's is reported where the summary introduces it. Names in a comparison (如 X, 优于 X, based on X, than X) are left alone, as are names that any paper may speak of, such as CLIP. Dates, institutions, authors and links are no summaries. The same work filed twice may have one summary, and what more than four entries share is taken for a label.",
  severity: "warning",
  *check(context) {
    const copied = new Set<Entry>();
    for (const problem of copies(context)) {
      copied.add((problem.at as Item).entry);
      yield problem;
    }
    yield* otherMethods(context, copied);
  },
  examples: {
    good: [
      {
        papers: [
          { title: "SimVG: A Simple Framework", summary: ["采用多分支结构，一支为轻量MLP分支"] },
          { title: "DenseVG: Dense Semantics", summary: ["增强语义表示，优于SimVG"] },
          { title: "Grounding in Space", summary: ["在速度上，SimVG的两倍"] },
        ],
      },
      {
        because: "titles, and two links to one page",
        list: { kinds: { paper: { title: "markdown" } } },
        template: "# {{list.title}}\n\n- {{paper.title}}\n  - {{paper.summary}}\n",
        papers: [
          {
            title: "**Contrastive Learning for Weakly Supervised Phrase Grounding**",
            summary: ["A fork of [Launcher](https://github.com/someone/launcher) with pixels"],
          },
          {
            title: "**Prompt Tuning for Weakly Supervised Phrase Grounding**",
            summary: ["Based on [Launcher](https://github.com/someone/launcher) and others"],
          },
        ],
      },
      {
        because: "what two works may well have in common",
        papers: ["One", "Two"].map((title) => ({
          title,
          summary: [
            "Institutions: University of Somewhere, 清华大学, A Lab",
            "Date: March 16, 2026",
            "_Anna Doe, Bo Li, Carl Roe_",
            "[A benchmark of what is said by many](https://x.example/1)",
          ],
        })),
      },
      {
        because: "a label that many bear",
        papers: ["One", "Two", "Three", "Four", "Five"].map((title) => ({
          title,
          summary: ["Key: a framework with code and a benchmark"],
        })),
      },
      {
        because: "one work under two topics",
        papers: [
          {
            title: "SimVG: A Simple Framework",
            year: 2023,
            summary: ["采用多分支结构，一支为轻量MLP分支"],
          },
          { title: "SimVG: A Simple Framework", summary: ["采用多分支结构，一支为轻量MLP分支"] },
        ],
      },
    ],
    bad: [
      {
        papers: [
          {
            title: "SimVG: A Simple Framework",
            summary: ["采用多分支结构，一支为轻量MLP分支，推理很快"],
          },
          { title: "Dense Semantics", summary: ["采用多分支结构，一支为轻量MLP分支，推理很快。"] },
        ],
        mended: {
          papers: [
            {
              title: "SimVG: A Simple Framework",
              summary: ["采用多分支结构，一支为轻量MLP分支，推理很快"],
            },
            { title: "Dense Semantics", summary: ["以稠密语义补全文本，缓解遮挡与歧义"] },
          ],
        },
        findings: [
          [
            "/papers/1/summary/0",
            'this summary is also that of "SimVG: A Simple Framework" at data/papers.json:7; write what this work does',
          ],
        ],
      },
      {
        papers: [
          {
            title: "Text-guided Voxel Pruning",
            links: { code: "https://github.com/GWxuan/TSP3D" },
            summary: [
              "提出单阶段三维视觉定位方法，首次引入稀疏卷积多层架构，由文本引导剪枝，速度大幅提升",
            ],
          },
          {
            title: "Grounded Pre-training",
            summary: [
              "提出单阶段三维视觉定位方法，首次引入稀疏卷积多层架构，由文本引导剪枝，速度显著提升",
            ],
          },
        ],
        mended: {
          papers: [
            {
              title: "Text-guided Voxel Pruning",
              links: { code: "https://github.com/GWxuan/TSP3D" },
              summary: [
                "提出单阶段三维视觉定位方法，首次引入稀疏卷积多层架构，由文本引导剪枝，速度大幅提升",
              ],
            },
            {
              title: "Grounded Pre-training",
              summary: ["将检测与短语定位统一建模，在图文对上预训练"],
            },
          ],
        },
        findings: [
          [
            "/papers/1/summary/0",
            'this summary is nearly that of "Text-guided Voxel Pruning" at data/papers.json:10; write what this work does',
          ],
        ],
      },
      {
        papers: [
          { title: "Voxel Pruning", summary: ["[代码](https://github.com/GWxuan/TSP3D)"] },
          { title: "SimVG: A Simple Framework", summary: ["这篇论文提出了一种名为 TSP3D 的方法"] },
          { title: "Grounding in Space", summary: ["TSP3D提出稀疏卷积架构", "比TSP3D更快"] },
        ],
        mended: {
          papers: [
            { title: "Voxel Pruning", summary: ["[代码](https://github.com/GWxuan/TSP3D)"] },
            {
              title: "SimVG: A Simple Framework",
              summary: ["这篇论文提出了一种名为 SimVG 的方法"],
            },
            { title: "Grounding in Space", summary: ["提出空间中的定位", "比TSP3D更快"] },
          ],
        },
        findings: [
          [
            "/papers/1/summary/0",
            'this summary speaks of "TSP3D", which is the entry "Voxel Pruning", and not of "SimVG"; is it the other\'s?',
          ],
          [
            "/papers/2/summary/0",
            'this summary speaks of "TSP3D", which is the entry "Voxel Pruning"; is it the other\'s?',
          ],
        ],
      },
    ],
  },
});

/** What fields that tell of a work are called; so may lists be, whatever they are called. */
const TELLING =
  /^(?:summary|description|notes?|abstract|tldr|comment|about|contribution|highlights?)$/;

/** Whether a value tells of its work, and does not name it. */
const isTold = ({ field, entry }: Item): boolean =>
  field.type === "markdown" &&
  field.path !== entry.kind.key &&
  (field.list || TELLING.test(roleOf(field)));

/** A text without the addresses in it, which may be most of it. */
const told = ({ value }: Item): string =>
  value.includes("](") ? value.replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)/g, "]") : value;

function* copies(context: Context): Generator<Problem> {
  const telling = context
    .items("markdown")
    .filter((item) => isTold(item) && !item.value.startsWith("[") && isProse(told(item)));
  const texts = grouped(telling.map((item) => [item.value, item]));
  const items = telling.filter(({ value }) => texts.get(value)!.length <= MOST_COPIES);
  const sketches = new Sketches<Item>(items.length, SHORTEST);
  for (const item of items) {
    if (item.entry.kind.name === "list") continue;
    for (const twin of sketches.add(readable(told(item), item.sets), item)) {
      const how = likenessOf(item, twin);
      if (!how) continue;
      yield { at: item, message: copyMessage(context, item, twin, how) };
      break;
    }
  }
}

/** How a summary is that of another work. */
function likenessOf(item: Item, twin: Item): "also" | "nearly" | undefined {
  if (twin.entry === item.entry) return undefined;
  const [text, other] = [lettersOf(told(item)), lettersOf(told(twin))];
  const exact = text === other;
  // What is said of data sets is often much alike.
  const near =
    isNamedByTitle(item.entry.kind) &&
    text.length >= (hasCjk(text) ? SHORTEST_NEAR : LATIN * SHORTEST_NEAR);
  if (!exact && !(near && likeness(text, other) >= NEAR)) return undefined;
  if (placeholderIn(item) !== undefined || sameWork(twin.entry, item.entry)) return undefined;
  return exact ? "also" : "nearly";
}

function copyMessage({ list }: Context, item: Item, twin: Item, how: string): string {
  const { file, line } = placeOf(list, twin.entry.record, twin.field.path, twin.element);
  const name = item.field.path;
  return `this ${name} is ${how} that of ${quote(twin.entry.name)} at ${file}:${line}; write what this work does`;
}

/** A name in a comparison: not what the text is about. */
const COMPARED =
  /(?:如|像|类似|基于|比|优于|超过|超越|对比|相较|相比|与|和|及|以|在|从|用|将|对|借鉴|扩展|改进|利用|采用|使用|结合|针对|继承|like|as|on|than|with|over|from|using|of|to|by|extends?|improves?|vs\.?|and|outperforms?|e\.g\.|beats?|surpass(?:es)?|[（(、,，/+])\s*$/i;

/** A name as that of the work itself: what is told of an entry whose own name nobody knows. */
const INTRODUCED =
  /(?:名为|称为|叫做|提出了?|(?:propos(?:e[sd]?|ing)|introduc(?:e[sd]?|ing)|present(?:s|ed)?|called|named|dubbed)\b)\s*["“]?([A-Za-z][A-Za-z0-9+.-]*[A-Za-z0-9+])|^([A-Za-z][A-Za-z0-9+.-]*[A-Za-z0-9+])(?=\s*(?:是|提出|proposes|introduces|presents|is an?\b))/gi;
const NAMED = /([A-Za-z][A-Za-z0-9+.-]*[A-Za-z0-9+])/g;

function* otherMethods(context: Context, copied: ReadonlySet<Entry>): Generator<Problem> {
  const owners = new Map<string, Entry>();
  const entries = context.entries.map((entry) => ({ entry, own: methodsOf(entry) }));
  for (const { entry, own } of entries)
    for (const method of own)
      if (isTelling(method) && !owners.has(method)) owners.set(method, entry);
  for (const { entry, own } of entries) {
    if (copied.has(entry)) continue;
    for (const item of entry.items) {
      if (!isTold(item)) continue;
      const other = namedIn(item, own.length > 0 ? NAMED : INTRODUCED, owners);
      if (!other) continue;
      if (own.some((method) => speaksOf(entry, method))) break;
      yield {
        at: item,
        message: `this ${item.field.path} speaks of ${quote(other.method)}, which is the entry ${quote(other.owner.name)}${own.length > 0 ? `, and not of ${quote(own[0])}` : ""}; is it the other's?`,
      };
      break;
    }
  }
}

/** Whether some summary of an entry names a method. */
const speaksOf = ({ items }: Entry, method: string): boolean =>
  items.some((item) => isTold(item) && told(item).toLowerCase().includes(method.toLowerCase()));

/** The first method of another work that a text is about. */
function namedIn(
  item: Item,
  names: RegExp,
  owners: ReadonlyMap<string, Entry>,
): { method: string; owner: Entry } | undefined {
  const { entry } = item;
  const text = told(item);
  if (!text.match(NAMED)?.some((name) => owners.has(name))) return undefined;
  for (const match of text.matchAll(names)) {
    const method = match[1] ?? match[2]!;
    const owner = owners.get(method);
    if (!owner || owner === entry || sameWork(owner, entry)) continue;
    if (entry.name.includes(method)) continue;
    const at = match.index + match[0].lastIndexOf(method);
    if (!COMPARED.test(text.slice(Math.max(0, at - 12), at))) return { method, owner };
  }
  return undefined;
}
