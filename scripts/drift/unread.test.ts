import { expect, it } from "vitest";
import { makeKinds } from "../data/kinds.ts";
import { readPage } from "../page/read.ts";
import { compileTemplate } from "../template/template.ts";
import { unreadMessage } from "./unread.ts";

const LINE =
  "{{paper.authors}} **{{paper.title}}**, {{paper.venue}} [[Paper]({{paper.links.paper}})] [[Code]({{paper.links.code}})]";
const kinds = makeKinds({ paper: { authors: "text" } });
const pattern = compileTemplate("t", `- ${LINE}\n`, kinds);

/** Each with `‸` where it stops to read. */
it.each([
  ["A. B. **Title**, CVPR [[Paper](https://a.b)]‸[[Code](https://a.c)]", 'expected " [[Code]("'],
  ["A. B. **Title**, CVPR[‸[Paper](https://a.b)]", "expected a space"],
  ["A. B. **Title**‸ CVPR", 'expected ", "'],
  ["A. B. **Title**, ‸_CVPR_ [[Paper](https://a.b)]", "expected {{paper.venue}}, as in"],
  ["A. B. **Title**, CVPR [[P‸DF](https://a.b)]", 'expected "aper]("'],
  [
    "A. B. **Title**, CVPR [[Code](https://a.b)]‸ [[Paper](https://a.c)]",
    "expected the line to end",
  ],
  ["A. B. **Title**‸", 'which ends too early: expected ", "'],
  ["‸**Title**, CVPR", "expected a line like"],
])("says where a line stops to read, and what should follow: %s", (marked, wanted) => {
  const [before, after] = marked.split("‸") as [string, string];
  const source = `- ${before}${after}\n`;
  const [read] = readPage(pattern, kinds, source).lines;
  const { stop, message } = unreadMessage(read!, source);
  expect(source.slice(0, stop)).toBe(`- ${before}`);
  expect(message).toContain(`found "${after === "" ? before : after}"`);
  expect(message).toContain(wanted);
  expect(message).toContain(LINE);
});
