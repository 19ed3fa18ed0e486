import { quote } from "../finding/quote.ts";
import type { Item } from "./context.ts";
import { defineRule } from "./rule.ts";

const PLACEHOLDER =
  /具体[^，。；,.;]{0,8}未[^，。；,.;]{0,4}(?:给|说明|提供|公布)|待补充(?!的)|待(?:完善|更新|填写)(?=$|[，。；…！）】,.;!)\]])|待定(?![义位理制量])|暂无|敬请期待|此处填写|\b(?:TODO|TBD|TBA|FIXME)\b|\blorem ipsum\b|\bcoming soon\b|^to be (?:added|announced|determined|updated)\b|^(?:[-–—?？/]+|n\/a|none|null|xxx)$/i;

/** The text that stands in for what is still to be written. */
export function placeholderIn({ value, field }: Item): string | undefined {
  const found = PLACEHOLDER.exec(value)?.[0];
  if (found === undefined || found === value || !/^[a-z ]+$/i.test(found)) return found;
  // A title may speak of them; as a word of a sentence, only capitals mean it.
  if (["text", "phrase"].includes(field.type) && !value.startsWith(`${found}:`)) return undefined;
  return /^[a-z]{3,5}$/i.test(found) && found !== found.toUpperCase() ? undefined : found;
}

export const placeholderText = defineRule({
  name: "placeholder-text",
  description: "Text that only stands in for text: 待补充, 具体…未给, TODO, TBD, lorem ipsum.",
  severity: "warning",
  *check(context) {
    for (const item of context.items("text", "phrase", "markdown", "prose")) {
      const found = placeholderIn(item);
      if (found !== undefined)
        yield {
          at: item,
          message: `found ${quote(found)}, which only stands in for text; write the text, or leave ${item.field.optional ? "the field" : "the entry"} out`,
        };
    }
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
    ],
  },
});
