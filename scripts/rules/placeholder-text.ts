import { quote } from "../finding/quote.ts";
import { defineRule } from "./rule.ts";

const PLACEHOLDER =
  /具体[^，。；,.;]{0,8}未[^，。；,.;]{0,4}(?:给|说明|提供|公布)|待(?:补充|完善|更新|填写)|待定(?![义位理制量])|暂无|敬请期待|此处填写|\b(?:TODO|TBD|TBA|FIXME)\b|\blorem ipsum\b|^(?:[-–—?？/]+|n\/a|none|null|xxx)$/i;

/** The text that stands in for what is still to be written. */
export function placeholderIn(text: string): string | undefined {
  const found = PLACEHOLDER.exec(text)?.[0];
  // As a word of a sentence, only capitals mean it.
  if (found && /^[a-z]{3,5}$/i.test(found) && found !== text && found !== found.toUpperCase())
    return undefined;
  return found;
}

export const placeholderText = defineRule({
  name: "placeholder-text",
  description: "Text that only stands in for text: 待补充, 具体…未给, TODO, TBD, lorem ipsum.",
  severity: "warning",
  *check(context) {
    for (const item of context.items("text", "markdown", "prose")) {
      const found = placeholderIn(item.value);
      if (found !== undefined)
        yield {
          at: item,
          message: `found ${quote(found)}, which only stands in for text; write the text, or leave ${item.field.optional ? "the field" : "the entry"} out`,
        };
    }
  },
  examples: {
    good: [
      { papers: [{ summary: ["以“待定位目标”为查询，提出新的检测框架"] }] },
      { because: "a name, not a gap", papers: [{ title: "Todo Lists as Programs" }] },
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
        papers: [{ summary: ["TODO: write this up", "待补充"] }],
        findings: [
          [
            "/papers/0/summary/0",
            'found "TODO", which only stands in for text; write the text, or leave the field out',
          ],
          [
            "/papers/0/summary/1",
            'found "待补充", which only stands in for text; write the text, or leave the field out',
          ],
        ],
      },
    ],
  },
});
