import { quote } from "../finding/quote.ts";
import type { Address } from "./address.ts";
import { type Item, roleOf } from "./context.ts";
import { EXAMPLES } from "./hosts.ts";
import { defineRule } from "./rule.ts";

const PLACEHOLDER =
  /具体[^，。；,.;]{0,8}未[^，。；,.;]{0,4}(?:给|说明|提供|公布)|待补充(?!的)|待(?:完善|更新|填写)(?=$|[，。；…！）】,.;!)\]])|待定(?![义位理制量])|暂无|敬请期待|此处填写|\b(?:TODO|TBD|TBA|FIXME)\b|\blorem ipsum\b|\bcoming soon\b|^to be (?:added|announced|determined|updated)\b|^xxx$/i;

/** What forms and guides show where a value belongs. */
const SAMPLE =
  /^(?:论文标题|论文题目|一句话说明|数据集名称|作者(?:姓名)?|(?:your )?paper title|title of (?:the|your) paper|author names?|short description)$/i;

/** What says that a cell is empty: where it may be, nobody takes it for text. */
const EMPTY = /^(?:[-–—?？/]+|n\/a|none|null)$/i;

/** Fields that an entry needs as much as its name. */
const NEEDED = new Set(["summary", "venue"]);

/** The text that stands in for what is still to be written. */
export function placeholderIn({ value, field, entry }: Item): string | undefined {
  if (field.path === entry.kind.key || NEEDED.has(roleOf(field))) {
    const empty = (EMPTY.exec(value) ?? SAMPLE.exec(value))?.[0];
    if (empty !== undefined) return empty;
  }
  const found = PLACEHOLDER.exec(value)?.[0];
  if (found === undefined || found === value || !/^[a-z ]+$/i.test(found)) return found;
  // A title may speak of them; as a word of a sentence, only capitals mean it.
  if (["text", "phrase"].includes(field.type) && !value.startsWith(`${found}:`)) return undefined;
  return /^[a-z]{3,5}$/i.test(found) && found !== found.toUpperCase() ? undefined : found;
}

/** Steps of an address that name nothing. */
const OWNER = /^(?:user|user-?name|owner|org|author|your[-_]?(?:user)?name|x{3,})$/i;
const REPOSITORY = /^(?:repo|repository|your[-_]?repo|project|x{3,})$/i;
const NOTHING = /^(?:TODO|TBD|TBA|[xX]{3,}|placeholder|coming-?soon)$|待(?:发布|补充|更新|公开)/;

/** Whether an address stands in for one that is still to come. */
export function isPlaceholder({ site, path, text }: Address): boolean {
  if (text === "#" || EXAMPLES.has(site)) return true;
  const steps = path.split("/").filter((step) => step !== "");
  const [owner = "", repository = ""] = steps;
  if (site === "github.com" && OWNER.test(owner) && REPOSITORY.test(repository)) return true;
  return NOTHING.test(steps.at(-1) ?? "");
}

export const placeholderText = defineRule({
  name: "placeholder-text",
  description:
    "Text that only stands in for text: 待补充, 具体…未给, TODO, TBD, lorem ipsum; an address that stands in for one: `github.com/user/repo`.",
  details:
    "Marks of an empty cell (`-`, `N/A`, `None`) are left alone but where a value is needed: in an entry's name, its venue and its summary. So is what the guide for contributors shows (论文标题) told there.",
  severity: "warning",
  *check(context) {
    for (const item of context.items("text", "phrase", "markdown", "prose")) {
      const found = placeholderIn(item);
      if (found !== undefined)
        yield {
          at: item,
          message: `found ${quote(found)}, which only stands in for text; ${mendOf(item, "text")}`,
        };
    }
    for (const { item, address } of context.links)
      if (isPlaceholder(address))
        yield {
          at: item,
          message: `found ${quote(item.value)}, which only stands in for an address; ${mendOf(item, "address")}`,
        };
  },
  examples: {
    good: [
      { papers: [{ summary: ["以“待定位目标”为查询，只计算待更新的权重，补全待补充的区域"] }] },
      {
        because: "names, not gaps",
        papers: [
          { title: "Todo Lists as Programs" },
          { title: "TODO or FIXME: A Study of Comments in Code" },
        ],
      },
      {
        because: "an empty cell",
        list: { kinds: { paper: { demo: "text?" } } },
        papers: [{ demo: "-" }, { demo: "N/A", authors: ["None"] }],
      },
      {
        papers: [
          {
            links: {
              code: "https://github.com/user/todo-list",
              project: "https://todo.example.org",
            },
          },
        ],
      },
    ],
    bad: [
      {
        datasets: [{ description: "具体任务详情未给，属于视觉理解基准之一" }],
        findings: [
          [
            "/datasets/0/description",
            'found "具体任务详情未给", which only stands in for text; write the text, or leave the field out',
          ],
        ],
      },
      {
        papers: [{ summary: ["TODO: write this up", "待补充", "Code coming soon"], venue: "TBD" }],
        findings: [
          [
            "/papers/0/venue",
            'found "TBD", which only stands in for text; write the text, or leave the entry out',
          ],
          [
            "/papers/0/summary/0",
            'found "TODO", which only stands in for text; write the text, or leave the field out',
          ],
          [
            "/papers/0/summary/1",
            'found "待补充", which only stands in for text; write the text, or leave the field out',
          ],
          [
            "/papers/0/summary/2",
            'found "coming soon", which only stands in for text; write the text, or leave the field out',
          ],
        ],
      },
      {
        papers: [
          { title: "论文标题", venue: "N/A" },
          {
            links: { paper: "https://example.com/paper.pdf", code: "https://github.com/user/repo" },
          },
        ],
        findings: [
          [
            "/papers/0/title",
            'found "论文标题", which only stands in for text; write the text, or leave the entry out',
          ],
          [
            "/papers/0/venue",
            'found "N/A", which only stands in for text; write the text, or leave the entry out',
          ],
          [
            "/papers/1/links/paper",
            'found "https://example.com/paper.pdf", which only stands in for an address; write the address, or leave the field out',
          ],
          [
            "/papers/1/links/code",
            'found "https://github.com/user/repo", which only stands in for an address; write the address, or leave the field out',
          ],
        ],
      },
    ],
  },
});

const mendOf = ({ field }: Item, what: string): string =>
  `write the ${what}, or leave ${field.optional ? "the field" : "the entry"} out`;
