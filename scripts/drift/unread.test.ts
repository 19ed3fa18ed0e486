import { expect, it } from "vitest";
import { makeKinds } from "../data/kinds.ts";
import { readPage } from "../page/read.ts";
import { compileTemplate } from "../template/template.ts";
import { unreadMessage } from "./unread.ts";

const LINKS = "[[Paper]({{paper.links.paper}})] [[Code]({{paper.links.code}})]";
const LINE = `{{paper.authors}} **{{paper.title}}**, {{paper.venue}} ${LINKS}`;
const kinds = makeKinds({ paper: { authors: "text" } });

/** Each with `‸` where it stops to read. */
it.each([
  [
    LINE,
    "A. B. **T**, CVPR [[Code](https://a.b)] ‸and",
    'expected "[[Paper](" or "[[Code](", as in',
  ],
  [LINE, "A. B. **T**‸ CVPR", 'expected ", ", as in'],
  [LINE, "A. B. **T**, ‸_CVPR_ [[Paper](https://a.b)]", "expected {{paper.venue}}, as in"],
  [LINE, "A. B. **T**, CVPR [‸[PDF](https://a.b)]", '"[Paper](" or "[Code](" or the line to end'],
  [LINE, "A. B. **T**‸", 'which ends too early: expected ", "'],
  [LINE, "‸**T**, CVPR", "expected a line like"],
  ["**{{paper.title}}**", "**T**‸, and more", "expected the line to end, as in"],
  [
    LINE,
    "A. B. **T**, CVPR [[Code](https://a.b)] [[Code](‸https://a.c)]",
    "but {{paper.links.code}} stands on this line already",
  ],
])(
  "says where a line stops to read, and what should follow: %s: %s",
  (template, marked, wanted) => {
    const [before, after] = marked.split("‸") as [string, string];
    const source = `- ${before}${after}\n`;
    const pattern = compileTemplate("t", `- ${template}\n`, kinds);
    const { stop, message } = unreadMessage(readPage(pattern, kinds, source).lines[0]!, source);
    expect(source.slice(0, stop)).toBe(`- ${before}`);
    expect(message).toContain(`found "${after === "" ? before : after}"`);
    expect(message).toContain(wanted);
    if (/as in$|like$/.test(wanted)) expect(message).toContain(`${wanted} ${template}`);
  },
);
